"""How a list was read, and what is asked: the pages on which a visitor changes something."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from comity.desk.answers_toml import Answers, TableTold
from comity.domain.errors import Refusal
from comity.domain.primitives.worded import worded
from comity.domain.provisions.vocabulary import SHEETS
from comity.manifest.first_look.told import IGNORE
from comity.node.visits import actions, queries
from comity.node.visits.access import of_desk
from comity.node.visits.models import Desk, Work
from comity.node.visits.posted import AS_FOUND, LEFT_OUT, day_of, facts_in, in_order, replies_in, told_in
from comity.node.visits.views import asked, frame, part
from comity.node.visits.visitors import COOKIE, remember, visitor_of
from comity.node.visits.waiting import made


@require_safe
@of_desk
def first(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A desk without a page: how its list was read."""
    return _to("reading", desk, request)


@require_http_methods(["GET", "HEAD", "POST"])
@of_desk
def reading(request: HttpRequest, desk: Desk) -> HttpResponse:
    """How the list was read; what the visit lacks is filled in here."""
    if request.method == "POST":
        facts = facts_in(request.POST)
        actions.change(
            desk,
            _revision(request),
            lambda answers: replace(answers, visit=in_order({**answers.visit, **facts})),
        )
        return _to("reading", desk, request)
    work = made(request, desk, "look", asked(request, desk), "page")
    if not isinstance(work, Work):
        return work
    shown = {"content": part(request, desk, work), **frame(desk, "reading")}
    return render(request, "visits/reading.html.j2", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@of_desk
def table(request: HttpRequest, desk: Desk, table: int) -> HttpResponse:
    """One table of the list, to be read otherwise."""
    if request.method == "POST":
        chosen = _table(_seen(request, desk, "look"), table)
        where = chosen["file"], chosen["worksheet"]

        def told(answers: Answers) -> Answers:
            now = told_in(request.POST, chosen, answers.tables.get(where, TableTold()))
            return replace(answers, tables={**answers.tables, where: now})

        actions.change(desk, _revision(request), told)
        return _to("reading", desk, request)
    work = made(request, desk, "look", asked(request, desk), "values")
    if not isinstance(work, Work):
        return work
    chosen = _table(work.values, table)
    shown = {
        "table": chosen,
        "number": table,
        "work": work,
        "sheets": SHEETS,
        "columns": work.values["columns"].get(chosen["sheet"], []),
        "ignore": IGNORE,
        "left_out": LEFT_OUT,
        "as_found": AS_FOUND,
        **frame(desk, "reading"),
    }
    return render(request, "visits/table.html.j2", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@of_desk
def questions(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What is asked, what settles most lines first; and what was answered so far."""
    if request.method == "POST":
        seen = _seen(request, desk, "questions")
        day = day_of(request, "on", desk.asked_on)
        replies = replies_in(request.POST, seen["proposals"], day)
        actions.change(desk, _revision(request), replies.added_to, replies.passed)
        return _to("questions", desk, request)
    work = made(request, desk, "questions", asked(request, desk), "page")
    if not isinstance(work, Work):
        return work
    shown = {"content": part(request, desk, work), **frame(desk, "questions")}
    return render(request, "visits/questions.html.j2", shown)


@require_POST
@of_desk
def take_back(request: HttpRequest, desk: Desk, attestation: int) -> HttpResponse:
    """Take an attestation back."""
    actions.change(desk, _revision(request), lambda answers: actions.taken_back(answers, attestation))
    return _to("questions", desk, request)


@require_POST
@of_desk
def keep(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Keep the visit for as long as can be asked for, and the browser's secret with it."""
    actions.keep(desk)
    response = _to("take", desk, request)
    remember(response, request.COOKIES[COOKIE], keep=True)
    return response


@require_POST
@of_desk
def remove(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Remove the visit at once."""
    del request
    actions.remove(desk)
    return HttpResponseRedirect(f"{reverse('visits:start')}?removed=1")


def _to(page: str, desk: Desk, request: HttpRequest) -> HttpResponse:
    """To a page of the desk; the day that is asked about goes along."""
    on = request.GET.get("on")
    query = f"?{urlencode({'on': on})}" if on else ""
    return HttpResponseRedirect(reverse(f"visits:{page}", args=[desk.pk]) + query)


def _revision(request: HttpRequest) -> int:
    text = request.POST.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _seen(request: HttpRequest, desk: Desk, kind: str) -> dict[str, Any]:
    """What was shown on the page that a form was sent from. Raises Refusal if it no longer holds."""
    work = queries.work_of(visitor_of(request), request.POST.get("work", ""))
    if work is None or work.desk_id != desk.pk or work.kind != kind:
        raise Refusal(
            "visits.changed-meanwhile",
            worded("The visit was changed on another page meanwhile. Look at the page again, then answer."),
        )
    seen: dict[str, Any] = work.values
    return seen


def _table(look: dict[str, Any], number: int) -> dict[str, Any]:
    if number >= len(look["tables"]) or not look["tables"][number]["can_be_told"]:
        raise Http404
    table: dict[str, Any] = look["tables"][number]
    return table
