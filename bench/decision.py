"""The same decision for the peers: the law of `bench.scenario` as named Boolean expressions.

On complete cases nothing is unknown, so section 7a of the design comes down to plain logic. It is built
here from the rulebooks' own conditions, without the product's engine, for engines that have neither
lifts nor definitions of their own; each peer then writes it in its own idiom.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bench.scenario import VISIT_FACTS
from comity.domain.provisions.condition import Condition, Tree, evaluate
from comity.domain.provisions.law import Law
from comity.domain.provisions.rulebook import (
    FORBIDDEN,
    LIFTED_BY,
    BodyKind,
    Definition,
    Effect,
    ExceptionTo,
    Provision,
    RequirementKind,
    Rulebook,
)

TRUE: Tree = ("literal", True)
FALSE: Tree = ("literal", False)


@dataclass(slots=True)
class Decision:
    """Named expressions, each using only those above it as ("name", it), and the outcome's three tests.

    `bars` and `owed` hold, by provision, what forbids a line and what the visitor still owes; `covered`
    whether any agreement lets it in. The outcome is forbidden, not-covered, conditional or permitted:
    the first that is true.
    """

    named: dict[str, Tree] = field(default_factory=dict)
    bars: dict[str, Tree] = field(default_factory=dict)
    owed: dict[str, Tree] = field(default_factory=dict)
    covered: Tree = FALSE


def decision(law: Law) -> Decision:
    """The decision on the lines of the scenario's sheet, where every scope is known to be met."""
    return _Builder(law).build()


class _Builder:
    """Builds the stages in order: holds, covers, reaches, lifted, stands."""

    def __init__(self, law: Law) -> None:
        self.made = Decision()
        self.books = list(law.rulebooks.values())
        self.agreements = [book for book in self.books if book.kind is BodyKind.AGREEMENT]
        self.reaching: dict[tuple[str, str], Tree] = {}

    def build(self) -> Decision:
        made = self.made
        for book in self.books:
            if evaluate(book.scope.when.tree, VISIT_FACTS.get, _no_definition)[0] is not True:
                raise ValueError(f"{book.id}: the peers leave scopes out, so the visit must be within them")
            for definition in book.definitions:
                tree = _with_exceptions(book, definition.when, definition.exceptions)
                made.named[_defined(book, definition)] = tree
        for book in self.agreements:
            permits = [p for p in book.provisions if p.effect is Effect.PERMITS]
            made.named[f"covers {book.id}"] = either(_holds(book, p) for p in permits)
        made.covered = either(name(f"covers {book.id}") for book in self.agreements)
        for book in self.agreements:
            for provision in book.provisions:
                self.reaching[book.id, provision.id] = self._reaches(book, provision)
        for book in self.books:
            for provision in book.provisions:
                self._stand(book, provision)
        return made

    def _reaches(self, book: Rulebook, provision: Provision) -> Tree:
        """What is permitted needs only the agreement's application; the rest that it covers the line."""
        holds = _holds(book, provision)
        return holds if provision.effect is Effect.PERMITS else both(holds, name(f"covers {book.id}"))

    def _stand(self, book: Rulebook, provision: Provision) -> None:
        if provision.effect not in LIFTED_BY:
            return
        key = f"{book.id}:{provision.id}"
        if book.kind is BodyKind.HOST_LAW:
            stands = both(_holds(book, provision), negated(self._lift(provision)))
        else:
            stands = self.reaching[book.id, provision.id]
        step = ("fact", provision.done) if provision.done else FALSE
        failed = both(stands, negated(step))
        if provision.effect is Effect.FORBIDS:
            self.made.bars[key] = stands
        elif provision.without == FORBIDDEN:
            self.made.bars[key] = failed
        elif provision.kind is not RequirementKind.CONDUCT and provision.by.is_visitor:
            self.made.owed[key] = failed

    def _lift(self, provision: Provision) -> Tree:
        """Any lift that reaches, unless a failed requirement takes it back."""
        what, lifting = provision.what, LIFTED_BY[provision.effect]
        key = f"lifted {what} {lifting}"
        if key not in self.made.named:
            given, lost = [], []
            for book in self.agreements:
                for other in book.provisions:
                    reaches = self.reaching[book.id, other.id]
                    if other.effect is lifting and other.what == what and not other.within_host_law:
                        given.append(reaches)
                    if other.without == what and other.done:
                        lost.append(both(reaches, negated(("fact", other.done))))
            if not given:
                return FALSE
            self.made.named[key] = both(either(given), negated(either(lost)))
        return name(key)


def both(*parts: Tree) -> Tree:
    """All of them."""
    return _joined("and", parts, TRUE, FALSE)


def either(parts: object) -> Tree:
    """Any of them."""
    assert hasattr(parts, "__iter__")
    return _joined("or", tuple(parts), FALSE, TRUE)


def negated(part: Tree) -> Tree:
    """Not."""
    return {TRUE: FALSE, FALSE: TRUE}.get(part, ("not", part))


def name(of: str) -> Tree:
    """A named expression above."""
    return ("name", of)


def expanded(tree: Tree, named: Mapping[str, Tree]) -> Tree:
    """The expression with every name replaced by what it stands for."""
    if tree[0] == "name":
        return expanded(named[tree[1]], named)
    if tree[0] in ("and", "or", "not"):
        return (tree[0], *(expanded(part, named) for part in tree[1:]))
    return tree


def _joined(operator: str, parts: tuple[Tree, ...], neutral: Tree, winner: Tree) -> Tree:
    parts = tuple(part for part in parts if part != neutral)
    if winner in parts:
        return winner
    if not parts:
        return neutral
    return parts[0] if len(parts) == 1 else (operator, *parts)


def _holds(book: Rulebook, provision: Provision) -> Tree:
    return _with_exceptions(book, provision.when, provision.exceptions)


def _with_exceptions(book: Rulebook, when: Condition, exceptions: tuple[ExceptionTo, ...]) -> Tree:
    return both(
        _in_terms_of(book, when.tree), *(negated(_in_terms_of(book, e.when.tree)) for e in exceptions)
    )


def _in_terms_of(book: Rulebook, tree: Tree) -> Tree:
    if tree[0] == "definition":
        return name(f"{book.id} {tree[1]}")
    if tree[0] in ("and", "or", "not"):
        return (tree[0], *(_in_terms_of(book, part) for part in tree[1:]))
    return tree


def _defined(book: Rulebook, definition: Definition) -> str:
    return f"{book.id} {definition.id}"


def _no_definition(of: str) -> tuple[None, frozenset[str]]:
    raise ValueError(f"a scope of the scenario reads no definition, not even '{of}'")
