"""Lines as people write them: `people!2-171`."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import overload

import polars as pl


class LineRanges(Sequence[str]):
    """Rows of sheets as runs of consecutive rows, ascending: ("people!2-171", "people!180").

    They are written out when they are first read: an answer over a million lines names each line in many
    places, and most of them are never looked at. Equal to the tuple of its texts.
    """

    def __init__(self, parts: Iterable[tuple[str, pl.Series]] = ()) -> None:
        """Take (sheet, rows as the spreadsheet shows them) pairs; a sheet may come several times."""
        self._parts = tuple(parts)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The runs, sheet by sheet in the order given."""
        by_sheet: dict[str, list[pl.Series]] = {}
        for sheet, rows in self._parts:
            by_sheet.setdefault(sheet, []).append(rows)
        return tuple(text for sheet, rows in by_sheet.items() for text in _runs(sheet, rows))

    def rows_of(self, sheet: str) -> pl.Series:
        """The rows of one sheet (UInt32), ascending, each once; none if it does not occur."""
        parts = [rows.cast(pl.UInt32) for name, rows in self._parts if name == sheet]
        return pl.concat(parts).unique().sort() if parts else pl.Series([], dtype=pl.UInt32)

    @cached_property
    def by_sheet(self) -> dict[str, frozenset[int]]:
        """The rows themselves, by sheet."""
        by_sheet: dict[str, set[int]] = {}
        for sheet, rows in self._parts:
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
        return LineRanges((*self._parts, *other._parts))


def ranges(sheet: str, rows: Iterable[int]) -> LineRanges:
    """The runs of some rows of one sheet."""
    return LineRanges([(sheet, pl.Series(rows, dtype=pl.UInt32))])


def joined(several: Iterable[LineRanges]) -> LineRanges:
    """The lines of several lists as one."""
    whole = LineRanges()
    for each in several:
        whole += each
    return whole


def _runs(sheet: str, parts: list[pl.Series]) -> Iterator[str]:
    rows = (parts[0] if len(parts) == 1 else pl.concat(parts)).unique().sort().cast(pl.Int64)
    begins = rows.diff().fill_null(0) != 1
    ends = begins.shift(-1, fill_value=True)
    for first, last in zip(rows.filter(begins).to_list(), rows.filter(ends).to_list(), strict=True):
        yield f"{sheet}!{first}" if first == last else f"{sheet}!{first}-{last}"
