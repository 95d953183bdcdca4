"""How long agreements took: from the first formal step to each later one, derived and never typed."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from comity.domain.agreements.claim import Claim
from comity.domain.agreements.stated_date import StatedDate

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
