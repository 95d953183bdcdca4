"""One case: a sentence, facts, and the result that is expected."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from comity.domain.visits.visit import Visit

#: What a provision can be expected to come to.
RESULTS = ("stands", "lifted", "met", "failed", "unknown", "absent")


@dataclass(frozen=True, slots=True)
class Case:
    """One case: a one-line visit and what is expected of its answer."""

    book: str
    name: str
    rules: tuple[str, ...]
    sheet: str
    visit: Visit
    asked_on: dt.date
    under: str | None
    expect: Mapping[str, Any]
