"""What cells of a list say of other cells, of their own certainty and of their units."""

from pathlib import Path

import pytest

from tests.manifest.first_look.lists import Rows, codes, columns, look_at_csv, look_at_workbook, notes, values


@pytest.mark.parametrize(
    "mark", ["-do-", "dto.", "〃", '"', "ditto", "idem", "同上", "wie oben", "come sopra", "d°"]
)
def test_a_mark_for_the_cell_above_is_read_as_that_cell_and_shown(tmp_path: Path, mark: str) -> None:
    rows = [["Description", "Calibre", "Serial number"], ["Rifle", "5.56", "A1"], [mark, mark, "A2"]]

    reading = look_at_workbook(tmp_path, {"Weapons": rows})

    assert values(reading, "goods", "description") == ["Rifle", "Rifle"]
    assert values(reading, "goods", "calibre") == ["5.56", "5.56"]
    assert "Description: " in notes(reading, "goods")
    assert "is read as the cell above it (row 3)" in notes(reading, "goods")


def test_a_mark_without_a_cell_above_and_one_for_a_serial_number_are_asked(tmp_path: Path) -> None:
    text = "Description,Calibre,Serial number,Qty\nRifle,-do-,A1,1\nPistol,9 mm,-do-,1\n"

    reading = look_at_csv(tmp_path, text)

    assert values(reading, "goods", "calibre") == [None, "9 mm"]
    assert values(reading, "goods", "serial_number") == ["A1", None]
    assert codes(reading) == ["look.cell-unclear", "look.cell-unclear"]


def test_goods_of_one_package_may_say_so_with_a_mark(tmp_path: Path) -> None:
    reading = look_at_csv(tmp_path, "Description,Qty,Pallet\nTent,1,P1\nStove,2,ditto\n")

    assert values(reading, "goods", "package_id") == ["P1", "P1"]


def test_the_unit_of_a_group_of_columns_holds_for_each(tmp_path: Path) -> None:
    rows: Rows = [
        ["Description", "Plate", "Dimensions (in)", None, None, "Weight"],
        [None, None, "L", "W", "H", "lb"],
        ["Truck", "A1", 100, 50, 40, 1000],
    ]

    reading = look_at_workbook(tmp_path, {"Vehicles": rows}, merged={"Vehicles": ["C1:E1"]})

    assert values(reading, "vehicles", "length_cm") == [254]
    assert values(reading, "vehicles", "height_cm") == [101.6]
    assert values(reading, "vehicles", "gross_mass_kg") == [pytest.approx(453.59, rel=1e-4)]


def test_points_mark_thousands_where_commas_mark_decimals(tmp_path: Path) -> None:
    reading = look_at_csv(tmp_path, "Bezeichnung;Menge;Gewicht (kg)\nMotor;1;2.500\nKabel;1.200;12,75\n")

    assert values(reading, "goods", "gross_mass_kg") == [2500, 12.75]
    assert values(reading, "goods", "quantity") == [1, 1200]
    assert "points in them mark thousands" in notes(reading, "goods")


def test_a_number_cell_of_a_workbook_is_asked_where_texts_have_decimal_commas(tmp_path: Path) -> None:
    rows: Rows = [["Bezeichnung", "Menge", "Gewicht (kg)"], ["Motor", 1, 1.234], ["Kabel", 1, "12,75"]]

    reading = look_at_workbook(tmp_path, {"Packliste": rows})

    assert values(reading, "goods", "gross_mass_kg") == [None, 12.75]
    assert codes(reading) == ["look.cell-unclear"]


def test_a_bare_number_beside_kilograms_and_pounds_is_asked(tmp_path: Path) -> None:
    text = "Description,Qty,Weight\nTent,1,95 kg\nStove,1,210 lbs\nCan,1,120\n"

    reading = look_at_csv(tmp_path, text)

    assert values(reading, "goods", "gross_mass_kg")[2] is None
    assert "120" in reading.problems[0].found


@pytest.mark.parametrize(
    ("heading", "cell", "column"),
    [
        ("Passport no", "TO FOLLOW", "passport_number"),
        ("Passport no", "to be collected on 9 Nov", "passport_number"),
        ("Passport no", "Oct 3, 2029", "passport_number"),
        ("Passport no", "E0000001?", "passport_number"),
        ("Service no", "1001 or 1002", "service_number"),
    ],
)
def test_what_is_no_value_is_blank_and_shown(tmp_path: Path, heading: str, cell: str, column: str) -> None:
    text = f'Rank,Surname,First name,{heading}\nSGT,A,B,X1\nCPL,C,D,"{cell}"\n'

    reading = look_at_csv(tmp_path, text)

    assert values(reading, "people", column) == ["X1", None]
    assert cell in notes(reading, "people") + "".join(str(problem) for problem in reading.problems)


def test_a_un_number_that_a_spreadsheet_shortened_is_asked(tmp_path: Path) -> None:
    reading = look_at_csv(
        tmp_path, "Description,Qty,UN No.,Class\nCartridges,1,12,1.4S\nFlares,1,0195,1.3G\n"
    )

    assert values(reading, "goods", "un_number") == [None, "0195"]
    assert "0012" in reading.problems[0].found


@pytest.mark.parametrize(
    "last", ["x-x-x NOTHING FOLLOWS x-x-x", "以下余白", "TOTAL: TWO TENTS", "Gesamt: zwei Zelte"]
)
def test_a_row_that_ends_the_list_is_no_line(tmp_path: Path, last: str) -> None:
    rows: Rows = [["No", "Description", "Qty"], [1, "Tent", 1], [2, "Tent", 1], [None, last, None]]

    reading = look_at_workbook(tmp_path, {"Load list": rows})

    assert values(reading, "goods", "row") == [2, 3]
    assert last in notes(reading, "goods")


def test_a_state_of_repair_is_no_condition_of_a_weapon(tmp_path: Path) -> None:
    text = "Bezeichnung,Kaliber,Seriennummer,Zustand\nG36,5.56,A1,einsatzbereit\n"

    reading = look_at_csv(tmp_path, text)

    assert columns(reading, "goods")["Zustand"] is None


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("PASSPORT NR", "passport_number"),
        ("Passport #", "passport_number"),
        ("Passaporto n.", "passport_number"),
        ("Reisepass-Nr.", "passport_number"),
        ("Pers.-Nr.", "service_number"),
        ("Staatsangeh.", "nationality"),
    ],
)
def test_a_heading_may_shorten_words_and_name_numbers_in_any_way(
    tmp_path: Path, heading: str, column: str
) -> None:
    reading = look_at_csv(tmp_path, f"Rank,Surname,First name,{heading}\nSGT,A,B,AU\nCPL,C,D,JP\n")

    assert columns(reading, "people")[heading] == column
