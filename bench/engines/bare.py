"""The floor: nothing but the conditions of all provisions, in one select of Polars.

Definitions and exceptions are expanded in the SQL text. Polars computes common parts once when the query
is lazy, and not when it is eager: both are tried and the faster is the floor.
"""

import time

import polars as pl

from bench.scenario import law
from comity.domain.provisions.condition import Condition
from comity.domain.provisions.rulebook import ExceptionTo, Rulebook


class Bare:
    """One Boolean column per provision."""

    def __init__(self, lines: pl.DataFrame) -> None:
        self.lines = lines
        self.conditions = [pl.sql_expr(sql).alias(key) for key, sql in conditions().items() if sql != "TRUE"]
        self.columns = pl.DataFrame()
        self.lazy = self._seconds(lazy=True) < self._seconds(lazy=False)

    def run(self) -> None:
        """Compute every condition for every line."""
        self._select(lazy=self.lazy)

    def outcomes(self) -> bytes:
        """The floor decides nothing."""
        return b""

    def note(self) -> dict[str, object]:
        """Which way was the faster."""
        return {"query": "lazy" if self.lazy else "eager", "conditions": len(self.conditions)}

    def _select(self, *, lazy: bool) -> None:
        if lazy:
            self.columns = self.lines.lazy().select(self.conditions).collect()
        else:
            self.columns = self.lines.select(self.conditions)

    def _seconds(self, *, lazy: bool) -> float:
        best = float("inf")
        for _ in range(4):
            start = time.perf_counter()
            self._select(lazy=lazy)
            best = min(best, time.perf_counter() - start)
        return best


def conditions() -> dict[str, str]:
    """The SQL of each provision's condition, by body and provision."""
    found = {}
    for book in law().rulebooks.values():
        defined: dict[str, str] = {}
        for definition in book.definitions:
            defined[definition.id] = _sql(definition.when, definition.exceptions, defined)
        for provision in book.provisions:
            found[_key(book, provision.id)] = _sql(provision.when, provision.exceptions, defined)
    return found


def _sql(when: Condition, exceptions: tuple[ExceptionTo, ...], defined: dict[str, str]) -> str:
    sql = _expanded(when, defined)
    for exception in exceptions:
        sql = f"({sql}) AND NOT ({_expanded(exception.when, defined)})"
    return sql


def _expanded(condition: Condition, defined: dict[str, str]) -> str:
    sql = condition.sql
    for name in condition.definitions:
        sql = sql.replace(f'"§{name}"', f"({defined[name]})")
    return sql


def _key(book: Rulebook, provision: str) -> str:
    return f"{book.id}:{provision}"
