"""The text answer: what stands where, for somebody who reads no further than the first screen."""

from dataclasses import replace
from typing import Any

import pytest

from comity.corpus.states import state_name
from comity.desk.answer_text import answer_text
from comity.domain.errors import Place, Problem
from comity.domain.visits.answer import Answer
from comity.domain.visits.line_ranges import LineRanges, joined, ranges
from comity.report.wording import some
from tests.build import ask, build_visit, host, law, provision, treaty
from tests.cast import WHATS
from tests.domain.visits.legs import IN, TEN_DAYS, day

VISA = provision("visa", "requires", "visa", authority="birch-border", lead=TEN_DAYS)
BAN = provision("ban", "forbids", "weapons", when="armed")


def said(answer: Answer) -> list[str]:
    return answer_text(answer, WHATS)


def answer_of(*people: dict[str, Any], on: str = "2024-01-08", **asked: Any) -> Answer:
    return ask(build_visit(*people), law(treaty(IN), host(VISA, BAN)), asked_on=day(on), **asked)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (ranges("people", [2]), "people row 2"),
        (ranges("people", [2, 3, 5]), "people rows 2-3, 5"),
        (
            joined([ranges("animal_events", [2]), ranges("goods", [4, 5])]),
            "animal events row 2; goods rows 4-5",
        ),
        (ranges("goods", range(2, 30, 2)), "goods rows 2, 4, 6, 8, 10, 12 and 8 more ranges"),
        (ranges("visit", [1]), "contingent 1"),
        (LineRanges(), "the whole visit"),
    ],
)
def test_lines_are_named_in_words(lines: LineRanges, words: str) -> None:
    assert some(lines) == words


def test_states_are_named_and_a_code_without_a_name_stands_for_itself() -> None:
    assert (state_name("GB"), state_name("PG")) == ("United Kingdom", "Papua New Guinea")
    assert state_name("XQ") == "XQ"


def test_what_is_late_is_counted_before_the_agreements() -> None:
    late, in_time = answer_of({"armed": False}, on="2024-06-12"), answer_of({"armed": False})

    lines = said(late)

    assert lines.index("LATE on the day asked: 1 for the receiving State. Below stands what can be done.") < (
        lines.index("Agreements")
    )
    assert not any(line.startswith("LATE on the day") for line in said(in_time))


def test_the_questions_come_before_what_is_to_do_only_while_nothing_is_decided() -> None:
    undecided, barred = said(answer_of({"armed": None})), said(answer_of({"armed": True}, {"armed": None}))

    for lines, first in ((undecided, True), (barred, False)):
        question = next(n for n, line in enumerate(lines) if line.startswith("Questions: "))
        to_do = lines.index("To do, the earliest day first")
        assert (question < to_do) is first


def test_what_may_have_to_be_done_stands_apart_and_its_heading_says_the_doubt_once() -> None:
    visa_if = provision("visa", "requires", "visa", when="armed", authority="birch-border")
    answer = ask(build_visit({"armed": None}), law(treaty(IN), host(visa_if)))

    lines = said(answer)

    at = lines.index("Perhaps to do: it hangs on facts that are missing")
    assert "a visa" in lines[at + 1]
    assert "(if it applies)" not in lines[at + 1]
    assert "To do, the earliest day first" not in lines


def test_mistakes_of_one_column_that_are_mended_alike_are_said_once_with_what_was_found() -> None:
    def wrong(row: int, column: str = "weapon") -> Problem:
        place = Place("list.xlsx", "people", row=row, column=column)
        return Problem("key.unknown", place, f'found "W{row}"', "a line of goods", "Correct it.")

    problems = (*(wrong(row) for row in range(2, 9)), wrong(2, "owner"))
    text = " ".join(line.strip() for line in said(replace(answer_of({"armed": False}), problems=problems)))

    assert "Mistakes in the input: 8 " in text
    assert text.count("Correct it.") == 2
    assert (
        'The same in this column: row 3, found "W3"; row 4, found "W4"; row 5, found "W5"; and 3 more.'
        in text
    )
