"""Transit States: each one flown over or landed in on the way clears for itself, leg by leg."""

import re

import polars as pl

from comity.domain.primitives.country import alpha_2
from comity.domain.primitives.worded import StateCode, listed, worded
from comity.domain.provisions.law import Law
from comity.domain.visits.answer import NotExamined, Transit
from comity.domain.visits.line_ranges import joined, ranges
from comity.domain.visits.visit import Visit

_SHEET, _COLUMN = "movements", "transit_states"
_BETWEEN = re.compile(r"[;,/、；，]")
#: Longest text that is shown of what is no code.
_SHOWN = 40


def transits(visit: Visit, law: Law) -> tuple[Transit, ...]:
    """The transit States of the visit's legs, States before texts that are no code, each in order.

    The receiving State is none, nor is the State that sends the contingent of the leg: their law is asked
    elsewhere.
    """
    frame = visit.sheets.get(_SHEET)
    if frame is None or _COLUMN not in frame.columns:
        return ()
    flags = {c.id: c.sending_state for c in visit.contingents}
    legs: dict[tuple[bool, str], dict[str, list[int]]] = {}
    leg_id = pl.col("leg_id") if "leg_id" in frame.columns else pl.lit(None, dtype=pl.String)
    told = frame.select("row", "contingent", leg_id.alias("leg_id"), _COLUMN).drop_nulls(_COLUMN)
    for row, contingent, leg, text in told.iter_rows():
        for word in _words(text):
            state = alpha_2(word)
            if state not in (visit.receiving_state, flags.get(contingent, "")):
                named = legs.setdefault((state is not None, state or word[:_SHOWN]), {})
                named.setdefault(leg or f"row {row}", []).append(row)
    ordered = sorted(legs.items(), key=lambda item: (not item[0][0], item[0][1]))
    return tuple(
        Transit(
            state=state,
            known=known,
            legs=tuple(named),
            law_held=state in law.hosts,
            why=_why(state, tuple(named), visit, law) if known else _no_code(state),
            lines=joined(ranges(_SHEET, rows) for rows in named.values()),
        )
        for (known, state), named in ordered
    )


def not_examined(found: tuple[Transit, ...]) -> tuple[NotExamined, ...]:
    """The transit States as matters that the answer does not cover."""
    return tuple(
        NotExamined(
            _SHEET, worded("overflight or transit of {state}", state=StateCode(each.state)), each.why, ()
        )
        for each in found
    )


def _words(text: str) -> tuple[str, ...]:
    """What stands between the separators; codes may also be parted by nothing but spaces."""
    words: dict[str, None] = {}
    for part in (part.strip() for part in _BETWEEN.split(text)):
        several = part.split()
        words |= dict.fromkeys(several if all(alpha_2(word) for word in several) else [part])
    return tuple(words)


def _no_code(text: str) -> str:
    return worded(
        "'{text}' is no code of a State (ISO 3166, such as PG or PNG), so nobody knows whose clearance it "
        "is: correct it in the column transit_states.",
        text=text,
    )


def _why(state: str, legs: tuple[str, ...], visit: Visit, law: Law) -> str:
    named = StateCode(state)
    held = (
        worded("we hold law of {state} as a host, and it was not applied to transit", state=named)
        if state in law.hosts
        else worded("we hold no law of {state}", state=named)
    )
    return worded(
        "{state} is not the receiving State ({host}); its clearance is its own, leg by leg ({legs}): ask "
        "{state} through the embassy. Not examined: {held}.",
        state=named,
        host=StateCode(visit.receiving_state),
        legs=listed(legs),
        held=held,
    )
