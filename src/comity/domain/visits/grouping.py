"""Lines with equal findings become one group, so that an answer is read once and not five thousand times.

Each stage column is two bits (false, true, unknown); the columns of a judgement are packed into 64-bit
words, and lines with equal words are one pattern. Over several epochs a line's group is its patterns.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

import polars as pl

from comity.domain.provisions.engine import Judgement
from comity.domain.provisions.kleene import Truth
from comity.domain.provisions.selection import Rule

_PER_BYTE, _PER_WORD = 4, 32


@dataclass(frozen=True, slots=True)
class FoundHere:
    """What one provision comes to on the lines of a pattern: true, false, or None for unknown.

    `holds` is by the body in whose terms the condition is read.
    """

    rule: Rule
    holds: Mapping[str, bool | None]
    reaches: bool | None
    lifted: bool | None
    stands: bool | None
    done: bool | None


@dataclass(frozen=True, slots=True)
class Pattern:
    """Equal findings of some lines in one epoch: everything that their explanation needs."""

    day: dt.date
    outcome: int
    territory: bool | None
    applies: Mapping[str, bool | None]
    scopes: Mapping[str, bool | None]
    covers: Mapping[str, bool | None]
    in_force: Mapping[str, bool | None]
    found: tuple[FoundHere, ...]


def patterns(judgement: Judgement, day: dt.date, first: int) -> tuple[pl.DataFrame, list[Pattern]]:
    """Group a judgement's lines.

    Args:
        judgement: the judged lines; its frame has a column `index` (position in the sheet).
        day: first day of the epoch.
        first: number of the first pattern, so that numbers are unique over judgements.

    Returns:
        a frame with columns `index` (UInt32), `pattern` (UInt32), `outcome` (UInt8), and the patterns.
    """
    columns = _columns(judgement)
    words = _words(columns)
    outcome = judgement.outcome
    packed = judgement.lines.select("index", outcome, *words)
    names = [f"word{i}" for i in range(len(words))]
    if names:
        distinct = packed.group_by("outcome", *names, maintain_order=True).agg(pl.col("index"))
    else:
        distinct = packed.group_by("outcome", maintain_order=True).agg(pl.col("index"))
    distinct = distinct.with_row_index("pattern", offset=first)
    placed = distinct.select(pl.col("index"), pl.col("pattern"), pl.col("outcome")).explode("index")
    heads = distinct.select(pl.col("index").list.first(), "outcome")
    # The heads are positions in the sheet; find the rows of this judgement that they stand in.
    rows = (
        judgement.lines.select("index", *columns)
        .join(heads, on="index", how="right", maintain_order="right")
        .to_dicts()
    )
    return placed, [_pattern(judgement, day, row) for row in rows]


def _columns(judgement: Judgement) -> list[str]:
    """The names of all distinct columns that tell findings apart."""
    seen: dict[str, None] = {}
    for truth in _truths(judgement):
        if isinstance(truth, pl.Expr):
            seen[truth.meta.output_name()] = None
    return list(seen)


def _truths(judgement: Judgement) -> Iterator[Truth]:
    yield judgement.territory
    for by_agreement in (judgement.applies, judgement.scopes, judgement.covers):
        yield from by_agreement.values()
    for found in judgement.found:
        yield from found.holds.values()
        yield from (found.reaches, found.lifted, found.stands, found.done)


def _words(columns: Sequence[str]) -> list[pl.Expr]:
    """Two bits per column, thirty-two columns to a word."""
    codes = [pl.col(name).cast(pl.UInt8).fill_null(2) for name in columns]
    bytes_ = [
        reduce(or_, [code * 4**k for k, code in enumerate(codes[i : i + _PER_BYTE])])
        for i in range(0, len(codes), _PER_BYTE)
    ]
    per_word = _PER_WORD // _PER_BYTE
    return [
        reduce(or_, [b.cast(pl.UInt64) * 256**k for k, b in enumerate(bytes_[i : i + per_word])]).alias(
            f"word{i // per_word}"
        )
        for i in range(0, len(bytes_), per_word)
    ]


def _pattern(judgement: Judgement, day: dt.date, row: Mapping[str, object]) -> Pattern:
    def value(truth: Truth) -> bool | None:
        if isinstance(truth, pl.Expr):
            read = row[truth.meta.output_name()]
            return read if isinstance(read, bool) else None
        return truth

    def values(truths: Mapping[str, Truth]) -> dict[str, bool | None]:
        return {name: value(truth) for name, truth in truths.items()}

    outcome = row["outcome"]
    assert isinstance(outcome, int)
    return Pattern(
        day=day,
        outcome=outcome,
        territory=value(judgement.territory),
        applies=values(judgement.applies),
        scopes=values(judgement.scopes),
        covers=values(judgement.covers),
        in_force=judgement.in_force,
        found=tuple(
            FoundHere(
                rule=found.rule,
                holds=values(found.holds),
                reaches=value(found.reaches),
                lifted=value(found.lifted),
                stands=value(found.stands),
                done=value(found.done),
            )
            for found in judgement.found
        ),
    )
