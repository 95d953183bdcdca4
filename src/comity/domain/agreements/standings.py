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
_LEGAL = [LADDER.index(status) for status in LADDER if status in LEGAL_EFFECT]
_TALKS = [LADDER.index(status) for status in LADDER if status in TALKS]

#: A place in the order of rule 4, written as one number above the row that holds it: one maximum per
#: agreement finds the status and the claim that it rests on. Days since 1900 are below _DAYS.
_ROWS, _DAYS, _STEPS = 2**32, 2**18, 2**4
_EPOCH = dt.date(1900, 1, 1)
_RECALL = RANK[SourceKind.RECALL]


@dataclass(frozen=True, slots=True)
class Counted:
    """The claims that count, whatever day is asked about (rules 1, 2, 3 and 5).

    `acts` (acts.SCHEMA); `done` the rows that count, `first` and `last` narrowed to the day where another
    claim gives it, and `arranged` every schedule, both with `row`, the place in `acts`, and `order` and
    `later`, places in the order of rule 4. `undated` counts the claims left out because nobody recorded
    when they were published.
    """

    acts: pl.DataFrame
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
    step, legal, day = pl.col("status").cast(pl.UInt64), pl.col("status").is_in(_LEGAL), _days("last")
    order = (
        pl.when(legal).then(_DAYS * _STEPS + day * _STEPS + step).otherwise(step * _DAYS + (_DAYS - 1) - day)
    )
    places = {
        "order": order * _ROWS + pl.col("row"),
        "later": (_days("first") * _STEPS + step) * _ROWS + pl.col("row"),
    }
    return Counted(
        acts,
        best(rows).with_columns(**places),
        rows.filter(pl.col("tense") == _SCHEDULED).with_columns(**places),
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
    found = of.done.group_by("agreement").agg(
        reached=pl.col("order").filter(pl.col("last") <= on).max(),
        begun=pl.col("order").filter(begun).max(),
        next=pl.col("later").filter(~begun).min(),
    )
    coming = (
        of.arranged.filter(pl.col("first") > on).group_by("agreement").agg(arranged=pl.col("later").min())
    )
    found = found.join(coming, on="agreement", how="full", coalesce=True).with_columns(
        next=pl.min_horizontal("next", "arranged")
    )
    return _decoded(found, of)


def best(rows: pl.DataFrame) -> pl.DataFrame:
    """The claim that counts for each act: of each event and Party the highest source, then the earliest.

    `first` and `last` are narrowed to the day where another claim on the act gives it (rule 3).
    """
    candidates = rows.filter(
        (pl.col("tense") == _DONE) | ((pl.col("tense") == _STATE) & pl.col("status").is_in(_TALKS))
    )
    candidates = candidates.with_row_index("at")
    picked = candidates.group_by("act").agg(_preferred("at"))
    chosen = candidates[picked.select(_row("preferred")).to_series()].drop("at")
    if not (chosen["first"] < chosen["last"]).any():
        return chosen
    to_the_day = rows.filter(
        (pl.col("first") == pl.col("last"))
        & (pl.col("rank") < _RECALL)
        & pl.col("tense").is_in([_DONE, _SCHEDULED])
    ).join(chosen.filter(pl.col("first") < pl.col("last")).select("act", begin="first", end="last"), on="act")
    days = (
        to_the_day.filter(pl.col("first").is_between(pl.col("begin"), pl.col("end")))
        .group_by("act")
        .agg(_preferred("row"))
        .with_columns(day=pl.lit(_EPOCH) + pl.duration(days=pl.col("preferred") // _ROWS % _DAYS))
    )
    return (
        chosen.join(days.select("act", "day"), on="act", how="left")
        .with_columns(first=pl.coalesce("day", "first"), last=pl.coalesce("day", "last"))
        .drop("day")
    )


def _preferred(place: str) -> pl.Expr:
    """Of claims on one act the place of the one of the highest source, then of the earliest date."""
    rank = pl.col("rank").cast(pl.UInt64)
    return ((rank * _DAYS + _days("last")) * _ROWS + pl.col(place)).min().alias("preferred")


def _days(column: str) -> pl.Expr:
    return (pl.col(column) - pl.lit(_EPOCH)).dt.total_days().clip(0, _DAYS - 1).cast(pl.UInt64)


def _row(column: str) -> pl.Expr:
    return (pl.col(column) % _ROWS).cast(pl.UInt32)


def _decoded(found: pl.DataFrame, of: Counted) -> pl.DataFrame:
    """Rows of acts instead of packed places; the status and the day that go with them."""
    rows = found.select("agreement", act=_row("reached"), begun=_row("begun"), next=_row("next"))
    status = of.acts["status"]
    return (
        rows.with_columns(status=status.gather(rows["act"]), may_be=status.gather(rows["begun"]))
        .join(of.done.select(act="row", since="last"), on="act", how="left")
        .with_columns(
            may_be=pl.when(pl.col("may_be") != pl.col("status").fill_null(255)).then(pl.col("may_be"))
        )
        .select("agreement", "status", "act", "since", "may_be", "next")
        .sort("agreement")
    )
