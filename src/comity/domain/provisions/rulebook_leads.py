"""The lead time of a requirement, as a rulebook writes it: `{ amount = 10, unit = "working-days" }`."""

from comity.domain.provisions.rulebook import Lead, LeadUnit
from comity.domain.provisions.rulebook_entries import Entries

LONGEST_LEAD = 10_000
"""Largest amount, in any unit."""

_KEYS = frozenset({"amount", "unit", "to", "not_before", "basis", "word", "late"})
_NUMBERS = ("amount", "unit", "not_before")


def read_lead(get: Entries) -> Lead | None:
    """The lead of a provision; None if it has none. Each mistake in it becomes a problem."""
    entry = get.entries.get("lead")
    if entry is None:
        return None
    if not isinstance(entry, dict):
        get.wrong("lead", get.shown("lead"), "{ amount, unit, to }")
        return None
    lead = Entries(get.draft, entry, get.line, f"{get.name}, lead")
    lead.only(_KEYS)
    word, late = lead.text("word", optional=True), lead.text("late", optional=True)
    if word:
        if surplus := [key for key in _NUMBERS if key in entry]:
            lead.wrong("word", f"given beside '{surplus[0]}'", "either words or a number")
        return Lead(word=word, late=late)
    to, basis = lead.text("to", optional=True) or "arrival", lead.text("basis", optional=True) or "law"
    if to not in ("arrival", "departure", "start"):
        lead.wrong("to", lead.shown("to"), "arrival, departure or start")
    if basis not in ("law", "practice"):
        lead.wrong("basis", lead.shown("basis"), "law or practice")
    amount, unit = _span(lead)
    opens = entry.get("not_before")
    if opens is not None and not isinstance(opens, dict):
        lead.wrong("not_before", lead.shown("not_before"), "{ amount, unit }")
        opens = None
    window = Entries(get.draft, opens or {}, get.line, f"{get.name}, not_before")
    window.only(frozenset({"amount", "unit"}))
    opens_amount, opens_unit = _span(window) if opens else (None, None)
    return Lead(amount, unit, to, opens_amount, opens_unit, basis, late=late)


def _span(table: Entries) -> tuple[int | None, LeadUnit | None]:
    amount = table.integer("amount")
    if amount > LONGEST_LEAD:
        table.wrong("amount", table.shown("amount"), f"at most {LONGEST_LEAD:,}")
        return None, None
    unit = table.member("unit", LeadUnit, None)
    if "unit" not in table.entries:
        table.wrong("unit", "missing", f"one of {', '.join(LeadUnit)}")
    return amount, unit
