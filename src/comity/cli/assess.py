"""`comity assess`."""

from pathlib import Path

from comity.cli.answer_text import answer_text
from comity.cli.answering import answered, read
from comity.cli.asking import Asking
from comity.cli.terminal import complain, write
from comity.corpus.library import installed_library
from comity.domain.errors import BadInput
from comity.domain.visits.answer import Answer
from comity.domain.visits.answer_json import answer_json, problems_json

_OK, _BAD_INPUT, _FORBIDDEN, _UNDETERMINED, _NOT_COVERED = 0, 2, 3, 4, 6


def assess_command(path: Path, asking: Asking, *, form: str, brief: bool) -> int:
    """Answer a visit on standard output; returns the exit status.

    Raises:
        BadInput: the visit cannot be read at all, or it was to be read strictly and has mistakes.
        Refusal: the agreement asked about cannot stand between these States.
    """
    try:
        reading = read(path, asking)
    except BadInput as bad:
        if form == "json":
            write(problems_json(bad.problems).splitlines())
        raise
    answer = answered(reading, asking).answer
    if form == "json":
        write(answer_json(answer).splitlines())
    else:
        write(answer_text(answer, installed_library().vocabulary.whats, detail=not brief))
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
