"""The catalogues: every message in every language, with what belongs into it."""

import re
import string
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Message

from tests.languages.same import SAME
from tools.catalogues import CODES, catalogue, messages, missing

_WANTED = messages()


def _translated(code: str) -> Iterator[tuple[Message, str, tuple[str, ...]]]:
    """The messages that have a translation, each with one of its texts and the messages that it may be of."""
    for message in catalogue(code):
        if message.id:
            ids = tuple(message.id) if isinstance(message.id, (tuple, list)) else (message.id,)
            texts = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
            for text in texts:
                if text:
                    yield message, str(text), ids


def _fields(text: str) -> set[str]:
    """The values that are put into a message; a language may name one once that another names twice."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("code", CODES)
def test_nothing_lacks_a_translation(code: str) -> None:
    assert [str(each) for each in missing(_WANTED) if each.code == code] == []


@pytest.mark.parametrize("code", CODES)
def test_nothing_is_translated_that_nobody_says(code: str) -> None:
    assert [message.id for message in catalogue(code) if message.id and message.id not in _WANTED] == []


@pytest.mark.parametrize("code", CODES)
def test_a_translation_has_the_fields_of_its_message(code: str) -> None:
    wrong = [text for _, text, ids in _translated(code) if _fields(text) not in [_fields(one) for one in ids]]

    assert wrong == []


@pytest.mark.parametrize("code", CODES)
def test_a_translation_is_none_in_name_only(code: str) -> None:
    same = {
        text
        for _, text, ids in _translated(code)
        if text in ids and re.search(r"[^\W\d_]{2}", re.sub(r"\{\w+\}", "", text))
    }

    assert same - SAME[code] == set()


@pytest.mark.parametrize("code", CODES)
def test_nothing_is_allowed_to_be_the_same_that_is_not(code: str) -> None:
    assert SAME[code] - {text for _, text, ids in _translated(code) if text in ids} == set()


@pytest.mark.parametrize("code", CODES)
def test_a_translation_brings_no_markup_and_no_blanks_of_its_own(code: str) -> None:
    wrong = [
        text
        for _, text, ids in _translated(code)
        if text != text.strip() or re.search(r"<[a-z/]|&[a-z]+;", text)
    ]

    assert wrong == []


def test_every_message_says_where_it_stands() -> None:
    assert [message.id for message in _WANTED if message.id and not message.locations] == []
    assert len(_WANTED) > 1_000
