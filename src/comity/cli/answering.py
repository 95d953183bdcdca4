"""From a path to an answered visit: what every command about visits begins with."""

from dataclasses import dataclass
from pathlib import Path

from comity.cli.asking import Asking
from comity.cli.terminal import progress
from comity.corpus.calendars import calendar_of
from comity.corpus.library import installed_library
from comity.domain.errors import BadInput
from comity.domain.provisions.law import Law
from comity.domain.visits.answer import Answer
from comity.domain.visits.assessment import assess
from comity.domain.visits.visit import Visit
from comity.manifest.reading import Reading, read_visit


@dataclass(frozen=True, slots=True)
class Answered:
    """A visit as it was read, the law that was asked, and the answer."""

    reading: Reading
    visit: Visit
    law: Law
    answer: Answer


def read(path: Path, asking: Asking) -> Reading:
    """Read a visit. Raises BadInput if there is nothing to answer, or `strict` and it has mistakes."""
    reading = read_visit(path, installed_library().vocabulary)
    if reading.visit is None or (asking.strict and reading.problems):
        raise BadInput(reading.problems)
    return reading


def answered(reading: Reading, asking: Asking) -> Answered:
    """Answer a visit that was read.

    Raises:
        BadInput: it could not be read at all.
        Refusal: `under` cannot stand between these States.
    """
    visit = reading.visit
    if visit is None:
        raise BadInput(reading.problems)
    states = (contingent.sending_state for contingent in visit.contingents)
    law = installed_library().law(visit.receiving_state, states, asking.under)
    lines = sum(frame.height for frame in visit.sheets.values())
    answer = assess(
        visit,
        law,
        asked_on=asking.on,
        calendar_of=calendar_of,
        under=asking.under,
        problems=reading.problems,
        progress=progress(lines, "judging"),
    )
    return Answered(reading, visit, law, answer)
