"""The planner's own rows back, with the answer beside each: a new workbook, never the old one changed.

Cells are written by their type and never by what they look like, so that no text becomes a formula, a
number or a link.
"""

import datetime as dt
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

import polars as pl

from comity.domain.visits.answer import Answer
from comity.domain.visits.visit import Table, Visit
from comity.languages import ENGLISH, speaking
from comity.report.answer_sheet import WIDTHS, answer_sheet
from comity.report.beside import HEADINGS, Beside, Remark, beside
from comity.report.originals import Cell, Original, originals
from comity.report.wording import Whats
from comity.report.worksheets import FIRST_DATE, NAME_CHARACTERS, OPTIONS

_OPTIONS = {**OPTIONS, "constant_memory": True, "default_date_format": "yyyy-mm-dd"}
#: Fill and text of each outcome; the word always stands in the cell too.
_COLOURS: Mapping[str, tuple[str, str]] = {
    "permitted": ("#DCF2E3", "#0A5227"),
    "conditional": ("#FDF0C8", "#5C4300"),
    "undetermined": ("#E8E4FA", "#42318A"),
    "not-covered": ("#FDE4D3", "#7A3300"),
    "forbidden": ("#FBDFE1", "#8C101C"),
}
_ANSWER_WIDTHS = (16, 44, 60, 48, 40)
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))
_LOOKED_AT = 200
_MOST_WIDTH = 40

_Worksheet: TypeAlias = Any
_Formats: TypeAlias = Mapping[str, Any]


@speaking(ENGLISH)
def write_workbook(target: BinaryIO, answer: Answer, visit: Visit, path: Path, whats: Whats) -> None:
    """Write the workbook.

    Args:
        target: gets the bytes.
        answer: the answer.
        visit: the visit that it answers.
        path: what the visit was read from; it is read again for its rows.
        whats: plain words of every `what`.
    """
    import xlsxwriter  # noqa: PLC0415  a text answer does not pay for it

    remarks = beside(answer, visit.sheets, whats)
    # A line marked too high may stand in the same row as one that is not: nothing is copied then.
    found = [] if answer.marking_up_to else originals(path, visit)
    placed = [(original, _tables(original, visit)) for original in found]
    rest = _lines_without_a_place(visit, [table for _, tables in placed for table in tables])
    notes = [
        f"The rows of {sheet} could not be read again where they stand; they follow as they were read."
        for sheet in rest
        if not answer.marking_up_to
    ]
    with xlsxwriter.Workbook(target, _OPTIONS) as workbook:
        formats = _formats(workbook)
        names = _Names([_wanted(original) for original in found])
        _write_first(workbook.add_worksheet(names.free("Answer")), answer, whats, notes, formats)
        for original, tables in placed:
            worksheet = workbook.add_worksheet(names.own(_wanted(original)))
            if original.hidden:
                worksheet.hide()
            _write_original(worksheet, original, tables, remarks, formats)
        for sheet, frame in rest.items():
            worksheet = workbook.add_worksheet(names.free(sheet))
            original = _as_read(sheet, frame)
            _write_original(worksheet, original, [Table(sheet, "", "", 2, original.height)], remarks, formats)


def _tables(original: Original, visit: Visit) -> list[Table]:
    """The tables of a worksheet that hold lines of the visit."""
    place = (original.file, original.worksheet)
    return [t for t in visit.tables if (t.file, t.worksheet) == place and t.sheet in visit.sheets]


def _lines_without_a_place(visit: Visit, tables: Sequence[Table]) -> dict[str, pl.DataFrame]:
    """The lines that stand in no worksheet that could be read again, sheet by sheet."""
    rest = {}
    for sheet, frame in visit.sheets.items():
        there = pl.lit(False)  # noqa: FBT003
        for table in tables:
            if table.sheet == sheet:
                there = there | pl.col("row").is_between(table.first_row, table.last_row)
        left = frame.filter(~there)
        if left.height:
            rest[sheet] = left
    return rest


def _as_read(sheet: str, frame: pl.DataFrame) -> Original:
    """Lines as they were read, as a worksheet of their own: each in its row, under the columns' names."""
    given = [name for name in frame.columns if name != "row" and frame[name].null_count() < frame.height]
    rows: list[Sequence[Cell]] = [tuple(given)]
    for row, *cells in frame.sort("row").select("row", *given).iter_rows():
        rows += [()] * (row - len(rows) - 1)
        rows.append(cells)
    return Original("", sheet, rows, len(rows), len(given))


def _wanted(original: Original) -> str:
    return original.worksheet or Path(original.file).stem


class _Names:
    """Names of worksheets: at most 31 characters, no two alike but for case, the planner's own first."""

    def __init__(self, own: Iterable[str]) -> None:
        self._reserved = {self._plain(name).casefold() for name in own}
        self._taken: set[str] = set()

    def own(self, wanted: str) -> str:
        """The name of a worksheet of the planner's."""
        return self._next(wanted, self._taken)

    def free(self, wanted: str) -> str:
        """A name that none of the planner's worksheets has."""
        return self._next(wanted, self._taken | self._reserved)

    def _next(self, wanted: str, taken: set[str]) -> str:
        plain, number, name = self._plain(wanted), 1, self._plain(wanted)
        while name.casefold() in taken:
            number += 1
            name = f"{plain[: NAME_CHARACTERS - 5]} ({number})"
        self._taken.add(name.casefold())
        return name

    @staticmethod
    def _plain(wanted: str) -> str:
        visible = "".join(c if c.isprintable() else "_" for c in wanted.translate(_NOT_IN_NAMES))
        plain = visible[:NAME_CHARACTERS].strip("' ") or "Sheet"
        return f"{plain}_" if plain.casefold() == "history" else plain


def _formats(workbook: Any) -> dict[str, Any]:
    top = {"valign": "top"}
    return {
        "title": workbook.add_format({"bold": True, "font_size": 14}),
        "heading": workbook.add_format({"bold": True, "bottom": 2, "text_wrap": True, **top}),
        "ours": workbook.add_format(
            {"bold": True, "bottom": 2, "text_wrap": True, "bg_color": "#E3E8EE", **top}
        ),
        "plain": workbook.add_format(top),
        "wrapped": workbook.add_format({"text_wrap": True, **top}),
        "day": workbook.add_format({"num_format": "d mmmm yyyy", "align": "left", **top}),
        "date": workbook.add_format({"num_format": "yyyy-mm-dd"}),
        "instant": workbook.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        "time": workbook.add_format({"num_format": "hh:mm:ss"}),
        "span": workbook.add_format({"num_format": "[h]:mm:ss"}),
        **{
            outcome: workbook.add_format({"bg_color": back, "font_color": text, "bold": True, **top})
            for outcome, (back, text) in _COLOURS.items()
        },
    }


def _write_first(
    worksheet: _Worksheet, answer: Answer, whats: Whats, notes: Sequence[str], formats: _Formats
) -> None:
    """The worksheet of the answer. A lone cell runs over the columns beside it; others wrap."""
    for column, width in enumerate(WIDTHS):
        worksheet.set_column(column, column, width)
    worksheet.set_landscape()
    worksheet.set_paper(9)
    worksheet.fit_to_pages(1, 0)
    for row, line in enumerate(answer_sheet(answer, whats, notes)):
        wrap = formats["wrapped"] if len(line.cells) > 1 else formats["plain"]
        for column, cell in enumerate(line.cells):
            look = formats[line.look] if line.look in ("title", "heading") else wrap
            if line.look == "outcome" and column < 2:
                look = formats[line.outcome]
            if isinstance(cell, dt.date):
                worksheet.write_datetime(row, column, cell, formats["day"])
            elif isinstance(cell, int):
                worksheet.write_number(row, column, cell, look)
            elif cell:
                worksheet.write_string(row, column, cell, look)


@dataclass(slots=True)
class _Beside:
    """What stands beside the rows of a worksheet, by row from 1: remarks, and where our headings go."""

    remarks: dict[int, Remark] = field(default_factory=dict)
    headings: list[int] = field(default_factory=list)


def _write_original(
    worksheet: _Worksheet,
    original: Original,
    tables: Sequence[Table],
    remarks: Mapping[str, Beside],
    formats: _Formats,
) -> None:
    """The rows as they stand, and to the right of them what the answer says."""
    here = _beside_rows(tables, remarks)
    ours = original.width
    writers = _writers(worksheet, formats)
    text, looks = worksheet.write_string, {**formats, "": formats["plain"]}
    heading_rows = frozenset(here.headings)
    widths = [0] * original.width
    for at, cells in enumerate(original.rows):
        if at < _LOOKED_AT:
            widths = [max(w, len(str(c))) for w, c in zip(widths, cells, strict=False)] + widths[len(cells) :]
        if at + 1 in heading_rows:
            for column, cell in enumerate(cells):
                writers[type(cell)](at, column, cell, formats["heading"])
            for column, words in enumerate(HEADINGS):
                text(at, ours + column, words, formats["ours"])
            continue
        for column, cell in enumerate(cells):
            if cell is not None and cell != "":
                writers[type(cell)](at, column, cell, None)
        remark = here.remarks.get(at + 1)
        if remark is not None:
            text(at, ours, remark.texts[0], looks[remark.outcome])
            for column, words in enumerate(remark.texts[1:], start=ours + 1):
                if words:
                    text(at, column, words)
    for column, width in enumerate(widths):
        worksheet.set_column(column, column, min(max(width, 6) + 2, _MOST_WIDTH))
    if tables:
        for column, width in enumerate(_ANSWER_WIDTHS, start=ours):
            worksheet.set_column(column, column, width)
        first = min(here.headings) - 1
        worksheet.freeze_panes(first + 1, 0)
        worksheet.autofilter(first, 0, max(original.height - 1, first), ours + len(HEADINGS) - 1)


def _beside_rows(tables: Sequence[Table], remarks: Mapping[str, Beside]) -> _Beside:
    """The remarks by row of the worksheet; of two lines in one row they are joined, the worst first."""
    here = _Beside()
    for table in tables:
        said = remarks[table.sheet]
        here.headings.append(max(1, table.first_row - table.offset - 1))
        within = said.frame.filter(pl.col("row").is_between(table.first_row, table.last_row))
        for row, remark in within.iter_rows():
            at, mine = row - table.offset, said.remarks[remark]
            here.remarks[at] = _both(here.remarks[at], mine) if at in here.remarks else mine
    return here


def _both(one: Remark, other: Remark) -> Remark:
    ranks = ["", *_COLOURS]
    worst, better = sorted((one, other), key=lambda each: ranks.index(each.outcome), reverse=True)
    texts = (" | ".join(filter(None, pair)) for pair in zip(worst.texts, better.texts, strict=True))
    return Remark(worst.outcome, tuple(texts))


def _writers(worksheet: _Worksheet, formats: _Formats) -> dict[type, Callable[[int, int, Any, Any], object]]:
    """How a cell of each type is written; with a look of its own where it has one."""
    text = worksheet.write_string

    def number(row: int, column: int, cell: float, look: Any) -> None:
        if math.isfinite(cell):
            worksheet.write_number(row, column, cell, look)
        else:
            text(row, column, str(cell), look)

    def dated(name: str) -> Callable[[int, int, Any, Any], None]:
        def write(row: int, column: int, cell: Any, look: Any) -> None:
            if isinstance(cell, dt.date) and dt.date(cell.year, cell.month, cell.day) < FIRST_DATE:
                text(row, column, cell.isoformat(), look)
            else:
                worksheet.write_datetime(row, column, cell, look or formats[name])

        return write

    return {
        str: text,
        int: number,
        float: number,
        bool: worksheet.write_boolean,
        dt.date: dated("date"),
        dt.datetime: dated("instant"),
        dt.time: dated("time"),
        dt.timedelta: dated("span"),
        type(None): lambda row, column, _, look: worksheet.write_blank(row, column, None, look),
    }
