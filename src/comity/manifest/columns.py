"""Whole columns of texts to typed columns: the good cells by Polars, only the others one by one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from comity.domain.errors import Place
from comity.domain.provisions.board import DTYPES
from comity.domain.provisions.vocabulary import Fact, Kind, Type
from comity.domain.visits.visit import Value
from comity.manifest import limits
from comity.manifest.cells import FORBIDDEN_IN_TEXT, Flaw, read_cell
from comity.manifest.problems import ProblemLog
from comity.manifest.spelling import is_blank
from comity.manifest.wording import note_flaw

#: Up to so many rows plain Python is faster than Polars.
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
    nothing = all_of(False, texts.height, pl.Boolean())  # noqa: FBT003
    if texts.height <= _FEW:
        return {
            name: _read_few(texts[name].to_list(), rows, facts[name], place_of(name), log, nothing)
            for name in texts.columns
        }
    texts = texts.select(pl.when(pl.all().str.strip_chars() != "").then(pl.all()))
    forms = {name: _plain_form(facts[name]) for name in texts.columns}
    # One pass over the plain cells of all columns; after it only columns with others are looked at.
    plain = texts.select(
        form.cast(DTYPES[facts[name].type]).alias(name) for name, form in forms.items() if form is not None
    )
    columns = {}
    for name in texts.columns:
        given = texts[name]
        values = plain[name] if name in plain.columns else all_of(None, len(given), DTYPES[facts[name].type])
        if values.null_count() == given.null_count():
            columns[name] = Column(values, nothing)
        else:
            columns[name] = _read_others(given, values, rows, facts[name], place_of(name), log)
    return columns


def _read_few(
    texts: list[str | None], rows: pl.Series, fact: Fact, place: Place, log: ProblemLog, nothing: pl.Series
) -> Column:
    """A column of few rows, without the cost of starting Polars for each; each distinct text is read once."""
    read = {
        text: read_cell(text, fact)
        for text in dict.fromkeys(texts)
        if text is not None and not is_blank(text)
    }
    flaws = {text: value for text, value in read.items() if isinstance(value, Flaw)}
    values = [None if text is None or text in flaws else read.get(text) for text in texts]
    series = pl.Series(fact.name, values, dtype=DTYPES[fact.type])
    if not flaws:
        return Column(series, nothing)
    cells = [
        (row, text)
        for row, text in zip(rows.to_list(), texts, strict=True)
        if text is not None and text in flaws
    ]
    _note(cells, flaws, fact, place, log)
    return Column(series, pl.Series([text in flaws for text in texts], dtype=pl.Boolean))


def _read_others(
    texts: pl.Series, values: pl.Series, rows: pl.Series, fact: Fact, place: Place, log: ProblemLog
) -> Column:
    """Fill in the values of the cells that have no plain form, each distinct text being read once."""
    left = values.is_null() & texts.is_not_null()
    read = {text: read_cell(text, fact) for text in texts.filter(left).unique()}
    good = {text: value for text, value in read.items() if not isinstance(value, Flaw)}
    if good:
        more = texts.replace_strict(
            pl.Series(list(good), dtype=pl.String),
            pl.Series(list(good.values()), dtype=values.dtype),
            default=None,
            return_dtype=values.dtype,
        )
        values = values.zip_with(~left, more)
    unread = values.is_null() & texts.is_not_null()
    flaws = {text: value for text, value in read.items() if isinstance(value, Flaw)}
    if flaws:
        cells = list(zip(rows.filter(unread).to_list(), texts.filter(unread).to_list(), strict=True))
        _note(cells, flaws, fact, place, log)
    return Column(values, unread)


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
    cells: Sequence[tuple[int, str]],
    flaws: Mapping[str, Flaw],
    fact: Fact,
    place: Place,
    log: ProblemLog,
) -> None:
    """List the first mistakes of each kind with their rows, and count the others."""
    counts: dict[Flaw, int] = {}
    for row, text in cells:
        flaw = flaws[text]
        counts[flaw] = counts.get(flaw, 0) + 1
        if counts[flaw] <= limits.LISTED:
            note_flaw(log, flaw, Place(place.file, place.sheet, row, place.column), text, fact)
    for flaw, count in counts.items():
        log.add_uncounted(flaw.value, place, max(0, count - limits.LISTED))
