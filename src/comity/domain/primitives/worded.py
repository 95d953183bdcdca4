"""Sentences that can be said in another language: a text in English that remembers what it was made of.

What the domain composes is a plain text to everybody who reads, compares, sorts or writes it. Whoever shows
it to people says it again, from its message and values, in the language of the reader
(`comity.languages.said`). Whatever makes a new text of it (`+`, `.rstrip()`, an f-string) makes a plain one:
put texts together with `worded`, `listed`, `run_on` and their like.
"""

import datetime as dt
from collections.abc import Iterable
from functools import reduce
from typing import Final, TypeAlias

from comity.domain.primitives.day_words import day_words, moment_words

#: What may stand in a message: a text, a number, a day, a month or an instant (UTC).
Sayable: TypeAlias = str | int | float | dt.date


class StateCode(str):
    """A State in a sentence, by its ISO 3166-1 alpha-2 code; who says the sentence names the State."""

    __slots__ = ()


class Month(dt.date):
    """A month in a sentence, by its first day."""

    __slots__ = ()


class Worded(str):
    """A sentence or part of one in English, with its message and what stands in it.

    Where something is counted, `several` is the message for any number but one, and `n` is the number.
    `begins`: it is said with a capital, as a sentence begins.
    """

    __slots__ = ("begins", "message", "n", "several", "values")

    message: str
    values: tuple[tuple[str, Sayable], ...]
    several: str
    n: int
    begins: bool

    def __new__(
        cls,
        message: str,
        values: tuple[tuple[str, Sayable], ...] = (),
        several: str = "",
        n: int = 1,
        begins: bool = False,  # noqa: FBT001, FBT002  as it is pickled
    ) -> "Worded":
        """Made by `worded` and `worded_count`."""
        chosen = several if several and n != 1 else message
        text = chosen.format_map({name: in_english(value) for name, value in values})
        made = super().__new__(cls, begun(text) if begins else text)
        made.message, made.values, made.several, made.n, made.begins = message, values, several, n, begins
        return made

    def __reduce__(self) -> tuple[type["Worded"], tuple[object, ...]]:
        return Worded, (self.message, self.values, self.several, self.n, self.begins)


def worded(message: str, /, **values: Sayable) -> Worded:
    """A message with its values, `{name}` filled in.

    The message is a literal, so that it is found and translated; a brace that is meant is doubled. Numbers
    are written with separators: give a row or an id as text. A value may be worded itself.
    """
    return Worded(message, tuple(values.items()))


def worded_count(one: str, several: str, n: int, /, **values: Sayable) -> Worded:
    """As `worded`, with a message for one and one for any other number; `{n}` is the number."""
    return Worded(one, (("n", n), *values.items()), several, n)


def phrase(text: str) -> str:
    """The text as it is: marks a literal that is only said later, so that it is translated."""
    return text


def phrases(one: str, several: str) -> tuple[str, str]:
    """As `phrase`, for a message for one and one for any other number."""
    return one, several


def known_word(text: str) -> Worded:
    """A text of the corpus (a label, an authority's name) that stands in a sentence: translated by itself."""
    return Worded(text.replace("{", "{{").replace("}", "}}"))


def begun(text: str) -> str:
    """A text as a sentence begins: with a capital, where the language has them."""
    if isinstance(text, Worded):
        return Worded(text.message, text.values, text.several, text.n, begins=True)
    return text[:1].upper() + text[1:]


def sentence(clause: str) -> Worded:
    """A clause as a sentence: it begins with a capital and ends with a full stop."""
    return Worded(ENDED, (("clause", begun(clause)),))


#: A clause with its full stop.
ENDED: Final = phrase("{clause}.")
#: What goes between two sentences, two parts of a list, and two parts that hold lists themselves.
AFTER: Final = phrase("{first} {second}")
BESIDE: Final = phrase("{first}, {second}")
APART: Final = phrase("{first}; {second}")
_LAST: Final = phrase("{first} and {second}")
_EITHER: Final = phrase("{first} or {second}")
HEADED: Final = phrase("{name}: {words}")
_NOTED: Final = phrase("{text} ({note})")


def run_on(sentences: Iterable[str]) -> str:
    """Sentences one after the other, blanks between them; empty ones are left out."""
    return _joined(AFTER, sentences)


def listed(parts: Iterable[str]) -> str:
    """Parts of a list with commas between them."""
    return _joined(BESIDE, parts)


def apart(parts: Iterable[str]) -> str:
    """Parts of a list with semicolons between them."""
    return _joined(APART, parts)


def either(parts: Iterable[str]) -> str:
    """Parts of which one will do, "or" between them."""
    return _joined(_EITHER, parts)


def headed(name: str, words: str) -> Worded:
    """A text behind the name of what it is about, with a colon between them."""
    return Worded(HEADED, (("name", name), ("words", words)))


def noted(text: str, note: str) -> str:
    """A text with a note in brackets behind it; an empty note is left out."""
    return Worded(_NOTED, (("text", text), ("note", note))) if note else text


def paragraphs(parts: Iterable[str]) -> str:
    """Texts on lines of their own; empty ones are left out."""
    return _joined("{first}\n{second}", parts)


def all_of(parts: Iterable[str]) -> str:
    """Parts of a list with commas between them and "and" before the last."""
    *first, last = list(parts) or [""]
    return Worded(_LAST, (("first", listed(first)), ("second", last))) if first else last


def _joined(message: str, parts: Iterable[str]) -> str:
    there = [part for part in parts if part]
    return reduce(lambda a, b: Worded(message, (("first", a), ("second", b))), there) if there else ""


def in_english(value: Sayable) -> str:
    """A value as an English sentence has it: 1,200, 14 August 2023, 14 August 2023 06:00 UTC."""
    match value:
        case str():
            return value
        case dt.datetime():
            return moment_words(value)
        case Month():
            return f"{value:%b} {value.year}"
        case dt.date():
            return day_words(value)
        case int():
            return f"{value:,}"
        case _:
            return f"{value:,g}"
