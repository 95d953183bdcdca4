"""The engine: how an answer follows (design, section 7a), stage by stage, as Boolean columns.

Each stage (holds, covers, reaches, lifted, stands) is computed once, for all lines of a sheet, as a
nullable column that later stages read: null is "unknown". What is the same for every line (the visit's
and the contingent's facts, in force or not) is a constant and costs nothing per line.

`judge` takes one sheet of one contingent in one epoch. The frame that it is given has LINE_COLUMNS
(`domain.visits.visit`) and one column per fact that the sheet gives; everything else is in `constants`.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import zip_longest

import polars as pl

from comity.domain.provisions.board import Board
from comity.domain.provisions.kleene import (
    Truth,
    as_expr,
    both,
    columns,
    either,
    is_false,
    is_true,
    is_unknown,
    negated,
)
from comity.domain.provisions.lifts import Lifts
from comity.domain.provisions.rulebook import (
    FORBIDDEN,
    At,
    Definition,
    Effect,
    RequirementKind,
    Rulebook,
)
from comity.domain.provisions.selection import (
    Bodies,
    Rule,
    live_definitions,
    live_exceptions,
    live_rules,
)
from comity.domain.provisions.vocabulary import OCCURRENCES, Vocabulary

#: Outcomes from best to worst; the engine's columns hold the position.
OUTCOMES = ("permitted", "conditional", "undetermined", "not-covered", "forbidden")
PERMITTED, CONDITIONAL, UNDETERMINED, NOT_COVERED, FORBIDDEN_OUTCOME = range(5)


@dataclass(frozen=True, slots=True)
class Found:
    """What one provision comes to on the lines: its stages, and what has been done about it.

    `holds` is by the body of law in whose terms the condition is read. `done` is None for what has no step;
    as a column: true done, false failed, null to do.
    """

    rule: Rule
    holds: Mapping[str, Truth]
    reaches: Truth
    lifted: Truth
    stands: Truth
    done: Truth


@dataclass(frozen=True, slots=True)
class Judgement:
    """The judged lines of one sheet, contingent and epoch.

    `lines` is the given frame with the stage columns; `outcome` an expression over it: the position in
    OUTCOMES. `found` holds every live provision, advice included; `applies` and `covers` are by agreement.
    `premises` names the columns that all others follow from (conditions, steps, days): lines that agree in
    them agree in every finding.
    """

    lines: pl.DataFrame
    outcome: pl.Expr
    found: tuple[Found, ...]
    territory: Truth
    applies: Mapping[str, Truth]
    scopes: Mapping[str, Truth]
    covers: Mapping[str, Truth]
    in_force: Mapping[str, bool | None]
    premises: tuple[str, ...]


def judge(
    lines: pl.DataFrame,
    sheet: str,
    constants: Mapping[str, object],
    bodies: Bodies,
    vocabulary: Vocabulary,
    epoch: tuple[dt.date, dt.date],
) -> Judgement:
    """Judge the lines of a sheet that are present in an epoch.

    Args:
        lines: LINE_COLUMNS and one typed column per fact given; a blank is null.
        sheet: the sheet's name.
        constants: facts of visit and contingent, by name; what is neither here nor a column is blank.
        bodies: the bodies of law.
        vocabulary: declares the facts.
        epoch: first day, and first day no more.
    """
    return _Judge(lines, sheet, constants, bodies, vocabulary, epoch).judgement()


class _Judge:
    """One run of the stages; every method is one stage."""

    def __init__(
        self,
        lines: pl.DataFrame,
        sheet: str,
        constants: Mapping[str, object],
        bodies: Bodies,
        vocabulary: Vocabulary,
        epoch: tuple[dt.date, dt.date],
    ) -> None:
        self.day, self.until = epoch
        self.is_occurrence = sheet in OCCURRENCES
        self.host, self.agreements = bodies.host, bodies.agreements
        self.rules = live_rules(bodies, sheet, self.day)
        self.board = Board(lines, constants, vocabulary.seen_from(sheet))

    def judgement(self) -> Judgement:
        self._definitions()
        territory, scopes = self._scopes()
        holds, done = self._holds()
        applies = self._applies(scopes)
        covers = self._covers(applies, holds)
        reaches = self._reaches(territory, applies, covers, holds)
        lifted = self._lifted(reaches, done)
        stands = self.board.stage(
            {rule.key: both(reaches[rule.key], negated(lifted[rule.key])) for rule in self.rules}
        )
        found = tuple(
            Found(
                rule=rule,
                holds={terms: holds[rule.key, terms] for terms in self._terms(rule)},
                reaches=reaches[rule.key],
                lifted=lifted[rule.key],
                stands=stands[rule.key],
                done=done[rule.key],
            )
            for rule in self.rules
        )
        outcome = self._outcome(found, territory, covers)
        in_force = {a.rulebook.id: a.in_force for a in self.agreements}
        days = (self._counts_now(rule.provision.at) for rule in self.rules)
        premises = columns((territory, *scopes.values(), *holds.values(), *done.values(), *days))
        return Judgement(
            self.board.lines, outcome, found, territory, applies, scopes, covers, in_force, premises
        )

    def _definitions(self) -> None:
        """Definitions become columns, layer by layer, those that use others after them."""
        for layer in zip_longest(*(self._layers(book) for book in self._books()), fillvalue=()):
            keys = {
                f"{book.id}§{definition.id}": self.board.condition(
                    definition.when, live_exceptions(definition.exceptions, self.day), book.id
                )
                for of_book in layer
                for book, definition in of_book
            }
            self.board.advance()
            for name, key in keys.items():
                self.board.define(name, self.board.truth(key))
            self.board.advance()

    def _layers(self, book: Rulebook) -> list[list[tuple[Rulebook, Definition]]]:
        """The definitions of a body of law that are read, each layer using only those before it."""
        definitions = live_definitions(book, self.day)
        used = [rule.provision.when for rule in self.rules if rule.body is book or rule.provision.under]
        used += [e.when for rule in self.rules for e in rule.exceptions]
        used.append(book.scope.when)
        wanted = {name for condition in used for name in condition.definitions if name in definitions}
        return [[(book, definitions[name]) for name in layer] for layer in _levels(wanted, definitions)]

    def _scopes(self) -> tuple[Truth, dict[str, Truth]]:
        territory = self.board.condition(self.host.scope.when, (), self.host.id) if self.host else "TRUE"
        keys = {
            a.rulebook.id: self.board.condition(a.rulebook.scope.when, (), a.rulebook.id)
            for a in self.agreements
        }
        self.board.advance()
        return self.board.truth(territory), {name: self.board.truth(key) for name, key in keys.items()}

    def _holds(self) -> tuple[dict[tuple[str, str], Truth], dict[str, Truth]]:
        """Each condition, in its own terms or in those of each agreement that it is read under."""
        keys = {
            (rule.key, terms): self.board.condition(rule.provision.when, rule.exceptions, terms)
            for rule in self.rules
            for terms in self._terms(rule)
        }
        done = {
            rule.key: self.board.fact(rule.provision.done) if rule.provision.done else None
            for rule in self.rules
        }
        self.board.advance()
        return {key: self.board.truth(value) for key, value in keys.items()}, done

    def _applies(self, scopes: Mapping[str, Truth]) -> dict[str, Truth]:
        return self.board.stage(
            {a.rulebook.id: both(a.in_force, scopes[a.rulebook.id]) for a in self.agreements}
        )

    def _covers(
        self, applies: Mapping[str, Truth], holds: Mapping[tuple[str, str], Truth]
    ) -> dict[str, Truth]:
        if self.is_occurrence:
            return dict(applies)
        lets_in = {
            name: either(
                *(
                    holds[rule.key, name]
                    for rule in self.rules
                    if rule.body.id == name and rule.decides and rule.provision.effect is Effect.PERMITS
                )
            )
            for name in applies
        }
        return self.board.stage({name: both(applies[name], lets_in[name]) for name in applies})

    def _reaches(
        self,
        territory: Truth,
        applies: Mapping[str, Truth],
        covers: Mapping[str, Truth],
        holds: Mapping[tuple[str, str], Truth],
    ) -> dict[str, Truth]:
        reaches = {}
        for rule in self.rules:
            provision = rule.provision
            if not rule.is_host_law:
                ground = applies if provision.effect is Effect.PERMITS else covers
                reach = both(ground[rule.body.id], holds[rule.key, rule.body.id])
            elif provision.under:
                reach = both(
                    territory, either(*(both(covers[g], holds[rule.key, g]) for g in self._terms(rule)))
                )
            else:
                reach = both(territory, holds[rule.key, rule.body.id])
            reaches[rule.key] = both(reach, self._counts_now(provision.at))
        return self.board.stage(reaches)

    def _lifted(self, reaches: Mapping[str, Truth], done: Mapping[str, Truth]) -> dict[str, Truth]:
        """Host law's duties and bans, by effect and what: any lift that reaches and is not taken back."""
        lifts = Lifts(self.rules, reaches, done)
        return self.board.stage(
            {
                rule.key: lifts.of(rule.provision.effect, rule.provision.what) if rule.is_host_law else False
                for rule in self.rules
            }
        )

    def _outcome(self, found: tuple[Found, ...], territory: Truth, covers: Mapping[str, Truth]) -> pl.Expr:
        firm = [each for each in found if each.rule.decides]
        barred = either(
            *(each.stands for each in firm if each.rule.provision.effect is Effect.FORBIDS),
            *(
                both(each.stands, is_false(each.done))
                for each in firm
                if each.rule.provision.without == FORBIDDEN and each.rule.provision.done
            ),
        )
        owed = self.board.stage(
            {
                each.rule.key: both(each.stands, negated(is_true(each.done)))
                for each in firm
                if counts_as_owed(each.rule)
            }
        )
        assigned = [
            each for each in firm if each.rule.provision.effect is Effect.ASSIGNS and self.is_occurrence
        ]
        outside = False if self.is_occurrence else both(territory, negated(either(*covers.values())))
        nothing_known = self.host is None
        doubt = either(
            is_unknown(barred),
            is_unknown(outside),
            is_unknown(territory),
            *(is_unknown(truth) for truth in owed.values()),
            *(is_unknown(each.stands) for each in assigned),
            _two_values(assigned),
            nothing_known,
        )
        tests = self.board.stage(
            {
                FORBIDDEN_OUTCOME: is_true(barred),
                NOT_COVERED: is_true(outside),
                UNDETERMINED: doubt,
                CONDITIONAL: either(*(is_true(truth) for truth in owed.values())),
            }
        )
        outcome = _position(PERMITTED)
        for position in sorted(tests):
            outcome = pl.when(as_expr(tests[position])).then(_position(position)).otherwise(outcome)
        return outcome.alias("outcome")

    def _counts_now(self, at: At) -> Truth:
        if at is At.ENTRY:
            return self.board.compared("arrives_on", pl.col("arrives_on") >= self.day)
        if at is At.EXIT:
            return self.board.compared("departs_on", pl.col("departs_on") < self.until)
        return True

    def _terms(self, rule: Rule) -> tuple[str, ...]:
        if not rule.provision.under:
            return (rule.body.id,)
        return tuple(a.rulebook.id for a in self.agreements if a.rulebook.id in rule.provision.under)

    def _books(self) -> tuple[Rulebook, ...]:
        books = tuple(a.rulebook for a in self.agreements)
        return (*books, self.host) if self.host else books


def _position(outcome: int) -> pl.Expr:
    """An outcome's position in OUTCOMES."""
    return pl.lit(outcome, dtype=pl.UInt8)


def _levels(wanted: set[str], definitions: Mapping[str, Definition]) -> list[list[str]]:
    """The wanted definitions and those they use, in layers: each uses only layers before it."""
    depth: dict[str, int] = {}

    def deep(name: str) -> int:
        if name not in depth:
            definition = definitions[name]
            used = {
                inner
                for condition in (definition.when, *(e.when for e in definition.exceptions))
                for inner in condition.definitions
                if inner in definitions
            }
            depth[name] = 1 + max((deep(inner) for inner in used), default=-1)
        return depth[name]

    for name in wanted:
        deep(name)
    return [
        sorted(n for n, d in depth.items() if d == level)
        for level in range(max(depth.values(), default=-1) + 1)
    ]


def counts_as_owed(rule: Rule) -> bool:
    """Whether an open requirement of this provision makes a line conditional: the visitor's, not conduct."""
    provision = rule.provision
    return (
        provision.effect is Effect.REQUIRES
        and provision.kind is not RequirementKind.CONDUCT
        and provision.by.is_visitor
    )


def _two_values(assigned: list[Found]) -> Truth:
    """Whether two different values are assigned to one `what`."""
    doubts: list[Truth] = []
    for index, one in enumerate(assigned):
        for other in assigned[index + 1 :]:
            a, b = one.rule.provision, other.rule.provision
            if a.what == b.what and a.value != b.value:
                doubts.append(both(is_true(one.stands), is_true(other.stands)))
    return either(*doubts)
