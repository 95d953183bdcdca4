"""Runs: neighbouring lines that are alike, so that what holds of many is looked at once."""

from collections.abc import Sequence
from functools import reduce
from operator import or_

import polars as pl


def starts(lines: pl.DataFrame, columns: Sequence[str]) -> pl.Series:
    """Which lines differ in any of the columns from the line above; the first always does."""
    differs = (lines[name].slice(1).ne_missing(lines[name].head(-1)) for name in columns)
    alike = pl.repeat(value=False, n=lines.height - 1, eager=True)
    return pl.Series([True]).append(reduce(or_, differs, alike))


def numbered(keys: pl.DataFrame) -> tuple[pl.Series, pl.Series]:
    """Number the rows, equal rows alike, in order of first appearance; and the position of each first."""
    distinct = keys.with_row_index("head").unique(keys.columns, keep="first", maintain_order=True)
    distinct = distinct.with_row_index("number")
    joined = keys.join(distinct, on=keys.columns, how="left", nulls_equal=True, maintain_order="left")
    return joined["number"], distinct["head"]
