"""Sheets and the visit's own facts as texts, before anybody asked what they mean."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from comity.domain.errors import Place
from comity.manifest.cells import Flaw

#: Tables of a header that come in any number, and the worksheet that stands in their place; "": none.
BLOCKS: Mapping[str, str] = {
    "attestation": "attestations",
    "filing": "filings",
    "pool": "pools",
    "table": "",
}


@dataclass(frozen=True, slots=True)
class Grid:
    """One worksheet, or a CSV file (`worksheet` ""), as it stands: texts from row 1 on, whatever they mean.

    `columns` has one String series per column, all of one length, null for an empty cell. `flaws` are the
    cells that hold no plain value (flaw, row, column, both from 1); that of a formula holds its last result.
    `merged` are ranges of merged cells: row and column of the first and of the last cell, from 1. `notes`
    are sentences on how the texts were got.
    """

    file: str
    worksheet: str
    columns: tuple[pl.Series, ...]
    flaws: tuple[tuple[Flaw, int, int], ...] = ()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden: bool = False
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        """The number of rows."""
        return len(self.columns[0]) if self.columns else 0


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One sheet as texts.

    `columns` has one String series per heading, null for an empty cell; `rows` (UInt32) the row that the
    spreadsheet shows for each. `spoiled` holds, by position of the column, the rows whose cell was not
    blank but is null in `columns`, because its mistake has been noted already (a formula, an error).
    `names` tells which column each heading stands for, where that has been found out; None: as it says.
    """

    file: str
    sheet: str
    headings: tuple[str, ...]
    rows: pl.Series
    columns: tuple[pl.Series, ...]
    spoiled: Mapping[int, frozenset[int]] = field(default_factory=dict)
    names: tuple[str, ...] | None = None

    def place(self, column: str = "", row: int | None = None) -> Place:
        """A place in this sheet."""
        return Place(self.file, self.sheet, row, column)


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact of the visit, a contingent, an answer or a lead: its name, its text and where it stands.

    `text` is None where something else than a single value stands (an array, a table); then `found` says
    what, and `parts` holds the items of the array (their key is ""), or the entries of the table.
    """

    key: str
    text: str | None
    place: Place
    found: str = ""
    parts: tuple["Entry", ...] = ()


@dataclass(frozen=True, slots=True)
class Lead:
    """A lead time of the planner as texts: what it is for, amount and unit."""

    what: str
    amount: str
    unit: str
    place: Place


@dataclass(frozen=True, slots=True)
class RawHeader:
    """What visit.toml, or the sheets in its place, state: entries in their order.

    `answers` are by sheet; `place` is where a missing entry would stand. `blocks` holds by name (one of
    BLOCKS) the tables `[[name]]` of a visit.toml, or the rows of the worksheet in their place. `profile`
    names the team's stored profile, `flies` lists by sheet which of its lines come (of a visit.toml only).
    """

    place: Place
    visit: tuple[Entry, ...] = ()
    contingents: tuple[tuple[Entry, ...], ...] = ()
    answers: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    leads: tuple[Lead, ...] = ()
    entry_into_force: tuple[Entry, ...] = ()
    blocks: Mapping[str, tuple[tuple[Entry, ...], ...]] = field(default_factory=dict)
    profile: Entry | None = None
    flies: tuple[Entry, ...] = ()
