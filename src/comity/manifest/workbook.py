"""Workbooks (.xlsx) as texts: one sheet per sheet of the manifest, read by calamine.

A cell becomes the text that a CSV sheet would hold: a number without trailing zeros, a date cell as
YEAR-MONTH-DAY, a checkbox as TRUE or FALSE. What is no plain value (a formula, an error) is a mistake.
"""

import contextlib
import datetime as dt
import io
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from xml.etree import ElementTree

import polars as pl
import python_calamine

from comity.domain.errors import Place
from comity.domain.primitives.worded import worded
from comity.domain.provisions.vocabulary import Fact, Kind, Type
from comity.manifest import limits
from comity.manifest.cells import Flaw
from comity.manifest.problems import ProblemLog
from comity.manifest.raw import Grid, RawSheet
from comity.manifest.wording import note_flaw
from comity.manifest.workbook_comments import comments_of
from comity.manifest.workbook_safety import BadWorkbook, SpecialCells, damaged, inspected

_CHUNK = 20_000
#: Stands for a number that the spreadsheet has rounded; no cell can hold a NUL.
_ROUNDED = "\0"
_INDEX = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"

_Cell = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def read_workbook(content: bytes, file: str, log: ProblemLog) -> tuple[RawSheet, ...] | None:
    """The sheets of a workbook that hold anything; None, with a problem noted, if it cannot be read.

    A sheet's name is the one that it has in the workbook.
    """
    grids = read_grids(content, file, log)
    return None if grids is None else tuple(sheet_of(grid, log) for grid in grids)


def read_grids(content: bytes, file: str, log: ProblemLog) -> tuple[Grid, ...] | None:
    """The worksheets that hold anything, as they stand; None, with a problem noted, if there are none."""
    try:
        special, index = inspected(content)
        parts = _parts(index)
        with _reader_errors():
            workbook = python_calamine.load_workbook(io.BytesIO(content))
            found = [
                each
                for each in workbook.sheets_metadata
                if each.typ is python_calamine.SheetTypeEnum.WorkSheet
            ]
        if len(found) > limits.SHEETS:
            raise _too_many(len(found))
        grids = [
            replace(grid, notes=comments_of(parts[each.name], index))
            for each in found
            if (grid := _read_grid(workbook, each, special.get(parts.get(each.name, "")), file))
        ]
    except BadWorkbook as bad:
        log.add(bad.code, Place(file), bad.found, bad.expected, bad.mend)
        return None
    return tuple(grids)


@contextlib.contextmanager
def _reader_errors() -> Iterator[None]:
    """Whatever the reader says about a workbook becomes one sentence."""
    try:
        yield
    except BadWorkbook:
        raise
    except Exception as error:
        raise damaged(worded("the workbook cannot be read")) from error
    except BaseException as error:
        # A panic of the Rust reader is not an Exception, so that nobody swallows it by accident.
        if type(error).__name__ != "PanicException":
            raise
        raise damaged(worded("the workbook cannot be read")) from error


def _parts(index: Mapping[str, bytes]) -> dict[str, str]:
    """The part of the workbook that holds each sheet, by the sheet's name."""
    if _INDEX not in index or _RELATIONS not in index:
        raise damaged(worded("the workbook does not say which sheets it has"))
    try:
        relations = ElementTree.fromstring(index[_RELATIONS])  # noqa: S314  entities have been refused
        sheets = ElementTree.fromstring(index[_INDEX])  # noqa: S314
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise damaged(worded("the workbook does not say which sheets it has")) from error
    target = {each.get("Id"): each.get("Target", "") for each in relations}
    parts = {}
    for sheet in sheets.iter():
        relation = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), None)
        if sheet.tag.endswith("}sheet") and relation in target:
            path = posixpath.normpath(posixpath.join("/xl", target[relation]))
            parts[sheet.get("name", "")] = path.lstrip("/").lower()
    return parts


def _read_grid(
    workbook: python_calamine.CalamineWorkbook,
    found: python_calamine.SheetMetadata,
    special: SpecialCells | None,
    file: str,
) -> Grid | None:
    if special is None:
        raise damaged(worded("a sheet of the workbook is missing"))
    with _reader_errors():
        sheet = workbook.get_sheet_by_name(found.name)
        merged = [] if sheet.start is None else sheet.merged_cell_ranges or []
    if sheet.start is None:
        return None
    columns, flaws = _texts(sheet, special)
    return Grid(
        file,
        sheet.name,
        tuple(pl.Series(str(at), column, dtype=pl.String) for at, column in enumerate(columns)),
        tuple(flaws),
        tuple((row + 1, column + 1, last + 1, right + 1) for (row, column), (last, right) in merged),
        hidden=found.visible is not python_calamine.SheetVisibleEnum.Visible,
    )


def _texts(
    sheet: python_calamine.CalamineSheet, special: SpecialCells
) -> tuple[list[list[str | None]], list[tuple[Flaw, int, int]]]:
    """The texts of a sheet, column by column, and the flaws: errors and rounded numbers are null."""
    columns: list[list[str | None]] = []
    rows = _rows(sheet)
    while chunk := list(islice(rows, _CHUNK)):
        columns = columns or [[] for _ in chunk[0]]
        for column, cells in zip(columns, zip(*chunk, strict=True), strict=True):
            column.extend(map(_text, cells))
    flaws = [(Flaw.FORMULA, row, column) for row, column in special.formulas]
    flaws += [(Flaw.ERROR, row, column) for row, column in special.errors]
    for flaw, row, at in flaws:
        while len(columns) < at:
            columns.append([None] * len(columns[0]))
        for each in columns:
            each.extend([None] * (row - len(each)))
        if flaw is Flaw.ERROR or (columns[at - 1][row - 1] or "").startswith("#"):
            columns[at - 1][row - 1] = None
    for position, texts in enumerate(columns):
        if _ROUNDED in texts:
            rounded = [at for at, text in enumerate(texts) if text == _ROUNDED]
            flaws += [(Flaw.ROUNDED, at + 1, position + 1) for at in rounded]
            for at in rounded:
                texts[at] = None
    return columns, flaws


def sheet_of(grid: Grid, log: ProblemLog) -> RawSheet:
    """A worksheet in the strict form: headings in its first row; every flaw is a problem, and no value."""
    columns = list(grid.columns)
    spoiled: dict[int, set[int]] = {}
    for _, row, column in grid.flaws:
        spoiled.setdefault(column - 1, set()).add(row)
    for position, rows in spoiled.items():
        columns[position] = columns[position].scatter([row - 1 for row in rows], None)
    headings = [column[0] or "" for column in columns]
    while headings and not headings[-1].strip() and columns[len(headings) - 1].null_count() == len(grid):
        headings.pop()
    raw = RawSheet(
        grid.file,
        grid.worksheet,
        tuple(headings),
        pl.Series("row", range(2, len(grid) + 1), dtype=pl.UInt32),
        tuple(column[1:] for column in columns[: len(headings)]),
        {at: frozenset(them) for at, them in spoiled.items()},
    )
    _note_flaws(raw, grid.flaws, log)
    _note_merged(grid, raw, log)
    return raw


def _rows(sheet: python_calamine.CalamineSheet) -> Iterator[list[_Cell]]:
    """The rows from the first on, blank ones included."""
    with _reader_errors():
        yield from sheet.iter_rows()


def _text(cell: _Cell) -> str | None:
    """A cell as the text that a CSV sheet would hold."""
    match cell:
        case str():
            return cell or None
        case bool():
            return "TRUE" if cell else "FALSE"
        case float() | int():
            # Written so that what is not a number at all counts as too large.
            if not abs(cell) < limits.NUMBER:
                return _ROUNDED
            return str(int(cell)) if cell == int(cell) else repr(cell)
        case dt.datetime() | dt.date():
            return cell.isoformat()
        case _:
            return str(cell)


def _note_flaws(raw: RawSheet, flaws: Sequence[tuple[Flaw, int, int]], log: ProblemLog) -> None:
    for flaw, row, column in sorted(flaws, key=lambda each: (each[2], each[1])):
        heading = raw.headings[column - 1] if column <= len(raw.headings) else ""
        fact = Fact(raw.sheet, heading, Kind.DETAIL, Type.TEXT)
        note_flaw(log, flaw, raw.place(heading or letters(column), row), "", fact)


def _note_merged(grid: Grid, raw: RawSheet, log: ProblemLog) -> None:
    for row, column, last_row, last_column in grid.merged:
        heading = raw.headings[column - 1] if column <= len(raw.headings) else letters(column)
        log.add(
            "sheet.merged-cells",
            raw.place(heading, row),
            worded(
                "cells are merged down to row {last_row}, column {last_column}",
                last_row=str(last_row),
                last_column=letters(last_column),
            ),
            worded("one value in each cell"),
            worded("Unmerge them and fill in each cell; only the first was read."),
        )


def letters(column: int) -> str:
    """The letters of a column: A for 1."""
    name = ""
    while column:
        column, digit = divmod(column - 1, 26)
        name = chr(65 + digit) + name
    return name


def _too_many(sheets: int) -> BadWorkbook:
    return BadWorkbook(
        "limit.sheets",
        worded("the workbook has {sheets} sheets", sheets=sheets),
        worded("at most {most} (the limit of a visit)", most=limits.SHEETS),
        worded("Take out the sheets that are not part of the manifest."),
    )
