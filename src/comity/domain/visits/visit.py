"""A visit as it was stated: one receiving State, its contingents, and the sheets of its manifest."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

Value = bool | int | float | str | dt.date | dt.datetime

#: Columns that every sheet has before those of the vocabulary:
#: row (what the spreadsheet shows; the first data row is 2), contingent (its id), ref (the planner's
#: own name for the line, may be null), arrives_on and departs_on (days in the receiving State's
#: calendar, both inclusive).
LINE_COLUMNS: Mapping[str, pl.DataType] = {
    "row": pl.UInt32(),
    "contingent": pl.String(),
    "ref": pl.String(),
    "arrives_on": pl.Date(),
    "departs_on": pl.Date(),
}


@dataclass(frozen=True, slots=True)
class Contingent:
    """Any of those who come, under one flag: id, sending State (alpha-2) and stated facts."""

    id: str
    sending_state: str
    facts: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StatedAnswer:
    """The planner's own word for the blanks of a column, from `[answers.<sheet>]`."""

    sheet: str
    fact: str
    value: Value
    lines: int


@dataclass(frozen=True, slots=True)
class AssumedLead:
    """A lead time that the planner assumes, from `[leads]`; unit as in a rulebook's `lead`."""

    amount: int
    unit: str


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit.

    `sheets` holds, by sheet name, a frame with LINE_COLUMNS and then one column per column of the
    vocabulary that was given, typed: bool → Boolean; choice, text, state, place → String;
    int → Int64; number → Float64; day → Date; instant → Datetime("us", "UTC"). A blank is null.
    `facts` holds the visit's own facts (never null: a missing fact is absent).
    `entry_into_force` holds the planner's word on whether a scheduled entry into force takes place.
    """

    receiving_state: str
    start: dt.date
    end: dt.date
    facts: Mapping[str, Value]
    contingents: tuple[Contingent, ...]
    sheets: Mapping[str, pl.DataFrame]
    answers: tuple[StatedAnswer, ...] = ()
    leads: Mapping[str, AssumedLead] = field(default_factory=dict)
    entry_into_force: Mapping[str, bool] = field(default_factory=dict)
    attested_by: str | None = None
    title: str = ""
