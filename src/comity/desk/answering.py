"""From a path to an answered visit: what everything about visits begins with."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from comity.corpus.calendars import calendar_of
from comity.corpus.headings import read_heading_words
from comity.corpus.library import installed_library
from comity.corpus.statements import installed_statements
from comity.desk.asking import Asking
from comity.domain.errors import BadInput, Problem
from comity.domain.provisions.law import Law
from comity.domain.visits.answer import Answer
from comity.domain.visits.assessment import Progress, assess
from comity.domain.visits.attesting import proposals
from comity.domain.visits.marking import filings_asked_for, not_derived
from comity.domain.visits.proposals import Proposal
from comity.domain.visits.statements import Statement
from comity.domain.visits.visit import Visit
from comity.manifest.reading import Reading, read_visit

#: Told how many lines there are to judge; gives what is told how many have been judged.
Watch: TypeAlias = Callable[[int], Progress]


def unwatched(total: int) -> Progress:
    """Nobody looks at the progress."""
    return lambda done: None


@dataclass(frozen=True, slots=True)
class Answered:
    """A visit as it was read, the law that was asked, and the answer."""

    reading: Reading
    visit: Visit
    law: Law
    answer: Answer


def read(path: Path, asking: Asking, answers: str = "") -> Reading:
    """Read a visit, up to the marking that may be shown; `answers` count as if they stood in visit.toml.

    Raises:
        BadInput: there is nothing to answer, or `strict` and it has mistakes.
        Refusal: what may be shown cannot be told from its markings.
    """
    reading = read_anyway(path, asking, answers)
    if reading.visit is None or (asking.strict and reading.problems):
        raise BadInput(with_way_out(reading))
    return reading


def read_anyway(path: Path, asking: Asking, answers: str = "") -> Reading:
    """As `read`, also where there is nothing to answer yet. Raises Refusal as `read` does."""
    words = None if asking.strict else read_heading_words
    reading = read_visit(path, installed_library().vocabulary, answers, words)
    if asking.marking_up_to is not None:
        # Imported here: few visits are asked about up to a marking.
        from comity.desk.marked import marked  # noqa: PLC0415

        reading = marked(reading, asking.marking_up_to)
    return reading


def with_way_out(reading: Reading) -> tuple[Problem, ...]:
    """The problems; where the list lacks what a visit must state, with the command that writes it down."""
    looked = reading.looked
    if looked is None or not looked.tables or not looked.companion:
        return reading.problems
    way_out = f"`comity look LIST --save` writes {looked.companion} to fill in; --ask asks."
    return tuple(
        replace(problem, mend=f"{problem.mend} {way_out}")
        if problem.code == "header.missing" and problem.place.file == looked.companion
        else problem
        for problem in reading.problems
    )


def answered(
    reading: Reading,
    asking: Asking,
    statements: Sequence[Statement] | None = None,
    watch: Watch = unwatched,
) -> Answered:
    """Answer a visit that was read, and propose which of the statements (default: all) would settle it.

    Args:
        reading: as `read` gives it.
        asking: how it is asked about.
        statements: what may be proposed to be signed.
        watch: told of the progress.

    Raises:
        BadInput: it could not be read at all.
        Refusal: `under` cannot stand between these States.
    """
    visit = reading.visit
    if visit is None:
        raise BadInput(reading.problems)
    states = (contingent.sending_state for contingent in visit.contingents)
    law = installed_library().law(visit.receiving_state, states, asking.under)
    if visit.withheld is not None:
        law = replace(law, vocabulary=not_derived(law.vocabulary, visit.withheld.blank))
    lines = sum(frame.height for frame in visit.sheets.values())
    answer = assess(
        visit,
        law,
        asked_on=asking.on,
        calendar_of=calendar_of,
        under=asking.under,
        problems=reading.problems,
        progress=watch(lines),
    )
    if visit.withheld is not None and visit.withheld.lines:
        # A filing that nothing left asks for would betray what was left out.
        visit = replace(visit, filings=filings_asked_for(visit.filings, answer.requirements))
        answer = replace(answer, idle_filings=())
    asked: tuple[Proposal, ...] = ()
    if answer.questions:
        ready = installed_statements() if statements is None else statements
        asked = proposals(answer, visit, law, ready)
    return Answered(reading, visit, law, replace(answer, proposals=asked, tables=visit.tables))
