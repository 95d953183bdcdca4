"""The law that one question needs: vocabulary, registry, and the rulebooks that may matter to it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from comity.domain.agreements.registry import Agreement
from comity.domain.errors import Refusal
from comity.domain.primitives.worded import worded
from comity.domain.provisions.rulebook import BodyKind, Rulebook
from comity.domain.provisions.selection import Applicable, Bodies, turning_days
from comity.domain.provisions.vocabulary import Vocabulary

ACCESS = "access"
NO_ACCESS_AGREEMENT = "none"


@dataclass(frozen=True, slots=True)
class Law:
    """Vocabulary, agreements by id (all, or those of the receiving State), and rulebooks by id.

    `hosts` and `homes` hold, by State, the law of States other than the receiving one: as hosts, and on what
    their own forces take out. They are read for the way and for home, and never judge the visit itself.
    """

    vocabulary: Vocabulary
    registry: Mapping[str, Agreement]
    rulebooks: Mapping[str, Rulebook]
    hosts: Mapping[str, Rulebook] = field(default_factory=dict)
    homes: Mapping[str, Rulebook] = field(default_factory=dict)

    def host(self, state: str) -> Rulebook | None:
        """The law of a State as host; None if no rulebook is installed."""
        return next(
            (b for b in self.rulebooks.values() if b.kind is BodyKind.HOST_LAW and b.state == state), None
        )


@dataclass(frozen=True, slots=True)
class Question:
    """What selects the law: receiving State, day asked, and what stands in place of access agreements.

    `under` is None (the registry decides), an agreement's id, or "none". `expected` is the planner's word
    on scheduled entries into force, by agreement id.
    """

    receiving_state: str
    asked_on: dt.date
    under: str | None
    expected: Mapping[str, bool]

    def sets_aside(self, agreement: Agreement) -> bool:
        """Whether the hypothesis stands in place of a registered agreement."""
        return self.under is not None and (agreement.family == ACCESS or agreement.id == self.under)


def check_hypothesis(law: Law, question: Question, sending_states: set[str]) -> None:
    """Refuse an agreement that cannot be put in place for these States. Raises Refusal."""
    name = question.under
    if name in (None, NO_ACCESS_AGREEMENT):
        return
    book = law.rulebooks.get(name or "")
    if book is None or book.kind is not BodyKind.AGREEMENT:
        known = ", ".join(sorted(b.id for b in law.rulebooks.values() if b.kind is BodyKind.AGREEMENT))
        raise Refusal(
            "assess.unknown-agreement",
            worded(
                "There is no rulebook of an agreement '{name}'. Installed: {known}. See 'comity rulebook "
                "list'.",
                name=name or "",
                known=known,
            ),
        )
    for state in sending_states:
        if question.receiving_state not in book.parties and state not in book.parties:
            raise Refusal(
                "assess.no-party",
                worded(
                    "Neither {host} nor {sender} is a Party to '{name}': neither can stand for the other "
                    "one. Choose an agreement of one of the two States.",
                    host=question.receiving_state,
                    sender=state,
                    name=book.id,
                ),
            )


def between(law: Law, receiving: str, sending: str) -> tuple[Agreement, ...]:
    """The registered agreements between two States, in any status."""
    pair = {receiving, sending}
    return tuple(a for a in law.registry.values() if set(a.parties) == pair and len(pair) == 2)


def bodies_on(law: Law, question: Question, sending: str, day: dt.date) -> Bodies:
    """The bodies of law for one sending State on one day; what is not in force is left out."""
    receiving = question.receiving_state
    applicable = []
    for agreement in between(law, receiving, sending):
        book = law.rulebooks.get(agreement.id)
        if book is None or question.sets_aside(agreement):
            continue
        in_force = agreement.in_force(day, question.asked_on)
        if in_force is None:
            in_force = question.expected.get(agreement.id)
        if in_force is not False:
            applicable.append(Applicable(book, in_force))
    if question.under not in (None, NO_ACCESS_AGREEMENT):
        applicable.insert(0, Applicable(law.rulebooks[question.under or ""], in_force=True))
    applicable += [
        Applicable(book, in_force=True)
        for book in law.rulebooks.values()
        if _reaches_anyone(book, receiving, sending) and book.dated.live(day)
    ]
    return Bodies(host=law.host(receiving), agreements=tuple(applicable))


def cuts(law: Law, question: Question, sending: str) -> set[dt.date]:
    """The days on which a selected body of law or one of its provisions begins or ends."""
    receiving = question.receiving_state
    days: set[dt.date] = set()
    books = []
    for agreement in between(law, receiving, sending):
        book = law.rulebooks.get(agreement.id)
        if book is not None and not question.sets_aside(agreement):
            days |= agreement.turning_days()
            books.append(book)
    books += [b for b in law.rulebooks.values() if _reaches_anyone(b, receiving, sending)]
    if question.under in law.rulebooks:
        books.append(law.rulebooks[question.under or ""])
    host = law.host(receiving)
    return days | turning_days([*books, *([host] if host else [])])


def _reaches_anyone(book: Rulebook, receiving: str, sending: str) -> bool:
    """Conventions between many Parties and instruments of the host, which name no sending State."""
    if book.kind is BodyKind.INSTRUMENT:
        return book.state == receiving
    if book.kind is BodyKind.CONVENTION:
        return not book.parties or {receiving, sending} <= set(book.parties)
    return False
