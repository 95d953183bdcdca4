"""The difference between two versions of a visit as JSON, in ASCII like the answer."""

import datetime as dt
import json
from typing import Any

from comity.domain.visits.difference import Difference, Moved
from comity.domain.visits.reopening import Effected
from comity.domain.visits.visit import Value


def difference_json(difference: Difference, asked_on: dt.date) -> str:
    """The difference as JSON text; days in ISO 8601, a blank is null."""
    values = {
        "asked_on": asked_on.isoformat(),
        "changed": not difference.is_none,
        "outcome": {"old": difference.outcome[0], "new": difference.outcome[1]},
        "stated": [
            {"table": s.table, "of": s.of or None, "fact": s.fact or None, "old": s.old, "new": s.new}
            for s in difference.stated
        ],
        "lines": {
            "added": [_moved(each) for each in difference.added],
            "left": [_moved(each) for each in difference.left],
            "changed": [
                {
                    "sheet": c.sheet,
                    "column": c.column,
                    "old": _plain(c.old),
                    "new": _plain(c.new),
                    "lines": list(c.lines),
                    "count": c.count,
                }
                for c in difference.changed
            ],
            "outcomes": [
                {"sheet": t.sheet, "old": t.old, "new": t.new, "lines": list(t.lines), "count": t.count}
                for t in difference.turned
            ],
        },
        "requirements": [_effected(each) for each in difference.requirements],
        "home": [
            {"state": each.state, "way": each.way, **_effected(each.effected)} for each in difference.home
        ],
        "questions": {
            name: [{"fact": q.fact, "sheet": q.sheet, "asks": q.asks, "lines": list(q.lines)} for q in asked]
            for name, asked in (("new", difference.questions), ("settled", difference.settled))
        },
        "agreements": [
            {"id": name, "old": old, "new": new, "why": why} for name, old, new, why in difference.agreements
        ],
        "pools": [{"id": name, "old": old, "new": new} for name, old, new in difference.pools],
    }
    return json.dumps(values, ensure_ascii=True, indent=1)


def _moved(moved: Moved) -> dict[str, Any]:
    return {
        "sheet": moved.sheet,
        "names": list(moved.names),
        "lines": list(moved.lines),
        "outcomes": dict(moved.outcomes),
    }


def _effected(each: Effected) -> dict[str, Any]:
    requirement = each.requirement
    return {
        "change": each.change,
        "what": requirement.what,
        "authority": requirement.authority,
        "by": requirement.by,
        "kind": requirement.kind,
        "state": requirement.state,
        "because": [
            {"kind": b.kind, "column": b.column or None, "lines": list(b.lines), "count": b.count}
            for b in each.because
        ],
        "due_was": _plain(each.due_was),
        "due_on": _plain(each.due_on),
        "due_basis": requirement.due_basis,
        "late": requirement.late,
        "done_lines": each.under_way.done,
        "filing": each.under_way.filing,
        "filed_on": _plain(each.under_way.filed_on),
        "dropped_lines": each.dropped,
        "lines": list(requirement.lines),
        "cites": list(requirement.cites),
    }


def _plain(value: Value | None) -> bool | int | float | str | None:
    return value.isoformat() if isinstance(value, dt.date) else value
