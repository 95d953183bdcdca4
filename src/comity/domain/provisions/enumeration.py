"""Trying out a condition on every combination of the values that it mentions."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from math import ceil, floor, prod
from typing import Any

import polars as pl

from comity.domain.provisions.board import DTYPES
from comity.domain.provisions.condition import Condition, Tree, is_tree
from comity.domain.provisions.rulebook import Definition, ExceptionTo
from comity.domain.provisions.vocabulary import Fact, Type

#: Beyond it a combination is not tried, and the check says so.
MOST_COMBINATIONS = 1_000_000

#: Stands for any word or State that no condition mentions.
_OTHER_WORD, _OTHER_STATE = "\x00other", "ZZ"


@dataclass(frozen=True, slots=True)
class Reading:
    """A condition with its exceptions, and the definitions (of one body of law) that it may use."""

    when: Condition
    exceptions: tuple[ExceptionTo, ...]
    definitions: Mapping[str, Definition]

    def tree(self) -> Tree:
        """The whole condition over facts alone: definitions written out."""
        return _expanded(
            ("and", self.when.tree, *(("not", e.when.tree) for e in self.exceptions)), self.definitions
        )


def results(reading: Reading, facts: Mapping[str, Fact]) -> frozenset[bool | None] | None:
    """The results that a condition can take over the values it mentions, blanks included.

    None if there are more than MOST_COMBINATIONS of them.
    """
    tree = reading.tree()
    frame = _combinations([tree], facts, blanks=True)
    if frame is None:
        return None
    return frozenset(frame.select(result=_expression(tree, facts))["result"].unique().to_list())


def together(one: Reading, other: Reading, facts: Mapping[str, Fact]) -> dict[str, Any] | bool | None:
    """A combination of known values for which both conditions are true; False if there is none.

    None if there are more than MOST_COMBINATIONS of them.
    """
    trees = [one.tree(), other.tree()]
    frame = _combinations(trees, facts, blanks=False)
    if frame is None:
        return None
    both = frame.filter(_expression(trees[0], facts) & _expression(trees[1], facts)).head(1).to_dicts()
    return {name: value for name, value in both[0].items() if name != "_"} if both else False


def _expanded(tree: Tree, definitions: Mapping[str, Definition]) -> Tree:
    if tree[0] == "definition":
        found = definitions[tree[1]]
        inner = (
            "and",
            found.when.tree,
            *(("not", e.when.tree) for e in found.exceptions if e.sureness.decides),
        )
        return _expanded(inner, definitions)
    return tuple(
        _expanded(part, definitions) if isinstance(part, tuple) and is_tree(part) else part for part in tree
    )


def _mentioned(tree: Tree, found: dict[str, set[Any]]) -> None:
    """Collect the facts of a tree, and the literals that each is compared with."""
    names = [part[1] for part in tree[1:] if isinstance(part, tuple) and part and part[0] == "fact"]
    if tree[0] == "fact":
        names.append(tree[1])
    literals: set[Any] = set()
    for part in tree[1:]:
        if (isinstance(part, tuple) and part and part[0] == "literal") or (
            isinstance(part, tuple) and part and part[0] == "day"
        ):
            literals.add(part[1])
    if tree[0] == "in":
        literals |= set(tree[2])
    if tree[0] == "like":
        literals.add(str(tree[2]).replace("%", "").replace("_", "x"))
    for name in names:
        found.setdefault(name, set()).update(literals)
    for part in tree[1:]:
        if isinstance(part, tuple) and is_tree(part) and part[0] not in ("literal", "day"):
            _mentioned(part, found)


def _combinations(trees: Iterable[Tree], facts: Mapping[str, Fact], *, blanks: bool) -> pl.DataFrame | None:
    mentioned: dict[str, set[Any]] = {}
    for tree in trees:
        _mentioned(tree, mentioned)
    columns = {name: _values(facts[name], literals) for name, literals in mentioned.items()}
    if blanks:
        columns = {name: [*values, None] for name, values in columns.items()}
    if prod(len(values) for values in columns.values()) > MOST_COMBINATIONS:
        return None
    frame = pl.DataFrame({"_": [0]})
    for name, values in columns.items():
        frame = frame.join(pl.DataFrame({name: values}, schema={name: DTYPES[facts[name].type]}), how="cross")
    return frame


def _values(fact: Fact, literals: set[Any]) -> list[Any]:
    """The mentioned values and one that is not mentioned; for numbers and days the neighbours too."""
    if fact.type is Type.BOOL:
        return [True, False]
    if fact.type is Type.CHOICE:
        others = [value for value in fact.values if value not in literals]
        return [*sorted(str(v) for v in literals), *others[:1]]
    if fact.type in (Type.INT, Type.NUMBER):
        numbers = {n for n in literals if isinstance(n, int | float)} or {0}
        around = {edge + step for n in numbers for edge in (floor(n), ceil(n)) for step in (-1, 0, 1)}
        return sorted(around if fact.type is Type.INT else around | numbers)
    if fact.type is Type.DAY:
        days = [dt.date.fromisoformat(str(text)) for text in literals]
        return sorted({day + dt.timedelta(days=step) for day in days for step in (-1, 0, 1)}) or [
            dt.date(2024, 1, 1)
        ]
    other = _OTHER_STATE if fact.type is Type.STATE else _OTHER_WORD
    return [*sorted(str(v) for v in literals), other]


def _expression(tree: Tree, facts: Mapping[str, Fact]) -> pl.Expr:
    """A written-out condition as a Polars expression."""
    kind = tree[0]
    if kind == "fact":
        return pl.col(tree[1])
    if kind == "literal":
        return pl.lit(tree[1])
    if kind == "day":
        return pl.lit(tree[1]).str.to_date()
    inner = [
        _expression(part, facts)
        for part in tree[1:]
        if isinstance(part, tuple) and is_tree(part) and kind != "in"
    ]
    match kind:
        case "and":
            return reduce(lambda a, b: a & b, inner)
        case "or":
            return reduce(lambda a, b: a | b, inner)
        case "not":
            return ~inner[0]
        case "minus":
            return -inner[0]
        case "between":
            return (inner[0] >= inner[1]) & (inner[0] <= inner[2])
        case "in":
            return _expression(tree[1], facts).is_in(list(tree[2]))
        case "like":
            pattern = (
                "^" + "".join("." if c == "_" else ".*" if c == "%" else _escaped(c) for c in tree[2]) + "$"
            )
            return _expression(tree[1], facts).str.contains(pattern)
    a, b = inner
    return {
        "=": lambda: a == b,
        "<>": lambda: a != b,
        "<": lambda: a < b,
        "<=": lambda: a <= b,
        ">": lambda: a > b,
        ">=": lambda: a >= b,
        "+": lambda: a + b,
        "-": lambda: a - b,
        "*": lambda: a * b,
    }[kind]()


def _escaped(character: str) -> str:
    return re.escape(character)
