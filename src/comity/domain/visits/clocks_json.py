"""Clocks, turns, transit States and the home side as plain values, for the answer's JSON."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from comity.domain.visits.answer import Answer, Clock, HomeSide, Requirement, Turn

_Values = dict[str, Any]


def clocks_of_requirement(requirement: Requirement) -> _Values:
    """The keys of a requirement that tell its clocks and whose turn it is."""
    return {
        "clocks": [_clock(clock) for clock in requirement.clocks],
        "turn": _turn(requirement.turn) if requirement.turn else None,
        "notes": list(requirement.notes),
    }


def on_the_way_and_at_home(answer: Answer, requirement: Callable[[Requirement], _Values]) -> _Values:
    """The keys of the answer on transit States, on the home side, and on filings that meet nothing."""
    return {
        "transits": [
            {
                "state": t.state,
                "known": t.known,
                "legs": list(t.legs),
                "law_held": t.law_held,
                "examined": False,
                "why": t.why,
                "lines": list(t.lines),
            }
            for t in answer.transits
        ],
        "home": [_home(side, requirement) for side in answer.home],
        "idle_filings": [
            {"what": f.what, "authority": f.authority, "leg": f.leg, "why": f.why}
            for f in answer.idle_filings
        ],
    }


def _clock(clock: Clock) -> _Values:
    return {
        "leg": clock.leg,
        "counted_to": clock.counted_to,
        "anchor_on": clock.anchor_on.isoformat(),
        "anchor_at": _instant(clock.anchor_at),
        "amount": clock.amount,
        "unit": clock.unit,
        "opens_on": _day(clock.opens_on),
        "opens_at": _instant(clock.opens_at),
        "due_on": clock.due_on.isoformat(),
        "due_at": _instant(clock.due_at),
        "basis": clock.basis,
        "late": clock.late,
        "too_early": clock.too_early,
        "if_late": clock.if_late or None,
        "turn": _turn(clock.turn),
        "lines": list(clock.lines),
    }


def _turn(turn: Turn) -> _Values:
    return {
        "state": turn.state,
        "since": _day(turn.since),
        "filed_on": _day(turn.filed_on),
        "stood": turn.stood,
        "latest_on": _day(turn.latest_on),
        "days_left": turn.days_left,
        "late": turn.late,
        "reference": turn.reference or None,
        "note": turn.note or None,
        "says": turn.says,
    }


def _home(side: HomeSide, requirement: Callable[[Requirement], _Values]) -> _Values:
    return {
        "state": side.state,
        "way": side.way,
        "law": side.law,
        "says": side.says,
        "rulebooks": [
            {"id": book, "version": version, "digest": digest} for book, version, digest in side.rulebooks
        ],
        "lines": list(side.lines),
        "requirements": [requirement(each) for each in side.requirements],
        "forbidden": [
            {"provision": f"{f.body}:{f.provision}", "cites": list(f.cites), "says": f.says}
            for f in side.forbidden
        ],
        "questions": [
            {"fact": q.fact, "sheet": q.sheet, "asks": q.asks, "cites": list(q.cites), "lines": list(q.lines)}
            for q in side.questions
        ],
        "advice": [
            {"provision": f"{a.body}:{a.provision}", "cites": list(a.cites), "says": a.says}
            for a in side.advice
        ],
        "not_examined": [
            {"sheet": n.sheet, "matter": n.matter, "why": n.why, "cites": list(n.cites)}
            for n in side.not_examined
        ],
    }


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _instant(at: dt.datetime | None) -> str | None:
    """An instant in UTC, to the second: 2023-08-30T07:10:00Z."""
    return at.astimezone(dt.UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z" if at else None
