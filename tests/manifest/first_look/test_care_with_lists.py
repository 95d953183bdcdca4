"""What the first look must never take for something else: private columns, marks, sums, spoiled numbers."""

from pathlib import Path

import pytest

from tests.manifest.first_look.lists import (
    Rows,
    codes,
    columns,
    look,
    look_at_csv,
    look_at_workbook,
    notes,
    tables,
    values,
    workbook,
)
from tests.manifest.on_disk import HEADER

ROLL = ("Rank", "Surname", "Given names", "Svc No")

# Private columns


@pytest.mark.parametrize(
    "heading",
    [
        "NOK",
        "NOK Ph",
        "Next of kin (name)",
        "Next-of-kin phone",
        "Emergency contact",
        "緊急連絡先",
        "緊急連絡先（氏名）",
        "家族連絡先",
        "Personne à prévenir",
        "Contatto di emergenza",
        "Nächste Angehörige",
        "Blood",
        "Blood Gp",
    ],
)
def test_whom_to_tell_is_read_under_no_heading(tmp_path: Path, heading: str) -> None:
    reading = look_at_csv(tmp_path, f"Rank,Surname,Svc No,{heading}\nSGT,Example,A1,Mother Example\n")

    assert columns(reading, "people")[heading] is None
    assert "never read" in tables(reading, "people")[0].columns[3].note
    assert reading.visit is not None
    assert "Mother" not in str(reading.visit.sheets["people"].to_dicts()) + notes(reading, "people")


@pytest.mark.parametrize("merged", [["E1:F1"], []])
def test_parts_of_a_private_group_are_private(tmp_path: Path, merged: list[str]) -> None:
    rows: Rows = [
        [*ROLL, "NOK", None],
        [None, None, None, None, "Name", "Phone"],
        ["SGT", "Example", "Ann", "A1", "Mother Example", "0400"],
    ]

    reading = look_at_workbook(tmp_path, {"Roll": rows}, merged={"Roll": merged})

    assert [columns(reading, "people")[heading] for heading in ("NOK / Name", "NOK / Phone")] == [None, None]
    assert values(reading, "people", "surname") == ["Example"]


def test_goods_have_a_telephone_for_emergencies(tmp_path: Path) -> None:
    reading = look_at_csv(tmp_path, "品名,数量,国連番号,緊急連絡先\nTent,1,,03-0000-0000\n")

    assert values(reading, "goods", "emergency_phone_24h") == ["03-0000-0000"]


# Marks, words for nothing, spoiled numbers


def test_marks_under_passport_say_whether_there_is_one(tmp_path: Path) -> None:
    text = "階級,氏,旅券,旅券番号\nSGT,Example,○,TR1234567\nCPL,Sample,×,\n"

    reading = look_at_csv(tmp_path, text)

    assert values(reading, "people", "has_passport") == [True, False]
    assert values(reading, "people", "passport_number") == ["TR1234567", None]


def test_marks_are_no_numbers(tmp_path: Path) -> None:
    reading = look_at_csv(tmp_path, "階級,氏,旅券番号\nSGT,Example,○\nCPL,Sample,×\n")

    assert columns(reading, "people")["旅券番号"] is None
    assert "only say yes or no" in tables(reading, "people")[0].columns[2].note


def test_letters_alone_may_be_codes(tmp_path: Path) -> None:
    reading = look_at_csv(tmp_path, "Description,Qty,CG\nCartridge,1,S\nFlare,2,S\n")

    assert values(reading, "goods", "compatibility_group") == ["S", "S"]


@pytest.mark.parametrize(
    "word", ["nil", "None", "N/A", "-", "néant", "なし", "無", "TBC", "nessuno", "keine"]
)
def test_words_for_nothing_are_blanks_and_that_is_said(tmp_path: Path, word: str) -> None:
    reading = look_at_csv(tmp_path, f"Description,Qty,UN No\nTent,1,{word}\nCartridge,2,UN0323\n")

    assert values(reading, "goods", "un_number") == [None, "UN0323"]
    assert f'"{word}" is read as a blank' in notes(reading, "goods")


def test_somebody_may_be_called_none(tmp_path: Path) -> None:
    reading = look_at_csv(tmp_path, "Rank,Surname,Given names\nSGT,None,Nil\n")

    assert values(reading, "people", "surname") == ["None"]
    assert values(reading, "people", "given_names") == ["Nil"]


def test_a_number_that_the_spreadsheet_has_shortened_is_asked(tmp_path: Path) -> None:
    text = "Dog,Breed,Chip No\nAiko,Collie,7.56098E+14\nBalu,Collie,756098100123457\n"

    reading = look_at_csv(tmp_path, text)

    assert codes(reading) == ["cell.rounded-number"]
    assert "7.56098E+14" in reading.problems[0].found
    assert values(reading, "animals", "microchip") == [None, "756098100123457"]


def test_no_control_at_home_says_nothing_of_the_host_s_law(tmp_path: Path) -> None:
    reading = look_at_csv(tmp_path, "INN,Strength,Controlled\nParacetamol,500 mg,no\n")

    assert codes(reading) == ["cell.not-a-choice"]
    assert values(reading, "goods", "medicine_control") == [None]


# Sums and titles


@pytest.mark.parametrize(
    "row",
    [
        ["Total persons: 2", None, None, None],
        ["Total Chalk 1", None, None, 2],
        [None, None, "合計", "2名"],
        [None, "TOTAL PAX", None, 2],
    ],
)
def test_sums_in_any_column_are_no_lines(tmp_path: Path, row: list[object]) -> None:
    rows: Rows = [ROLL, ["SGT", "A", "B", "X1"], ["CPL", "C", "D", "X2"], row, ["PTE", "E", "F", "X3"]]

    reading = look_at_workbook(tmp_path, {"Roll": rows})

    assert values(reading, "people", "surname") == ["A", "C", "E"]
    assert "Row 4" in notes(reading, "people")


@pytest.mark.parametrize(
    "row",
    [
        ["Sub-total", None, "CON1", 150],
        ["CON1 total", None, None, 150],
        ["Sous-total 1", None, None, "2\u202f257,95"],
        ["Sub total CON1", 2, None, "150 kg"],
    ],
)
def test_sums_of_a_container_are_no_goods(tmp_path: Path, row: list[object]) -> None:
    rows: Rows = [
        ["Description", "Qty", "Container", "Weight (kg)"],
        ["Tent", 1, "CON1", 100],
        ["Stove", 1, "CON1", 50],
        row,
        ["Water", 9, "CON2", 20],
    ]

    reading = look_at_workbook(tmp_path, {"Load list": rows})

    assert values(reading, "goods", "description") == ["Tent", "Stove", "Water"]


def test_a_thing_whose_name_begins_like_a_sum_is_a_line_unless_its_figures_add_up(tmp_path: Path) -> None:
    rows: Rows = [
        ["Description", "Qty", "Weight (kg)"],
        ["Tent", 2, 100],
        ["Total station", 2, 20],
        ["Stove", 1, 50],
    ]

    reading = look_at_workbook(tmp_path, {"Load list": rows})

    assert values(reading, "goods", "description") == ["Tent", "Total station", "Stove"]


@pytest.mark.parametrize("title", ["Alpha Company", "HQ", "2 Sqn", "第１中隊", "本部"])
def test_the_name_of_a_unit_alone_is_a_title(tmp_path: Path, title: str) -> None:
    rows: Rows = [ROLL, ["SGT", "A", "B", "X1"], [title], ["CPL", "C", "D", "X2"]]

    reading = look_at_workbook(tmp_path, {"Roll": rows})

    assert values(reading, "people", "surname") == ["A", "C"]
    assert "Row 3" in notes(reading, "people")


def test_labels_with_their_values_are_no_headings(tmp_path: Path) -> None:
    rows: Rows = [
        ["Team name", "Example Rescue", "Team code", "EX-99"],
        ["Country", "Australia", "Class", "Heavy"],
        ["Persons", 6, "Dogs", 4],
        [],
        ROLL,
        ["SGT", "A", "B", "X1"],
    ]

    reading = look_at_workbook(tmp_path, {"Team sheet": rows})

    assert values(reading, "people", "surname") == ["A"]
    assert reading.problems == ()


# What the file tells, and what it does not


def test_one_worksheet_tells_how_the_whole_file_writes_days(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        "A Coy": [("Rank", "Surname", "DOB"), ("SGT", "A", "25/12/1987")],
        "B Coy": [("Rank", "Surname", "DOB"), ("CPL", "B", "05/11/1979")],
    }

    reading = look_at_workbook(tmp_path, sheets)

    assert [str(day) for day in values(reading, "people", "date_of_birth")] == ["1987-12-25", "1979-11-05"]
    assert "as the rest of the file has them" in notes(reading, "people")


def test_worksheets_that_contradict_each_other_tell_nothing_of_a_third(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        "A Coy": [("Rank", "Surname", "DOB"), ("SGT", "A", "25/12/1987")],
        "B Coy": [("Rank", "Surname", "DOB"), ("SGT", "B", "12/25/1987")],
        "C Coy": [("Rank", "Surname", "DOB"), ("CPL", "C", "05/11/1979")],
    }

    assert codes(look_at_workbook(tmp_path, sheets)) == ["look.cell-unclear"]


NO_SENDER = 'receiving_state = "JP"\nstart = 2024-02-01\nend = 2024-02-20\n'


def test_a_country_alone_is_asked_about(tmp_path: Path) -> None:
    rows: Rows = [["Country: Australia"], [], ROLL, ["SGT", "A", "B", "X1"]]

    reading = look_at_workbook(tmp_path, {"Roll": rows}, NO_SENDER)

    assert codes(reading) == ["look.fact-unclear", "header.missing"]
    assert reading.visit is None


@pytest.mark.parametrize("country", ["Australia", "Japan"])
def test_a_country_that_the_visit_knows_is_not_asked_about(tmp_path: Path, country: str) -> None:
    rows: Rows = [[f"Country: {country}"], [], ROLL, ["SGT", "A", "B", "X1"]]

    assert look_at_workbook(tmp_path, {"Roll": rows}).problems == ()


def test_the_head_of_a_lone_list_may_say_australia(tmp_path: Path) -> None:
    loose = HEADER.replace('"AU"', '"Australia"')

    reading = look_at_csv(tmp_path, "Rank,Surname\nSGT,Example\n", loose)

    assert reading.problems == ()
    assert reading.visit is not None
    assert reading.visit.contingents[0].sending_state == "AU"
    assert '"Australia" is read as AU' in notes(reading, "people")


def test_the_worksheet_visit_may_say_australia(tmp_path: Path) -> None:
    visit: Rows = [
        ["fact", "value"],
        ["receiving_state", "Japan"],
        ["sending_state", "Australia"],
        ["start", "1 Feb 2024"],
        ["end", "2024-02-20"],
    ]
    path = workbook(tmp_path / "list.xlsx", {"visit": visit, "Roll": [ROLL, ["SGT", "A", "B", "X1"]]})

    reading = look(path)

    assert reading.problems == ()
    assert reading.visit is not None
    assert (reading.visit.receiving_state, str(reading.visit.start)) == ("JP", "2024-02-01")


def test_keys_of_something_else_are_kept_and_noted(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        "Roll": [("Rank", "Surname", "Wpn no"), ("SGT", "A", "W1"), ("CPL", "B", "W2")],
        "Load list": [("Line", "Description", "Qty"), ("L1", "Tent", 2), ("L2", "Stove", 1)],
    }

    reading = look_at_workbook(tmp_path, sheets)

    assert reading.problems == ()
    assert values(reading, "people", "weapon_carried") == ["W1", "W2"]
    assert "none of its values is a line_id of goods" in tables(reading, "people")[0].columns[2].note


def test_a_key_of_which_only_some_are_known_is_a_mistake(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        "Roll": [("Rank", "Surname", "Wpn no"), ("SGT", "A", "L1"), ("CPL", "B", "L9")],
        "Load list": [("Line", "Description", "Qty"), ("L1", "Rifle", 2), ("L2", "Stove", 1)],
    }

    assert codes(look_at_workbook(tmp_path, sheets)) == ["key.unknown"]


# Events of animals


def test_columns_of_vaccinations_become_events(tmp_path: Path) -> None:
    text = (
        "Dog,Breed,Chipped on,Rabies 1,Rabies 2,Titre IU/ml\n"
        'Aiko,Collie,13.08.2020,14.08.2020,20.09.2020,"1,8"\n'
        "Balu,Collie,,20.12.2019,,pending\n"
    )

    reading = look_at_csv(tmp_path, text)

    assert reading.problems == ()
    assert values(reading, "animal_events", "animal_id") == ["Aiko", "Aiko", "Balu", "Aiko", "Aiko"]
    assert values(reading, "animal_events", "event") == [
        "chip_implanted",
        *["rabies_vaccination"] * 3,
        "rabies_titre_result",
    ]
    assert values(reading, "animal_events", "value_iu_ml")[-1] == 1.8
    assert '"pending" is read as a blank' in notes(reading, "animal_events")


def test_a_day_of_an_event_that_cannot_be_is_a_mistake_in_its_own_cell(tmp_path: Path) -> None:
    reading = look_at_csv(tmp_path, "Dog,Breed,Rabies 1\nAiko,Collie,31.02.2020\nBalu,Collie,1.3.2020\n")

    assert [(p.code, p.place.row, p.place.column) for p in reading.problems] == [
        ("cell.impossible-day", 2, "Rabies 1")
    ]


def test_animals_that_cannot_be_told_apart_have_no_events(tmp_path: Path) -> None:
    reading = look_at_csv(tmp_path, "Dog,Breed,Rabies 1\nAiko,Collie,1.2.2020\nAiko,Collie,1.3.2020\n")

    assert tables(reading, "animal_events") == []
    assert columns(reading, "animals")["Rabies 1"] is None
