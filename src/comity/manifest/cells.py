"""What one cell says: the strict forms of every type, and what is wrong with a cell that has another.

Codes, numbers, days and yes/no words are read with full-width characters made plain; text is kept as it is.
Nothing is guessed: a cell either has one of the forms, or comes back as a `Flaw`.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from enum import StrEnum

from comity.domain.primitives.country import alpha_2
from comity.domain.provisions.vocabulary import Fact, Kind, Type
from comity.domain.visits.visit import Value
from comity.manifest import limits
from comity.manifest.spelling import folded


class Flaw(StrEnum):
    """What is wrong with a cell: the stable code of the problem."""

    NOT_YES_NO = "cell.not-yes-no"
    NOT_A_CHOICE = "cell.not-a-choice"
    NOT_A_STATE = "cell.not-a-state"
    NOT_WHOLE = "cell.not-a-whole-number"
    NOT_A_NUMBER = "cell.not-a-number"
    THOUSANDS = "cell.thousands-separator"
    DECIMAL_COMMA = "cell.decimal-comma"
    OUT_OF_RANGE = "cell.out-of-range"
    NOT_A_DAY = "cell.not-a-day"
    IMPOSSIBLE_DAY = "cell.impossible-day"
    DAY_WITH_TIME = "cell.day-with-time"
    NOT_AN_INSTANT = "cell.not-an-instant"
    IMPOSSIBLE_INSTANT = "cell.impossible-instant"
    NO_OFFSET = "cell.instant-without-offset"
    DAY_OUT_OF_RANGE = "cell.day-out-of-range"
    FORMULA = "cell.formula"
    ERROR = "cell.error"
    ROUNDED = "cell.rounded-number"
    CONTROL = "cell.control-character"
    TOO_LONG = "cell.too-long"


YES = frozenset({"yes", "y", "true", "1", "はい"})
NO = frozenset({"no", "n", "false", "0", "いいえ"})

#: Characters that no text may hold: controls other than tab and line ends, those that turn the order of
#: reading (a name can be made to read as another), byte-order marks, invisible tags.
FORBIDDEN_IN_TEXT = (
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]"
)

_FORBIDDEN = re.compile(FORBIDDEN_IN_TEXT)
_INVISIBLE = frozenset({"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"})
_WHOLE = re.compile(r"[+-]?[0-9]{1,19}")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_THOUSANDS = re.compile(r"[+-]?[0-9]{1,3}(?:[,'’_ \u00a0\u2009\u202f][0-9]{3})+(?:\.[0-9]*)?")
_DECIMAL_COMMA = re.compile(r"[+-]?[0-9.]*,[0-9]+")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ]([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?)"
    r" ?(Z|z|UTC|[+-][0-9]{2}:?[0-9]{2})?"
)


def read_cell(text: str, fact: Fact) -> Value | Flaw:
    """The value that a cell that is not blank states for a fact, or what is wrong with it."""
    if len(text) > limits.CELL_CHARACTERS:
        return Flaw.TOO_LONG
    is_key = fact.kind is Kind.KEY
    if fact.type in (Type.TEXT, Type.PLACE) and not is_key:
        return Flaw.CONTROL if _FORBIDDEN.search(text) else text
    plain = folded(text)
    if not plain or any(unicodedata.category(c) in _INVISIBLE for c in plain):
        return Flaw.CONTROL
    if is_key:
        return plain
    value = _READERS[fact.type](plain, fact)
    if isinstance(value, Flaw) and _looks_like_formula(plain):
        return Flaw.FORMULA
    return value


def day_flaw(day: dt.date) -> Flaw | None:
    """What is wrong with a day that exists."""
    return None if limits.FIRST_DAY <= day <= limits.LAST_DAY else Flaw.DAY_OUT_OF_RANGE


def _looks_like_formula(plain: str) -> bool:
    return plain[0] in "=@" or (plain[0] in "+-" and len(plain) > 1 and not plain[1].isdigit())


def _yes_no(plain: str, _: Fact) -> Value | Flaw:
    word = plain.casefold()
    return True if word in YES else False if word in NO else Flaw.NOT_YES_NO


def _choice(plain: str, fact: Fact) -> Value | Flaw:
    word = plain.casefold()
    return next((value for value in fact.values if value.casefold() == word), Flaw.NOT_A_CHOICE)


def _state(plain: str, _: Fact) -> Value | Flaw:
    return alpha_2(plain) or Flaw.NOT_A_STATE


def _whole(plain: str, _: Fact) -> Value | Flaw:
    if _WHOLE.fullmatch(plain):
        return int(plain) if abs(int(plain)) < limits.NUMBER else Flaw.OUT_OF_RANGE
    return _separators(plain) or Flaw.NOT_WHOLE


def _number(plain: str, _: Fact) -> Value | Flaw:
    if _NUMBER.fullmatch(plain):
        value = float(plain)
        return value if abs(value) < limits.NUMBER else Flaw.OUT_OF_RANGE
    return _separators(plain) or Flaw.NOT_A_NUMBER


def _separators(plain: str) -> Flaw | None:
    if _THOUSANDS.fullmatch(plain):
        return Flaw.THOUSANDS
    return Flaw.DECIMAL_COMMA if _DECIMAL_COMMA.fullmatch(plain) else None


def _day(plain: str, _: Fact) -> Value | Flaw:
    if not _DAY.fullmatch(plain):
        return Flaw.DAY_WITH_TIME if _INSTANT.fullmatch(plain) else Flaw.NOT_A_DAY
    try:
        day = dt.date.fromisoformat(plain)
    except ValueError:
        return Flaw.IMPOSSIBLE_DAY
    return day_flaw(day) or day


def _instant(plain: str, fact: Fact) -> Value | Flaw:
    parts = _INSTANT.fullmatch(plain)
    if not parts:
        return Flaw.NOT_AN_INSTANT
    day, time, offset = parts.groups()
    if offset is None:
        # The heading itself says which clock: etd_utc.
        if not fact.name.endswith("_utc"):
            return Flaw.NO_OFFSET
        offset = "+00:00"
    elif offset in ("Z", "z", "UTC"):
        offset = "+00:00"
    try:
        instant = dt.datetime.fromisoformat(f"{day}T{time}{offset}")
    except ValueError:
        return Flaw.IMPOSSIBLE_INSTANT
    return day_flaw(instant.date()) or instant.astimezone(dt.UTC)


_READERS: dict[Type, Callable[[str, Fact], Value | Flaw]] = {
    Type.BOOL: _yes_no,
    Type.CHOICE: _choice,
    Type.STATE: _state,
    Type.INT: _whole,
    Type.NUMBER: _number,
    Type.DAY: _day,
    Type.INSTANT: _instant,
}
