"""The clocks of real law: leads of several units and windows, due days counted by hand."""

from dataclasses import replace

import polars as pl

from comity.domain.visits.answer import Answer, Requirement
from comity.domain.visits.visit import Filing, Visit
from tests.domain.visits.law_visits import DOG, answer_to, at, day, visit


def required(answer: Answer, what: str) -> Requirement:
    (found,) = [r for r in answer.requirements if r.what == what]
    return found


def dog(*filings: Filing) -> Visit:
    """An Australian detection dog to Komatsu; it arrives on Wednesday 30 August 2023."""
    of = visit("AU", "JP", ("2023-08-30", "2023-09-16"), filings, animals=[DOG])
    return replace(of, entry_into_force={"jp-au-raa": True})


# H1
def test_the_notice_of_a_dog_that_is_filed_45_days_before_is_in_time() -> None:
    # 30 August less 40 days: 31 August days of August and July give 21 July 2023, a Friday, no holiday.
    # 45 days before is 16 July.
    filed = Filing("animal-import-notice", "jp-animal-quarantine", filed_on=day("2023-07-16"))

    notice = required(answer_to(dog(filed), "2023-08-14"), "animal-import-notice")

    assert (notice.due_on, notice.clocks[0].due_on) == (day("2023-07-21"), day("2023-07-21"))
    assert notice.turn is not None
    assert (notice.turn.state, notice.turn.late) == ("with-them", False)
    assert {r.what for r in answer_to(dog(filed), "2023-08-14").requirements} & {"rabies-conditions"} == set()


# H2
def test_the_notice_of_a_dog_20_days_before_is_late_and_not_forbidden() -> None:
    # 20 days before 30 August is 10 August: 20 days after the 21 July on which it was due.
    not_filed = answer_to(dog(), "2023-08-10")
    filed = answer_to(dog(Filing("animal-import-notice", filed_on=day("2023-08-10"))), "2023-08-11")

    notice = required(not_filed, "animal-import-notice")
    assert notice.turn is not None
    assert (notice.turn.state, notice.turn.days_left, notice.late) == ("to-file", -20, True)
    assert "shorten" in notice.if_late
    late = required(filed, "animal-import-notice").turn
    assert late is not None
    assert (late.state, late.late) == ("filed-late", True)
    for answer in (not_filed, filed):
        assert [g.outcome for g in answer.groups if g.sheet == "animals"] == ["conditional"]


# H8
def test_ration_packs_four_weeks_before_they_arrive_have_missed_their_six_weeks() -> None:
    packs = {
        "goods_category": "food", "ration_pack": True, "contains_meat": True, "owner": "sending_state",
        "importer": "force", "exclusive_official_use": True, "for_sale": False,
        "returning_with_host_force": False,
    }  # fmt: skip
    arrives = visit("JP", "AU", ("2023-08-26", "2023-08-29"), goods=[packs])

    # Saturday 26 August less six weeks is Saturday 15 July: the working day before is Friday 14 July.
    # Four weeks before the arrival is 29 July.
    permit = required(answer_to(arrives, "2023-07-29"), "food-import-permit")

    (clock,) = permit.clocks
    assert (clock.amount, clock.unit, clock.due_on) == (6, "weeks", day("2023-07-14"))
    assert (clock.late, clock.turn.days_left) == (True, -15)
    assert "sent back or destroyed" in clock.if_late


SHIP = {"vessel_kind": "warship", "flag_state": "JP"}


def ship(*filings: Filing) -> Visit:
    """A Japanese warship that arrives at Darwin on Monday 14 July 2025, 08:00 there."""
    of = visit(
        "JP", "AU", ("2025-07-14", "2025-07-18"), filings,
        vessels=[SHIP],
        movements=[{"leg_id": "SEA1", "to_place": "AUDRW", "eta_utc": at("2025-07-13T22:30")}],
    )  # fmt: skip
    vessels = of.sheets["vessels"].with_columns(arrives_leg=pl.lit("SEA1"))
    return replace(of, sheets={**of.sheets, "vessels": vessels})


# H15
def test_a_ships_report_120_hours_before_it_arrives_is_too_early() -> None:
    # 120 hours before 13 July 22:30 UTC is 8 July 22:30 UTC, 9 July 08:00 in Darwin. The window opens at
    # 9 July 22:30 UTC (96 hours) and closes at 13 July 10:30 UTC (12 hours). Whatever the hour of arrival,
    # no window of 96 hours before 14 July opens before 10 July, and each is open from 11 July.
    early = required(answer_to(ship(), "2025-07-09"), "prearrival-report")
    open_ = required(answer_to(ship(), "2025-07-11"), "prearrival-report")
    filed_early = Filing("prearrival-report", filed_on=day("2025-07-09"))
    again = required(answer_to(ship(filed_early), "2025-07-12"), "prearrival-report")

    (clock,) = early.clocks
    assert (clock.leg, clock.opens_on, clock.due_on) == ("SEA1", day("2025-07-11"), day("2025-07-13"))
    assert (clock.opens_at, clock.due_at) == (at("2025-07-09T22:30"), at("2025-07-13T10:30"))
    assert (clock.too_early, open_.clocks[0].too_early) == (True, False)
    assert again.turn is not None
    assert again.turn.state == "to-file"
    assert "does not count" in again.turn.says


# H17
def test_a_fighter_that_unloads_at_a_base_which_is_no_first_point_of_entry_asks_twice() -> None:
    fighter = {
        "state_aircraft": True, "lands_in_receiving_state": True, "entry_point_status": "military_base",
        "unloads_goods": True,
    }  # fmt: skip
    tindal = visit("JP", "AU", ("2023-08-26", "2023-08-29"), aircraft=[fighter])

    # Ten working days before Saturday 26 August, not counting it: Friday 25 is the first, Monday 21 the
    # fifth, Monday 14 August the tenth; no national holiday lies between.
    answer = answer_to(tindal, "2023-07-10")

    for what in ("undesignated-landing", "unloading-there"):
        (clock,) = required(answer, what).clocks
        assert (clock.amount, clock.unit, clock.due_on) == (10, "working-days", day("2023-08-14"))


def test_thirty_minutes_before_a_landing_is_told_to_the_minute() -> None:
    fighter = {"state_aircraft": True, "lands_in_receiving_state": True, "arrives_leg": "IN1"}
    tindal = visit(
        "JP", "AU", ("2023-08-26", "2023-08-29"),
        aircraft=[fighter],
        movements=[{"leg_id": "IN1", "eta_utc": at("2023-08-26T03:30")}],
    )  # fmt: skip

    (clock,) = required(answer_to(tindal, "2023-07-10"), "prearrival-report").clocks

    assert (clock.due_at, clock.due_on) == (at("2023-08-26T03:00"), day("2023-08-25"))
