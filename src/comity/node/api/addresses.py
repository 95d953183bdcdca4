"""The addresses of the interface: what every operation there does besides its own work."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern
from ninja import NinjaAPI

from comity.node.api import problems

View = Callable[..., HttpResponse]


def addresses(interface: NinjaAPI) -> tuple[list[URLPattern], str, str]:
    """The interface's addresses, for `path`: HEAD answers as GET does, and a wrong method as every error."""
    patterns, app, namespace = interface.urls
    wrapped = [
        URLPattern(each.pattern, _complete(each.callback), each.default_args, each.name)
        for each in patterns
        if isinstance(each, URLPattern)
    ]
    return wrapped, app, namespace


def _complete(view: View) -> View:
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "HEAD":
            # The server leaves the body away.
            request.method = "GET"
        response = view(request, *args, **kwargs)
        if isinstance(response, HttpResponseNotAllowed):
            return problems.not_allowed(response["Allow"])
        return response

    return answered
