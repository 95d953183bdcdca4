"""The node's addresses, and a page that has every piece pages are made of."""

import datetime as dt
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from comity.node.config.urls import handler400, handler403, handler404, handler500
from comity.node.config.urls import urlpatterns as addresses

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

_TEMPLATE = Path(__file__).with_name("pieces.html.j2").read_text(encoding="utf-8")
_STATUSES = (
    "proposed", "study-agreed", "talks-agreed", "negotiating", "agreed-in-principle",
    "signed", "approved", "in-force", "suspended", "terminated",
)  # fmt: skip
_STATES = ("AU", "CA", "DE", "FR", "GB", "IN", "IT", "JP", "NZ", "PH", "US")


def pieces(request: HttpRequest) -> HttpResponse:
    """Every piece once, on the day asked. Raises Http404 for a kind that there is not."""
    if request.GET.get("family") == "of nothing":
        raise Http404
    day = dt.date.fromisoformat(request.GET.get("on", "2022-03-04"))
    shown = {"on": day.isoformat(), "statuses": _STATUSES, "states": _STATES}
    return HttpResponse(engines["jinja2"].from_string(_TEMPLATE).render(shown, request))


def broken(request: HttpRequest) -> HttpResponse:
    """A mistake of ours, with something in it that nobody may see."""
    raise RuntimeError("secret of an upload")


urlpatterns = [path("pieces", pieces), path("broken", broken), *addresses]
