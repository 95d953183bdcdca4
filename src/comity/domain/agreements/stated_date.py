"""Dates as sources state them: a day, a month, a year, or "by" and "from" a day.

The forms are those of EDTF level 1 (ISO 8601-2) that the record needs: `2024-05-02`, `2024-05`, `2024`,
`2022-05-04/2022-05-05` (on one of these days), `../2023-05-02` (by that day), `2021-12-05/..` (from that day
on).
"""

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from comity.domain.primitives.calendar import FIRST_DAY, LAST_DAY

_FORM = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_OPEN = ".."


@dataclass(frozen=True, slots=True)
class StatedDate:
    """The days between which something lies, both inclusive; an open end is the calendar's own end."""

    first: dt.date
    last: dt.date

    @property
    def is_day(self) -> bool:
        """Whether the day itself is stated."""
        return self.first == self.last

    @property
    def is_open(self) -> bool:
        """Whether only one end is stated: "by" or "from" a day."""
        return self.first == FIRST_DAY or self.last == LAST_DAY

    def may_be(self, other: "StatedDate") -> bool:
        """Whether both can be the date of one act."""
        return self.first <= other.last and other.first <= self.last

    def __str__(self) -> str:
        """The date in EDTF."""
        first, last = self.first, self.last
        if first == last:
            return first.isoformat()
        if first == FIRST_DAY or last == LAST_DAY:
            begin = _OPEN if first == FIRST_DAY else first.isoformat()
            return f"{begin}/{_OPEN if last == LAST_DAY else last.isoformat()}"
        if (first, last) == (dt.date(first.year, 1, 1), dt.date(first.year, 12, 31)):
            return f"{first.year:04}"
        if first.day == 1 and last == _end_of_month(first.year, first.month):
            return f"{first.year:04}-{first.month:02}"
        return f"{first.isoformat()}/{last.isoformat()}"


def stated_date(text: str) -> StatedDate:
    """Read a date in EDTF.

    Raises:
        ValueError: it has none of the forms, names a day that no calendar has, lies outside FIRST_DAY to
            LAST_DAY, or ends before it begins; the message is a sentence.
    """
    begin, slash, end = text.partition("/")
    if slash:
        first = FIRST_DAY if begin == _OPEN else _span(begin, text).first
        last = LAST_DAY if end == _OPEN else _span(end, text).last
        if begin == end == _OPEN:
            raise ValueError(f"'{text}' states no end at all")
        if last < first:
            raise ValueError(f"'{text}' ends before it begins")
        return StatedDate(first, last)
    return _span(text, text)


def _span(text: str, whole: str) -> StatedDate:
    parts = _FORM.fullmatch(text)
    if not parts:
        raise ValueError(
            f"'{whole[:60]}' is not a date; write 2024-05-02, 2024-05, 2024, or an interval of them"
        )
    year, month, day = (int(part) if part else None for part in parts.groups())
    assert year is not None  # the form has it
    try:
        if day is not None and month is not None:
            span = StatedDate(dt.date(year, month, day), dt.date(year, month, day))
        elif month is not None:
            span = StatedDate(dt.date(year, month, 1), _end_of_month(year, month))
        else:
            span = StatedDate(dt.date(year, 1, 1), dt.date(year, 12, 31))
    except (ValueError, IndexError):
        raise ValueError(f"'{whole}' names a day that no calendar has") from None
    if span.first < FIRST_DAY or span.last > LAST_DAY:
        raise ValueError(f"'{whole}' lies outside {FIRST_DAY.year} to {LAST_DAY.year}")
    return span


def _end_of_month(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])
