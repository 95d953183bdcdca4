"""Lines as people write them: `people!2-171`."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import overload

import polars as pl

#: So many rows are sooner gone through than a query is set up.
_FEW = 2_000


class LineRanges(Sequence[str]):
    """Rows of sheets as runs of consecutive rows, ascending: ("people!2-171", "people!180").

    They are written out when they are first read: an answer over a million lines names each line in many
    places, and most of them are never looked at. Equal to the tuple of its texts.
    """

    def __init__(self, parts: Iterable[tuple[str, pl.Series]] = ()) -> None:
        """Take (sheet, rows as the spreadsheet shows them) pairs; a sheet may come several times."""
        self.parts = tuple(parts)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The runs, sheet by sheet in the order given."""
        by_sheet: dict[str, list[pl.Series]] = {}
        for sheet, rows in self.parts:
            by_sheet.setdefault(sheet, []).append(rows)
        return tuple(text for sheet, rows in by_sheet.items() for text in _runs(sheet, rows))

    def rows_of(self, sheet: str) -> pl.Series:
        """The rows of one sheet (UInt32), ascending, each once; none if it does not occur."""
        parts = [rows.cast(pl.UInt32) for name, rows in self.parts if name == sheet]
        return pl.concat(parts).unique().sort() if parts else pl.Series([], dtype=pl.UInt32)

    @property
    def size(self) -> int:
        """How many lines they are."""
        return sum(len(rows) for rows in self.by_sheet.values())

    def first(self, most: int) -> str:
        """The first few runs, and how many more there are."""
        more = len(self) - most
        return ", ".join(self[:most]) + (f" and {more:,} more ranges" if more > 0 else "")

    @cached_property
    def by_sheet(self) -> dict[str, frozenset[int]]:
        """The rows themselves, by sheet."""
        by_sheet: dict[str, set[int]] = {}
        for sheet, rows in self.parts:
            by_sheet.setdefault(sheet, set()).update(rows.to_list())
        return {sheet: frozenset(rows) for sheet, rows in by_sheet.items()}

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[str, ...]: ...
    def __getitem__(self, index: int | slice) -> str | tuple[str, ...]:
        return self.texts[index]

    def __len__(self) -> int:
        return len(self.texts)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, LineRanges):
            return self.texts == other.texts
        return self.texts == other

    def __hash__(self) -> int:
        return hash(self.texts)

    def __repr__(self) -> str:
        return repr(self.texts)

    def __add__(self, other: "LineRanges") -> "LineRanges":
        return LineRanges((*self.parts, *other.parts))


def ranges(sheet: str, rows: Iterable[int]) -> LineRanges:
    """The runs of some rows of one sheet."""
    return LineRanges([(sheet, pl.Series(rows, dtype=pl.UInt32))])


def joined(several: Iterable[LineRanges]) -> LineRanges:
    """The lines of several lists as one."""
    return LineRanges(part for each in several for part in each.parts)


def _runs(sheet: str, parts: list[pl.Series]) -> Iterator[str]:
    rows = parts[0] if len(parts) == 1 else pl.concat(parts)
    for first, last in _few(rows) if rows.len() <= _FEW else _many(rows):
        yield f"{sheet}!{first}" if first == last else f"{sheet}!{first}-{last}"


def _few(rows: pl.Series) -> Iterator[tuple[int, int]]:
    """First and last row of each run, one row after the other."""
    ascending = sorted(set(rows.to_list()))
    first = 0
    for at, row in enumerate(ascending, 1):
        if at == len(ascending) or ascending[at] != row + 1:
            yield ascending[first], row
            first = at


def _many(rows: pl.Series) -> Iterator[tuple[int, int]]:
    """The same, all rows at once."""
    ascending = rows.unique().sort().cast(pl.Int64)
    begins = ascending.diff().fill_null(0) != 1
    ends = begins.shift(-1, fill_value=True)
    yield from zip(ascending.filter(begins).to_list(), ascending.filter(ends).to_list(), strict=True)
