"""The lists of a pack: from a field list and some lines of the manifest to the rows that an office needs."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import polars as pl

from comity.domain.provisions.board import DTYPES
from comity.domain.provisions.vocabulary import CONTINGENT, Type, Vocabulary
from comity.domain.visits.derivation import OWN_KEY, derive
from comity.domain.visits.offices import ARRIVAL_MODE, Column, FieldList, Part, Source
from comity.domain.visits.visit import Visit
from comity.report.wording import day_words

#: Rows as the spreadsheet shows them, by sheet.
Rows = Mapping[str, frozenset[int]]


class Blank(StrEnum):
    """A cell that holds no value."""

    MISSING = "not stated"
    """The office needs it, and the manifest does not say it."""
    NOT_NEEDED = "–"
    """The office does not need it of this line: it is left out even where the manifest has it."""
    NONE = ""
    """Not stated, and not needed either."""


Cell = bool | int | float | str | dt.date | dt.datetime | Blank


@dataclass(frozen=True, slots=True)
class Heading:
    """A column as it is headed: the office's label with its unit, and its own word or remark below."""

    label: str
    native: str
    needed: bool


@dataclass(frozen=True, slots=True)
class Missing:
    """A field that is needed and not stated: its label, and the items (from 1) that lack it."""

    label: str
    items: tuple[int, ...]
    of: int


@dataclass(frozen=True, slots=True)
class Enclosure:
    """One worksheet of a pack.

    `rows` are the items, numbered from 1, cells in the order of `headings`; `legs` says before which item
    which arrival begins; `manifest_rows` are the rows of the sheet that the items stand for. `letter` is its
    place in the pack, "" until it has one.
    """

    letter: str
    fields: FieldList
    headings: tuple[Heading, ...]
    rows: tuple[tuple[Cell, ...], ...]
    legs: tuple[tuple[int, str], ...]
    manifest_rows: tuple[int, ...]
    missing: tuple[Missing, ...]

    def items_of(self, sheet: str, rows: frozenset[int]) -> tuple[int, ...]:
        """The items that stand for some rows of a sheet."""
        if sheet != self.fields.sheet:
            return ()
        return tuple(item for item, row in enumerate(self.manifest_rows, start=1) if row in rows)


@dataclass(slots=True)
class Manifest:
    """The sheets of a visit with what follows from other rows, and what lists look up in them."""

    visit: Visit
    vocabulary: Vocabulary
    frames: Mapping[str, pl.DataFrame] = field(init=False)
    _by_key: dict[tuple[str, str], dict[object, object]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.frames = derive(self.visit.sheets, self.vocabulary)

    def enclosure(self, part: Part, owed: Rows) -> Enclosure | None:
        """The list of a part for the lines that call for it; None if it has no row."""
        fields = part.fields
        if fields.sheet not in self.frames:
            return None
        conditions = [part.when, *(c.need for c in fields.columns), *(c.only for c in fields.columns)]
        columns = {*fields.sorted_by, "arrives_leg", *(name for c in fields.columns for name in _read_by(c))}
        if part.through:
            columns.update(part.through.here)
        frame = self._frame(fields.sheet, columns, [text for text in conditions if text])
        frame = self._chosen(frame, part, owed)
        if frame.is_empty():
            return None
        frame = self._ordered(frame, fields)
        return self._listed(fields, frame)

    def _frame(self, sheet: str, columns: Iterable[str], conditions: Sequence[str]) -> pl.DataFrame:
        """A sheet with every column that a list reads; what was not given is blank."""
        frame = self.frames[sheet]
        read = {*columns, *(word for text in conditions for word in re.findall(r"[a-z_0-9]+", text))}
        facts = self.vocabulary.seen_from(sheet)
        blank = [
            pl.lit(None, DTYPES[facts[name].type]).alias(name)
            for name in sorted(read)
            if name in facts and name not in frame.columns
        ]
        frame = frame.with_columns(blank)
        if ARRIVAL_MODE in read and ARRIVAL_MODE not in frame.columns:
            modes = self._lookup("movements", "mode")
            legs = frame["arrives_leg"].to_list() if "arrives_leg" in frame.columns else [None] * frame.height
            frame = frame.with_columns(
                pl.Series(ARRIVAL_MODE, [modes.get(leg) for leg in legs], dtype=pl.String)
            )
        stated = {c.id: c.facts for c in self.visit.contingents}
        for name in sorted(read & set(self.vocabulary.of(CONTINGENT)) & set(frame.columns)):
            # A line's own word wins over its contingent's.
            own = [stated.get(each, {}).get(name) for each in frame["contingent"].to_list()]
            frame = frame.with_columns(
                pl.coalesce(pl.col(name), pl.Series(own, dtype=frame.schema[name])).alias(name)
            )
        return frame

    def _chosen(self, frame: pl.DataFrame, part: Part, owed: Rows) -> pl.DataFrame:
        """The rows of a part. A line whose condition is unknown is listed if it is owed itself."""
        if part.through:
            source = self.frames.get(part.through.sheet)
            rows = owed.get(part.through.sheet, frozenset())
            if source is None or not rows:
                return frame.clear()
            source = source.filter(pl.col("row").is_in(list(rows)))
            named = {
                value
                for key in part.through.keys
                if key in source.columns
                for value in source[key].drop_nulls().to_list()
            }
            frame = frame.filter(
                pl.any_horizontal(pl.col(name).is_in(list(named)) for name in part.through.here)
            )
        elif not part.whole:
            frame = frame.filter(pl.col("row").is_in(list(owed.get(part.fields.sheet, frozenset()))))
        if part.when and not frame.is_empty():
            holds = pl.sql_expr(part.when).fill_null(part.through is None and not part.whole)
            frame = frame.filter(holds)
        return frame

    def _ordered(self, frame: pl.DataFrame, fields: FieldList) -> pl.DataFrame:
        keys = [pl.col(name) for name in (*fields.sorted_by, "row")]
        if fields.per_leg:
            nth = {leg: at for at, leg in enumerate(self._legs())}
            places = [nth.get(leg, len(nth)) for leg in _given(frame, "arrives_leg")]
            frame = frame.with_columns(pl.Series("§leg", places))
            keys.insert(0, pl.col("§leg"))
        return frame.sort(keys, nulls_last=True, maintain_order=True)

    def _listed(self, fields: FieldList, frame: pl.DataFrame) -> Enclosure:
        shown: list[tuple[Heading, list[Cell]]] = []
        states = {c.id: c.sending_state for c in self.visit.contingents}
        from_states: list[Cell] = [states.get(each, "") for each in frame["contingent"].to_list()]
        if len(set(states.values())) > 1:
            shown.append((Heading("Sending State", "", needed=True), from_states))
        for column in fields.columns:
            cells = self._cells(column, fields.sheet, frame)
            needed = any(_mask(frame, column.need))
            if needed or any(not isinstance(cell, Blank) for cell in cells):
                label = f"{column.label} ({column.unit})" if column.unit else column.label
                shown.append((Heading(label, column.native, needed), cells))
        return Enclosure(
            letter="",
            fields=fields,
            headings=tuple(heading for heading, _ in shown),
            rows=tuple(zip(*(cells for _, cells in shown), strict=True)),
            legs=self._headed(frame) if fields.per_leg else (),
            manifest_rows=tuple(frame["row"].to_list()),
            missing=tuple(
                Missing(heading.label, items, frame.height)
                for heading, cells in shown
                if (items := tuple(n for n, cell in enumerate(cells, 1) if cell is Blank.MISSING))
            ),
        )

    def _cells(self, column: Column, sheet: str, frame: pl.DataFrame) -> list[Cell]:
        if column.counts:
            return list(self._counted(column.counts, frame))
        need, only = _mask(frame, column.need), _mask(frame, column.only)
        if column.only is None:
            only = [True] * frame.height
        values: list[object] = [None] * frame.height
        for source in column.sources:
            of_type = self.vocabulary.seen_from(source.of or sheet)[source.name].type
            values = [
                old if old is not None else _worded(new, of_type)
                for old, new in zip(values, self._values(source, frame), strict=True)
            ]
        return [_cell(value, is_needed=n, is_shown=o) for value, n, o in zip(values, need, only, strict=True)]

    def _values(self, source: Source, frame: pl.DataFrame) -> list[object]:
        if source.of is None or source.by is None:
            return _given(frame, source.name)
        looked_up = self._lookup(source.of, source.name)
        return [looked_up.get(key) for key in _given(frame, source.by)]

    def _lookup(self, sheet: str, name: str) -> dict[object, object]:
        """A column of a sheet by the sheet's own key."""
        if (sheet, name) not in self._by_key:
            frame = self.frames.get(sheet)
            known = frame is not None and {OWN_KEY[sheet], name} <= set(frame.columns)
            self._by_key[sheet, name] = (
                dict(zip(frame[OWN_KEY[sheet]].to_list(), frame[name].to_list(), strict=True))
                if known and frame is not None
                else {}
            )
        return self._by_key[sheet, name]

    def _counted(self, sheet: str, frame: pl.DataFrame) -> list[int]:
        """How many rows of a sheet arrive by each leg."""
        source = self.frames.get(sheet)
        if source is None or "arrives_leg" not in source.columns:
            return [0] * frame.height
        found = dict(source["arrives_leg"].value_counts().iter_rows())
        return [found.get(leg, 0) for leg in _given(frame, "leg_id")]

    def _legs(self) -> list[object]:
        """The legs in the order of their arrival."""
        frame = self.frames.get("movements")
        if frame is None or "leg_id" not in frame.columns:
            return []
        keys = [name for name in ("eta_utc", "row") if name in frame.columns]
        return frame.sort(keys, nulls_last=True)["leg_id"].to_list()

    def _headed(self, frame: pl.DataFrame) -> tuple[tuple[int, str], ...]:
        """Before which item which arrival begins; nothing if there are no legs at all."""
        legs = _given(frame, "arrives_leg")
        if all(leg is None for leg in legs):
            return ()
        return tuple(
            (item, self._leg_words(leg))
            for item, (leg, before) in enumerate(zip(legs, [object(), *legs[:-1]], strict=True), start=1)
            if leg != before
        )

    def _leg_words(self, leg: object) -> str:
        """An arrival in words: IN2: air, YPDN to RJNK, arrives 30 August 2023, 07:10 UTC."""
        if leg is None:
            return "By which leg is not stated"
        mode, start, end, eta = (
            self._lookup("movements", name).get(leg) for name in ("mode", "from_place", "to_place", "eta_utc")
        )
        parts = [str(mode).replace("_", " ") if mode else "", f"{start or '?'} to {end or '?'}"]
        if isinstance(eta, dt.datetime):
            parts.append(f"arrives {day_words(eta.date())}, {eta:%H:%M} UTC")
        return f"{leg}: " + ", ".join(part for part in parts if part)


def _read_by(column: Column) -> tuple[str, ...]:
    """The columns of its own sheet that a field reads."""
    return ("leg_id",) if column.counts else tuple(source.by or source.name for source in column.sources)


def _given(frame: pl.DataFrame, name: str) -> list[object]:
    return frame[name].to_list() if name in frame.columns else [None] * frame.height


def _mask(frame: pl.DataFrame, condition: str | None) -> list[bool]:
    """On which lines a condition is true; unknown is not true, and None is nowhere."""
    if condition is None:
        return [False] * frame.height
    values = frame.select(pl.sql_expr(condition).alias("§")).to_series()
    return [value is True for value in (values.to_list() * frame.height if len(values) == 1 else values)]


def _cell(value: object, *, is_needed: bool, is_shown: bool) -> Cell:
    if not is_shown:
        return Blank.NOT_NEEDED
    if value is None:
        return Blank.MISSING if is_needed else Blank.NONE
    assert isinstance(value, bool | int | float | str | dt.date)
    return value


def _worded(value: object, of_type: Type) -> object:
    """A choice without its underscores, yes and no for a truth; anything else as it is."""
    if of_type is Type.CHOICE and isinstance(value, str):
        return value.replace("re_", "re-").replace("_", " ")
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value
