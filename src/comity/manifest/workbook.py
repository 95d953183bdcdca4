"""Workbooks (.xlsx) as texts: one sheet per sheet of the manifest, read by calamine.

A cell becomes the text that a CSV sheet would hold: a number without trailing zeros, a date cell as
YEAR-MONTH-DAY, a checkbox as TRUE or FALSE. What is no plain value (a formula, an error) is a mistake.
"""

import datetime as dt
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

import polars as pl
import python_calamine

from comity.domain.errors import Place
from comity.manifest import limits
from comity.manifest.cells import Flaw
from comity.manifest.problems import ProblemLog
from comity.manifest.raw import RawSheet
from comity.manifest.workbook_safety import BadWorkbook, SpecialCells, inspected

_CHUNK = 20_000
_ROUNDED = "\0rounded"


@dataclass(frozen=True, slots=True)
class WorkbookSheet:
    """One sheet of a workbook as texts, with the name that it has there."""

    name: str
    sheet: RawSheet


def read_workbook(content: bytes, file: str, log: ProblemLog) -> tuple[WorkbookSheet, ...] | None:
    """The sheets of a workbook that hold anything; None, with a problem noted, if it cannot be read."""
    try:
        special, index = inspected(content)
        special_by_name = _by_sheet_name(special, index)
        with _opened(content) as workbook:
            names = [
                each.name
                for each in workbook.sheets_metadata
                if each.typ is python_calamine.SheetTypeEnum.WorkSheet
            ]
            if len(names) > limits.SHEETS:
                raise BadWorkbook(
                    "limit.sheets",
                    f"the workbook has {len(names)} sheets",
                    f"at most {limits.SHEETS} (the limit of a visit)",
                    "Take out the sheets that are not part of the manifest.",
                )
            sheets = [
                WorkbookSheet(name, raw)
                for name in names
                if (raw := _read_sheet(workbook, name, file, special_by_name[name], log))
            ]
    except BadWorkbook as bad:
        log.add(bad.code, Place(file), bad.found, bad.expected, bad.mend)
        return None
    return tuple(sheets)


def _opened(content: bytes) -> python_calamine.CalamineWorkbook:
    return _guarded(lambda: python_calamine.load_workbook(io.BytesIO(content)))


def _guarded[T](read: Callable[[], T]) -> T:
    return read()
