"""What a line is called: the columns that name one, the name to show for it, and what a name means.

A row number is no name that lasts: rows move when a list is edited. It serves only where nothing else does.
"""

import re

import polars as pl

from comity.domain.visits.derivation import OWN_KEY
from comity.domain.visits.line_ranges import LineRanges

REF = "ref"
#: What is painted or stamped on a thing names it too, after its key and the planner's own `ref`.
MARKS = ("tail_number", "plate", "hull_number", "serial_number")
#: More lines than this are spoken of by their rows: a list of keys would fill a page.
_MOST_NAMES = 20

_ROWS = re.compile(
    r"(?:rows?\s+|(?P<sheet>[a-z_]+)!)(?P<first>\d{1,8})(?:\s*[-–]\s*(?P<last>\d{1,8}))?", re.IGNORECASE
)

_PARTING = r"[,;=\r\n]|^\s|\s$|(?i)\sfrom\s"


def naming_columns(sheet: str) -> tuple[str, ...]:
    """The columns that may name a line of a sheet, the strongest first."""
    own = OWN_KEY.get(sheet)
    return (*([own] if own else []), REF, *MARKS)


def names_of(sheet: str, lines: pl.DataFrame) -> list[str]:
    """What each line of a frame with LINE_COLUMNS is called; `people!5` where nothing names it."""
    present = [pl.col(name) for name in naming_columns(sheet) if name in lines.columns]
    row = pl.concat_str(pl.lit(f"{sheet}!"), pl.col("row").cast(pl.String))
    return lines.select(name=pl.coalesce(*present, row)).to_series().to_list()


def mentions(sheet: str, lines: pl.DataFrame, rows: pl.Series) -> tuple[str, ...]:
    """How some rows are written into a list of names that `lines_called` reads back.

    Their keys or refs, which outlast a line that is put in; else their rows.
    """
    if not rows.len():
        return ()
    keys = [key for key in (OWN_KEY.get(sheet, REF), REF) if key in lines.columns]
    if rows.len() <= _MOST_NAMES and keys:
        names = lines.filter(pl.col("row").is_in(rows.implode())).select(pl.coalesce(keys)).to_series()
        called = lines.select(
            pl.any_horizontal(pl.col(key).is_in(names.implode()) for key in keys)
        ).to_series()
        # A name that another line has too, or that a list would part, tells nothing.
        is_plain = not names.has_nulls() and not bool(names.str.contains(_PARTING).any())
        if is_plain and names.n_unique() == rows.len() == called.sum():
            return tuple(names.to_list())
    runs = [text.partition("!")[2] for text in LineRanges([(sheet, rows)])]
    return tuple(f"rows {run}" if "-" in run else f"row {run}" for run in runs)


def lines_called(sheet: str, lines: pl.DataFrame, name: str) -> pl.Series:
    """Which lines a name means (Boolean, one per line of the frame).

    A name is the sheet's own key or a ref, else `row 12`, `rows 12-15`, `people!12` or `people!12-15`.

    Args:
        sheet: the sheet's name.
        lines: `row`, and the key and `ref` if the sheet has them.
        name: what somebody wrote.
    """
    keys = [key for key in (REF, OWN_KEY.get(sheet, REF)) if key in lines.columns]
    if keys:
        called = lines.select(pl.any_horizontal((pl.col(k) == name).fill_null(False) for k in keys))  # noqa: FBT003
        if called.to_series().any():
            return called.to_series()
    rows = _ROWS.fullmatch(name.strip())
    if rows is None or (rows["sheet"] or sheet).casefold() != sheet:
        first, last = 1, 0
    else:
        first, last = int(rows["first"]), int(rows["last"] or rows["first"])
    return lines.select(pl.col("row").is_between(first, last)).to_series()
