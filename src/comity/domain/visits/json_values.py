"""Plain values of what every form of JSON has: stated values, days, rulebooks."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from comity.domain.visits.visit import Value


def plain_value(value: Value | None) -> bool | int | float | str | None:
    """A value as JSON has it: days and instants in ISO 8601, a blank is null."""
    return value.isoformat() if isinstance(value, dt.date) else value


def rulebooks_values(rulebooks: Iterable[tuple[str, int, str]]) -> list[dict[str, Any]]:
    """The rulebooks that were read: id, version and digest of each."""
    return [{"id": book, "version": version, "digest": digest} for book, version, digest in rulebooks]
