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
class Attestation:
    """What somebody vouches for: facts of every line of a sheet, except some.

    `facts` fills the blanks of those columns; `exceptions` are the lines left out, each as a `ref`, the
    sheet's own key or a row number; `lines` counts the lines in which at least one blank was filled.
    `sheet` is `visit` where facts of the visit itself are vouched for. `only`, where it is given, names the
    lines that are spoken of, as `exceptions` does; `contingent` narrows them to one contingent.
    """

    sheet: str
    statement: str
    by: str
    on: dt.date | None
    facts: Mapping[str, Value]
    exceptions: tuple[str, ...] = ()
    lines: int = 0
    only: tuple[str, ...] = ()
    contingent: str | None = None


@dataclass(frozen=True, slots=True)
class Filing:
    """Something that was filed with an authority, and whose turn it is.

    `what` is what it is for; `authority` and `leg` narrow it (None: all). `filed_on`; `waiting_for` is
    `them` (the authority owes an answer) or `us` (it has asked back), since `since`; `decided_on` and
    `decision` (granted or refused) end it. `reference` is the authority's own number, `note` what it asked
    for or said. Several filings of one `what` are one history: their days are read together, in order.
    """

    what: str
    authority: str | None = None
    leg: str | None = None
    filed_on: dt.date | None = None
    waiting_for: str = "them"
    since: dt.date | None = None
    decided_on: dt.date | None = None
    decision: str | None = None
    reference: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Pool:
    """Lines of a sheet of which only some will come: "6 of these 9 tails"; the lines name it in `pool`."""

    id: str
    sheet: str
    take: int


@dataclass(frozen=True, slots=True)
class ColumnRead:
    """How one column of the planner's file was read: its heading, and the column (None: left out)."""

    heading: str
    column: str | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Where lines of a sheet stand in the planner's own file, and how they were read.

    The lines whose `row` is `first_row` to `last_row` stand in rows lower by `offset` of that worksheet (a
    CSV file has none). Where several tables make up one sheet, the rows of the second run on after those of
    the first. `notes` are sentences on what was read otherwise than it is written.
    """

    sheet: str
    file: str
    worksheet: str
    first_row: int
    last_row: int
    offset: int = 0
    columns: tuple[ColumnRead, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Withheld:
    """What was left out of a visit because it is marked above a level.

    `up_to` is the level; `lines` counts the lines left out, by sheet. `blank` are the facts (sheet, name)
    that can be told for some lines only from what was left out: they are not derived from the rest.
    """

    up_to: str
    lines: Mapping[str, int]
    blank: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class TeamProfile:
    """The stored profile of a team that a visit takes.

    `name` is how the visit names it, `team` what it states of the team itself (by the names of
    `manifest.profile.TEAM_FACTS`), `lines` by sheet how many of its lines come and how many stay.
    """

    name: str
    team: Mapping[str, str]
    lines: tuple[tuple[str, int, int], ...]


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
    attestations: tuple[Attestation, ...] = ()
    filings: tuple[Filing, ...] = ()
    pools: tuple[Pool, ...] = ()
    tables: tuple[Table, ...] = ()
    withheld: Withheld | None = None
    profile: TeamProfile | None = None
