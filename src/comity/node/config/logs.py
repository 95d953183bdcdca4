"""Structured logs: one JSON object a line on standard error.

Never in them: a query string, a body, a cookie, an address of a client, or the message of an exception,
which may quote what was uploaded. What went wrong is said by the kind of the exception and the lines of code
that it came through.
"""

import datetime as dt
import logging
import traceback
from collections.abc import Iterator
from contextvars import ContextVar
from types import TracebackType
from typing import Any

from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.json import JsonFormatter

#: The id of the request being answered; empty outside of one.
request_id: ContextVar[str] = ContextVar("request_id", default="")

_Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class JsonLines(JsonFormatter):
    """Formats records as JSON, with the id of the request."""

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802  logging's name
        """The instant in UTC, to the millisecond."""
        return dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds")

    def formatException(self, raised: _Raised) -> str:  # noqa: N802  logging's name
        """The kinds of the exception and of what caused it, and where each was raised; no message."""
        return without_messages(raised[1]) if raised[1] else ""

    def add_fields(
        self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]
    ) -> None:
        """The fields of a record, and the id of the request."""
        super().add_fields(log_data, record, message_dict)
        if request_id.get():
            log_data["request_id"] = request_id.get()


def without_messages(error: BaseException) -> str:
    """Where an exception and what caused it were raised, and their kinds, a line each."""
    return "\n".join(_lines(error))


def _lines(error: BaseException | None) -> Iterator[str]:
    while error is not None:
        yield from (line.rstrip() for line in traceback.format_tb(error.__traceback__))
        yield f"{type(error).__module__}.{type(error).__qualname__}"
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


LOGS: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": JsonLines,
            "fmt": "%(asctime)s %(levelname)s %(name)s %(message)s",
            "rename_fields": {"asctime": "at", "levelname": "level", "name": "logger"},
            # Django's own records carry the request, procrastinate's a job with what it was given.
            "reserved_attrs": [*RESERVED_ATTRS, "request", "job", "args", "call_string", "result"],
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "comity": {"level": "INFO"},
        # Every answer is logged once, by comity.requests; these say the same again.
        "django.request": {"level": "ERROR"},
        "waitress.queue": {"level": "ERROR"},
        # Django's own handlers of these would write lines that are no JSON.
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
    },
}
