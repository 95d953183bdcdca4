"""The planner's own rows as they stand, worksheet by worksheet: typed cells of workbooks, texts of CSV files.

Only values: formulas come as their last result, formats and pictures not at all.
"""

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from comity.domain.visits.visit import Visit
from comity.manifest import limits
from comity.manifest.files import read_file
from comity.manifest.first_look.grids import grid_of, text_of
from comity.manifest.problems import ProblemLog

Cell: TypeAlias = str | bool | int | float | dt.date | dt.datetime | dt.time | dt.timedelta | None


@dataclass(frozen=True, slots=True)
class Original:
    """One worksheet (of a CSV file: ""), its rows from row 1 on, and how many columns they have."""

    file: str
    worksheet: str
    rows: Iterable[Sequence[Cell]]
    height: int
    width: int
    hidden: bool = False


def originals(path: Path, visit: Visit) -> list[Original]:
    """Everything that the visit was read from, as far as it can be read again.

    Args:
        path: what `read_visit` was given.
        visit: what it gave; its `tables` say which files of a folder hold lines.
    """
    if path.is_file() and path.suffix.lower() != ".toml":
        return _read(path, path.name, None)
    folder = path if path.is_dir() else path.parent
    named = dict.fromkeys(table.file for table in visit.tables if table.sheet)
    return [original for name in named for original in _read(folder / name, name, folder)]


def _read(file: Path, name: str, inside: Path | None) -> list[Original]:
    """The worksheets of one file; none if it can no longer be read."""
    is_workbook = file.suffix.lower() != ".csv"
    limit = limits.WORKBOOK_BYTES if is_workbook else limits.CSV_BYTES
    content = read_file(file, limit, ProblemLog(), inside=inside)
    if content is None:
        return []
    return _worksheets(content, name) if is_workbook else _csv(content, name)


def _csv(content: bytes, name: str) -> list[Original]:
    log = ProblemLog()
    read = text_of(content, name, log)
    grid = grid_of(read[0], name, read[1], log) if read else None
    if grid is None:
        return []
    columns = [column.to_list() for column in grid.columns]
    return [Original(name, "", zip(*columns, strict=True), len(grid), len(columns))]


def _worksheets(content: bytes, name: str) -> list[Original]:
    """The worksheets that hold anything. The file was looked into when the visit was read (`inspected`)."""
    import python_calamine  # noqa: PLC0415  a visit in CSV files does not pay for it

    try:
        workbook = python_calamine.load_workbook(io.BytesIO(content))
    except (python_calamine.CalamineError, OSError, ValueError):
        return []
    found = []
    for each in workbook.sheets_metadata:
        if each.typ is python_calamine.SheetTypeEnum.WorkSheet:
            sheet = workbook.get_sheet_by_name(each.name)
            if sheet.start is not None and sheet.end is not None:
                hidden = each.visible is not python_calamine.SheetVisibleEnum.Visible
                height, width = sheet.end[0] + 1, sheet.end[1] + 1
                found.append(Original(name, each.name, sheet.iter_rows(), height, width, hidden))
    return found
