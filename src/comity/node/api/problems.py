"""Errors as programs get them: one shape for all (RFC 9457), each with a stable code."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse

from comity.desk.uploads import too_large
from comity.domain.errors import BadInput, Refusal
from comity.languages import said, say
from comity.node.api.shapes import Mistake
from comity.node.config.rates import TooOften
from comity.node.visits.refusing import status_of
from comity.node.visits.shown import problem_values
from comity.node.web.errors import problem

#: Refusals that say that something is not there; any other says that what was sent cannot be done.
_NOT_THERE = frozenset(
    {
        *("agreements.unknown", "agreements.party", "assessment.unknown"),
        *("rulebook.unknown", "rulebook.unknown-article", "rulebook.unknown-provision"),
    }
)
#: After so many seconds something that cannot be had now may be there.
_SECONDS = "120"
#: So much of what was sent is repeated.
_SHOWN = 80
_log = logging.getLogger(__name__)


def error(
    status: int,
    code: str,
    detail: str,
    mistakes: Sequence[Mistake] = (),
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """An error as it is sent; `detail` is said already."""
    response = problem(status, code, detail, mistakes)
    if status == 503:
        response["Retry-After"] = _SECONDS
    for name, value in (headers or {}).items():
        response[name] = value
    # Django would log the address of a failure as it is; the request log leaves what is secret in it out.
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response


def refused(refusal: Refusal) -> HttpResponse:
    """A refusal of the domain: 404 where what was named is not there, else 422 with the mistakes it found."""
    mistakes = problem_values(refusal.problems) if isinstance(refusal, BadInput) else []
    status = 404 if refusal.code in _NOT_THERE else status_of(refusal.code)
    return error(status, refusal.code, said(refusal.sentence), [mistake_told(each) for each in mistakes])


def mistake_told(told: Mapping[str, Any]) -> Mistake:
    """A mistake in a visitor's file, as `visits.shown.problem_values` has it: said already."""
    return {
        "code": told["code"],
        "parameter": None,
        "file": told["file"] or None,
        "sheet": told["sheet"] or None,
        "row": told["row"],
        "column": told["column"] or None,
        "line": told["line"],
        "found": told["found"],
        "expected": told["expected"],
        "mend": told["mend"],
    }


def unreadable(request: HttpRequest, errors: Sequence[Mapping[str, Any]]) -> HttpResponse:
    """400: parameters that are not as described, each with what was expected; 413: too much was sent."""
    if getattr(request, "sent_too_much", False):
        return refused(Refusal("upload.too-large", too_large()))
    # One of the alternatives of a parameter that may be left away is that it is null, which cannot be sent.
    told = {_named(each): each for each in reversed(errors) if each["type"] != "none_required"}
    mistakes = [_parameter(request, name, told[name]["msg"]) for name in reversed(told)]
    detail = say("The request is not as it is described; each mistake is listed with its parameter.")
    return error(400, "api.parameters", detail, mistakes)


def _named(found: Mapping[str, Any]) -> str:
    """The parameter that a mistake is in: it stands behind where it was sent and its family, if any."""
    names = [part for part in found["loc"] if isinstance(part, str)]
    return names[2] if len(names) > 2 else names[-1]


def _parameter(request: HttpRequest, name: str, expected: str) -> Mistake:
    return {
        "code": "api.parameter",
        "parameter": name,
        "file": None,
        "sheet": None,
        "row": None,
        "column": None,
        "line": None,
        "found": (request.GET.get(name) or request.POST.get(name) or "")[:_SHOWN],
        "expected": expected.removeprefix("Value error, "),
        "mend": say("Write it as /api/ describes it."),
    }


def unknown_parameters(request: HttpRequest, unknown: Sequence[str], known: Sequence[str]) -> HttpResponse:
    """400: parameters that this operation does not have; to pass them over would answer something else."""
    expected = say("one of {names}", names=", ".join(known)) if known else say("no parameter")
    mistakes = [_parameter(request, name[:_SHOWN], expected) for name in unknown]
    return error(400, "api.parameters", say("The request has a parameter that there is not."), mistakes)


def too_much() -> HttpResponse:
    """413: more files or fields than are read."""
    detail = say("More files or fields were sent than are read here. Put the files into one zip archive.")
    return error(413, "api.too-much", detail)


def broken() -> HttpResponse:
    """400: what was sent broke off, or is no form."""
    detail = say("What was sent broke off or is no form. Send it again, as multipart/form-data.")
    return error(400, "api.form", detail)


def not_found() -> HttpResponse:
    """404: no operation has this address."""
    return error(404, "api.address", say("There is nothing at this address. What there is stands at /api/."))


def not_allowed(allowed: str) -> HttpResponse:
    """405: there is an operation at this address, but by another method."""
    detail = say("This address does not take that method. It takes: {methods}.", methods=allowed)
    return error(405, "api.method", detail, headers={"Allow": allowed})


def failed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """500: our own mistake; logged with where it happened, never with what was sent."""
    route = request.resolver_match and request.resolver_match.route
    _log.error("the interface failed at %s", route, exc_info=exception)
    detail = say("Something went wrong on our side, and nothing that was sent is kept. Try again later.")
    return error(500, "api.failed", detail)


def unavailable() -> HttpResponse:
    """503: the database cannot be reached."""
    detail = say("The node is there, but what this page needs cannot be reached now. Try again in a minute.")
    return error(503, "web.unavailable", detail)


def too_often(refusal: TooOften) -> HttpResponse:
    """429: one client sends more visits than one may."""
    return error(429, refusal.code, said(refusal.sentence), headers={"Retry-After": str(refusal.seconds)})
