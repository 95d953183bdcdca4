"""From what was proposed to what somebody vouches for."""

import datetime as dt
from dataclasses import replace

from comity.domain.provisions.vocabulary import CONTINGENT, VISIT, Fact
from comity.domain.visits.proposals import Part
from comity.domain.visits.visit import Attestation, Value


def attestation_of(part: Part, by: str, on: dt.date) -> Attestation:
    """A sentence as attested by somebody on a day."""
    return Attestation(
        sheet=part.sheet,
        statement=part.says,
        by=by,
        on=on,
        facts=dict(part.facts),
        exceptions=part.exceptions,
        only=part.only,
    )


def valued(part: Part, fact: Fact, value: Value) -> Part:
    """The part of a single question with its value; what is one fact of all is said of the visit."""
    sheet = VISIT if part.sheet == CONTINGENT else part.sheet
    return replace(part, sheet=sheet, facts=((fact.name, value),))
