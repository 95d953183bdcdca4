"""Facts that the law looks for: values on both sides of its comparisons, sets that meet its conditions."""

import datetime as dt
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from comity.domain.provisions.condition import Condition
from comity.domain.provisions.law import Law
from comity.domain.provisions.rulebook import Definition, Provision, Rulebook
from comity.domain.provisions.vocabulary import VISIT, Fact, Type
from tests.oracle_conditions import Truth, all_of, any_of, evaluator, opposite

STATES = ("JP", "AU", "GB", "PH", "FR", "US", "NZ")
MARKED_DAYS = (dt.date(2023, 8, 13), dt.date(2023, 10, 15), dt.date(2025, 7, 22), dt.date(2025, 9, 11))


def value_of(fact: Fact, law: Law, rng: random.Random) -> Any:
    """A random value of a fact; words and numbers lie on both sides of what the law compares them with."""
    match fact.type:
        case Type.BOOL:
            return rng.random() < 0.6
        case Type.CHOICE:
            return rng.choice(fact.values)
        case Type.STATE:
            return rng.choice(STATES)
        case Type.INT | Type.NUMBER:
            near = [n + d for n in compared(law).numbers for d in (-1, 0, 1)]
            return int(rng.choice(near)) if fact.type is Type.INT else rng.choice(near) + 0.5
        case Type.DAY:
            around = [day + dt.timedelta(d) for day in compared(law).days for d in (-1, 0, 1)]
            return rng.choice((*MARKED_DAYS, *around))
        case Type.INSTANT:
            return dt.datetime(2024, 1, rng.randint(1, 28), tzinfo=dt.UTC)
    words = [w.replace("%", "7") for w in compared(law).words]
    return rng.choice([*words, "392144000012345", "x"])


@dataclass(frozen=True, slots=True)
class Literals:
    """What the law's conditions compare facts with: whole numbers, the words that LIKE looks for, days."""

    numbers: tuple[int, ...]
    words: tuple[str, ...]
    days: tuple[dt.date, ...]


#: By identity of a law, with the law itself, so that no other law takes its identity.
_COMPARED: dict[int, tuple[Law, Literals]] = {}


def compared(law: Law) -> Literals:
    """The literals of a law."""
    if id(law) not in _COMPARED:
        parts: list[Provision | Definition] = []
        for book in law.rulebooks.values():
            parts += [*book.provisions, *book.definitions]
        trees = [part.when.tree for part in parts] + [e.when.tree for part in parts for e in part.exceptions]
        trees += [book.scope.when.tree for book in law.rulebooks.values()]
        nodes = [node for tree in trees for node in _nodes(tree)]
        literals = Literals(
            numbers=tuple(sorted({0, *(n[1] for n in nodes if n[0] == "literal" and type(n[1]) is int)})),
            words=tuple(sorted({node[2] for node in nodes if node[0] == "like"})),
            days=tuple(sorted({dt.date.fromisoformat(node[1]) for node in nodes if node[0] == "day"})),
        )
        _COMPARED[id(law)] = law, literals
    return _COMPARED[id(law)][1]


def _nodes(tree: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    yield tree
    for child in tree[1:]:
        if isinstance(child, tuple) and child and isinstance(child[0], str):
            yield from _nodes(child)


_LIKELY: dict[int, tuple[Law, "Likely"]] = {}


def likely_facts(law: Law) -> "Likely":
    """The facts that a law looks for, found once."""
    if id(law) not in _LIKELY:
        _LIKELY[id(law)] = law, Likely(law, random.Random(1))  # with the law, so that its id stays its own
    return _LIKELY[id(law)][1]


class Likely:
    """Facts that meet the law's conditions, found by trying."""

    def __init__(self, law: Law, rng: random.Random) -> None:
        self.law, self.rng = law, rng
        self.scopes: dict[str, list[dict[str, Any]]] = {}
        self.lines: dict[tuple[str, str], list[dict[str, Any]]] = {}
        self.permits: dict[tuple[str, str], list[dict[str, Any]]] = {}
        for book in law.rulebooks.values():
            found = self._meeting(book.scope.when, book, VISIT)
            self.scopes[book.id] = found or [{}]
            for p in book.provisions:
                self._provision(book, p)

    def _provision(self, book: Rulebook, p: Provision) -> None:
        under = [self.law.rulebooks[name] for name in p.under if name in self.law.rulebooks]
        for terms in under or [book]:
            found = self._meeting(p.when, terms, p.sheet)
            self.lines.setdefault((book.id, p.sheet), []).extend(found)
            if p.effect == "permits" and book.kind != "host-law":
                self.permits.setdefault((book.id, p.sheet), []).extend(found)

    def _meeting(self, when: Condition, terms: Rulebook, sheet: str) -> list[dict[str, Any]]:
        names = sorted(read_by(when, terms))
        facts = self.law.vocabulary.seen_from(sheet)
        found = []
        for _ in range(4000):
            row = {name: value_of(facts[name], self.law, self.rng) for name in names}
            if truth_of(when, terms, row) is True:
                found.append(row)
            if len(found) == 4:
                break
        return found


def definition_of(book: Rulebook, name: str) -> Definition:
    """A definition by its id; of several versions the last."""
    return [d for d in book.definitions if d.id == name][-1]


def read_by(when: Condition, terms: Rulebook) -> set[str]:
    """The facts that a condition reads, through definitions and their exceptions."""
    names = set(when.facts)
    for name in when.definitions:
        definition = definition_of(terms, name)
        for inner in (definition.when, *(e.when for e in definition.exceptions)):
            names |= read_by(inner, terms)
    return names


def truth_of(when: Condition, terms: Rulebook, row: Mapping[str, Any]) -> Truth:
    """The truth of a condition for a row, in the terms of a body of law, whatever its days."""

    def defined(name: str) -> Truth:
        definition = definition_of(terms, name)
        excepted = [truth_of(e.when, terms, row) for e in definition.exceptions]
        return all_of(truth_of(definition.when, terms, row), opposite(any_of(*excepted)))

    value: Truth = evaluator(when.sql)(row, defined)
    return value
