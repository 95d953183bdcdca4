"""The status of every agreement through time: what `standings` says on each day, as spans of days.

A status is asked for on one day at a time; who keeps the network in a database, or draws it through time,
needs all days at once.
"""

import polars as pl

from comity.domain.agreements.standings import Counted, said
from comity.domain.primitives.calendar import FIRST_DAY

_SAID = ("status", "act", "since", "may_be", "next")


def spans(of: Counted) -> pl.DataFrame:
    """The status of every agreement on every day from FIRST_DAY on.

    Returns:
        One row per agreement and span, in that order: the columns of `standings`, `from_day` (Date: the
        first day on which `standings` says this) and `until_day` (Date: the first day on which it no longer
        does; null: it does to the end). Days of which it says nothing lie in no span.
    """
    same_agreement = pl.col("agreement") == pl.col("agreement").shift()
    unchanged = pl.all_horizontal(pl.col(name).eq_missing(pl.col(name).shift()) for name in _SAID)
    ended = pl.col("agreement") != pl.col("agreement").shift(-1)
    return (
        said(_turns(of), "from_day")
        .filter(~(same_agreement & unchanged).fill_null(value=False))
        .with_columns(until_day=pl.when(~ended).then(pl.col("from_day").shift(-1)))
        .filter(pl.any_horizontal(pl.col(name).is_not_null() for name in ("status", "may_be", "next")))
        .select("agreement", *_SAID, "from_day", "until_day")
    )


def _turns(of: Counted) -> pl.DataFrame:
    """Of every agreement the days on which anything can change, and the places that hold from each on.

    An act is certain from its last day, may have happened from its first, and is to come before that; so
    the highest place up to a day, and the first place after it, are running extremes.
    """
    happened = pl.concat(
        [
            of.done.select("agreement", from_day="last", reached="order"),
            of.done.select("agreement", from_day="first", begun="order", next="later"),
            of.arranged.select("agreement", from_day="first", next="later"),
        ],
        how="diagonal",
    )
    begin = happened.select("agreement").unique().with_columns(from_day=pl.lit(FIRST_DAY))
    running = (
        pl.concat([begin, happened], how="diagonal")
        .with_columns(pl.col("from_day").clip(FIRST_DAY))
        .group_by("agreement", "from_day")
        .agg(pl.col("reached", "begun").max(), pl.col("next").min())
        .sort("agreement", "from_day")
    )
    # What is arranged for a day is no longer to come on that day: hence the shift.
    return running.with_columns(
        pl.col("reached", "begun").cum_max().forward_fill().over("agreement"),
        pl.col("next").cum_min(reverse=True).backward_fill().shift(-1).over("agreement"),
    )
