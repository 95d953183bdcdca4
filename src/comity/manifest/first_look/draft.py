"""A sheet in the making: its columns by name, as the translation of a table fills them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from comity.domain.errors import Place
from comity.domain.primitives.worded import listed, worded
from comity.domain.provisions.vocabulary import Fact
from comity.manifest.first_look.tables import Found
from comity.manifest.first_look.told import Told
from comity.manifest.first_look.which_column import Mapped
from comity.manifest.raw import RawSheet


@dataclass(frozen=True, slots=True)
class TableRead:
    """A table with all that was decided about it.

    `sheet` is None where it is unclear (`choices`) or left out; `implies` is what its name says of all lines.
    """

    found: Found
    sheet: str | None
    columns: tuple[Mapped, ...] = ()
    implies: Mapping[str, str] = field(default_factory=dict)
    choices: tuple[str, ...] = ()
    told: Told | None = None

    def place(self, column: str = "", row: int | None = None) -> Place:
        """A place in the planner's own file."""
        grid = self.found.page.grid
        return Place(grid.file, grid.worksheet, row, column)


@dataclass(slots=True)
class Cells:
    """One column: the heading that it has in the list ("" if it has none there), and its texts by line."""

    heading: str
    texts: list[str | None]
    spoiled: set[int] = field(default_factory=set)
    """Rows whose cell could not be read, which has been noted."""
    units: dict[int, str] = field(default_factory=dict)
    """By line, the word that counted or measured its number ("EA"), which belongs into another column."""


@dataclass(slots=True)
class Draft:
    """The sheet of one table: `rows` are those of the spreadsheet, `facts` the columns that it can have."""

    read: TableRead
    sheet: str
    rows: Sequence[int]
    facts: Mapping[str, Fact]
    cells: dict[str, Cells] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def column(self, name: str) -> Cells:
        """A column; a new one is blank."""
        return self.cells.setdefault(name, Cells("", [None] * len(self.rows)))

    def fill(self, name: str, lines: Sequence[int], text: str) -> None:
        """Write a text into the blanks of some lines (counted from 0)."""
        texts = self.column(name).texts
        for at in lines:
            texts[at] = texts[at] or text

    def raw(self) -> RawSheet:
        """The sheet as the strict reader takes it."""
        return raw_sheet(self.read.found.page.grid.file, self.sheet, self.rows, self.cells)


def raw_sheet(file: str, sheet: str, rows: Sequence[int], cells: Mapping[str, Cells]) -> RawSheet:
    """Columns as a sheet; each is told by its heading in the list, if it has one."""
    return RawSheet(
        file,
        sheet,
        tuple(each.heading or name for name, each in cells.items()),
        pl.Series("row", rows, dtype=pl.UInt32),
        tuple(pl.Series(name, each.texts, dtype=pl.String) for name, each in cells.items()),
        {at: frozenset(each.spoiled) for at, each in enumerate(cells.values()) if each.spoiled},
        tuple(cells),
    )


def rows_words(rows: Sequence[int]) -> str:
    """Rows as a note names them: "row 5", "rows 5, 6 and 12 more"."""
    first = listed(map(str, rows[:3]))
    if len(rows) > 3:
        return worded("rows {rows} and {n} more", rows=first, n=len(rows) - 3)
    return worded("rows {rows}", rows=first) if len(rows) > 1 else worded("row {row}", row=first)
