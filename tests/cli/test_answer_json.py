"""The JSON answer: every key that outside checks rely on, of the right type (design, section 6)."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.cli.visits import MEMBER, OUTCOMES, assess_json, visit_folder, with_outcome

RANGE = re.compile(r"[a-z_]+!\d+(-\d+)?")
DIGEST = re.compile(r"[0-9a-f]{64}")
SURENESS = ("text", "summary")

Shape = Callable[[Any], bool]


def text(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def texts(value: Any) -> bool:
    return isinstance(value, list) and all(text(item) for item in value)


def ranges(value: Any) -> bool:
    return isinstance(value, list) and all(RANGE.fullmatch(item) for item in value)


def truth(value: Any) -> bool:
    return isinstance(value, bool)


def whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def day(value: Any) -> bool:
    return isinstance(value, str) and dt.date.fromisoformat(value).isoformat() == value


def digest(value: Any) -> bool:
    return isinstance(value, str) and DIGEST.fullmatch(value) is not None


def one_of(*values: object) -> Shape:
    return lambda value: value in values


def or_null(shape: Shape) -> Shape:
    return lambda value: value is None or shape(value)


def any_list(value: Any) -> bool:
    return isinstance(value, list)


CONTRACT: Mapping[str, Shape] = {
    "visit": lambda value: isinstance(value, dict),
    "asked_on": day,
    "complete": truth,
    "problems": any_list,
    "hypothetical": or_null(text),
    "outcome": one_of(*OUTCOMES),
    "sureness": or_null(one_of(*SURENESS)),
    "agreements": any_list,
    "rulebooks": any_list,
    "facts": lambda value: digest(value["digest"]) and or_null(text)(value["attested_by"]),
    "groups": any_list,
    "lines": any_list,
    "requirements": any_list,
    "questions": any_list,
    "advice": any_list,
    "not_examined": any_list,
}
OF_EACH: Mapping[str, Mapping[str, Shape]] = {
    "agreements": {
        "id": text,
        "title": text,
        "family": text,
        "status": or_null(text),
        "since": or_null(day),
        "next": or_null(lambda value: text(value["act"]) and day(value["on"])),
        "applies": one_of("yes", "no", "unknown"),
        "why": text,
        "contingents": texts,
        "cites": texts,
        "sources": texts,
    },
    "rulebooks": {"id": text, "version": whole, "digest": digest},
    "groups": {
        "id": text,
        "outcome": one_of(*OUTCOMES),
        "sureness": or_null(one_of(*SURENESS)),
        "covered_by": texts,
        "findings": any_list,
        "questions": texts,
    },
    "lines": {
        "sheet": text,
        "row": whole,
        "contingent": text,
        "outcome": one_of(*OUTCOMES),
        "group": text,
    },
    "requirements": {
        "kind": one_of("clearance", "notice", "document", "marking", "payment", "conduct"),
        "by": one_of("sending", "receiving", "unit", "person", "joint-committee"),
        "authority": or_null(text),
        "what": text,
        "due_on": or_null(day),
        "due_basis": one_of("law", "practice", "assumed", "none"),
        "late": truth,
        "state": one_of("open", "met", "failed", "unknown"),
        "cites": texts,
        "sureness": one_of(*SURENESS),
        "lines": ranges,
    },
    "questions": {"fact": text, "asks": text, "cites": texts, "lines": ranges},
    "advice": {"provision": text, "cites": texts, "says": text, "lines": ranges},
    "not_examined": {"sheet": text, "matter": text, "why": text},
}
OF_FINDINGS: Mapping[str, Shape] = {
    "provision": text,
    "cites": texts,
    "effect": one_of("permits", "exempts", "requires", "forbids", "assigns"),
    "what": text,
    "value": or_null(text),
    "result": one_of("stands", "lifted", "met", "failed", "unknown"),
    "lifted_by": texts,
    "sureness": one_of(*SURENESS),
}


def misfits(value: Mapping[str, Any], shapes: Mapping[str, Shape]) -> list[str]:
    """The keys that are missing or hold something else."""
    return [key for key, fits in shapes.items() if key not in value or not fits(value[key])]


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_every_key_of_the_contract_is_there(
    outcome: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, answer = assess_json(capsys, with_outcome(tmp_path / "visit", outcome))

    assert misfits(answer, CONTRACT) == []
    for part, shapes in OF_EACH.items():
        for entry in answer[part]:
            assert misfits(entry, shapes) == [], (part, entry)
    for group in answer["groups"]:
        for finding in group["findings"]:
            assert misfits(finding, OF_FINDINGS) == [], finding


def test_every_part_of_the_contract_is_seen_in_some_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """So that the test above cannot pass on lists that are empty."""
    answers = [assess_json(capsys, with_outcome(tmp_path / outcome, outcome))[1] for outcome in OUTCOMES]

    assert [part for part in OF_EACH if not any(answer[part] for answer in answers)] == []


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_every_line_is_in_one_group_with_its_outcome_and_the_visit_has_the_worst(
    outcome: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    order = ["permitted", "conditional", "undetermined", "not-covered", "forbidden"]

    _, answer = assess_json(capsys, with_outcome(tmp_path / "visit", outcome))

    of_group = {group["id"]: group["outcome"] for group in answer["groups"]}
    assert len(of_group) == len(answer["groups"])
    assert all(of_group[line["group"]] == line["outcome"] for line in answer["lines"])
    assert answer["outcome"] == max((line["outcome"] for line in answer["lines"]), key=order.index)


def test_lines_are_written_as_ranges_of_the_rows_that_the_spreadsheet_shows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = visit_folder(tmp_path / "visit", *[MEMBER] * 3, {**MEMBER, "person_role": "contractor"}, MEMBER)

    _, answer = assess_json(capsys, folder)

    assert [line["row"] for line in answer["lines"] if line["sheet"] == "people"] == [2, 3, 4, 5, 6]
    by_outcome = {group["outcome"]: group["lines"] for group in answer["groups"] if "people" in group["id"]}
    assert by_outcome == {"permitted": ["people!2-4", "people!6"], "not-covered": ["people!5"]}


def test_what_is_undetermined_asks_something(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, answer = assess_json(capsys, with_outcome(tmp_path / "visit", "undetermined"))

    asked = {question["fact"] for question in answer["questions"]}
    for group in answer["groups"]:
        if group["outcome"] == "undetermined":
            assert group["questions"]
            assert set(group["questions"]) <= asked


def test_a_lifted_duty_names_what_lifts_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, answer = assess_json(capsys, with_outcome(tmp_path / "visit", "permitted"))

    findings = [finding for group in answer["groups"] for finding in group["findings"]]
    visa = [f for f in findings if f["provision"] == "host-jp:visa"]
    assert [f["result"] for f in visa] == ["lifted"]
    assert visa[0]["lifted_by"] == ["jp-au-raa:no-visa-application"]


def test_asking_again_gives_the_same_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = with_outcome(tmp_path / "visit", "undetermined")

    first = assess_json(capsys, folder)
    second = assess_json(capsys, folder)

    assert first == second


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({}, True),
        ({"title": "Another name"}, True),
        ({"end": "2024-06-20"}, False),
        ({"location_kind": "airspace"}, False),
    ],
)
def test_the_digest_of_the_facts_changes_with_the_facts_that_law_reads(
    change: dict[str, str], same: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = visit_folder(tmp_path / "one", MEMBER)
    other = visit_folder(tmp_path / "other", MEMBER, **change)

    digests = [assess_json(capsys, folder)[1]["facts"]["digest"] for folder in (one, other)]

    assert (digests[0] == digests[1]) is same


def test_the_digest_of_the_facts_changes_with_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = visit_folder(tmp_path / "one", MEMBER)
    other = visit_folder(tmp_path / "other", {**MEMBER, "nationality": "AU"})

    digests = [assess_json(capsys, folder)[1]["facts"]["digest"] for folder in (one, other)]

    assert digests[0] != digests[1]


def test_the_rulebooks_that_were_applied_are_named_with_version_and_digest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, answer = assess_json(capsys, with_outcome(tmp_path / "visit", "permitted"))

    assert {"jp-au-raa", "host-jp"} <= {book["id"] for book in answer["rulebooks"]}
