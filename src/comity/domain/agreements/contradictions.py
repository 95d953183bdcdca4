"""Where claims contradict each other or the record, found and typed by derivation; nothing is resolved.

What no derivation can find (a garbled translation, an attribution that could be to either of two) stands as
a named reader's annotation on the claim.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from comity.domain.agreements.claim import Claim
from comity.domain.agreements.durations import durations
from comity.domain.agreements.stated_date import StatedDate
from comity.domain.agreements.vocabulary import EVENTS, LADDER, REPEATED, TALKS, Status, Tense
from comity.domain.agreements.words import EVENT_WORDS, STATUS_WORDS, date_words
from comity.domain.primitives.worded import (
    Sayable,
    Worded,
    all_of,
    apart,
    begun,
    known_word,
    listed,
    worded,
    worded_count,
)

#: An act told with another actor may have moved by so many days: the leaders "agreed on Thursday" what
#: their ministers had signed on Wednesday.
_SHIFT_DAYS = 3


class Kind(StrEnum):
    """What a contradiction is."""

    STATUS = "status-conflict"
    """Two stages that cannot both be the present one on the same day."""
    DATE = "date-conflict"
    """Two dates of one act."""
    RANK = "rank-difference"
    """Compatible: the later step entails the earlier. Not a conflict."""
    STALE = "stale"
    """A stage that had been left behind by the day of the claim."""
    SHIFTED = "actor-or-day-shifted"
    """The act is told of another day, or of others than those who did it."""
    FORECAST = "forecast-not-met"
    """What was expected or arranged had not happened by its day."""
    UNCONFIRMED = "unconfirmed"
    """It was arranged for a day that is over, and nothing recorded says that it took place."""
    BOUND = "lower-bound-only"
    """True, but it only says "by then"; the record knows more."""
    DURATION = "duration-conflict"
    """A time that fits no pair of recorded steps."""
    DURATION_OPEN = "duration-depends"
    """A time that fits or not, as one takes the end."""


#: Kinds that contradict nothing.
COMPATIBLE = frozenset({Kind.RANK, Kind.BOUND, Kind.DURATION_OPEN, Kind.UNCONFIRMED})


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One contradiction: its kind, the agreement, the claims that differ, those they differ from, and why."""

    kind: Kind
    agreement: str
    claims: tuple[str, ...]
    against: tuple[str, ...]
    says: str


@dataclass(frozen=True, slots=True)
class Record:
    """What is claimed of one agreement.

    `acts` holds the claim that counts for each kind of event (standings, rule 2); `status_on` gives the
    status that the recorded acts had surely reached on a day, and the claim that it rests on.
    """

    agreement: str
    claims: Sequence[Claim]
    acts: Mapping[str, Claim]
    status_on: Callable[[dt.date], tuple[Status | None, Claim | None]]


def contradictions(of: Record, on: dt.date) -> tuple[Contradiction, ...]:
    """Every contradiction among the claims on one agreement, as they stand on a day.

    What is said to have been done after that day is left out: it contradicts nothing yet.
    """
    of = _up_to(of, on)
    return (
        *_statuses(of),
        *_against_record(of),
        *_dates(of),
        *_denied(of),
        *_shifted(of),
        *_unmet(of, on),
        *_bounds(of),
        *_durations(of),
    )


def _up_to(of: Record, on: dt.date) -> Record:
    done = (Tense.DONE, Tense.STATE, Tense.DENIED)
    return replace(
        of,
        claims=[c for c in of.claims if c.tense not in done or c.date is None or c.date.first <= on],
        acts={event: claim for event, claim in of.acts.items() if claim.date and claim.date.first <= on},
    )


def _observed(of: Record) -> list[tuple[Claim, Status, dt.date]]:
    """Claims on where the agreement stood: the claim, the status, the day."""
    return [
        (claim, status, claim.date.last)
        for claim in of.claims
        if claim.tense is Tense.STATE and (status := EVENTS.get(claim.event)) and claim.date
    ]


def _statuses(of: Record) -> list[Contradiction]:
    """Different statuses observed for one day."""
    by_day: dict[dt.date, dict[Status, list[str]]] = {}
    for claim, status, day in _observed(of):
        by_day.setdefault(day, {}).setdefault(status, []).append(claim.id)
    found = []
    for day, by_status in sorted(by_day.items()):
        steps = sorted(by_status, key=LADDER.index)
        for lower, higher in pairwise(steps):
            kind = Kind.STATUS if lower in TALKS else Kind.RANK
            stages: dict[str, Sayable] = {"day": day, "lower": _status(lower), "higher": _status(higher)}
            says = worded("For {day}, {lower} and {higher}: cannot both be the present stage.", **stages)
            if kind is Kind.RANK:
                says = worded("For {day}, {lower} and {higher}: the later entails the earlier.", **stages)
            found.append(
                Contradiction(
                    kind,
                    of.agreement,
                    tuple(sorted(by_status[lower])),
                    tuple(sorted(by_status[higher])),
                    says,
                )
            )
    return found


def _against_record(of: Record) -> list[Contradiction]:
    """Statuses observed, beside what the recorded acts had reached by that day."""
    found: dict[tuple[Kind, str, Worded], list[str]] = {}
    for claim, status, day in _observed(of):
        reached, rests_on = of.status_on(day)
        if reached is None or rests_on is None or reached is status or rests_on.id == claim.id:
            continue
        words: dict[str, Sayable] = {
            "day": day,
            "reached": _status(reached),
            "act": _when(rests_on),
            "status": _status(status),
        }
        if LADDER.index(status) < LADDER.index(reached):
            kind = Kind.STALE if status in TALKS else Kind.RANK
            says = worded("On {day} it was {reached} ({act}), no longer only {status}.", **words)
        else:
            kind = Kind.STATUS
            says = worded("On {day} no act had taken it beyond {reached} ({act}), not to {status}.", **words)
        found.setdefault((kind, rests_on.id, says), []).append(claim.id)
    return [
        Contradiction(kind, of.agreement, tuple(sorted(ids)), (rests_on,), says)
        for (kind, rests_on, says), ids in found.items()
    ]


def _dates(of: Record) -> list[Contradiction]:
    """Dates of one act that cannot be the same; local dates of one act are no rivals."""
    rivals: dict[str, dict[StatedDate, list[str]]] = {}
    for claim in of.claims:
        if claim.tense is not Tense.DONE or claim.date is None or claim.event in REPEATED:
            continue
        counted = of.acts.get(claim.event)
        if counted is None or counted.date is None or _one_act(counted, claim):
            continue
        if not (claim.date.is_open and claim.date.may_be(counted.date)):
            rivals.setdefault(claim.event, {}).setdefault(claim.date, []).append(claim.id)
    return [
        Contradiction(
            Kind.DATE,
            of.agreement,
            tuple(sorted(i for ids in by_date.values() for i in ids)),
            (of.acts[event].id,),
            worded(
                "{event}: {date} or {others}.",
                event=_word(event),
                date=_dated(of.acts[event]),
                others=_listing(by_date),
            ),
        )
        for event, by_date in rivals.items()
    ]


def _denied(of: Record) -> list[Contradiction]:
    """Acts that another source says have not happened, on or after their day."""
    found = []
    for claim in of.claims:
        act = of.acts.get(claim.event)
        if claim.tense is not Tense.DENIED or not claim.date or not act or not act.date:
            continue
        if claim.date.last >= act.date.first:
            says = worded(
                "Denied for {date}, and said to be done: {act}.", date=_dated(claim), act=_when(act)
            )
            found.append(Contradiction(Kind.STATUS, of.agreement, (claim.id,), (act.id,), says))
    return found


def _one_act(counted: Claim, other: Claim) -> bool:
    if counted.date is None or other.date is None or counted.date.may_be(other.date):
        return True
    elsewhere = {*counted.other_dates.values(), *other.other_dates.values()}
    return other.date.first in elsewhere or counted.date.first in elsewhere


def _shifted(of: Record) -> list[Contradiction]:
    """An agreement reached "on Thursday" where the recorded act is a day or two away."""
    found = []
    acts = [c for event, c in of.acts.items() if EVENTS[event] and c.date and c.date.is_day]
    for claim in of.claims:
        if (
            claim.event != "agreed"
            or claim.tense is not Tense.DONE
            or not claim.date
            or not claim.date.is_day
        ):
            continue
        gaps = {abs((act.date.first - claim.date.first).days): act for act in acts if act.date}
        if gaps and 0 < min(gaps) <= _SHIFT_DAYS:
            act = gaps[min(gaps)]
            words = {"date": _dated(claim), "act": _when(act), "who": all_of(claim.who.split("; "))}
            says = worded("Told as agreed on {date}; the record has {act}.", **words)
            if claim.who:
                says = worded("Told as agreed by {who} on {date}; the record has {act}.", **words)
            found.append(Contradiction(Kind.SHIFTED, of.agreement, (claim.id,), (act.id,), says))
    return found


def _unmet(of: Record, on: dt.date) -> list[Contradiction]:
    """What was expected or arranged for a day that is over, and neither it nor a later step had come."""
    found = []
    for claim in of.claims:
        if (
            claim.tense not in (Tense.FORECAST, Tense.SCHEDULED)
            or claim.date is None
            or claim.date.last >= on
        ):
            continue
        act = of.acts.get(claim.event)
        reached, _ = of.status_on(claim.date.last)
        if (act and act.date and act.date.first <= claim.date.last) or _entails(reached, claim.event):
            continue
        expected = claim.tense is Tense.FORECAST
        then = worded("no such act is recorded up to {day}", day=on)
        if act:
            then = worded("it came on {date}", date=_dated(act))
        words = {"event": _word(claim.event), "date": _dated(claim), "then": then}
        says = worded("{event}: arranged for {date}; {then}.", **words)
        if expected:
            says = worded("{event}: expected for {date}; {then}.", **words)
        kind = Kind.FORECAST if expected or act else Kind.UNCONFIRMED
        found.append(Contradiction(kind, of.agreement, (claim.id,), (act.id,) if act else (), says))
    return found


def _entails(reached: Status | None, event: str) -> bool:
    """Whether a status that was reached says that the event has taken place."""
    step = EVENTS.get(event)
    return reached is not None and step is not None and LADDER.index(reached) >= LADDER.index(step)


def _bounds(of: Record) -> list[Contradiction]:
    found = []
    for claim in of.claims:
        act = of.acts.get(claim.event)
        if not claim.date or not claim.date.is_open or not act or not act.date or act.id == claim.id:
            continue
        if claim.date.may_be(act.date) and not act.date.is_open:
            says = worded('It says "{date}"; the record has {act}.', date=_dated(claim), act=_when(act))
            found.append(Contradiction(Kind.BOUND, of.agreement, (claim.id,), (act.id,), says))
    return found


def _durations(of: Record) -> list[Contradiction]:
    timed = [claim for claim in of.claims if claim.months is not None]
    derived = durations(of.acts) if timed else ()
    if not derived:
        return []
    steps = apart(
        worded("{months} to {event}", months=_months(d.least, d.most), event=_event(d.ends.event))
        for d in derived
    )
    against = tuple(dict.fromkeys([derived[0].begins.id, *(d.ends.id for d in derived)]))
    found = []
    for claim in timed:
        months = claim.months or 0
        inside = min(d.least for d in derived) <= months <= max(d.most for d in derived)
        if all(d.least <= months <= d.most for d in derived):
            continue
        kind = Kind.DURATION_OPEN if inside else Kind.DURATION
        words = {"said": _months(months, months), "steps": steps, "act": _when(derived[0].begins)}
        says = worded("{said} fits no pair of steps: {steps}, counted from {act}.", **words)
        if inside:
            says = worded("{said} depends on which end is meant: {steps}, counted from {act}.", **words)
        found.append(Contradiction(kind, of.agreement, (claim.id,), against, says))
    return found


def _months(least: int, most: int) -> Worded:
    if least == most:
        return worded_count("{n} month", "{n} months", least)
    return worded("{least} to {most} months", least=least, most=most)


def _when(claim: Claim) -> Worded:
    return worded("{event} {date}", event=_event(claim.event), date=_dated(claim))


def _dated(claim: Claim) -> str:
    """The date of a claim, as precise as it is stated."""
    return date_words(claim.date) if claim.date else ""


def _event(event: str) -> Worded:
    return known_word(EVENT_WORDS[event])


def _word(event: str) -> str:
    return begun(_event(event))


def _status(status: Status) -> Worded:
    return known_word(STATUS_WORDS[status])


def _listing(dates: Mapping[StatedDate, Sequence[str]], most: int = 5) -> str:
    """The first few rival dates, and how many more there are."""
    texts = [date_words(date) for date in sorted(dates, key=lambda d: (d.first, d.last))]
    shown = listed(texts[:most])
    if len(texts) <= most:
        return shown
    return worded_count(
        "{dates} and {n} other date", "{dates} and {n} other dates", len(texts) - most, dates=shown
    )
