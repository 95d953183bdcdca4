"""Three-valued logic over constants and columns: true, unknown (None) or false (Kleene; SQL's AND, OR, NOT).

A `Truth` is a constant where every line agrees, and a column where lines may differ, so that what the
visit settles for everybody costs nothing per line.
"""

from collections.abc import Iterable

import polars as pl

Truth = bool | None | pl.Expr

_UNKNOWN = pl.lit(None, dtype=pl.Boolean)


def both(*truths: Truth) -> Truth:
    """All of them: false wins, else unknown, else true."""
    return _combined(truths, winner=False)


def either(*truths: Truth) -> Truth:
    """Any of them: true wins, else unknown, else false."""
    return _combined(truths, winner=True)


def negated(truth: Truth) -> Truth:
    """Not; unknown stays unknown."""
    if isinstance(truth, pl.Expr):
        return ~truth
    return None if truth is None else not truth


def is_true(truth: Truth) -> Truth:
    """Two-valued: known to be true."""
    return truth.fill_null(False) if isinstance(truth, pl.Expr) else truth is True  # noqa: FBT003


def is_false(truth: Truth) -> Truth:
    """Two-valued: known to be false."""
    return (~truth).fill_null(False) if isinstance(truth, pl.Expr) else truth is False  # noqa: FBT003


def is_unknown(truth: Truth) -> Truth:
    """Two-valued: not known."""
    return truth.is_null() if isinstance(truth, pl.Expr) else truth is None


def as_expr(truth: Truth) -> pl.Expr:
    """The truth as an expression."""
    if isinstance(truth, pl.Expr):
        return truth
    return _UNKNOWN if truth is None else pl.lit(truth)


def columns(truths: Iterable[Truth]) -> tuple[str, ...]:
    """The names of the columns among truths, each once."""
    return tuple(dict.fromkeys(t.meta.output_name() for t in truths if isinstance(t, pl.Expr)))


def _combined(truths: Iterable[Truth], *, winner: bool) -> Truth:
    varying: list[pl.Expr] = []
    unknown = False
    for truth in truths:
        if isinstance(truth, pl.Expr):
            varying.append(truth)
        elif truth is winner:
            return winner
        elif truth is None:
            unknown = True
    if not varying:
        return None if unknown else not winner
    if unknown:
        varying.append(_UNKNOWN)
    combined = varying[0]
    for column in varying[1:]:
        combined = combined | column if winner else combined & column
    return combined
