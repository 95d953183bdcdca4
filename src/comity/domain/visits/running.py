"""The clocks of one requirement: every lead time counted to every leg's own moment."""

import datetime as dt
from collections.abc import Iterable, Sequence

from comity.domain.primitives.calendar import IsDayOff, stepped_back, window_opens
from comity.domain.provisions.rulebook import Lead, LeadUnit
from comity.domain.visits.anchors import Anchored
from comity.domain.visits.answer import Clock
from comity.domain.visits.clocks import Deadline, turn_of
from comity.domain.visits.line_ranges import LineRanges, joined
from comity.domain.visits.visit import Filing

_EXACT = {LeadUnit.HOURS: "hours", LeadUnit.MINUTES: "minutes"}


def clocks_of(
    leads: Iterable[tuple[Lead, Sequence[Anchored]]],
    filings: Sequence[Filing],
    asked_on: dt.date,
    is_day_off: IsDayOff,
    *,
    is_open: bool,
) -> tuple[Clock, ...]:
    """One clock for each distinct lead, moment, day and leg; the earliest due day first.

    Args:
        leads: lead times with a number, each with the anchors that it is counted to.
        filings: what was filed for the requirement; a filing for one leg concerns the clocks of that leg.
        asked_on: the day asked.
        is_day_off: the authority's calendar.
        is_open: whether any line has not met the requirement.
    """
    by_key: dict[tuple[Lead, str | None, dt.date, dt.datetime | None], list[LineRanges]] = {}
    for lead, anchors in leads:
        for each in anchors:
            by_key.setdefault((lead, each.leg, each.day, each.at), []).append(each.lines)
    made = []
    for (lead, leg, day, at), lines in by_key.items():
        anchored = Anchored(leg, day, at, joined(lines))
        here = [f for f in filings if f.leg in (None, leg)]
        clock = _clock(lead, anchored, here, asked_on, is_day_off, is_open=is_open)
        made += [clock] if clock else []
    return tuple(sorted(made, key=lambda c: (c.due_on, c.leg or "", c.counted_to, c.amount, c.unit)))


def _clock(
    lead: Lead,
    anchored: Anchored,
    filings: Sequence[Filing],
    asked_on: dt.date,
    is_day_off: IsDayOff,
    *,
    is_open: bool,
) -> Clock | None:
    """The clock; None where the lead has no number, or its day would lie before the calendar begins."""
    amount, unit, anchor = lead.amount, lead.unit, anchored.day
    if amount is None or unit is None:
        return None
    try:
        due_on = stepped_back(anchor, amount, unit.value, is_day_off)
        opens_on = first_possible = None
        if lead.opens_amount is not None and lead.opens_unit is not None:
            opens_on = window_opens(anchor, lead.opens_amount, lead.opens_unit.value, is_day_off)
            first_possible = opens_on
            if lead.opens_unit in _EXACT:
                first_possible = stepped_back(anchor, lead.opens_amount, lead.opens_unit.value, is_day_off)
    except OverflowError:
        return None
    turn = turn_of(filings, asked_on, Deadline(anchor, due_on, first_possible), is_open=is_open)
    return Clock(
        counted_to=lead.to,
        leg=anchored.leg,
        anchor_on=anchor,
        anchor_at=anchored.at,
        amount=amount,
        unit=unit.value,
        opens_on=opens_on,
        opens_at=_instant(anchored.at, lead.opens_amount, lead.opens_unit),
        due_on=due_on,
        due_at=_instant(anchored.at, amount, unit),
        basis=lead.basis,
        too_early=turn.state == "to-file" and opens_on is not None and asked_on < opens_on,
        if_late=lead.late,
        turn=turn,
        lines=anchored.lines,
    )


def _instant(anchor: dt.datetime | None, amount: int | None, unit: LeadUnit | None) -> dt.datetime | None:
    """The exact moment, where the leg has one and the unit is one of hours or minutes."""
    if anchor is None or amount is None or unit not in _EXACT:
        return None
    return anchor - dt.timedelta(**{_EXACT[unit]: amount})
