"""What an answer says of pools and substitutes: values only; how they follow stands in `pools`."""

from dataclasses import dataclass
from typing import Any

from comity.domain.visits.line_ranges import LineRanges


@dataclass(frozen=True, slots=True)
class SetAside:
    """Members of a pool that are not among those that may come: their outcome, their names, and why."""

    outcome: str
    names: tuple[str, ...]
    why: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PoolShown:
    """What can be said of a pool: `take` of its `members` come.

    `counts` are (outcome, how many of them). `verdict` is `can` (enough of them may come), `unknown` (it
    hangs on questions), `ordinary-rules` (only with members that no agreement covers) or `cannot`.
    """

    id: str
    sheet: str
    take: int
    members: int
    lines: LineRanges
    counts: tuple[tuple[str, int], ...]
    verdict: str
    says: str
    set_aside: tuple[SetAside, ...]


@dataclass(frozen=True, slots=True)
class SubstitutesShown:
    """Substitutes that one line names in a cell and that are no lines of their own, so not judged."""

    sheet: str
    row: int
    line: str
    names: tuple[str, ...]


def pool_values(pool: PoolShown) -> dict[str, Any]:
    """A pool as plain values for JSON."""
    return {
        "id": pool.id,
        "sheet": pool.sheet,
        "take": pool.take,
        "members": pool.members,
        "lines": list(pool.lines),
        "counts": dict(pool.counts),
        "verdict": pool.verdict,
        "says": pool.says,
        "set_aside": [
            {"outcome": s.outcome, "names": list(s.names), "why": s.why, "cites": list(s.cites)}
            for s in pool.set_aside
        ],
    }


def substitutes_values(shown: SubstitutesShown) -> dict[str, Any]:
    """The substitutes that one line names, as plain values for JSON."""
    return {"line": f"{shown.sheet}!{shown.row}", "name": shown.line, "substitutes": list(shown.names)}
