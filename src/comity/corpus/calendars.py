"""Days off: weekends and public holidays of a State, from the `holidays` library."""

import datetime as dt
import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from comity.corpus.kept import keep, kept_file, kept_text
from comity.domain.primitives.calendar import Calendar

_SATURDAY = 5


@cache
def calendar_of(state: str) -> Calendar:
    """The weekends and national public holidays of a State (alpha-2).

    Where the library knows no holidays of the State in a year, weekends alone are days off there; the
    calendar tells (`knows_holidays`), so that nobody takes such a day for certain.
    """

    def is_day_off(day: dt.date) -> bool:
        return day.weekday() >= _SATURDAY or day.isoformat() in _public_holidays(state, day.year)

    return Calendar(is_day_off, lambda day: bool(_public_holidays(state, day.year)))


@cache
def _public_holidays(state: str, year: int) -> frozenset[str]:
    """The public holidays of a year, in ISO 8601.

    Importing the library takes as long as a small answer, so a year's days are kept once they are known,
    under the time at which the library was installed.
    """
    found = find_spec("holidays")
    installed = Path(found.origin).stat().st_mtime_ns if found and found.origin else 0
    kept = kept_file(f"holidays-{state}-{year}-{installed:x}.json")
    if text := kept_text(kept):
        return frozenset(json.loads(text))
    import holidays  # noqa: PLC0415  see above

    try:
        days = [day.isoformat() for day in holidays.country_holidays(state, years=year)]
    except NotImplementedError:
        days = []
    keep(kept, json.dumps(sorted(days)))
    return frozenset(days)
