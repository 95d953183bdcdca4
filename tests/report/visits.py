"""A visit of the cast whose answer has something of everything: the reports are tried on it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from comity.domain.provisions.law import Law
from comity.domain.visits.answer import Answer
from comity.domain.visits.visit import Table, Visit
from tests.build import Row, ask, build_visit, host, law, provision, scope, treaty
from tests.cast import VOCABULARY

WHATS = VOCABULARY.whats

SOLDIER: Row = {
    "person_id": "P1",
    "role": "soldier",
    "resident": False,
    "armed": False,
    "passport_held": True,
}
CONTRACTOR: Row = {**SOLDIER, "person_id": "P2", "role": "contractor"}
UNKNOWN: Row = {"person_id": "P3", "armed": False}
ARMED: Row = {**SOLDIER, "person_id": "P4", "armed": True}
PEOPLE = (SOLDIER, CONTRACTOR, UNKNOWN, ARMED)
OUTCOMES = ("permitted", "not-covered", "undetermined", "forbidden")


def varied_law() -> Law:
    """Soldiers may enter; weapons are forbidden; visa, permit and passport are asked for."""
    return law(
        treaty(
            scope("agreed"),
            provision("in", "permits", "entry", when="role = 'soldier'"),
            provision("no-visa", "exempts", "visa", when="role = 'soldier'"),
        ),
        host(
            scope("ashore"),
            provision("visa", "requires", "visa", authority="birch-border", by="person"),
            provision(
                "passport",
                "requires",
                "passport",
                done="passport_held",
                says="Bring a passport that is valid.",
            ),
            provision(
                "permit",
                "requires",
                "permit",
                done="permit_held",
                kind="clearance",
                by="sending",
                authority="birch-arms",
                when="role = 'contractor'",
                lead={
                    "amount": 20,
                    "unit": "working-days",
                    "to": "arrival",
                    "basis": "law",
                    "late": "Ask the office to shorten it.",
                },
            ),
            provision("weapons", "forbids", "weapons", when="armed", says="No weapons in Birch."),
        ),
    )


def varied(
    *people: Row, sheets: Mapping[str, Sequence[Row]] | None = None, **changes: Any
) -> tuple[Visit, Answer]:
    """A visit of these people (of every outcome, if none are given), and its answer."""
    visit = build_visit(*(people or PEOPLE), sheets=sheets, title="Exercise Example", **changes)
    last = 1 + len(people or PEOPLE)
    visit = replace(visit, tables=visit.tables or (Table("people", "people.csv", "", 2, last),))
    return visit, ask(visit, varied_law())
