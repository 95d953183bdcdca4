"""CSV sheets as texts.

Accepted are UTF-8 (with or without byte-order mark) and UTF-16 with a byte-order mark; commas, semicolons or
tabs, as the headings are separated; RFC 4180 quoting. The first record holds the headings and is row 1;
row N is record N, whether a record spans several lines of the file (quoted line ends) or is blank: so it
is the row that a spreadsheet shows. Blank rows hold nothing and are passed over, but counted.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from itertools import islice

import polars as pl

from comity.domain.errors import Place
from comity.domain.primitives.worded import all_of, worded
from comity.manifest import limits
from comity.manifest.problems import ProblemLog
from comity.manifest.raw import RawSheet

SEPARATORS = (",", ";", "\t")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CHUNK = 20_000
#: More than the headings of the most columns that a sheet may have.
_HEADING_CHARACTERS = 1_000_000


def read_csv_sheet(content: bytes, file: str, sheet: str, log: ProblemLog) -> RawSheet | None:
    """The sheet that the bytes of a CSV file hold; None, with problems noted, if they hold none."""
    text = decoded(content, Place(file, sheet), log)
    return sheet_of_text(text, file, sheet, log) if text is not None else None


def sheet_of_text(text: str, file: str, sheet: str, log: ProblemLog) -> RawSheet | None:
    """The sheet that the text of a CSV file holds; None, with problems noted, if it holds none."""
    place = Place(file, sheet)
    separator = _separator(text, place, log)
    if separator is None:
        return None
    headings = _headings(text, separator, place, log)
    if headings is None:
        return None
    if len(headings) > limits.COLUMNS:
        found = worded("found {count} columns", count=len(headings))
        expected = worded("at most {most} (the limit of a sheet)", most=limits.COLUMNS)
        log.add("limit.columns", place, found, expected, worded("Take out the columns that are not needed."))
        return None
    frame = _read_plain(text, headings, separator)
    if frame is None:
        frame = _read_quoted(text, headings, separator, place, log)
    if frame is None:
        return None
    if frame.height > limits.ROWS:
        note_rows(place, log)
        return None
    rows = pl.Series("row", range(2, frame.height + 2), dtype=pl.UInt32)
    return RawSheet(file, sheet, tuple(headings), rows, tuple(frame.get_columns()))


def decoded(content: bytes, place: Place, log: ProblemLog) -> str | None:
    """The text of a file in UTF-8, or in UTF-16 with its mark; None, with a problem noted, if it is not."""
    if content.startswith(_UTF_16) and not content.startswith(codecs.BOM_UTF32_LE):
        encoding, name = "utf-16", "UTF-16"
    else:
        encoding, name = "utf-8-sig", "UTF-8"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        byte = content[error.start]
        where = Place(place.file, place.sheet, line=line)
        found = worded(
            "byte {position} (hexadecimal {byte}) is not {name}",
            position=error.start + 1,
            byte=f"{byte:02x}",
            name=name,
        )
        mend = worded('Save the sheet as "CSV UTF-8".')
        log.add("csv.encoding", where, found, worded("UTF-8, or UTF-16 with a byte-order mark"), mend)
        return None
    if (nul := text.find("\0")) >= 0:
        where = Place(place.file, place.sheet, line=text.count("\n", 0, nul) + 1)
        found = worded("character {character} is a NUL", character=nul + 1)
        mend = worded(
            'Save the sheet as "CSV UTF-8"; the file may be UTF-16 without a mark, or not a CSV file.'
        )
        log.add("csv.nul", where, found, worded("text"), mend)
        return None
    return text


_SEPARATORS_SAID = {",": worded("commas"), ";": worded("semicolons"), "\t": worded("tabs")}


def _separator(text: str, place: Place, log: ProblemLog) -> str | None:
    """The separator of the headings: their names hold none of the three characters, so it is no guess."""
    line_end = re.search(r"[\r\n]", text)
    first = text[: line_end.start() if line_end else len(text)][:_HEADING_CHARACTERS]
    unquoted = re.sub(r'"[^"]*"?', "", first)
    there = [each for each in SEPARATORS if each in unquoted]
    if len(there) <= 1:
        return there[0] if there else ","
    found = worded("the headings hold {separators}", separators=all_of(_SEPARATORS_SAID[s] for s in there))
    where = Place(place.file, place.sheet, 1)
    mend = worded("Use one separator, and quote what holds another.")
    log.add("csv.separator", where, found, worded("headings separated by commas, semicolons or tabs"), mend)
    return None


def _headings(text: str, separator: str, place: Place, log: ProblemLog) -> list[str] | None:
    try:
        headings = next(records(text[:_HEADING_CHARACTERS], separator), [])
    except csv.Error as error:
        note_malformed(place, 1, error, log)
        return None
    while headings and not headings[-1].strip():
        headings.pop()
    if headings:
        return headings
    where = Place(place.file, place.sheet, 1)
    mend = worded("Write the names of the columns into the first row, or delete the file.")
    log.add(
        "sheet.no-headings", where, worded("the first row is blank"), worded("the names of the columns"), mend
    )
    return None


def _read_plain(text: str, headings: list[str], separator: str) -> pl.DataFrame | None:
    """The records by Polars, if the file is plain: no quotes, and every record as long as the headings.

    None if it is not, or if it is not certain that Polars and the slow reader would agree.
    """
    if '"' in text or text.count("\r") != text.count("\r\n"):
        return None
    first, _, body = text.partition("\n")
    width = len(headings)
    if first.count(separator) != width - 1:
        return None
    body = body.rstrip("\r\n")
    names = [str(position) for position in range(width)]
    if not body:
        return pl.DataFrame(schema=dict.fromkeys(names, pl.String))
    if body.count(separator) != (body.count("\n") + 1) * (width - 1):
        return None
    try:
        frame = pl.read_csv(
            body.encode(),
            has_header=False,
            schema=dict.fromkeys(names, pl.String),
            separator=separator,
            quote_char=None,
            n_rows=limits.ROWS + 1,
        )
    except pl.exceptions.PolarsError:
        return None
    return frame if frame.height in (body.count("\n") + 1, limits.ROWS + 1) else None


def _read_quoted(
    text: str, headings: list[str], separator: str, place: Place, log: ProblemLog
) -> pl.DataFrame | None:
    """The records by the standard library's reader, strictly."""
    width = len(headings)
    schema = {str(position): pl.String for position in range(width)}
    there = records(text, separator)
    chunks = [pl.DataFrame(schema=schema)]
    cells: list[list[str | None]] = []
    row = 1
    try:
        next(there)
        for row, record in enumerate(islice(there, limits.ROWS + 1), start=2):
            cells.append(_fitted(record, width, row, place, log))
            if len(cells) == _CHUNK:
                chunks.append(pl.DataFrame(cells, schema=schema, orient="row"))
                cells = []
    except csv.Error as error:
        note_malformed(place, row + 1, error, log)
        return None
    return pl.concat([*chunks, pl.DataFrame(cells, schema=schema, orient="row")])


def _fitted(record: list[str], width: int, row: int, place: Place, log: ProblemLog) -> list[str | None]:
    """A record as long as the headings. A blank line is a blank row; other lengths are mistakes."""
    if len(record) == width:
        return [cell or None for cell in record]
    cells: list[str | None] = [cell or None for cell in record[:width]]
    if len(record) > width and any(cell.strip() for cell in record[width:]):
        where = Place(place.file, place.sheet, row)
        found = worded("the row has {count} cells, the headings {width}", count=len(record), width=width)
        mend = worded("Quote the cell that holds the separator, or give the surplus column a heading.")
        log.add("csv.row-too-long", where, found, worded("{width} cells", width=width), mend)
    elif 0 < len(record) < width and any(cells):
        where = Place(place.file, place.sheet, row)
        found = worded("the row has {count} cells, the headings {width}", count=len(record), width=width)
        mend = worded("Add the missing separators, or quote the cell that holds a line end.")
        log.add("csv.row-too-short", where, found, worded("{width} cells", width=width), mend)
    return cells + [None] * (width - len(cells))


def records(text: str, separator: str) -> Iterator[list[str]]:
    """The records of a text, strictly as RFC 4180 quotes them; raises csv.Error."""
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)


def note_malformed(place: Place, row: int, error: csv.Error, log: ProblemLog) -> None:
    """Note a record that is not quoted as it should be."""
    if "field larger" in str(error):
        found = worded("a cell has no end: a quote is opened and not closed, or the text is far too long")
    elif "unexpected end" in str(error):
        found = worded("the file ends inside a quoted cell")
    else:
        found = worded("text follows the closing quote of a cell")
    where = Place(place.file, place.sheet, row)
    mend = worded("Close the quote; a quote inside a quoted cell is written twice.")
    log.add("csv.quotes", where, found, worded("cells quoted as in RFC 4180"), mend)


def note_rows(place: Place, log: ProblemLog) -> None:
    """Note that a file has more rows than a sheet may have."""
    expected = worded("at most {most} rows (the limit of a sheet)", most=limits.ROWS)
    found = worded("found more than {most} rows", most=limits.ROWS)
    log.add("limit.rows", place, found, expected, worded("Split the visit."))
