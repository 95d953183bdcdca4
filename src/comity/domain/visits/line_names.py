"""What a line is called when people speak of single lines: its key, its ref, or its row."""

import re

import polars as pl

from comity.domain.visits.derivation import OWN_KEY
from comity.domain.visits.line_ranges import LineRanges

#: More lines than this are named by their rows: a list of keys would fill a page.
_MOST_NAMES = 20

_ROWS = re.compile(
    r"(?:rows?\s+|(?P<sheet>[a-z_]+)!)(?P<first>\d{1,8})(?:\s*[-–]\s*(?P<last>\d{1,8}))?", re.IGNORECASE
)

_PARTING = r"[,;=\r\n]|^\s|\s$|(?i)\sfrom\s"


def lines_called(frame: pl.DataFrame, sheet: str, name: str) -> pl.Series:
    """Which lines a name means (Boolean, one per line of the frame).

    A name is the sheet's own key or a ref, else `row 12`, `rows 12-15`, `people!12` or `people!12-15`.

    Args:
        frame: the lines: `row`, and the key and `ref` if the sheet has them.
        sheet: the sheet's name.
        name: what somebody wrote.
    """
    keys = [key for key in ("ref", OWN_KEY.get(sheet, "ref")) if key in frame.columns]
    if keys:
        called = frame.select(pl.any_horizontal((pl.col(k) == name).fill_null(False) for k in keys))  # noqa: FBT003
        if called.to_series().any():
            return called.to_series()
    rows = _ROWS.fullmatch(name.strip())
    if rows is None or (rows["sheet"] or sheet).casefold() != sheet:
        first, last = 1, 0
    else:
        first, last = int(rows["first"]), int(rows["last"] or rows["first"])
    return frame.select(pl.col("row").is_between(first, last)).to_series()


def names_of(frame: pl.DataFrame, sheet: str, rows: pl.Series) -> tuple[str, ...]:
    """Names for some lines: their keys or refs, which outlast a line that is put in, else their rows."""
    if not rows.len():
        return ()
    keys = [key for key in (OWN_KEY.get(sheet, "ref"), "ref") if key in frame.columns]
    if rows.len() <= _MOST_NAMES and keys:
        names = frame.filter(pl.col("row").is_in(rows.implode())).select(pl.coalesce(keys)).to_series()
        called = frame.select(
            pl.any_horizontal(pl.col(key).is_in(names.implode()) for key in keys)
        ).to_series()
        # A name that another line has too, or that a list would part, tells nothing.
        is_plain = not names.has_nulls() and not bool(names.str.contains(_PARTING).any())
        if is_plain and names.n_unique() == rows.len() == called.sum():
            return tuple(names.to_list())
    runs = [text.partition("!")[2] for text in LineRanges([(sheet, rows)])]
    return tuple(f"rows {run}" if "-" in run else f"row {run}" for run in runs)
