"""The manifest that every engine judges: a sheet of people, as units send it.

Lines come in units of fifty, and a unit's people are alike in what the law asks about them: each unit
is one of 120 kinds. One line in a hundred is of another kind than its unit; one in five thousand differs
from its kind in a fact that nobody else differs in. So the number of distinct findings grows slowly with
the number of lines, as it does in real rolls.
"""

import random
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from bench.scenario import CHOICES, END, FLAGS, NUMBERS, SHEET, START, STEPS, vocabulary
from comity.domain.provisions.board import DTYPES
from comity.domain.visits.visit import LINE_COLUMNS

KINDS, UNIT = 120, 50
STRAYS, RARE = 100, 5_000
"""One line in so many is of another kind; one in so many is unlike everybody."""
BLANK = 0.1


def manifest(lines: int, *, blanks: bool = False) -> pl.DataFrame:
    """A sheet of so many people; with `blanks`, a tenth of all cells is blank, unit by unit."""
    drawn = random.Random(20_30)
    kinds = [_kind(drawn) for _ in range(KINDS)]
    rank = [1 / (place + 3) for place in range(KINDS)]
    units = drawn.choices(range(KINDS), rank, k=lines // UNIT + 1)
    kind_of = [units[line // UNIT] for line in range(lines)]
    for line in range(drawn.randrange(STRAYS), lines, STRAYS):
        kind_of[line] = drawn.randrange(KINDS)
    for line in range(drawn.randrange(RARE), lines, RARE):
        kinds.append(_unlike(kinds[kind_of[line]], drawn))
        kind_of[line] = len(kinds) - 1
    if blanks:
        kinds = [
            {name: None if drawn.random() < BLANK else value for name, value in kind.items()}
            for kind in kinds
        ]
    table = pl.DataFrame(kinds, schema=_schema())
    place = pl.Series(kind_of, dtype=pl.UInt32)
    head = pl.DataFrame({"row": pl.int_range(2, lines + 2, dtype=pl.UInt32, eager=True)}).with_columns(
        contingent=pl.lit("1"),
        ref=pl.format("P{}", "row"),
        arrives_on=pl.lit(START),
        departs_on=pl.lit(END),
    )
    return head.select(list(LINE_COLUMNS)).hstack(table[place])


def facts(frame: pl.DataFrame) -> list[dict[str, Any]]:
    """The facts of each line as a mapping, for engines that take one line at a time."""
    return frame.drop(list(LINE_COLUMNS)).to_dicts()


def _schema() -> dict[str, Any]:
    """The types that the product's reader gives to columns."""
    return {name: DTYPES[fact.type] for name, fact in vocabulary().of(SHEET).items()}


def _kind(drawn: random.Random) -> dict[str, Any]:
    weighted: Mapping[str, Mapping[Any, float]] = {**CHOICES, **NUMBERS}
    kind = {name: _pick(drawn, tuple(values), tuple(values.values())) for name, values in weighted.items()}
    return kind | {name: drawn.random() < often for name, often in {**FLAGS, **STEPS}.items()}


def _pick(drawn: random.Random, values: Sequence[Any], weights: Sequence[float]) -> Any:
    return drawn.choices(values, weights)[0]


def _unlike(kind: Mapping[str, Any], drawn: random.Random) -> dict[str, Any]:
    """The kind with one fact turned into another value."""
    other = _kind(drawn)
    name = drawn.choice([*FLAGS, *STEPS])
    return (
        {**kind, name: not kind[name]}
        if drawn.random() < 0.5
        else {**kind, "baggage_kg": other["baggage_kg"]}
    )
