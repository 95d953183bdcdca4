"""Days off: weekends and public holidays of a State, from the `holidays` library."""

import datetime as dt
from functools import cache

from comity.domain.primitives.calendar import IsDayOff

_SATURDAY = 5


@cache
def calendar_of(state: str) -> IsDayOff:
    """Whether a day is a weekend or national public holiday in a State (alpha-2).

    Where the library knows no calendar of the State, weekends alone are days off.
    """
    public: list[object] = []

    def is_day_off(day: dt.date) -> bool:
        if day.weekday() >= _SATURDAY:
            return True
        if not public:
            public.append(_public_holidays(state))
        holidays = public[0]
        return isinstance(holidays, dict) and day in holidays

    return is_day_off


def _public_holidays(state: str) -> object:
    import holidays  # noqa: PLC0415  its import takes as long as a small answer; many visits have no lead

    try:
        return holidays.country_holidays(state)
    except NotImplementedError:
        return {}
