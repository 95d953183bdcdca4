"""The comparison of several agreements as JSON, in ASCII like the answer."""

import datetime as dt
import json
from typing import Any

from comity.domain.provisions.engine import OUTCOMES
from comity.domain.provisions.vocabulary import VISIT
from comity.domain.visits.answer import Requirement
from comity.domain.visits.comparison import Case, Comparison, Held, Point, Shift, Step


def comparison_json(comparison: Comparison) -> str:
    """The comparison as JSON text; days in ISO 8601, what is not known is null."""
    first = comparison.cases[0].answer
    values = {
        "visit": {
            "title": first.visit.title,
            "receiving_state": first.visit.receiving_state,
            "start": first.visit.start.isoformat(),
            "end": first.visit.end.isoformat(),
        },
        "asked_on": first.asked_on.isoformat(),
        "complete": first.complete,
        "facts": {"digest": first.facts_digest},
        "cases": [_case(case) for case in comparison.cases],
        "points": [
            {**_point(point), "cases": [_held(held) for held in each]} for point, each in comparison.points
        ],
        "steps": [_step(comparison.cases[0], step) for step in comparison.steps],
    }
    return json.dumps(values, ensure_ascii=True, indent=1)


def _case(case: Case) -> dict[str, Any]:
    counts = dict.fromkeys(OUTCOMES, 0)
    for group in case.answer.groups:
        if group.sheet != VISIT:
            counts[group.outcome] += group.count
    return {
        "under": case.under,
        "title": case.title,
        "outcome": case.answer.outcome,
        "sureness": case.answer.sureness,
        "has_access_agreement": case.has_access_agreement,
        "lines": counts,
        "first_due": _due(case.first_due()),
        "rulebooks": [{"id": b, "version": v, "digest": d} for b, v, d in case.answer.rulebooks],
    }


def _point(point: Point) -> dict[str, Any]:
    return {
        "effect": point.effect,
        "what": point.what,
        "value": point.value or None,
        "kind": point.kind or None,
        "by": point.by or None,
        "authority": point.authority,
    }


def _held(held: Held | None) -> dict[str, Any] | None:
    if held is None:
        return None
    return {
        "lines": list(held.lines),
        "count": held.count,
        "unknown": held.unknown,
        "due_on": _day(held.due_on),
        "due_basis": held.due_basis,
        "cites": list(held.cites),
    }


def _step(first: Case, step: Step) -> dict[str, Any]:
    return {
        "from": first.under,
        "to": step.case.under,
        "lost": [_shift(shift) for shift in step.lost],
        "gained": [_shift(shift) for shift in step.gained],
        "outcomes": [
            {"sheet": t.sheet, "old": t.old, "new": t.new, "lines": list(t.lines), "count": t.count}
            for t in step.turned
        ],
        "first_due": {"from": _due(step.first_due[0]), "to": _due(step.first_due[1])},
        "days_won": step.days_won,
        "late": {"from": step.late[0], "to": step.late[1]},
        "becomes_undetermined": step.unsettled,
        "questions": [
            {"fact": q.fact, "sheet": q.sheet, "asks": q.asks, "lines": list(q.lines)} for q in step.asked
        ],
    }


def _shift(shift: Shift) -> dict[str, Any]:
    return {
        **_point(shift.point),
        "lines": list(shift.lines),
        "count": shift.count,
        "lifted_by": list(shift.lifted_by),
    }


def _due(requirement: Requirement | None) -> dict[str, Any] | None:
    if requirement is None:
        return None
    return {
        "what": requirement.what,
        "authority": requirement.authority,
        "due_on": _day(requirement.due_on),
        "due_basis": requirement.due_basis,
    }


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
