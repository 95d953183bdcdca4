"""Saying messages, days, numbers and names of States in the language in force."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from comity.corpus.states import state_name
from comity.domain.primitives.worded import (
    AFTER,
    APART,
    BESIDE,
    ENDED,
    HEADED,
    Month,
    Sayable,
    StateCode,
    Worded,
    begun,
    in_english,
)
from comity.languages.catalogues import catalogue

if TYPE_CHECKING:
    from babel import Locale

ENGLISH = "en"
#: The languages, each by its code and its own name.
LANGUAGES = MappingProxyType(
    {ENGLISH: "English", "ja": "日本語", "fr": "Français", "it": "Italiano", "de": "Deutsch"}
)
#: With what a sentence may end in one of them.
_FULL_STOPS = ".。"
_language: ContextVar[str] = ContextVar("language", default=ENGLISH)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak a language of LANGUAGES within the block. Raises ValueError for any other."""
    if code not in LANGUAGES:
        raise ValueError(f"'{code}' is none of the languages {', '.join(LANGUAGES)}")
    before = _language.set(code)
    try:
        yield
    finally:
        _language.reset(before)


def language() -> str:
    """The code of the language in force; English where none was chosen."""
    return _language.get()


def say(message: str, /, **values: Sayable) -> str:
    """A message in the language in force, `{name}` filled in.

    The message is a literal, so that it is found and translated; a brace that is meant is doubled. Numbers
    and days are written as the language does, worded values are said, other texts stand as they are.
    """
    return translated(message).format_map({name: value_said(value) for name, value in values.items()})


def say_count(one: str, several: str, n: int, /, **values: Sayable) -> str:
    """As `say`, with a message for one and one for any other number; `{n}` is the number."""
    shown = {name: value_said(value) for name, value in values.items()}
    return translated_count(one, several, n).format_map({"n": number(n), **shown})


def said(text: str) -> str:
    """A text that was made elsewhere, in the language in force.

    What was worded is said again, with the names of the States in it; a plain text that the catalogue knows
    (a question, a name of the corpus) is translated; any other stays as it is. Never give it what a visit or
    a visitor wrote.
    """
    if not isinstance(text, Worded):
        return state(text) if isinstance(text, StateCode) else translated(text)
    message = (
        translated_count(text.message, text.several, text.n) if text.several else translated(text.message)
    )
    values = {name: value_said(value) for name, value in text.values}
    if text.message == AFTER and " " not in message:
        values["first"] += _gap(values["first"], values["second"])
    filled = message.format_map(values)
    return begun(filled) if text.begins else filled


def _gap(first: str, second: str) -> str:
    """A blank where a language that has none between sentences meets one in Latin letters."""
    return " " if first[-1:].isascii() or (second[:1].isascii() and second[:1].isalpha()) else ""


def ended(clause: str) -> str:
    """A text that was said, with one full stop at its end."""
    return translated(ENDED).format(clause=clause.rstrip(_FULL_STOPS))


def sentence(clause: str) -> str:
    """A text that was said, as a sentence: with a capital and one full stop."""
    return ended(begun(str(clause)))


def full_stop() -> str:
    """The full stop of the language in force."""
    return translated(ENDED).format(clause="")


def comma() -> str:
    """What stands between the parts of a list, with its blank."""
    return translated(BESIDE).format(first="", second="")


def semicolon() -> str:
    """What stands between parts that hold lists themselves, with its blank."""
    return translated(APART).format(first="", second="")


def colon() -> str:
    """What stands between a name and what is said of it, with its blanks."""
    return translated(HEADED).format(name="", words="")


def translated(message: str) -> str:
    """A message in the language in force, nothing filled in."""
    code = language()
    return message if code == ENGLISH or not message else catalogue(code).gettext(message)


def translated_count(one: str, several: str, n: int) -> str:
    """The message that goes with a number, in the language in force, nothing filled in."""
    code = language()
    if code == ENGLISH:
        return one if n == 1 else several
    return catalogue(code).ngettext(one, several, n)


def value_said(value: Sayable) -> str:
    """A value as it stands in a message: numbers, days and what is worded in the language in force."""
    match value:
        case Worded():
            return said(value)
        case StateCode():
            return state(value)
        case str():
            return value
        case dt.datetime():
            return moment(value)
        case Month():
            return month(value)
        case dt.date():
            return day(value)
        case _:
            return number(value)


def day(on: dt.date) -> str:
    """A day written out: 14 August 2023, 2023年8月14日."""
    code = language()
    return in_english(dt.date(on.year, on.month, on.day)) if code == ENGLISH else _day(code, on)


def moment(at: dt.datetime) -> str:
    """An instant (UTC) written out: 14 August 2023 06:00 UTC."""
    return say("{day} {time} UTC", day=day(at), time=f"{at:%H:%M}")


def month(of: dt.date) -> str:
    """A month and its year, short: Aug 2023, 2023年8月."""
    code = language()
    return f"{of:%b} {of.year}" if code == ENGLISH else _month(code, of.replace(day=1))


def number(n: float) -> str:
    """A number with the separators of the language: 1,200, 1.200."""
    code = language()
    return in_english(n) if code == ENGLISH else _number(code, n)


def state(code: str) -> str:
    """The name of a State by its ISO 3166-1 alpha-2 code; a code without a name stands for itself."""
    if language() == ENGLISH and (name := state_name(code)) != code:
        return name
    return str(_locale(language()).territories.get(code) or state_name(code))


@lru_cache(maxsize=8)
def _locale(code: str) -> "Locale":
    from babel import Locale  # noqa: PLC0415  only where another language than English is spoken

    return Locale.parse(code)


@lru_cache(maxsize=16_384)
def _day(code: str, on: dt.date) -> str:
    from babel.dates import format_date  # noqa: PLC0415

    words = format_date(on, "long", locale=_locale(code))
    # French counts the first day of a month as an ordinal, which its pattern of days does not know.
    return f"1er{words[1:]}" if code == "fr" and on.day == 1 else words


@lru_cache(maxsize=16_384)
def _month(code: str, of: dt.date) -> str:
    from babel.dates import format_skeleton  # noqa: PLC0415

    return format_skeleton("yMMM", of, locale=_locale(code))


@lru_cache(maxsize=16_384)
def _number(code: str, n: float) -> str:
    from babel.numbers import format_decimal  # noqa: PLC0415

    return format_decimal(n, locale=_locale(code))
