"""Refusals of this room as pages, each with its status."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeAlias

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from comity.domain.errors import Refusal
from comity.languages import said, say
from comity.node.config.rates import TooOften
from comity.node.web.errors import refused

#: A view; what its address gives stands behind the request.
View: TypeAlias = Callable[..., HttpResponse]

_STATUS = {
    "upload.too-large": 413,
    "visits.too-many": 429,
    "visits.changed-meanwhile": 409,
    "visits.busy": 503,
    "visits.full": 503,
}
_SECONDS = "120"


def refused_page(request: HttpRequest, code: str, sentence: str, status: int = 0) -> HttpResponse:
    """The page of a refusal, whose sentence is in the language in force."""
    status = status or status_of(code)
    response = refused(request, status, code, say("This cannot be done"), (sentence,), _back(request))
    if status == 503:
        response["Retry-After"] = _SECONDS
    return response


def _back(request: HttpRequest) -> str:
    """The page of the visit that leads on from a refusal: the questions, or how the list was read."""
    match = request.resolver_match
    if match is None or "desk_id" not in match.kwargs:
        return ""
    page = "questions" if match.url_name in ("questions", "take-back") else "reading"
    return reverse(f"visits:{page}", kwargs={"desk_id": match.kwargs["desk_id"]})


def status_of(code: str) -> int:
    """The status that goes with a refusal."""
    return _STATUS.get(code, 422)


def refusing(view: View) -> View:
    """Show what a view refuses as a page."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except TooOften:
            raise
        except Refusal as refusal:
            return refused_page(request, refusal.code, said(refusal.sentence))

    return shown
