"""One line of log for each request, and the id that its other lines carry."""

import logging
import re
import secrets
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from comity.node.config.logs import request_id

_HEADER = "X-Request-ID"
_SANE = re.compile(r"[A-Za-z0-9._-]{8,64}")
#: Parts of addresses that open something to whoever knows them: they are left out.
_SECRET_PARTS = frozenset({"token"})
#: The same where an address leads nowhere, or was not looked at: mistyped, over plain HTTP, turned away.
_ASSESSMENT = re.compile(r"(assessments)/.+", re.DOTALL | re.IGNORECASE)
_LONGEST_PATH = 500
_log = logging.getLogger("comity.requests")


class RequestLogMiddleware:
    """Logs method, path, status and milliseconds, under the id that a proxy gave or one of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, with the id of the request in X-Request-ID."""
        given = request.headers.get(_HEADER, "")
        known_as = given if _SANE.fullmatch(given) else secrets.token_hex(16)
        before = request_id.set(known_as)
        start = time.perf_counter()
        try:
            response = self.get_response(request)
            response.headers[_HEADER] = known_as
            # A watchdog asks every few seconds; only what it was refused is worth a line.
            level = logging.DEBUG if _of_watchdog(request) and response.status_code == 200 else logging.INFO
            _log.log(
                level,
                "request",
                extra={
                    "method": (request.method or "")[:20],
                    "path": _path(request),
                    "status": response.status_code,
                    "ms": round((time.perf_counter() - start) * 1000, 1),
                },
            )
        finally:
            request_id.reset(before)
        return response


def _of_watchdog(request: HttpRequest) -> bool:
    return request.path.startswith("/health/")


def _path(request: HttpRequest) -> str:
    path = request.path
    match = request.resolver_match
    for name, value in match.kwargs.items() if match else ():
        if name in _SECRET_PARTS:
            path = path.replace(str(value), f"<{name}>")
    return _ASSESSMENT.sub(r"\1/<token>", path)[:_LONGEST_PATH]
