"""`comity assess`."""

import datetime as dt
from pathlib import Path

from comity.cli.answer_text import answer_text
from comity.cli.terminal import complain, progress, write
from comity.corpus.calendars import calendar_of
from comity.corpus.library import installed_library
from comity.domain.errors import BadInput
from comity.domain.visits.answer import Answer
from comity.domain.visits.answer_json import answer_json, problems_json
from comity.domain.visits.assessment import assess
from comity.manifest.reading import read_visit

_OK, _BAD_INPUT, _FORBIDDEN, _UNDETERMINED, _NOT_COVERED = 0, 2, 3, 4, 6


def assess_command(
    path: Path, *, on: dt.date, under: str | None, strict: bool, form: str, brief: bool
) -> int:
    """Answer a visit on standard output; returns the exit status.

    Raises:
        BadInput: the visit cannot be read at all, or `strict` and it has mistakes.
        Refusal: `under` cannot stand between these States.
    """
    library = installed_library()
    reading = read_visit(path, library.vocabulary)
    visit = reading.visit
    if visit is None or (strict and reading.problems):
        if form == "json":
            write(problems_json(reading.problems).splitlines())
        raise BadInput(reading.problems)
    law = library.law(visit.receiving_state, (c.sending_state for c in visit.contingents), under)
    lines = sum(frame.height for frame in visit.sheets.values())
    answer = assess(
        visit,
        law,
        asked_on=on,
        calendar_of=calendar_of,
        under=under,
        problems=reading.problems,
        progress=progress(lines, "judging"),
    )
    if form == "json":
        write(answer_json(answer).splitlines())
    else:
        write(answer_text(answer, library.vocabulary.whats, detail=not brief))
    if reading.problems and form == "json":
        complain([f"[{problem.code}] {problem}" for problem in reading.problems])
    return exit_status(answer)


def exit_status(answer: Answer) -> int:
    """Design, section 6: the first that is true."""
    if answer.problems:
        return _BAD_INPUT
    return {
        "forbidden": _FORBIDDEN,
        "not-covered": _NOT_COVERED,
        "undetermined": _UNDETERMINED,
    }.get(answer.outcome, _OK)
