"""The planner's workbook back: every row where it stood, its outcome beside it, nothing alive in it."""

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import python_calamine

from comity.domain.visits.answer import Answer
from comity.domain.visits.checks import CheckShown
from comity.domain.visits.line_ranges import ranges
from comity.domain.visits.visit import Table, Visit
from comity.report.beside import HEADINGS
from comity.report.workbook import write_workbook
from tests.manifest.on_disk import workbook_bytes
from tests.report.visits import OUTCOMES, PEOPLE, SOLDIER, WHATS, varied

ROLL = (
    ("person_id", "name", "number"),
    ("P1", "Example, Ann", "007"),
    ("P2", "Example, Bo", "0123456789012345678901"),
    ("P3", "=1+1", "+44"),
    ("P4", "http://example.invalid/", "1e5"),
)


def written(visit: Visit, answer: Answer, path: Path) -> bytes:
    target = io.BytesIO()
    write_workbook(target, answer, visit, path, WHATS)
    return target.getvalue()


def sheets_of(content: bytes) -> dict[str, list[list[Any]]]:
    """The cells of a workbook, by worksheet."""
    book = python_calamine.load_workbook(io.BytesIO(content))
    return {name: list(book.get_sheet_by_name(name).iter_rows()) for name in book.sheet_names}


def csv_folder(folder: Path, rows: Sequence[Sequence[str]] = ROLL, name: str = "people.csv") -> Path:
    folder.mkdir(exist_ok=True)
    quoted = [",".join(f'"{cell}"' for cell in row) for row in rows]
    (folder / name).write_text("\n".join(quoted) + "\n", encoding="utf-8")
    return folder


def in_worksheet(visit: Visit, last: int = 2) -> Visit:
    """The visit as read from the worksheet `people` of a workbook."""
    return replace(visit, tables=(Table("people", "roll.xlsx", "people", 2, last),))


def book(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Path:
    path.write_bytes(workbook_bytes(sheets))
    return path


def test_each_row_of_a_csv_sheet_is_there_with_its_outcome_beside_it(tmp_path: Path) -> None:
    visit, answer = varied()

    cells = sheets_of(written(visit, answer, csv_folder(tmp_path)))["people"]

    assert [tuple(row[:3]) for row in cells] == list(ROLL)
    assert tuple(cells[0][3:]) == HEADINGS
    assert [row[3] for row in cells[1:]] == [outcome.replace("-", " ") for outcome in OUTCOMES]
    assert "No weapons in Birch" in cells[4][4]
    assert "Which role?" in cells[3][6]
    assert "by 10 May 2024" in cells[2][5]
    assert "with Office birch-arms" in cells[2][5]
    assert "aq-bv-access I" in cells[1][7]


def test_rows_of_a_workbook_stay_where_they_stood_under_their_own_titles(tmp_path: Path) -> None:
    roll = [
        ("NOMINAL ROLL",),
        (),
        ("id", "born", "height"),
        *([name, None, 1.5] for name in "abcd"),
        ("Total", 4),
    ]
    path = book(tmp_path / "roll.xlsx", {"Roll": roll, "Notes": [("kept too",)]})
    visit, answer = varied(*({**person, "row": row} for row, person in enumerate(PEOPLE, start=4)))
    visit = replace(visit, tables=(Table("people", "roll.xlsx", "Roll", 4, 7),))

    found = sheets_of(written(visit, answer, path))

    assert list(found) == ["Answer", "Roll", "Notes"]
    assert found["Roll"][0][0] == "NOMINAL ROLL"
    assert found["Roll"][2][:4] == ["id", "born", "height", HEADINGS[0]]
    assert [row[0] for row in found["Roll"][3:7]] == ["a", "b", "c", "d"]
    assert [row[3] for row in found["Roll"][3:7]] == [outcome.replace("-", " ") for outcome in OUTCOMES]
    assert found["Roll"][7][:2] == ["Total", 4]
    assert set(found["Roll"][7][3:]) == {""}
    assert found["Notes"] == [["kept too"]]


def test_rows_that_run_on_from_another_worksheet_are_found_by_their_offset(tmp_path: Path) -> None:
    halves = {"Alpha": [("id",), ("a",), ("b",)], "Bravo": [("id",), ("c",), ("d",)]}
    path = book(tmp_path / "roll.xlsx", halves)
    visit, answer = varied()
    first, second = (
        Table("people", "roll.xlsx", "Alpha", 2, 3),
        Table("people", "roll.xlsx", "Bravo", 4, 5, 2),
    )

    found = sheets_of(written(replace(visit, tables=(first, second)), answer, path))

    beside = [row[1] for name in halves for row in found[name][1:]]
    assert beside == [outcome.replace("-", " ") for outcome in OUTCOMES]


def test_cells_keep_their_types(tmp_path: Path) -> None:
    cells = [
        "007",
        7,
        7.25,
        True,
        dt.date(2024, 6, 10),
        dt.datetime(2024, 6, 10, 6, 30),  # noqa: DTZ001  a cell has no zone
        "2024-06-10",
        "TRUE",
    ]
    path = book(tmp_path / "roll.xlsx", {"people": [[f"c{n}" for n in range(len(cells))], cells]})
    visit, answer = varied(SOLDIER)

    row = sheets_of(written(in_worksheet(visit), answer, path))["people"][1][: len(cells)]

    assert row == cells
    assert [type(cell) for cell in row] == [str, float, float, bool, dt.date, dt.datetime, str, str]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        '=HYPERLINK("http://a")',
        "@SUM(1)",
        "+1",
        "-1",
        "{=1}",
        "http://a.invalid",
        "mailto:a@b",
        "\t=1",
    ],
)
def test_no_text_becomes_a_formula_a_number_or_a_link(text: str, tmp_path: Path) -> None:
    path = csv_folder(tmp_path, [("person_id", text.replace('"', '""')), (text.replace('"', '""'), "x")])
    visit, answer = varied(SOLDIER)
    answer = replace(answer, attested_by=text, visit=replace(answer.visit, title=text, consent=text))

    content = written(visit, answer, path)

    workbook = openpyxl.load_workbook(io.BytesIO(content))
    cells = [
        cell for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.value is not None
    ]
    assert all(cell.data_type != "f" and cell.hyperlink is None for cell in cells)
    assert workbook["people"]["A2"].value == text
    assert workbook["people"]["A2"].data_type == "s"


def test_the_first_sheet_says_what_it_is_and_what_to_do(tmp_path: Path) -> None:
    visit, answer = varied()

    first = sheets_of(written(visit, answer, csv_folder(tmp_path)))["Answer"]

    words = " ".join(str(cell) for row in first for cell in row)
    assert "FORBIDDEN: 1 of 4 lines" in words
    assert "not touched" in words
    assert all(q.asks in words for q in answer.questions)
    assert all(WHATS[r.what] in words for r in answer.requirements)
    assert answer.facts_digest in words
    permit = next(row for row in first if row[2] == "clearance: a permit")
    assert permit[1] == dt.date(2024, 5, 10)


def test_a_worksheet_of_the_planners_own_keeps_its_name(tmp_path: Path) -> None:
    path = book(tmp_path / "roll.xlsx", {"people": [("id",), ("a",)], "ANSWER": [("mine",)]})

    visit, answer = varied(SOLDIER)

    found = sheets_of(written(in_worksheet(visit), answer, path))

    assert list(found) == ["Answer (2)", "people", "ANSWER"]
    assert found["ANSWER"] == [["mine"]]


def test_file_names_that_no_worksheet_may_have_are_made_to_fit(tmp_path: Path) -> None:
    names = ["a" * 40 + ".csv", "a" * 35 + "[1].csv"]
    for name in names:
        csv_folder(tmp_path, [("id",), ("x",)], name)
    visit, answer = varied(SOLDIER, {**SOLDIER, "row": 3})
    tables = tuple(Table("people", name, "", row, row, row - 2) for row, name in enumerate(names, start=2))

    found = sheets_of(written(replace(visit, tables=tables), answer, tmp_path))

    assert [len(name) <= 31 for name in found] == [True] * 3
    assert [rows[1][1] for rows in list(found.values())[1:]] == ["permitted", "permitted"]


def test_lines_that_cannot_be_read_again_follow_as_they_were_read(tmp_path: Path) -> None:
    visit, answer = varied()

    found = sheets_of(written(visit, answer, tmp_path))

    assert [row[3] for row in found["people"]].count("P1") == 1
    at = found["people"][0].index(HEADINGS[0])
    assert [row[at] for row in found["people"][1:]] == [outcome.replace("-", " ") for outcome in OUTCOMES]
    assert "could not be read again" in str(found["Answer"])


def test_nothing_is_copied_from_the_file_where_lines_were_left_out_for_their_marking(tmp_path: Path) -> None:
    visit, answer = varied(SOLDIER)
    folder = csv_folder(tmp_path, [("person_id", "marking"), ("P1", ""), ("P9", "SECRET")])

    content = written(visit, replace(answer, marking_up_to="RESTRICTED", withheld=(("people", 1),)), folder)

    assert "P9" not in str(sheets_of(content))
    assert "SECRET" not in str(sheets_of(content))
    assert "P1" in str(sheets_of(content)["people"])


def test_what_is_said_of_two_lines_in_one_row_is_joined_the_worst_first(tmp_path: Path) -> None:
    path = book(tmp_path / "roll.xlsx", {"Mixed": [("id", "", "item"), ("a", "", "tent")]})
    visit, answer = varied(
        {**SOLDIER, "armed": True}, sheets={"people": [SOLDIER], "goods": [{"kind": "food"}]}
    )
    tables = (Table("people", "roll.xlsx", "Mixed", 2, 2), Table("goods", "roll.xlsx", "Mixed", 2, 2))

    row = sheets_of(written(replace(visit, tables=tables), answer, path))["Mixed"][1]

    assert row[3] == "not covered | permitted"


def test_a_line_has_the_day_of_its_own_arrival(tmp_path: Path) -> None:
    later = {**PEOPLE[1], "person_id": "P5", "arrives_on": dt.date(2024, 6, 14)}
    visit, answer = varied(PEOPLE[1], later)

    cells = sheets_of(written(visit, answer, csv_folder(tmp_path, [("id",), ("P2",), ("P5",)])))["people"]

    assert "by 10 May 2024: clearance: a permit" in cells[1][3]
    assert "by 16 May 2024: clearance: a permit" in cells[2][3]


def test_a_formula_comes_as_its_last_result(tmp_path: Path) -> None:
    path = book(tmp_path / "roll.xlsx", {"people": [("id", "sum"), ("P1", "=1+1")]})
    visit, answer = varied(SOLDIER)

    content = written(in_worksheet(visit), answer, path)

    cell = openpyxl.load_workbook(io.BytesIO(content))["people"]["B2"]
    assert (cell.data_type, cell.value) == ("n", 0)


def test_what_was_probably_mistyped_is_asked_beside_its_row(tmp_path: Path) -> None:
    visit, answer = varied(SOLDIER)
    check = CheckShown("kind", "people", "age", ranges("people", [2]), "620", "Nobody is so old.")

    found = sheets_of(written(visit, replace(answer, checks=(check,)), csv_folder(tmp_path)))

    assert "age: Nobody is so old." in found["people"][1]
    assert "Nobody is so old." in str(found["Answer"])


def test_headings_are_frozen_and_every_column_can_be_filtered(tmp_path: Path) -> None:
    visit, answer = varied()

    sheet = openpyxl.load_workbook(io.BytesIO(written(visit, answer, csv_folder(tmp_path))))["people"]

    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:H5"


def test_the_planners_own_file_is_not_touched(tmp_path: Path) -> None:
    path = book(tmp_path / "roll.xlsx", {"people": [("id",), ("a",)]})
    before = (path.read_bytes(), path.stat().st_mtime_ns)

    visit, answer = varied(SOLDIER)
    written(in_worksheet(visit), answer, path)

    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
