"""Every example answers what its sources say, cites an article for each word, and has no mistake."""

import datetime as dt
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from comity.cli.assess import exit_status
from comity.corpus.calendars import calendar_of
from comity.corpus.library import installed_library
from comity.domain.visits.answer import Answer
from comity.domain.visits.answer_json import answer_values
from comity.domain.visits.assessment import assess
from comity.manifest.reading import read_visit
from tests.examples.asked import Asked, Lines
from tests.examples.expected import APPLIES, DUE, LINES, OUTCOMES, QUESTIONS

EXAMPLES = Path(__file__).parents[2] / "examples"
EVERY = sorted({asked for asked, _, _ in OUTCOMES}, key=str)
SURENESS = {"text", "summary"}


@cache
def answer(asked: Asked) -> Answer:
    """The answer to an example on a day."""
    example, on, under = asked
    library = installed_library()
    reading = read_visit(EXAMPLES / example, library.vocabulary)
    assert reading.visit is not None
    states = (contingent.sending_state for contingent in reading.visit.contingents)
    return assess(
        reading.visit,
        library.law(reading.visit.receiving_state, states, under),
        asked_on=on,
        calendar_of=calendar_of,
        under=under,
        problems=reading.problems,
    )


@cache
def values(asked: Asked) -> dict[str, Any]:
    """The same as the JSON contract gives it."""
    return answer_values(answer(asked))


def rows_of(lines: str) -> tuple[str, range]:
    """`people!2-170` as the sheet and its rows."""
    sheet, _, rows = lines.partition("!")
    first, _, last = rows.partition("-")
    return sheet, range(int(first), int(last or first) + 1)


def test_every_folder_of_the_examples_is_expected_here_and_has_a_readme() -> None:
    folders = {folder.name for folder in EXAMPLES.iterdir() if folder.is_dir()}

    assert folders == {example for example, _, _ in EVERY}
    assert all((EXAMPLES / name / "README.md").stat().st_size > 0 for name in folders)


@pytest.mark.parametrize("asked", EVERY, ids=str)
def test_an_example_reads_without_a_mistake(asked: Asked) -> None:
    assert values(asked)["problems"] == []
    assert values(asked)["complete"] is True


@pytest.mark.parametrize(("asked", "outcome", "status"), OUTCOMES, ids=str)
def test_an_example_has_the_outcome_and_exit_status_that_its_readme_names(
    asked: Asked, outcome: str, status: int
) -> None:
    assert values(asked)["outcome"] == outcome
    assert exit_status(answer(asked)) == status


@pytest.mark.parametrize("expected", LINES, ids=str)
def test_a_group_of_lines_has_its_outcome_for_the_reason_that_the_article_gives(expected: Lines) -> None:
    sheet, rows = rows_of(expected.lines)
    found = values(expected.asked)
    groups = {group["id"]: group for group in found["groups"]}
    lines = [line for line in found["lines"] if line["sheet"] == sheet and line["row"] in rows]
    assert len(lines) == len(rows)

    for line in lines:
        assert line["outcome"] == expected.outcome, line
        findings = {finding["provision"]: finding for finding in groups[line["group"]]["findings"]}
        for provision, result, cite in expected.findings:
            assert provision in findings, (line, provision)
            assert findings[provision]["result"] == result, (line, provision)
            assert cite in findings[provision]["cites"], (line, provision)
        assert not findings.keys() & set(expected.absent), line


@pytest.mark.parametrize(("asked", "agreement", "applies"), APPLIES, ids=str)
def test_an_agreement_applies_as_the_registry_says_on_the_day(
    asked: Asked, agreement: str, applies: str
) -> None:
    shown = {each["id"]: each for each in values(asked)["agreements"]}

    assert shown[agreement]["applies"] == applies


def test_no_agreement_covers_anything_norwegian_or_spanish() -> None:
    found = values(("carrier-group-tokyo-2025", dt.date(2025, 8, 8), None))
    groups = {group["id"]: group for group in found["groups"]}
    flags = [
        line for line in found["lines"] if line["contingent"] in ("no", "es") and line["sheet"] != "visit"
    ]

    assert flags
    assert {line["outcome"] for line in flags} == {"not-covered"}
    assert all(groups[line["group"]]["covered_by"] == [] for line in flags)


@pytest.mark.parametrize(("asked", "what", "lines", "due_on", "basis", "late"), DUE, ids=str)
def test_a_deadline_is_counted_back_from_the_arrival_of_the_leg(
    asked: Asked, what: str, lines: str, due_on: dt.date, basis: str, late: bool
) -> None:
    found = [
        each for each in values(asked)["requirements"] if each["what"] == what and lines in each["lines"]
    ]
    dated = [each for each in found if each["due_on"] is not None]

    assert [(each["due_on"], each["due_basis"], each["late"]) for each in dated] == [
        (due_on.isoformat(), basis, late)
    ]


@pytest.mark.parametrize(("asked", "facts"), QUESTIONS, ids=[asked[0] for asked, _ in QUESTIONS])
def test_an_example_asks_for_what_is_missing_and_for_nothing_else(
    asked: Asked, facts: frozenset[str]
) -> None:
    assert {question["fact"] for question in values(asked)["questions"]} == facts


@pytest.mark.parametrize("asked", EVERY, ids=str)
def test_a_question_settles_at_most_the_lines_that_it_names(asked: Asked) -> None:
    for question in answer(asked).questions:
        assert 1 <= question.settles <= question.lines.size


@pytest.mark.parametrize("asked", EVERY, ids=str)
def test_every_finding_requirement_and_question_cites_its_article_and_tells_how_sure_it_is(
    asked: Asked,
) -> None:
    found = values(asked)
    books = {book["id"] for book in found["rulebooks"]}
    findings = [finding for group in found["groups"] for finding in group["findings"]]
    assert findings

    for each in [*findings, *found["requirements"]]:
        assert each["sureness"] in SURENESS, each
    for each in [*findings, *found["requirements"], *found["questions"], *found["advice"]]:
        assert each["cites"], each
        assert all(re.match(r"\S+ \S", cite) for cite in each["cites"]), each
        assert {cite.split(" ", 1)[0] for cite in each["cites"]} <= books, each


@pytest.mark.parametrize("asked", EVERY, ids=str)
def test_every_undetermined_line_asks_at_least_one_question(asked: Asked) -> None:
    for group in values(asked)["groups"]:
        assert bool(group["questions"]) == (group["outcome"] == "undetermined"), group["id"]


@pytest.mark.parametrize(("asked", "_", "status"), OUTCOMES, ids=str)
def test_a_readme_shows_the_command_and_the_exit_status_that_are_tested_here(
    asked: Asked, _: str, status: int
) -> None:
    example, on, under = asked
    text = (EXAMPLES / example / "README.md").read_text(encoding="utf-8")
    option = f" --under {under}" if under else ""

    command = f"$ comity assess examples/{example} --on {on.isoformat()}{option}"
    assert f"\n{command}\n…\n$ echo $?\n{status}\n" in text
