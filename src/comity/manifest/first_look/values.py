"""What a cell of a list means where the strict reader would refuse it: words, units, dates, names of States.

A cell is converted and the note shows both forms, or it comes back as a doubt with what it may mean; nothing
is guessed (decision 0015). A cell in a strict form reads as itself, without a note.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from comity.domain.primitives.country import alpha_2
from comity.domain.primitives.worded import worded
from comity.domain.provisions.vocabulary import Fact, Kind, Type
from comity.manifest import limits
from comity.manifest.cells import Flaw, day_flaw, read_cell
from comity.manifest.first_look.dates import (
    Day,
    DayForm,
    Moment,
    Unsettled,
    may_lack_era,
    minutes_east,
    read_day,
    read_moment,
)
from comity.manifest.first_look.identifiers import FREE_TEXTS, why_doubtful
from comity.manifest.first_look.numbers import DecimalMark, Figures, amounts, figures_of, plainly
from comity.manifest.first_look.quantities import COUNT_WORDS
from comity.manifest.first_look.units import converted, same_dimension, units_named
from comity.manifest.first_look.value_words import ValueWords, no_words, word_key
from comity.manifest.problems import shown
from comity.manifest.spelling import folded, listing

_LONGEST = 200
#: "1.234" in a workbook may be a number cell, whatever the decimal mark of its texts.
_GROUP_OR_FRACTION = re.compile(r"[+-]?[1-9][0-9]{0,2}\.[0-9]{3}")
#: How a spreadsheet shows a number that is too long for the cell, its last digits lost: "7.56098E+14".
_SHORTENED = re.compile(r"[0-9](?:[.,][0-9]{1,6})?E\+[0-9]{2}")
_MONTH = re.compile(r"(?P<month>[0-9]{1,2})\s*[/.-]\s*(?P<year>20[0-9]{2})")
#: Longer texts are no words for nothing.
_SHORT = 20


@dataclass(frozen=True, slots=True)
class Lenient:
    """The strict form of a cell, and a note where it is not what is written ("1,250 lb read as 566.99 kg").

    A blank `text` is a blank cell: the list says that it is not known. `unit` is the word that counted or
    measured and has no place in this column ("EA"): it belongs in the sheet's `unit`, if there is one.
    """

    text: str
    note: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Strict forms that a cell may stand for, the likeliest first, or none; `why` is a sentence."""

    choices: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Hints:
    """What the file tells about its cells.

    Attributes:
        words: the words of cells.
        day_form: the order of days in figures (`dates.day_form_of`, or the planner's word).
        decimal: the decimal mark (`numbers.decimal_mark`).
        mixed: whether its numbers are written with both marks.
        is_workbook: whether a cell may hold a number, which is shown with a point.
        odd: texts that are written against the habit of the rest.
        unit: the unit that the heading states (`Candidate.unit`), blank if none.
        mass_unit: the unit of masses where neither heading nor cell states one ("lb"), blank if not told.
        zone: the clock of its times, as `dates.told_zone` finds it in the heading, blank if not told.
        east: minutes east of Greenwich of the local clock, None if that is not told.
        has_eras: whether days of the column are in years of Japanese eras.
    """

    words: ValueWords = field(default_factory=lambda: ValueWords(no_words))
    day_form: DayForm | None = None
    decimal: DecimalMark | None = None
    mixed: bool = False
    is_workbook: bool = False
    odd: frozenset[str] = frozenset()
    unit: str = ""
    mass_unit: str = ""
    zone: str = ""
    east: int | None = None
    has_eras: bool = False


def lenient(text: str, fact: Fact, hints: Hints) -> Lenient | Doubt | Flaw | None:
    """The strict form of a cell that is not blank.

    Returns:
        `Lenient`, a `Doubt` that the planner settles, the `Flaw` of a cell that means something that cannot
        be, or None where nothing is known that it could mean: the strict reader's flaw stands then.
    """
    if len(text) > limits.CELL_CHARACTERS:
        return Flaw.TOO_LONG
    measured = fact.type in (Type.INT, Type.NUMBER)
    if is_text(fact):
        return _text(text, fact, hints)
    if fact.type is Type.INSTANT and hints.zone not in ("", "UTC"):
        told = _instant(text, fact, hints)
        if told is not None:
            return told
    # A bare number is not what it looks like where the heading states pounds, or the file a decimal comma.
    converted_anyway = measured and (
        bool(_unit_told(fact, hints))
        or text in hints.odd
        or ("." in text and (hints.mixed or hints.decimal is DecimalMark.COMMA))
    )
    if not converted_anyway and not isinstance(read_cell(text, fact), Flaw):
        return Lenient(text)
    if len(text) > _LONGEST or not text.strip():
        return None
    read = _READERS[fact.type](text, fact, hints)
    if read is None and hints.words.is_unknown(text):
        return Lenient("", worded("{text} is read as a blank: not known", text=shown(text)))
    return read


def is_text(fact: Fact) -> bool:
    """Whether the cells of a column are taken as they are, but for what says nothing and what is spoiled."""
    return fact.kind is Kind.KEY or fact.type in (Type.TEXT, Type.PLACE)


def _text(text: str, fact: Fact, hints: Hints) -> Lenient | Doubt | Flaw | None:
    if isinstance(read_cell(text, fact), Flaw):
        return None
    plain = folded(text)
    if _SHORTENED.fullmatch(plain):
        return Flaw.ROUNDED
    if fact.name not in FREE_TEXTS and len(plain) <= _SHORT and hints.words.is_unknown(plain):
        return Lenient("", worded("{text} is read as a blank", text=shown(text)))
    found = why_doubtful(text, fact.name)
    return _doubt(text, *found) if found else Lenient(text)


def is_doubtful(text: str, fact: Fact) -> bool:
    """Whether a text is written as not certain, or cannot be what its column holds."""
    return is_text(fact) and why_doubtful(text, fact.name) is not None


def _as(text: str, strict: str, how: str = "") -> Lenient:
    return Lenient(strict, _read_as(text, strict, how))


def _read_as(text: str, strict: str, how: str) -> str:
    if how:
        return worded("{text} is read as {value} ({how})", text=shown(text), value=strict, how=how)
    return worded("{text} is read as {value}", text=shown(text), value=strict)


def _doubt(text: str, choices: tuple[str, ...], why: str) -> Doubt:
    words = worded("{text} {why}", text=shown(text), why=why)
    if len(choices) > 1:
        words = worded("{doubt}: {choices}", doubt=words, choices=listing(choices))
    elif choices:
        words = worded("{doubt}: {choice}?", doubt=words, choice=choices[0])
    return Doubt(choices, words)


# --- words ----------------------------------------------------------------------------------


def _yes_no(text: str, fact: Fact, hints: Hints) -> Lenient | Doubt | None:
    if word_key(text) in ("x", "☒"):
        # A cross ticks a box in the west and strikes it out in Japan.
        return _doubt(text, ("yes", "no"), worded("may be a tick or a cross"))
    meant = hints.words.yes_no(text)
    return None if meant is None else _as(text, "yes" if meant else "no")


def _choice(text: str, fact: Fact, hints: Hints) -> Lenient | Doubt | None:
    meant = hints.words.choices(text, fact)
    if len(meant) > 1:
        return _doubt(text, meant, worded("may mean several things"))
    return _as(text, meant[0]) if meant else None


def _state(text: str, fact: Fact, hints: Hints) -> Lenient | Doubt | None:
    if len(meant := hints.words.states(text)) == 1:
        return _as(text, meant[0])
    if meant:
        return _doubt(text, meant, worded("is a name of several States"))
    parts = [part.strip() for part in text.replace("／", "/").replace("&", "/").replace(",", "/").split("/")]
    if len(parts) > 1 and all(parts):
        named = [hints.words.states(part) or tuple(filter(None, [alpha_2(part)])) for part in parts]
        if all(len(each) == 1 for each in named):
            states = tuple(dict.fromkeys(each[0] for each in named))
            return (
                _doubt(text, states, worded("names several States"))
                if len(states) > 1
                else _as(text, states[0])
            )
        return None
    bare = text.strip().rstrip(".")
    for opened in ("(", "（"):
        name, bracket, rest = bare.partition(opened)
        code = rest.rstrip(")） ")
        if bracket and (inside := alpha_2(code)) and hints.words.states(name) in ((inside,), ()):
            return _as(text, inside)
    return None


# --- numbers --------------------------------------------------------------------------------


def _unit_told(fact: Fact, hints: Hints) -> str:
    """The unit of a column whose numbers state none, where it is not the vocabulary's own."""
    told = hints.unit or (hints.mass_unit if fact.unit in ("kg", "g", "t") else "")
    return "" if told == fact.unit or not fact.unit else told


def _number(text: str, fact: Fact, hints: Hints) -> Lenient | Doubt | Flaw | None:
    figures = figures_of(text)
    if figures is None:
        # "nil" may count to nought, or say that nobody has counted.
        return (
            _doubt(text, ("0",), worded("may be nought, or a blank"))
            if hints.words.yes_no(text) is False
            else None
        )
    may_be_number = hints.is_workbook and not text.endswith("0")
    if text in hints.odd or (_GROUP_OR_FRACTION.fullmatch(text) and (hints.mixed or may_be_number)):
        hints = replace(hints, decimal=None)
    read = _measured(text, figures, fact, hints) if fact.unit else _bare(text, figures, hints)
    if not isinstance(read, _Numbers):
        return read
    fitting = tuple(dict.fromkeys(plainly(number) for number in read.numbers if _fits(number, fact)))
    if not fitting:
        too_large = all(abs(number) >= limits.NUMBER for number in read.numbers)
        return Flaw.OUT_OF_RANGE if too_large else None
    if len(fitting) > 1:
        return _doubt(text, fitting, read.why)
    if figures.about or text in hints.odd:
        why = (
            worded("is only about that")
            if figures.about
            else worded("is written with another decimal mark than the rest")
        )
        return _doubt(text, fitting, why)
    unit = f" {fact.unit}" if fact.unit else ""
    if fitting[0] == text and not read.how:
        return Lenient(text)
    return Lenient(fitting[0], _read_as(text, f"{fitting[0]}{unit}", read.how), read.unit)


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The numbers that figures may be, in the unit of the fact; `unit` is a word that is left over."""

    numbers: tuple[Decimal, ...]
    why: str
    how: str = ""
    unit: str = ""


def _fits(number: Decimal, fact: Fact) -> bool:
    return abs(number) < limits.NUMBER and (fact.type is Type.NUMBER or number == number.to_integral_value())


def _bare(text: str, figures: Figures, hints: Hints) -> _Numbers | None:
    """A number of things: a word that counts or measures is handed on."""
    if len(figures.parts) != 1:
        return None
    number, word = figures.parts[0]
    if word and word.casefold().rstrip(".") not in COUNT_WORDS and not units_named(word):
        return None
    numbers = tuple(amount.number for amount in amounts(number, hints.decimal))
    return _Numbers(numbers, _SEPARATOR, unit=word) if numbers else None


_SEPARATOR = worded("has a separator that may mark thousands or the decimals")


def _measured(text: str, figures: Figures, fact: Fact, hints: Hints) -> _Numbers | Doubt | None:
    """An amount in the unit of the fact, whatever it is stated in; "3 ft 4 in" is one."""
    sums: list[tuple[Decimal, ...]] = []
    stated = _unit_told(fact, hints)
    several_units = False
    for number, word in figures.parts:
        units = units_named(word) if word else tuple(filter(None, stated.split("|"))) or (fact.unit,)
        units = tuple(unit for unit in units if same_dimension(unit, fact.unit))
        read = [amount.number for amount in amounts(number, hints.decimal)]
        if not units or not read or (len(figures.parts) > 1 and not word):
            return None
        several_units |= len(units) > 1
        sums.append(
            tuple(c for n in read for unit in units if (c := converted(n, unit, fact.unit)) is not None)
        )
    totals = sums[0]
    for more in sums[1:]:
        totals = tuple(total + each for total in totals for each in more)
    why = worded("is in a unit that may be several") if several_units else _SEPARATOR
    how = worded("the column is in {stated}", stated=stated) if stated and not figures.parts[0][1] else ""
    return _Numbers(totals, why, how)


# --- days and instants ----------------------------------------------------------------------


def _day(text: str, fact: Fact, hints: Hints) -> Lenient | Doubt | Flaw | None:
    if hints.has_eras and may_lack_era(text):
        return _doubt(text, (), worded("may be a year of an era that is not named"))
    if fact.name == "expiry" and (last := _last_of_month(text)):
        return _doubt(text, (last.isoformat(),), worded("names a month; its last day"))
    birth = fact.name == "date_of_birth" and fact.sheet == "people"
    read: Day | Moment | Unsettled | Flaw | None = read_day(text, hints.day_form, birth=birth)
    if read is None:
        read = read_moment(text, hints.day_form)
    match read:
        case Day(day, how):
            return _as(text, day.isoformat(), how)
        case Moment(day, time, east, how) if time == dt.time() and east is None:
            return _as(text, day.isoformat(), how)
        case Moment(day, _, east, _) if east is None or east == hints.east:
            return _as(text, day.isoformat(), worded("the time is left out"))
        case Moment(day, _, _, _):
            return _doubt(text, (day.isoformat(),), worded("is an instant, and the column holds a local day"))
        case Unsettled(days, why):
            return _doubt(text, tuple(day.isoformat() for day in days), why)
        case _:
            return read


def _last_of_month(text: str) -> dt.date | None:
    """The last day of the month that a text of month and year names ("11/2026"); None if it names none."""
    named = _MONTH.fullmatch(folded(text).strip())
    if named is None or not 1 <= int(named["month"]) <= 12:
        return None
    first = dt.date(int(named["year"]), int(named["month"]), 1)
    return (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)


def _instant(text: str, fact: Fact, hints: Hints) -> Lenient | Doubt | Flaw | None:
    read = read_moment(text, hints.day_form)
    if read is None and (day := read_day(text, hints.day_form)) is not None:
        return day if isinstance(day, Flaw) else _doubt(text, (), worded("names no time"))
    if isinstance(read, Unsettled):
        return _doubt(text, (), read.why)
    if not isinstance(read, Moment):
        return read
    east, how = read.east, read.how
    if east is None and (read.is_local or hints.zone == "local"):
        east, how = hints.east, worded("local time")
    elif east is None and hints.zone:
        east, how = minutes_east(hints.zone), worded("the column is in {zone}", zone=hints.zone)
    elif east is None and fact.name.endswith("_utc"):
        as_utc = f"{dt.datetime.combine(read.day, read.time):%Y-%m-%dT%H:%M}Z"
        return _doubt(text, (as_utc,), worded("names no zone; the column is in UTC"))
    if east is None:
        return _doubt(text, (), worded("is a local time, and nothing tells of which zone"))
    instant = dt.datetime.combine(read.day, read.time, dt.UTC)
    try:
        instant -= dt.timedelta(minutes=east)
    except OverflowError:
        return Flaw.DAY_OUT_OF_RANGE
    strict = f"{instant:%Y-%m-%dT%H:%M:%S}Z" if instant.second else f"{instant:%Y-%m-%dT%H:%M}Z"
    return day_flaw(instant.date()) or _as(text, strict, how)


_READERS: Mapping[Type, Callable[[str, Fact, Hints], Lenient | Doubt | Flaw | None]] = {
    Type.BOOL: _yes_no,
    Type.CHOICE: _choice,
    Type.STATE: _state,
    Type.INT: _number,
    Type.NUMBER: _number,
    Type.DAY: _day,
    Type.INSTANT: _instant,
}
