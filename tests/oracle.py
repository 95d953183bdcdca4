"""A slow and plain oracle of the engine: one line at a time, step by step, as section 7a of the design says.

It shares nothing with the engine but the values of the law. Conditions are read from their SQL with an
evaluator of its own (`oracle_conditions`); the bodies of law are selected from registry and rulebooks here;
truth is Python's True, False and None (unknown). Comments name the steps of section 7a. Where 7a leaves room,
`Reading` says how it is read.
"""

import datetime as dt
import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from comity.domain.agreements.registry import Agreement
from comity.domain.provisions.law import Law
from comity.domain.provisions.rulebook import Definition, ExceptionTo, Provision, Rulebook
from comity.domain.provisions.vocabulary import JUDGED
from comity.domain.visits.visit import Contingent, Visit
from tests.oracle_conditions import Row, Truth, all_of, any_of, evaluator, opposite

#: A provision with the body of law that it belongs to.
Placed = tuple[Rulebook, Provision]

OUTCOMES = ("permitted", "conditional", "undetermined", "not-covered", "forbidden")
DECIDES = ("text", "summary")
VISITOR = ("sending", "unit", "person")
NEVER_ASKS_ENTRY = ("visit", "incidents", "claims")
LIFTERS = {"requires": "exempts", "forbids": "permits"}


@dataclass(frozen=True, slots=True)
class InEpoch:
    """What one line comes to in one epoch: its outcome, and each provision's result (absent: left out)."""

    first: dt.date
    outcome: str
    results: Mapping[tuple[str, str], str]
    """By body and provision: stands, lifted, met, failed or unknown."""
    stages: Mapping[tuple[str, str], tuple[Truth, Truth, Truth]]
    """By body and provision: reaches, lifted, stands."""
    covers: Mapping[str, Truth]
    """By agreement."""


@dataclass(frozen=True, slots=True)
class LineFound:
    """One line: its place, its facts, its worst outcome, and what it comes to in each of its epochs."""

    sheet: str
    row: int
    contingent: str
    facts: Row
    outcome: str
    epochs: tuple[InEpoch, ...]


def judge_all(visit: Visit, law: Law, asked_on: dt.date, under: str | None) -> dict[str, list[LineFound]]:
    """Every line of a visit, by sheet; the lines of the sheet `visit` are its contingents."""
    oracle = Oracle(visit, law, asked_on, under)
    return {sheet: found for sheet in JUDGED if (found := oracle.sheet(sheet))}


class Oracle:
    """Judges the lines of one visit, asked on one day, perhaps under a hypothesis."""

    def __init__(self, visit: Visit, law: Law, asked_on: dt.date, under: str | None) -> None:
        self.visit, self.law, self.asked_on, self.under = visit, law, asked_on, under
        self.contingents = {contingent.id: contingent for contingent in visit.contingents}
        self._selected: dict[tuple[str, dt.date], Selected] = {}
        self._cuts: dict[str, list[dt.date]] = {}

    def sheet(self, sheet: str) -> list[LineFound]:
        """Every line of one sheet."""
        if sheet == "visit":
            rows: Iterable[dict[str, Any]] = [
                {"row": at, "contingent": c.id, "arrives_on": self.visit.start, "departs_on": self.visit.end}
                for at, c in enumerate(self.visit.contingents, start=1)
            ]
        elif sheet in self.visit.sheets:
            rows = self.visit.sheets[sheet].iter_rows(named=True)
        else:
            rows = []
        return [self.line(sheet, row) for row in rows]

    def line(self, sheet: str, row: Row) -> LineFound:
        """One line: judged in each epoch it is present in; the worst outcome is its own (step 1)."""
        contingent = self.contingents[row["contingent"]]
        facts = self._facts(row, contingent)
        epochs = []
        for first, until in self._epochs(contingent.sending_state, row["arrives_on"], row["departs_on"]):
            selected = self._select(contingent.sending_state, max(first, row["arrives_on"]))
            counts = {
                "stay": True,
                "entry": first <= row["arrives_on"] < until,
                "exit": first <= row["departs_on"] < until,
            }
            reading = Reading(self.under, selected, sheet, facts, counts)
            epochs.append(
                InEpoch(first, reading.outcome(), reading.results(), reading.stages(), reading.coverage())
            )
        worst = max((each.outcome for each in epochs), key=OUTCOMES.index)
        return LineFound(sheet, row["row"], contingent.id, facts, worst, tuple(epochs))

    def _facts(self, row: Row, contingent: Contingent) -> dict[str, Any]:
        """Facts: a line sees its own, its contingent's and its visit's; the nearest that is not blank."""
        return {
            **self.visit.facts,
            "receiving_state": self.visit.receiving_state,
            "start": self.visit.start,
            "end": self.visit.end,
            **contingent.facts,
            "sending_state": contingent.sending_state,
            **{name: value for name, value in row.items() if value is not None},
        }

    def _epochs(self, sending: str, arrives: dt.date, departs: dt.date) -> list[tuple[dt.date, dt.date]]:
        """Step 1: the spans between two cuts in which a line is present."""
        if sending not in self._cuts:
            self._cuts[sending] = sorted(self._turning(sending))
        edges = [dt.date.min, *self._cuts[sending], dt.date.max]
        spans = itertools.pairwise(edges)
        return [(first, until) for first, until in spans if arrives < until and departs >= first]

    def _turning(self, sending: str) -> set[dt.date]:
        """Step 1: the days on which a selected body, or a part of it, begins or ends."""
        days: set[dt.date] = set()
        for book, agreement in self._candidates(sending):
            if agreement is not None:
                days |= {act.on for act in agreement.acts if act.act in _TURNS}
            parts: list[Provision | Definition] = [*book.provisions, *book.definitions]
            dated = [book.dated, *(p.dated for p in parts), *(e.dated for p in parts for e in p.exceptions)]
            days |= {day for each in dated for day in (each.from_, each.until) if day is not None}
        return days

    def _candidates(self, sending: str) -> list[tuple[Rulebook, Agreement | None]]:
        """Steps 2 and 5: the bodies of law that may reach a contingent, each with its registry entry."""
        receiving = self.visit.receiving_state
        found: list[tuple[Rulebook, Agreement | None]] = []
        for name, agreement in self.law.registry.items():
            replaced = name == self.under or (self.under is not None and agreement.family == "access")
            between = sorted(agreement.parties) == sorted((receiving, sending))
            if between and not replaced and name in self.law.rulebooks:
                found.append((self.law.rulebooks[name], agreement))
        for name, book in self.law.rulebooks.items():
            everybody = not book.parties or {receiving, sending} <= set(book.parties)
            if (
                (book.kind == "agreement" and name == self.under)
                or (book.kind == "convention" and everybody)
                or (book.kind in ("instrument", "host-law") and book.state == receiving)
            ):
                found.append((book, None))
        return found

    def _select(self, sending: str, day: dt.date) -> "Selected":
        if (sending, day) not in self._selected:
            selected = Selected(day)
            for book, agreement in self._candidates(sending):
                if book.kind == "host-law":
                    selected.host = book
                elif agreement is None:
                    selected.in_force[book.id] = book.dated.live(day)
                    selected.agreements.append(book)
                else:
                    selected.in_force[book.id] = self._in_force(agreement, day)
                    selected.agreements.append(book)
            self._selected[sending, day] = selected
        return self._selected[sending, day]

    def _in_force(self, agreement: Agreement, day: dt.date) -> Truth:
        """Step 2: in force on a day; if only scheduled, the planner's word (`entry_into_force`)."""
        turns = [act for act in agreement.acts if act.act in _TURNS and act.on <= day]
        last = max(turns, key=lambda act: act.on, default=None)
        if last is None or last.act != "in-force":
            return False
        return (
            True
            if last.on <= self.asked_on and last.confirmed
            else self.visit.entry_into_force.get(agreement.id)
        )


#: The acts that bring an agreement into force or put it out of force.
_TURNS = frozenset({"in-force", "suspended", "terminated"})


@dataclass(slots=True)
class Selected:
    """The bodies of law for one sending State on one day, with what is live and decides in each."""

    day: dt.date
    host: Rulebook | None = None
    agreements: list[Rulebook] = field(default_factory=list)
    in_force: dict[str, Truth] = field(default_factory=dict)
    _live: dict[str, list[Placed]] = field(default_factory=dict)
    _defined: dict[tuple[str, str], Definition] = field(default_factory=dict)

    def provisions(self, sheet: str) -> list[Placed]:
        """Sureness: only `text` and `summary` enter steps 2 to 8; and only what holds on the day."""
        if sheet not in self._live:
            books = [*self.agreements, *([self.host] if self.host else [])]
            self._live[sheet] = [
                (book, p) for book in books for p in book.provisions if p.sheet == sheet and self.decides(p)
            ]
        return self._live[sheet]

    def decides(self, part: Provision | Definition | ExceptionTo) -> bool:
        """Whether a part of a body of law holds on the day and is sure enough."""
        return part.sureness in DECIDES and part.dated.live(self.day)

    def definition(self, book: Rulebook, name: str) -> Definition:
        """The definition that stands on the day."""
        key = (book.id, name)
        if key not in self._defined:
            self._defined[key] = next(d for d in book.definitions if d.id == name and d.dated.live(self.day))
        return self._defined[key]


class Reading:
    """One line in one epoch. Each method is one step of section 7a, for one provision `(body, provision)`.

    Where 7a leaves room, it is read so:

    - Conventions and instruments are agreements in steps 2 to 8; a convention that names no Parties is
      between all States.
    - Coverage asks whether a `permits` holds (step 3), whatever its `at`: who was let in stays covered.
    - A scope reads a line's own word (a person's own `capacity`) before its contingent's.
    - Host law's own `exempts` and `permits` lift too; `within_host_law` `permits` still cover.
    - A prohibition bars whoever's duty it was; `conduct` counts only where it bars.
    - Coverage matters only where T is not false, and not on occurrence sheets (there C = A, and what hangs on
      it is unknown itself); T unknown always matters.
    - Without a host rulebook T is true.
    - A requirement with unknown standing that is met is shown as met; one that is lifted for sure is shown as
      lifted although it is unknown whether it reaches.
    """

    def __init__(
        self, under: str | None, selected: Selected, sheet: str, facts: Row, counts: Mapping[str, bool]
    ) -> None:
        self.under, self.selected, self.sheet, self.facts = under, selected, sheet, facts
        self.placed = [(book, p) for book, p in selected.provisions(sheet) if counts[p.at]]
        self._known: dict[tuple[object, ...], Truth] = {}

    def _once(self, key: tuple[object, ...], work: Callable[[], Truth]) -> Truth:
        if key not in self._known:
            self._known[key] = work()
        return self._known[key]

    def read(self, sql: str, book: Rulebook) -> Truth:
        """A condition, in the terms of one body of law."""
        value: Truth = evaluator(sql)(self.facts, lambda name: self.defined(book, name))
        return value

    def defined(self, book: Rulebook, name: str) -> Truth:
        """A definition with its exceptions."""
        return self._once(
            ("defined", book.id, name), lambda: self.holds(self.selected.definition(book, name), book)
        )

    def holds(self, part: Provision | Definition, terms: Rulebook) -> Truth:
        """Step 3: `when`, and none of the exceptions."""
        excepted = [self.read(e.when.sql, terms) for e in part.exceptions if self.selected.decides(e)]
        return all_of(self.read(part.when.sql, terms), opposite(any_of(*excepted)))

    def territory(self) -> Truth:
        """Step 5: T, the host law's own scope."""
        host = self.selected.host
        return True if host is None else self._once(("T",), lambda: self.read(host.scope.when.sql, host))

    def applies(self, book: Rulebook) -> Truth:
        """Step 2: in force, between its Parties (see `_candidates`), and its scope."""
        return self._once(
            ("A", book.id),
            lambda: all_of(self.selected.in_force[book.id], self.read(book.scope.when.sql, book)),
        )

    def covers(self, book: Rulebook) -> Truth:
        """Step 4: it applies, and one of its `permits` on this sheet holds."""
        if self.sheet in NEVER_ASKS_ENTRY:
            return self.applies(book)
        every = self.selected.provisions(self.sheet)
        permits = [p for of, p in every if of is book and p.effect == "permits"]
        return self._once(
            ("C", book.id),
            lambda: all_of(self.applies(book), any_of(*(self.holds(p, book) for p in permits))),
        )

    def reaches(self, book: Rulebook, p: Provision) -> Truth:
        """Step 5."""
        return self._once(("reaches", book.id, p.id), lambda: self._reaches(book, p))

    def _reaches(self, book: Rulebook, p: Provision) -> Truth:
        if book is not self.selected.host:
            gate = self.applies(book) if p.effect == "permits" else self.covers(book)
            return all_of(gate, self.holds(p, book))
        if not p.under:
            return all_of(self.territory(), self.holds(p, book))
        listed = [g for g in self.selected.agreements if g.id in p.under]
        return all_of(self.territory(), any_of(*(all_of(self.covers(g), self.holds(p, g)) for g in listed)))

    def lifted(self, book: Rulebook, p: Provision) -> Truth:
        """Step 6: host law yields to what lifts it, unless a failed requirement takes the lift back."""
        if book is not self.selected.host or p.effect not in LIFTERS:
            return False
        lifts = [
            self.reaches(of, q)
            for of, q in self.placed
            if q.effect == LIFTERS[p.effect] and q.what == p.what and not q.within_host_law
        ]
        return all_of(any_of(*lifts), opposite(self.taken_back(p.what)))

    def taken_back(self, what: str) -> Truth:
        """Step 6: whether a standing requirement that failed names this `what` in its `without`."""
        failed = [(of, q) for of, q in self.placed if q.without == what and self.step(q) is False]
        return any_of(*(self.stands(of, q) for of, q in failed))

    def stands(self, book: Rulebook, p: Provision) -> Truth:
        """Step 7, first table."""
        return self._once(
            ("S", book.id, p.id),
            lambda: all_of(self.reaches(book, p), opposite(self.lifted(book, p))),
        )

    def step(self, p: Provision) -> Truth:
        """Facts: the step named in `done`; blank is to do, yes is met, no is failed."""
        value: Truth = self.facts.get(p.done) if p.done else None
        return value

    def stages(self) -> dict[tuple[str, str], tuple[Truth, Truth, Truth]]:
        """Steps 5, 6 and 7 of every provision that may reach the line."""
        return {
            (book.id, p.id): (self.reaches(book, p), self.lifted(book, p), self.stands(book, p))
            for book, p in self.placed
            if self.reaches(book, p) is not False
        }

    def coverage(self) -> dict[str, Truth]:
        """Step 4 for every agreement."""
        return {book.id: self.covers(book) for book in self.selected.agreements}

    def results(self) -> dict[tuple[str, str], str]:
        """Step 7, second table, and what is shown; absent provisions are left out."""
        found = {}
        for book, p in self.placed:
            step = self.step(p)
            if self.reaches(book, p) is False:
                continue
            if self.lifted(book, p) is True:
                result = "lifted"
            elif step is True:
                result = "met"
            elif self.stands(book, p) is None:
                result = "unknown"
            else:
                result = "failed" if step is False else "stands"
            found[book.id, p.id] = result
        return found

    def outcome(self) -> str:
        """Step 8: the first row that is true."""
        prohibitions, owed, assigned = [], [], []
        for book, p in self.placed:
            stands, step = self.stands(book, p), self.step(p)
            if p.effect == "forbids" or (p.without == "forbidden" and step is False):
                prohibitions.append(stands)
            if p.effect == "requires" and p.kind != "conduct" and p.by in VISITOR and step is not True:
                owed.append(stands)
            if p.effect == "assigns" and self.sheet in NEVER_ASKS_ENTRY:
                assigned.append((p.what, p.value, stands))
        covered = any_of(*(self.covers(book) for book in self.selected.agreements))
        uncovered = all_of(self.territory(), opposite(covered))
        if self.sheet in NEVER_ASKS_ENTRY:
            uncovered = False
        if True in prohibitions:
            return "forbidden"
        if uncovered is True:
            return "not-covered"
        if None in (self.territory(), uncovered, *prohibitions, *owed) or self.selected.host is None:
            return "undetermined"
        if None in (stands for _, _, stands in assigned) or _two_values(assigned):
            return "undetermined"
        return "conditional" if True in owed else "permitted"


def _two_values(assigned: Sequence[tuple[str, str, Truth]]) -> bool:
    """Step 8: two standing values for one `what`."""
    standing = {(what, value) for what, value, stands in assigned if stands}
    return len({what for what, _ in standing}) < len(standing)
