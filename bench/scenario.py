"""The law and the visit that every engine judges: a synthetic host law and two agreements, sixty provisions.

The law stands in `bench/law` as rulebooks and is read by the product's own reader, so that Comity is
measured as it runs in production.
"""

import datetime as dt
from functools import cache
from pathlib import Path

import polars as pl

from comity.domain.agreements.registry import Act, Agreement
from comity.domain.provisions.law import Law, Question
from comity.domain.provisions.rulebook import Rulebook
from comity.domain.provisions.rulebook_reader import read_rulebook
from comity.domain.provisions.vocabulary import CONTINGENT, VISIT, Fact, Kind, Type, Vocabulary
from comity.domain.visits.visit import Contingent, Visit

SHEET = "people"
HOST, SENDER = "JP", "AU"
START, END = dt.date(2030, 3, 4), dt.date(2030, 3, 29)
ASKED_ON = dt.date(2030, 2, 1)
IN_FORCE = dt.date(2020, 1, 1)
VISIT_FACTS = {"exercise_agreed": True, "inside_territory": True}

#: The values that a fact takes in the manifest, each with its weight.
CHOICES: dict[str, dict[str, float]] = {
    "role": {"member": 0.88, "civilian": 0.06, "contractor": 0.04, "dependant": 0.02},
    "service": {"army": 0.5, "navy": 0.25, "air": 0.2, "joint": 0.05},
    "arrives_by": {"military_aircraft": 0.6, "civil_aircraft": 0.3, "ship": 0.1},
    "nationality": {"AU": 0.94, "NZ": 0.02, "GB": 0.02, "SG": 0.01, "KR": 0.005, "JP": 0.005},
}
NUMBERS: dict[str, dict[int, float]] = {
    "stay_days": {12: 0.5, 25: 0.3, 80: 0.1, 120: 0.05, 200: 0.03, 400: 0.02},
    "age": {5: 0.01, 16: 0.01, 21: 0.4, 34: 0.4, 50: 0.18},
    "baggage_kg": {20: 0.5, 55: 0.3, 90: 0.14, 150: 0.04, 300: 0.02},
    "parcels": {0: 0.6, 2: 0.25, 5: 0.12, 12: 0.03},
    "medicine_days": {0: 0.8, 14: 0.1, 45: 0.07, 120: 0.03},
    "radio_watts": {0: 0.7, 5: 0.1, 25: 0.14, 100: 0.04, 800: 0.02},
}
#: How often a yes/no fact is true.
FLAGS: dict[str, float] = {
    "resident_here": 0.01,
    "previously_removed": 0.005,
    "carries_service_weapon": 0.3,
    "carries_private_weapon": 0.005,
    "arms_stay_locked": 0.7,
    "named_on_order": 0.95,
    "holds_service_identity": 0.96,
    "holds_home_licence": 0.9,
    "absent_without_leave": 0.005,
    "comes_from_epidemic_area": 0.05,
    "treats_patients": 0.04,
    "carries_medicine": 0.2,
    "medicine_is_controlled": 0.03,
    "medicine_is_stimulant": 0.005,
    "carries_cash_over_limit": 0.02,
    "carries_food": 0.1,
    "carries_raw_meat": 0.005,
    "uses_radio": 0.25,
    "drives": 0.3,
    "works_for_pay": 0.02,
}
#: How often a step has been taken; in a complete case the others have failed.
STEPS: dict[str, float] = {
    "passport_shown": 0.99,
    "visa_held": 0.97,
    "notice_given": 0.97,
    "consent_held": 0.95,
    "health_examined": 0.9,
    "vaccination_proved": 0.95,
    "medical_registration_held": 0.9,
    "medicine_certified": 0.9,
    "customs_declared": 0.96,
    "duty_paid": 0.9,
    "food_certified": 0.9,
    "arms_permit_held": 0.9,
    "radio_licensed": 0.95,
    "driving_test_passed": 0.9,
    "insured": 0.95,
    "work_permitted": 0.9,
}
WHATS = """
    entry passport visa residence-permit town-register minor-consent landing-card entry-after-removal
    health-examination vaccination-proof medical-registration medicine-certificate stimulants
    medical-practice customs-declaration customs-duty cash-declaration food-certificate bulk-food raw-meat
    firearms carrying-firearms firearm-permit radio-licence radio-approval radio-jamming driving-test
    vehicle-insurance work-permit arrival-notice quarantine arms-of-civilians contract-shown goods-list
    return-report good-conduct
"""
AGREEMENTS = {"jp-au-access": "access", "jp-au-status": "status-of-forces"}


def vocabulary() -> Vocabulary:
    """The declared facts of the synthetic law."""
    people = {
        name: Fact(SHEET, name, Kind.CIRCUMSTANCE, Type.CHOICE, tuple(CHOICES[name])) for name in CHOICES
    }
    people["nationality"] = Fact(SHEET, "nationality", Kind.CIRCUMSTANCE, Type.STATE)
    people |= {name: Fact(SHEET, name, Kind.CIRCUMSTANCE, Type.INT) for name in NUMBERS}
    people |= {name: Fact(SHEET, name, Kind.CIRCUMSTANCE, Type.BOOL) for name in FLAGS}
    people |= {name: Fact(SHEET, name, Kind.STEP, Type.BOOL) for name in STEPS}
    visit = {name: Fact(VISIT, name, Kind.CIRCUMSTANCE, Type.BOOL) for name in VISIT_FACTS}
    visit["receiving_state"] = Fact(VISIT, "receiving_state", Kind.CIRCUMSTANCE, Type.STATE)
    sender = {"sending_state": Fact(CONTINGENT, "sending_state", Kind.CIRCUMSTANCE, Type.STATE)}
    return Vocabulary(
        facts={VISIT: visit, CONTINGENT: sender, SHEET: people},
        whats={what: what.replace("-", " ") for what in WHATS.split()},
        authorities={},
    )


@cache
def law() -> Law:
    """The three rulebooks, read as in production, and both agreements in force."""
    words = vocabulary()
    books: dict[str, Rulebook] = {}
    for file in sorted((Path(__file__).parent / "law").glob("*.md")):
        book, problems = read_rulebook(file.read_text(encoding="utf-8"), file.name, words)
        if book is None or problems:
            raise ValueError(f"{file.name}: {problems}")
        books[book.id] = book
    registry = {
        name: Agreement(
            name, books[name].title, (HOST, SENDER), family, (), (Act("in-force", IN_FORCE, "text"),)
        )
        for name, family in AGREEMENTS.items()
    }
    return Law(words, registry, books)


def visit(lines: pl.DataFrame) -> Visit:
    """The visit whose people are these lines."""
    return Visit(
        receiving_state=HOST,
        start=START,
        end=END,
        facts=VISIT_FACTS,
        contingents=(Contingent("1", SENDER),),
        sheets={SHEET: lines},
    )


def question() -> Question:
    """Asked in good time, of the registry's own agreements."""
    return Question(HOST, ASKED_ON, None, {})
