"""A visit after the engine and before its explanation."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from comity.domain.visits.grouping import Pattern


@dataclass(slots=True)
class JudgedSheet:
    """One sheet, judged: its lines, and each line's worst outcome and group.

    `lines`: `index` and LINE_COLUMNS and the facts. `placed`: `index` (UInt32), `outcome` (UInt8),
    `group` (UInt32), one row per line, in the order of the sheet. A group is the tuple of its patterns'
    numbers, in order of epoch, in `groups`.
    """

    sheet: str
    lines: pl.DataFrame
    placed: pl.DataFrame
    groups: list[tuple[int, ...]]


@dataclass(slots=True)
class Judged:
    """The whole visit, judged: its sheets, all patterns, and the constants each pattern was judged with.

    `derived` holds the sheets with their counted and looked-up facts filled in.
    """

    sheets: list[JudgedSheet] = field(default_factory=list)
    patterns: list[Pattern] = field(default_factory=list)
    constants: list[Mapping[str, object]] = field(default_factory=list)
    derived: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    epochs: int = 1
    everything: bool = False
