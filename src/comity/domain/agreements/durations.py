"""How long agreements took, and what came of forecasts: derived from the recorded acts, never typed."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from comity.domain.agreements.claim import Claim
from comity.domain.agreements.stated_date import StatedDate
from comity.domain.agreements.vocabulary import Tense

#: Where the talks formally begin: the first of these that is recorded.
BEGINNINGS = ("talks_agreed", "negotiations_opened")
#: Where somebody may take them to have ended.
ENDS = ("agreement_in_principle", "signed", "entered_into_force")

_MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Duration:
    """Whole months between two recorded acts; `least` and `most` differ where a day is not stated."""

    begins: Claim
    ends: Claim
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """A forecast or schedule, and the act that came (None: none is recorded).

    `late` is the least number of days by which the act came after the last day that was said, negative if
    it came before the first; 0 if it came as said, None while nothing has come.
    """

    forecast: Claim
    came: Claim | None
    late: int | None


def outcomes(claims: Iterable[Claim], acts: Mapping[str, Claim], on: dt.date) -> tuple[Outcome, ...]:
    """What had come, up to a day, of every forecast and schedule among some claims, in their order.

    Args:
        claims: claims on one agreement.
        acts: the claim that counts for each kind of event.
        on: acts after this day have not come yet.
    """
    found = []
    for claim in claims:
        if claim.tense not in (Tense.FORECAST, Tense.SCHEDULED) or claim.date is None:
            continue
        act = acts.get(claim.event)
        if act is None or _date(act).first > on:
            found.append(Outcome(claim, None, None))
            continue
        after, before = _date(act).first - claim.date.last, _date(act).last - claim.date.first
        found.append(Outcome(claim, act, max(after.days, 0) or min(before.days, 0)))
    return tuple(found)


def durations(acts: Mapping[str, Claim]) -> tuple[Duration, ...]:
    """The durations that the recorded acts of one agreement allow (by kind of event), nearest end first."""
    begins = min(
        (acts[kind] for kind in BEGINNINGS if kind in acts), key=lambda c: _date(c).first, default=None
    )
    if begins is None:
        return ()
    return tuple(
        Duration(begins, acts[kind], *_between(_date(begins), _date(acts[kind])))
        for kind in ENDS
        if kind in acts and _date(acts[kind]).last >= _date(begins).first
    )


def _date(claim: Claim) -> StatedDate:
    assert claim.date is not None  # a recorded act has a date
    return claim.date


def _between(begin: StatedDate, end: StatedDate) -> tuple[int, int]:
    return max(0, _months(begin.last, end.first)), max(0, _months(begin.first, end.last))


def _months(begin: dt.date, end: dt.date) -> int:
    months = (end.year - begin.year) * _MONTHS_A_YEAR + end.month - begin.month
    return months - (end.day < begin.day)
