"""What a line is called: the columns that name one, and the name to show for it.

A row number is no name: rows move when a list is edited.
"""

import polars as pl

from comity.domain.visits.derivation import OWN_KEY

REF = "ref"
#: What is painted or stamped on a thing names it too, after its key and the planner's own `ref`.
MARKS = ("tail_number", "plate", "hull_number", "serial_number")


def naming_columns(sheet: str) -> tuple[str, ...]:
    """The columns that may name a line of a sheet, the strongest first."""
    own = OWN_KEY.get(sheet)
    return (*([own] if own else []), REF, *MARKS)


def names_of(sheet: str, lines: pl.DataFrame) -> list[str]:
    """What each line of a frame with LINE_COLUMNS is called; `people!5` where nothing names it."""
    present = [pl.col(name) for name in naming_columns(sheet) if name in lines.columns]
    row = pl.concat_str(pl.lit(f"{sheet}!"), pl.col("row").cast(pl.String))
    return lines.select(name=pl.coalesce(*present, row)).to_series().to_list()
