"""The status through time: on every day what the derivation says of that day, and nothing besides."""

import datetime as dt
from itertools import pairwise

import polars as pl
from hypothesis import given

from comity.corpus.library import installed_library
from comity.domain.agreements.claim import Claim
from comity.domain.agreements.network import Network, network
from comity.domain.agreements.spans import spans
from comity.domain.agreements.standings import standings
from comity.domain.agreements.vocabulary import LADDER, Tense
from comity.domain.primitives.calendar import FIRST_DAY, LAST_DAY
from tests.domain.agreements.claims import PACT, claim, day, world
from tests.domain.agreements.test_standings import SOURCES, claims

ONE_DAY = dt.timedelta(days=1)


def on(of: pl.DataFrame, at: dt.date) -> pl.DataFrame:
    """What the spans say on a day, in the form of `standings`."""
    holds = (pl.col("from_day") <= at) & (pl.col("until_day").is_null() | (pl.col("until_day") > at))
    return of.filter(holds).drop("from_day", "until_day")


def days_around(of: Network) -> set[dt.date]:
    """Every day on which a claim begins or ends, those beside it, and the ends of the calendar."""
    turns = {at for column in ("first", "last") for at in of.acts[column].drop_nulls()}
    beside = {at + step for at in turns for step in (-ONE_DAY, 0 * ONE_DAY, ONE_DAY)}
    return {at for at in beside if FIRST_DAY <= at <= LAST_DAY} | {FIRST_DAY, LAST_DAY}


def assert_spans_say_what_standings_say(of: Network) -> None:
    through_time = spans(of.counted_claims)
    for at in sorted(days_around(of)):
        assert on(through_time, at).equals(standings(of.counted_claims, at)), at


@given(claims())
def test_on_every_day_the_spans_say_what_the_derivation_says(found: list[Claim]) -> None:
    assert_spans_say_what_standings_say(network([PACT], SOURCES, found))


def test_the_installed_network_through_time_is_the_installed_network_day_by_day() -> None:
    assert_spans_say_what_standings_say(installed_library().network())


@given(claims())
def test_spans_of_one_agreement_follow_each_other_without_overlap_and_each_says_something_new(
    found: list[Claim],
) -> None:
    rows = spans(network([PACT], SOURCES, found).counted_claims).rows(named=True)

    for before, after in pairwise(rows):
        assert before["until_day"] is not None
        assert before["from_day"] < before["until_day"] <= after["from_day"]
        if before["until_day"] == after["from_day"]:
            said = ("status", "act", "since", "may_be", "next")
            assert [before[name] for name in said] != [after[name] for name in said]


def test_a_month_is_one_span_of_doubt_and_then_a_status() -> None:
    month = world(claim("talks", "talks_agreed", "2023-01-01"), claim("c", on="2024-05"))

    found = [
        (row["from_day"], row["until_day"], row["status"], row["may_be"])
        for row in spans(month.counted_claims).rows(named=True)
    ]

    talks, signed = LADDER.index(LADDER[2]), LADDER.index(LADDER[5])
    assert found == [
        (FIRST_DAY, day("2023-01-01"), None, None),
        (day("2023-01-01"), day("2024-05-01"), talks, None),
        (day("2024-05-01"), day("2024-05-31"), talks, signed),
        (day("2024-05-31"), None, signed, None),
    ]


def test_what_was_only_arranged_is_said_until_its_day() -> None:
    arranged = world(claim("c", tense=Tense.SCHEDULED))

    found = spans(arranged.counted_claims).rows(named=True)

    assert [(row["status"], row["until_day"]) for row in found] == [(None, day("2024-05-02"))]


def test_a_network_without_claims_has_no_spans() -> None:
    assert spans(world().counted_claims).is_empty()
