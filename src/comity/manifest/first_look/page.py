"""A grid with what the first look asks of it again and again: rows as texts, and how full each row is."""

import re
from collections.abc import Sequence
from functools import cached_property

import polars as pl

from comity.manifest.first_look.words import Candidate, HeadingWords
from comity.manifest.raw import Grid
from comity.manifest.spelling import is_blank

Cells = tuple[str | None, ...]

_FIGURES = re.compile(r"[\d\s.,:/%+-]+")
#: Longer texts are no headings, labels or titles of sections.
LONGEST_WORD = 200


class Page:
    """One grid; rows and columns are counted from 1, as the spreadsheet shows them."""

    def __init__(self, grid: Grid, words: HeadingWords) -> None:
        self.grid, self.words = grid, words
        self._meant: dict[str, list[Candidate]] = {}

    @cached_property
    def frame(self) -> pl.DataFrame:
        """The cells, null where blank; columns "0", "1" and so on."""
        frame = pl.DataFrame({str(at): column for at, column in enumerate(self.grid.columns)})
        return frame.select(pl.when(pl.all().str.strip_chars() != "").then(pl.all()))

    @cached_property
    def counts(self) -> list[int]:
        """How many cells of each row hold anything; the first entry stands for no row."""
        filled = self.frame.select(pl.sum_horizontal(pl.all().is_not_null().cast(pl.UInt32)))
        return [0, *filled.to_series().to_list()]

    def __len__(self) -> int:
        """The number of rows."""
        return len(self.grid)

    def cells(self, row: int) -> Cells:
        """The texts of a row."""
        return self.frame.row(row - 1)

    def rows(self, numbers: Sequence[int]) -> dict[int, Cells]:
        """The texts of several rows."""
        if not numbers:
            return {}
        return dict(zip(numbers, self.frame[[number - 1 for number in numbers]].rows(), strict=True))

    def filled(self, row: int) -> Cells:
        """The texts of a row, that of a merged cell in each of the cells that it covers."""
        cells = list(self.cells(row))
        for top, left, bottom, right in self.grid.merged:
            if top <= row <= bottom:
                text = self.frame.item(top - 1, left - 1) if left <= len(cells) else None
                cells[left - 1 : right] = [text] * len(cells[left - 1 : right])
        return tuple(cells)

    def merged_across(self, row: int) -> bool:
        """Whether a cell of this row covers three columns or more."""
        return any(
            top <= row <= bottom and right - left >= 2 for top, left, bottom, right in self.grid.merged
        )

    def meant(self, text: str) -> list[Candidate]:
        """What a heading may mean, on any sheet; each text is looked up once."""
        if text not in self._meant:
            fits = len(text) <= LONGEST_WORD and not is_figure(text)
            self._meant[text] = self.words.candidates(text) if fits else []
        return self._meant[text]

    def label(self, text: str) -> str | None:
        """The fact of the visit that a label names."""
        return self.words.label(text) if len(text) <= LONGEST_WORD else None


def is_figure(text: str) -> bool:
    """Whether a cell holds figures and marks alone, as headings never do."""
    return _FIGURES.fullmatch(text) is not None


def texts(cells: Cells) -> list[str]:
    """The cells that hold anything."""
    return [cell.strip() for cell in cells if cell is not None and not is_blank(cell)]


def position(cells: Cells) -> int:
    """Where the first cell that holds anything stands; -1 if there is none."""
    return next((at for at, cell in enumerate(cells) if cell is not None), -1)
