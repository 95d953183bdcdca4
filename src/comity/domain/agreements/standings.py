"""The status of every agreement on a day, derived from claims by stated rules.

1. Only what is said to be done counts, and stages of talks that were observed; a schedule, a forecast or a
   denial is no act. An observed legal status ("has an agreement") is no act either.
2. Of claims on one act (the same kind of event, of the same Party) the highest source counts, and among
   equals the earliest date.
3. A month or year counts from its end, and inside it the status is marked uncertain; unless another claim on
   the same act, done or scheduled and not from memory, gives the day within it.
4. A later step entails the earlier ones: the highest step reached is the status. Among entry into force,
   suspension and end the last act counts.
5. What could be known on a day leaves out what was published later, and claims without a publication date,
   which are counted.
"""

import datetime as dt
from dataclasses import dataclass

import polars as pl

from comity.domain.agreements.acts import TENSES
from comity.domain.agreements.vocabulary import LADDER, LEGAL_EFFECT, RANK, TALKS, SourceKind, Tense

_DONE, _STATE, _SCHEDULED = (TENSES.index(t) for t in (Tense.DONE, Tense.STATE, Tense.SCHEDULED))
#: The first status of legal effect; those after it are of legal effect too.
_LEGAL = min(LADDER.index(status) for status in LEGAL_EFFECT)
_TALKS = [LADDER.index(status) for status in LADDER if status in TALKS]

#: A place in the order of rule 4, written as one number above the row that holds it: one maximum per
#: agreement finds the status and the claim that it rests on. Days since 1900 are below _DAYS.
_ROWS, _DAYS, _STEPS = 2**32, 2**18, 2**4
#: Above every place; no place is 0, for no day is the last of _DAYS.
_NEVER = 2**64 - 1
#: 1 January 1900, in the days since 1970 that dates are made of.
_EPOCH_DAY = (dt.date(1900, 1, 1) - dt.date(1970, 1, 1)).days
_RECALL = RANK[SourceKind.RECALL]


@dataclass(frozen=True, slots=True)
class Counted:
    """The claims that count, whatever day is asked about (rules 1, 2, 3 and 5).

    `done` the rows that count, `first` and `last` narrowed to the day where another claim gives it, and
    `arranged` every schedule: both with `agreement`, and `order` and `later` (UInt64), which pack places in
    the order of rule 4 with the row of the acts. `undated` counts the claims left out because nobody
    recorded when they were published.
    """

    done: pl.DataFrame
    arranged: pl.DataFrame
    undated: int = 0


def counted(acts: pl.DataFrame, known: dt.date | None = None) -> Counted:
    """The claims that count.

    Args:
        acts: claims as columns (acts.SCHEMA).
        known: only what could be known on this day (None: everything that is recorded).
    """
    rows = acts.with_row_index("row").filter(pl.col("status").is_not_null() & pl.col("last").is_not_null())
    undated = 0
    if known is not None:
        undated = rows["published"].null_count()
        rows = rows.filter(pl.col("published") <= known)
    rows = rows.select("agreement", "status", "act", "first", "last", "tense", "rank", "row")
    step, day = pl.col("status").cast(pl.UInt64), _days("last")
    rank = (
        pl.when(pl.col("status") >= _LEGAL)
        .then(_DAYS * _STEPS + day * _STEPS + step)
        .otherwise(step * _DAYS + (_DAYS - 1) - day)
    )
    places = {
        "order": rank * _ROWS + pl.col("row"),
        "later": (_days("first") * _STEPS + step) * _ROWS + pl.col("row"),
    }
    columns = ("agreement", "first", "last", "order", "later")
    return Counted(
        best(rows).with_columns(**places).select(columns),
        rows.filter(pl.col("tense") == _SCHEDULED).with_columns(**places).select(columns),
        undated,
    )


def standings(of: Counted, on: dt.date) -> pl.DataFrame:
    """The status of every agreement on a day.

    Returns:
        One row per agreement of which anything counts: `agreement` (UInt32), `status` (UInt8, position in
        LADDER, null: none reached), `act` (UInt32, row of the acts on which it rests), `since` (Date: the
        day from which it is certain), `may_be` (UInt8: the status that it may have reached already, within
        a month or year that is not over; null: no doubt), `next` (UInt32, row of the first later act that
        would change it, done or scheduled).
    """
    begun = pl.col("first") <= on
    # Columns without gaps and filters beforehand: so one pass over the groups is quickest.
    none, never = pl.lit(0, pl.UInt64), pl.lit(_NEVER, pl.UInt64)
    found = (
        of.done.select(
            "agreement",
            reached=pl.when(pl.col("last") <= on).then("order").otherwise(none),
            begun=pl.when(begun).then("order").otherwise(none),
            next=pl.when(begun).then(never).otherwise("later"),
        )
        .group_by("agreement")
        .agg(pl.col("reached", "begun").max(), pl.col("next").min())
        .with_columns(pl.col("reached", "begun").replace(0, None), pl.col("next").replace(_NEVER, None))
    )
    coming = of.arranged.filter(pl.col("first") > on)
    if not coming.is_empty():
        arranged = coming.group_by("agreement").agg(arranged=pl.col("later").min())
        found = found.join(arranged, on="agreement", how="full", coalesce=True).with_columns(
            next=pl.min_horizontal("next", "arranged")
        )
    return said(found).sort("agreement")


def said(places: pl.DataFrame, *kept: str) -> pl.DataFrame:
    """What places in the order of rule 4 say, in the columns of `standings`.

    Args:
        places: `agreement`, and as places in the order (UInt64, null: none) `reached`, `begun` and `next`:
            of what is certain the highest, of what may have happened the highest, of what is to come the
            first.
        kept: columns of `places` that follow.
    """
    status, may_be = _step("reached"), _step("begun")
    return places.select(
        "agreement",
        status=status,
        act=_row("reached"),
        since=_day("reached"),
        may_be=pl.when(may_be.ne_missing(status)).then(may_be),
        next=_row("next"),
        **{name: pl.col(name) for name in kept},
    )


def best(rows: pl.DataFrame) -> pl.DataFrame:
    """The claim that counts for each act: of each event and Party the highest source, then the earliest.

    `rows` are in the order of acts.SCHEMA, with `row`. `first` and `last` are narrowed to the day where
    another claim on the act gives it (rule 3).
    """
    chosen = _first_of_act(
        rows.filter(
            (pl.col("tense") == _DONE) | ((pl.col("tense") == _STATE) & pl.col("status").is_in(_TALKS))
        )
    )
    coarse = chosen.filter(pl.col("first") < pl.col("last")).select("act", begin="first", end="last")
    if coarse.is_empty():
        return chosen
    to_the_day = rows.filter(
        (pl.col("first") == pl.col("last"))
        & (pl.col("rank") < _RECALL)
        & pl.col("tense").is_in([_DONE, _SCHEDULED])
    ).select("act", day="last")
    days = _first_of_act(
        to_the_day.join(coarse, on="act", maintain_order="left").filter(
            pl.col("day").is_between(pl.col("begin"), pl.col("end"))
        )
    ).select("act", "day")
    return (
        chosen.join(days, on="act", how="left", maintain_order="left")
        .with_columns(first=pl.coalesce("day", "first"), last=pl.coalesce("day", "last"))
        .drop("day")
    )


def _first_of_act(rows: pl.DataFrame) -> pl.DataFrame:
    """The first row on each act: the claims on one act lie together, the one that counts first."""
    return rows.filter(pl.col("act").ne_missing(pl.col("act").shift()))


def _days(column: str) -> pl.Expr:
    """Days since 1900; what lies before it counts as its first day."""
    return (pl.col(column).to_physical() - _EPOCH_DAY).clip(0, _DAYS - 1).cast(pl.UInt64)


def _row(place: str) -> pl.Expr:
    return (pl.col(place) % _ROWS).cast(pl.UInt32)


def _step(place: str) -> pl.Expr:
    """The status of a place in the order of rule 4."""
    top = pl.col(place) // _ROWS
    return pl.when(top < _DAYS * _STEPS).then(top // _DAYS).otherwise(top % _STEPS).cast(pl.UInt8)


def _day(place: str) -> pl.Expr:
    """The day of a place in the order of rule 4."""
    top = pl.col(place) // _ROWS
    day = pl.when(top < _DAYS * _STEPS).then(_DAYS - 1 - top % _DAYS).otherwise(top // _STEPS % _DAYS)
    return (day.cast(pl.Int32) + _EPOCH_DAY).cast(pl.Date)
