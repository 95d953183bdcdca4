"""What a visit must state and its list does not: filled in with what was said beside the list."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from comity.corpus.library import installed_library
from comity.desk.answering import read_anyway
from comity.desk.answers_toml import Answers
from comity.desk.asking import Asking
from comity.domain.provisions.vocabulary import CONTINGENT, VISIT, Fact
from comity.domain.visits.visit import Value
from comity.manifest.reading import Reading

#: Not asked for by any reading, and stated by few lists: what kind of visit it is.
ACTIVITY = "activity_type"


def read_filled(
    path: Path, asking: Asking, answers: Answers, beside: Mapping[str, Value]
) -> tuple[Reading, Answers]:
    """Read a visit with its answers; of what was said `beside` the list, what the list does not state counts.

    Returns:
        What was read, and the answers with what counted of `beside`.

    Raises:
        Refusal: as `answering.read_anyway`.
    """
    reading = read_anyway(path, asking, answers.toml())
    wanted = {fact.name for fact in missing(reading)}
    if needed := {name: value for name, value in beside.items() if name in wanted}:
        answers = replace(answers, visit={**answers.visit, **needed})
        reading = read_anyway(path, asking, answers.toml())
    visit = reading.visit
    if visit is not None and ACTIVITY in beside and ACTIVITY not in visit.facts:
        answers = replace(answers, visit={**answers.visit, ACTIVITY: beside[ACTIVITY]})
        reading = read_anyway(path, asking, answers.toml())
    return reading, answers


def missing(reading: Reading) -> Iterator[Fact]:
    """The facts of the visit that it cannot be answered without, as far as they are missing."""
    vocabulary = installed_library().vocabulary
    known = {**vocabulary.of(CONTINGENT), **vocabulary.of(VISIT)}
    for problem in reading.problems:
        at_top = problem.place.sheet in (VISIT, "")
        if problem.code == "header.missing" and at_top and problem.place.column in known:
            yield known[problem.place.column]
