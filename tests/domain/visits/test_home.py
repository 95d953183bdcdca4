"""The home side: what the sending State's own law asks going out and coming home; it changes no outcome."""

import datetime as dt
from dataclasses import replace
from typing import Any

import polars as pl

from comity.corpus.calendars import calendar_of
from comity.corpus.library import installed_library
from comity.domain.provisions.law import Law
from comity.domain.visits.answer import HomeSide, Requirement
from comity.domain.visits.assessment import assess
from comity.domain.visits.visit import Filing, Visit
from tests.domain.visits.law_visits import DOG, answer_to, at, day, visit


def side(of: Visit, way: str, on: str = "2023-06-01") -> HomeSide:
    (found,) = [each for each in answer_to(of, on).home if each.way == way]
    return found


def required(side: HomeSide, what: str) -> Requirement:
    (found,) = [r for r in side.requirements if r.what == what]
    return found


def goods(**facts: Any) -> dict[str, Any]:
    return {"goods_category": "official", "owner": "sending_state", "importer": "force", **facts}


PACKS = goods(goods_category="food", ration_pack=True, contains_meat=True)
KOMATSU = ("2023-08-30", "2023-09-16")


# Coming home


def test_an_australian_dog_that_comes_back_from_japan_needs_the_permit_of_a_listed_country() -> None:
    home = side(visit("AU", "JP", KOMATSU, animals=[DOG]), "home")

    # Japan is in Australia's second group: permit and ten days of quarantine, no antibody test.
    assert {r.what for r in home.requirements} == {"animal-import-permit", "animal-quarantine"}
    # Six months before the return on 16 September 2023 is Thursday 16 March 2023.
    permit = required(home, "animal-import-permit")
    assert (permit.due_on, permit.late) == (day("2023-03-16"), True)
    assert (home.state, home.law, tuple(home.lines)) == ("AU", "held", ("animals!2",))
    assert "a relief for returning military dogs was not seen" in home.says
    assert any("Relief for military working dogs" in n.matter for n in home.not_examined)


def test_a_dog_that_comes_home_from_the_philippines_is_barred_by_the_ordinary_rules() -> None:
    home = side(visit("AU", "PH", KOMATSU, animals=[DOG]), "home")

    assert [ban.what for ban in home.forbidden] == ["animal-import"]


def test_what_nobody_knows_of_the_way_home_is_asked() -> None:
    # No list was seen for Indonesia: its group is asked.
    home = side(visit("AU", "ID", KOMATSU, animals=[DOG]), "home")

    assert [q.fact for q in home.questions] == ["animal_import_group"]


def test_a_japanese_dog_that_returns_from_australia_meets_the_rule_for_stays_of_less_than_180_days() -> None:
    japanese = {**DOG, "origin_state": "JP", "resident_in_origin_since_birth_or_180_days": True}

    home = side(visit("JP", "AU", ("2023-08-26", "2023-08-29"), animals=[japanese]), "home")

    assert {"animal-import-notice", "animal-inspection", "rabies-conditions"} <= {
        r.what for r in home.requirements
    }
    # 29 August 2023 less 40 days is Thursday 20 July.
    assert required(home, "animal-import-notice").due_on == day("2023-07-20")
    assert any("a dog that returns to Japan" in n.matter for n in home.not_examined)


def test_papers_of_the_way_there_are_not_papers_of_the_way_home() -> None:
    dog = {**DOG, "import_permit": True, "advance_notice": True, "export_certificate": True}

    home = side(visit("AU", "JP", KOMATSU, animals=[dog]), "home")

    assert {r.state for r in home.requirements} == {"open"}


def test_the_clock_of_the_way_home_runs_by_the_leg_of_departure() -> None:
    of = visit(
        "AU", "JP", KOMATSU,
        animals=[{**DOG, "arrives_leg": "IN", "departs_leg": "OUT"}],
        movements=[
            {"leg_id": "IN", "eta_utc": at("2023-08-30T07:10")},
            {"leg_id": "OUT", "eta_utc": at("2023-09-16T08:10")},
        ],
    )  # fmt: skip

    (clock,) = required(side(of, "home"), "animal-import-permit").clocks

    assert (clock.leg, clock.anchor_on, clock.anchor_at) == ("OUT", day("2023-09-16"), at("2023-09-16T08:10"))


def test_ration_packs_that_come_back_with_australias_own_force_are_free_of_the_permit() -> None:
    home = side(visit("AU", "JP", KOMATSU, goods=[PACKS]), "home")

    assert "food-import-permit" not in {r.what for r in home.requirements}


def test_food_that_is_used_up_does_not_come_home() -> None:
    answer = answer_to(visit("AU", "JP", KOMATSU, goods=[{**PACKS, "disposition": "consumed"}]), "2023-06-01")

    assert [each.way for each in answer.home] == ["out"]


def test_what_the_sheet_says_of_the_return_is_repeated() -> None:
    met = visit("AU", "JP", KOMATSU, animals=[{**DOG, "return_requirements_met": True}])

    assert "return requirements are met: animals!2" in side(met, "home").says


def test_where_no_law_of_the_sender_is_held_it_says_so() -> None:
    home = side(visit("CH", "JP", KOMATSU, animals=[{**DOG, "origin_state": "CH"}]), "home")

    assert (home.law, home.requirements) == ("not-held", ())
    assert "No law of CH is held here" in home.says


# Going out


def test_controlled_goods_need_the_sending_states_permit_35_working_days_before_they_leave() -> None:
    of = visit(
        "AU", "JP", KOMATSU,
        goods=[goods(export_controlled=True, arrives_leg="IN")],
        movements=[{"leg_id": "IN", "etd_utc": at("2023-08-30T13:00"), "eta_utc": at("2023-08-30T20:00")}],
    )  # fmt: skip

    permit = required(side(of, "out"), "export-permit")

    # It leaves on 30 August 2023 wherever it leaves from (13:00 UTC less twelve hours). Thirty-five working
    # days before, not counting it, are seven weeks: Wednesday 12 July; Australia has no holiday between.
    assert (permit.due_on, permit.due_basis, permit.sureness) == (day("2023-07-12"), "practice", "summary")
    assert permit.clocks[0].counted_to == "departure"


def test_whether_goods_are_controlled_is_asked() -> None:
    out = side(visit("AU", "JP", KOMATSU, goods=[goods()]), "out")

    assert [q.fact for q in out.questions] == ["export_controlled"]
    assert required(out, "export-permit").state == "unknown"


def test_a_permit_whose_reference_is_given_is_held() -> None:
    lines = [
        goods(export_controlled=True, export_permit_ref="EX-1"),
        goods(export_controlled=True, export_permit_ref=" "),
        goods(export_controlled=True, export_permit_ref="EX-2", export_permit_held=False),
    ]

    permit = required(side(visit("AU", "JP", KOMATSU, goods=lines), "out"), "export-permit")

    assert {state: tuple(where) for state, where in permit.by_state} == {
        "met": ("goods!2",),
        "open": ("goods!3",),
        "failed": ("goods!4",),
    }


def test_of_a_state_without_such_law_the_export_control_office_is_named() -> None:
    out = side(visit("JP", "AU", KOMATSU, goods=[goods()]), "out")

    assert (out.law, tuple(out.lines)) == ("not-held", ("goods!2",))
    assert "export-control office" in out.says


def test_what_the_law_does_not_name_is_not_passed_over() -> None:
    aircraft = [{"state_aircraft": True}]
    with_goods = visit("AU", "JP", KOMATSU, goods=[goods()], aircraft=aircraft)

    alone = side(visit("AU", "JP", KOMATSU, aircraft=aircraft), "out")

    assert "ask the same office about the aircraft" in side(with_goods, "out").says
    assert "ask the same office about the aircraft" in alone.says
    assert (tuple(alone.lines), alone.requirements) == (("aircraft!2",), ())


def test_people_alone_have_no_home_side() -> None:
    assert answer_to(visit("AU", "JP", KOMATSU, people=[{"person_role": "member"}]), "2023-06-01").home == ()


# Apart from the visit


def test_the_home_side_changes_nothing_in_the_visits_own_answer() -> None:
    of = visit("AU", "JP", KOMATSU, animals=[DOG], goods=[PACKS, goods(export_controlled=True)])
    law = installed_library().law("JP", ["AU"])
    alone = Law(law.vocabulary, law.registry, law.rulebooks)

    with_home, without = (
        assess(of, known, asked_on=day("2023-06-01"), calendar_of=calendar_of) for known in (law, alone)
    )

    assert with_home.home
    assert all(each.law == "not-held" for each in without.home)
    one, other = (replace(each, home=(), groups=(), lines=(), shorts={}) for each in (with_home, without))
    assert one == other
    assert [(g.id, g.outcome, g.findings) for g in with_home.groups] == [
        (g.id, g.outcome, g.findings) for g in without.groups
    ]


def test_law_of_the_home_side_never_judges_a_visit_to_that_state() -> None:
    law = installed_library().law("AU", ["JP"])

    assert "home-au" not in law.rulebooks
    assert "AU" in law.homes


def test_a_filing_with_a_home_authority_is_for_the_way_home() -> None:
    filing = Filing("animal-import-permit", "au-agriculture", filed_on=dt.date(2023, 3, 1))
    of = replace(visit("AU", "JP", KOMATSU, animals=[DOG]), filings=(filing,))

    answer = answer_to(of, "2023-06-01")
    (home,) = [each for each in answer.home if each.way == "home"]

    turn = required(home, "animal-import-permit").turn
    assert turn is not None
    assert (turn.state, turn.late) == ("with-them", False)
    assert answer.idle_filings == ()


def test_each_sending_state_has_its_own_home_side() -> None:
    of = visit("AU", "JP", KOMATSU, animals=[DOG, {**DOG, "animal_id": "DOG2", "contingent": "2"}])
    swiss = replace(of.contingents[0], id="2", sending_state="CH")

    answer = answer_to(replace(of, contingents=(*of.contingents, swiss)), "2023-06-01")

    homes = [(h.state, tuple(h.lines)) for h in answer.home if h.way == "home"]
    assert homes == [("AU", ("animals!2",)), ("CH", ("animals!3",))]


def test_a_sheet_without_the_columns_of_the_law_is_judged_all_the_same() -> None:
    of = visit("AU", "JP", KOMATSU, animals=[{"animal_id": "DOG1"}])

    home = side(of, "home")

    assert "species" in {q.fact for q in home.questions}
    assert isinstance(of.sheets["animals"], pl.DataFrame)
