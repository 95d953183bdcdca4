"""Which line of an old list is which line of a new one, and what differs; never by row, for rows move.

A line is the same if it has the same key, else the same `ref`, else the same mark painted on it, else the
same content. A line whose key has changed is another line: nobody guesses that it was renamed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from comity.domain.visits.line_ranges import LineRanges
from comity.domain.visits.naming import naming_columns
from comity.domain.visits.visit import LINE_COLUMNS, Value

_DAYS = ("arrives_on", "departs_on")
_PAIRS = {"old": pl.UInt32, "new": pl.UInt32}


@dataclass(frozen=True, slots=True)
class Matched:
    """The lines of one sheet in two versions.

    `pairs`: `old`, `new` (UInt32, rows of one line in each); `left` and `added` are rows of the old and of
    the new version that have no counterpart.
    """

    sheet: str
    pairs: pl.DataFrame
    left: pl.Series
    added: pl.Series

    def to_new(self, rows: frozenset[int]) -> frozenset[int]:
        """The rows of the new version that some rows of the old one have become."""
        return frozenset(self.pairs.filter(pl.col("old").is_in(list(rows)))["new"])


@dataclass(frozen=True, slots=True)
class Change:
    """A column that has changed from one value to another (None: blank) in some lines of the new version."""

    sheet: str
    column: str
    old: Value | None
    new: Value | None
    lines: LineRanges
    count: int


def match_sheets(old: Mapping[str, pl.DataFrame], new: Mapping[str, pl.DataFrame]) -> dict[str, Matched]:
    """The lines of all sheets of two versions, sheet by sheet in the order of the new one."""
    nothing = pl.DataFrame(schema=dict(LINE_COLUMNS))
    return {
        sheet: match_lines(sheet, old.get(sheet, nothing), new.get(sheet, nothing))
        for sheet in dict.fromkeys([*new, *old])
    }


def match_lines(sheet: str, old: pl.DataFrame, new: pl.DataFrame) -> Matched:
    """The lines of one sheet in two versions; frames as in `Visit.sheets`."""
    old, new = aligned(old, new)
    columns = [name for name in naming_columns(sheet) if name in old.columns]
    rest_old, rest_new = _names(old, columns), _names(new, columns)
    pairs = [pl.DataFrame(schema=_PAIRS)]
    for at, column in enumerate(columns):
        found = rest_old.filter(pl.col(column).is_not_null()).join(rest_new, on=column, suffix="_new")
        for stronger in columns[:at]:
            # Both have the stronger name, and it differs: they are two lines.
            found = found.filter(pl.col(stronger).is_null() | pl.col(f"{stronger}_new").is_null())
        pairs.append(found.select(old="row", new="row_new"))
        rest_old, rest_new = _without(rest_old, pairs[-1]["old"]), _without(rest_new, pairs[-1]["new"])
    content = [name for name in old.columns if name != "row"]
    for by, unique in ((content, False), ([name for name in content if name not in _DAYS], True)):
        # The second time without the days, which follow from the visit's where a line has none of its own.
        found = _alike(_only(old, rest_old), _only(new, rest_new), by, unique=unique)
        pairs.append(found)
        rest_old, rest_new = _without(rest_old, found["old"]), _without(rest_new, found["new"])
    return Matched(sheet, pl.concat(pairs).sort("new"), rest_old["row"].sort(), rest_new["row"].sort())


def changes(matched: Matched, old: pl.DataFrame, new: pl.DataFrame) -> list[Change]:
    """What differs in the lines that both versions have, column by column; equal changes together."""
    found = []
    for column, cells in _differing(matched, old, new):
        for was, now, rows in cells.group_by("old", "new", maintain_order=True).agg("row").iter_rows():
            lines = LineRanges([(matched.sheet, pl.Series(rows, dtype=pl.UInt32))])
            found.append(Change(matched.sheet, column, was, now, lines, len(rows)))
    return found


def changed_rows(matched: Matched, old: pl.DataFrame, new: pl.DataFrame) -> dict[str, frozenset[int]]:
    """By column, the rows of the new version in which it has changed."""
    return {column: frozenset(cells["row"]) for column, cells in _differing(matched, old, new)}


def _differing(matched: Matched, old: pl.DataFrame, new: pl.DataFrame) -> Iterator[tuple[str, pl.DataFrame]]:
    """Each column that has changed: `old` and `new` (its values), `row` (UInt32, of the new version)."""
    if matched.pairs.is_empty():
        return
    old, new = aligned(old, new)
    before = matched.pairs.join(old, left_on="old", right_on="row", how="left", maintain_order="left")
    after = matched.pairs.join(new, left_on="new", right_on="row", how="left", maintain_order="left")
    for column in (name for name in new.columns if name != "row"):
        differs = before[column].ne_missing(after[column])
        if differs.any():
            yield (
                column,
                pl.DataFrame(
                    {
                        "old": before[column].filter(differs),
                        "new": after[column].filter(differs),
                        "row": matched.pairs["new"].filter(differs),
                    }
                ),
            )


def aligned(old: pl.DataFrame, new: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Both versions of a sheet with the same columns; what one of them does not give is blank there."""
    kinds = {**dict(old.schema), **dict(new.schema)}
    return _with_all(old, kinds), _with_all(new, kinds)


def _with_all(frame: pl.DataFrame, kinds: Mapping[str, pl.DataType]) -> pl.DataFrame:
    return frame.select(
        pl.col(name) if name in frame.columns else pl.lit(None, dtype=kind).alias(name)
        for name, kind in kinds.items()
    )


def _names(frame: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """The names of each line; one that several lines have names none of them."""
    is_name = {name: pl.col(name).is_not_null() & pl.col(name).is_unique() for name in columns}
    return frame.select("row", *(pl.when(is_name[name]).then(pl.col(name)) for name in columns))


def _without(frame: pl.DataFrame, rows: pl.Series) -> pl.DataFrame:
    return frame.filter(~pl.col("row").is_in(rows.implode()))


def _only(frame: pl.DataFrame, names: pl.DataFrame) -> pl.DataFrame:
    return frame.filter(pl.col("row").is_in(names["row"].implode()))


def _alike(old: pl.DataFrame, new: pl.DataFrame, by: Sequence[str], *, unique: bool) -> pl.DataFrame:
    """Pairs of lines that are equal in some columns, the first with the first; `unique`: only lone ones."""
    if old.is_empty() or new.is_empty():
        return pl.DataFrame(schema=_PAIRS)
    numbered = []
    for frame in (old, new):
        each = frame.with_columns(nth=pl.int_range(pl.len()).over(by), of=pl.len().over(by))
        numbered.append(each.filter(pl.col("of") == 1) if unique else each)
    joined = numbered[0].join(numbered[1], on=[*by, "nth"], nulls_equal=True, suffix="_new")
    return joined.select(old="row", new="row_new")
