"""Files of any make: encodings, separators, formulas, other names, folders."""

import codecs
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from tests.manifest.first_look.lists import (
    Rows,
    codes,
    look,
    look_at_csv,
    look_at_workbook,
    notes,
    tables,
    values,
    workbook,
)
from tests.manifest.on_disk import HEADER, HEADER_ROWS, read, write_folder

TEXT = "Rank,Surname,Svc No\nSGT,Müller,A1\nCPL,Sørensen,A2\n"
JAPANESE = "階級,氏,認識番号\n三曹,佐藤,A1\n士長,高橋,A2\n"


@pytest.mark.parametrize(
    ("content", "surnames"),
    [
        (TEXT.encode(), ["Müller", "Sørensen"]),
        (TEXT.encode("utf-8-sig"), ["Müller", "Sørensen"]),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), ["Müller", "Sørensen"]),
        (TEXT.encode("cp1252"), ["Müller", "Sørensen"]),
        (TEXT.replace(",", ";").encode("cp1252"), ["Müller", "Sørensen"]),
        (TEXT.replace(",", "\t").encode("cp1252"), ["Müller", "Sørensen"]),
        (JAPANESE.encode("cp932"), ["佐藤", "高橋"]),
        (JAPANESE.encode(), ["佐藤", "高橋"]),
        (b"sep=;\r\n" + TEXT.replace(",", ";").encode(), ["Müller", "Sørensen"]),
    ],
)
def test_a_csv_file_says_the_same_in_every_form(tmp_path: Path, content: bytes, surnames: list[str]) -> None:
    reading = look_at_csv(tmp_path, content)

    assert reading.problems == ()
    assert values(reading, "people", "surname") == surnames
    assert values(reading, "people", "row") == [2, 3]


@pytest.mark.parametrize(("encoding", "name"), [("cp932", "Shift_JIS"), ("cp1252", "Windows-1252")])
def test_an_encoding_that_was_inferred_is_said(tmp_path: Path, encoding: str, name: str) -> None:
    text = JAPANESE if encoding == "cp932" else TEXT

    assert name in notes(look_at_csv(tmp_path, text.encode(encoding)), "people")


def test_western_names_are_not_taken_for_japanese(tmp_path: Path) -> None:
    # Every one of these bytes would also be half of a character in Shift_JIS.
    text = "Grade,Nom,Prénom\nSGT,Général,André\nCPL,Bérénice,Zoé\nCPL,GÜNTER,Rémi\n"

    reading = look_at_csv(tmp_path, text.encode("cp1252"))

    assert values(reading, "people", "given_names") == ["André", "Zoé", "Rémi"]


def test_titles_with_other_separators_do_not_matter(tmp_path: Path) -> None:
    text = "Nominal roll, all ranks, as of today\n\nRank;Surname;Svc No\nSGT;Example;A1\nCPL;Sample;A2\n"

    assert values(look_at_csv(tmp_path, text), "people", "rank") == ["SGT", "CPL"]


def test_rows_of_other_lengths_are_read(tmp_path: Path) -> None:
    reading = look_at_csv(tmp_path, "Rank,Surname,Svc No\nSGT,Example\nCPL,Sample,A2,\n")

    assert values(reading, "people", "service_number") == [None, "A2"]


def test_the_last_result_of_a_formula_is_read_and_that_is_said(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    (tmp_path / "list.toml").write_text(HEADER)
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Load list")
        sheet.write_row(0, 0, ["Description", "Qty", "Gross weight (kg)"])
        sheet.write_row(1, 0, ["Tent", 2])
        sheet.write_formula(1, 2, "=B2*50", None, 100)

    reading = look(path)

    assert reading.problems == ()
    assert values(reading, "goods", "gross_mass_kg") == [100.0]
    assert "last result of the formula" in notes(reading, "goods")


def test_a_formula_without_a_result_and_an_error_are_told(tmp_path: Path) -> None:
    rows: Rows = [["Description", "Qty", "Gross weight (kg)"], ["Tent", 2, "=B2*50"], ["Stove", 1, "#REF!"]]
    path = workbook(tmp_path / "list.xlsx", {"Load list": rows})
    book = openpyxl.load_workbook(path)
    book["Load list"]["C3"].data_type = "e"
    book.save(path)
    (tmp_path / "list.toml").write_text(HEADER)

    reading = look(path)

    assert [(p.code, p.place.row) for p in reading.problems] == [("cell.formula", 2), ("cell.error", 3)]
    assert values(reading, "goods", "gross_mass_kg") == [None, None]


def test_files_of_any_name_beside_a_visit_toml_are_read(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "visit", **{"Nom roll v3 FINAL": "Rank,Surname\nSGT,Example\n"})
    workbook(folder / "load.xlsx", {"Sheet1": [["Rego", "Make"], ["AB 12", "Merc"]]})

    reading = look(folder)

    assert reading.problems == ()
    assert values(reading, "people", "surname") == ["Example"]
    assert values(reading, "vehicles", "plate") == ["AB 12"]


def test_a_folder_without_a_visit_toml_says_what_to_write_into_one(tmp_path: Path) -> None:
    (tmp_path / "roll.csv").write_text("Rank,Surname\nSGT,Example\n")

    reading = look(tmp_path)

    assert set(codes(reading)) == {"header.missing"}
    assert reading.problems[0].place.file == "visit.toml"
    assert 'receiving_state = "JP"' in reading.problems[0].mend


def test_a_lone_list_is_stated_by_the_file_of_its_name(tmp_path: Path) -> None:
    path = workbook(tmp_path / "list.xlsx", {"Roll": [["Rank", "Surname"], ["SGT", "Example"]]})

    without = look(path)
    (tmp_path / "list.toml").write_text(HEADER)

    assert without.visit is None
    assert without.problems[0].place.file == "list.toml"
    assert look(path).problems == ()


def test_a_toml_of_its_own_name_reads_only_the_files_that_it_names(tmp_path: Path) -> None:
    (tmp_path / "roll.csv").write_text("Rank,Surname\nSGT,Example\n")
    (tmp_path / "other.csv").write_text("Rank,Surname\nSGT,Somebody\n")
    (tmp_path / "mine.toml").write_text(HEADER + '[[table]]\nfile = "roll.csv"\nsheet = "people"\n')

    assert values(look(tmp_path / "mine.toml"), "people", "surname") == ["Example"]


@pytest.mark.parametrize("name", ["../secret.csv", "/etc/passwd", "sub/list.csv"])
def test_a_toml_names_files_and_no_paths(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.csv").write_text("Rank,Surname\nSGT,Secret\n")
    folder = tmp_path / "visit"
    folder.mkdir()
    (folder / "mine.toml").write_text(f'{HEADER}[[table]]\nfile = "{name}"\n')

    reading = look(folder / "mine.toml")

    assert codes(reading) == ["table.file"]
    assert reading.visit is not None
    assert reading.visit.sheets == {}


def test_what_is_in_the_strict_form_is_read_as_it_was(tmp_path: Path) -> None:
    people = "ref,person_role,nationality\n1,member,AU\n2,contractor,GB\n"
    folder = write_folder(tmp_path / "visit", people=people, goods="line_id,quantity\nTotal,3\n")

    strict, tolerant = read(folder), look(folder)

    assert strict.visit is not None
    assert tolerant.visit is not None
    assert tolerant.problems == strict.problems == ()
    for sheet, frame in strict.visit.sheets.items():
        assert tolerant.visit.sheets[sheet].equals(frame)
    assert tolerant.tables == strict.tables


def test_cells_of_a_strict_sheet_that_are_not_strict_are_mended(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "visit", people="person_role,nationality\nmember,AUSTRALIAN\n")

    reading = look(folder)

    assert reading.problems == ()
    assert values(reading, "people", "nationality") == ["AU"]
    assert "AUSTRALIAN" in notes(reading, "people")
    assert codes(read(folder)) == ["cell.not-a-state"]


def test_a_workbook_with_a_sheet_visit_states_itself(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        "visit": HEADER_ROWS,
        "Nominal roll": [["Rank", "Surname"], ["SGT", "Example"]],
    }

    reading = look(workbook(tmp_path / "list.xlsx", sheets))

    assert reading.problems == ()
    assert values(reading, "people", "rank") == ["SGT"]


def test_columns_of_the_goods_own_sheets_are_added_to_their_lines(tmp_path: Path) -> None:
    goods = "line_id,goods_category,description\nG1,arms,Rifle\nG2,official,Tent\n"
    arms = "line_id,serial_number,calibre\nG1,R-1,5.56\nG9,R-2,7.62\n"
    food = "line_id,contains_meat\nG2,perhaps\n"
    folder = write_folder(tmp_path / "visit", goods=goods, arms=arms, food=food)

    for reading in (read(folder), look(folder)):
        assert values(reading, "goods", "line_id") == ["G1", "G2", "G9"]
        assert values(reading, "goods", "serial_number") == ["R-1", None, "R-2"]
        assert values(reading, "goods", "goods_category") == ["arms", "official", "arms"]
        assert values(reading, "goods", "row") == [2, 3, 4]
        assert [(p.place.file, p.place.row) for p in reading.problems] == [("food.csv", 2)]
        assert [table.file for table in tables(reading, "goods")] == ["goods.csv", "arms.csv", "food.csv"]


def test_a_part_that_says_something_else_than_the_line_is_told(tmp_path: Path) -> None:
    goods, arms = "line_id,description\nG1,Rifle\n", "line_id,description\nG1,Pistol\n"

    reading = read(write_folder(tmp_path, goods=goods, arms=arms))

    assert codes(reading) == ["line.parts-differ"]
    assert values(reading, "goods", "description") == ["Rifle"]


def test_parts_without_goods_are_goods(tmp_path: Path) -> None:
    reading = read(write_folder(tmp_path, radios="line_id,radio_kind\nR1,ordinary\n"))

    assert values(reading, "goods", "goods_category") == ["radio"]


def test_worksheets_of_the_parts_are_read_too(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        "goods": [["line_id", "description"], ["G1", "Rifle"]],
        "arms": [["line_id", "calibre"], ["G1", "5.56"]],
    }

    reading = look_at_workbook(tmp_path, sheets)

    assert reading.problems == ()
    assert values(reading, "goods", "calibre") == ["5.56"]
