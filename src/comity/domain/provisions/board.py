"""The lines under work: a frame to which each stage of the engine adds its columns."""

import re
from collections.abc import Mapping
from typing import TypeVar

import polars as pl

from comity.domain.provisions.condition import Condition, evaluate
from comity.domain.provisions.kleene import Truth, as_expr
from comity.domain.provisions.rulebook import ExceptionTo
from comity.domain.provisions.vocabulary import Fact, Type

#: The column type of each type of fact.
DTYPES: Mapping[Type, pl.DataType] = {
    Type.BOOL: pl.Boolean(),
    Type.CHOICE: pl.String(),
    Type.INT: pl.Int64(),
    Type.NUMBER: pl.Float64(),
    Type.TEXT: pl.String(),
    Type.STATE: pl.String(),
    Type.DAY: pl.Date(),
    Type.INSTANT: pl.Datetime("us", "UTC"),
    Type.PLACE: pl.String(),
}


Key = TypeVar("Key")

_PLAIN_COLUMN = re.compile(r'col\("[^"]+"\)')


class Board:
    """The lines under work: expressions wait, then become columns in one pass; constants never do."""

    def __init__(
        self, lines: pl.DataFrame, constants: Mapping[str, object], facts: Mapping[str, Fact]
    ) -> None:
        nulls = zip(lines.columns, lines.null_count().row(0), strict=True)
        self.lines = lines
        # A column that is blank on every line is the same for all: unknown.
        self.varying = {name for name, count in nulls if count < lines.height}
        self.facts = facts
        self.constants = {name: value for name, value in constants.items() if name not in self.varying}
        self.defined: dict[str, Truth] = {}
        self._waiting: dict[str, pl.Expr] = {}
        self._known: dict[str, Truth] = {}
        self._by_sql: dict[str, str] = {}
        self._count = 0
        # Constants that conditions read, waiting to stand beside the lines.
        self._beside: dict[str, pl.Expr] = {}
        self._there: set[str] = set(self.varying)

    def condition(self, when: Condition, exceptions: tuple[ExceptionTo, ...], terms: str) -> str:
        """Hold a condition and its exceptions, in the terms of a body of law; returns its key."""
        parts = [when, *(e.when for e in exceptions)]
        sql = when.in_terms_of(terms)
        if exceptions:
            sql = f"({sql})" + "".join(f" AND NOT ({e.when.in_terms_of(terms)})" for e in exceptions)
        if sql in ("TRUE", "FALSE") or sql in self._by_sql:
            return self._by_sql.get(sql, sql)
        names = {name for part in parts for name in part.facts}
        names |= {f"{terms}§{name}" for part in parts for name in part.definitions}
        key = self._new_key()
        self._by_sql[sql] = key
        if any(self._varies(name) for name in names):
            self._bring(names)
            self._waiting[key] = pl.sql_expr(sql)
        else:
            tree = ("and", when.tree, *(("not", e.when.tree) for e in exceptions))
            self._known[key], _ = evaluate(
                tree, self.constants.get, lambda name: (self.defined[f"{terms}§{name}"], frozenset())
            )
        return key

    def stage(self, truths: Mapping[Key, Truth]) -> dict[Key, Truth]:
        """One stage: each truth becomes a column; constants and plain columns pass through."""
        keys = {name: self._held(truth) for name, truth in truths.items()}
        self.advance()
        return {name: self.truth(key) for name, key in keys.items()}

    def _held(self, truth: Truth) -> str:
        """Hold a truth until the next stage; returns its key."""
        if not isinstance(truth, pl.Expr):
            return {True: "TRUE", False: "FALSE", None: "NULL"}[truth]
        text = str(truth)
        if text in self._by_sql:
            return self._by_sql[text]
        key = self._new_key()
        if _PLAIN_COLUMN.fullmatch(text):
            self._known[key] = truth
        else:
            self._waiting[key] = truth
        self._by_sql[text] = key
        return key

    def advance(self) -> None:
        """One stage is over: what waited becomes columns."""
        if self._beside:
            self.lines = self.lines.with_columns(**self._beside)
            self._beside = {}
        if self._waiting:
            self.lines = self.lines.with_columns(**self._waiting)
            self._known |= {key: pl.col(key) for key in self._waiting}
            self._waiting = {}

    def truth(self, key: str) -> Truth:
        """The truth held under a key."""
        if key in ("TRUE", "FALSE", "NULL"):
            return {"TRUE": True, "FALSE": False}.get(key)
        return self._known[key]

    def fact(self, name: str) -> Truth:
        """A yes/no fact or step as a truth."""
        if name in self.varying:
            return pl.col(name)
        value = self.constants.get(name)
        return value if isinstance(value, bool) else None

    def define(self, name: str, truth: Truth) -> None:
        """A definition's result, to be read under its name."""
        self.defined[name] = truth
        if isinstance(truth, pl.Expr):
            self._waiting[name] = truth

    def compared(self, column: str, expression: pl.Expr) -> Truth:
        """A comparison of days; a constant where all lines agree."""
        if not self.lines.height:
            return True
        key = f"{column}:{expression}"
        if key not in self._known:
            low, high = self.lines.select(low=expression.min(), high=expression.max()).row(0)
            if low == high:
                self._known[key] = low
            else:
                held = self._new_key()
                self.lines = self.lines.with_columns(expression.alias(held))
                self._known[key] = pl.col(held)
        return self._known[key]

    def _varies(self, name: str) -> bool:
        return name in self.varying or isinstance(self.defined.get(name), pl.Expr)

    def _bring(self, names: set[str]) -> None:
        """Constants that a line's condition reads stand beside the lines."""
        missing = {name for name in names if name not in self._there and not self._varies(name)}
        self._beside |= {name: self._literal(name) for name in missing}
        self._there |= missing

    def _literal(self, name: str) -> pl.Expr:
        if name in self.defined:
            return as_expr(self.defined[name])
        return pl.lit(self.constants.get(name), dtype=DTYPES[self.facts[name].type])

    def _new_key(self) -> str:
        self._count += 1
        return f"_{self._count}"
