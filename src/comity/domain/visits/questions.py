"""What to ask: the blanks that would settle undetermined lines, those that settle most lines first."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from comity.domain.provisions.condition import Condition, Known, evaluate
from comity.domain.provisions.engine import UNDETERMINED, counts_as_owed
from comity.domain.provisions.law import Law
from comity.domain.provisions.lifts import is_lift
from comity.domain.provisions.rulebook import FORBIDDEN, LIFTED_BY, Effect, ExceptionTo, Rulebook
from comity.domain.provisions.selection import live_definitions, live_exceptions
from comity.domain.provisions.vocabulary import OCCURRENCES
from comity.domain.visits.grouping import FoundHere, Pattern

#: Distinct combinations of facts looked at one by one in a group; beyond it every blank is asked.
MOST_COMBINATIONS = 5_000

#: So few lines are sooner gone through than a query is set up; a long list may have thousands of groups.
_FEW = 1_000

ENTRY_INTO_FORCE = "entry_into_force."
HOST_LAW = "host_law."
READING = "reading."


@dataclass(frozen=True, slots=True)
class Reason:
    """A condition whose value is unknown and matters: in whose terms it is read, and what it cites."""

    when: Condition
    exceptions: tuple[ExceptionTo, ...]
    terms: Rulebook
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One fact asked for: the rows of the lines it matters to, and the citations that read it."""

    fact: str
    cites: tuple[str, ...]
    rows: pl.Series


def asked_of(
    pattern: Pattern,
    sheet: str,
    lines: pl.DataFrame,
    constants: Mapping[str, object],
    law: Law,
    host: Rulebook | None,
) -> list[Asked]:
    """What to ask of the lines of an undetermined pattern.

    Args:
        pattern: the pattern.
        sheet: the sheet's name.
        lines: the lines that show the pattern: `row` and their facts.
        constants: facts of visit and contingent.
        law: for the definitions of each body of law.
        host: the receiving State's law.
    """
    if pattern.outcome != UNDETERMINED:
        return []
    finder = _Reasons(pattern, sheet, law, host, str(constants.get("receiving_state")))
    reasons = finder.reasons()
    asked = _blanks(reasons, lines, constants, pattern.day)
    return asked + [Asked(fact, cites, lines["row"]) for fact, cites in finder.other.items()]


class _Reasons:
    """Walks from an unknown outcome to the unknown conditions that it hangs on."""

    def __init__(
        self, pattern: Pattern, sheet: str, law: Law, host: Rulebook | None, receiving_state: str
    ) -> None:
        self.pattern, self.sheet, self.law, self.host = pattern, sheet, law, host
        self.receiving_state = receiving_state
        self.other: dict[str, tuple[str, ...]] = {}
        self._found: list[Reason] = []
        self._seen: set[str] = set()

    def reasons(self) -> list[Reason]:
        if self.pattern.territory is None and self.host:
            self._add(self.host.scope.when, (), self.host, _cited(self.host, self.host.scope.cites))
        if self.sheet not in OCCURRENCES and True not in self.pattern.covers.values():
            for name in self.pattern.covers:
                self._coverage(name)
        for found in self.pattern.found:
            if self._matters(found):
                self._finding(found)
        self._conflicts()
        if self.host is None:
            self.other[HOST_LAW + self.receiving_state] = ()
        return self._found

    def _matters(self, found: FoundHere) -> bool:
        provision = found.rule.provision
        if not provision.sureness.decides or found.stands is not None:
            return False
        if provision.effect is Effect.FORBIDS:
            return True
        if provision.without == FORBIDDEN and found.done is False:
            return True
        if provision.effect is Effect.ASSIGNS:
            return self.sheet in OCCURRENCES
        return counts_as_owed(found.rule) and found.done is not True

    def _finding(self, found: FoundHere) -> None:
        if found.rule.key in self._seen:
            return
        self._seen.add(found.rule.key)
        provision = found.rule.provision
        if found.reaches is None:
            for terms, holds in found.holds.items():
                if holds is None:
                    book = self.law.rulebooks[terms]
                    self._add(
                        provision.when, found.rule.exceptions, book, _cited(found.rule.body, provision.cites)
                    )
                if holds is not False and terms in self.pattern.covers:
                    only_applies = provision.effect is Effect.PERMITS and not found.rule.is_host_law
                    self._application(terms) if only_applies else self._coverage(terms)
        if found.lifted is None:
            self._lift(found)

    def _lift(self, found: FoundHere) -> None:
        what, lifting = found.rule.provision.what, LIFTED_BY[found.rule.provision.effect]
        for other in self.pattern.found:
            gives = other.reaches is None and is_lift(other.rule, lifting, what)
            takes_back = other.stands is None and other.rule.provision.without == what and other.done is False
            if gives or takes_back:
                self._finding(other)

    def _coverage(self, name: str) -> None:
        """Why it is not known whether an agreement covers the line."""
        if self.pattern.covers[name] is not None:
            return
        self._application(name)
        if self.sheet in OCCURRENCES:
            return
        for found in self.pattern.found:
            provision = found.rule.provision
            own = (
                found.rule.body.id == name
                and provision.effect is Effect.PERMITS
                and provision.sureness.decides
            )
            if own and found.holds.get(name) is None:
                book = self.law.rulebooks[name]
                self._add(provision.when, found.rule.exceptions, book, _cited(book, provision.cites))

    def _application(self, name: str) -> None:
        book = self.law.rulebooks[name]
        if self.pattern.scopes[name] is None:
            self._add(book.scope.when, (), book, _cited(book, book.scope.cites))
        if self.pattern.in_force[name] is None:
            registered = self.law.registry.get(name)
            act = registered.entry_into_force() if registered else None
            self.other[ENTRY_INTO_FORCE + name] = (f"{name} {act.cites}".strip(),) if act else (name,)

    def _conflicts(self) -> None:
        """Two bodies of law that assign one thing differently: somebody must say which one holds."""
        if self.sheet not in OCCURRENCES:
            return
        values: dict[str, dict[str, tuple[str, ...]]] = {}
        for found in self.pattern.found:
            provision = found.rule.provision
            if provision.effect is Effect.ASSIGNS and provision.sureness.decides and found.stands is True:
                values.setdefault(provision.what, {})[provision.value] = _cited(
                    found.rule.body, provision.cites
                )
        for what, cites in values.items():
            if len(cites) > 1:
                self.other[READING + what] = tuple(c for several in cites.values() for c in several)

    def _add(
        self, when: Condition, exceptions: tuple[ExceptionTo, ...], terms: Rulebook, cites: tuple[str, ...]
    ) -> None:
        reason = Reason(when, exceptions, terms, cites)
        if reason not in self._found:
            self._found.append(reason)


def _cited(book: Rulebook, cites: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{book.id} {cite}" for cite in cites)


def _blanks(
    reasons: list[Reason], lines: pl.DataFrame, constants: Mapping[str, object], day: dt.date
) -> list[Asked]:
    """The blanks that matter, line by line; lines with the same facts are looked at once."""
    readers = [_Reader(reason, day) for reason in reasons]
    columns = sorted({name for reader in readers for name in reader.facts} & set(lines.columns))
    kinds = _alike(lines, columns)
    matters: dict[str, list[pl.Series]] = {}
    cites: dict[str, dict[str, None]] = {}
    for facts, alike in kinds[:MOST_COMBINATIONS]:
        for reader in readers:
            for fact in sorted(reader.blanks({**constants, **facts})):
                matters.setdefault(fact, []).append(alike)
                cites.setdefault(fact, {}).update(dict.fromkeys(reader.reason.cites))
    rows = {fact: pl.concat(several) for fact, several in matters.items()}
    for fact in columns if len(kinds) > MOST_COMBINATIONS else ():
        blank = lines.filter(pl.col(fact).is_null())["row"]
        if blank.len():
            rows[fact] = blank
    return [Asked(fact, tuple(cites.get(fact, ())), where) for fact, where in rows.items()]


def _alike(lines: pl.DataFrame, columns: Sequence[str]) -> list[tuple[dict[str, Any], pl.Series]]:
    """Lines with the same facts together: the facts, and the rows; as they come first."""
    if lines.height > _FEW:
        kinds = lines.group_by(columns, maintain_order=True).agg("row") if columns else None
        if kinds is None:
            return [({}, lines["row"])]
        return list(zip(kinds.drop("row").iter_rows(named=True), kinds["row"], strict=True))
    found: dict[tuple[Any, ...], list[int]] = {}
    for row, *facts in zip(lines["row"].to_list(), *(lines[name].to_list() for name in columns), strict=True):
        found.setdefault(tuple(facts), []).append(row)
    return [
        (dict(zip(columns, facts, strict=True)), pl.Series(rows, dtype=pl.UInt32))
        for facts, rows in found.items()
    ]


class _Reader:
    """Evaluates one condition, through definitions and exceptions, for one line at a time."""

    def __init__(self, reason: Reason, day: dt.date) -> None:
        self.reason = reason
        self.definitions = live_definitions(reason.terms, day)
        self.day = day
        self.facts = self._facts(reason.when, reason.exceptions)

    def _facts(self, when: Condition, exceptions: Sequence[ExceptionTo]) -> set[str]:
        found: set[str] = set()
        for condition in (when, *(e.when for e in exceptions)):
            found |= set(condition.facts)
            for name in condition.definitions:
                definition = self.definitions[name]
                found |= self._facts(definition.when, live_exceptions(definition.exceptions, self.day))
        return found

    def blanks(self, facts: Mapping[str, Any]) -> frozenset[str]:
        """The blanks that keep the condition unknown on a line with these facts; none if it is known."""
        value, blanks = self._read(self.reason.when, self.reason.exceptions, facts, {})
        return blanks if value is None else frozenset()

    def _read(
        self,
        when: Condition,
        exceptions: Sequence[ExceptionTo],
        facts: Mapping[str, Any],
        seen: dict[str, Known],
    ) -> Known:
        def definition(name: str) -> Known:
            if name not in seen:
                found = self.definitions[name]
                inner = live_exceptions(found.exceptions, self.day)
                seen[name] = self._read(found.when, inner, facts, seen)
            return seen[name]

        tree = ("and", when.tree, *(("not", e.when.tree) for e in exceptions))
        return evaluate(tree, facts.get, definition)
