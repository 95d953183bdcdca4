"""Whole columns of texts to typed columns: the good cells by Polars, only the others one by one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl

from comity.domain.errors import Place
from comity.domain.provisions.board import DTYPES
from comity.domain.provisions.vocabulary import Fact, Kind, Type
from comity.domain.visits.visit import Value
from comity.manifest import limits
from comity.manifest.cells import FORBIDDEN_IN_TEXT, Flaw, read_cell
from comity.manifest.problems import ProblemLog
from comity.manifest.wording import note_flaw

#: Up to so many rows a dictionary is faster than a join.
_FEW = 2_000


@dataclass(frozen=True, slots=True)
class Column:
    """A column as read.

    `values` is typed as the fact is, null where the cell is blank or could not be read; `unread`
    (Boolean) tells the latter: those are mistakes, not blanks that an answer may fill.
    """

    values: pl.Series
    unread: pl.Series


def all_of(value: Value | None, length: int, dtype: pl.DataType) -> pl.Series:
    """A series of one value, so many times."""
    return pl.Series([value], dtype=dtype).new_from_index(0, length)


def read_columns(
    texts: pl.DataFrame,
    rows: pl.Series,
    facts: Mapping[str, Fact],
    place_of: Callable[[str], Place],
    log: ProblemLog,
) -> dict[str, Column]:
    """Read columns of texts as values of the facts that they are named after.

    Args:
        texts: String columns, null for an empty cell.
        rows: the row numbers that the spreadsheet shows, as many as texts.
        facts: what each column states.
        place_of: file, sheet and column, for the problems.
        log: gets every cell that could not be read.
    """
    texts = texts.select(pl.when(pl.all().str.strip_chars() != "").then(pl.all()))
    # One pass over the plain cells of all columns; after it only columns with others are looked at.
    plain = texts.select(
        pl.col(name) if form is None else form.cast(DTYPES[facts[name].type]).alias(name)
        for name in texts.columns
        for form in [_plain_form(facts[name])]
    )
    nothing = all_of(False, texts.height, pl.Boolean())  # noqa: FBT003
    columns = {}
    for name in texts.columns:
        given, values = texts[name], plain[name]
        if _plain_form(facts[name]) is None:
            values = all_of(None, texts.height, DTYPES[facts[name].type])
        if values.null_count() == given.null_count():
            columns[name] = Column(values, nothing)
        else:
            columns[name] = _read_singly(given, values, rows, facts[name], place_of(name), log)
    return columns


def _read_singly(
    texts: pl.Series, values: pl.Series, rows: pl.Series, fact: Fact, place: Place, log: ProblemLog
) -> Column:
    """Fill in the values of the cells that have no plain form, each distinct text being read once."""
    left = values.is_null() & texts.is_not_null()
    read = {text: read_cell(text, fact) for text in texts.filter(left).unique(maintain_order=True)}
    good = {text: value for text, value in read.items() if not isinstance(value, Flaw)}
    if good:
        values = values.zip_with(~left, _replaced(texts, good, values.dtype))
    flaws = {text: value for text, value in read.items() if isinstance(value, Flaw)}
    if flaws:
        _note(texts, rows, flaws, fact, place, log)
        return Column(values, values.is_null() & texts.is_not_null())
    return Column(values, all_of(False, len(texts), pl.Boolean()))  # noqa: FBT003


def _replaced(texts: pl.Series, read: Mapping[str, object], dtype: pl.DataType) -> pl.Series:
    """Each text's value, null for texts without one."""
    if len(texts) <= _FEW:
        return pl.Series([None if text is None else read.get(text) for text in texts.to_list()], dtype=dtype)
    return texts.replace_strict(
        pl.Series(list(read), dtype=pl.String),
        pl.Series(list(read.values()), dtype=dtype),
        default=None,
        return_dtype=dtype,
    )


def _plain_form(fact: Fact) -> pl.Expr | None:
    """The cells in the commonest strict form as values; null where a cell has to be looked at singly.

    Types with few distinct values (yes/no, choices, States) have none: each distinct text is read once.
    """
    text = pl.col(fact.name)
    short = text.str.len_bytes() <= limits.CELL_CHARACTERS
    match fact.type:
        case _ if fact.kind is Kind.KEY:
            return pl.when(text.str.contains(r"^[!-~]+(?: [!-~]+)*$") & short).then(text)
        case Type.TEXT | Type.PLACE:
            return pl.when(~text.str.contains(FORBIDDEN_IN_TEXT) & short).then(text)
        case Type.INT:
            return pl.when(text.str.contains(r"^-?[0-9]{1,15}$")).then(text.cast(pl.Int64, strict=False))
        case Type.NUMBER:
            plain = text.str.contains(r"^-?[0-9]{1,15}(?:\.[0-9]{1,15})?$")
            return pl.when(plain).then(text.cast(pl.Float64, strict=False))
        case Type.DAY:
            day = text.str.to_date("%Y-%m-%d", strict=False)
            in_range = day.is_between(pl.lit(limits.FIRST_DAY), pl.lit(limits.LAST_DAY))
            return pl.when(text.str.contains(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$") & in_range).then(day)
        case _:
            return None


def _note(
    texts: pl.Series,
    rows: pl.Series,
    flaws: Mapping[str, Flaw],
    fact: Fact,
    place: Place,
    log: ProblemLog,
) -> None:
    """List the first mistakes of each kind with their rows, and count the others."""
    codes = _replaced(texts, {text: flaw.value for text, flaw in flaws.items()}, pl.String())
    bad = pl.DataFrame({"row": rows, "text": texts, "code": codes}).filter(pl.col("code").is_not_null())
    for (code,), cells in bad.group_by("code", maintain_order=True):
        for row, text, _ in cells.head(limits.LISTED).rows():
            where = Place(place.file, place.sheet, row, place.column)
            note_flaw(log, Flaw(code), where, text, fact)
        log.add_uncounted(str(code), place, max(0, cells.height - limits.LISTED))
