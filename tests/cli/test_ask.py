"""`comity assess --ask`: what is typed is taken, asked again or passed over; kept only if that is wanted."""

import datetime as dt
import io
import json
import tomllib
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.cli.main import main
from comity.desk.answers_toml import Answers, place_to_save, save
from comity.domain.errors import Refusal
from comity.domain.visits.visit import Attestation
from tests.cli.visits import MEMBER, ON, visit_folder

ROLL = [
    {"person_id": "P1", "person_role": "", "has_passport": "yes"},
    {"person_id": "P2", "person_role": ""},
    {"person_id": "P3", "person_role": "contractor"},
    {"person_id": "P4", "person_role": ""},
]
BY = "Major A. Example"


class Terminal:
    """The command with replies piped in."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.monkeypatch, self.capsys = monkeypatch, capsys

    def __call__(
        self, visit: Path, *replies: str, options: tuple[str, ...] = ()
    ) -> tuple[int, dict[str, Any], str]:
        """Exit status, the answer as JSON, and what was said on standard error."""
        self.monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{reply}\n" for reply in replies)))
        status = main(["assess", str(visit), "--on", ON, "--ask", "--format", "json", *options])
        out, err = self.capsys.readouterr()
        return status, json.loads(out), err


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(monkeypatch, capsys)


def outcomes(answer: dict[str, Any]) -> list[str]:
    return [line["outcome"] for line in answer["lines"] if line["sheet"] == "people"]


def test_a_signed_statement_settles_its_lines_and_is_kept_in_the_answer(
    asked: Terminal, tmp_path: Path
) -> None:
    _, answer, said = asked(visit_folder(tmp_path, *ROLL), "yes", BY, "no")

    assert outcomes(answer) == ["conditional", "conditional", "not-covered", "conditional"]
    assert {a["by"] for a in answer["facts"]["attestations"]} == {BY}
    assert {a["on"] for a in answer["facts"]["attestations"]} == {ON}
    assert answer["facts"]["attestations"][0]["except"] == ["P3"]
    assert "4 of 4 lines settled." in said


def test_lines_can_be_excepted_and_are_asked_singly(asked: Terminal, tmp_path: Path) -> None:
    _, answer, said = asked(visit_folder(tmp_path, *ROLL), "except P4", BY, "contractor", "no")

    assert outcomes(answer) == ["conditional", "conditional", "not-covered", "not-covered"]
    assert "(people: P4)" in said


def test_an_exception_can_say_what_holds_instead(asked: Terminal, tmp_path: Path) -> None:
    _, answer, _ = asked(visit_folder(tmp_path, *ROLL), "except P4 = contractor from 1", BY, "no")

    assert outcomes(answer) == ["conditional", "conditional", "not-covered", "not-covered"]


def test_a_sentence_can_be_struck_and_is_asked_singly(asked: Terminal, tmp_path: Path) -> None:
    _, answer, said = asked(visit_folder(tmp_path, *ROLL), "without 1", BY, "member", "no")

    assert "What is the person to the visiting force" in said
    assert outcomes(answer)[0] == "conditional"


def test_a_statement_that_is_turned_down_is_asked_fact_by_fact(asked: Terminal, tmp_path: Path) -> None:
    _, answer, said = asked(visit_folder(tmp_path, *ROLL), "no", "member", BY, "no")

    assert "What is the person to the visiting force" in said
    assert outcomes(answer)[0] == "conditional"


def test_not_known_is_no_answer(asked: Terminal, tmp_path: Path) -> None:
    status, answer, _ = asked(visit_folder(tmp_path, *ROLL), *["?"] * 12)

    assert status == 6
    assert outcomes(answer).count("undetermined") == 3
    assert answer["facts"]["attestations"] == []


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        ("perhaps", "Type yes, no, except NAMES"),
        ("", "Type yes, no, except NAMES"),
        ("except P9", "No line is called 'P9'"),
        ("except", "Name the lines after except"),
        ("except P1 from 40", "The sentences are numbered"),
        ("except P1 = soldier from 1", "Type member, civilian_component"),
        ("except P1 = contractor", "Say of which sentence"),
        ("without", "The sentences are numbered"),
        ("without 1, 2, 3, 4, 5, 6", "The sentences are numbered"),
    ],
)
def test_a_reply_that_is_not_clear_is_asked_again_with_a_sentence(
    asked: Terminal, tmp_path: Path, reply: str, why: str
) -> None:
    _, answer, said = asked(visit_folder(tmp_path, *ROLL), reply, "yes", BY, "no")

    assert why in said
    assert "undetermined" not in outcomes(answer)


def test_a_value_that_cannot_be_is_asked_again(asked: Terminal, tmp_path: Path) -> None:
    _, answer, said = asked(
        visit_folder(tmp_path, *ROLL), "no", "soldier", "member except P9", "member", BY, "no"
    )

    assert "Type member, civilian_component" in said
    assert "No line is called 'P9'" in said
    assert outcomes(answer)[0] == "conditional"


@pytest.mark.parametrize("end", ["q", None])
def test_asking_ends_with_q_or_with_the_input_and_the_answer_is_given(
    asked: Terminal, tmp_path: Path, end: str | None
) -> None:
    status, answer, said = asked(visit_folder(tmp_path, *ROLL), *([end] if end else []))

    assert status == 6
    assert answer["outcome"] == "not-covered"
    assert "No more questions are asked." in said


def test_facts_of_the_visit_and_scheduled_acts_are_asked_too(asked: Terminal, tmp_path: Path) -> None:
    visit = visit_folder(tmp_path, MEMBER, location_kind=None, start="2023-08-14", end="2023-08-20")
    options = ("--on", "2023-08-01")

    _, answer, said = asked(visit, "yes", BY, "yes", "yes", options=options)

    assert "enter into force as scheduled" in said
    assert outcomes(answer) == ["permitted"]
    assert tomllib.loads((visit / "visit.toml").read_text())["entry_into_force"] == {"jp-au-raa": True}


def test_answers_are_saved_and_the_next_time_nothing_is_asked(asked: Terminal, tmp_path: Path) -> None:
    visit = visit_folder(tmp_path, *ROLL)
    before = (visit / "visit.toml").read_text()
    _, first, _ = asked(visit, "yes", BY, "yes")

    assert (visit / "visit.toml").read_text().startswith(before)
    _, again, said = asked(visit)
    assert again["facts"]["digest"] == first["facts"]["digest"]
    assert "Nothing is left" in said


def test_nothing_is_written_unless_that_is_wanted(asked: Terminal, tmp_path: Path) -> None:
    visit = visit_folder(tmp_path, *ROLL)
    before = (visit / "visit.toml").read_bytes()

    _, _, said = asked(visit, "yes", BY, "no")

    assert (visit / "visit.toml").read_bytes() == before
    assert "[[attestation]]" in said


def test_the_name_is_asked_once_and_never_blank(asked: Terminal, tmp_path: Path) -> None:
    _, answer, said = asked(visit_folder(tmp_path, *ROLL), "no", "member", "", "  ", BY, "no")

    assert said.count("Who attests?") == 1
    assert {a["by"] for a in answer["facts"]["attestations"]} == {BY}


def test_a_name_that_could_act_in_a_file_or_terminal_is_refused_or_escaped(
    asked: Terminal, tmp_path: Path
) -> None:
    visit = visit_folder(tmp_path, *ROLL)
    hostile = 'A" \\ ]] = {  # Example'

    _, answer, said = asked(visit, "yes", "\x1b[31mred", "yes", hostile, "yes")

    assert "\x1b" not in said
    assert {a["by"] for a in answer["facts"]["attestations"]} == {hostile}
    assert tomllib.loads((visit / "visit.toml").read_text())["attestation"][0]["by"] == hostile


def test_what_a_visit_must_state_is_asked_first_and_kept_above_all_tables(
    asked: Terminal, tmp_path: Path
) -> None:
    visit = visit_folder(tmp_path, MEMBER, receiving_state=None, start=None)

    _, answer, said = asked(visit, "Japan", "JP", "2024-06-10", "yes")

    assert "Type a State's code" in said
    assert answer["visit"]["receiving_state"] == "JP"
    saved = tomllib.loads((visit / "visit.toml").read_text())
    assert saved["receiving_state"] == "JP"
    assert saved["start"] == dt.date(2024, 6, 10)


def test_without_what_it_must_state_a_visit_is_refused_when_asking_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("?\n"))

    assert main(["assess", str(visit_folder(tmp_path, start=None)), "--on", ON, "--ask"]) == 2

    assert "header.missing" in capsys.readouterr().err


PLACE_UNCLEAR = (("Ref", "Type", "Date"), ("laundry", "Services", "2024-06-12"))


def lone_list(path: Path, sheet: str, *rows: tuple[object, ...]) -> Path:
    book = openpyxl.Workbook()
    title = book.active
    assert title is not None
    title.title = "Roll"
    for line in (
        ("Host nation", "Japan"),
        ("Sending nation", "Australia"),
        ("Dates", "10 Jun 24 - 19 Jun 24"),
        (),
    ):
        title.append(line)
    title.append(("Surname", "Rank", "Nat"))
    title.append(("EXAMPLE", "SGT", "AU"))
    other = book.create_sheet(sheet)
    for row in rows:
        other.append(row)
    book.save(path)
    return path


def test_how_an_unclear_table_is_read_is_asked_and_kept_beside_the_list(
    asked: Terminal, tmp_path: Path
) -> None:
    path = lone_list(tmp_path / "roll.xlsx", "Local", *PLACE_UNCLEAR)

    _, answer, said = asked(path, "laundry", "purchases", *["?"] * 40, "yes")

    assert "The table in roll.xlsx, Local may be" in said
    assert "purchases, incidents or left out, ? (not known)" in said
    assert "look.sheet-unclear" not in {problem["code"] for problem in answer["problems"]}
    told = tomllib.loads(path.with_suffix(".toml").read_text())["table"]
    assert told == [{"file": "roll.xlsx", "worksheet": "Local", "sheet": "purchases"}]


def test_a_table_can_be_left_out(asked: Terminal, tmp_path: Path) -> None:
    path = lone_list(tmp_path / "roll.xlsx", "Local", *PLACE_UNCLEAR)

    _, answer, _ = asked(path, "left out", "q", "no")

    assert answer["problems"] == []
    assert {line["sheet"] for line in answer["lines"]} == {"visit", "people"}


# Saving

SAID = Attestation("people", "All are members", BY, None, {"person_role": "member"})


def test_answers_about_a_lone_list_are_kept_beside_it(tmp_path: Path) -> None:
    assert place_to_save(tmp_path / "roll.xlsx") == tmp_path / "roll.toml"
    assert place_to_save(tmp_path / "any.toml") == tmp_path / "any.toml"
    assert place_to_save(tmp_path) == tmp_path / "visit.toml"


def test_a_file_is_made_if_it_is_not_there(tmp_path: Path) -> None:
    save(Answers([SAID]), tmp_path / "roll.toml", dt.date(2024, 1, 8))

    assert tomllib.loads((tmp_path / "roll.toml").read_text())["attestation"][0]["by"] == BY


@pytest.mark.parametrize(
    "old",
    [
        "a = 1",
        "a = 1\r\n[answers.people]\r\nb = true\r\n",
        "[entry_into_force]  # said by the ministry\nother = false\n",
        '[[attestation]]\nsheet = "people"\n',
        '\ufeffa = "x"\n',
    ],
)
def test_what_stands_in_the_file_stays_and_the_answers_are_added(tmp_path: Path, old: str) -> None:
    place = tmp_path / "visit.toml"
    place.write_bytes(old.encode())

    save(Answers([SAID], {"jp-au-raa": True}), place, dt.date(2024, 1, 8))

    before, after = tomllib.loads(old.lstrip("\ufeff")), tomllib.loads(place.read_bytes().decode("utf-8-sig"))
    assert after["attestation"][-1]["statement"] == SAID.statement
    assert after["entry_into_force"] == {**before.get("entry_into_force", {}), "jp-au-raa": True}
    assert {key: after[key] for key in before if key not in ("attestation", "entry_into_force")} == {
        key: before[key] for key in before if key not in ("attestation", "entry_into_force")
    }


@pytest.mark.parametrize(
    "old", ['attestation = [{ sheet = "people" }]', "entry_into_force = {}", "not toml", "[[["]
)
def test_a_file_that_cannot_take_the_answers_is_left_as_it_is(tmp_path: Path, old: str) -> None:
    place = tmp_path / "visit.toml"
    place.write_text(old)

    with pytest.raises(Refusal, match=r"visit\.toml"):
        save(Answers([SAID], {"jp-au-raa": True}), place, dt.date(2024, 1, 8))

    assert place.read_text() == old


@given(texts=st.lists(st.text(), min_size=4, max_size=4))
def test_answers_are_valid_toml_whatever_they_say(texts: list[str]) -> None:
    statement, by, name, value = texts
    said = Attestation("people", statement, by, None, {name: value}, (value,), 0, (name,))

    read = tomllib.loads(Answers([said], {name: True}).toml())

    plain = [text.encode("utf-8", "replace").decode() for text in texts]
    if plain == texts:
        assert read["attestation"][0]["statement"] == statement
        assert read["attestation"][0]["facts"] == {name: value}
        assert read["entry_into_force"] == {name: True}
