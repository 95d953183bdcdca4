"""The deadlines of an answer as a calendar file (iCalendar, RFC 5545): what calendars of offices import.

One all-day event for each clock, on the last day that is in time, and one for the opening of each window.
An event keeps its UID from answer to answer: it hangs on the visit, the requirement and the leg, not on the
day or the facts, so that importing a later answer moves the event and makes no second one.
"""

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from comity import __version__
from comity.corpus.states import state_name
from comity.domain.primitives.day_words import day_words, moment_words
from comity.domain.visits.answer import Answer, Clock, Requirement
from comity.languages import ENGLISH, speaking
from comity.report.citing import bracketed
from comity.report.task_words import bearer_words, label_of, whom_words
from comity.report.wording import Whats, some

if TYPE_CHECKING:
    from icalendar import Calendar, Event

#: Longest text that an event takes over; calendars cut or refuse what is longer.
_LONGEST = 2_000
#: When an open deadline is announced: at nine in the morning, a week and a day before.
_ALARMS = (dt.timedelta(days=-7, hours=9), dt.timedelta(days=-1, hours=9))
_DONE = ("granted", "done")
_BASES = {"law": "by law", "practice": "by practice", "assumed": "assumed by the planner"}
#: Some calendars read a description as HTML; nothing that a file says may become an element there.
_NO_MARKUP: Mapping[int, str] = str.maketrans({"<": "‹", ">": "›"})


@dataclass(frozen=True, slots=True)
class _Entry:
    """One day of one clock: the last day in time, or (`opens`) the first of its window."""

    requirement: Requirement
    clock: Clock
    day: dt.date
    at: dt.datetime | None
    side: str
    opens: bool = False


@speaking(ENGLISH)
def answer_ics(answer: Answer, whats: Whats) -> str:
    """The deadlines of a visit and of its home side as iCalendar text, with CRLF line ends.

    Deterministic: stamps and sequence numbers come from the day asked. What is done stays in, marked so, that
    an event imported earlier is brought up to date; conduct and what has no day is left out.

    Args:
        answer: the answer.
        whats: plain words of every `what`.
    """
    # Only this form needs the library, and importing it takes as long as a small answer.
    from icalendar import Calendar  # noqa: PLC0415

    calendar = Calendar()
    calendar.add("prodid", f"-//Comity//Comity {__version__}//EN")
    calendar.add("version", "2.0")
    where = state_name(answer.visit.receiving_state)
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _plain(answer.visit.title or f"Visit to {where}"))
    seen: Counter[tuple[str, ...]] = Counter()
    for entry in _entries(answer):
        _add(calendar, entry, answer, whats, seen)
    return str(calendar.to_ical().decode("utf-8"))


def _entries(answer: Answer) -> Iterator[_Entry]:
    sides = [("", answer.requirements), *((f"{s.state} {s.way}", s.requirements) for s in answer.home)]
    for side, requirements in sides:
        for requirement in requirements:
            if requirement.turn is None:
                continue
            for clock in requirement.clocks:
                yield from _of_clock(requirement, clock, side)


def _of_clock(requirement: Requirement, clock: Clock, side: str) -> Iterator[_Entry]:
    moved = clock.turn.latest_on
    is_moved = moved is not None and moved != clock.due_on
    day = moved if moved is not None else clock.due_on
    yield _Entry(requirement, clock, day, None if is_moved else clock.due_at, side)
    if clock.opens_on:
        yield _Entry(requirement, clock, clock.opens_on, clock.opens_at, side, opens=True)


def _add(
    calendar: "Calendar", entry: _Entry, answer: Answer, whats: Whats, seen: Counter[tuple[str, ...]]
) -> None:
    from icalendar import Event  # noqa: PLC0415  see above

    event = Event()
    event.add("uid", _uid(entry, answer, seen))
    event.add("dtstamp", dt.datetime.combine(answer.asked_on, dt.time(), dt.UTC))
    event.add("sequence", answer.asked_on.toordinal())
    event.add("summary", _plain(_summary(entry, whats)))
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + dt.timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("description", "\n".join(_plain(part) for part in _description(entry, answer) if part))
    if entry.requirement.authority_name:
        event.add("categories", [_plain(entry.requirement.authority_name)])
    if _is_open(entry) and not entry.clock.late:
        _add_alarms(event, _summary(entry, whats))
    calendar.add_component(event)


def _add_alarms(event: "Event", words: str) -> None:
    from icalendar import Alarm  # noqa: PLC0415  see above

    for before in _ALARMS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", _plain(words))
        alarm.add("trigger", before)
        event.add_component(alarm)


def _uid(entry: _Entry, answer: Answer, seen: Counter[tuple[str, ...]]) -> str:
    """The same in every answer about the visit; clocks that are alike in all of it are numbered."""
    visit, requirement, clock = answer.visit, entry.requirement, entry.clock
    key = (
        visit.title,
        visit.receiving_state,
        *sorted(f"{name}:{state}" for name, state in visit.contingents),
        entry.side,
        requirement.what,
        requirement.authority or "",
        requirement.by,
        clock.counted_to,
        clock.leg or "",
        "opens" if entry.opens else "due",
    )
    seen[key] += 1
    digest = hashlib.sha256("\0".join((*key, str(seen[key]))).encode()).hexdigest()
    return f"{digest[:32]}@comity.invalid"


def _is_open(entry: _Entry) -> bool:
    return entry.clock.turn.state in ("to-file", "with-us", "refused")


def _summary(entry: _Entry, whats: Whats) -> str:
    turn, requirement = entry.clock.turn, entry.requirement
    mark = {"with-them": "FILED: ", "filed-late": "FILED LATE: ", **dict.fromkeys(_DONE, "DONE: ")}
    late = "LATE: " if entry.clock.late and _is_open(entry) else mark.get(turn.state, "")
    doubt = " (if it applies)" if requirement.state == "unknown" else ""
    window = "window opens: " if entry.opens else ""
    leg = f", {entry.clock.leg}" if entry.clock.leg else ""
    side = f" [{entry.side}]" if entry.side else ""
    return f"{late}{window}{label_of(requirement, whats)}{leg}{doubt}{side}"


def _description(entry: _Entry, answer: Answer) -> Iterator[str]:
    """Plain sentences, one a line: with whom, what is counted, whose turn it is, lines, law, if late."""
    requirement, clock = entry.requirement, entry.clock
    visit = answer.visit
    where = state_name(visit.receiving_state)
    yield f"{visit.title or 'Visit'}: to {where}, from {day_words(visit.start)} on"
    yield " ".join(part for part in (whom_words(requirement), bearer_words(requirement)) if part)
    yield (
        f"{clock.amount} {clock.unit.replace('-', ' ')} before {clock.counted_to} on "
        f"{day_words(clock.anchor_on)}, {_BASES.get(clock.basis, clock.basis)}"
    )
    if entry.at:
        yield f"Exactly: {moment_words(entry.at)}"
    if clock.opens_on:
        yield f"Not before {day_words(clock.opens_on)}: what is filed earlier does not count"
    yield clock.turn.says
    yield f"Reference: {clock.turn.reference}" if clock.turn.reference else ""
    yield f"Lines: {some(clock.lines)}"
    yield f"Law: {bracketed(requirement.cites).strip()} ({requirement.sureness})"
    yield f"If late: {clock.if_late}" if clock.if_late else ""
    yield from requirement.notes
    yield f"As asked on {day_words(answer.asked_on)}"


def _plain(text: str) -> str:
    """One line of printable text without mark-up: names and references come from somebody's file."""
    line = "".join(c if c.isprintable() else " " for c in text).translate(_NO_MARKUP)
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
