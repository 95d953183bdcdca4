"""Visits written to disk as a planner would: a folder with visit.toml and CSV sheets, or a workbook."""

import io
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import xlsxwriter

from comity.corpus.reading import corpus_folder, read_vocabulary
from comity.domain.errors import Problem
from comity.domain.provisions.vocabulary import Vocabulary
from comity.domain.visits.visit import Visit
from comity.manifest.reading import Reading, read_visit

HEADER = """
receiving_state = "JP"
sending_state = "AU"
start = 2024-02-01
end = 2024-02-20
"""
#: The same as rows of the sheet `visit` of a workbook.
HEADER_ROWS: Sequence[Sequence[object]] = (
    ("fact", "value"),
    ("receiving_state", "JP"),
    ("sending_state", "AU"),
    ("start", "2024-02-01"),
    ("end", "2024-02-20"),
)

Rows = Sequence[Sequence[object]]


@cache
def vocabulary() -> Vocabulary:
    """The installed vocabulary."""
    return read_vocabulary(corpus_folder())


def write_folder(folder: Path, toml: str | bytes = HEADER, **sheets: str | bytes) -> Path:
    """A visit as a folder; each sheet is the text, or the bytes, of its CSV file."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in {
        "visit.toml": toml,
        **{f"{sheet}.csv": text for sheet, text in sheets.items()},
    }.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def workbook_bytes(sheets: Mapping[str, Rows]) -> bytes:
    """A real .xlsx workbook; texts that begin with = become formulas."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(
        held, {"default_date_format": "yyyy-mm-dd", "remove_timezone": True}
    ) as workbook:
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return held.getvalue()


def write_workbook(path: Path, sheets: Mapping[str, Rows], header: Rows = HEADER_ROWS) -> Path:
    """A visit as a workbook: the sheet `visit` and the given ones."""
    path.write_bytes(workbook_bytes({"visit": header, **sheets}))
    return path


def read(path: Path) -> Reading:
    """The visit at a path, under the installed vocabulary."""
    return read_visit(path, vocabulary())


def read_folder(folder: Path, toml: str | bytes = HEADER, **sheets: str | bytes) -> Reading:
    """Write a folder and read it."""
    return read(write_folder(folder, toml, **sheets))


def visit_of(reading: Reading) -> Visit:
    """The visit that was read without a mistake."""
    assert reading.problems == ()
    assert reading.visit is not None
    return reading.visit


def values(reading: Reading, sheet: str, column: str) -> list[object]:
    """The values of a column, whatever mistakes there were."""
    assert reading.visit is not None
    return reading.visit.sheets[sheet][column].to_list()


def only_problem(reading: Reading) -> Problem:
    """The one problem of a reading."""
    assert len(reading.problems) == 1, [str(problem) for problem in reading.problems]
    return reading.problems[0]


def codes(reading: Reading) -> list[str]:
    """The codes of all problems."""
    return [problem.code for problem in reading.problems]
