"""Worksheets of a list from rows of values, with merged cells, bold rows and comments."""

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from tests.manifest.first_look.lists.cells import put

Rows = Sequence[Sequence[object]]


def worksheet(
    book: Workbook,
    title: str,
    rows: Rows,
    merged: Sequence[str] = (),
    bold: Sequence[int] = (),
    state: str = "visible",
    comments: Mapping[str, str] | None = None,
) -> None:
    """Write a worksheet; dates are shown as in Europe."""
    sheet = book.create_sheet(title)
    for number, row in enumerate(rows, 1):
        put(sheet, number, row)
        for at, value in enumerate(row, 1):
            if isinstance(value, dt.datetime):
                sheet.cell(number, at).number_format = "dd/mm/yyyy"
    for area in merged:
        sheet.merge_cells(area)
    for number in bold:
        for cell in sheet[number]:
            cell.font = Font(bold=True)
    for at_cell, text in (comments or {}).items():
        sheet[at_cell].comment = Comment(text, "Storeman Example")
    sheet.sheet_state = state


def save(book: Workbook, path: Path) -> None:
    """Write the book without the worksheet that every new one has."""
    del book["Sheet"]
    book.save(path)
