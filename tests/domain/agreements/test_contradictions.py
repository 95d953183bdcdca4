"""What contradicts what, found by derivation and typed; and what only looks like a contradiction."""

import time

import pytest

from comity.domain.agreements.claim import Claim
from comity.domain.agreements.contradictions import COMPATIBLE, Contradiction, Kind, contradictions
from comity.domain.agreements.vocabulary import SourceKind, Tense
from tests.domain.agreements.claims import PACT, claim, day, source, world


def found(*claims: Claim, on: str = "2026-11-21") -> tuple[Contradiction, ...]:
    return contradictions(world(*claims).record(PACT.id), day(on))


def kinds(*claims: Claim, on: str = "2026-11-21") -> list[Kind]:
    return sorted(c.kind for c in found(*claims, on=on))


def observed(name: str, event: str, on: str = "2024-05-02") -> Claim:
    return claim(name, event, on, tense=Tense.STATE)


def test_two_stages_of_talks_cannot_both_be_the_present_one() -> None:
    assert kinds(observed("a", "talks_agreed"), observed("b", "in_negotiation")) == [Kind.STATUS]


def test_signed_and_in_force_differ_in_rank_and_contradict_nothing() -> None:
    both = found(observed("a", "signed"), observed("b", "entered_into_force"))

    assert {c.kind for c in both} == {Kind.RANK}
    assert Kind.RANK in COMPATIBLE


def test_a_stage_that_the_record_had_left_behind_is_stale() -> None:
    stale = found(claim("round", "negotiations_opened", "2023-11-29"), observed("late", "talks_agreed"))

    assert [(c.kind, c.claims, c.against) for c in stale] == [(Kind.STALE, ("late",), ("round",))]
    assert "start of negotiations 29 November 2023" in stale[0].says


def test_a_status_ahead_of_every_recorded_act_is_a_conflict() -> None:
    assert kinds(claim("signed", on="2025-04-30"), observed("list", "entered_into_force", "2025-07-01")) == [
        Kind.STATUS
    ]


def test_two_days_of_one_act_are_a_conflict_but_two_local_dates_are_not() -> None:
    one, other = claim("a", on="2022-05-04"), claim("b", on="2022-05-05")
    local = claim("c", on="2022-05-04", other_dates={"JP": day("2022-05-05")})

    assert kinds(one, other) == [Kind.DATE]
    assert kinds(local, other) == []


def test_a_month_and_a_day_within_it_are_one_date_and_repeated_acts_have_several() -> None:
    assert kinds(claim("a", on="2022-05"), claim("b", on="2022-05-05")) == []
    assert kinds(*(claim(str(n), "negotiation_round", f"2022-0{n}-05") for n in range(1, 6))) == []


def test_an_agreement_told_a_day_after_the_recorded_act_has_shifted() -> None:
    told = claim("leaders", "agreed", "2024-05-02")

    assert kinds(claim("ministers", on="2024-05-01"), told) == [Kind.SHIFTED]
    assert kinds(claim("ministers", on="2024-05-02"), told) == []
    assert kinds(claim("ministers", on="2024-01-01"), told) == []


def test_a_forecast_is_not_met_when_its_day_is_over_and_nothing_came() -> None:
    forecast = claim("official", on="2025-05", tense=Tense.FORECAST)

    assert kinds(forecast, on="2025-05-31") == []
    assert kinds(forecast, on="2025-06-01") == [Kind.FORECAST]
    assert kinds(forecast, claim("signed", on="2025-05-30")) == []
    assert kinds(forecast, claim("force", "entered_into_force", "2025-05-30")) == []
    assert kinds(forecast, claim("signed", on="2025-07-01")) == [Kind.FORECAST]


def test_a_schedule_without_a_record_of_the_act_is_unconfirmed_not_false() -> None:
    assert kinds(claim("notes", "first_applied", "2023-08-21", tense=Tense.SCHEDULED)) == [Kind.UNCONFIRMED]
    assert Kind.UNCONFIRMED in COMPATIBLE


def test_by_then_is_a_bound_where_the_record_knows_the_day() -> None:
    assert kinds(claim("a", "proposed", "../2023-05-02"), claim("b", "proposed", "2021-12-05")) == [
        Kind.BOUND
    ]


@pytest.mark.parametrize(
    ("months", "kind"), [(24, Kind.DURATION), (80, Kind.DURATION_OPEN), (90, Kind.DURATION_OPEN)]
)
def test_a_stated_time_is_held_against_every_pair_of_steps(months: int, kind: Kind) -> None:
    record = (
        claim("open", "negotiations_opened", "2014-07"),
        claim("principle", "agreement_in_principle", "2020-11-17"),
        claim("signed", on="2022-01-06"),
    )

    assert kinds(*record, claim("press", "", None, months=months)) == [kind]


def test_a_denial_after_the_act_conflicts_with_it() -> None:
    denied = claim("no", on="2024-06-01", tense=Tense.DENIED)

    assert kinds(claim("yes"), denied) == [Kind.STATUS]
    assert kinds(denied) == []


def test_ten_thousand_rivals_for_one_fact_are_one_short_contradiction() -> None:
    official = source("ministry", SourceKind.PARTY)
    rivals = [claim(f"r{n}", on=f"{1901 + n % 290}-01-{1 + n % 28:02}") for n in range(10_000)]
    began = time.process_time()

    both = contradictions(
        world(claim("act", of="ministry"), *rivals, sources=(official,)).record(PACT.id), day("2026-11-21")
    )

    assert [c.kind for c in both] == [Kind.DATE]
    assert len(both[0].says) < 200
    assert "other dates" in both[0].says
    # Quadratic work would take minutes; no measure of speed.
    assert time.process_time() - began < 60


def test_what_was_done_after_the_day_contradicts_nothing_yet() -> None:
    two = world(claim("one", on="2024-05-02"), claim("two", on="2024-06-03"))

    assert contradictions(two.record(PACT.id), day("2024-05-31")) == ()
    assert [c.kind for c in contradictions(two.record(PACT.id), day("2024-06-03"))] == [Kind.DATE]
