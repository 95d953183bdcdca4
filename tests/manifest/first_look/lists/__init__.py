"""Lists as planners have them, written to disk and read after the first look."""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl

from comity.corpus.headings import read_heading_words
from comity.domain.visits.visit import Table
from comity.manifest.reading import Reading, read_visit
from tests.manifest.on_disk import HEADER, vocabulary

Rows = Sequence[Sequence[object]]


def look(path: Path) -> Reading:
    """The list at a path, read as it is."""
    return read_visit(path, vocabulary(), words=read_heading_words)


def workbook(
    path: Path,
    sheets: Mapping[str, Rows],
    merged: Mapping[str, Sequence[str]] | None = None,
    hidden: Sequence[str] = (),
) -> Path:
    """A workbook by a real spreadsheet writer, with merged cells ("A1:C1") and hidden worksheets."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for area in (merged or {}).get(name, ()):
            sheet.merge_cells(area)
        if name in hidden:
            sheet.sheet_state = "hidden"
    held = io.BytesIO()
    book.save(held)
    path.write_bytes(held.getvalue())
    return path


def look_at_workbook(
    folder: Path, sheets: Mapping[str, Rows], toml: str = HEADER, **given: object
) -> Reading:
    """Read list.xlsx with its companion list.toml."""
    folder.mkdir(exist_ok=True)
    (folder / "list.toml").write_text(toml, encoding="utf-8")
    return look(workbook(folder / "list.xlsx", sheets, **given))  # type: ignore[arg-type]


def look_at_csv(folder: Path, text: str | bytes, toml: str = HEADER, name: str = "list") -> Reading:
    """Read list.csv with its companion list.toml."""
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.toml").write_text(toml, encoding="utf-8")
    content = text if isinstance(text, bytes) else text.encode()
    (folder / f"{name}.csv").write_bytes(content)
    return look(folder / f"{name}.csv")


def columns(reading: Reading, sheet: str, nth: int = 0) -> dict[str, str | None]:
    """Heading to column of the nth table of a sheet."""
    table = tables(reading, sheet)[nth]
    return {column.heading: column.column for column in table.columns}


def tables(reading: Reading, sheet: str) -> list[Table]:
    """The tables of a sheet ("": those left out)."""
    return [table for table in reading.tables if table.sheet == sheet]


def notes(reading: Reading, sheet: str = "") -> str:
    """All notes on the tables of a sheet."""
    return "\n".join(note for table in tables(reading, sheet) for note in table.notes)


def values(reading: Reading, sheet: str, column: str) -> list[object]:
    """The values of a column, whatever was unclear."""
    assert reading.visit is not None, [str(problem) for problem in reading.problems]
    return reading.visit.sheets[sheet][column].to_list()


def codes(reading: Reading) -> list[str]:
    """The codes of all problems."""
    return [problem.code for problem in reading.problems]
