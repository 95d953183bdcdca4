"""The shapes of real lists: titles, headings in several rows, sums, sections, footers, several tables."""

from pathlib import Path

import pytest

from tests.manifest.first_look.lists import (
    Rows,
    codes,
    columns,
    look_at_csv,
    look_at_workbook,
    notes,
    tables,
    values,
)

ROLL = ("Rank", "Surname", "Given names", "Svc No")


def test_a_title_block_above_the_headings_is_no_line(tmp_path: Path) -> None:
    rows: Rows = [["NOMINAL ROLL"], [], ROLL, ["SGT", "Example", "Ann", "A1"]]

    reading = look_at_workbook(tmp_path, {"Sheet1": rows})

    assert reading.problems == ()
    assert values(reading, "people", "surname") == ["Example"]
    assert values(reading, "people", "row") == [4]
    assert "NOMINAL ROLL" in notes(reading, "people")


def test_merged_headings_in_two_rows_are_put_together(tmp_path: Path) -> None:
    rows: Rows = [
        ["Description", "Qty", "Gross Wt", None, "Dimensions", None, None],
        [None, None, "kg", "lb", "L", "W", "H"],
        ["Tent", 2, 100, 220, 1, 2, 3],
    ]

    reading = look_at_workbook(
        tmp_path, {"Packages": rows}, merged={"Packages": ["A1:A2", "B1:B2", "C1:D1", "E1:G1"]}
    )

    assert columns(reading, "packages")["Gross Wt (kg)"] == "gross_mass_kg"
    assert values(reading, "packages", "gross_mass_kg") == [100.0]


def test_groups_above_headings_without_merged_cells_are_put_together(tmp_path: Path) -> None:
    text = "Name,,Passport,\nSurname,Given names,No,Expiry\nExample,Ann,P1,2027-01-31\n"

    reading = look_at_csv(tmp_path, text)

    assert list(columns(reading, "people").values()) == [
        "surname", "given_names", "passport_number", "passport_expiry",
    ]  # fmt: skip
    assert values(reading, "people", "row") == [3]


@pytest.mark.parametrize(
    "rows",
    [
        [["階級 / Rank", "氏名 / Surname", "認識番号 / Svc No"], ["SGT", "Example", "A1"]],
        [["階級\nRank", "氏\nSurname", "認識番号\nSvc No"], ["SGT", "Example", "A1"]],
        [["階級", "氏", "認識番号"], ["Rank", "Surname", "Svc No"], ["SGT", "Example", "A1"]],
    ],
)
def test_headings_in_two_languages_are_one_heading(tmp_path: Path, rows: list[list[str]]) -> None:
    reading = look_at_workbook(tmp_path, {"名簿": rows})

    assert values(reading, "people", "rank") == ["SGT"]
    assert values(reading, "people", "service_number") == ["A1"]


def test_headings_that_come_again_on_every_page_are_no_lines(tmp_path: Path) -> None:
    rows: Rows = [
        ROLL,
        ["SGT", "A", "B", "1"],
        ROLL,
        ["CPL", "C", "D", "2"],
        [],
        ROLL,
        ["PTE", "E", "F", "3"],
    ]

    reading = look_at_workbook(tmp_path, {"Roll": rows})

    assert values(reading, "people", "row") == [2, 4, 7]
    assert "repeats the headings" in notes(reading, "people")


@pytest.mark.parametrize("word", ["Total", "TOTAL:", "Sub-total", "合計", "小計", "Somme", "Summe", "Totale"])
def test_sums_are_no_lines_and_are_named(tmp_path: Path, word: str) -> None:
    rows: Rows = [["Description", "Qty", "Serial number"], ["Tent", 2, "T1-0001"], [word, 2, None]]

    reading = look_at_workbook(tmp_path, {"Load list": rows})

    assert values(reading, "goods", "description") == ["Tent"]
    assert "Row 3 is a sum" in notes(reading, "goods")


def test_a_total_station_is_a_thing(tmp_path: Path) -> None:
    rows: Rows = [
        ["Description", "Qty", "Serial number"],
        ["Total station", 1, "TS-00012"],
        ["Tent", 2, "T1-0001"],
    ]

    assert values(look_at_workbook(tmp_path, {"Load list": rows}), "goods", "quantity") == [1.0, 2.0]


def test_pallets_are_the_packages_of_what_stands_below_them(tmp_path: Path) -> None:
    rows: Rows = [
        ["Item", "Description", "Qty", "Gross weight (kg)"],
        ["PALLET 1", None, None, 400],
        [1, "Tent", 2, 100],
        [2, "Stove", 1, 20],
        ["PALLET 2"],
        [3, "Water", 10, 200],
    ]

    reading = look_at_workbook(tmp_path, {"Load list": rows})

    assert reading.problems == ()
    assert values(reading, "goods", "package_id") == ["PALLET 1", "PALLET 1", "PALLET 2"]
    assert values(reading, "packages", "package_id") == ["PALLET 1", "PALLET 2"]
    assert values(reading, "packages", "gross_mass_kg") == [400.0, None]
    assert values(reading, "packages", "row") == [2, 5]


def test_packages_that_only_a_column_names_get_rows_of_their_own(tmp_path: Path) -> None:
    rows: Rows = [
        ["Description", "Qty", "Pallet No"],
        ["Tent", 2, "P1"],
        ["Stove", 1, "P1"],
        ["Water", 9, "P2"],
    ]

    reading = look_at_workbook(tmp_path, {"Load list": rows})

    assert reading.problems == ()
    assert values(reading, "packages", "package_id") == ["P1", "P2"]


def test_a_title_within_a_table_is_no_line_and_is_said(tmp_path: Path) -> None:
    rows: Rows = [
        ["Ser", "Rego", "Make", "Model"],
        ["Vehicles of 2 Coy"],
        [1, "AB 12", "Merc", "G"],
        ["Vehicles of 3 Coy"],
        [2, "AB 13", "Merc", "G"],
    ]

    reading = look_at_workbook(tmp_path, {"Vehicles": rows})

    assert values(reading, "vehicles", "plate") == ["AB 12", "AB 13"]
    assert 'Row 4: "Vehicles of 3 Coy" was read as a title' in notes(reading, "vehicles")


def test_a_line_of_which_only_the_description_is_known_stays_a_line(tmp_path: Path) -> None:
    rows: Rows = [["No", "Description", "Qty"], [1, "Tent", 2], [None, "Stove", None], [3, "Water", 4]]

    reading = look_at_workbook(tmp_path, {"Load list": rows})

    assert values(reading, "goods", "description") == ["Tent", "Stove", "Water"]


def test_texts_below_the_table_are_listed_not_read(tmp_path: Path) -> None:
    rows: Rows = [
        ROLL,
        ["SGT", "Example", "Ann", "A1"],
        [],
        ["Prepared by: Maj Sample"],
        ["Subject to change"],
    ]

    reading = look_at_workbook(tmp_path, {"Roll": rows})

    assert values(reading, "people", "row") == [2]
    assert "Maj Sample" in notes(reading, "people")
    assert "Subject to change" in notes(reading, "people")


def test_several_tables_of_one_worksheet_are_each_read(tmp_path: Path) -> None:
    text = (
        "VEHICLES\nRego,Make,Model\nA1,Merc,G\nA2,Merc,G\n\nAIRCRAFT\nTail,Type,Callsign\nA35-1,F-35A,DAG1\n"
    )

    reading = look_at_csv(tmp_path, text)

    assert values(reading, "vehicles", "row") == [3, 4]
    assert values(reading, "aircraft", "tail_number") == ["A35-1"]
    assert values(reading, "aircraft", "row") == [8]


def test_two_worksheets_of_one_sheet_run_on_and_say_where_each_line_stands(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        "A Coy": [ROLL, ["SGT", "A", "B", "1"], ["CPL", "C", "D", "2"]],
        "B Coy": [["Svc No", "Rank", "Surname", "DOB"], ["3", "PTE", "E", "31/31/1990"]],
    }

    reading = look_at_workbook(tmp_path, sheets)

    assert values(reading, "people", "row") == [2, 3, 4]
    assert values(reading, "people", "service_number") == ["1", "2", "3"]
    first, second = tables(reading, "people")
    assert (first.worksheet, first.offset) == ("A Coy", 0)
    assert (second.worksheet, second.first_row, second.offset) == ("B Coy", 4, 2)
    assert [str(problem.place) for problem in reading.problems] == [
        "list.xlsx, sheet B Coy, row 2, column DOB"
    ]


def test_hidden_worksheets_are_left_out_and_named(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        "Roll": [ROLL, ["SGT", "A", "B", "1"]],
        "Old roll": [ROLL, ["CPL", "C", "D", "2"]],
    }

    reading = look_at_workbook(tmp_path, sheets, hidden=["Old roll"])

    assert values(reading, "people", "surname") == ["A"]
    assert tables(reading, "")[0].worksheet == "Old roll"
    assert "hidden" in notes(reading)


def test_a_merged_cell_over_several_lines_says_the_same_of_each_but_no_number(tmp_path: Path) -> None:
    rows: Rows = [
        ["Description", "Qty", "Owner unit", "Gross weight (kg)"],
        ["Tent", 2, "3 Sqn", 300],
        ["Stove", 1, None, None],
        ["Water", 4, None, None],
    ]

    reading = look_at_workbook(tmp_path, {"Load list": rows}, merged={"Load list": ["C2:C4", "D2:D4"]})

    assert values(reading, "goods", "gross_mass_kg") == [300.0, None, None]
    assert codes(reading) == ["sheet.merged-cells"]


def test_one_row_for_six_stays_one_line_and_no_tail_is_invented(tmp_path: Path) -> None:
    rows: Rows = [["Type", "Tail", "Callsign"], ["6 x F-35A", None, "DAGGER"], ["C-17A", "A41-206", None]]

    reading = look_at_workbook(tmp_path, {"Aircraft": rows})

    assert values(reading, "aircraft", "type_designator") == ["F-35A", "C-17A"]
    assert values(reading, "aircraft", "ref") == ["6 x F-35A", None]
    assert values(reading, "aircraft", "tail_number") == [None, "A41-206"]
    assert "one line stands for 6" in notes(reading, "aircraft")


def test_of_goods_the_count_is_their_quantity(tmp_path: Path) -> None:
    rows: Rows = [["Item", "Description", "Serial number"], [1, "6 x Tent", None], [2, "Stove", "ST-00012"]]

    reading = look_at_workbook(tmp_path, {"Load list": rows})

    assert values(reading, "goods", "quantity") == [6.0, None]
    assert values(reading, "goods", "description") == ["Tent", "Stove"]


def test_the_name_of_a_worksheet_tells_what_kind_of_goods_its_lines_are(tmp_path: Path) -> None:
    rows: Rows = [["Description", "Serial number", "Calibre"], ["Rifle", "RF-00123", "5.56"]]

    reading = look_at_workbook(tmp_path, {"Weapons": rows})

    assert values(reading, "goods", "goods_category") == ["arms"]
    assert "goods_category is arms" in notes(reading, "goods")


def test_cells_that_are_no_table_are_listed(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        "Roll": [ROLL, ["SGT", "A", "B", "1"]],
        "Readme": [["Call the cell for questions"]],
    }

    reading = look_at_workbook(tmp_path, sheets)

    assert reading.problems == ()
    assert "Call the cell for questions" in notes(reading)


def test_a_table_whose_headings_nobody_knows_is_a_question(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        "X": [["Foo", "Bar", "Baz"], ["a", "b", "c"], ["d", "e", "f"], ["g", "h", "i"]]
    }

    reading = look_at_workbook(tmp_path, sheets)

    assert codes(reading) == ["look.no-headings"]
    assert '[[table]] with file = "list.xlsx", worksheet = "X"' in reading.problems[0].mend


def test_a_row_of_figures_that_add_up_is_a_sum_without_the_word(tmp_path: Path) -> None:
    rows: Rows = [
        ["Description", "Qty", "Gross weight (kg)"],
        ["Tent", 2, 100],
        ["Stove", 1, 20],
        [None, 3, 120],
    ]

    reading = look_at_workbook(tmp_path, {"Load list": rows})

    assert values(reading, "goods", "row") == [2, 3]
    assert "Row 4 is a sum" in notes(reading, "goods")


def test_a_row_of_figures_that_do_not_add_up_stays_a_line(tmp_path: Path) -> None:
    rows: Rows = [
        ["Description", "Qty", "Gross weight (kg)"],
        ["Tent", 2, 100],
        ["Stove", 1, 20],
        [None, 3, 90],
    ]

    assert values(look_at_workbook(tmp_path, {"Load list": rows}), "goods", "row") == [2, 3, 4]


def test_a_quantity_of_things_that_are_listed_one_by_one_is_kept_and_said(tmp_path: Path) -> None:
    rows: Rows = [["Rego", "Make", "Model", "Qty"], ["AB 1", "Merc", "G", 1], [None, "Merc", "Unimog", 3]]

    reading = look_at_workbook(tmp_path, {"Vehicles": rows})

    assert values(reading, "vehicles", "ref") == [None, "3 x Unimog"]
    assert "one line stands for 3" in notes(reading, "vehicles")
