"""Cells of a worksheet, row by row."""

import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

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


def stored(path: Path, results: Mapping[tuple[int, str], float]) -> None:
    """Give formulas the result that a spreadsheet stores, by number of the worksheet and cell."""
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    for (number, cell), value in results.items():
        name = f"xl/worksheets/sheet{number}.xml"
        formula = rf'(<c r="{cell}"[^>]*><f>[^<]*</f>)<v\s*(/>|></v>)'
        text, count = re.subn(formula, rf"\g<1><v>{value}</v>", parts[name].decode("utf-8"))
        assert count == 1, (path, cell, count)
        parts[name] = text.encode("utf-8")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, data in parts.items():
            book.writestr(name, data)
