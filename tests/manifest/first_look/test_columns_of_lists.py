"""Which column each heading is: by its words, by its values, or asked for."""

from pathlib import Path

import pytest

from tests.manifest.first_look.lists import Rows, codes, columns, look_at_csv, look_at_workbook, notes, values
from tests.manifest.on_disk import HEADER


def serials(*numbers: str) -> Rows:
    return [["Ser", "Rego", "Make"], *([number, f"AB {nth}", "Merc"] for nth, number in enumerate(numbers))]


def test_running_numbers_under_ser_number_the_lines(tmp_path: Path) -> None:
    reading = look_at_workbook(tmp_path, {"Vehicles": serials("1", "2", "3", "4")})

    assert columns(reading, "vehicles")["Ser"] == "ref"
    assert reading.problems == ()


def test_stamped_numbers_under_ser_are_serial_numbers(tmp_path: Path) -> None:
    reading = look_at_workbook(tmp_path, {"Vehicles": serials("WDB-4611", "WDB-4612", "WDB-9911")})

    assert columns(reading, "vehicles")["Ser"] == "serial_number"


def test_numbers_under_ser_that_may_be_either_are_asked_about(tmp_path: Path) -> None:
    reading = look_at_workbook(tmp_path, {"Vehicles": serials("12", "47", "93")})

    assert codes(reading) == ["look.heading-unclear"]
    problem = reading.problems[0]
    assert (problem.place.row, problem.place.column) == (1, "Ser")
    assert '"Ser" = "serial_number"' in problem.mend
    assert columns(reading, "vehicles")["Ser"] is None
    assert values(reading, "vehicles", "plate") == ["AB 0", "AB 1", "AB 2"]


def test_what_was_asked_about_is_settled_by_a_table_entry(tmp_path: Path) -> None:
    told = HEADER + '[[table]]\nworksheet = "Vehicles"\n[table.columns]\n"Ser" = "serial_number"\n'

    reading = look_at_workbook(tmp_path, {"Vehicles": serials("12", "47", "93")}, told)

    assert reading.problems == ()
    assert values(reading, "vehicles", "serial_number") == ["12", "47", "93"]


@pytest.mark.parametrize(
    ("cells", "column"),
    [(["Example", "Sample"], "surname"), (["Example, Ann", "Sample, Ben"], "full_name")],
)
def test_a_name_is_whole_or_a_surname_as_its_values_are(
    tmp_path: Path, cells: list[str], column: str
) -> None:
    rows: Rows = [["Rank", "Name", "Svc No"], *(["SGT", cell, "A1"] for cell in cells)]

    assert columns(look_at_workbook(tmp_path, {"Roll": rows}), "people")["Name"] == column


def test_unknown_columns_are_listed_and_no_mistake(tmp_path: Path) -> None:
    reading = look_at_csv(tmp_path, "Rank,Surname,Boot size\nSGT,Example,9\n")

    assert reading.problems == ()
    assert columns(reading, "people") == {"Rank": "rank", "Surname": "surname", "Boot size": None}


@pytest.mark.parametrize("heading", ["Blood Gp", "blood_group", "Next of kin", "NOK", "血液型"])
def test_what_the_host_does_not_need_is_never_read(tmp_path: Path, heading: str) -> None:
    reading = look_at_csv(tmp_path, f"Rank,Surname,{heading}\nSGT,Example,secret UN0323\n")

    assert reading.problems == ()
    table = reading.tables[0]
    assert table.columns[2].column is None
    assert "never read" in table.columns[2].note
    assert "secret" not in notes(reading, "people")


def test_two_headings_of_one_meaning_with_other_values_are_asked_about(tmp_path: Path) -> None:
    reading = look_at_csv(tmp_path, "Rank,Surname,Family name\nSGT,Example,Sample\n")

    assert codes(reading) == ["look.heading-unclear"]
    assert values(reading, "people", "surname") == ["Example"]


def test_the_column_in_its_own_unit_is_taken_where_there_are_two(tmp_path: Path) -> None:
    text = "Rego,Make,Weight (lb),Weight (kg)\nA1,Merc,2205,1000\n"

    reading = look_at_csv(tmp_path, text)

    assert reading.problems == ()
    assert values(reading, "vehicles", "gross_mass_kg") == [1000.0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Rego,Make,Weight (lb)\nA1,Merc,2000\n", "in lb"),
        ("All weights in lb,,\nRego,Make,Weight\nA1,Merc,2000\n", "as the list says"),
    ],
)
def test_pounds_are_read_as_kilograms_and_that_is_said(tmp_path: Path, text: str, said: str) -> None:
    reading = look_at_csv(tmp_path, text)

    assert values(reading, "vehicles", "gross_mass_kg") == [pytest.approx(907.185, rel=1e-5)]
    assert said in "".join(column.note for column in reading.tables[0].columns)
    assert "907.18" in notes(reading, "vehicles")


def test_a_weight_without_a_unit_is_kilograms_and_that_is_said(tmp_path: Path) -> None:
    reading = look_at_csv(tmp_path, "Rego,Make,Weight\nA1,Merc,2000\n")

    assert values(reading, "vehicles", "gross_mass_kg") == [2000.0]
    assert "no unit is written" in reading.tables[0].columns[2].note


def test_days_in_an_order_that_nothing_tells_are_asked_about_and_left_unread(tmp_path: Path) -> None:
    reading = look_at_csv(tmp_path, "Rank,Surname,DOB\nSGT,Example,05/09/1990\nCPL,Sample,06/10/1991\n")

    assert codes(reading) == ["look.cell-unclear", "look.cell-unclear"]
    assert values(reading, "people", "date_of_birth") == [None, None]


def test_the_order_of_days_is_told_by_a_day_that_has_only_one(tmp_path: Path) -> None:
    reading = look_at_csv(tmp_path, "Rank,Surname,DOB\nSGT,Example,05/09/1990\nCPL,Sample,16/10/1991\n")

    assert [str(day) for day in values(reading, "people", "date_of_birth")] == ["1990-09-05", "1991-10-16"]


def test_the_order_of_days_is_told_by_the_planner(tmp_path: Path) -> None:
    told = HEADER + '[[table]]\nfile = "list.csv"\ndate_order = "mdy"\n'

    reading = look_at_csv(tmp_path, "Rank,Surname,DOB\nSGT,Example,05/09/1990\n", told)

    assert [str(day) for day in values(reading, "people", "date_of_birth")] == ["1990-05-09"]


def test_a_cell_that_cannot_be_read_keeps_its_place_and_the_rest_is_read(tmp_path: Path) -> None:
    reading = look_at_csv(tmp_path, "Title\nRank,Surname,DOB\nSGT,Example,soon\nCPL,Sample,1990-01-02\n")

    assert [(p.code, p.place.row, p.place.column) for p in reading.problems] == [("cell.not-a-day", 3, "DOB")]
    assert values(reading, "people", "surname") == ["Example", "Sample"]


def test_a_un_number_in_free_text_is_asked_about_and_never_used(tmp_path: Path) -> None:
    text = "Description,Qty,Remarks\nCartridge,10,see UN0323 1.4S\nTent,1,\n"

    reading = look_at_csv(tmp_path, text)

    assert codes(reading) == ["look.un-number-in-text"]
    assert reading.problems[0].place.row == 2
    assert reading.visit is not None
    assert "un_number" not in reading.visit.sheets["goods"].columns


def test_a_un_number_in_its_own_column_is_enough(tmp_path: Path) -> None:
    text = "Description,Qty,UN No,Remarks\nCartridge,10,UN0323,see UN0323 1.4S\n"

    assert codes(look_at_csv(tmp_path, text)) == []


def test_columns_that_name_what_the_list_does_not_have_are_set_aside(tmp_path: Path) -> None:
    reading = look_at_csv(tmp_path, "Rank,Surname,Inbound flight\nSGT,Example,QF25\n")

    assert reading.problems == ()
    assert columns(reading, "people")["Inbound flight"] is None
    assert "movements" in reading.tables[0].columns[2].note


@pytest.mark.parametrize(("worksheet", "column"), [("Meds", "brand"), ("Weapons", "make")])
def test_a_word_of_several_kinds_of_goods_is_that_of_the_tables_kind(
    tmp_path: Path, worksheet: str, column: str
) -> None:
    rows: Rows = [["Description", "Brand", "Qty"], ["Thing", "X", 1]]

    assert columns(look_at_workbook(tmp_path, {worksheet: rows}), "goods")["Brand"] == column
