"""Days and instants as lists write them: in three orders, with month names, in Japanese eras, as DTG.

What a text says is never guessed: where its order is told neither by itself nor by the file, every day that
it may mean comes back. Figures with points are day first where nothing else is told, as DIN 5008 and its
neighbours have it. A year in two digits is 1970 to 2069 (POSIX); that of a person's birth 1921 to 2020. The
number by which a spreadsheet keeps a day (45174) is not read as one.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from comity.domain.primitives.worded import either, known_word, phrase, worded
from comity.manifest.cells import Flaw, day_flaw


class DayForm(StrEnum):
    """In which order a file writes day, month and year in figures."""

    DAY_FIRST = phrase("day first")
    MONTH_FIRST = phrase("month first")
    YEAR_FIRST = phrase("year first")


@dataclass(frozen=True, slots=True)
class Day:
    """The day that a text says; `how` it was read where its form alone does not tell ("day first")."""

    day: dt.date
    how: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """A day and time of day as a text says them.

    `east` is minutes east of Greenwich, None where no zone is told; `is_local` whether the text says that it
    is local time ("local", or the letter J). `how` is that of the day.
    """

    day: dt.date
    time: dt.time
    east: int | None
    how: str = ""
    is_local: bool = False


@dataclass(frozen=True, slots=True)
class Unsettled:
    """The days that a text may say; none if a part is missing. `why` completes "it …"."""

    days: tuple[dt.date, ...]
    why: str


_LONGEST = 60
#: The last two-digit year that is of this century.
_PIVOT, _BIRTH_PIVOT = 69, 20

_MONTH_WORDS = (
    "jan january janvier janv gennaio gen januar jan jän jänner",
    "feb february février fév févr fevr febbraio februar",
    "mar march mars marzo märz mär mrz maerz",
    "apr april avril avr aprile",
    "may mai maggio mag",
    "jun june juin giugno giu juni",
    "jul july juillet juil luglio lug juli",
    "aug august août aout agosto ago",
    "sep sept september septembre settembre set",
    "oct october octobre ottobre ott oktober okt",
    "nov november novembre",
    "dec december décembre déc dicembre dic dezember dez",
)


def _plain(text: str) -> str:
    """Lower case, width folded, Latin letters without accents, Japanese numbers in figures."""
    if text.isascii():
        return text.strip().lower()
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in decomposed if not ("\u0300" <= c <= "\u036f"))
    plain = unicodedata.normalize("NFKC", bare).lower().strip()
    return _KANJI_NUMBER.sub(_in_figures, plain)


def _in_figures(number: re.Match[str]) -> str:
    tens, ten, ones = re.fullmatch(r"([^十]*)(十?)([^十]*)", number[0]).groups()  # type: ignore[union-attr]
    figures = [str(_KANJI.index(c) % 10) for c in tens], [str(_KANJI.index(c) % 10) for c in ones]
    if not ten:
        return "".join(figures[0])
    return str(int("".join(figures[0]) or "1") * 10 + int("".join(figures[1]) or "0"))


_KANJI = "〇一二三四五六七八九"
_KANJI_NUMBER = re.compile(rf"[{_KANJI}]{{0,4}}十?[{_KANJI}]{{0,4}}(?=[年月日])")
_MONTHS: Mapping[str, int] = MappingProxyType(
    {_plain(word): number for number, words in enumerate(_MONTH_WORDS, 1) for word in words.split()}
)
#: Era to the year before its first: 令和5年 is 2018 + 5.
_ERAS: Mapping[str, int] = MappingProxyType(
    {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867}
    | {"r": 2018, "h": 1988, "s": 1925, "t": 1911, "m": 1867}
)
#: Zones whose names mean one offset only, in minutes east of Greenwich. J is local time and told by nobody.
_ZONES: Mapping[str, int] = MappingProxyType(
    {"z": 0, "utc": 0, "gmt": 0, "jst": 540, "aest": 600, "aedt": 660, "acst": 570, "acdt": 630, "awst": 480}
    | {"cet": 60, "cest": 120}
    | {letter: 60 * hours for hours, letter in enumerate("abcdefghiklm", 1)}
    | {letter: -60 * hours for hours, letter in enumerate("nopqrstuvwxy", 1)}
)
_FIGURES = re.compile(r"([0-9]{1,4})\s*([/.\-])\s*([0-9]{1,2})\s*\2\s*([0-9]{1,4})\.?")
_SOLID = re.compile(r"((?:19|20|21)[0-9]{2})([0-9]{2})([0-9]{2})")
_WEEKDAY = re.compile(
    r"^(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch"
    r"|(?:lune|marte|mercole|giove|vener)di|sabato|domenica)[.,]?\s+"
    r"|\s*\((?:[日月火水木金土]|mon|tue|wed|thu|fri|sat|sun)(?:曜日)?\)"
)
_NAMED = (
    re.compile(
        r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|er|o|°)?[\s\-/.,]*(?:of\s+)?(?P<month>[a-z]{3,9})\.?[\s\-/.,]*'?"
        r"(?P<year>[0-9]{4}|[0-9]{2})"
    ),
    re.compile(
        r"(?P<month>[a-z]{3,9})\.?[\s\-/.]*(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?[\s\-/,]+'?"
        r"(?P<year>[0-9]{4}|[0-9]{2})"
    ),
    re.compile(r"(?P<year>[0-9]{4})[\s\-/.,]*(?P<month>[a-z]{3,9})\.?[\s\-/.,]*(?P<day>[0-9]{1,2})"),
)
_JAPANESE = re.compile(
    r"(?P<era>令和|平成|昭和|大正|明治|[rhstm](?=\.?[0-9元])|)\.?\s*(?P<year>[0-9]{1,4}|元)\s*[年./\-]\s*"
    r"(?P<month>[0-9]{1,2})\s*[月./\-]\s*(?P<day>[0-9]{1,2})\s*日?"
)
_NO_DAY = re.compile(
    r"(?:令和|平成|昭和|大正|明治)?(?:[0-9]{1,4}|元)\s*年度?(?:\s*[0-9]{1,2}\s*月)?|(?:19|20)[0-9]{2}"
    r"|[a-z]{3,9}\.?[\s\-]*(?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}[\s\-/.][0-9]{1,2}"
)
_NO_YEAR = re.compile(
    r"[0-9]{1,2}\s*月\s*[0-9]{1,2}\s*日|[0-9]{1,2}[\s\-/.]*[a-z]{3,9}|[0-9]{1,2}/[0-9]{1,2}"
)
_DTG = re.compile(
    r"(?P<day>[0-9]{2})\s*(?P<hour>[0-9]{2}):?(?P<minute>[0-9]{2})\s*(?P<zone>[a-z])\s*(?P<month>[a-z]{3})\s*"
    r"(?P<year>[0-9]{4}|[0-9]{2})"
)
_CLOCK = re.compile(
    r"(?P<date>.*[^\s:T+\-])(?:[\st,]+)(?P<hour>[0-9]{1,2})(?::?(?P<minute>[0-9]{2}))"
    r"(?::(?P<second>[0-9]{2})(?:\.[0-9]{1,6})?)?\s*(?:h|hrs|hours)?\s*"
    r"(?P<zone>utc|gmt|local|lt|jst|aest|aedt|acst|acdt|awst|cet|cest|[+-][0-9]{2}:?[0-9]{2}|[a-z])?"
)
_TOLD = re.compile(
    r"([dtgj年月日my]{1,4}|aaaa)[\s/.\-]*([dtgjmy年月日]{1,4})[\s/.\-]+([dtgjmy年月日]{1,4}|aaaa?)"
)
_LOCAL = ("local", "lt", "現地時間", "現地時刻", "j")
_TOLD_ZONE = re.compile(
    r"(?:^|[\s(\[（])(z|utc|gmt|zulu|local|lt|jst|aest|aedt|acst|acdt|awst|cet|cest|現地時間|現地時刻)(?:\s+time)?\s*[)\]）]?$"
)
_BETWEEN = re.compile(r"\s*(?:\bto\b|\buntil\b|\bbis\b|\bau\b|\bal\b|から|[–—~〜])\s*|\s*-\s*")


def read_day(
    text: str, day_form: DayForm | None = None, *, birth: bool = False
) -> Day | Unsettled | Flaw | None:
    """The day that a text says.

    Args:
        text: any text.
        day_form: how the file writes figures, if that is known.
        birth: whether it is a person's day of birth.

    Returns:
        The day; `Unsettled` if it may be several or a part is missing; a `Flaw` if there is no such day or
        it is out of range; None if the text is no day at all.
    """
    if len(text) > _LONGEST:
        return None
    plain = _WEEKDAY.sub("", _plain(text)).strip()
    if figures := _FIGURES.fullmatch(plain):
        parts = (figures[1], figures[3], figures[4])
        return _from_figures(parts, day_form, points=figures[2] == ".", birth=birth)
    if solid := _SOLID.fullmatch(plain):
        return _checked(int(solid[1]), int(solid[2]), int(solid[3]))
    for form in _NAMED:
        if (named := form.fullmatch(plain)) and (month := _MONTHS.get(named["month"])):
            return _checked(_year(named["year"], birth=birth), month, int(named["day"]))
    if (japanese := _JAPANESE.fullmatch(plain)) and (japanese["era"] or len(japanese["year"]) == 4):
        year = 1 if japanese["year"] == "元" else int(japanese["year"])
        year += _ERAS.get(japanese["era"], 0)
        return _checked(year, int(japanese["month"]), int(japanese["day"]))
    if _NO_DAY.fullmatch(plain):
        return Unsettled((), worded("names no day"))
    if (no_year := _NO_YEAR.fullmatch(plain)) and _names_a_month(no_year[0]):
        return Unsettled((), worded("names no year"))
    return None


def names_era(text: str) -> bool:
    """Whether a text is a day in a year of a Japanese era."""
    japanese = _JAPANESE.fullmatch(_plain(text)) if len(text) <= _LONGEST else None
    return japanese is not None and bool(japanese["era"])


def may_lack_era(text: str) -> bool:
    """Whether figures may be a year of an era whose name is missing ("63.3.3")."""
    figures = _FIGURES.fullmatch(_plain(text)) if len(text) <= _LONGEST else None
    return figures is not None and len(figures[1]) <= 2 and len(figures[4]) <= 2


def read_moment(text: str, day_form: DayForm | None = None) -> Moment | Unsettled | Flaw | None:
    """Day, time and zone that a text says, as `read_day`; a text without a time is no moment."""
    if len(text) > _LONGEST:
        return None
    plain = _plain(text)
    if dtg := _DTG.fullmatch(plain):
        month = _MONTHS.get(dtg["month"])
        day = _checked(_year(dtg["year"], birth=False), month, int(dtg["day"])) if month else None
        return _at(day, dtg["hour"], dtg["minute"], dtg["zone"])
    # "5 Sep 2023" is a day, though 20:23 is a time.
    if not (clock := _CLOCK.fullmatch(plain)) or isinstance(read_day(text, day_form), Day):
        return None
    return _at(
        read_day(clock["date"], day_form),
        clock["hour"],
        clock["minute"],
        clock["zone"] or "",
        clock["second"],
    )


def day_form_of(texts: Iterable[str]) -> DayForm | None:
    """The order in which a file writes days in figures; None if they do not tell, or contradict each other.

    The days that cannot be decide: 13/02/23 has no thirteenth month. A year first in two digits is seen
    by a first number that is the same above twelve everywhere while the last one changes.
    """
    days = {
        figures.group(1, 3, 4)
        for text in texts
        if len(text) <= _LONGEST and (figures := _FIGURES.match(_plain(text)))
    }
    possible = {day: set(_forms(*day, birth=False)) for day in days}
    last = [day for day in days if len(day[0]) < 3 and possible[day]]
    if not last:
        return DayForm.YEAR_FIRST if any(possible.values()) else None
    left = {DayForm.DAY_FIRST, DayForm.MONTH_FIRST}.intersection(*(possible[day] for day in last))
    if all(DayForm.YEAR_FIRST in possible[day] for day in last):
        firsts, thirds = {day[0] for day in last}, {day[2] for day in last}
        if not left or (len(firsts) == 1 and len(thirds) > 1 and int(min(firsts)) > 12):
            return DayForm.YEAR_FIRST
    return left.pop() if len(left) == 1 else None


def told_zone(heading: str) -> str:
    """The clock that a heading tells: "UTC" ("ETA (Z)"), "local" ("ETD LT"), another zone, or blank."""
    told = _TOLD_ZONE.search(_plain(heading.replace("_", " "))) if len(heading) <= 2 * _LONGEST else None
    if told is None:
        return ""
    return (
        "UTC" if told[1] in ("z", "utc", "gmt", "zulu") else "local" if told[1] in _LOCAL else told[1].upper()
    )


def minutes_east(zone: str) -> int | None:
    """Minutes east of Greenwich of a zone that has a name or a letter for one offset only."""
    return _ZONES.get(zone.lower())


def told_day_form(heading: str) -> DayForm | None:
    """The order that a heading tells: "DOB (dd/mm/yyyy)", "JJ/MM/AAAA", "年月日"."""
    if len(heading) > 2 * _LONGEST or not (told := _TOLD.search(_plain(heading))):
        return None
    first, second, third = (_PART_OF.get(part[0], "") for part in told.groups())
    if told[3].startswith("jj"):
        third = "y"
    return {"dmy": DayForm.DAY_FIRST, "mdy": DayForm.MONTH_FIRST, "ymd": DayForm.YEAR_FIRST}.get(
        first + second + third
    )


def days_between(text: str, day_form: DayForm | None = None) -> tuple[dt.date, dt.date] | None:
    """The first and last day of a span ("5-30 Sep 2023", "2023年9月5日～30日"), if it is a plain one."""
    plain = _plain(text)
    if len(plain) > 2 * _LONGEST:
        return None
    for gap in _BETWEEN.finditer(plain):
        for first, last in _completed(plain[: gap.start()], plain[gap.end() :]):
            begin, end = read_day(first, day_form), read_day(last, day_form)
            if isinstance(begin, Day) and isinstance(end, Day) and begin.day <= end.day:
                return begin.day, end.day
    return None


_PART_OF: Mapping[str, str] = MappingProxyType(
    {"d": "d", "t": "d", "g": "d", "j": "d", "日": "d", "m": "m", "月": "m", "y": "y", "a": "y", "年": "y"}
)


def _completed(first: str, last: str) -> Iterator[tuple[str, str]]:
    """Both ends of a span, with what only one of them names."""
    yield first, last
    if re.fullmatch(r"[0-9]{1,2}\.?", first):
        yield re.sub(r"^[0-9]{1,2}", first.rstrip("."), last, count=1), last
    if (year := re.search(r"[\s\-/.]+[0-9]{4}$", last)) and not re.search(r"[0-9]{4}$", first):
        yield first.rstrip(".") + year[0], last
    if re.fullmatch(r"[0-9]{1,2}日?", last):
        yield first, re.sub(r"[0-9]{1,2}(日?)$", last.rstrip("日") + r"\1", first, count=1)
    if re.fullmatch(r"[0-9]{1,2}月[0-9]{1,2}日", last) and (head := re.match(r"^.*年", first)):
        yield first, head[0] + last


def _from_figures(
    figures: tuple[str, str, str], day_form: DayForm | None, *, points: bool, birth: bool
) -> Day | Unsettled | Flaw | None:
    first, second, third = figures
    if 3 in (len(first), len(third)) or (len(first) == 4 and len(third) == 4):
        return None
    possible = _forms(first, second, third, birth=birth)
    if not possible:
        return Flaw.IMPOSSIBLE_DAY
    if DayForm.YEAR_FIRST in possible and len(first) == 4:
        return _in_range(possible[DayForm.YEAR_FIRST], "")
    if day_form in possible:
        return _in_range(possible[day_form], known_word(day_form))
    if day_form is not None:
        return Unsettled(
            _distinct(possible.values()),
            worded("is no day if the file is written {form}", form=known_word(day_form)),
        )
    if DayForm.YEAR_FIRST in possible and int(first) <= 12:
        del possible[DayForm.YEAR_FIRST]
    if points and DayForm.DAY_FIRST in possible and DayForm.YEAR_FIRST not in possible:
        return _in_range(possible[DayForm.DAY_FIRST], worded("day first, as is usual with points"))
    days = _distinct(possible.values())
    if len(days) > 1:
        return Unsettled(days, worded("may be written {forms}", forms=either(map(known_word, possible))))
    return _in_range(days[0], known_word(next(iter(possible))))


def _forms(first: str, second: str, third: str, *, birth: bool) -> dict[DayForm, dt.date]:
    """The day in every order in which there is one."""
    ways: list[tuple[DayForm, str, str, str]] = []
    if len(first) <= 2 and len(third) in (2, 4):
        ways += [(DayForm.DAY_FIRST, third, second, first), (DayForm.MONTH_FIRST, third, first, second)]
    if len(third) <= 2 and len(first) in (2, 4):
        ways += [(DayForm.YEAR_FIRST, first, second, third)]
    days = {}
    for form, year, month, day in ways:
        read = _checked(_year(year, birth=birth), int(month), int(day))
        if isinstance(read, Day) or read is Flaw.DAY_OUT_OF_RANGE:
            days[form] = dt.date(_year(year, birth=birth), int(month), int(day))
    return days


def _distinct(days: Iterable[dt.date]) -> tuple[dt.date, ...]:
    return tuple(dict.fromkeys(days))


def _year(text: str, *, birth: bool) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    return year + (2000 if year <= (_BIRTH_PIVOT if birth else _PIVOT) else 1900)


def _checked(year: int, month: int, day: int) -> Day | Flaw:
    try:
        return _in_range(dt.date(year, month, day), "")
    except ValueError:
        return Flaw.IMPOSSIBLE_DAY


def _in_range(day: dt.date, how: str) -> Day | Flaw:
    return day_flaw(day) or Day(day, how)


def _names_a_month(text: str) -> bool:
    word = re.search(r"[a-z]+", text)
    return not word or word[0] in _MONTHS


def _at(
    day: Day | Unsettled | Flaw | None, hour: str, minute: str, zone: str, second: str | None = None
) -> Moment | Unsettled | Flaw | None:
    if not isinstance(day, Day):
        return day
    try:
        time = dt.time(int(hour), int(minute), int(second or 0))
    except ValueError:
        return Flaw.IMPOSSIBLE_INSTANT
    if zone[:1] in ("+", "-") and zone:
        figures = zone[1:].replace(":", "")
        east = int(figures[:2]) * 60 + int(figures[2:])
        return Moment(day.day, time, -east if zone[0] == "-" else east, day.how)
    return Moment(day.day, time, _ZONES.get(zone), day.how, zone in _LOCAL)
