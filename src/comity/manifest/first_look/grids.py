"""CSV files of any make as grids: whatever encoding and separator they have, with what was decided noted."""

import codecs
import csv
from collections import Counter
from itertools import islice, zip_longest

import polars as pl

from comity.domain.errors import Place
from comity.domain.primitives.worded import either, run_on, worded
from comity.manifest import limits
from comity.manifest.csv_sheets import SEPARATORS, decoded, note_malformed, note_rows, records
from comity.manifest.problems import ProblemLog
from comity.manifest.raw import Grid

_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SAMPLE_CHARACTERS = 64 * 1024
_SAMPLE_RECORDS = 60
_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs"}
_JAPANESE, _WESTERN = "cp932", "cp1252"
_ENCODINGS = {_JAPANESE: "Shift_JIS", _WESTERN: "Windows-1252 (Latin-1)"}


def text_of(content: bytes, file: str, log: ProblemLog) -> tuple[str, tuple[str, ...]] | None:
    """The text of a CSV file, and notes on its encoding; None, with a problem noted, if it has none."""
    if content.startswith(_BOMS):
        text = decoded(content, Place(file), log)
        return (text, ()) if text is not None else None
    trial = ProblemLog()
    text = decoded(content, Place(file), trial)
    if text is not None:
        return text, ()
    if b"\0" not in content:
        possible = {name: read for name in _ENCODINGS if (read := _read_as(content, name)) is not None}
        if possible:
            return _likelier(possible)
    log.take(trial)
    return None


def grid_of(text: str, file: str, notes: tuple[str, ...], log: ProblemLog) -> Grid | None:
    """The cells of a CSV file; None, with problems noted, if they cannot be told apart or are too many."""
    if text[:4].lower() == "sep=" and "\n" in text[:8]:
        # Written by a spreadsheet program for itself; it does not show the line either.
        text = text.partition("\n")[2]
    separator, said = _separator(text)
    place = Place(file)
    rows: list[list[str]] = []
    try:
        for record in islice(records(text, separator), limits.ROWS + 2):
            rows.append(record)
    except csv.Error as error:
        note_malformed(place, len(rows) + 1, error, log)
        return None
    if len(rows) > limits.ROWS + 1:
        note_rows(place, log)
        return None
    width = max(map(len, rows), default=0)
    if width > limits.COLUMNS and any(cell.strip() for row in rows for cell in row[limits.COLUMNS :]):
        expected = worded("at most {most} (the limit of a sheet)", most=limits.COLUMNS)
        mend = worded("Take out the columns that are not needed.")
        log.add("limit.columns", place, worded("found {width} columns", width=width), expected, mend)
        return None
    columns = [
        pl.Series(str(at), [cell or None for cell in column], dtype=pl.String)
        for at, column in enumerate(islice(zip_longest(*rows), limits.COLUMNS))
    ]
    return Grid(file, "", tuple(columns), notes=(*notes, *said)) if columns else None


def _read_as(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _likelier(possible: dict[str, str]) -> tuple[str, tuple[str, ...]]:
    """The text in the encoding that makes words of it, and a note that says so.

    In Japanese text the characters beyond ASCII stand together; a western accent stands among letters.
    """
    name = next(iter(possible))
    other = ""
    if len(possible) > 1:
        together, alone = _japanese(possible[_JAPANESE])
        name = _JAPANESE if together > alone else _WESTERN
        if together and alone:
            other = _ENCODINGS[_WESTERN if name == _JAPANESE else _JAPANESE]
    note = worded("The file is not UTF-8; it was read as {encoding}.", encoding=_ENCODINGS[name])
    doubt = worded(
        "{encoding} would be possible too: look at the names, and save it as UTF-8 if they are wrong.",
        encoding=other,
    )
    return possible[name], (run_on([note, doubt if other else ""]),)


def _japanese(text: str) -> tuple[int, int]:
    """How many characters stand as in Japanese, and how many alone among Latin letters or in no script."""
    together = alone = 0
    for before, character, after in zip(" " + text, text, text[1:] + " ", strict=False):
        if character < "\u0080":
            continue
        if (
            "\ue000" <= character <= "\uf8ff"
            or (before.isascii() and before.isalpha())
            or (after.isascii() and after.isalpha())
        ):
            alone += 1
        elif "\u3040" <= character <= "\u30ff" or before > "\u2e80" or after > "\u2e80":
            together += 1
    return together, alone


def _separator(text: str) -> tuple[str, tuple[str, ...]]:
    """The separator that makes most records alike, and a note where another would do nearly as well."""
    scores = {separator: _evenness(text[:_SAMPLE_CHARACTERS], separator) for separator in SEPARATORS}
    best = max(scores, key=lambda separator: scores[separator])
    others = [_NAMES[s] for s in SEPARATORS if s != best and scores[s] >= scores[best] > 0]
    if not others:
        return best, ()
    return best, (
        worded(
            "Cells were taken to be separated by {separator}, not by {others}.",
            separator=_NAMES[best],
            others=either(others),
        ),
    )


def _evenness(sample: str, separator: str) -> int:
    """How many separators stand in records of the commonest width."""
    widths: list[int] = []
    try:
        for record in islice(records(sample, separator), _SAMPLE_RECORDS):
            if any(record):
                widths.append(len(record))
    except csv.Error:
        # The sample may end inside a quoted cell, or the separator is not the one that quotes stand at.
        pass
    counts = Counter(width for width in widths if width > 1)
    return max(((width - 1) * count for width, count in counts.items()), default=0)
