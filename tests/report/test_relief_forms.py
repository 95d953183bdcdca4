"""Relief papers: filled in as far as known, marked as far as sure, never an official form, safe to open."""

import dataclasses
import re
from html.parser import HTMLParser
from typing import Any

import pytest

from comity.corpus.relief_forms import installed_relief_forms
from comity.domain.visits.visit import TeamProfile, Value, Visit
from comity.report.relief_forms import MARKS, TO_SEND, relief_sheets
from tests.domain.visits.law_visits import answer_to, at, visit

SHEET, REQUEST = "usar-fact-sheet.html", "controlled-medicines-request.html"
FACTS: dict[str, Value] = {
    "activity_type": "disaster_relief",
    "location_kind": "land",
    "affected_state_request": True,
}
PERSON = {"person_id": "P1", "given_names": "Vera", "surname": "Exemple", "function": "doctor",
          "licence_kind": "doctor", "licence_number": "EX-1", "licence_state": "CH",
          "arrives_leg": "IN1"}  # fmt: skip
LEG = {"leg_id": "IN1", "to_place": "RJAA", "carrier_ref": "EX 1", "eta_utc": at("2025-03-13T00:05")}
MORPHINE = {"goods_category": "medicines", "inn": "morphine", "strength": "10 mg/ml", "dose_form": "ampoule",
            "medicine_control": "narcotic", "quantity": 20.0, "holder": "P1", "gross_mass_kg": 0.5,
            "un_number": None}  # fmt: skip
BATTERIES = {
    **MORPHINE,
    "goods_category": "relief",
    "inn": None,
    "gross_mass_kg": 1000.0,
    "un_number": "UN3480",
}
TEAM = {
    "name": "Example Rescue",
    "code": "CHE-EX",
    "self_sufficient_days": "10",
    "organisation": "Example aid",
}


class Cells(HTMLParser):
    """The texts of table cells, row by row."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag in ("td", "th")
        if tag == "tr":
            self.rows.append([])
        elif self.inside:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.rows[-1][-1] += data


def papers(team: dict[str, str] | None = None, **sheets: Any) -> dict[str, str]:
    """The papers of a relief visit to Japan."""
    of: Visit = dataclasses.replace(
        visit("CH", "JP", ("2025-03-13", "2025-03-20"), **sheets),
        facts=FACTS,
        title="Example relief",
        profile=TeamProfile("team", team, ()) if team else None,
    )
    return relief_sheets(of, answer_to(of, "2025-03-12"), installed_relief_forms())


def fields(page: str) -> dict[str, tuple[str, str]]:
    """By label: what is filled in, and how sure it is that the form has the field."""
    return {row[0]: (row[1], row[2]) for row in Cells(page).rows if len(row) == 3}


def test_the_fact_sheet_is_filled_from_the_profile_and_the_lists() -> None:
    found = fields(papers(TEAM, people=[PERSON], movements=[LEG], goods=[MORPHINE, BATTERIES])[SHEET])

    filled = {label: value for label, (value, _) in found.items()}
    assert filled["Team name"] == "Example Rescue"
    assert filled["Country"] == "Switzerland"
    assert (filled["Persons"], filled["Doctors"]) == ("1", "1")
    assert filled["Tonnes"] == "1.00"
    assert filled["Dangerous goods"] == "UN3480"
    assert filled["Place of arrival"] == "RJAA"
    assert filled["Flight"] == "EX 1"
    assert filled["Time of arrival"] == "13 March 2025, 00:05 UTC"
    assert filled["Days of self-sufficiency"] == "10"


def test_what_is_not_stated_is_left_to_be_written_by_hand_never_filled_with_none() -> None:
    person = {"person_id": "P1", "surname": "Exemple"}
    found = fields(papers(people=[person], goods=[{**BATTERIES, "gross_mass_kg": None}])[SHEET])

    blank = {label for label, (value, _) in found.items() if not value}
    assert {"Team name", "Dogs", "Doctors", "Tonnes", "Place of arrival", "Needs: fuel"} <= blank
    assert not any("None" in value for value, _ in found.values())


def test_goods_without_a_mass_are_told_beside_the_sum() -> None:
    page = papers(people=[PERSON], goods=[BATTERIES, {**BATTERIES, "gross_mass_kg": None}])[SHEET]

    assert fields(page)["Tonnes"][0] == "1.00, and 1 lines without a mass"


def test_every_paper_says_that_it_is_no_official_form_and_every_field_how_sure_it_is() -> None:
    found = papers(TEAM, people=[PERSON], goods=[MORPHINE])
    assert {SHEET, REQUEST, TO_SEND} == found.keys()

    for name in (SHEET, REQUEST):
        assert "Not the official form; copy into the official one." in found[name]
        marks = {mark for label, (_, mark) in fields(found[name]).items() if label != "Field"}
        assert marks <= MARKS.keys()
        assert all(MARKS[mark] in found[name] for mark in marks)


def test_the_request_lists_controlled_medicines_alone_and_names_their_holder() -> None:
    page = papers(TEAM, people=[PERSON], goods=[MORPHINE, BATTERIES])[REQUEST]
    rows = Cells(page).rows

    assert [row[:4] for row in rows if row and row[0] == "morphine"] == [
        ["morphine", "10 mg/ml", "ampoule", "20"]
    ]
    assert len([row for row in rows if len(row) == 7]) == 2
    assert fields(page)["Who holds and uses the medicines"][0].startswith(
        "Vera Exemple, doctor, licence doctor EX-1"
    )
    assert "Narcotics control department" in page


def test_without_controlled_medicines_there_is_no_request_for_them() -> None:
    assert papers(people=[PERSON], goods=[BATTERIES]).keys() == {SHEET}


@pytest.mark.parametrize(
    "evil", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7 * 7 }}"]
)
def test_nothing_from_a_list_acts_in_a_paper(evil: str) -> None:
    found = papers(
        {"name": evil, "needs_fuel": evil},
        people=[{**PERSON, "surname": evil}],
        goods=[{**MORPHINE, "inn": evil}],
    )

    for name in (SHEET, REQUEST):
        assert "<script" not in found[name]
        assert "<img" not in found[name]
        assert fields(found[SHEET])["Team name"][0] == evil


def test_what_turns_the_order_of_reading_is_spelled_out() -> None:
    found = papers({"name": "a\u202eb"}, people=[PERSON], goods=[MORPHINE])

    assert "\u202e" not in "".join(found.values())
    assert "a\\u202eb" in found[TO_SEND]


def test_a_paper_loads_nothing_from_anywhere() -> None:
    for name, text in papers(TEAM, people=[PERSON], goods=[MORPHINE]).items():
        assert not re.search(r"(?:src|href|url)\s*[=(]|https?:|@import", text), name


def test_who_treats_local_patients_offers_a_medical_team_with_its_licences_and_all_its_medicines() -> None:
    doctor = {**PERSON, "practises_medicine_on_local_people": True, "works_in_disaster_area": True}
    other = {**PERSON, "person_id": "P2", "surname": "Muster", "practises_medicine_on_local_people": False}
    goods = [MORPHINE, {**MORPHINE, "inn": "paracetamol", "medicine_control": "none"}, BATTERIES]
    page = papers(TEAM, people=[doctor, other], goods=goods)["medical-team-offer.html"]

    staff = fields(page)["Staff who would treat local patients, with licences"][0]
    assert staff == "Vera Exemple, doctor, licence doctor EX-1 of Switzerland"
    assert [row[0] for row in Cells(page).rows if len(row) == 7][1:] == ["morphine", "paracetamol"]
