"""What could be attested or answered to settle most of a visit: values only; `attesting` finds them."""

from dataclasses import dataclass
from typing import Any

from comity.domain.visits.json_values import plain_value
from comity.domain.visits.line_ranges import LineRanges
from comity.domain.visits.visit import Value


@dataclass(frozen=True, slots=True)
class Part:
    """One sentence that somebody may attest: facts of a sheet, and the lines left out or alone spoken of."""

    sheet: str
    says: str
    facts: tuple[tuple[str, Value], ...]
    exceptions: tuple[str, ...]
    only: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one answer would settle: a ready statement to be signed, or a single question.

    `statement` is the statement's id (None: the single question `fact` of `sheet`, whose one part has no
    fact yet), `says` its matter or the question. `rides` are facts (sheet, fact, value) that the statement
    vouches for too though nothing hangs on them. `settles` lines are settled by it after the proposals
    before it, `settled` by all so far, `of` all that are undetermined.
    """

    statement: str | None
    sheet: str
    fact: str
    says: str
    find: str
    parts: tuple[Part, ...]
    rides: tuple[tuple[str, str, Value], ...]
    cites: tuple[str, ...]
    lines: LineRanges
    settles: int = 0
    settled: int = 0
    of: int = 0


def proposal_values(proposal: Proposal) -> dict[str, Any]:
    """A proposal as plain values for JSON."""
    single = None if proposal.statement else {"sheet": proposal.sheet, "fact": proposal.fact}
    return {
        "statement": proposal.statement,
        "question": single,
        "says": proposal.says,
        "find": proposal.find,
        "parts": [
            {
                "sheet": part.sheet,
                "says": part.says,
                "facts": {name: plain_value(value) for name, value in part.facts},
                "except": list(part.exceptions),
                "only": list(part.only),
            }
            for part in proposal.parts
        ],
        "rides": [
            {"sheet": sheet, "fact": name, "value": plain_value(value)}
            for sheet, name, value in proposal.rides
        ],
        "cites": list(proposal.cites),
        "lines": list(proposal.lines),
        "settles": proposal.settles,
        "settled": proposal.settled,
        "of": proposal.of,
    }
