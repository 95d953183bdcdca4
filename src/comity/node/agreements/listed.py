"""Agreements in a list: Parties, status on the day, and what comes next, in words."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from comity.domain.agreements.vocabulary import Tense
from comity.languages import say
from comity.node.agreements.queries import Listed, Tie
from comity.node.agreements.wording import act_said, family_said, parties_said, standing_said, stated_text


@dataclass(frozen=True, slots=True)
class ListedShown:
    """An agreement in a list; `status` None: nothing is recorded; `next` "": nothing is to come."""

    address: str
    title: str
    parties: str
    family: str
    status: str | None
    words: str
    next: str


def tie_shown(tie: Tie, title: str, family: str, on: dt.date) -> ListedShown:
    """An agreement of two Parties on a day."""
    return ListedShown(
        _address(tie.agreement, on),
        title,
        parties_said(list(dict.fromkeys((tie.first, tie.second)))),
        family_said(family),
        tie.status or tie.may_be,
        standing_said(tie.status, tie.dated, tie.may_be),
        "",
    )


def listed_shown(each: Listed, on: dt.date) -> ListedShown:
    """An agreement of a State on a day."""
    return ListedShown(
        _address(each.id, on),
        each.title,
        parties_said(each.parties),
        family_said(each.family),
        each.status or each.may_be,
        standing_said(each.status, each.dated, each.may_be),
        _next(each),
    )


def _address(agreement: str, on: dt.date) -> str:
    return f"{reverse('agreements')}{agreement}/?on={on.isoformat()}"


def _next(each: Listed) -> str:
    if not each.next_event:
        return ""
    words = {"act": act_said(each.next_event), "date": stated_text(each.next_date)}
    if each.next_tense == Tense.SCHEDULED:
        return say("{act}, arranged for {date}", **words)
    return say("{act}, {date}", **words)
