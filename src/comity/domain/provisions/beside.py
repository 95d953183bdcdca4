"""Two bodies of law beside each other: which provisions meet, and in which points those that meet differ."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from comity.domain.provisions.condition import Condition
from comity.domain.provisions.rulebook import Definition, Provision, Scope

#: The points in which two provisions on one subject may differ, in the order in which they are told.
POINTS = (
    "condition",
    "sureness",
    "limit",
    "kind",
    "day",
    "bearer",
    "authority",
    "time",
    "consequence",
    "lead",
    "citation",
)
#: The further point: the same condition, but what one of its words means differs (of scopes too).
DEFINITION = "definition"

Subject = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Pair:
    """Provisions of two bodies of law on one subject; where only one has something, the other is None.

    `differs` are those of POINTS and DEFINITION in which both differ; empty if they are the same, or if one
    is None.
    """

    subject: Subject
    one: Provision | None
    other: Provision | None
    differs: tuple[str, ...] = ()


def pairs(
    one: Iterable[Provision], other: Iterable[Provision], definitions: frozenset[str]
) -> Iterator[Pair]:
    """Provisions that meet, by subject (sheet, effect, what and value), and those without a partner.

    `definitions` are those that differ (`definitions_differing`).
    """
    here, there = _by_subject(one), _by_subject(other)
    for subject in dict.fromkeys([*here, *there]):
        mine, theirs = here.get(subject, []), there.get(subject, [])
        for a, b in zip(mine, theirs, strict=False):
            yield Pair(subject, a, b, differing(a, b, definitions))
        for surplus in mine[len(theirs) :]:
            yield Pair(subject, surplus, None)
        for surplus in theirs[len(mine) :]:
            yield Pair(subject, None, surplus)


def differing(a: Provision, b: Provision, definitions: frozenset[str]) -> tuple[str, ...]:
    """The points in which two provisions differ; `definitions` as of `pairs`."""
    found = tuple(point for point, x, y in zip(POINTS, _points(a), _points(b), strict=True) if x != y)
    if "condition" not in found and definitions.intersection(rests_on(a)):
        return (*found, DEFINITION)
    return found


def rests_on(p: Provision) -> tuple[str, ...]:
    """The definitions that the condition and the exceptions of a provision read."""
    return (*p.when.definitions, *(name for each in p.exceptions for name in each.when.definitions))


def scopes_differing(a: Scope, b: Scope, definitions: frozenset[str]) -> tuple[str, ...]:
    """The points in which two scopes differ: condition, sureness, definition; `definitions` as of `pairs`."""
    found = [
        *(["condition"] if a.when.sql != b.when.sql else []),
        *(["sureness"] if a.sureness is not b.sureness else []),
    ]
    if not found and definitions.intersection(a.when.definitions):
        found.append(DEFINITION)
    return tuple(found)


def definitions_differing(one: Iterable[Definition], other: Iterable[Definition]) -> frozenset[str]:
    """The definitions that only one has, or that mean something else, also by what they build on."""
    mine, theirs = _by_id(one), _by_id(other)
    names = mine.keys() | theirs.keys()
    differs = {name for name in names if _meanings(mine.get(name, [])) != _meanings(theirs.get(name, []))}
    while True:
        more = {
            name
            for name in names - differs
            for each in mine[name]
            for condition in _conditions(each)
            if differs.intersection(condition.definitions)
        }
        if not more:
            return frozenset(differs)
        differs |= more


def _points(p: Provision) -> tuple[object, ...]:
    return (
        (p.when.sql, [exception.when.sql for exception in p.exceptions]),
        p.sureness,
        p.within_host_law,
        p.kind,
        p.at,
        p.by,
        p.authority,
        p.dated,
        p.without,
        p.lead,
        p.cites,
    )


def _by_subject(provisions: Iterable[Provision]) -> dict[Subject, list[Provision]]:
    found: dict[Subject, list[Provision]] = {}
    for p in provisions:
        found.setdefault((p.sheet, p.effect.value, p.what, p.value), []).append(p)
    return found


def _by_id(definitions: Iterable[Definition]) -> dict[str, list[Definition]]:
    found: dict[str, list[Definition]] = {}
    for definition in definitions:
        found.setdefault(definition.id, []).append(definition)
    return found


def _meanings(versions: list[Definition]) -> list[object]:
    return [([c.sql for c in _conditions(each)], each.sureness, each.dated) for each in versions]


def _conditions(definition: Definition) -> Iterator[Condition]:
    yield definition.when
    yield from (exception.when for exception in definition.exceptions)
