"""A condition in plain words, as far as it goes: questions and the answers that it wants."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from comity.domain.primitives.worded import listed
from comity.domain.provisions.condition import Condition, Tree
from comity.domain.provisions.vocabulary import Fact, Type
from comity.languages import day, number, said, say, state


@dataclass(frozen=True, slots=True)
class Clause:
    """One part of a condition.

    `kind` is `all`, `any`, `none` or `not-all` of `parts`; `fact`, with the question and the answer that is
    wanted; `definition`, with its name as the question; `formula`, with its SQL as the question; or `always`,
    `never`. `address` is where the fact or definition is explained.
    """

    kind: str
    question: str = ""
    answer: str = ""
    address: str = ""
    parts: "tuple[Clause, ...]" = ()


def clause_of(
    condition: Condition,
    facts: Mapping[str, Fact],
    address_of_fact: Callable[[Fact], str],
    address_of_definition: Callable[[str], str],
) -> Clause:
    """A condition over facts as clauses, in the language in force."""
    return _Clauses(facts, address_of_fact, address_of_definition).of(condition.tree, wanted=True)


class _Clauses:
    """Makes clauses of trees."""

    def __init__(
        self,
        facts: Mapping[str, Fact],
        address_of_fact: Callable[[Fact], str],
        address_of_definition: Callable[[str], str],
    ) -> None:
        self.facts = facts
        self.address_of_fact, self.address_of_definition = address_of_fact, address_of_definition

    def of(self, tree: Tree, *, wanted: bool) -> Clause:
        """A tree, or what it wants if it is to be false."""
        kind = tree[0]
        match kind:
            case "not":
                return self.of(tree[1], wanted=not wanted)
            case "and" | "or":
                parts = tuple(self.of(part, wanted=True) for part in _chain(tree))
                return Clause(_CONNECTIVES[kind, wanted], parts=parts)
            case "literal":
                return Clause("always" if tree[1] is wanted else "never")
            case "definition":
                name, address = tree[1].replace("_", " "), self.address_of_definition(tree[1])
                return Clause("definition", name, _yes_no(said_yes=wanted), address)
            case "fact":
                return self._fact(self.facts[tree[1]], _yes_no(said_yes=wanted))
            case _:
                return self._comparison(tree, wanted=wanted)

    def _fact(self, fact: Fact, answer: str) -> Clause:
        return Clause("fact", said(fact.asks) or fact.name, answer, self.address_of_fact(fact))

    def _comparison(self, tree: Tree, *, wanted: bool) -> Clause:
        kind, left = tree[0], tree[1]
        fact = self.facts[left[1]] if left[0] == "fact" else None
        answer = "" if fact is None else _answer(kind, tree[2:], fact, self.facts, wanted=wanted)
        if fact is None or not answer:
            formula = _formula(tree)
            return Clause("formula", formula if wanted else f"NOT ({formula})")
        return self._fact(fact, answer)


_CONNECTIVES = {
    ("and", True): "all",
    ("and", False): "not-all",
    ("or", True): "any",
    ("or", False): "none",
}


def _chain(tree: Tree) -> list[Tree]:
    """The parts of a chain of one connective, which is kept two by two."""
    return [leaf for part in tree[1:] for leaf in (_chain(part) if part[0] == tree[0] else [part])]


def _answer(kind: str, given: Sequence[Any], fact: Fact, facts: Mapping[str, Fact], *, wanted: bool) -> str:
    """The answer that a comparison wants; empty where there are no words for it."""
    match kind:
        case "in":
            return _among([_value(value, fact) for value in given[0]], wanted=wanted)
        case "like":
            pattern = str(given[0])
            if wanted:
                return say("fits the pattern {pattern}", pattern=pattern)
            return say("does not fit the pattern {pattern}", pattern=pattern)
        case "between":
            return _between(given[0], given[1], fact, wanted=wanted)
    other = given[0]
    if other[0] == "fact" and kind in ("=", "<>"):
        question = said(facts[other[1]].asks) or other[1]
        if (kind == "=") is wanted:
            return say("the same as the answer to: {question}", question=question)
        return say("not the same as the answer to: {question}", question=question)
    if other[0] not in ("literal", "day"):
        return ""
    constant = _constant(other)
    if isinstance(constant, bool):
        return _yes_no(said_yes=constant is ((kind == "=") is wanted))
    if isinstance(constant, dt.date):
        return _by_day(kind, day(constant), wanted=wanted)
    return _compared(kind, _value(constant, fact), wanted=wanted)


def _among(values: list[str], *, wanted: bool) -> str:
    if len(values) == 1:
        return _compared("=", values[0], wanted=wanted)
    named = listed(values)
    return say("one of: {values}", values=named) if wanted else say("none of: {values}", values=named)


def _between(low: Tree, high: Tree, fact: Fact, *, wanted: bool) -> str:
    if any(operand[0] not in ("literal", "day") for operand in (low, high)):
        return ""
    least, most = (_value(_constant(operand), fact) for operand in (low, high))
    if wanted:
        return say("from {low} to {high}", low=least, high=most)
    return say("not from {low} to {high}", low=least, high=most)


_OPPOSITE = {"=": "<>", "<>": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


def _compared(kind: str, value: str, *, wanted: bool) -> str:
    match kind if wanted else _OPPOSITE[kind]:
        case "=":
            return value
        case "<>":
            return say("anything but {value}", value=value)
        case "<":
            return say("less than {value}", value=value)
        case "<=":
            return say("at most {value}", value=value)
        case ">":
            return say("more than {value}", value=value)
        case _:
            return say("at least {value}", value=value)


def _by_day(kind: str, value: str, *, wanted: bool) -> str:
    match kind if wanted else _OPPOSITE[kind]:
        case "=":
            return value
        case "<>":
            return say("any day but {day}", day=value)
        case "<":
            return say("before {day}", day=value)
        case "<=":
            return say("on {day} or before", day=value)
        case ">":
            return say("after {day}", day=value)
        case _:
            return say("on {day} or after", day=value)


def _yes_no(*, said_yes: bool) -> str:
    return say("yes") if said_yes else say("no")


def _constant(operand: Tree) -> Any:
    return dt.date.fromisoformat(operand[1]) if operand[0] == "day" else operand[1]


def _value(value: Any, fact: Fact) -> str:
    """A value as people read it: numbers with their unit, States by name, choices in words."""
    if isinstance(value, dt.date):
        return day(value)
    if isinstance(value, (int, float)):
        return say("{n} {unit}", n=value, unit=fact.unit) if fact.unit else number(value)
    if fact.type is Type.STATE:
        return state(value)
    return said(value.replace("_", " ")) if value in fact.values else str(value)


def _formula(tree: Tree) -> str:
    """What has no words of its own, as SQL."""
    match tree[0]:
        case "fact" | "definition":
            return str(tree[1])
        case "day":
            return f"DATE '{tree[1]}'"
        case "literal":
            return f"'{tree[1]}'" if isinstance(tree[1], str) else str(tree[1]).upper()
        case "not":
            return f"NOT ({_formula(tree[1])})"
        case "minus":
            return f"-{_formula(tree[1])}"
        case "in":
            return f"{_formula(tree[1])} IN ({', '.join(str(value) for value in tree[2])})"
        case "like":
            return f"{_formula(tree[1])} LIKE '{tree[2]}'"
        case "between":
            return f"{_formula(tree[1])} BETWEEN {_formula(tree[2])} AND {_formula(tree[3])}"
        case operator:
            return f"({_formula(tree[1])} {operator.upper()} {_formula(tree[2])})"
