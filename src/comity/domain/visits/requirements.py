"""What must be done: one requirement per `what`, authority and bearer, with its earliest day.

A lead time is never invented: its basis is the law or practice that states it, the planner's own
assumption, or none (design, section 7a, "Due").
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from comity.domain.primitives.calendar import IsDayOff, stepped_back
from comity.domain.provisions.rulebook import Effect, Lead, Provision, RequirementKind
from comity.domain.provisions.vocabulary import Vocabulary
from comity.domain.visits.answer import Requirement
from comity.domain.visits.grouping import FoundHere, Pattern
from comity.domain.visits.line_ranges import LineRanges, joined
from comity.domain.visits.sureness import lowest
from comity.domain.visits.visit import AssumedLead

#: The calendar of an authority: given its State, whether a day is a day off there.
CalendarOf = Callable[[str], IsDayOff]

_STATES = ("met", "unknown", "open", "failed")


@dataclass(frozen=True, slots=True)
class Present:
    """Lines that share a finding, and their first arrival and last departure."""

    lines: LineRanges
    arrives_on: dt.date
    departs_on: dt.date


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
    ) -> None:
        self.vocabulary, self.receiving_state, self.start = vocabulary, receiving_state, start
        self.assumed, self.calendar_of = assumed, calendar_of
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
        is_day_off = self.calendar_of(authority.state if authority else self.receiving_state)
        due_on, basis, words, if_late = self._due(what, merged, shown, present, is_day_off)
        provisions = merged.provisions.values()
        kinds = sorted(
            (p.kind for p in provisions if p.kind), key=lambda kind: kind is RequirementKind.CONDUCT
        )
        sureness = lowest(p.sureness for p in provisions)
        return Requirement(
            kind=(kinds[0] if kinds else RequirementKind.CONDUCT).value,
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
            by_state=tuple(
                (name, joined(lines.lines for lines in merged.by_state[name]))
                for name in _STATES
                if name in merged.by_state
            ),
            says=next((p.says for p in provisions if p.says), ""),
        )

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
                words[lead.word] = None
            elif lead.amount is not None and lead.unit is not None:
                anchor = self._anchor(lead.to, lines)
                day = _stepped_back(anchor, lead.amount, lead.unit.value, is_day_off)
                days += [(day, lead)] if day else []
                if lead.opens_amount is not None and lead.opens_unit is not None:
                    words[
                        f"not earlier than {lead.opens_amount} {lead.opens_unit.value} before {lead.to}"
                    ] = None
                if lead.unit.value in ("hours", "minutes"):
                    words[f"{lead.amount} {lead.unit.value} before {lead.to} at the latest"] = None
        if days:
            due_on, lead = min(days, key=lambda each: each[0])
            return due_on, lead.basis, "; ".join(words), lead.late
        late = next((lead.late for lead, _, _ in merged.leads if lead.late), "")
        assumed = self.assumed.get(what)
        if assumed:
            anchor = min(self._anchor("arrival", lines) for lines in present)
            day = _stepped_back(anchor, assumed.amount, assumed.unit, is_day_off)
            return day, "assumed", "; ".join(words), late
        return None, "none", "; ".join(words), late

    def _anchor(self, to: str, lines: Present) -> dt.date:
        match to:
            case "departure":
                return lines.departs_on
            case "start":
                return self.start
            case _:
                return lines.arrives_on


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
