"""What has a day in an answer: deadlines leg by leg, and the moments of the visit itself."""

import datetime as dt
from collections.abc import Iterable, Mapping

import polars as pl

from comity.domain.primitives.worded import headed, listed, noted, phrase, run_on
from comity.domain.provisions.vocabulary import OWN_DAY
from comity.domain.visits.answer import Answer, Requirement
from comity.languages import said, say
from comity.report.task_words import is_late, label_of, state_words
from comity.report.timeline import Deadline, Moment
from comity.report.wording import Whats, home_words

#: So many days of arrival or departure are named in the picture; of more, only the first and the last.
_MOST_DAYS = 2
#: What stands of a deadline that is late or done: after its day, and alone.
_NOTES = {
    "late": (phrase("{day} LATE: {task}"), phrase("LATE: {task}")),
    "met": (phrase("{day} (filed or done): {task}"), phrase("(filed or done): {task}")),
}
_PLAIN = (phrase("{day}: {task}"), "{task}")


def deadlines(answer: Answer, whats: Whats) -> list[Deadline]:
    """Every day on which something is due, the earliest first; what is met stays, and is marked so."""
    found = [each for r in answer.requirements for each in _of(r, label_of(r, whats))]
    for side in answer.home:
        for r in side.requirements:
            found += _of(r, said(headed(home_words(side), label_of(r, whats))))
    return sorted(dict.fromkeys(found), key=lambda d: (d.due_on, d.words))


def _of(requirement: Requirement, label: str) -> Iterable[Deadline]:
    """The days of one requirement; legs that share a day share a deadline."""
    label = said(noted(label, state_words(requirement)))
    if not requirement.clocks and requirement.due_on:
        kind = "late" if is_late(requirement) else _kind(requirement)
        yield _deadline(requirement.due_on, label, kind, None)
    legs: dict[tuple[dt.date, str, dt.date | None], list[str]] = {}
    for clock in requirement.clocks:
        kind = "late" if clock.late else "met" if _is_done(clock.turn.state) else _kind(requirement)
        legs.setdefault((clock.due_on, kind, clock.opens_on), []).extend([clock.leg] if clock.leg else [])
    for (due_on, kind, opens_on), named in legs.items():
        which = named if len(legs) > 1 else []
        yield _deadline(due_on, said(listed([label, *which])), kind, opens_on)


def opens(requirement: Requirement) -> list[str]:
    """From when on it may be filed, if the first clock that has a window says so."""
    clock = next((each for each in requirement.clocks if each.opens_on), None)
    if clock is None or clock.opens_on is None:
        return []
    opening = (
        say("Not before {day} ({moment} exactly).", day=clock.opens_on, moment=clock.opens_at)
        if clock.opens_at
        else say("Not before {day}.", day=clock.opens_on)
    )
    return [said(run_on([opening, say("It is too early now.") if clock.too_early else ""]))]


def _kind(requirement: Requirement) -> str:
    return {"met": "met", "unknown": "unknown"}.get(requirement.state, "open")


def _is_done(turn: str) -> bool:
    """Whether nothing is owed on our side: it is with them in time, or decided."""
    return turn in ("granted", "done", "with-them")


def _deadline(due_on: dt.date, task: str, kind: str, opens_on: dt.date | None) -> Deadline:
    dated, undated = _NOTES.get(kind, _PLAIN)
    return Deadline(due_on, say(dated, day=due_on, task=task), kind, opens_on, say(undated, task=task))


def moments(answer: Answer, sheets: Mapping[str, pl.DataFrame]) -> list[Moment]:
    """The day asked, the visit's days, and the days on which lines arrive and leave.

    `sheets` are those of the visit: frames with LINE_COLUMNS.
    """
    judged = [
        sheets[lines.sheet] for lines in answer.lines if lines.sheet in sheets and lines.sheet not in OWN_DAY
    ]
    found = [Moment(answer.asked_on, say("asked {day}", day=answer.asked_on), "asked")]
    arrivals = _days(judged, "arrives_on") or [answer.visit.start]
    departures = _days(judged, "departs_on") or [answer.visit.end]
    for day in _named(arrivals):
        found.append(Moment(day, say("arrival {day}", day=day), "arrival"))
    for day in _named(departures):
        found.append(Moment(day, say("departure {day}", day=day), "departure"))
    return found


def _days(frames: Iterable[pl.DataFrame], column: str) -> list[dt.date]:
    days: set[dt.date] = set()
    for frame in frames:
        days.update(frame[column].drop_nulls().unique().to_list())
    return sorted(days)


def _named(days: list[dt.date]) -> list[dt.date]:
    return days if len(days) <= _MOST_DAYS else [days[0], days[-1]]
