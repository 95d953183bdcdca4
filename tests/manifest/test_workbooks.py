"""Workbooks: the same visit as one .xlsx file, made by a real spreadsheet writer."""

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from comity.domain.visits.visit import AssumedLead, Contingent
from tests.manifest.on_disk import (
    HEADER_ROWS,
    codes,
    only_problem,
    read,
    read_folder,
    values,
    visit_of,
    write_workbook,
)

PEOPLE = (
    ("ref", "person_role", "nationality", "has_passport", "arrives_on", "surname", "service_number"),
    (1, "member", "AU", True, dt.date(2024, 2, 3), "Smith", 8123456),
    (2, "contractor", "gbr", "no", "2024-02-04", None, "A-77"),
)


def test_a_workbook_says_the_same_as_a_folder(tmp_path: Path) -> None:
    csv = (
        "ref,person_role,nationality,has_passport,arrives_on,surname,service_number\n"
        "1,member,AU,TRUE,2024-02-03,Smith,8123456\n2,contractor,gbr,no,2024-02-04,,A-77\n"
    )

    by_workbook = visit_of(read(write_workbook(tmp_path / "visit.xlsx", {"people": PEOPLE})))
    by_folder = visit_of(read_folder(tmp_path / "folder", people=csv))

    assert by_workbook.sheets["people"].equals(by_folder.sheets["people"])
    assert (by_workbook.start, by_workbook.contingents) == (by_folder.start, by_folder.contingents)


def test_the_sheets_of_the_header_state_what_visit_toml_would(tmp_path: Path) -> None:
    header = (
        ("fact", "value"),
        ("receiving_state", "JP"),
        ("start", dt.date(2024, 2, 1)),
        ("end", dt.date(2024, 2, 20)),
        ("activity_mutually_decided", True),
        ("title", "Exercise"),
        ("attested_by", "Major Ito"),
    )
    sheets = {
        "contingents": (("id", "sending_state", "capacity"), ("army", "AU", "own_force"), ("navy", "GB")),
        "answers": (("sheet", "fact", "value"), ("people", "has_visa", "no")),
        "leads": (("what", "amount", "unit"), ("visa", 10, "working-days")),
        "entry_into_force": (("agreement", "value"), ("jp-ph-raa", "yes")),
        "people": (("ref",), (1,)),
    }

    visit = visit_of(read(write_workbook(tmp_path / "visit.xlsx", sheets, header)))

    assert visit.contingents == (
        Contingent("army", "AU", {"capacity": "own_force"}),
        Contingent("navy", "GB"),
    )
    assert visit.facts == {"activity_mutually_decided": True}
    assert (visit.title, visit.attested_by) == ("Exercise", "Major Ito")
    assert visit.leads == {"visa": AssumedLead(10, "working-days")}
    assert visit.entry_into_force == {"jp-ph-raa": True}
    assert visit.sheets["people"]["has_visa"].to_list() == [False]


def test_the_headings_fact_and_value_may_be_left_out(tmp_path: Path) -> None:
    visit_of(read(write_workbook(tmp_path / "visit.xlsx", {}, HEADER_ROWS[1:])))


def test_a_workbook_without_a_sheet_visit_is_told(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        workbook.add_worksheet("people").write_row(0, 0, ["ref"])

    reading = read(path)

    assert reading.visit is None
    assert only_problem(reading).code == "sheet.missing"


def test_mistakes_are_told_with_sheet_row_and_column(tmp_path: Path) -> None:
    people = (("ref", "has_passport"), (1, "yes"), (2, "maybe"))

    problem = only_problem(read(write_workbook(tmp_path / "plan.xlsx", {"People": people})))

    assert str(problem.place) == "plan.xlsx, sheet people, row 3, column has_passport"


def test_mistakes_in_the_header_are_told_with_sheet_row_and_fact(tmp_path: Path) -> None:
    header = (*HEADER_ROWS, ("activty_type", "training"))

    problem = only_problem(read(write_workbook(tmp_path / "plan.xlsx", {}, header)))

    assert (problem.code, problem.place.sheet, problem.place.row) == ("header.unknown", "visit", 6)


def test_rows_have_the_numbers_that_the_spreadsheet_shows(tmp_path: Path) -> None:
    people = (("ref",), (1,), (None,), (), (2,))

    visit = visit_of(read(write_workbook(tmp_path / "visit.xlsx", {"people": people})))

    assert visit.sheets["people"]["row"].to_list() == [2, 5]


def test_headings_must_stand_in_the_first_row(tmp_path: Path) -> None:
    people = ((None,), ("ref", "rank"), (1, "SGT"))

    reading = read(write_workbook(tmp_path / "visit.xlsx", {"people": people}))

    assert "sheet.no-headings" in codes(reading) or "column.no-heading" in codes(reading)


def test_formulas_are_told_and_their_results_are_not_taken(tmp_path: Path) -> None:
    path = tmp_path / "visit.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        workbook.add_worksheet("visit").write_column(0, 0, [row[0] for row in HEADER_ROWS])
        workbook.get_worksheet_by_name("visit").write_column(0, 1, [row[1] for row in HEADER_ROWS])
        sheet = workbook.add_worksheet("people")
        sheet.write_row(0, 0, ["ref", "has_passport"])
        sheet.write_formula(1, 1, '="yes"', None, "yes")
        sheet.write_formula(2, 1, "=NA()", None, "#N/A")
        sheet.write_row(3, 0, ["3", "no"])

    reading = read(path)

    assert [(p.code, p.place.row, p.place.column) for p in reading.problems] == [
        ("cell.formula", 2, "has_passport"),
        ("cell.formula", 3, "has_passport"),
    ]
    assert values(reading, "people", "has_passport") == [None, None, False]


def test_error_values_are_told(tmp_path: Path) -> None:
    path = write_workbook(
        tmp_path / "visit.xlsx", {"people": (("ref", "has_passport"), (1, "yes"), (2, "no"))}
    )
    workbook = openpyxl.load_workbook(path)
    workbook["people"]["B3"].value = "#REF!"
    workbook.save(path)

    reading = read(path)

    assert [(p.code, p.place.row) for p in reading.problems] == [("cell.error", 3)]
    assert values(reading, "people", "has_passport") == [True, None]


def test_an_answer_does_not_fill_a_formula(tmp_path: Path) -> None:
    sheets = {
        "answers": (("people", "has_passport", "no"),),
        "people": (("ref", "has_passport"), (1, "=1+1"), (2, None)),
    }

    reading = read(write_workbook(tmp_path / "visit.xlsx", sheets))

    assert codes(reading) == ["cell.formula"]
    assert values(reading, "people", "has_passport") == [None, False]


def test_merged_cells_are_told(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "visit.xlsx", {"people": (("ref", "rank"), (1, "SGT"), (2, None))})
    workbook = openpyxl.load_workbook(path)
    workbook["people"].merge_cells("B2:B3")
    workbook.save(path)

    assert codes(read(path)) == ["sheet.merged-cells"]


def test_a_number_that_the_spreadsheet_has_rounded_is_told(tmp_path: Path) -> None:
    people = (("ref", "service_number"), (1, 1234567890123456789))

    assert codes(read(write_workbook(tmp_path / "visit.xlsx", {"people": people}))) == ["cell.rounded-number"]


def test_a_date_cell_with_a_time_is_an_instant_where_the_heading_says_utc(tmp_path: Path) -> None:
    movements = (("leg_id", "eta_utc"), ("L1", dt.datetime(2024, 2, 1, 5, 30)))  # noqa: DTZ001
    path = tmp_path / "visit.xlsx"
    write_workbook(path, {"movements": movements})

    visit = visit_of(read(path))

    assert visit.sheets["movements"]["eta_utc"].to_list() == [dt.datetime(2024, 2, 1, 5, 30, tzinfo=dt.UTC)]


def test_days_are_right_in_workbooks_that_count_from_1904(tmp_path: Path) -> None:
    path = tmp_path / "visit.xlsx"
    with xlsxwriter.Workbook(path, {"date_1904": True, "default_date_format": "yyyy-mm-dd"}) as workbook:
        sheet = workbook.add_worksheet("visit")
        for at, row in enumerate(HEADER_ROWS):
            sheet.write_row(at, 0, row)
        workbook.add_worksheet("people").write_row(0, 0, ["arrives_on"])
        workbook.get_worksheet_by_name("people").write_row(1, 0, [dt.date(2024, 2, 3)])

    assert visit_of(read(path)).sheets["people"]["arrives_on"].to_list() == [dt.date(2024, 2, 3)]


def test_unknown_and_repeated_sheets_are_told_and_empty_ones_are_nothing(tmp_path: Path) -> None:
    sheets = {"people": (("ref",),), " People ": (("ref",),), "poeple": (("ref",),), "Sheet1": ()}

    assert codes(read(write_workbook(tmp_path / "visit.xlsx", sheets))) == ["sheet.twice", "sheet.unknown"]


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"PK\x05\x06" + b"\0" * 18, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600]
)
def test_what_is_no_workbook_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "visit.xlsx"
    path.write_bytes(content)

    reading = read(path)

    assert reading.visit is None
    assert only_problem(reading).code in ("workbook.damaged", "workbook.not-xlsx")
