"""The answer, the comparison, and what can be taken home."""

import datetime as dt
import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.backends.utils import csrf_input
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe
from markupsafe import Markup

from comity.domain.errors import Refusal
from comity.domain.primitives.worded import phrase, worded
from comity.domain.visits.comparison import AS_IS
from comity.node.visits.access import of_desk
from comity.node.visits.models import Desk, Work
from comity.node.visits.posted import day_of
from comity.node.visits.rendering import HIDDEN
from comity.node.visits.waiting import made

_ID = re.compile(r"[a-z0-9-]{1,80}")
NONE = "none"
#: What every form says of the page that it was sent from.
_FIELDS = Markup(
    '<input type="hidden" name="revision" value="{}"><input type="hidden" name="work" value="{}">'
)

#: What can be taken home: the name in the address, the work that makes it, its parameters, and its words.
DOWNLOADS: dict[str, tuple[str, dict[str, str], str]] = {
    "answer.html": ("form", {"form": "html"}, phrase("The answer as a page, to print or to pass on")),
    "list-with-answer.xlsx": (
        "form",
        {"form": "xlsx"},
        phrase("Your list as a workbook, the answer beside each line"),
    ),
    "packs.zip": (
        "packs",
        {},
        phrase("A pack for each office that is owed something: a letter and its lists"),
    ),
    "deadlines.ics": ("form", {"form": "ics"}, phrase("The deadlines, for a calendar")),
    "answer.txt": ("form", {"form": "text"}, phrase("The answer as plain text")),
    "answer.json": ("form", {"form": "json"}, phrase("The answer as data, for programs")),
    "visit.zip": (
        "visit",
        {},
        phrase("The visit with all that was answered, to go on with later, here or elsewhere"),
    ),
}


def frame(desk: Desk, page: str) -> dict[str, Any]:
    """What every page of a desk shows around its own matter."""
    return {"desk": desk, "page": page}


def asked(request: HttpRequest, desk: Desk) -> dict[str, Any]:
    """How the visit is asked about, from the address: the day, and the agreement put in place of others.

    Raises:
        Refusal: one of them cannot be meant.
    """
    under = request.GET.get("under", "")
    if under and not _ID.fullmatch(under):
        raise _no_such_agreement()
    return {"on": day_of(request, "on", desk.asked_on).isoformat(), "under": under}


def _no_such_agreement() -> Refusal:
    return Refusal("visits.agreement", worded("There is no such agreement. Choose one from the list."))


def part(request: HttpRequest, desk: Desk, work: Work) -> Markup:
    """The part of a page that was made with the work; its forms get what belongs to the visitor.

    Our own templates made it, which escape whatever the visit holds.
    """
    fields = csrf_input(request) + _FIELDS.format(desk.revision, work.pk)
    return Markup(work.page.replace(HIDDEN, fields))  # noqa: S704  see above


@require_safe
@of_desk
def answer(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The answer, on a day, under the law as it stands or another agreement."""
    parameters = asked(request, desk)
    work = made(request, desk, "answer", parameters, "page", "values")
    if not isinstance(work, Work):
        return work
    shown = {
        "answer": work.values,
        "content": part(request, desk, work),
        "asked": parameters,
        "asked_on": dt.date.fromisoformat(parameters["on"]),
        "no_agreement": NONE,
        **frame(desk, "answer"),
    }
    return render(request, "visits/answer.html.j2", shown)


@require_safe
@of_desk
def compare(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The visit under several agreements: what each is worth."""
    parameters = asked(request, desk)
    cases = request.GET.getlist("with")[:10]
    if not all(_ID.fullmatch(case) for case in cases):
        raise _no_such_agreement()
    first = made(request, desk, "answer", {**parameters, "under": ""}, "values")
    if not isinstance(first, Work):
        return first
    content = ""
    if cases:
        wanted = {"on": parameters["on"], "cases": [AS_IS, *cases]}
        work = made(request, desk, "compare", wanted, "page")
        if not isinstance(work, Work):
            return work
        content = part(request, desk, work)
    shown: dict[str, Any] = {
        "agreements": first.values["agreements"],
        "asked": parameters,
        "cases": cases,
        "no_agreement": NONE,
        "content": content,
        **frame(desk, "compare"),
    }
    return render(request, "visits/compare.html.j2", shown)


@require_safe
@of_desk
def take(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What can be taken home, and what becomes of the visit here."""
    shown = {
        "downloads": [(name, words) for name, (_, _, words) in DOWNLOADS.items()],
        "asked": asked(request, desk),
        **frame(desk, "take"),
    }
    return render(request, "visits/take.html.j2", shown)


@require_safe
@of_desk
def download(request: HttpRequest, desk: Desk, name: str) -> HttpResponse:
    """One thing to take home, as a file."""
    if name not in DOWNLOADS:
        raise Http404
    kind, own, _ = DOWNLOADS[name]
    work = made(request, desk, kind, {**asked(request, desk), **own}, "content")
    if not isinstance(work, Work):
        return work
    response = HttpResponse(bytes(work.content), content_type=work.media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response
