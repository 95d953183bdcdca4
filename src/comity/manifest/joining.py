"""Several tables made into one sheet: rows run on, and lines of goods get the columns of their own sheets.

`arms ammunition radios medicines food` are sheets for the columns that concern only some goods: a row whose
`line_id` stands in `goods` adds its columns to that line, another is a line of goods of its own.
"""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from comity.domain.errors import Place, Problem
from comity.domain.primitives.worded import worded
from comity.domain.visits.visit import ColumnRead, Table
from comity.manifest.problems import ProblemLog, shown
from comity.manifest.raw import RawSheet
from comity.manifest.spelling import is_blank, name_of

GOODS, LINE_ID = "goods", "line_id"
#: Sheets for columns of some goods, and the category that their lines have.
PARTS_OF_GOODS: Mapping[str, str] = {
    "arms": "arms",
    "ammunition": "ammunition",
    "radios": "radio",
    "medicines": "medicines",
    "food": "food",
}
_OF_THE_LINE = frozenset({LINE_ID, "ref", "contingent", "goods_category"})


@dataclass(frozen=True, slots=True)
class Piece:
    """One table as a sheet by itself; `part` names the part of the goods that it holds, or is blank."""

    raw: RawSheet
    worksheet: str = ""
    part: str = ""
    columns: tuple[ColumnRead, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Joined:
    """A sheet made of tables; `added` tells, by table, from which of its rows lines got cells (line: row)."""

    raw: RawSheet
    tables: tuple[Table, ...]
    added: tuple[Mapping[int, int], ...]

    def moved(self, problem: Problem) -> Problem:
        """A problem of the sheet with the place where the cell stands in the planner's own file."""
        place = problem.place
        table, row = self._stands(place)
        if table is None:
            return problem
        heading = _heading_in(table, place.column, self)
        worksheet = table.worksheet if name_of(table.worksheet) != place.sheet else ""
        where = dataclasses.replace(
            place, file=table.file, sheet=worksheet or place.sheet, row=row, column=heading
        )
        return dataclasses.replace(problem, place=where)

    def _stands(self, place: Place) -> tuple[Table | None, int | None]:
        if len(self.tables) == 1 and (place.row is None or place.row <= self.tables[0].last_row):
            return self.tables[0], place.row
        with_heading = [t for t in self.tables if any(c.heading == place.column for c in t.columns)]
        own = next((t for t in self.tables if t.first_row <= (place.row or 0) <= t.last_row), None)
        for table, rows in zip(self.tables, self.added, strict=True):
            if place.row in rows and table in with_heading and own not in with_heading:
                return table, rows[place.row or 0]
        if own is not None and place.row is not None:
            return own, place.row - own.offset
        if len(with_heading) == 1 or (place.row == 1 and with_heading):
            return with_heading[0], place.row
        return None, None


def joined(sheet: str, pieces: Sequence[Piece], log: ProblemLog) -> Joined:
    """One sheet of several tables: first those of the sheet itself, then the parts of the goods."""
    if len(pieces) == 1 and not pieces[0].part:
        return _alone(sheet, pieces[0])
    ordered = sorted(pieces, key=lambda piece: bool(piece.part))
    whole = _Whole(sheet, ordered[0])
    for piece in ordered[1:]:
        whole.add(piece, log)
    return whole.joined()


def _alone(sheet: str, piece: Piece) -> Joined:
    """A sheet of one table is that table."""
    raw = piece.raw
    names = raw.names or [name_of(heading) for heading in raw.headings]
    columns = piece.columns or tuple(ColumnRead(h, n) for h, n in zip(raw.headings, names, strict=True) if h)
    rows = (int(raw.rows[0]), int(raw.rows[-1])) if len(raw.rows) else (2, 1)
    table = Table(sheet, raw.file, piece.worksheet, *rows, 0, columns, piece.notes)
    return Joined(dataclasses.replace(raw, sheet=sheet), (table,), ({},))


@dataclass(slots=True)
class _Column:
    heading: str
    texts: list[pl.Series]
    length: int
    spoiled: set[int] = field(default_factory=set)

    def until(self, length: int) -> None:
        """Blank cells up to a number of rows."""
        if self.length < length:
            self.texts.append(pl.Series([None], dtype=pl.String).new_from_index(0, length - self.length))
            self.length = length


class _Whole:
    def __init__(self, sheet: str, first: Piece) -> None:
        self.sheet, self.file = sheet, first.raw.file
        self.columns: dict[str, _Column] = {}
        self.rows: list[pl.Series] = []
        self.length = self.last = 0
        self.tables: list[Table] = []
        self.added: list[Mapping[int, int]] = []
        self.named = False
        self._append(first, first.raw)

    def add(self, piece: Piece, log: ProblemLog) -> None:
        raw = piece.raw
        lines = self._lines() if piece.part else {}
        ids = _column_of(raw, LINE_ID)
        if not lines or ids is None:
            self._append(piece, raw)
            return
        there = [text is not None and text.strip() in lines for text in ids.to_list()]
        at = {
            lines[text.strip()]: nth
            for nth, text in reversed(list(enumerate(ids.to_list())))
            if text is not None and there[nth]
        }
        first = set(at.values())
        added = self._add_cells(raw, at, log)
        own = pl.Series([nth not in first for nth in range(len(there))], dtype=pl.Boolean)
        self._append(piece, _filtered(raw, own), added)

    def joined(self) -> Joined:
        for column in self.columns.values():
            column.until(self.length)
        raw = RawSheet(
            self.file,
            self.sheet,
            tuple(column.heading for column in self.columns.values()),
            pl.concat(self.rows),
            tuple(pl.concat(column.texts) for column in self.columns.values()),
            {
                at: frozenset(column.spoiled)
                for at, column in enumerate(self.columns.values())
                if column.spoiled
            },
            tuple(self.columns) if self.named else None,
        )
        return Joined(raw, tuple(self.tables), tuple(self.added))

    def _append(self, piece: Piece, raw: RawSheet, added: Mapping[int, int] | None = None) -> None:
        """The lines of a table below those that are there; their rows run on."""
        # Parts that add all their lines to others still have a place.
        first = int(raw.rows.min() or 2) if len(raw.rows) else 2  # type: ignore[arg-type]
        last = int(raw.rows.max() or 1) if len(raw.rows) else 1  # type: ignore[arg-type]
        offset = max(0, self.last + 1 - first) if len(raw.rows) else 0
        self.rows.append((raw.rows.cast(pl.UInt32) + offset).cast(pl.UInt32).alias("row"))
        category = PARTS_OF_GOODS.get(piece.part, "")
        cells = dict(zip(_names(raw), zip(raw.headings, raw.columns, strict=True), strict=True))
        columns = tuple(ColumnRead(heading, name) for name, (heading, _) in cells.items() if heading)
        if category and "goods_category" not in cells:
            series = pl.Series([category], dtype=pl.String).new_from_index(0, len(raw.rows))
            cells["goods_category"] = ("goods_category", series)
        for at, (name, (heading, series)) in enumerate(cells.items()):
            column = self.columns.setdefault(name, _Column(heading, [], 0))
            column.until(self.length)
            column.texts.append(series.cast(pl.String).alias(""))
            column.length += len(series)
            column.spoiled |= {row + offset for row in raw.spoiled.get(at, ())}
        self.length += len(raw.rows)
        self.named = self.named or raw.names is not None
        self.last = max(self.last, last + offset)
        self.tables.append(
            Table(
                self.sheet,
                raw.file,
                piece.worksheet,
                first + offset,
                last + offset,
                offset,
                piece.columns or columns,
                piece.notes,
            )
        )
        self.added.append(added or {})

    def _lines(self) -> dict[str, int]:
        """The lines that are there, by their `line_id`; position, not row."""
        column = self.columns.get(LINE_ID)
        if column is None:
            return {}
        column.until(self.length)
        found: dict[str, int] = {}
        for nth, text in enumerate(pl.concat(column.texts).to_list()):
            if text is not None and not is_blank(text):
                found.setdefault(text.strip(), nth)
        return found

    def _add_cells(self, raw: RawSheet, at: Mapping[int, int], log: ProblemLog) -> dict[int, int]:
        """Fill the blanks of lines from the rows of a part; what says something else is a problem.

        `at` gives for positions in this sheet the position in the part. Returns row of this to row of that.
        """
        rows = pl.concat(self.rows).to_list()
        own = raw.rows.to_list()
        for name, heading, series in zip(_names(raw), raw.headings, raw.columns, strict=True):
            if name in _OF_THE_LINE and name != "goods_category":
                continue
            column = self.columns.setdefault(name, _Column(heading, [], 0))
            column.until(self.length)
            texts, theirs = pl.concat(column.texts).to_list(), series.to_list()
            for here, there in at.items():
                text = theirs[there]
                if text is None or is_blank(text):
                    continue
                if texts[here] is None or is_blank(texts[here]):
                    texts[here] = text
                elif texts[here].strip() != text.strip():
                    place = raw.place(heading, own[there])
                    found = worded(
                        "found {text}, and in {sheet} the line has {text2}",
                        text=shown(text),
                        sheet=GOODS,
                        text2=shown(texts[here]),
                    )
                    mend = worded("Correct one of them; what stands in {sheet} was read.", sheet=GOODS)
                    log.add("line.parts-differ", place, found, worded("the same in both"), mend)
            column.texts = [pl.Series(texts, dtype=pl.String)]
        self._categorised(at, PARTS_OF_GOODS.get(name_of(raw.sheet), ""))
        return {rows[here]: own[there] for here, there in at.items()}

    def _categorised(self, at: Mapping[int, int], category: str) -> None:
        if not category:
            return
        column = self.columns.setdefault("goods_category", _Column("goods_category", [], 0))
        column.until(self.length)
        texts = pl.concat(column.texts).to_list()
        for here in at:
            texts[here] = category if texts[here] is None or is_blank(texts[here]) else texts[here]
        column.texts = [pl.Series(texts, dtype=pl.String)]


def _names(raw: RawSheet) -> list[str]:
    """One name for each heading; headings that are given twice, or are blank, keep to themselves."""
    names = list(raw.names) if raw.names is not None else [name_of(heading) for heading in raw.headings]
    seen: set[str] = set()
    for at, name in enumerate(names):
        if name in seen:
            names[at] = f"{name}\0{at}"
        seen.add(name)
    return names


def _column_of(raw: RawSheet, name: str) -> pl.Series | None:
    names = _names(raw)
    return raw.columns[names.index(name)] if name in names else None


def _filtered(raw: RawSheet, keep: pl.Series) -> RawSheet:
    return dataclasses.replace(
        raw, rows=raw.rows.filter(keep), columns=tuple(column.filter(keep) for column in raw.columns)
    )


def _heading_in(table: Table, heading: str, whole: Joined) -> str:
    """The heading of the column in this table that another table of the sheet heads so."""
    if any(column.heading == heading for column in table.columns):
        return heading
    names = {c.column for t in whole.tables for c in t.columns if c.heading == heading and c.column}
    return next((c.heading for c in table.columns if c.column in names), heading)
