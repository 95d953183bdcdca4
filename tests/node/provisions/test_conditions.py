"""Conditions in plain words: which question, and which answer is wanted."""

import pytest

from comity.languages import speaking
from comity.node.provisions.conditions import Clause, clause_of
from tests.build import definition, provision, treaty
from tests.cast import VOCABULARY


def clause(when: str, *before: str) -> Clause:
    book = treaty(*before, provision("in", "permits", "entry", when=when))
    facts = VOCABULARY.seen_from("people")
    return clause_of(book.provisions[0].when, facts, lambda fact: f"/{fact.name}", lambda name: f"#{name}")


@pytest.mark.parametrize(
    ("when", "answer"),
    [
        ("armed", "yes"),
        ("NOT armed", "no"),
        ("NOT NOT armed", "yes"),
        ("armed = FALSE", "no"),
        ("NOT armed = FALSE", "yes"),
        ("role = 'soldier'", "soldier"),
        ("role <> 'soldier'", "anything but soldier"),
        ("NOT role = 'soldier'", "anything but soldier"),
        ("role IN ('soldier', 'civilian')", "one of: soldier, civilian"),
        ("role IN ('soldier')", "soldier"),
        ("role NOT IN ('soldier', 'civilian')", "none of: soldier, civilian"),
        ("age <= 90", "at most 90"),
        ("NOT age <= 90", "more than 90"),
        ("age < 1200", "less than 1,200"),
        ("age > 90", "more than 90"),
        ("age >= 90", "at least 90"),
        ("age BETWEEN 1 AND 90", "from 1 to 90"),
        ("NOT age BETWEEN 1 AND 90", "not from 1 to 90"),
        ("start < DATE '2024-06-01'", "before 1 June 2024"),
        ("NOT start < DATE '2024-06-01'", "on 1 June 2024 or after"),
        ("receiving_state = 'AU'", "Australia"),
        ("nickname LIKE 'm%'", "fits the pattern m%"),
        ("nickname NOT LIKE 'm%'", "does not fit the pattern m%"),
    ],
)
def test_a_comparison_reads_as_the_answer_that_it_wants(when: str, answer: str) -> None:
    made = clause(when)
    assert made.kind == "fact"
    assert made.question
    assert made.answer == answer


def test_two_facts_are_compared_by_their_questions() -> None:
    made = clause("receiving_state <> sending_state")
    other = VOCABULARY.seen_from("people")["sending_state"].asks
    assert made.answer == f"not the same as the answer to: {other}"
    assert clause("NOT receiving_state <> sending_state").answer == f"the same as the answer to: {other}"


@pytest.mark.parametrize(
    ("when", "kind"),
    [
        ("armed AND age > 1 AND role = 'soldier'", "all"),
        ("armed OR age > 1 OR role = 'soldier'", "any"),
        ("NOT (armed AND age > 1 AND role = 'soldier')", "not-all"),
        ("NOT (armed OR age > 1 OR role = 'soldier')", "none"),
    ],
)
def test_a_chain_is_one_list_however_it_is_kept(when: str, kind: str) -> None:
    made = clause(when)
    assert made.kind == kind
    assert [part.answer for part in made.parts] == ["yes", "more than 1", "soldier"]


def test_a_definition_is_named_and_linked() -> None:
    covered = definition("covered_person", "role = 'soldier'")
    assert clause("NOT covered_person", covered) == Clause(
        "definition", "covered person", "no", "#covered_person"
    )


def test_what_has_no_words_is_shown_as_it_is_written() -> None:
    assert clause("age + 1 > 90") == Clause("formula", "((age + 1) > 90)")
    assert clause("NOT age + 1 > 90") == Clause("formula", "NOT (((age + 1) > 90))")


def test_what_always_holds_says_so() -> None:
    assert clause("TRUE").kind == "always"
    assert clause("NOT TRUE").kind == "never"


def test_numbers_and_days_are_written_in_the_language_in_force() -> None:
    with speaking("de"):
        assert clause("age < 1200").answer.endswith("1.200")
        assert "1. Juni 2024" in clause("start < DATE '2024-06-01'").answer
