"""Forms, pages and feet of lists, cell comments, months and eras: nothing lost, nothing made a line."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from tests.manifest.first_look.lists import Rows, codes, look, look_at_csv, look_at_workbook, notes, values
from tests.manifest.on_disk import HEADER

FORM = ("6. No.", "7. Family name", "8. Given names", "9. Rank or rating", "11. Date of birth")


def commented(path: Path, *comments: tuple[str, str]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("Description", "Qty"), ("Tent", 2)):
        sheet.append(row)
    for cell, text in comments:
        sheet[cell].comment = Comment(text, "A. N. Example")
    book.save(path)
    path.with_suffix(".toml").write_text(HEADER, encoding="utf-8")
    return path


def test_a_form_has_numbered_headings_boxes_to_tick_and_pages(tmp_path: Path) -> None:
    rows: Rows = [
        ("CREW LIST", None, "Arrival [X]", "Departure [ ]", "Page 1 of 2"),
        FORM,
        (1, "EXAMPLE", "Ann", "Cdr", "27/03/1983"),
        (2, "SPECIMEN", "Bob", "Lt", "28/04/1984"),
        (),
        ("CREW LIST (cont.)",),
        FORM,
        (3, "DUMMY", "Cat", "PO", "29/05/1985"),
        (),
        ("17. Date and signature by master", None, None, None, "28 AUG 2025"),
    ]

    reading = look_at_workbook(tmp_path, {"Crew list": rows}, merged={"Crew list": ["A10:D10"]})

    assert values(reading, "people", "surname") == ["EXAMPLE", "SPECIMEN", "DUMMY"]
    assert "28 AUG 2025" in notes(reading, "people")


def test_parts_below_a_group_are_headings_where_the_others_reach_down(tmp_path: Path) -> None:
    rows: Rows = [
        ("Dog", "Breed", "Rabies", None, "Titre", None),
        (None, None, "1.", "2.", "Date", "IE/ml"),
        ("Aiko", "Collie", "14.08.2020", "20.09.2020", "25.11.2020", 1.8),
    ]
    merged = {"Dogs": ["A1:A2", "B1:B2", "C1:D1", "E1:F1"]}

    reading = look_at_workbook(tmp_path, {"Dogs": rows}, merged=merged)

    assert reading.problems == ()
    assert values(reading, "animals", "name") == ["Aiko"]
    assert [value for value in values(reading, "animal_events", "value_iu_ml") if value] == [1.8]


def test_what_stands_under_a_heading_that_is_not_read_is_shown(tmp_path: Path) -> None:
    reading = look_at_csv(tmp_path, "Description,Qty,Colour of lid\nTent,2,\nStove,1,green\n")

    assert reading.tables[0].columns[2].note == 'it holds "green" in row 3'


def test_what_stands_under_an_unread_heading_of_people_is_not_repeated(tmp_path: Path) -> None:
    reading = look_at_csv(tmp_path, "Surname,Given names,Shoe comfort\nExample,Ann,painful\n")

    assert reading.tables[0].columns[2].note == "it holds something in row 2"


def test_a_list_of_choices_is_no_list_of_people(tmp_path: Path) -> None:
    choices = [("Rank", "Sex", "Nationality"), ("SPR", "M", "AU"), ("CPL", "F", "NZ")]

    reading = look_at_workbook(tmp_path, {"Drop downs": choices})

    assert codes(reading) == ["look.sheet-unclear"]


@pytest.mark.parametrize(("written", "shown"), [("11/2026", "2026-11-30"), ("02/2028", "2028-02-29")])
def test_a_month_of_expiry_is_asked_about_with_its_last_day(tmp_path: Path, written: str, shown: str) -> None:
    reading = look_at_csv(tmp_path, f"INN,Qty,Expiry\nFentanyl,5,{written}\n")

    assert values(reading, "goods", "expiry") == [None]
    assert shown in str(reading.problems[0])


def test_a_year_that_may_be_of_an_era_is_asked_about(tmp_path: Path) -> None:
    reading = look_at_csv(
        tmp_path, "氏名,階級,生年月日\n例文　一郎,陸士長,S63.7.7\n仮名　次郎,陸士長,63.3.3\n"
    )

    assert values(reading, "people", "date_of_birth")[1] is None
    assert "63.3.3" in str(reading.problems[0])


def test_a_un_number_in_place_of_a_yes_is_the_number(tmp_path: Path) -> None:
    reading = look_at_csv(tmp_path, "Description,Qty,Dangerous goods\nRadio,2,UN3481\nTent,1,no\n")

    assert reading.problems == ()
    assert values(reading, "goods", "un_number") == ["UN3481", None]


def test_a_chip_with_too_few_figures_is_asked_about(tmp_path: Path) -> None:
    reading = look_at_csv(tmp_path, "Dog,Breed,Chip no\nAiko,Collie,27609810000009\n")

    assert codes(reading) == ["look.cell-unclear"]


def test_comments_of_cells_are_said(tmp_path: Path) -> None:
    reading = look(commented(tmp_path / "list.xlsx", ("A2", "blue\nor <b>green</b>?")))

    assert 'Cell A2 has the comment "blue or <b>green</b>?".' in notes(reading, "goods")


def test_of_many_comments_only_some_are_quoted(tmp_path: Path) -> None:
    many = [(f"A{row}", "old") for row in range(2, 40)]

    assert "18 more cells have comments" in notes(look(commented(tmp_path / "list.xlsx", *many)), "goods")


def test_comments_that_cannot_be_read_do_not_stop_the_list(tmp_path: Path) -> None:
    path = commented(tmp_path / "list.xlsx", ("A2", "blue"))
    held = io.BytesIO()
    with zipfile.ZipFile(path) as book, zipfile.ZipFile(held, "w") as spoiled:
        for name in book.namelist():
            is_comments = name.startswith("xl/comments")
            spoiled.writestr(name, b"<comments><comment" if is_comments else book.read(name))
    path.write_bytes(held.getvalue())

    reading = look(path)

    assert values(reading, "goods", "description") == ["Tent"]
    assert "cannot be read" in notes(reading, "goods")
