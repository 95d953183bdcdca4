"""The addresses of the interface, and what every operation there does besides its own work."""

import re
from collections.abc import Callable, Mapping
from functools import cache, wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern

from comity.node.api import description, problems
from comity.node.api.interface import interface

View = Callable[..., HttpResponse]
_CONVERTED = re.compile(r"<(?:\w+:)?(\w+)>")


def addresses() -> tuple[list[URLPattern], str, str]:
    """The interface's addresses, for `path`.

    HEAD answers as GET does; a wrong method, and a parameter that there is not, are problems like any other.
    """
    patterns, app, namespace = interface.urls
    wrapped = [
        URLPattern(each.pattern, _complete(each.callback, str(each.pattern)), each.default_args, each.name)
        for each in patterns
        if isinstance(each, URLPattern)
    ]
    return wrapped, app, namespace


def _complete(view: View, route: str) -> View:
    place = _CONVERTED.sub(r"{\1}", route)

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "HEAD":
            # The server leaves the content away.
            request.method = "GET"
        known = _parameters().get((request.method or "", place))
        unknown = [name for name in request.GET if known is not None and name not in known]
        if unknown:
            return problems.unknown_parameters(request, unknown, known or ())
        response = view(request, *args, **kwargs)
        if isinstance(response, HttpResponseNotAllowed):
            return problems.not_allowed(response["Allow"])
        return response

    return answered


@cache
def _parameters() -> Mapping[tuple[str, str], tuple[str, ...]]:
    """What each operation takes in the address, by its method and route."""
    return {
        (method.upper(), path.rpartition("/v1/")[2]): tuple(
            each["name"] for each in operation["parameters"] if each["in"] == "query"
        )
        for path, operations in description.described()["paths"].items()
        for method, operation in operations.items()
    }
