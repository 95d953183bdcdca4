"""Plain words: whatever the record's own tables can hold has words, and none is left over."""

from collections.abc import Iterable, Mapping

import pytest

from comity.domain.agreements.contradictions import Kind
from comity.domain.agreements.network_reader import SURENESSES
from comity.domain.agreements.vocabulary import EVENTS, SourceKind, Tense
from comity.domain.agreements.words import (
    EVENT_WORDS,
    KIND_WORDS,
    SOURCE_WORDS,
    SURENESS_WORDS,
    TENSE_WORDS,
    annotation_words,
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
