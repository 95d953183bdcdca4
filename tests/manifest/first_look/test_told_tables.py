"""`[[table]]` corrects how a list is read, and what a title block says becomes facts of the visit."""

from pathlib import Path

import pytest

from tests.manifest.first_look.lists import Rows, codes, columns, look_at_csv, look_at_workbook, notes, values
from tests.manifest.on_disk import HEADER

ROLL: Rows = [["Rank", "Surname", "Svc No"], ["SGT", "Example", "A1"]]
TITLED: Rows = [
    ["EXERCISE SOUTHERN EXAMPLE"],
    ["Exercise:", "Southern Example 24", None, "Host nation: Japan"],
    ["From 1 Feb 24 to 20 Feb 24", None, "Sending nation", "Australia"],
    [],
    *ROLL,
]


def test_a_title_block_states_what_the_header_does_not(tmp_path: Path) -> None:
    reading = look_at_workbook(tmp_path, {"Roll": TITLED}, "")

    assert reading.problems == ()
    visit = reading.visit
    assert visit is not None
    assert (visit.receiving_state, visit.contingents[0].sending_state) == ("JP", "AU")
    assert (str(visit.start), str(visit.end)) == ("2024-02-01", "2024-02-20")
    assert visit.facts["activity_name"] == "Southern Example 24"


def test_every_fact_of_a_title_block_is_shown_with_its_place(tmp_path: Path) -> None:
    looked = look_at_workbook(tmp_path, {"Roll": TITLED}, "").looked

    assert looked is not None
    places = {fact.fact: str(fact.place) for fact in looked.facts}
    assert places["receiving_state"] == "list.xlsx, sheet Roll, row 2"
    assert places["start"] == "list.xlsx, sheet Roll, row 3"


def test_the_header_wins_over_a_title_block_and_the_difference_is_said(tmp_path: Path) -> None:
    reading = look_at_workbook(tmp_path, {"Roll": TITLED}, HEADER.replace("02-20", "02-25"))

    assert reading.visit is not None
    assert str(reading.visit.end) == "2024-02-25"
    assert "differs from end" in notes(reading, "people")


def test_two_title_blocks_that_differ_are_asked_about_and_neither_is_taken(tmp_path: Path) -> None:
    other: Rows = [["Host nation: Philippines"], [], *ROLL]

    reading = look_at_workbook(tmp_path, {"Roll": TITLED, "Roll 2": other}, "")

    assert "look.fact-unclear" in codes(reading)
    assert reading.visit is None


def test_a_label_whose_value_cannot_be_read_is_said(tmp_path: Path) -> None:
    reading = look_at_workbook(tmp_path, {"Roll": [["Host nation: to be decided"], [], *ROLL]})

    assert "could not be read" in notes(reading, "people")


def test_a_table_can_be_told_its_sheet_and_columns(tmp_path: Path) -> None:
    told = HEADER + (
        '[[table]]\nfile = "list.csv"\nsheet = "goods"\nheading_rows = [1]\n'
        '[table.columns]\n"Foo" = "description"\n"Bar" = "quantity"\n"Baz" = ""\n'
    )

    reading = look_at_csv(tmp_path, "Foo,Bar,Baz\nTent,2,x\n", told)

    assert reading.problems == ()
    assert values(reading, "goods", "quantity") == [2.0]
    assert columns(reading, "goods")["Baz"] is None


def test_a_worksheet_can_be_ignored(tmp_path: Path) -> None:
    told = HEADER + '[[table]]\nworksheet = "Old"\nsheet = "ignore"\n'

    reading = look_at_workbook(tmp_path, {"Roll": ROLL, "Old": ROLL}, told)

    assert values(reading, "people", "row") == [2]
    assert "Left out, as told" in notes(reading)


def test_a_hidden_worksheet_is_read_if_it_is_named(tmp_path: Path) -> None:
    told = HEADER + '[[table]]\nworksheet = "Old"\nsheet = "people"\n'

    reading = look_at_workbook(tmp_path, {"Notes": [["x"]], "Old": ROLL}, told, hidden=["Old"])

    assert values(reading, "people", "surname") == ["Example"]


def test_one_of_two_tables_of_a_worksheet_can_be_told_by_its_rows(tmp_path: Path) -> None:
    text = "Rank,Surname\nSGT,Example\n\nRego,Make\nAB 1,Merc\n"
    told = HEADER + '[[table]]\nfile = "list.csv"\nheading_rows = [4]\nsheet = "ignore"\n'

    reading = look_at_csv(tmp_path, text, told)

    assert values(reading, "people", "surname") == ["Example"]
    assert reading.visit is not None
    assert "vehicles" not in reading.visit.sheets


def test_a_table_can_be_told_its_contingent_and_its_unit_of_mass(tmp_path: Path) -> None:
    told = (
        'receiving_state = "JP"\nstart = 2024-02-01\nend = 2024-02-20\n'
        '[[contingent]]\nid = "army"\nsending_state = "AU"\n'
        '[[contingent]]\nid = "navy"\nsending_state = "AU"\n'
        '[[table]]\nfile = "list.csv"\ncontingent = "navy"\nmass_unit = "lb"\n'
    )

    reading = look_at_csv(tmp_path, "Rego,Make,Weight\nAB 1,Merc,1000\n", told)

    assert values(reading, "vehicles", "contingent") == ["navy"]
    assert values(reading, "vehicles", "gross_mass_kg") == [pytest.approx(453.59, rel=1e-4)]


def test_a_worksheet_named_after_a_state_is_of_its_contingent(tmp_path: Path) -> None:
    told = (
        'receiving_state = "JP"\nstart = 2024-02-01\nend = 2024-02-20\n'
        '[[contingent]]\nid = "aus"\nsending_state = "AU"\n[[contingent]]\nid = "uk"\nsending_state = "GB"\n'
    )

    reading = look_at_workbook(tmp_path, {"Australia": ROLL, "uk": ROLL, "3 Sqn": ROLL}, told)

    assert values(reading, "people", "contingent") == ["aus", "uk", "aus"]
    assert "the worksheet has its name" in notes(reading, "people")


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ('shet = "people"', "table.key"),
        ('sheet = "poeple"', "table.value"),
        ("heading_rows = [1.5]", "table.value"),
        ('date_order = "american"', "table.value"),
        ('mass_unit = "stone"', "table.value"),
        ('file = "other.csv"', "table.file"),
        ('[table.columns]\n"Rank" = "rnak"', "table.column"),
        ('[table.columns]\n"Rang" = "rank"', "table.heading"),
    ],
)
def test_what_is_told_wrongly_is_a_problem(tmp_path: Path, entry: str, code: str) -> None:
    reading = look_at_csv(tmp_path, "Rank,Surname\nSGT,Example\n", f"{HEADER}[[table]]\n{entry}\n")

    assert code in codes(reading)
    assert all(str(problem).isprintable() for problem in reading.problems)
