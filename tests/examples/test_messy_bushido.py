"""The flagship from the squadron's own list: five answers, and only what nobody has published stays open."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from comity.cli.main import main
from tests.examples.messy_bushido import AS_RECEIVED, messy_workbook

#: One reply for each answer that is given; `?` is no answer.
ANSWERS = (
    "yes",  # an exercise on land, agreed on by both sides
    "yes",  # the persons on the roll
    "except fuel lorry = yes from {oversize}; L38 = no from {meat}",  # what comes along
    "military_base",  # the place of entry of the aircraft
)
BY = "Squadron Leader A. Example, detachment administration (invented)"
#: What the law itself leaves open, by provision, and the lines of it.
OPEN = {
    "host-jp:radio-operation": {"L31", "L32", "L33", "L34"},
    "host-jp:controlled-medicine-kit": {"L36"},
}


@pytest.fixture
def messy(tmp_path: Path) -> Path:
    path = tmp_path / "load-and-roll.xlsx"
    messy_workbook().save(path)
    return path


def answered(path: Path, capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, Any]:
    main(["assess", str(path), "--on", "2023-08-14", "--format", "json", *options])
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


def numbered(answer: dict[str, Any], fact: str) -> int:
    """The number of the sentence that vouches for a fact."""
    parts = next(p["parts"] for p in answer["proposals"] if p["statement"] == "equipment")
    return next(at for at, part in enumerate(parts, start=1) if fact in part["facts"])


def test_at_most_five_answers_leave_open_only_what_the_law_leaves_open(
    messy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = answered(messy, capsys)
    places = {"oversize": numbered(before, "oversize"), "meat": numbered(before, "contains_meat")}
    given = [reply.format(**places) for reply in ANSWERS]
    replies = [given[0], BY, *given[1:], *["?"] * len(OPEN), "yes"]
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{reply}\n" for reply in replies)))

    assert len(ANSWERS) <= 5
    answer = answered(messy, capsys, "--ask")

    open_lines = {line["row"] for line in answer["lines"] if line["outcome"] == "undetermined"}
    assert {line["sheet"] for line in answer["lines"] if line["outcome"] == "undetermined"} == {"goods"}
    assert len(open_lines) == sum(map(len, OPEN.values()))
    unknown = {
        finding["provision"]
        for group in answer["groups"]
        if group["outcome"] == "undetermined"
        for finding in group["findings"]
        if finding["result"] == "unknown" and finding["effect"] == "forbids"
    }
    assert unknown == set(OPEN)
    assert {q["fact"] for q in answer["questions"]} == {
        "frequency_approved_through_host_force",
        "narcotics_route_agreed",
    }


def test_what_was_answered_is_kept_beside_the_list_and_read_the_next_time(
    messy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"yes\n{BY}\nq\nyes\n"))
    first = answered(messy, capsys, "--ask")

    again = answered(messy, capsys)

    assert messy.with_suffix(".toml").is_file()
    assert again["facts"]["attestations"] == first["facts"]["attestations"]
    assert again["outcome"] == first["outcome"]


def test_the_list_has_the_same_people_and_things_as_the_example(
    messy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def counts(path: Path) -> dict[str, int]:
        lines = answered(path, capsys)["lines"]
        return {
            sheet: sum(line["sheet"] == sheet for line in lines)
            for sheet in sorted({x["sheet"] for x in lines})
        }

    assert counts(messy) == counts(AS_RECEIVED.parents[1])


def test_the_workbook_beside_the_example_is_the_one_that_is_built_here(
    messy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept, built = answered(AS_RECEIVED, capsys), answered(messy, capsys)

    assert kept["facts"]["digest"] == built["facts"]["digest"]
