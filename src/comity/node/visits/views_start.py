"""Where a visit begins: a list is dropped, or an example tried."""

import io
from functools import lru_cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from markupsafe import Markup

from comity.corpus.library import installed_library
from comity.desk import uploads
from comity.desk.examples import examples, sent_of
from comity.desk.filling import ACTIVITY
from comity.desk.forms import MEDIA_TYPES
from comity.domain.errors import Refusal
from comity.domain.primitives.country import ALPHA_2
from comity.domain.provisions.vocabulary import VISIT
from comity.languages import language, said, speaking
from comity.node.config.rates import spend
from comity.node.visits import actions, limits, queries
from comity.node.visits.models import Desk
from comity.node.visits.posted import BESIDE, beside_in
from comity.node.visits.refusing import refusing, status_of
from comity.node.visits.shown import states_named
from comity.node.visits.uploading import sent_in
from comity.node.visits.visitors import Visitor, new_visitor, remember, visitor_of

_MIB = 1024 * 1024


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Drop a list, or try an example."""
    if request.method != "POST":
        return _page(request, {}, ())
    spend(request)
    form = request.POST
    try:
        sent = sent_in(request, "files")
        beside = beside_in(form)
        visitor = visitor_of(request) or new_visitor()
        desk = actions.open_desk(visitor, sent, beside)
    except Refusal as refusal:
        field = "files" if refusal.code.startswith("upload.") else ""
        values = {name: form.get(name, "") for name in BESIDE}
        return _page(
            request, values, ((field, said(refusal.sentence), refusal.code),), status_of(refusal.code)
        )
    return _to(desk, visitor, "visits:reading")


@refusing
@require_POST
def try_example(request: HttpRequest, name: str) -> HttpResponse:
    """Put an example on a desk, as if its files had been dropped."""
    example = next((example for example in examples() if example.name == name), None)
    if example is None:
        raise Http404
    spend(request)
    visitor = visitor_of(request) or new_visitor()
    desk = actions.open_desk(visitor, [sent_of(example)], {}, title=said(example.title), asked_on=example.on)
    return _to(desk, visitor, "visits:reading" if example.only else "visits:answer")


@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """An empty visit as a workbook, for one kind of activity."""
    from comity.report.template import SHEETS_FOR  # noqa: PLC0415  it needs a spreadsheet library

    activity = request.GET.get("activity", "exercise")
    if activity not in SHEETS_FOR:
        raise Http404
    return HttpResponse(
        empty_visit(activity),
        content_type=MEDIA_TYPES["xlsx"],
        headers={
            "Content-Disposition": content_disposition_header(
                as_attachment=True, filename=f"visit-{activity}.xlsx"
            )
        },
    )


@lru_cache(maxsize=16)
def empty_visit(activity: str) -> bytes:
    """A workbook to fill in for a kind of activity (a key of report.template.SHEETS_FOR)."""
    from comity.report.template import SHEETS_FOR, write_template  # noqa: PLC0415  as above

    held = io.BytesIO()
    write_template(held, installed_library().vocabulary, SHEETS_FOR[activity], activity)
    return held.getvalue()


def _to(desk: Desk, visitor: Visitor, page: str) -> HttpResponse:
    response = HttpResponseRedirect(reverse(page, args=[desk.pk]))
    if visitor.new_secret:
        remember(response, visitor.new_secret)
    return response


def _page(
    request: HttpRequest, values: dict[str, str], errors: tuple[tuple[str, str, str], ...], status: int = 200
) -> HttpResponse:
    activities = installed_library().vocabulary.of(VISIT)[ACTIVITY].values
    shown: dict[str, Any] = {
        "values": {**dict.fromkeys(BESIDE, ""), **values},
        "errors": errors,
        "sending": _states(language(), _state(values, "sending_state")),
        "receiving": _states(language(), _state(values, "receiving_state")),
        "activities": tuple((name, said(name.replace("_", " "))) for name in activities),
        "examples": examples(),
        "desks": queries.desks_of(visitor_of(request)),
        "suffixes": ",".join(uploads.SUFFIXES),
        "most_bytes": uploads.SENT_BYTES,
        "most": {
            "mib": uploads.SENT_BYTES // _MIB,
            "files": uploads.SENT_FILES,
            "lines": limits.LINES,
            "seconds": int(limits.SECONDS),
        },
    }
    response = render(request, "visits/start.html.j2", shown, status=status)
    # It names what this visitor dropped.
    response["Cache-Control"] = "no-store"
    return response


def _state(values: dict[str, str], name: str) -> str:
    """The State that was chosen; what is none is not remembered as a key of what is kept."""
    return chosen if (chosen := values.get(name, "")) in ALPHA_2 else ""


@lru_cache(maxsize=64)
def _states(code: str, chosen: str) -> Markup:
    """The States as options of a select, in a language: too many to be made anew for each visitor."""
    with speaking(code):
        options = (("", ""), *states_named())
    option = Markup('<option value="{}"{}>{}</option>')
    return Markup("\n").join(
        option.format(each, Markup(" selected") if each == chosen else "", name) for each, name in options
    )
