"""Typed access to the TOML tables of a rulebook: each wrong entry becomes a problem."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from comity.domain.provisions.rulebook import Dated
from comity.domain.provisions.rulebook_markdown import Draft


class Entries:
    """Typed access to one TOML table; each wrong entry becomes a problem and a harmless value."""

    def __init__(self, draft: Draft, entries: dict[str, Any], line: int, name: str) -> None:
        self.draft, self.entries, self.line, self.name = draft, entries, line, name

    def shown(self, key: str) -> str:
        """An entry as it may be quoted: short, and never a number of thousands of digits."""
        value = self.entries.get(key)
        if value is None:
            return "missing"
        if isinstance(value, int) and abs(value) >= 10**18:
            return "a huge number"
        return repr(value)[:60]

    def wrong(self, key: str, found: str, expected: str, mend: str = "") -> None:
        """Note that an entry is not what was expected."""
        self.draft.problem(
            self.line, "rulebook.entry", f"{self.name}: {key} is {found}", expected, mend or f"Mend '{key}'."
        )

    def only(self, allowed: frozenset[str]) -> None:
        """Refuse keys that are not declared here."""
        for key in self.entries.keys() - allowed:
            self.draft.problem(
                self.line,
                "rulebook.unknown-key",
                f"{self.name}: the key '{key}'",
                f"one of {', '.join(sorted(allowed))}",
                "Mend the spelling, or move the key where it belongs.",
            )

    def text(self, key: str, *, optional: bool = False) -> str:
        """A text; empty if it is optional and missing."""
        value = self.entries.get(key)
        if isinstance(value, str) and (value.strip() or optional):
            return value
        if not (optional and value is None):
            self.wrong(key, self.shown(key), "text")
        return ""

    def texts(self, key: str, *, optional: bool = True) -> tuple[str, ...]:
        """One text or a list of texts."""
        value = self.entries.get(key)
        if isinstance(value, str) and value:
            return (value,)
        if isinstance(value, list) and value and all(isinstance(item, str) and item for item in value):
            return tuple(value)
        if not (optional and value in (None, [])):
            self.wrong(key, self.shown(key), "text, or a list of texts")
        return ()

    def states(self, key: str) -> tuple[str, ...]:
        """Alpha-2 codes."""
        states = self.texts(key)
        for state in states:
            if not re.fullmatch(r"[A-Z]{2}", state):
                self.wrong(key, repr(state), "ISO 3166 alpha-2 codes")
        return states

    def integer(self, key: str) -> int:
        """A whole number, from 0 to a thousand million."""
        value = self.entries.get(key)
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9:
            return value
        self.wrong(key, self.shown(key), "a whole number")
        return 0

    def flag(self, key: str) -> bool:
        """True or false; false if missing."""
        value = self.entries.get(key, False)
        if not isinstance(value, bool):
            self.wrong(key, self.shown(key), "true or false")
        return value is True

    def member(self, key: str, kind: Callable[[str], Any], default: Any) -> Any:
        """A member of an enumeration; the default if missing or wrong."""
        value = self.entries.get(key)
        if value is None:
            return default
        try:
            return kind(value)
        except ValueError:
            names = [str(member) for member in getattr(kind, "__members__", {}).values()]
            self.wrong(key, self.shown(key), f"one of {', '.join(names)}")
            return default

    def tables(self, key: str) -> list[dict[str, Any]]:
        """A list of tables."""
        value = self.entries.get(key, [])
        if isinstance(value, list) and all(isinstance(item, dict) for item in value):
            return value
        self.wrong(key, self.shown(key), f"tables [[{key}]]")
        return []

    def dated(self) -> Dated:
        """The days `from` and `until`."""
        days: list[dt.date | None] = []
        for key in ("from", "until"):
            value = self.entries.get(key)
            if value is not None and (not isinstance(value, dt.date) or isinstance(value, dt.datetime)):
                self.wrong(key, self.shown(key), "a day, YYYY-MM-DD without quotes")
                value = None
            days.append(value)
        if days[0] and days[1] and days[0] >= days[1]:
            self.wrong("until", str(days[1]), f"a day after {days[0]}")
        return Dated(days[0], days[1])
