"""A sheet of texts to a sheet of facts: which column is which, what the cells say, what answers fill."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from comity.domain.primitives.worded import run_on, worded
from comity.domain.provisions.board import DTYPES
from comity.domain.provisions.vocabulary import (
    CONTINGENT,
    JUDGED,
    OWN_DAY,
    SHEETS,
    VISIT,
    Fact,
    Kind,
    Type,
    Vocabulary,
)
from comity.domain.visits.visit import Value
from comity.manifest.columns import Column, all_of, read_columns
from comity.manifest.problems import ProblemLog, shown
from comity.manifest.raw import RawSheet
from comity.manifest.spelling import listing, name_of, suggestion

#: Columns that nobody may ask for: the host does not need them, and they are sensitive.
NEVER_ASKED = frozenset({"blood_group", "next_of_kin"})


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """One sheet as read: the raw sheet for its places, row numbers, and the columns that were given.

    Blank rows are left out. `answered` counts the lines that each answer filled.
    """

    raw: RawSheet
    rows: pl.Series
    columns: Mapping[str, Column]
    headings: Mapping[str, str]
    answered: Mapping[str, int]


def line_facts(sheet: str) -> dict[str, Fact]:
    """The columns that every sheet may have, beside those of the vocabulary."""
    facts = {
        "contingent": Fact(sheet, "contingent", Kind.KEY, Type.TEXT),
        "ref": Fact(sheet, "ref", Kind.KEY, Type.TEXT),
        "marking": Fact(sheet, "marking", Kind.DETAIL, Type.TEXT),
    }
    if sheet in JUDGED:
        facts["pool"] = Fact(sheet, "pool", Kind.KEY, Type.TEXT)
    if sheet not in OWN_DAY:
        facts["arrives_on"] = Fact(sheet, "arrives_on", Kind.DETAIL, Type.DAY)
        facts["departs_on"] = Fact(sheet, "departs_on", Kind.DETAIL, Type.DAY)
    return facts


def read_sheet(
    raw: RawSheet, answers: Mapping[str, Value], vocabulary: Vocabulary, log: ProblemLog
) -> ReadSheet:
    """Read a sheet's columns, and fill their blanks with the answers for that sheet."""
    facts = {**vocabulary.of(raw.sheet), **line_facts(raw.sheet)}
    positions = _positions(raw, facts, vocabulary, log)
    there = _rows_that_hold_anything(raw)
    rows = raw.rows.filter(there)
    texts = pl.DataFrame({name: raw.columns[at] for name, at in positions.items()})
    if positions and not there.all():
        texts = texts.filter(there)
    headings = {name: raw.headings[position].strip() for name, position in positions.items()}
    columns = read_columns(texts, rows, facts, lambda name: raw.place(headings[name]), log)
    for name, position in positions.items():
        if spoiled := raw.spoiled.get(position):
            column = columns[name]
            columns[name] = Column(column.values, column.unread | rows.is_in(list(spoiled)))
    answered = {}
    for name, value in answers.items():
        columns[name], answered[name] = _answered(columns.get(name), value, facts[name], rows)
    return ReadSheet(raw, rows, columns, headings, answered)


def _positions(
    raw: RawSheet, facts: Mapping[str, Fact], vocabulary: Vocabulary, log: ProblemLog
) -> dict[str, int]:
    """Where each known column stands; unknown headings and headings given twice are noted."""
    if raw.names is not None:
        return {name: position for position, name in enumerate(raw.names) if name in facts}
    positions: dict[str, int] = {}
    for position, heading in enumerate(raw.headings):
        name = name_of(heading)
        if name in facts and name not in positions:
            positions[name] = position
        elif name in positions:
            mend = worded("Delete one of the columns, or rename it; the first was read.")
            log.add(
                "column.twice",
                raw.place(heading, 1),
                worded("found {name} a second time", name=name),
                worded("each column once"),
                mend,
            )
        elif not name and not _holds_anything(raw, position):
            continue
        else:
            _note_unknown(raw, heading, facts, vocabulary, log)
    return positions


def _note_unknown(
    raw: RawSheet, heading: str, facts: Mapping[str, Fact], vocabulary: Vocabulary, log: ProblemLog
) -> None:
    name = name_of(heading)
    place = raw.place(heading.strip(), 1)
    elsewhere = [sheet for sheet in SHEETS if name in vocabulary.of(sheet)]
    if not name:
        mend: str = worded("Give it a heading, or delete its cells.")
        log.add(
            "column.no-heading",
            place,
            worded("a column with values has no heading"),
            worded("a heading"),
            mend,
        )
        return
    if name in NEVER_ASKED:
        mend = worded("The host does not need it and it is sensitive: delete the column.")
        log.add(
            "column.never-asked", place, worded("found {name}", name=name), worded("no such column"), mend
        )
        return
    if name in ("arrives_on", "departs_on"):
        mend = worded(
            "A line of this sheet has its own day: write it as {column}.", column=OWN_DAY[raw.sheet]
        )
    elif name in vocabulary.of(VISIT) or name in vocabulary.of(CONTINGENT):
        mend = worded("It is a fact of the visit or a contingent: state it there, not line by line.")
    elif not (close := suggestion(heading, facts)) and elsewhere:
        mend = worded(
            "It is a column of {elsewhere}: move it there, or delete it.", elsewhere=listing(elsewhere)
        )
    else:
        mend = run_on([close, worded("Rename or delete the column; it was not read.")])
    log.add(
        "column.unknown",
        place,
        worded("found the column {heading}", heading=shown(heading)),
        worded("a column of this sheet"),
        mend,
    )


def _holds_anything(raw: RawSheet, position: int) -> bool:
    return bool((raw.columns[position].str.strip_chars() != "").any()) or position in raw.spoiled


def _rows_that_hold_anything(raw: RawSheet) -> pl.Series:
    """Whether each row has a cell that is not blank."""
    there = all_of(False, len(raw.rows), pl.Boolean())  # noqa: FBT003
    if raw.spoiled:
        there = raw.rows.is_in([row for rows in raw.spoiled.values() for row in rows])
    for column in raw.columns:
        # The first columns of a sheet are seldom blank, so that one or two tell.
        if there.all():
            break
        there |= (column.str.strip_chars() != "").fill_null(False)  # noqa: FBT003
    return there


def _answered(column: Column | None, value: Value, fact: Fact, rows: pl.Series) -> tuple[Column, int]:
    """The column with its blanks filled, and how many there were. What could not be read is no blank."""
    if column is None:
        nothing = all_of(False, len(rows), pl.Boolean())  # noqa: FBT003
        column = Column(all_of(None, len(rows), DTYPES[fact.type]), nothing)
    blank = column.values.is_null() & ~column.unread
    stated = all_of(value, len(rows), column.values.dtype)
    return Column(stated.zip_with(blank, column.values), column.unread), int(blank.sum())
