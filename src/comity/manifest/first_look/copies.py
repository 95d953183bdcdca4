"""What an answer of ours adds to a copy of the planner's workbook, so that the copy can be sent in again."""

import dataclasses

import polars as pl

from comity.domain.primitives.worded import worded
from comity.manifest.raw import Grid

#: How each heading begins that the answer adds beside the planner's own rows.
OURS = "Comity: "
#: How a row of the worksheet of the answer begins that says what the workbook is.
_COPY = ("This workbook is a copy.", "Lines marked above")
_FIRST_ROWS, _HEADING_ROWS = 8, 200


def is_answer(grid: Grid) -> bool:
    """Whether a worksheet is the first one of an answer."""
    if not grid.worksheet.startswith("Answer") or not grid.columns:
        return False
    return any((text or "").startswith(_COPY) for text in grid.columns[0].head(_FIRST_ROWS))


def without_answer(grid: Grid) -> Grid:
    """The planner's own columns of a worksheet; the same grid if an answer has added none."""
    first = next((at for at, column in enumerate(grid.columns) if _is_ours(column)), None)
    if first is None:
        return grid
    return dataclasses.replace(
        grid,
        columns=grid.columns[:first],
        flaws=tuple(flaw for flaw in grid.flaws if flaw[2] <= first),
        notes=(*grid.notes, worded("The columns that an answer has added to the copy were left out.")),
    )


def _is_ours(column: pl.Series) -> bool:
    return bool(column.head(_HEADING_ROWS).str.starts_with(f"{OURS}outcome").any())
