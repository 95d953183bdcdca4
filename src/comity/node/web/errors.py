"""Refusals and failures: what happened, why, what to do, with a stable code; never a traceback."""

import json
import sys
from collections.abc import Mapping, Sequence
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from comity.languages import language, say

#: The media type of an error for programs (RFC 9457).
PROBLEM = "application/problem+json"


def refused(
    request: HttpRequest, status: int, code: str, title: str, sentences: tuple[str, ...], back: str = ""
) -> HttpResponse:
    """A page that says why something was not done, and what can be done instead.

    `back` is the address of the visit's page from which it goes on, if it is about a visit.
    """
    shown = {"code": code, "title": title, "sentences": sentences, "back": back}
    response = render(request, "web/refused.html.j2", shown, status=status)
    response["Cache-Control"] = "no-store"
    return response


def problem(
    status: int, code: str, detail: str, mistakes: Sequence[Mapping[str, object]] = ()
) -> HttpResponse:
    """The same for programs: `node.api.shapes.Error`, whose `detail` is said already."""
    values = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "detail": detail,
        "problems": list(mistakes),
    }
    headers = {"Cache-Control": "no-store", "Content-Language": language()}
    text = json.dumps(values, ensure_ascii=True, indent=1) + "\n"
    return HttpResponse(text, status=status, content_type=PROBLEM, headers=headers)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request is not one that this node understands; 413 if it is only too large."""
    if isinstance(exception, (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)):
        return too_large(request)
    why = say("The address or the form that was sent is not one that this page understands.")
    return refused(request, 400, "web.bad-request", say("This request cannot be read"), (why, _start()))


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form came from elsewhere, or from a page that was open too long."""
    del reason
    why = say(
        "The form did not come from a page of this node, or cookies are off. Nothing was done. Go back, load "
        "the page again and send the form once more."
    )
    return refused(request, 403, "web.forged-form", say("This form cannot be accepted"), (why,))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: not for this visitor."""
    del exception
    return refused(request, 403, "web.forbidden", say("This is not for you to see"), (_start(),))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: there is no such page, or not for this visitor."""
    del exception
    why = say("There is nothing at this address. It may have been mistyped, or what stood here was removed.")
    return refused(request, 404, "web.not-found", say("Page not found"), (why, _start()))


def too_large(request: HttpRequest) -> HttpResponse:
    """413: more than this node reads at once."""
    why = say("What was sent is larger, or has more files or fields, than this node reads. Nothing was kept.")
    return refused(request, 413, "web.too-large", say("This is too large"), (why, _start()))


def unavailable(request: HttpRequest) -> HttpResponse:
    """503: the database, or something else that the page needs, cannot be reached now."""
    why = say("The node is there, but what this page needs cannot be reached now. Try again in a minute.")
    response = refused(request, 503, "web.unavailable", say("Not available now"), (why,))
    response["Retry-After"] = "60"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our own mistake; 503 if it is only that the database cannot be reached."""
    if isinstance(sys.exc_info()[1], OperationalError):
        return unavailable(request)
    why = say(
        "Something went wrong on our side. Nothing that you sent was kept. Try again; if it happens again, "
        "tell whoever runs this node at what time it was."
    )
    return refused(request, 500, "web.failed", say("Sorry, this did not work"), (why,))


def _start() -> str:
    return say("Start again from the first page.")
