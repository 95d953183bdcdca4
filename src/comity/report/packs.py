"""Packs: for each office that is still owed something, what it is asked, and the lists that it needs.

Values only: from visit, law and answer to packs. How they look stands in `packs_files`.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from comity.domain.provisions.law import Law
from comity.domain.provisions.rulebook import Effect, Provision
from comity.domain.provisions.vocabulary import OCCURRENCES, VISIT
from comity.domain.visits.answer import Answer, QuestionShown, Requirement
from comity.domain.visits.line_ranges import LineRanges
from comity.domain.visits.offices import Office, Offices, office_for
from comity.domain.visits.visit import Visit
from comity.report.pack_lists import Enclosure, Manifest

#: What arises on these sheets is told or settled when it happens; it is in no office's pack.
AFTERWARDS = frozenset({"support", "purchases", *OCCURRENCES} - {VISIT})
#: It is filed, and the office owes an answer.
WITH_THEM = ("with-them", "filed-late")
_VISITORS = ("sending", "unit", "person")
_TO_DO = ("stands", "unknown", "failed")
_HOST_UNIT = "mil"

RowSets = dict[str, set[int]]


@dataclass(frozen=True, slots=True)
class Ask:
    """Something that an office is asked, told or shown: a requirement, or a question that it settles.

    `items` say where its lines stand: (letter of the enclosure, items from 1). `lines` are those of the
    manifest, for the planner.
    """

    requirement: Requirement | None
    question: QuestionShown | None
    rows: tuple[tuple[str, frozenset[int]], ...]
    items: tuple[tuple[str, tuple[int, ...]], ...] = ()

    @property
    def cites(self) -> tuple[str, ...]:
        """The citations it rests on, each with its body of law before it."""
        of = self.requirement or self.question
        return of.cites if of else ()

    @property
    def latest_on(self) -> dt.date | None:
        """The last day in time for what is ours to do; None where none is known, or it is with the office."""
        if self.requirement is None:
            return None
        turn = self.requirement.turn
        if turn is not None and turn.state in WITH_THEM:
            return None
        return (turn.latest_on if turn else None) or self.requirement.due_on

    @property
    def late(self) -> bool:
        """Whether something on our side is late."""
        if self.requirement is None:
            return False
        turn = self.requirement.turn
        return turn.late if turn and turn.state not in WITH_THEM else self.requirement.late and not turn


@dataclass(frozen=True, slots=True)
class Settled:
    """A duty of the office's law that is taken away: what, by which articles, for which items."""

    what: str
    cites: tuple[str, ...]
    lifted_by: tuple[str, ...]
    items: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Open:
    """A question of the answer that bears on what the office is asked."""

    question: QuestionShown
    items: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """What one office gets. `authority` None: nobody is known to decide; `name` is the folder's name."""

    name: str
    to: str
    office: Office
    asks: tuple[Ask, ...]
    settled: tuple[Settled, ...]
    open: tuple[Open, ...]
    enclosures: tuple[Enclosure, ...]
    forbidden: tuple[str, ...]

    @property
    def late(self) -> bool:
        """Whether something that it asks is late on our side."""
        return any(ask.late for ask in self.asks)

    @property
    def missing(self) -> int:
        """How many needed values are not stated."""
        return sum(len(each.items) for enclosure in self.enclosures for each in enclosure.missing)

    @property
    def latest_on(self) -> dt.date | None:
        """The earliest day on which something that it asks is due."""
        return min((day for ask in self.asks if (day := ask.latest_on)), default=None)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A requirement that is in no pack, and why."""

    requirement: Requirement
    why: str


@dataclass(frozen=True, slots=True)
class Packs:
    """All packs of a visit, the most pressing first, and what is in none of them."""

    packs: tuple[Pack, ...]
    left_out: tuple[LeftOut, ...]


@dataclass(slots=True)
class _Desk:
    """An office while its pack is being made; `owed` and `asked` are rows by `what` and by fact."""

    office: Office
    requirements: dict[int, tuple[Requirement, RowSets]] = field(default_factory=dict)
    questions: dict[tuple[str, str], tuple[QuestionShown, RowSets]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Stands:
    """A provision of a finding, the result, and the lines that show it."""

    provision: Provision
    result: str
    cites: tuple[str, ...]
    lifted_by: tuple[str, ...]
    lines: LineRanges


def packs(visit: Visit, law: Law, answer: Answer, offices: Offices) -> Packs:
    """The packs of a visit.

    Args:
        visit: as it was answered; lines that may not be shown are out of it already.
        law: the law that was asked.
        answer: the answer to it.
        offices: what each office needs.
    """
    return _Packing(visit, law, answer, offices.of(visit.receiving_state)).packs()


class _Packing:
    def __init__(self, visit: Visit, law: Law, answer: Answer, offices: Sequence[Office]) -> None:
        self.visit, self.law, self.answer, self.offices = visit, law, answer, offices
        self.manifest = Manifest(visit, law.vocabulary)
        self.stands = list(self._findings())
        self.desks: dict[Office, _Desk] = {}
        self.left_out: list[LeftOut] = []

    def packs(self) -> Packs:
        for requirement in self.answer.requirements:
            self._take(requirement)
        for question in self.answer.questions:
            for office in self.offices:
                if office.settles(question.fact, question.sheet):
                    asked = {sheet: set(rows) for sheet, rows in question.lines.by_sheet.items()}
                    self._desk(office).questions[question.sheet, question.fact] = (question, asked)
        for office in self.offices:
            if office.always and self.visit.sheets:
                self._desk(office)
        made = [self._pack(desk) for desk in self.desks.values()]
        made = [pack for pack in made if pack.asks or pack.enclosures]
        last = dt.date.max
        made.sort(key=lambda p: (not p.asks, p.latest_on or last, p.name))
        return Packs(tuple(made), tuple(self.left_out))

    # Who is asked what

    def _findings(self) -> Iterable[_Stands]:
        for group in self.answer.groups:
            for found in group.findings:
                book = self.law.rulebooks.get(found.body)
                name = found.provision.rpartition(":")[2]
                provision = book.provision(name) if book else None
                if provision and provision.effect is Effect.REQUIRES:
                    yield _Stands(provision, found.result, found.cites, found.lifted_by, group.lines)

    def _take(self, requirement: Requirement) -> None:
        """Give a requirement to the desks whose matter it is, each with its own lines."""
        if why := _why_not(requirement):
            if requirement.state != "met":
                self.left_out.append(LeftOut(requirement, why))
            return
        unmet = requirement.lines.by_sheet
        for stands in self.stands:
            provision = stands.provision
            key = (provision.what, provision.authority, provision.by.value)
            if key != (requirement.what, requirement.authority, requirement.by):
                continue
            if stands.result not in _TO_DO:
                continue
            for sheet, rows in stands.lines.by_sheet.items():
                owed = rows & unmet.get(sheet, frozenset())
                if owed and sheet not in AFTERWARDS:
                    desk = self._desk(self._office(provision, sheet))
                    _, by_sheet = desk.requirements.setdefault(id(requirement), (requirement, {}))
                    by_sheet.setdefault(sheet, set()).update(owed)

    def _office(self, provision: Provision, sheet: str) -> Office:
        found = office_for(self.offices, provision.what, sheet, provision.matter, provision.authority)
        if found:
            return found
        state = self.visit.receiving_state
        if provision.authority is None:
            # Nobody is known: the host's defence ministry is asked, at the desk that hears of every visit.
            always = (office for office in self.offices if office.always)
            return next(always, Office(state, None, (_HOST_UNIT,), "Other matters"))
        return Office(state, provision.authority, (provision.matter,), "Requests")

    def _desk(self, office: Office) -> _Desk:
        return self.desks.setdefault(office, _Desk(office))

    # What it gets

    def _pack(self, desk: _Desk) -> Pack:
        office = desk.office
        enclosures = tuple(self._enclosures(desk))
        asks = [Ask(r, None, *_placed(rows, enclosures)) for r, rows in desk.requirements.values()]
        asks += [Ask(None, q, *_placed(rows, enclosures)) for q, rows in desk.questions.values()]
        return Pack(
            name=self._name(office),
            to=self._to(office),
            office=office,
            asks=tuple(asks),
            settled=tuple(self._settled(office, enclosures)) if asks else (),
            open=tuple(self._open(desk, asks, enclosures)),
            enclosures=enclosures,
            forbidden=tuple(self._forbidden(enclosures)),
        )

    def _enclosures(self, desk: _Desk) -> Iterable[Enclosure]:
        letters = iter("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        for part in desk.office.parts:
            owed: RowSets = {}
            called = [by for r, by in desk.requirements.values() if r.what in part.whats]
            called += [by for q, by in desk.questions.values() if q.fact in part.answers]
            for by_sheet in called:
                for sheet, rows in by_sheet.items():
                    owed.setdefault(sheet, set()).update(rows)
            if owed or part.whole:
                frozen = {sheet: frozenset(rows) for sheet, rows in owed.items()}
                enclosure = self.manifest.enclosure(part, frozen)
                if enclosure:
                    yield replace(enclosure, letter=next(letters))

    def _settled(self, office: Office, enclosures: tuple[Enclosure, ...]) -> Iterable[Settled]:
        """Duties of this office's law that an agreement takes away from lines that it is shown."""
        found: dict[tuple[str, tuple[str, ...], tuple[str, ...]], RowSets] = {}
        for stands in self.stands:
            if stands.result != "lifted":
                continue
            for sheet, rows in stands.lines.by_sheet.items():
                if self._office(stands.provision, sheet) == office:
                    key = (stands.provision.what, stands.cites, self._cites_of(stands.lifted_by))
                    found.setdefault(key, {}).setdefault(sheet, set()).update(rows)
        for (what, cites, lifted_by), by_sheet in found.items():
            _, items = _placed(by_sheet, enclosures)
            if items:
                yield Settled(what, cites, lifted_by, items)

    def _cites_of(self, provisions: Iterable[str]) -> tuple[str, ...]:
        cites: dict[str, None] = {}
        for key in provisions:
            body, _, name = key.partition(":")
            book = self.law.rulebooks.get(body)
            provision = book.provision(name) if book else None
            if provision:
                cites |= dict.fromkeys(f"{body} {cite}" for cite in provision.cites)
        return tuple(cites)

    def _open(self, desk: _Desk, asks: list[Ask], enclosures: tuple[Enclosure, ...]) -> Iterable[Open]:
        cited = {cite for ask in asks if ask.requirement for cite in ask.cites}
        for question in self.answer.questions:
            if (question.sheet, question.fact) in desk.questions or not cited & set(question.cites):
                continue
            _, items = _placed(question.lines.by_sheet, enclosures)
            if items:
                yield Open(question, items)

    def _forbidden(self, enclosures: tuple[Enclosure, ...]) -> Iterable[str]:
        """Lines that are listed though the answer says that they are forbidden."""
        for group in self.answer.groups:
            if group.outcome != "forbidden":
                continue
            for sheet, rows in group.lines.by_sheet.items():
                if any(each.items_of(sheet, frozenset(rows)) for each in enclosures):
                    yield from group.lines
                    break

    # What it is called

    def _to(self, office: Office) -> str:
        known = self.law.vocabulary.authorities.get(office.authority or "")
        if known:
            return known.name
        host_unit = self.visit.facts.get("host_unit")
        if office.always:
            return str(host_unit) if host_unit else "Host unit not stated: ask the host's defence ministry"
        return "Authority not known: ask the host's defence ministry"

    def _name(self, office: Office) -> str:
        if office.always:
            return "host-unit"
        if office.authority is None:
            return f"not-known-{_slug(office.title)}"
        alone = sum(each.authority == office.authority for each in self.offices) <= 1
        return _slug(office.authority) + ("" if alone else f"-{_slug(office.title)}")


def _why_not(requirement: Requirement) -> str:
    """Why a requirement is in no pack; empty if it may be in one."""
    turn = requirement.turn
    if requirement.state == "met" or (turn is not None and turn.state in ("granted", "done")):
        return "it is met"
    if requirement.kind == "conduct":
        return "it is observed, not filed"
    if requirement.by not in _VISITORS:
        return "it is not the visitor's to file"
    if set(requirement.lines.by_sheet) <= AFTERWARDS and requirement.lines:
        return "it is paid, told or settled when it happens"
    return ""


def _placed(
    by_sheet: Mapping[str, AbstractSet[int]], enclosures: Iterable[Enclosure]
) -> tuple[tuple[tuple[str, frozenset[int]], ...], tuple[tuple[str, tuple[int, ...]], ...]]:
    """Rows by sheet, and the items of the enclosures that stand for them."""
    frozen = tuple((sheet, frozenset(rows)) for sheet, rows in by_sheet.items())
    items = tuple(
        (each.letter, found)
        for each in enclosures
        if (found := tuple(item for sheet, rows in frozen for item in each.items_of(sheet, rows)))
    )
    return frozen, items


def _slug(text: str) -> str:
    """A name for a folder: plain letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "office"
