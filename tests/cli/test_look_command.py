"""`comity look`, and lists as they are given to `comity assess`."""

import json
import tomllib
from pathlib import Path

import pytest

from comity.cli.main import main
from tests.cli.test_hostile_visits import acts
from tests.cli.visits import MEMBER, ON, visit_folder
from tests.manifest.first_look.lists import Rows, workbook

ROLL: Rows = [
    ["NOMINAL ROLL"],
    ["Host nation: Japan", None, "Sending nation:", "Australia"],
    ["From 10 Jun 24 to 19 Jun 24"],
    [],
    ["Ser", "Rank", "Surname", "DOB", "Blood Gp", "Boot size"],
    [1, "SGT", "Example", "13/02/1990", "A+", 9],
    [2, "CPL", "Sample", "01/03/1991", "B", 8],
]


def a_list(folder: Path, rows: Rows = ROLL) -> Path:
    return workbook(folder / "list.xlsx", {"Nom roll": rows})


def out(capsys: pytest.CaptureFixture[str]) -> str:
    return " ".join(capsys.readouterr().out.split())


def test_a_list_as_it_is_is_answered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["assess", str(a_list(tmp_path)), "--on", ON])

    said = out(capsys)
    assert status == 4
    assert "Australia to Japan, 10 June 2024 to 19 June 2024" in said
    assert "How your list was read" in said
    assert "list.xlsx, Nom roll: people, rows 6 to 7" in said
    assert "Not read: Blood Gp, Boot size" in said


def test_the_json_answer_tells_how_the_list_was_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["assess", str(a_list(tmp_path)), "--on", ON, "--format", "json"])

    (table,) = json.loads(capsys.readouterr().out)["reading"]
    assert (table["sheet"], table["file"], table["worksheet"]) == ("people", "list.xlsx", "Nom roll")
    assert (table["first_row"], table["last_row"], table["offset"]) == (6, 7, 0)
    assert {"heading": "Surname", "column": "surname", "note": ""} in table["columns"]


def test_a_strict_visit_says_nothing_about_how_it_was_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["assess", str(visit_folder(tmp_path / "visit", MEMBER)), "--on", ON])

    assert "How your list was read" not in out(capsys)


def test_strict_takes_no_list_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["assess", str(a_list(tmp_path)), "--on", ON, "--strict"])

    captured = capsys.readouterr()
    assert (status, captured.out) == (2, "")
    assert "sheet.unknown" in captured.err


def test_what_a_list_does_not_state_is_asked_for_with_the_file_and_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(["assess", str(a_list(tmp_path, ROLL[4:])), "--on", ON])

    error = " ".join(capsys.readouterr().err.split())
    assert status == 2
    assert 'State receiving_state in list.toml, for example receiving_state = "JP".' in error
    assert "`comity look LIST --save` writes list.toml" in error


def test_look_shows_heading_column_and_an_example(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["look", str(a_list(tmp_path))])

    said = out(capsys)
    assert status == 0
    assert 'Surname -> surname "Example"' in said
    assert "receiving_state = JP (list.xlsx, sheet Nom roll, row 2" in said
    assert "Blood Gp not read" in said
    assert "A+" not in said


def test_look_lists_what_is_to_be_settled(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows: Rows = [*ROLL[:6], [2, "CPL", "Sample", "soon", "B", 8]]

    status = main(["look", str(a_list(tmp_path, rows))])

    assert status == 2
    assert "[cell.not-a-day]" in out(capsys)


def test_what_is_saved_is_read_the_same_the_next_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = a_list(tmp_path)
    main(["assess", str(path), "--on", ON, "--format", "json"])
    before = json.loads(capsys.readouterr().out)

    assert main(["look", str(path), "--save"]) == 0
    capsys.readouterr()
    main(["assess", str(path), "--on", ON, "--format", "json"])
    after = json.loads(capsys.readouterr().out)

    assert (tmp_path / "list.toml").exists()
    assert after["lines"] == before["lines"]
    assert after["facts"]["digest"] == before["facts"]["digest"]
    assert after["problems"] == before["problems"] == []


def test_what_is_missing_is_saved_as_a_comment(tmp_path: Path) -> None:
    assert main(["look", str(a_list(tmp_path, ROLL[4:])), "--save"]) == 2

    text = (tmp_path / "list.toml").read_text(encoding="utf-8")
    assert '# receiving_state = "JP"  # missing' in text
    saved = tomllib.loads(text)
    assert saved["table"][0]["worksheet"] == "Nom roll"
    assert saved["table"][0]["columns"]["DOB"] == "date_of_birth"


def test_a_file_that_states_the_visit_keeps_what_it_states(tmp_path: Path) -> None:
    stated = '# mine\nreceiving_state = "JP"\nsending_state = "GB"\n'
    (tmp_path / "list.toml").write_text(stated)

    main(["look", str(a_list(tmp_path)), "--save"])

    text = (tmp_path / "list.toml").read_text(encoding="utf-8")
    assert text.startswith(stated)
    assert tomllib.loads(text)["sending_state"] == "GB"
    assert tomllib.loads(text)["table"][0]["sheet"] == "people"


def test_what_was_saved_and_corrected_is_never_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = a_list(tmp_path)
    main(["look", str(path), "--save"])
    before = (tmp_path / "list.toml").read_bytes()

    status = main(["look", str(path), "--save"])

    assert status == 2
    assert "[look.saved-already]" in capsys.readouterr().err
    assert (tmp_path / "list.toml").read_bytes() == before


def test_a_link_in_the_place_of_the_saved_file_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = a_list(tmp_path)
    (tmp_path / "list.toml").symlink_to(tmp_path / "elsewhere.toml")

    main(["look", str(path), "--save"])

    assert not (tmp_path / "elsewhere.toml").exists()


def test_two_worksheets_of_one_sheet_are_told_with_their_rows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = workbook(tmp_path / "list.xlsx", {"A Coy": ROLL, "B Coy": [ROLL[4], [1, "PTE", "Third"]]})

    main(["assess", str(path), "--on", ON])

    assert "list.xlsx, B Coy: people, rows 2 to 2, here people rows 8 to 8" in out(capsys)


@pytest.mark.parametrize("mark", ["\x1b[2J", "\u202e", "\u2028", "\x9b31m"], ids=ascii)
def test_nothing_in_a_list_acts_in_the_terminal_or_in_what_is_saved(
    mark: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"a{mark}b: x\nHost nation: Ja{mark}pan\nRank,Surname,D{mark}x,DOB\nS{mark},E{mark},1,{mark}\n"
    (tmp_path / "list.csv").write_text(text, encoding="utf-8")

    main(["look", str(tmp_path / "list.csv"), "--save"])

    captured = capsys.readouterr()
    assert acts(captured.out + captured.err) == set()
    if (tmp_path / "list.toml").exists():
        tomllib.loads((tmp_path / "list.toml").read_text(encoding="utf-8"))


def test_an_answer_as_a_workbook_can_be_edited_and_sent_in_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "again" / "list.xlsx"
    copy.parent.mkdir()
    main(["assess", str(a_list(tmp_path)), "--on", ON, "--format", "xlsx", "--out", str(copy)])
    capsys.readouterr()
    main(["assess", str(tmp_path / "list.xlsx"), "--on", ON, "--format", "json"])
    first = json.loads(capsys.readouterr().out)

    main(["assess", str(copy), "--on", ON, "--format", "json"])

    again = json.loads(capsys.readouterr().out)
    assert again["groups"] == first["groups"]
    assert [(table["sheet"], table["worksheet"]) for table in again["reading"]] == [
        ("people", "Nom roll"),
        (None, "Answer"),
    ]
    assert again["problems"] == first["problems"] == []
