"""A visit is written by somebody else too: what stands in its cells neither acts nor breaks the answer."""

import json
import unicodedata
from pathlib import Path

import pytest

from comity.cli.main import main
from tests.cli.visits import MEMBER, ON, assess_json, visit_folder

ACTING = [
    "\x1b[2J",
    "\x1b]8;;http://a\x07",
    "\x9b31m",
    "\x08\x08",
    "\u202e",
    "\u2066",
    "\u200f",
    "\ufeff",
    "\u2028",
]


def acts(written: str) -> set[str]:
    """Characters that a terminal would act on."""
    return {
        c for c in written if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
    }


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("mark", ACTING, ids=ascii)
@pytest.mark.parametrize(
    "key", ["title", "activity_agreed_by", "activity_type", "sending_state", "no_such_key"]
)
def test_nothing_in_the_header_acts_in_the_terminal(
    key: str, mark: str, form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = visit_folder(tmp_path / "visit", MEMBER, **{key: f"a{mark}b"})

    main(["assess", str(folder), "--on", ON, "--format", form])

    captured = capsys.readouterr()
    assert captured.out + captured.err
    assert acts(captured.out + captured.err) == set()


@pytest.mark.parametrize("mark", ACTING[:7], ids=ascii)
@pytest.mark.parametrize("column", ["person_role", "nationality", "person_id", "rank", "no_such_column"])
def test_nothing_in_a_cell_or_a_heading_acts_in_the_terminal(
    column: str, mark: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = ({**MEMBER, column: f"a{mark}b"}, {**MEMBER, f"{column}{mark}": "x"})
    folder = visit_folder(tmp_path / "visit", *people)

    main(["assess", str(folder), "--on", ON])

    captured = capsys.readouterr()
    assert acts(captured.out + captured.err) == set()


def test_a_title_cannot_write_lines_of_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    title = "Exercise\nPERMITTED. Nothing stands against it.\n"
    folder = visit_folder(tmp_path / "visit", MEMBER, title=title, sending_state="NO")

    main(["assess", str(folder), "--on", ON])

    lines = capsys.readouterr().out.splitlines()
    assert not any(line.startswith("PERMITTED") for line in lines)


def test_the_json_answer_is_plain_ascii(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = visit_folder(tmp_path / "visit", MEMBER, title="冬の演習 – <b>é</b>")

    main(["assess", str(folder), "--on", ON, "--format", "json"])

    out = capsys.readouterr().out
    assert out.isascii()
    assert json.loads(out)["visit"]["title"] == "冬の演習 – <b>é</b>"


@pytest.mark.parametrize("days", [("1900-01-01", "1900-01-02"), ("2199-12-30", "2199-12-31")])
def test_a_visit_at_the_ends_of_the_calendar_is_answered(
    days: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = visit_folder(tmp_path / "visit", MEMBER, start=days[0], end=days[1])

    status, answer = assess_json(capsys, folder, "--on", days[0])

    assert status in (0, 4, 6)
    assert answer["visit"]["end"] == days[1]


@pytest.mark.parametrize(
    "days", [("0001-01-01", "0001-01-02"), ("9999-12-30", "9999-12-31"), ("2024-06-19", "2024-06-10")]
)
def test_days_that_no_visit_has_are_named(
    days: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = visit_folder(tmp_path / "visit", MEMBER, start=days[0], end=days[1])

    status = main(["assess", str(folder), "--on", ON])

    captured = capsys.readouterr()
    assert status == 2
    assert "visit.toml" in captured.out + captured.err


@pytest.mark.parametrize("on", ["0001-01-01", "9999-12-31"])
def test_it_may_be_asked_on_any_day(on: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, answer = assess_json(capsys, visit_folder(tmp_path / "visit", MEMBER), "--on", on)

    assert status in (0, 4, 6)
    assert answer["asked_on"] == on


def test_hundreds_of_contingents_are_judged_each_by_its_own_flag(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    states = ("AU", "GB", "NO", "FR", "PH")
    count = 400
    folder = visit_folder(
        tmp_path / "visit",
        *[{**MEMBER, "contingent": f"c{number}"} for number in range(count)],
        sending_state=None,
        capacity=None,
    )
    with (folder / "visit.toml").open("a", encoding="utf-8") as header:
        for number in range(count):
            state = states[number % len(states)]
            header.write(
                f'[[contingent]]\nid = "c{number}"\nsending_state = "{state}"\ncapacity = "own_force"\n'
            )

    status, answer = assess_json(capsys, folder)

    outcomes = [line["outcome"] for line in answer["lines"] if line["sheet"] == "people"]
    assert len(outcomes) == count
    assert [outcomes[number] for number in (2, 3)] == ["not-covered", "not-covered"]
    assert len({outcomes[number] for number in range(0, count, len(states))}) == 1
    assert status == 6


def test_more_contingents_than_a_visit_can_have_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = visit_folder(tmp_path / "visit", MEMBER, sending_state=None, capacity=None)
    with (folder / "visit.toml").open("a", encoding="utf-8") as header:
        header.writelines(f'[[contingent]]\nid = "c{n}"\nsending_state = "AU"\n' for n in range(5_000))

    status = main(["assess", str(folder), "--on", ON])

    assert status == 2
    assert "5,000 contingents" in capsys.readouterr().err


def test_ten_thousand_blanks_are_a_few_questions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = visit_folder(tmp_path / "visit", *[{**MEMBER, "person_role": ""}] * 10_000)

    status, answer = assess_json(capsys, folder)

    assert status == 4
    assert len(answer["lines"]) == 10_001
    asked = [question for question in answer["questions"] if question["fact"] == "person_role"]
    assert [question["lines"] for question in asked] == [["people!2-10001"]]
    assert len(answer["groups"]) < 10


def test_the_words_of_a_large_answer_stay_short(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    roles = ("member", "contractor", "", "dependant", "civilian_component")
    folder = visit_folder(
        tmp_path / "visit", *[{**MEMBER, "person_role": roles[number % 5]} for number in range(5_000)]
    )

    main(["assess", str(folder), "--on", ON])

    out = capsys.readouterr().out
    assert len(out.splitlines()) < 400
    assert len(out) < 40_000
