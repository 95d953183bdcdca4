"""Which bodies of law are looked at for one contingent on one day, and which of their provisions."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from comity.domain.provisions.condition import NEVER
from comity.domain.provisions.rulebook import (
    BodyKind,
    Definition,
    ExceptionTo,
    Provision,
    Rulebook,
)


@dataclass(frozen=True, slots=True)
class Applicable:
    """An agreement, convention or instrument between the two States, and whether it is in force that day.

    `in_force` is None when entry into force is scheduled for after the day asked but by this day.
    """

    rulebook: Rulebook
    in_force: bool | None


@dataclass(frozen=True, slots=True)
class Bodies:
    """The bodies of law for one contingent on one day: the host's law (None: no rulebook) and the rest."""

    host: Rulebook | None
    agreements: tuple[Applicable, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A live provision, with its live and deciding exceptions, in its body of law.

    `key` is its unique name, body and provision; `decides` whether its text is sure enough (otherwise it is
    advice); `is_host_law` whether it belongs to the receiving State's own law.
    """

    provision: Provision
    body: Rulebook
    exceptions: tuple[ExceptionTo, ...]
    key: str
    decides: bool
    is_host_law: bool


def live_rules(bodies: Bodies, sheet: str, day: dt.date) -> tuple[Rule, ...]:
    """The provisions of all bodies for a sheet on a day, agreements first, in the order of the text."""
    books = [applicable.rulebook for applicable in bodies.agreements]
    if bodies.host:
        books.append(bodies.host)
    return tuple(
        Rule(
            p,
            book,
            live_exceptions(p.exceptions, day),
            key=f"{book.id}:{p.id}",
            decides=p.sureness.decides,
            is_host_law=book.kind is BodyKind.HOST_LAW,
        )
        for book in books
        for p in book.provisions
        if p.sheet == sheet and p.dated.live(day)
    )


def live_exceptions(exceptions: Sequence[ExceptionTo], day: dt.date) -> tuple[ExceptionTo, ...]:
    """The exceptions that hold on a day and decide; the others are advice."""
    return tuple(e for e in exceptions if e.dated.live(day) and e.sureness.decides)


def live_definitions(book: Rulebook, day: dt.date) -> dict[str, Definition]:
    """The definitions of a body of law on a day, by id; of two versions the one that is live.

    Nobody falls under a definition that no version of which holds on the day.
    """
    on_no_day = {
        d.id: replace(d, when=NEVER, exceptions=()) for d in book.definitions if not d.dated.live(day)
    }
    return on_no_day | {d.id: d for d in book.definitions if d.dated.live(day)}


def turning_days(books: Sequence[Rulebook]) -> set[dt.date]:
    """Every day on which a provision, definition or exception of these bodies begins or ends."""
    dated = [book.dated for book in books]
    for book in books:
        parts: tuple[Provision | Definition, ...] = (*book.provisions, *book.definitions)
        for part in parts:
            dated += [part.dated, *(e.dated for e in part.exceptions)]
    return {day for each in dated for day in (each.from_, each.until) if day}
