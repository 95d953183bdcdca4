"""What must be done: one requirement per `what`, authority and bearer, with its earliest day.

A lead time is never invented: its basis is the law or practice that states it, the planner's own
assumption, or none (design, section 7a, "Due").
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from comity.domain.primitives.calendar import IsDayOff, holidays_known, stepped_back
from comity.domain.primitives.worded import apart, known_word, phrase, phrases, worded, worded_count
from comity.domain.provisions.rulebook import Effect, Lead, LeadUnit, Provision, RequirementKind
from comity.domain.provisions.vocabulary import Vocabulary
from comity.domain.visits.anchors import Anchored
from comity.domain.visits.answer import Clock, Requirement
from comity.domain.visits.clocks import pressing, turn_of
from comity.domain.visits.filed import filings_for, mismatches
from comity.domain.visits.grouping import FoundHere, Pattern
from comity.domain.visits.line_ranges import LineRanges, joined
from comity.domain.visits.running import clocks_of
from comity.domain.visits.sureness import lowest
from comity.domain.visits.visit import AssumedLead, Filing

#: The calendar of an authority: given its State, whether a day is a day off there.
CalendarOf = Callable[[str], IsDayOff]

_STATES = ("met", "unknown", "open", "failed")
_SPANS = {
    LeadUnit.WORKING_DAYS: phrases("{n} working-day", "{n} working-days"),
    LeadUnit.CALENDAR_DAYS: phrases("{n} calendar-day", "{n} calendar-days"),
    LeadUnit.WEEKS: phrases("{n} week", "{n} weeks"),
    LeadUnit.MONTHS: phrases("{n} month", "{n} months"),
    LeadUnit.HOURS: phrases("{n} hour", "{n} hours"),
    LeadUnit.MINUTES: phrases("{n} minute", "{n} minutes"),
}
_NOT_EARLIER = {
    "arrival": phrase("not earlier than {span} before arrival"),
    "departure": phrase("not earlier than {span} before departure"),
    "start": phrase("not earlier than {span} before start"),
}
_AT_THE_LATEST = {
    "arrival": phrase("{span} before arrival at the latest"),
    "departure": phrase("{span} before departure at the latest"),
    "start": phrase("{span} before start at the latest"),
}


@dataclass(frozen=True, slots=True)
class Present:
    """Lines that share a finding, their first arrival and first departure; `anchors` tells leg by leg.

    `anchors` is asked for "arrival" or "departure", and only where there is a lead.
    """

    lines: LineRanges
    arrives_on: dt.date
    departs_on: dt.date
    anchors: Callable[[str], Sequence[Anchored]]


@dataclass(slots=True)
class _Merged:
    provisions: dict[str, Provision] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)
    by_state: dict[str, list[Present]] = field(default_factory=dict)
    leads: list[tuple[Lead, Present, str]] = field(default_factory=list)


class Requirements:
    """Collects what stands, group by group, and gives the merged list."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        receiving_state: str,
        start: dt.date,
        assumed: Mapping[str, AssumedLead],
        calendar_of: CalendarOf,
        filings: Sequence[Filing] = (),
    ) -> None:
        self.vocabulary, self.receiving_state, self.start = vocabulary, receiving_state, start
        self.assumed, self.calendar_of, self.filings = assumed, calendar_of, filings
        self._merged: dict[tuple[str, str | None, str], _Merged] = {}

    def add(self, pattern: Pattern, present: Present) -> None:
        """Take in the requirements of a pattern for the lines that show it."""
        for found in pattern.found:
            provision = found.rule.provision
            if provision.effect is not Effect.REQUIRES or not provision.sureness.decides:
                continue
            state = requirement_state(found)
            if state is None:
                continue
            key = (provision.what, provision.authority, provision.by.value)
            merged = self._merged.setdefault(key, _Merged())
            merged.provisions[found.rule.key] = provision
            merged.bodies[found.rule.key] = found.rule.body.id
            merged.by_state.setdefault(state, []).append(present)
            if provision.lead:
                merged.leads.append((provision.lead, present, state))

    def listed(self, asked_on: dt.date) -> tuple[Requirement, ...]:
        """The requirements, those that are late first, then by day."""
        made = [self._requirement(key, merged, asked_on) for key, merged in self._merged.items()]
        never = dt.date.max
        return tuple(
            sorted(
                made,
                key=lambda r: (
                    r.state == "met",
                    not r.late,
                    r.due_on or never,
                    r.what,
                    r.authority or "",
                    r.by,
                ),
            )
        )

    def _requirement(
        self, key: tuple[str, str | None, str], merged: _Merged, asked_on: dt.date
    ) -> Requirement:
        what, authority_id, by = key
        state = max(merged.by_state, key=_STATES.index)
        # What one line lacks must not hide what others still owe: all that is not met is said together.
        shown = [name for name in merged.by_state if name == state or name != "met"]
        present = [lines for name in shown for lines in merged.by_state[name]]
        authority = self.vocabulary.authorities.get(authority_id or "")
        state_of_calendar = authority.state if authority else self.receiving_state
        is_day_off = self.calendar_of(state_of_calendar)
        due_on, basis, words, if_late = self._due(what, merged, shown, present, is_day_off)
        filings = filings_for(self.filings, what, authority_id)
        is_open = shown != ["met"]
        leads = self._counted(what, merged, shown, present)
        clocks = clocks_of(leads, filings, asked_on, is_day_off, is_open=is_open)
        provisions = merged.provisions.values()
        kinds = sorted(
            (p.kind for p in provisions if p.kind), key=lambda kind: kind is RequirementKind.CONDUCT
        )
        sureness = lowest(p.sureness for p in provisions)
        kind = kinds[0] if kinds else RequirementKind.CONDUCT
        by_state = {
            name: joined(lines.lines for lines in merged.by_state[name])
            for name in _STATES
            if name in merged.by_state
        }
        turn = (
            pressing(c.turn for c in clocks) if clocks else turn_of(filings, asked_on, None, is_open=is_open)
        )
        notes = mismatches(clocks, turn, by_state, [(p.sheet, p.done) for p in provisions if p.done])
        return Requirement(
            kind=kind.value,
            by=by,
            authority=authority_id,
            authority_name=authority.name if authority else None,
            what=what,
            due_on=due_on,
            due_basis=basis,
            due_words=words,
            late=bool({"open", "unknown"} & set(shown)) and due_on is not None and due_on < asked_on,
            if_late=if_late,
            state=state,
            cites=tuple(
                dict.fromkeys(
                    f"{merged.bodies[k]} {cite}" for k, p in merged.provisions.items() for cite in p.cites
                )
            ),
            sureness=sureness.value if sureness else "",
            lines=joined(lines.lines for lines in present),
            by_state=tuple(by_state.items()),
            says=next((p.says for p in provisions if p.says), ""),
            clocks=clocks,
            turn=None if kind is RequirementKind.CONDUCT else turn,
            notes=(*notes, *_weekends_only(clocks, is_day_off, state_of_calendar)),
        )

    def _counted(
        self, what: str, merged: _Merged, shown: list[str], present: list[Present]
    ) -> list[tuple[Lead, Sequence[Anchored]]]:
        """The leads with a number, or the planner's assumption, each with the anchors it counts to."""
        leads = [
            (lead, self._anchors(lead.to, lines))
            for lead, lines, state in merged.leads
            if state in shown and lead.amount is not None
        ]
        assumed = self.assumed.get(what)
        if leads or assumed is None:
            return leads
        late = next((lead.late for lead, _, _ in merged.leads if lead.late), "")
        lead = Lead(assumed.amount, LeadUnit(assumed.unit), basis="assumed", late=late)
        return [(lead, lines.anchors("arrival")) for lines in present]

    def _anchors(self, to: str, lines: Present) -> Sequence[Anchored]:
        """As `_anchor`, leg by leg; the check of a broken rulebook also meets moments that are none."""
        if to == "start":
            return [Anchored(None, self.start, None, lines.lines)]
        return lines.anchors("departure" if to == "departure" else "arrival")

    def _due(
        self, what: str, merged: _Merged, shown: list[str], present: list[Present], is_day_off: IsDayOff
    ) -> tuple[dt.date | None, str, str, str]:
        """Day, basis, words and what happens if late: the earliest of all leads."""
        days: list[tuple[dt.date, Lead]] = []
        words: dict[str, None] = {}
        for lead, lines, of_state in merged.leads:
            if of_state not in shown:
                continue
            if lead.word:
                words[known_word(lead.word)] = None
            elif lead.amount is not None and lead.unit is not None:
                anchor = self._anchor(lead.to, lines)
                day = _stepped_back(anchor, lead.amount, lead.unit.value, is_day_off)
                days += [(day, lead)] if day else []
                words |= dict.fromkeys(_lead_words(lead))
        if days:
            due_on, lead = min(days, key=lambda each: each[0])
            return due_on, lead.basis, apart(words), lead.late
        late = next((lead.late for lead, _, _ in merged.leads if lead.late), "")
        assumed = self.assumed.get(what)
        if assumed:
            anchor = min(self._anchor("arrival", lines) for lines in present)
            day = _stepped_back(anchor, assumed.amount, assumed.unit, is_day_off)
            return day, "assumed", apart(words), late
        return None, "none", apart(words), late

    def _anchor(self, to: str, lines: Present) -> dt.date:
        match to:
            case "departure":
                return lines.departs_on
            case "start":
                return self.start
            case _:
                return lines.arrives_on


def _lead_words(lead: Lead) -> Iterator[str]:
    """The window of a lead, and the lead itself where it is too short for a day to tell it."""
    if lead.opens_amount is not None and lead.opens_unit is not None:
        span = worded_count(*_SPANS[lead.opens_unit], lead.opens_amount)
        yield worded(_NOT_EARLIER[lead.to], span=span)
    if lead.amount is not None and lead.unit in (LeadUnit.HOURS, LeadUnit.MINUTES):
        yield worded(_AT_THE_LATEST[lead.to], span=worded_count(*_SPANS[lead.unit], lead.amount))


def _weekends_only(clocks: Sequence[Clock], is_day_off: IsDayOff, state: str) -> tuple[str, ...]:
    """Says so where a day was counted in a calendar whose public holidays are not known."""
    by_days = (c for c in clocks if c.unit not in (LeadUnit.HOURS, LeadUnit.MINUTES))
    if all(holidays_known(is_day_off, clock.due_on) for clock in by_days):
        return ()
    return (
        worded(
            "The public holidays of {state} are not known here: only weekends were counted as days off.",
            state=state,
        ),
    )


def _stepped_back(anchor: dt.date, amount: int, unit: str, is_day_off: IsDayOff) -> dt.date | None:
    """The due day; None where it would lie before the calendar begins."""
    try:
        return stepped_back(anchor, amount, unit, is_day_off)
    except OverflowError:
        return None


def requirement_state(found: FoundHere) -> str | None:
    """open, met, failed or unknown; None where the requirement does not stand, or is met while unknown."""
    if found.stands is True:
        return {True: "met", False: "failed", None: "open"}[found.done]
    if found.stands is None and found.done is not True:
        return "unknown"
    return None
