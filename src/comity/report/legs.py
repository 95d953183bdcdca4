"""The legs of a requirement in words, day by day."""

import datetime as dt
from dataclasses import dataclass

from comity.domain.visits.answer import Clock, Requirement
from comity.report.wording import first_few, some

#: So many legs of one day are named.
_MOST_LEGS = 8


@dataclass(frozen=True, slots=True)
class LegsDue:
    """Legs of a requirement that are due on one day; `due_at` the exact moment of the earliest, if known."""

    due_on: dt.date
    late: bool
    due_at: dt.datetime | None
    names: str


def legs(requirement: Requirement) -> list[LegsDue]:
    """The days of a requirement, the earliest first, each with its legs (its lines, if they name none)."""
    by_day: dict[tuple[dt.date, bool], list[Clock]] = {}
    for clock in requirement.clocks:
        by_day.setdefault((clock.due_on, clock.late), []).append(clock)
    return [
        LegsDue(
            due_on,
            late,
            min((clock.due_at for clock in clocks if clock.due_at), default=None),
            first_few(list(dict.fromkeys(clock.leg or some(clock.lines) for clock in clocks)), _MOST_LEGS),
        )
        for (due_on, late), clocks in sorted(by_day.items())
    ]
