"""What changed, and when: the acts that count, and of those that changed a status, from which to which.

A change happens on one day and is told on another. Who looks after a while wants both: what has happened
since, and what was only told since of acts before.
"""

import polars as pl

from comity.domain.agreements.acts import TENSES
from comity.domain.agreements.standings import best
from comity.domain.agreements.vocabulary import Tense

_DONE, _STATE = TENSES.index(Tense.DONE), TENSES.index(Tense.STATE)


def changes(acts: pl.DataFrame, through_time: pl.DataFrame) -> pl.DataFrame:
    """Every change that is recorded, the newest news first.

    An act that changed no status is a change too (a notice of termination, a second Party's approval); a
    stage of talks that was only observed is one where it changed the status.

    Args:
        acts: claims as columns (acts.SCHEMA).
        through_time: the statuses through time (`spans.spans`) that these claims give.

    Returns:
        One row per act: `agreement`, `act` (UInt32, row of the acts: the claim that counts), `on` (Date:
        the day from which it is certain), `news_on` (Date: the first day on which it had happened and
        a source of known date had said so; `on` if none is dated), `before` and `after` (UInt8, positions
        in LADDER: the status that it changed; both null: it changed none, `before` null: there was none).
    """
    dated = acts.with_row_index("row").filter(pl.col("last").is_not_null())
    told = (
        dated.filter(pl.col("tense").is_in([_DONE, _STATE]))
        .group_by(key="act")
        .agg(told=pl.col("published").min())
    )
    return (
        best(dated)
        .join(_turns(through_time), on="row", how="left")
        .filter((pl.col("tense") == _DONE) | pl.col("after").is_not_null())
        .join(told, left_on="act", right_on="key", how="left")
        .select(
            "agreement",
            act="row",
            on="last",
            news_on=pl.max_horizontal("last", "told"),
            before="before",
            after="after",
        )
        .sort(["news_on", "on", "act"], descending=[True, True, False])
    )


def tellings(acts: pl.DataFrame) -> pl.DataFrame:
    """Every claim on a past act or stage that was published after its day, the newest first.

    Args:
        acts: claims as columns (acts.SCHEMA).

    Returns:
        One row per claim and agreement: `agreement`, `act` (UInt32, row of the acts), `on` (Date: the last
        day of what it tells) and `told_on` (Date: the last day on which its source can have appeared).
    """
    return (
        acts.with_row_index("act_row")
        .filter(pl.col("tense").is_in([_DONE, _STATE]) & (pl.col("published") > pl.col("last")))
        .select("agreement", act="act_row", on="last", told_on="published")
        .sort(["told_on", "on", "act"], descending=[True, True, False])
    )


def _turns(through_time: pl.DataFrame) -> pl.DataFrame:
    """The rows of the acts that changed a status: `row`, and the status before and after."""
    same_agreement = pl.col("agreement") == pl.col("agreement").shift()
    return (
        through_time.with_columns(before=pl.when(same_agreement).then(pl.col("status").shift()))
        .filter(pl.col("status").is_not_null() & pl.col("status").ne_missing(pl.col("before")))
        .select("before", row="act", after="status")
    )
