"""Conditions for the oracle: its own evaluator over sqlglot's tree, in Python's True, False and None."""

import datetime as dt
import functools
import operator
import re
from collections.abc import Callable, Mapping
from typing import Any

import sqlglot
from sqlglot import exp

Truth = bool | None
Row = Mapping[str, Any]
#: The value of a definition by its name, in the terms of one body of law.
Terms = Callable[[str], Truth]
Evaluator = Callable[[Row, Terms], Any]


def all_of(*values: Truth) -> Truth:
    """Kleene's AND."""
    return False if False in values else None if None in values else True


def any_of(*values: Truth) -> Truth:
    """Kleene's OR."""
    return True if True in values else None if None in values else False


def opposite(value: Truth) -> Truth:
    """Kleene's NOT."""
    return None if value is None else not value


# Conditions: over sqlglot's tree.

_STRICT: dict[type[exp.Expression], Callable[[Any, Any], Any]] = {
    exp.EQ: operator.eq,
    exp.NEQ: operator.ne,
    exp.LT: operator.lt,
    exp.LTE: operator.le,
    exp.GT: operator.gt,
    exp.GTE: operator.ge,
    exp.Add: operator.add,
    exp.Sub: operator.sub,
    exp.Mul: operator.mul,
}


@functools.cache
def evaluator(sql: str) -> Evaluator:
    """A condition's SQL as a function of a line's facts and of the terms in which it is read."""
    return _evaluator(sqlglot.parse_one(sql, read="duckdb"))


def _evaluator(node: Any) -> Evaluator:
    match node:
        case exp.Paren():
            return _evaluator(node.this)
        case exp.Not():
            inside = _evaluator(node.this)
            return lambda row, terms: opposite(inside(row, terms))
        case exp.And() | exp.Or():
            left, right = _evaluator(node.left), _evaluator(node.right)
            join = all_of if isinstance(node, exp.And) else any_of
            return lambda row, terms: join(left(row, terms), right(row, terms))
        case exp.Column():
            name = str(node.name)
            if name.startswith("§"):
                return lambda row, terms: terms(name[1:])
            return lambda row, terms: row.get(name)
        case exp.Between():
            value, low, high = (_evaluator(node.args[part]) for part in ("this", "low", "high"))
            return lambda row, terms: all_of(
                _strict(operator.ge, value(row, terms), low(row, terms)),
                _strict(operator.le, value(row, terms), high(row, terms)),
            )
        case exp.In():
            sought, listed = _evaluator(node.this), [_constant(item) for item in node.expressions]
            return lambda row, terms: _strict(lambda a, _: a in listed, sought(row, terms), True)
        case exp.Like():
            text, wanted = _evaluator(node.this), _pattern(str(node.expression.this))
            negated = bool(node.args.get("negate"))
            return lambda row, terms: _strict(
                lambda a, _: (wanted.fullmatch(a) is None) is negated, text(row, terms), True
            )
        case exp.Neg():
            number = _evaluator(node.this)
            return lambda row, terms: _strict(lambda a, _: -a, number(row, terms), True)
        case exp.Boolean() | exp.Literal() | exp.Cast():
            constant = _constant(node)
            return lambda row, terms: constant
    one, other, apply = _evaluator(node.this), _evaluator(node.expression), _STRICT[type(node)]
    return lambda row, terms: _strict(apply, one(row, terms), other(row, terms))


def _strict(apply: Callable[[Any, Any], Any], left: Any, right: Any) -> Any:
    """Unknown as soon as one side is."""
    return None if left is None or right is None else apply(left, right)


def _constant(node: Any) -> Any:
    match node:
        case exp.Neg():
            return -_constant(node.this)
        case exp.Cast():
            return dt.date.fromisoformat(str(node.this.this))
        case exp.Boolean():
            return bool(node.this)
    text = str(node.this)
    return text if node.args["is_string"] else int(text) if text.isdigit() else float(text)


def _pattern(like: str) -> re.Pattern[str]:
    marks = {"%": ".*", "_": "."}
    return re.compile("".join(marks.get(c) or re.escape(c) for c in like), re.DOTALL)
