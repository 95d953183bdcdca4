"""Whole columns of texts to typed columns: the good cells by Polars, only the others one by one."""

from dataclasses import dataclass

import polars as pl

from comity.domain.errors import Place
from comity.domain.provisions.board import DTYPES
from comity.domain.provisions.vocabulary import Fact, Kind, Type
from comity.manifest import limits
from comity.manifest.cells import FORBIDDEN_IN_TEXT, Flaw, read_cell
from comity.manifest.problems import ProblemLog
from comity.manifest.wording import note_flaw


@dataclass(frozen=True, slots=True)
class Column:
    """A column as read.

    `values` is typed as the fact is, null where the cell is blank or could not be read; `unread`
    (Boolean) tells the latter: those are mistakes, not blanks that an answer may fill.
    """

    values: pl.Series
    unread: pl.Series


def read_column(texts: pl.Series, rows: pl.Series, fact: Fact, place: Place, log: ProblemLog) -> Column:
    """Read a column of texts (String, null for an empty cell) as values of a fact.

    Args:
        texts: one text per row.
        rows: the row numbers that the spreadsheet shows, as many as texts.
        fact: what the column states.
        place: file, sheet and column, for the problems.
        log: gets every cell that could not be read.
    """
    texts = texts.set(texts.str.strip_chars() == "", None)
    values = _plain_forms(texts, fact)
    left = values.is_null() & texts.is_not_null()
    if not left.any():
        return Column(values, left)
    distinct = texts.filter(left).unique()
    read = {text: read_cell(text, fact) for text in distinct}
    good = {text: value for text, value in read.items() if not isinstance(value, Flaw)}
    if good:
        more = texts.replace_strict(
            pl.Series(list(good), dtype=pl.String),
            pl.Series(list(good.values()), dtype=values.dtype),
            default=None,
            return_dtype=values.dtype,
        )
        values = values.zip_with(~left, more)
    flaws = {text: value for text, value in read.items() if isinstance(value, Flaw)}
    if flaws:
        _note(texts, rows, flaws, fact, place, log)
    return Column(values, values.is_null() & texts.is_not_null())


def _plain_forms(texts: pl.Series, fact: Fact) -> pl.Series:
    """The cells in the commonest strict form as values; null where a cell has to be looked at singly.

    Types with few distinct values (yes/no, choices, States) have none: each distinct text is read once.
    """
    text = pl.col("text")
    short = text.str.len_bytes() <= limits.CELL_CHARACTERS
    dtype = DTYPES[fact.type]
    match fact.type:
        case _ if fact.kind is Kind.KEY:
            form = pl.when(text.str.contains(r"^[!-~]+(?: [!-~]+)*$") & short).then(text)
        case Type.TEXT | Type.PLACE:
            form = pl.when(~text.str.contains(FORBIDDEN_IN_TEXT) & short).then(text)
        case Type.INT:
            form = pl.when(text.str.contains(r"^-?[0-9]{1,15}$")).then(text.cast(pl.Int64, strict=False))
        case Type.NUMBER:
            plain = text.str.contains(r"^-?[0-9]{1,15}(?:\.[0-9]{1,15})?$")
            form = pl.when(plain).then(text.cast(pl.Float64, strict=False))
        case Type.DAY:
            day = text.str.to_date("%Y-%m-%d", strict=False)
            in_range = day.is_between(pl.lit(limits.FIRST_DAY), pl.lit(limits.LAST_DAY))
            form = pl.when(text.str.contains(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$") & in_range).then(day)
        case _:
            form = pl.when(pl.lit(False)).then(pl.lit(None, dtype=dtype))  # noqa: FBT003
    return texts.alias("text").to_frame().select(form.cast(dtype).alias(fact.name)).to_series()


def _note(
    texts: pl.Series,
    rows: pl.Series,
    flaws: dict[str, Flaw],
    fact: Fact,
    place: Place,
    log: ProblemLog,
) -> None:
    """List the first mistakes of each kind with their rows, and count the others."""
    codes = texts.replace_strict(
        pl.Series(list(flaws), dtype=pl.String),
        pl.Series([flaw.value for flaw in flaws.values()], dtype=pl.String),
        default=None,
        return_dtype=pl.String,
    )
    bad = pl.DataFrame({"row": rows, "text": texts, "code": codes}).filter(pl.col("code").is_not_null())
    for (code,), cells in bad.group_by("code", maintain_order=True):
        for row, text, _ in cells.head(limits.LISTED).rows():
            where = Place(place.file, place.sheet, row, place.column)
            note_flaw(log, Flaw(code), where, text, fact)
        log.add_uncounted(str(code), place, max(0, cells.height - limits.LISTED))
