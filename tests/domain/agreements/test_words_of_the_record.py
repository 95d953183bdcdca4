"""Plain words: whatever the record's own tables can hold has words, and none is left over."""

from collections.abc import Iterable, Mapping

import pytest

from comity.domain.agreements.contradictions import Kind
from comity.domain.agreements.network_reader import SURENESSES
from comity.domain.agreements.stated_date import stated_date
from comity.domain.agreements.vocabulary import EVENTS, SourceKind, Tense
from comity.domain.agreements.words import (
    EVENT_WORDS,
    KIND_WORDS,
    SOURCE_WORDS,
    SURENESS_WORDS,
    TENSE_WORDS,
    annotation_words,
    date_words,
)


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        (EVENT_WORDS, EVENTS),
        (KIND_WORDS, Kind),
        (SOURCE_WORDS, SourceKind),
        (SURENESS_WORDS, SURENESSES),
        (TENSE_WORDS, Tense),
    ],
)
def test_every_kind_has_words_of_its_own(words: Mapping[str, str], kinds: Iterable[str]) -> None:
    assert set(words) == set(kinds)
    assert len(set(words.values())) == len(words)


def test_a_readers_own_kind_of_note_is_shown_in_its_own_words() -> None:
    assert annotation_words("record-stale") == "out of date"
    assert annotation_words("seal-unclear") == "seal unclear"


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2024-05-02", "2 May 2024"),
        ("2024-05", "May 2024"),
        ("2024", "2024"),
        ("2022-05-04/2022-05-05", "between 4 May 2022 and 5 May 2022"),
        ("../2023-05-02", "by 2 May 2023"),
        ("2021-12-05/..", "from 5 December 2021 on"),
    ],
)
def test_a_date_is_said_as_precisely_as_it_is_stated(date: str, words: str) -> None:
    assert date_words(stated_date(date)) == words
