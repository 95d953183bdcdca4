"""Words by which texts are found: without case and accents, in scripts with and without spaces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.node.agreements.search_words import query_of, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("jp-fr-raa", {"jp", "fr", "raa"}),
        ("Accès réciproque", {"acces", "reciproque"}),
        ("STREITKRÄFTE, Straße", {"streitkrafte", "strasse"}),
        ("日仏首脳", {"日仏", "仏首", "首脳"}),
        ("ACSAの交渉", {"acsa", "の交", "交渉"}),
        ("ＡＣＳＡ", {"acsa"}),
        ("日", {"日"}),
        ("한국", {"한국"}),
        ("", set()),
    ],
)
def test_a_text_is_found_by_these_words(text: str, words: set[str]) -> None:
    assert words_of(text) == words


def test_a_query_asks_for_every_word_or_its_beginning() -> None:
    assert query_of("France, signed  France") == "'france':* & 'signed':*"


def test_a_query_of_signs_alone_asks_for_nothing() -> None:
    assert query_of("' & | ! <-> :* \\ \x00 \ud800 %_") == ""


def test_ten_thousand_characters_ask_for_no_more_than_a_dozen_words() -> None:
    assert query_of(" ".join(f"word{n}" for n in range(2_000))).count("&") == 11


@given(st.text(max_size=60))
def test_whatever_is_stored_is_found_by_its_own_text(text: str) -> None:
    asked = {part.strip().removeprefix("'").removesuffix("':*") for part in query_of(text).split("&")}

    assert asked - {""} <= words_of(text)
