"""What the domain composes: a plain text to whoever works with it, a sentence to whoever says it again."""

import datetime as dt
import json
import pickle

import pytest

from comity.domain.primitives.worded import (
    Month,
    StateCode,
    Worded,
    all_of,
    apart,
    begun,
    either,
    headed,
    known_word,
    listed,
    noted,
    paragraphs,
    run_on,
    sentence,
    worded,
    worded_count,
)

DAY = dt.date(2023, 8, 14)
MOMENT = dt.datetime(2023, 8, 14, 6, 30, tzinfo=dt.UTC)


def test_it_is_the_english_sentence() -> None:
    assert worded("Filed on {day}: {n} lines of {sheet}.", day=DAY, n=1_200, sheet="goods") == (
        "Filed on 14 August 2023: 1,200 lines of goods."
    )


def test_an_instant_is_said_with_its_time() -> None:
    assert worded("{at}", at=MOMENT) == "14 August 2023 06:30 UTC"


def test_a_month_is_said_without_its_day() -> None:
    assert worded("{month}", month=Month(2023, 8, 1)) == "Aug 2023"


def test_a_state_stands_by_its_code_until_somebody_names_it() -> None:
    assert worded("We hold no law of {state}.", state=StateCode("PG")) == "We hold no law of PG."


def test_a_head_and_a_note_are_put_around_a_text() -> None:
    assert headed("visa", noted("by 1 June 2024", "assumed")) == "visa: by 1 June 2024 (assumed)"
    assert noted("by 1 June 2024", "") == "by 1 June 2024"


@pytest.mark.parametrize(("count", "words"), [(0, "0 days"), (1, "1 day"), (1_000, "1,000 days")])
def test_a_number_chooses_its_message(count: int, words: str) -> None:
    assert worded_count("{n} day", "{n} days", count) == words


def test_a_sentence_may_stand_in_another_one() -> None:
    inner = worded("signed on {day}", day=DAY)

    assert worded("not in force: {standing}", standing=inner) == "not in force: signed on 14 August 2023"


def test_what_a_value_says_is_no_message() -> None:
    assert worded("{text} is no code", text="{day} {0.__class__}") == "{day} {0.__class__} is no code"


def test_it_is_a_text_like_any_other() -> None:
    made = worded("Filed on {day}.", day=DAY)

    assert made == "Filed on 14 August 2023."
    assert "Filed on 14 August 2023." in {made}
    assert json.loads(json.dumps({"says": made})) == {"says": "Filed on 14 August 2023."}


def test_it_keeps_its_message_on_the_way_to_another_process() -> None:
    made = begun(worded_count("the {n} line of {day}", "the {n} lines of {day}", 2, day=DAY))

    there = pickle.loads(pickle.dumps(made))

    assert there == made == "The 2 lines of 14 August 2023"
    assert isinstance(there, Worded)
    assert isinstance(made, Worded)
    assert [getattr(there, name) for name in Worded.__slots__] == [
        getattr(made, name) for name in Worded.__slots__
    ]


def test_texts_are_put_together_as_people_write_them() -> None:
    assert run_on(["One.", "", "Two.", "Three."]) == "One. Two. Three."
    assert listed(["a", "b", "c"]) == "a, b, c"
    assert apart(["a", "b", "c"]) == "a; b; c"
    assert either(["a", "b", "c"]) == "a or b or c"
    assert all_of(["a", "b", "c"]) == "a, b and c"
    assert paragraphs(["a", "", "b"]) == "a\nb"


@pytest.mark.parametrize("together", [run_on, listed, apart, either, all_of, paragraphs])
def test_one_text_put_together_is_itself(together: object) -> None:
    assert callable(together)
    assert together(["alone"]) == "alone"
    assert together([]) == ""


def test_a_clause_becomes_a_sentence() -> None:
    assert sentence(worded("nothing is recorded")) == "Nothing is recorded."
    assert begun("nothing") == "Nothing"


def test_a_word_of_the_corpus_may_hold_any_sign() -> None:
    assert known_word("a {label}") == "a {label}"
