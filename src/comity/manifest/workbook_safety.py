"""Looking into a workbook before a spreadsheet reader does: is it whole, and what would it cost to read?

Every part is unpacked here once, counting the bytes that really come out, whatever the archive's directory
claims. The worksheets are searched for what the reader would not tell: formulas, error values, merged
cells, and cells so far apart that everything between them would have to be allocated.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from comity.domain.primitives.worded import worded
from comity.manifest import limits

#: The parts that name the sheets, say what belongs to each, and hold comments.
_IN_INDEX = re.compile(
    r"workbook\.xml(?:\.rels)?$|/worksheets/_rels/[^/]*\.rels$|/comments[^/]*(?:/[^/]*)?\.xml$"
)
_XML_SUFFIXES = (".xml", ".rels", ".vml")
_LOCAL_HEADER_BYTES = 30
_SLICE_BYTES = 16 * 1024 * 1024


class _Patterns:
    """What to search for, with names as they stand, or with any prefix before them (`<x:c`).

    Without a prefix a search runs several times faster, and hardly any program writes one.
    """

    def __init__(self, prefix: bytes) -> None:
        before, end = rb"<" + prefix, rb"(?=[\s/>])"
        self.cell = re.compile(before + rb"c" + end)
        #: A cell whose reference stands plainly in its own tag: only then is its place certain.
        self.placed_cell = re.compile(
            before
            + rb"""c(?:\s+[\w:.-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'))*?"""
            + rb"""\s+r\s*=\s*["']([A-Za-z]{1,3})([0-9]{1,7})["']"""
        )
        self.shared_text = re.compile(before + rb"si" + end)
        self.formula = re.compile(before + rb"f" + end)
        self.cell_end = re.compile(before + rb"c" + end + rb"|</" + prefix + rb"c\s*>")


_PLAIN = _Patterns(b"")
_PREFIXED = _Patterns(rb"(?:[A-Za-z_][\w.-]*:)?")
_ANY_PREFIX = re.compile(rb":(?:c|row|f|si|sheetData)[\s/>]")
_SHEET_DATA = re.compile(rb"sheetData(?=[\s/>])")
_ERROR_TYPE = re.compile(rb"""\st\s*=\s*["']e["']""")


class BadWorkbook(Exception):  # noqa: N818  becomes a problem, with this code and these words
    """A workbook that will not be read: code, and the parts of the sentence that says why."""

    def __init__(self, code: str, found: str, expected: str, mend: str) -> None:
        super().__init__(found)
        self.code, self.found, self.expected, self.mend = code, found, expected, mend


@dataclass(frozen=True, slots=True)
class SpecialCells:
    """Cells of one worksheet part that hold no plain value, as (row, column), both from 1."""

    formulas: tuple[tuple[int, int], ...] = ()
    errors: tuple[tuple[int, int], ...] = ()


def inspected(content: bytes) -> tuple[Mapping[str, SpecialCells], Mapping[str, bytes]]:
    """Check a workbook; returns its special cells by part, and the small parts that name the sheets
    and hold the comments (names of parts in lower case).

    Raises BadWorkbook if it is damaged, not an .xlsx file, or beyond a limit.
    """
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadWorkbook(
            "workbook.not-xlsx",
            worded("the file is an old .xls workbook, or protected by a password"),
            worded("an .xlsx workbook without a password"),
            worded("Save it as .xlsx, without a password."),
        )
    special: dict[str, SpecialCells] = {}
    index: dict[str, bytes] = {}
    budget = limits.UNPACKED_BYTES
    cells = longest = 0
    for info in _directory(content):
        part = _unpacked(content, info, budget)
        budget -= len(part)
        patterns = _PREFIXED if _ANY_PREFIX.search(part) else _PLAIN
        is_worksheet = _SHEET_DATA.search(part) is not None
        if is_worksheet or info.filename.lower().endswith(_XML_SUFFIXES):
            _check_xml(part)
        longest = max(longest, _longest_shared_text(part, patterns))
        if _IN_INDEX.search(info.filename.lower()):
            index[info.filename.lower()] = part
        if is_worksheet:
            cells += _check_extent(part, patterns)
            special[info.filename.lower()] = _special_cells(part, patterns)
    if cells * longest > limits.WORKBOOK_TEXT:
        raise BadWorkbook(
            "limit.workbook-text",
            worded(
                "{cells} cells share texts of up to {longest} bytes",
                cells=cells,
                longest=longest,
            ),
            worded(
                "at most {most} of cells times longest text (the limit of a workbook)",
                most=limits.WORKBOOK_TEXT,
            ),
            worded("Save the sheets as CSV, or shorten the longest texts."),
        )
    return special, index


def _directory(content: bytes) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeError) as error:
        raise damaged(worded("the file is not a workbook, or its end is missing")) from error
    if len(parts) > limits.WORKBOOK_PARTS:
        raise BadWorkbook(
            "limit.workbook-parts",
            worded("the workbook has {count} parts", count=len(parts)),
            worded("at most {most} (the limit of a workbook)", most=limits.WORKBOOK_PARTS),
            worded("Save it again with a spreadsheet program."),
        )
    if len({part.filename.lower() for part in parts}) < len(parts):
        raise damaged(worded("two parts of the workbook have the same name"))
    return parts


def _unpacked(content: bytes, info: zipfile.ZipInfo, budget: int) -> bytes:
    """The bytes of a part, never more than the budget nor the ratio allows."""
    start = info.header_offset
    header = content[start : start + _LOCAL_HEADER_BYTES]
    if len(header) < _LOCAL_HEADER_BYTES or header[:4] != b"PK\x03\x04" or info.flag_bits & 0x1:
        raise damaged(worded("a part of the workbook is missing or encrypted"))
    start += (
        _LOCAL_HEADER_BYTES
        + int.from_bytes(header[26:28], "little")
        + int.from_bytes(header[28:30], "little")
    )
    packed = content[start : start + info.compress_size]
    if info.compress_type == zipfile.ZIP_STORED:
        part = packed
    elif info.compress_type == zipfile.ZIP_DEFLATED:
        allowed = min(budget, max(limits.RATIO_FROM_BYTES, len(packed) * limits.UNPACKED_RATIO))
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            part = inflater.decompress(packed, allowed + 1)
        except zlib.error as error:
            raise damaged(worded("a part of the workbook cannot be unpacked")) from error
        if len(part) > allowed:
            raise _too_large(allowed, budget)
    else:
        raise damaged(worded("a part of the workbook is packed in an unknown way"))
    if len(part) > budget:
        raise _too_large(len(part), budget)
    if zlib.crc32(part) != info.CRC or len(part) != info.file_size:
        raise damaged(worded("a part of the workbook is not what its check sum says"))
    return part


def _check_xml(part: bytes) -> None:
    if b"\0" in part:
        raise damaged(worded("a part of the workbook is not UTF-8"))
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise damaged(worded("a part of the workbook declares entities, as no spreadsheet program does"))


def _longest_shared_text(part: bytes, patterns: _Patterns) -> int:
    """Bytes of the longest shared text of a part, mark-up included."""
    starts = [found.start() for found in patterns.shared_text.finditer(part)]
    return max((end - start for start, end in pairwise([*starts, len(part)])), default=0)


def _check_extent(part: bytes, patterns: _Patterns) -> int:
    """The number of cells of a worksheet, once it is certain that reading them is within the limits."""
    columns: set[bytes] = set()
    last_row = placed = cells = 0
    start = 0
    while start < len(part):
        end = part.find(b"<", start + _SLICE_BYTES)
        piece = part[start : end if end >= 0 else len(part)]
        start += len(piece)
        references = patterns.placed_cell.findall(piece)
        placed += len(references)
        cells += len(patterns.cell.findall(piece))
        columns.update({column for column, _ in references})
        last_row = max(last_row, max(map(int, {row for _, row in references}), default=0))
    if placed != cells:
        raise damaged(worded("a cell of the workbook does not say where it stands"))
    last_column = max(map(column_number, columns), default=0)
    if last_column > limits.COLUMNS:
        raise BadWorkbook(
            "limit.columns",
            worded("a sheet has cells up to column {last_column}", last_column=last_column),
            worded("at most {most} columns (the limit of a sheet)", most=limits.COLUMNS),
            worded("Delete the columns to the right of the table, then save."),
        )
    if last_row * last_column > limits.WORKBOOK_CELLS:
        raise BadWorkbook(
            "limit.workbook-cells",
            worded(
                "a sheet has cells up to row {last_row}, column {last_column}",
                last_row=last_row,
                last_column=last_column,
            ),
            worded(
                "at most {most} of rows times columns (the limit of a workbook sheet)",
                most=limits.WORKBOOK_CELLS,
            ),
            worded("Delete the empty rows below the table, or save the sheet as CSV."),
        )
    return cells


def _special_cells(part: bytes, patterns: _Patterns) -> SpecialCells:
    """Where formulas and error values stand; most worksheets have none, and cost two searches."""
    start = _SHEET_DATA.search(part)
    data = part[start.start() if start else 0 : part.rfind(b"sheetData")]
    if b'"e"' not in data and b"'e'" not in data and not patterns.formula.search(data):
        return SpecialCells()
    formulas: list[tuple[int, int]] = []
    errors: list[tuple[int, int]] = []
    for cell in patterns.placed_cell.finditer(data):
        end = patterns.cell_end.search(data, cell.end())
        where = (int(cell[2]), column_number(cell[1]))
        if patterns.formula.search(data, cell.end(), end.start() if end else len(data)):
            formulas.append(where)
        elif _ERROR_TYPE.search(data, cell.start(), data.find(b">", cell.end()) + 1):
            errors.append(where)
    return SpecialCells(tuple(formulas), tuple(errors))


def column_number(letters: bytes) -> int:
    """The number of a column, A being 1."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def damaged(found: str) -> BadWorkbook:
    """A workbook that is not what it should be."""
    return BadWorkbook(
        "workbook.damaged",
        found,
        worded("an .xlsx workbook"),
        worded("Open it in a spreadsheet program and save it again."),
    )


def _too_large(size: int, budget: int) -> BadWorkbook:
    return BadWorkbook(
        "limit.workbook-unpacked",
        worded("a part of the workbook unpacks to more than {size} bytes", size=size)
        if size < budget
        else worded("the workbook unpacks to more than {most} bytes", most=limits.UNPACKED_BYTES),
        worded(
            "at most {most} bytes unpacked, and at most {most2} times larger than packed "
            "(the limits of a workbook)",
            most=limits.UNPACKED_BYTES,
            most2=limits.UNPACKED_RATIO,
        ),
        worded("Save it again with a spreadsheet program, or save the sheets as CSV."),
    )
