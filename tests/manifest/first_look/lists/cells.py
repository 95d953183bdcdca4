"""Cells of a worksheet, row by row."""

from collections.abc import Sequence

from openpyxl.cell.cell import Cell
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

_GREY = PatternFill("solid", fgColor="DDDDDD")
_BOLD = Font(bold=True)


def put(sheet: Worksheet, row: int, values: Sequence[object], column: int = 1, *, bold: bool = False) -> None:
    """Write values from a column on; None leaves a cell as it is."""
    for offset, value in enumerate(values):
        if value is None:
            continue
        cell = sheet.cell(row, column + offset)
        assert isinstance(cell, Cell)
        cell.value = value  # type: ignore[assignment]
        if bold:
            cell.font, cell.fill = _BOLD, _GREY
