"""Errors as programs get them: one shape for all (application/problem+json, RFC 9457), each with a stable code."""

import json
import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse

from comity.domain.errors import BadInput, Problem, Refusal
from comity.languages import language, said, say
from comity.node.api.shapes import Error, Mistake

MEDIA_TYPE = "application/problem+json"
#: Refusals that say that something is not there; any other says that what was sent cannot be done.
_NOT_THERE = frozenset(
    {
        *("agreements.unknown", "agreements.party"),
        *("rulebook.unknown", "rulebook.unknown-article", "rulebook.unknown-provision"),
    }
)
_log = logging.getLogger(__name__)


def error(
    status: int, code: str, detail: str, mistakes: Sequence[Mistake] = (), headers: Mapping[str, str] | None = None
) -> HttpResponse:
    """An error as it is sent; `detail` is said already."""
    values: Error = {
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "detail": detail,
        "problems": list(mistakes),
    }
    return HttpResponse(
        json.dumps(values, ensure_ascii=True, indent=1) + "\n",
        status=status,
        content_type=MEDIA_TYPE,
        headers={"Cache-Control": "no-store", "Content-Language": language(), **(headers or {})},
    )


def refused(refusal: Refusal) -> HttpResponse:
    """A refusal of the domain: 404 where what was named is not there, else 422 with the mistakes it found."""
    mistakes = [mistake(problem) for problem in refusal.problems] if isinstance(refusal, BadInput) else []
    status = 404 if refusal.code in _NOT_THERE else 422
    return error(status, refusal.code, said(refusal.sentence), mistakes)


def mistake(problem: Problem) -> Mistake:
    """A mistake in a visitor's file."""
    place = problem.place
    return {
        "code": problem.code,
        "parameter": None,
        "file": place.file or None,
        "sheet": place.sheet or None,
        "row": place.row,
        "column": place.column or None,
        "line": place.line,
        "found": said(problem.found),
        "expected": said(problem.expected),
        "mend": said(problem.mend),
    }


def unreadable(errors: Sequence[Mapping[str, Any]]) -> HttpResponse:
    """400: parameters that are not what the description of the interface says, each with what was expected."""
    mistakes = [_parameter(each) for each in errors]
    detail = say("The request is not as the interface is described; each mistake is listed with its parameter.")
    return error(400, "api.parameters", detail, mistakes)


def _parameter(found: Mapping[str, Any]) -> Mistake:
    names = [str(part) for part in found.get("loc", ()) if isinstance(part, str)]
    return {
        "code": "api.parameter",
        "parameter": names[-1] if names else None,
        "file": None,
        "sheet": None,
        "row": None,
        "column": None,
        "line": None,
        "found": str(found.get("type", "")),
        "expected": str(found.get("msg", "")),
        "mend": say("Write it as its description at /api/ says."),
    }


def not_found() -> HttpResponse:
    """404: no operation has this address."""
    return error(404, "api.address", say("The interface has nothing at this address. What it has stands at /api/."))


def not_allowed(allowed: str) -> HttpResponse:
    """405: there is an operation at this address, but by another method."""
    detail = say("This address does not take that method. It takes: {methods}.", methods=allowed)
    return error(405, "api.method", detail, headers={"Allow": allowed})


def failed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """500: our own mistake; logged with where it happened, never with what was sent."""
    _log.error(
        "the interface failed at %s", request.resolver_match and request.resolver_match.route, exc_info=exception
    )
    detail = say("Something went wrong on our side, and nothing that was sent is kept. Try again later.")
    return error(500, "api.failed", detail)


def too_many(wait: float | None) -> HttpResponse:
    """429: one client asks for more answers than one may; `wait` in seconds."""
    seconds = max(1, round(wait or 60))
    detail = say("Too many visits were sent in a short time. Send the next one in {n} seconds.", n=seconds)
    return error(429, "api.rate", detail, headers={"Retry-After": str(seconds)})
