"""What an address asks with, read alike on every page: days, and pieces of what is too long for one page."""

import datetime as dt
import re

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONGEST_NUMBER = 6


def day_in(text: str, first: dt.date, last: dt.date) -> dt.date | None:
    """The day that a text writes as 2024-05-02; None if it is none, or not from the first to the last."""
    try:
        day = dt.date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None
    return day if day is not None and first <= day <= last else None


def page_in(text: str) -> int:
    """The number of a page, from 1; whatever is no number is the first."""
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER else 1


def pages_of(items: int, on_one: int) -> int:
    """How many pages so many items take, at least one."""
    return max(1, -(-items // on_one))
