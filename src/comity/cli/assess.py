"""`comity assess`."""

import sys
from dataclasses import dataclass
from pathlib import Path

from comity.cli.out import check_out, written
from comity.cli.terminal import complain, judging, write
from comity.corpus.library import installed_library
from comity.desk.answer_text import answer_text
from comity.desk.answering import Answered, answered, read
from comity.desk.asking import Asking
from comity.desk.forms import content
from comity.desk.layout import WIDTH
from comity.domain.errors import BadInput, Refusal
from comity.domain.visits.answer import Answer
from comity.domain.visits.answer_json import problems_json
from comity.languages import ENGLISH, speaking
from comity.report.wording import verdict

_OK, _BAD_INPUT, _FORBIDDEN, _UNDETERMINED, _NOT_COVERED = 0, 2, 3, 4, 6


@dataclass(frozen=True, slots=True)
class Wanted:
    """The answer's form (text, json, html, xlsx or ics), and where to: a file, or standard output (None).

    `brief` leaves the groups out of a text; `force` replaces a file that is there already; `ask` asks at the
    terminal first.
    """

    form: str = "text"
    out: Path | None = None
    force: bool = False
    brief: bool = False
    ask: bool = False


def assess_command(path: Path, asking: Asking, wanted: Wanted) -> int:
    """Answer a visit; returns the exit status.

    Raises:
        BadInput: the visit cannot be read at all, or it was to be read strictly and has mistakes.
        Refusal: the agreement asked about cannot stand between these States, or the answer cannot be
            written where it should.
    """
    if wanted.out is not None:
        check_out(wanted.out, path, force=wanted.force)
    elif wanted.form == "xlsx" and sys.stdout.isatty():
        raise Refusal("out.needed", "A workbook cannot be shown in a terminal. Say where to with --out FILE.")
    if wanted.ask:
        from comity.cli.ask import ask  # noqa: PLC0415  most answers are given without asking back

        return exit_status(ask(path, asking, lambda given: _write(given, path, wanted)).answer)
    try:
        reading = read(path, asking)
    except BadInput as bad:
        if wanted.form == "json":
            _deliver((problems_json(bad.problems) + "\n").encode(), path, wanted)
        raise
    given = answered(reading, asking, watch=judging)
    _write(given, path, wanted)
    if reading.problems and (wanted.form != "text" or wanted.out):
        complain([f"[{problem.code}] {problem}" for problem in reading.problems])
    return exit_status(given.answer)


def exit_status(answer: Answer) -> int:
    """Design, section 6: the first that is true."""
    if answer.problems:
        return _BAD_INPUT
    return {
        "forbidden": _FORBIDDEN,
        "not-covered": _NOT_COVERED,
        "undetermined": _UNDETERMINED,
    }.get(answer.outcome, _OK)


def _write(given: Answered, path: Path, wanted: Wanted) -> None:
    """The answer in its form, to a file or to standard output."""
    whats = installed_library().vocabulary.whats
    if wanted.form == "text" and wanted.out is None:
        write(answer_text(given.answer, whats, detail=not wanted.brief))
        return
    _deliver(content(given, wanted.form, path, brief=wanted.brief), path, wanted)
    if wanted.out is not None:
        with speaking(ENGLISH):
            outcome = verdict(given.answer)[: 4 * WIDTH]
        write([outcome, f"The whole answer is in {wanted.out}."])


def _deliver(made: bytes, path: Path, wanted: Wanted) -> None:
    if wanted.out is None:
        write(made.decode().splitlines()) if wanted.form == "json" else _to_standard_output(made)
        return
    with written(wanted.out, path, force=wanted.force) as file:
        file.write(made)


def _to_standard_output(made: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(made)
    sys.stdout.buffer.flush()
