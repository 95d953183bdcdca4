"""Reading what changed between two days, and what was told between them of earlier acts."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.db.models import F, QuerySet
from django.db.models.fields.json import KeyTextTransform

from comity.node.agreements.models import Change, Telling

_Told = TypeVar("_Told", Change, Telling)

#: Rows of one page, and the most that are counted and leafed through.
PAGE, MOST = 25, 1_000

#: One act with the claim and the source that tell it.
Row = Mapping[str, Any]

_SHOWN = {
    "title": F("agreement__title"),
    "event": F("claim__event"),
    "party": F("claim__party"),
    "stated": KeyTextTransform("date", "claim__record"),
    "source_title": F("claim__source__title"),
    "publisher": F("claim__source__publisher"),
    "language": F("claim__source__language"),
    "kind": F("claim__source__kind"),
}


def happened(since: dt.date, until: dt.date, state: str = "") -> QuerySet[Change]:
    """The acts after one day and up to another, of all agreements or of a State's, the newest first."""
    return _of(state, Change.objects.filter(on__gt=since, on__lte=until)).order_by("-on", "id")


def told(since: dt.date, until: dt.date, state: str = "") -> QuerySet[Telling]:
    """The claims published after one day and up to another that tell of the first day or before.

    On all agreements, or on those of a State.
    """
    tellings = Telling.objects.filter(told_on__gt=since, told_on__lte=until, on__lte=since)
    return _of(state, tellings).order_by("-told_on", "id")


def news(up_to: dt.date, most: int, state: str = "") -> Iterable[Row]:
    """The acts that were news last, up to a day; of one State's agreements or of all."""
    latest = _of(state, Change.objects.filter(news_on__lte=up_to)).order_by("-news_on", "id")
    return _rows(latest, "on", "news_on", "before", "after")[:most]


def changes_page(found: QuerySet[Change], page: int) -> Iterable[Row]:
    """A page of acts: on, news_on, before, after, and who tells them."""
    return _rows(found, "on", "news_on", "before", "after")[(page - 1) * PAGE : page * PAGE]


def tellings_page(found: QuerySet[Telling], page: int) -> Iterable[Row]:
    """A page of claims: on, told_on, and who tells them."""
    return _rows(found, "on", "told_on")[(page - 1) * PAGE : page * PAGE]


def counted(found: QuerySet[Any]) -> int:
    """How many there are, MOST at the most."""
    return found[:MOST].count()


def _of(state: str, found: QuerySet[_Told]) -> QuerySet[_Told]:
    return found.filter(agreement__parties__contains=[state]) if state else found


def _rows(found: QuerySet[Any], *columns: str) -> QuerySet[Any, Row]:
    return found.values(*columns, "agreement_id", "claim_id", **_SHOWN)
