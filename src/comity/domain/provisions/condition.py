"""A compiled condition, as the engine reads it. How it is checked stands in `conditions`."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

#: A condition as nested tuples: ("and", a, b), ("or", a, b), ("not", a), ("fact", name),
#: ("definition", name), ("literal", value), ("day", "YYYY-MM-DD"), (operator, a, b) for comparisons and
#: arithmetic, ("between", a, low, high), ("in", a, (literal, …)), ("like", a, pattern), ("minus", a).
Tree = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """A checked condition: its SQL, its tree, the facts it names itself, and the definitions it uses.

    In the SQL a fact stands as it is and a definition as `"§name"`; `in_terms_of` puts the body of law
    before the sign, so that one host-law condition can be read in the terms of several agreements.
    """

    sql: str
    tree: Tree
    facts: tuple[str, ...]
    definitions: tuple[str, ...]

    @property
    def written(self) -> str:
        """The SQL as a rulebook has it: definitions by their bare names."""
        return self.sql.replace('"§', "").replace('"', "")

    def in_terms_of(self, body: str) -> str:
        """The SQL with every definition read as the definition of one body of law."""
        return self.sql.replace('"§', f'"{body}§')


ALWAYS = Condition("TRUE", ("literal", True), (), ())
NEVER = Condition("FALSE", ("literal", False), (), ())

#: A value with the blank facts that keep it from being known; the set is empty if it is known.
Known = tuple[Any, frozenset[str]]

_NOTHING: frozenset[str] = frozenset()
_OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "=": lambda a, b: a == b,
    "<>": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
}


def evaluate(tree: Tree, fact: Callable[[str], Any], definition: Callable[[str], Known]) -> Known:
    """The value of a condition for one line, and the blanks that matter if it is unknown.

    A blank matters only where the condition hangs on it: in `a AND b` nothing is asked of `a` once `b`
    is false. Answering every blank that is returned makes the value known.
    """
    kind = tree[0]
    if kind in ("and", "or"):
        return _connective(tree, fact, definition)
    if kind == "not":
        value, blanks = evaluate(tree[1], fact, definition)
        return (None if value is None else not value), blanks
    if kind == "fact":
        value = fact(tree[1])
        return value, frozenset({tree[1]}) if value is None else _NOTHING
    if kind == "definition":
        return definition(tree[1])
    if kind == "literal":
        return tree[1], _NOTHING
    if kind == "day":
        return dt.date.fromisoformat(tree[1]), _NOTHING
    return _operation(tree, fact, definition)


def _connective(tree: Tree, fact: Callable[[str], Any], definition: Callable[[str], Known]) -> Known:
    winner = tree[0] == "or"
    blanks = _NOTHING
    unknown = False
    for part in tree[1:]:
        value, more = evaluate(part, fact, definition)
        if value is winner:
            return winner, _NOTHING
        if value is None:
            unknown = True
            blanks |= more
    return (None, blanks) if unknown else (not winner, _NOTHING)


def _operation(tree: Tree, fact: Callable[[str], Any], definition: Callable[[str], Known]) -> Known:
    kind = tree[0]
    operands = tree[1:2] if kind in ("in", "like", "minus") else tree[1:]
    values, blanks = [], _NOTHING
    for operand in operands:
        value, more = evaluate(operand, fact, definition)
        values.append(value)
        blanks |= more
    if kind == "between":
        return _between(values, blanks)
    if any(value is None for value in values):
        return None, blanks
    match kind:
        case "in":
            return values[0] in tree[2], _NOTHING
        case "like":
            return _like(values[0], tree[2]), _NOTHING
        case "minus":
            return -values[0], _NOTHING
        case _:
            return _OPERATORS[kind](*values), _NOTHING


def _between(values: list[Any], blanks: frozenset[str]) -> Known:
    value, low, high = values
    above = None if value is None or low is None else value >= low
    below = None if value is None or high is None else value <= high
    if above is False or below is False:
        return False, _NOTHING
    return (True, _NOTHING) if above and below else (None, blanks)


def is_tree(part: tuple[Any, ...]) -> bool:
    """Whether a part of a tree is a tree itself, and not the list of an IN."""
    return bool(part) and isinstance(part[0], str)


def _like(value: str, pattern: str) -> bool:
    """SQL's LIKE, in time proportional to value times pattern: only the last wildcard is ever tried again."""
    at = place = 0
    wildcard, tried = -1, 0
    while at < len(value):
        if place < len(pattern) and pattern[place] == "%":
            wildcard, tried = place, at
            place += 1
        elif place < len(pattern) and pattern[place] in ("_", value[at]):
            at, place = at + 1, place + 1
        elif wildcard >= 0:
            tried += 1
            at, place = tried, wildcard + 1
        else:
            return False
    return all(character == "%" for character in pattern[place:])
