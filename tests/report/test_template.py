"""The empty workbook: it holds what can be read, and what is filled into it is read back."""

import io
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from comity.cli.main import main
from comity.cli.parser import ACTIVITIES
from comity.domain.provisions.vocabulary import CONTINGENT, SHEETS, VISIT
from comity.manifest.sheets import line_facts
from comity.report.template import SHEETS_FOR, columns_of, write_template
from tests.manifest.on_disk import codes, read, values, visit_of, vocabulary


def template(*sheets: str, activity: str | None = None) -> openpyxl.Workbook:
    held = io.BytesIO()
    write_template(held, vocabulary(), sheets or SHEETS, activity)
    return openpyxl.load_workbook(io.BytesIO(held.getvalue()))


def headings(sheet: Worksheet) -> list[str]:
    return [str(cell.value) for cell in sheet[1]]


def put(sheet: Worksheet, row: int, /, **cells: str | float) -> None:
    for name, value in cells.items():
        sheet.cell(row, headings(sheet).index(name) + 1, value)


def state(sheet: Worksheet, **facts: str) -> None:
    rows = {str(row[0].value): row[1] for row in sheet.iter_rows(min_row=2)}
    for name, value in facts.items():
        rows[name].value = value


def saved(book: openpyxl.Workbook, tmp_path: Path) -> Path:
    path = tmp_path / "filled.xlsx"
    book.save(path)
    return path


def test_every_column_of_the_vocabulary_and_no_other_stands_in_the_template() -> None:
    book = template()

    for sheet in SHEETS:
        assert set(headings(book[sheet])) == {*line_facts(sheet), *vocabulary().of(sheet)}, sheet
    assert set(headings(book["contingents"])) == set(vocabulary().of(CONTINGENT))
    facts = {str(row[0].value) for row in book["visit"].iter_rows(min_row=2)}
    assert facts == set(vocabulary().of(VISIT))


def test_an_untouched_template_lacks_only_what_is_mandatory(tmp_path: Path) -> None:
    reading = read(saved(template(), tmp_path))

    assert set(codes(reading)) == {"header.missing"}
    missing = {problem.place.column for problem in reading.problems}
    assert missing == {"receiving_state", "start", "end", "sending_state"}


def test_what_is_filled_in_is_read_back_without_a_mistake(tmp_path: Path) -> None:
    book = template(activity="exercise")
    state(book["visit"], receiving_state="JP", start="2024-02-01", end="2024-02-20", location_kind="land")
    put(book["contingents"], 2, id="adf", sending_state="AU", capacity="own_force")
    put(book["people"], 2, person_id="P1", surname="Example", rank="SGT")
    put(book["people"], 3, person_id="P2", surname="Example", person_role="contractor")
    put(book["goods"], 2, line_id="L1", description="rifles", quantity=20, goods_category="arms")
    put(
        book["attestations"], 2, sheet="people", statement="All are members", by="A. Example",
        on="2024-01-10", facts="person_role = member", **{"except": "P2"},
    )  # fmt: skip

    reading = read(saved(book, tmp_path))

    visit = visit_of(reading)
    assert visit.facts["activity_type"] == "exercise"
    assert visit.contingents[0].facts == {"capacity": "own_force"}
    assert values(reading, "people", "person_role") == ["member", "contractor"]
    assert values(reading, "goods", "quantity") == [20.0]
    assert visit.attestations[0].exceptions == ("P2",)


def test_choices_states_and_yes_or_no_are_lists_and_days_are_checked() -> None:
    book = template("people")
    checks = {
        headings(book["people"])[min(r.min_col for r in check.sqref.ranges) - 1]: check
        for check in book["people"].data_validations.dataValidation
    }

    assert checks["person_role"].formula1 == '"member,civilian_component,contractor,dependant,other"'
    assert checks["has_passport"].formula1 == '"yes,no"'
    assert checks["nationality"].type == "list"
    assert checks["date_of_birth"].type == "date"
    assert checks["person_role"].prompt.startswith("What is the person to the visiting force")


def test_the_list_of_states_holds_every_code() -> None:
    codes_listed = [row[7].value for row in template("people")["help"].iter_rows(min_row=2)]

    assert {"JP", "AU", "PH", "GB"} <= set(codes_listed)
    assert len([code for code in codes_listed if code]) == 249


def test_the_headings_stay_in_sight_and_what_is_mandatory_is_marked() -> None:
    book = template("people")

    assert all(book[name].freeze_panes for name in ("visit", "contingents", "people", "help"))
    marked = {
        str(row[0].value)
        for row in book["visit"].iter_rows(min_row=2)
        if row[0].fill.fgColor.rgb == "FFF8CBAD"
    }
    assert marked == {"receiving_state", "start", "end"}


def test_help_says_of_every_column_what_is_asked() -> None:
    rows = {
        (row[0].value, row[1].value): row[3].value for row in template("people")["help"].iter_rows(min_row=2)
    }

    for column in columns_of(vocabulary(), "people"):
        assert (rows["people", column.name] or "") == column.fact.asks


def test_every_activity_has_its_sheets() -> None:
    assert set(SHEETS_FOR) == set(vocabulary().of(VISIT)["activity_type"].values) == set(ACTIVITIES)
    assert all(set(sheets) <= set(SHEETS) for sheets in SHEETS_FOR.values())


def test_the_command_writes_the_sheets_that_the_activity_needs(tmp_path: Path) -> None:
    file = tmp_path / "call.xlsx"

    assert main(["template", str(file), "--for", "port_call"]) == 0

    names = openpyxl.load_workbook(file).sheetnames
    assert names == [
        "visit",
        "contingents",
        "attestations",
        *(s for s in SHEETS if s in SHEETS_FOR["port_call"]),
        "help",
    ]


def test_a_template_never_replaces_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mine.xlsx"
    file.write_bytes(b"mine")

    assert main(["template", str(file)]) == 2

    assert file.read_bytes() == b"mine"
    assert "[out.exists]" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["x.csv"], "template.not-xlsx"), (["x.xlsx", "--sheets", "persons"], "template.unknown-sheet")],
)
def test_a_template_that_cannot_be_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: str
) -> None:
    assert main(["template", str(tmp_path / arguments[0]), *arguments[1:]]) == 2

    assert f"[{code}]" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
