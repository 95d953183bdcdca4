"""Relief: the path from request to arrangement, and disaster rules offered where nothing is decided."""

import dataclasses
import json
from typing import Any

import pytest

from comity.domain.visits.answer import Answer
from comity.domain.visits.answer_json import answer_json
from comity.domain.visits.relief_answer import DisasterRule, Relief, ReliefStep
from comity.domain.visits.visit import TeamProfile, Visit
from tests.domain.visits.law_visits import DOG, answer_to, at, visit

RELIEF = {"activity_type": "disaster_relief", "location_kind": "land", "affected_state_request": True}
RESCUE_DOG = {**DOG, "purpose": "search_rescue", "origin_state": "CH", "handler": "P1"}
DAYS = ("2025-03-13", "2025-03-20")


def relief(facts: dict[str, Any] | None = None, sending: str = "CH", to: str = "JP", **sheets: Any) -> Visit:
    """A relief visit that Japan has asked for; `facts` changes it, None takes a fact out."""
    stated = {**RELIEF, **(facts or {})}
    known = {name: value for name, value in stated.items() if value is not None}
    return dataclasses.replace(visit(sending, to, DAYS, **sheets), facts=known)


def found(of: Visit, on: str = "2025-03-12") -> Relief:
    answer = answer_to(of, on)
    assert answer.relief is not None
    return answer.relief


def step(of: Visit, name: str) -> ReliefStep:
    return next(each for each in found(of).steps if each.step == name)


def rule(of: Visit, sheet: str) -> DisasterRule:
    return next(each for each in found(of).rules if each.sheet == sheet)


def test_a_visit_that_is_no_relief_has_no_path() -> None:
    answer: Answer = answer_to(visit("CH", "JP", DAYS, animals=[RESCUE_DOG]), "2025-03-12")

    assert answer.relief is None
    assert json.loads(answer_json(answer))["relief"] is None


@pytest.mark.parametrize(
    ("asked", "state"), [(True, "done"), (False, "not-the-case"), (None, "unknown")], ids=str
)
def test_the_request_is_done_not_the_case_or_not_known(asked: bool | None, state: str) -> None:
    request = step(relief({"affected_state_request": asked}), "request")

    assert request.state == state
    assert request.cites == ("jp-rescue-dogs MAFF page of 11 April 2011",)
    assert (asked is True) == (request.meanwhile == "")


def test_without_the_request_the_rules_that_hang_on_it_are_named() -> None:
    waiting = step(relief({"affected_state_request": None}), "request").meanwhile

    assert "The ordinary rules stand" in waiting
    assert "search-and-rescue dogs after a disaster" in waiting


def test_a_consent_is_open_until_its_paper_is_recorded() -> None:
    note = "note of 11 March 2025"

    assert step(relief(), "consent").state == "open"
    assert step(relief({"activity_agreed_by": note}), "consent").state == "done"
    assert note in step(relief({"activity_agreed_by": note}), "consent").says


def test_without_an_agreement_there_is_nothing_to_arrange_under_and_the_capitals_settle_by_notes() -> None:
    arrangement = step(relief(), "arrangement")

    assert arrangement.state == "not-the-case"
    assert arrangement.cites == ()
    assert "case by case" in arrangement.says


@pytest.mark.parametrize(
    ("decided", "state"), [(True, "done"), (False, "not-the-case"), (None, "unknown")], ids=str
)
def test_under_an_agreement_both_sides_decide_and_its_article_is_cited(
    decided: bool | None, state: str
) -> None:
    facts = {
        "activity_mutually_decided": decided,
        "carried_out_by_forces": True,
        "both_forces_take_part": True,
    }
    arrangement = step(relief(facts, sending="JP", to="AU"), "arrangement")

    assert arrangement.state == state
    assert arrangement.cites
    assert all(cite.startswith("jp-au-raa ") for cite in arrangement.cites)


def test_rescue_dogs_get_the_disaster_rule_offered_with_the_ordinary_rule_beside_it() -> None:
    offered = rule(relief(animals=[RESCUE_DOG]), "animals")

    assert offered.body == "jp-rescue-dogs"
    assert offered.applies == "unknown"
    assert offered.ask == ("Animal Quarantine Service",)
    assert list(offered.lines) == ["animals!2"]
    assert any("180 days" in ordinary and "host-jp" in ordinary for ordinary in offered.ordinary)
    assert any("terms of the disaster rule" in term for term in offered.terms)


def test_rescue_dogs_are_undetermined_and_never_forbidden() -> None:
    answer = answer_to(relief(animals=[RESCUE_DOG]), "2025-03-12")

    assert {group.outcome for group in answer.groups if group.sheet == "animals"} == {"undetermined"}


def test_a_rule_that_the_ministry_applies_is_said_to_apply() -> None:
    assert (
        rule(relief(animals=[{**RESCUE_DOG, "maff_disaster_rule_applied": True}]), "animals").applies == "yes"
    )


@pytest.mark.parametrize(
    "dog",
    [{**RESCUE_DOG, "purpose": "other"}, {**RESCUE_DOG, "maff_disaster_rule_applied": False}],
    ids=["a pet", "refused"],
)
def test_a_dog_that_the_rule_cannot_reach_is_offered_nothing(dog: dict[str, Any]) -> None:
    assert all(each.sheet != "animals" for each in found(relief(animals=[dog])).rules)


def test_the_paragraph_holds_what_is_known_and_says_what_is_not() -> None:
    events = [
        {
            "animal_id": "DOG1",
            "event": "rabies_vaccination",
            "date": at("2024-05-01").date(),
            "product": "Ex-vac",
        },
        {"animal_id": "DOG1", "event": "chip_implanted", "date": at("2023-05-01").date(), "product": None},
        {"animal_id": "OTHER", "event": "rabies_titre_sample", "date": None, "product": None},
    ]
    legs = [{"leg_id": "IN1", "to_place": "RJAA", "carrier_ref": "EX 1", "eta_utc": at("2025-03-13T00:05")}]
    dogs = [
        {**RESCUE_DOG, "name": "Aiko", "arrives_leg": "IN1"},
        {**RESCUE_DOG, "animal_id": "DOG2", "microchip": None, "arrives_leg": "IN1", "name": None},
    ]
    facts = {"activity_agreed_by": "note 7"}
    of = relief(facts, animals=dogs, animal_events=events, movements=legs)
    team = {"name": "Example Rescue", "code": "CHE-EX", "leader": "Anna Example", "phone": "000"}
    paragraph = rule(dataclasses.replace(of, profile=TeamProfile("team", team, ())), "animals").paragraph

    assert paragraph.startswith("To: Animal Quarantine Service\nThe team Example Rescue (CHE-EX, CH)")
    assert "Arrival at RJAA by EX 1 on 13 March 2025 at 00:05 UTC." in paragraph
    assert "your government's request: note 7" in paragraph
    assert "chip implanted 1 May 2023; rabies vaccination 1 May 2024 (Ex-vac)." in paragraph
    assert "2. DOG2, chip not stated, from CH: no vaccination or test stated." in paragraph
    assert "blood sample" not in paragraph
    assert "Contact: Anna Example, 000." in paragraph


def test_the_paragraph_of_a_bare_list_promises_nothing() -> None:
    bare = {"species": "dog", "purpose": "search_rescue"}
    paragraph = rule(relief({"affected_state_request": None}, animals=[bare]), "animals").paragraph

    assert "Whether your government has asked for it, or accepts it, we ask you to confirm." in paragraph
    assert "1. not stated, chip not stated, from not stated: no vaccination or test stated." in paragraph
    assert "Contact: not stated." in paragraph


def test_doctors_are_told_of_the_notice_of_an_earlier_disaster_as_a_precedent() -> None:
    doctor = {"given_names": "Vera", "surname": "Exemple", "function": "doctor",
              "licence_kind": "doctor", "licence_number": "EX-1", "licence_state": "CH",
              "practises_medicine_on_local_people": True, "works_in_disaster_area": True}  # fmt: skip
    other = {"given_names": "Nino", "surname": "Muster", "practises_medicine_on_local_people": False}
    offered = rule(relief({"disaster": "other"}, people=[doctor, other]), "people")

    assert (offered.body, offered.applies) == ("jp-medical-notice-2011", "no")
    assert list(offered.lines) == ["people!2"]
    assert "another like it would have to be issued" in offered.says
    assert "1. Vera Exemple, doctor, licence doctor EX-1 of CH." in offered.paragraph
    assert "Muster" not in offered.paragraph


def test_nobody_is_asked_about_a_notice_that_no_doctor_needs() -> None:
    people = [{"practises_medicine_on_local_people": False}, {"practises_medicine_on_local_people": None}]

    assert found(relief({"disaster": "other"}, people=people)).rules == ()


MORPHINE = {
    "goods_category": "medicines",
    "inn": "morphine",
    "medicine_control": "narcotic",
    "quantity": 20.0,
}


def test_controlled_medicines_get_the_guidelines_which_bind_no_one() -> None:
    goods = [MORPHINE, {**MORPHINE, "inn": "paracetamol", "medicine_control": "none"}]
    offered = rule(relief(goods=goods), "goods")

    assert offered.body is None
    assert offered.applies == "unknown"
    assert "bind no one" in offered.says
    assert list(offered.lines) == ["goods!2"]
    assert "1. morphine: 20; control: narcotic; held by not stated." in offered.paragraph
    assert "paracetamol" not in offered.paragraph


@pytest.mark.parametrize(
    "medicine",
    [
        {**MORPHINE, "medicine_purpose": "personal_prescription"},
        {**MORPHINE, "medicine_control": None},
        {**MORPHINE, "goods_category": "relief"},
    ],
    ids=["own prescription", "control not known", "no medicine"],
)
def test_what_is_no_controlled_kit_gets_no_guidelines(medicine: dict[str, Any]) -> None:
    assert found(relief(goods=[medicine])).rules == ()


def test_relief_changes_no_outcome_and_stands_in_the_json() -> None:
    of = relief(animals=[RESCUE_DOG], goods=[MORPHINE])
    values = json.loads(answer_json(answer_to(of, "2025-03-12")))["relief"]

    assert [each["step"] for each in values["steps"]] == ["request", "consent", "arrangement"]
    assert [each["rulebook"] for each in values["rules"]] == ["jp-rescue-dogs", None]
    assert all(each["paragraph"] for each in values["rules"])
