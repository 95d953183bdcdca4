"""`comity assess`: exit status, words and JSON, as section 6 of the design promises them."""

import datetime as dt
import json
import re
from pathlib import Path

import pytest

from comity.cli.main import main
from tests.cli.visits import MEMBER, ON, OUTCOMES, STATUS, assess_json, visit_folder, with_outcome


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_the_exit_status_tells_the_outcome(
    outcome: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = with_outcome(tmp_path / "visit", outcome)

    status, answer = assess_json(capsys, folder)

    assert answer["outcome"] == outcome
    assert status == STATUS[outcome]
    assert (answer["complete"], answer["problems"]) == (True, [])


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_the_words_begin_with_the_outcome_and_the_exit_status_is_the_same(
    outcome: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = with_outcome(tmp_path / "visit", outcome)

    status = main(["assess", str(folder), "--on", ON])

    out = capsys.readouterr().out
    assert status == STATUS[outcome]
    assert "Winter exercise" in out.splitlines()[0]
    assert outcome.replace("-", " ").upper() in "\n".join(out.splitlines()[:6])


def test_permitted_rests_on_the_consent_that_is_recorded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["assess", str(with_outcome(tmp_path / "visit", "permitted")), "--on", ON])

    out = " ".join(capsys.readouterr().out.split())
    assert "Nothing stands against it" in out
    assert 'the consent recorded as "note of 1 May 2024"' in out


def test_where_nothing_covers_the_ordinary_rules_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["assess", str(with_outcome(tmp_path / "visit", "not-covered")), "--on", ON])

    out = " ".join(capsys.readouterr().out.split()).lower()
    assert "the ordinary rules apply: a visa" in out


def test_a_mistake_in_the_input_is_answered_in_part_with_status_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = visit_folder(tmp_path / "visit", MEMBER, {**MEMBER, "person_role": "admiral"})

    status, answer = assess_json(capsys, folder)

    assert status == 2
    assert answer["complete"] is False
    assert [line["row"] for line in answer["lines"] if line["sheet"] == "people"] == [2, 3]
    problem = answer["problems"][0]
    assert (problem["file"], problem["sheet"], problem["row"]) == ("people.csv", "people", 3)
    assert problem["column"] == "person_role"
    assert all(problem[key] for key in ("code", "found", "expected", "mend"))


def test_input_errors_come_before_what_is_forbidden(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = with_outcome(tmp_path / "visit", "forbidden")
    (folder / "soldiers.csv").write_text("person_role\nadmiral\n")

    status, answer = assess_json(capsys, folder)

    assert (status, answer["outcome"]) == (2, "forbidden")


def test_the_mistakes_of_a_partial_answer_are_named_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = visit_folder(tmp_path / "visit", {**MEMBER, "person_role": "admiral"})

    status = main(["assess", str(folder), "--on", ON])

    out = " ".join(capsys.readouterr().out.split())
    assert status == 2
    assert "PARTIAL" in out
    assert "admiral" in out
    assert "column person_role" in out


def test_strict_answers_nothing_if_there_is_a_mistake(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = visit_folder(tmp_path / "visit", {**MEMBER, "person_role": "admiral"})

    status = main(["assess", str(folder), "--on", ON, "--strict"])

    captured = capsys.readouterr()
    assert (status, captured.out) == (2, "")
    assert "person_role" in captured.err


def test_strict_gives_a_machine_the_mistakes_and_no_outcome(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = visit_folder(tmp_path / "visit", {**MEMBER, "person_role": "admiral"})

    status, answer = assess_json(capsys, folder, "--strict")

    assert (status, answer["complete"], answer["outcome"]) == (2, False, None)
    assert [problem["column"] for problem in answer["problems"]] == ["person_role"]


def test_strict_answers_what_has_no_mistake(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = with_outcome(tmp_path / "visit", "permitted")

    assert assess_json(capsys, folder, "--strict")[0] == 0


@pytest.mark.parametrize("key", ["receiving_state", "sending_state", "start", "end"])
def test_what_a_visit_must_state_is_asked_for(
    key: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = visit_folder(tmp_path / "visit", MEMBER, **{key: None})

    status = main(["assess", str(folder), "--on", ON])

    captured = capsys.readouterr()
    assert (status, captured.out) == (2, "")
    assert key in captured.err


@pytest.mark.parametrize("name", ["nowhere", "visit.toml", "visit.xlsx", "visit.docx"])
def test_a_visit_that_is_not_there_is_a_sentence_and_status_2(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(["assess", str(tmp_path / name), "--on", ON])

    captured = capsys.readouterr()
    assert (status, captured.out) == (2, "")
    assert captured.err


@pytest.mark.parametrize(
    ("on", "sheet_days", "expected"),
    [
        ("2023-08-01", ("2023-08-12", "2023-08-12"), "not-covered"),
        ("2023-08-01", ("2023-08-14", "2023-08-20"), "undetermined"),
        ("2023-08-13", ("2023-08-14", "2023-08-20"), "permitted"),
        ("2023-08-13", ("2023-08-12", "2023-08-14"), "not-covered"),
    ],
)
def test_the_law_is_that_of_the_days_of_the_visit_as_known_on_the_day_asked(
    on: str,
    sheet_days: tuple[str, str],
    expected: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = visit_folder(tmp_path / "visit", MEMBER, start=sheet_days[0], end=sheet_days[1])

    _, answer = assess_json(capsys, folder, "--on", on)

    people = {line["outcome"] for line in answer["lines"] if line["sheet"] == "people"}
    assert people == {expected}
    assert answer["asked_on"] == on


def test_without_a_day_it_is_asked_today(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = with_outcome(tmp_path / "visit", "permitted")
    before = dt.datetime.now().astimezone().date()

    main(["assess", str(folder), "--format", "json"])

    asked_on = dt.date.fromisoformat(json.loads(capsys.readouterr().out)["asked_on"])
    assert before <= asked_on <= dt.datetime.now().astimezone().date()


def test_under_another_agreement_its_terms_count(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = visit_folder(tmp_path / "visit", MEMBER, sending_state="FR")

    ordinary_status, ordinary = assess_json(capsys, folder)
    status, answer = assess_json(capsys, folder, "--under", "jp-au-raa")

    assert (ordinary_status, ordinary["hypothetical"]) == (6, None)
    assert (status, answer["hypothetical"]) == (0, "jp-au-raa")
    assert {a["id"]: a["applies"] for a in answer["agreements"]}["jp-au-raa"] == "yes"


def test_under_none_the_ordinary_rules_count(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = with_outcome(tmp_path / "visit", "permitted")

    status, answer = assess_json(capsys, folder, "--under", "none")

    assert (status, answer["outcome"], answer["hypothetical"]) == (6, "not-covered", "none")


@pytest.mark.parametrize("name", ["jp-xx-raa", "host-jp", "", "../jp-au-raa", "jp-au-raa/../host-jp"])
def test_an_unknown_agreement_is_refused_with_the_installed_ones(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = with_outcome(tmp_path / "visit", "permitted")

    status = main(["assess", str(folder), "--on", ON, "--under", name])

    captured = capsys.readouterr()
    assert (status, captured.out) == (2, "")
    assert "jp-au-raa" in captured.err
    assert "comity rulebook list" in captured.err


def test_an_agreement_of_two_others_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = visit_folder(tmp_path / "visit", MEMBER, sending_state="FR", receiving_state="AU")

    status = main(["assess", str(folder), "--on", ON, "--under", "jp-gb-raa"])

    assert status == 2
    assert "is a Party to 'jp-gb-raa'" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["asses"],
        ["assess"],
        ["assess", "x", "--on", "tomorrow"],
        ["assess", "x", "--on", "2024-02-30"],
        ["assess", "x", "--format", "pdf"],
        ["assess", "x", "--sttrict"],
        ["assess", "x", "y"],
        ["rulebook"],
        ["rulebook", "show"],
        ["rulebook", "compare", "jp-au-raa"],
    ],
)
def test_bad_arguments_are_a_sentence_and_status_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)

    captured = capsys.readouterr()
    assert (left.value.code, captured.out) == (2, "")
    assert re.search(r"^(usage:|comity)", captured.err)


def test_brief_leaves_out_the_detail_and_keeps_the_head(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = with_outcome(tmp_path / "visit", "conditional")

    main(["assess", str(folder), "--on", ON])
    long = capsys.readouterr().out
    main(["assess", str(folder), "--on", ON, "--brief"])
    brief = capsys.readouterr().out

    assert len(brief) < len(long)
    assert brief.splitlines()[:5] == long.splitlines()[:5]
