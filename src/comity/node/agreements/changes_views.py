"""What changed since a day, as a page and as a feed."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from comity.domain.primitives.calendar import FIRST_DAY
from comity.languages import say
from comity.node.agreements import changes_queries as queries
from comity.node.agreements import wording
from comity.node.agreements.forms import state_asked_for, today
from comity.node.agreements.queries import loaded_digest
from comity.node.web.asking import day_in, page_in, pages_of
from comity.node.web.kept import kept

_USUAL_DAYS = 365
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Asked:
    """The days and the State ("": all) asked about, as typed, read, and what is wrong with them, by field."""

    since: dt.date
    until: dt.date
    state: str
    typed: Mapping[str, str]
    errors: Mapping[str, str] = field(default_factory=dict)


@require_safe
@kept(loaded_digest)
def changes(request: HttpRequest) -> HttpResponse:
    """What happened after a day, and what was told since of acts before."""
    now = today()
    asked = _asked(request.GET, now)
    page, told_page = _page(request.GET, "page"), _page(request.GET, "told")
    happened = queries.happened(asked.since, asked.until, asked.state)
    tellings = queries.told(asked.since, asked.until, asked.state)
    of_state = {"state": asked.state} if asked.state else {}
    n_happened, n_told = queries.counted(happened), queries.counted(tellings)
    shown = {
        "asked": asked,
        "first": FIRST_DAY,
        "today": now,
        "happened": queries.changes_page(happened, page),
        "tellings": queries.tellings_page(tellings, told_page),
        "n_happened": n_happened,
        "n_told": n_told,
        "most": queries.MOST,
        "page": page,
        "pages": pages_of(n_happened, queries.PAGE),
        "told_page": told_page,
        "told_pages": pages_of(n_told, queries.PAGE),
        "link": f"?{urlencode({'since': asked.since, 'until': asked.until, **of_state})}",
        "wording": wording,
    }
    return render(request, "agreements/changes.html.j2", shown, status=400 if asked.errors else 200)


def _asked(given: QueryDict, now: dt.date) -> Asked:
    """The days that the form asks about; where one cannot be read, the usual one, and the reason."""
    usual = {"since": now - dt.timedelta(days=_USUAL_DAYS), "until": now}
    typed = {name: given.get(name, "").strip()[:40] for name in usual}
    errors, days = {}, dict(usual)
    for name, text in typed.items():
        day = day_in(text, FIRST_DAY, now) if text else usual[name]
        if day is None:
            errors[name] = say("Enter a day from 1900 up to today, such as 2024-05-02.")
        else:
            days[name] = day
    if not errors and days["since"] > days["until"]:
        errors["until"] = say("Enter a day that is not before the first one.")
        days = usual
    state, mistake = state_asked_for(given.get("state", ""))
    if mistake:
        errors["state"] = mistake
    shown = {name: text or usual[name].isoformat() for name, text in typed.items()}
    shown["state"] = given.get("state", "").strip()[:_LONGEST_NAME]
    return Asked(days["since"], days["until"], state, shown, errors)


def _page(given: QueryDict, name: str) -> int:
    """The page asked for; the last that there can be where it is more."""
    return min(page_in(given.get(name, "")), pages_of(queries.MOST, queries.PAGE))
