"""`comity assess`."""

import io
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from comity.cli.answer_text import answer_text
from comity.cli.answering import Answered, answered, read
from comity.cli.asking import Asking
from comity.cli.out import check_out, written
from comity.cli.terminal import WIDTH, complain, shown, write
from comity.corpus.library import installed_library
from comity.domain.errors import BadInput, Refusal
from comity.domain.visits.answer import Answer
from comity.domain.visits.answer_json import answer_json, problems_json
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
    given = answered(reading, asking)
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
    if wanted.form == "xlsx":
        _write_workbook(given, path, wanted)
    elif wanted.form == "text" and wanted.out is None:
        write(answer_text(given.answer, whats, detail=not wanted.brief))
        return
    else:
        _deliver(_content(given, wanted), path, wanted)
    if wanted.out is not None:
        write([verdict(given.answer)[: 4 * WIDTH], f"The whole answer is in {wanted.out}."])


def _content(given: Answered, wanted: Wanted) -> bytes:
    """The bytes of every form but the workbook."""
    whats = installed_library().vocabulary.whats
    if wanted.form == "json":
        return (answer_json(given.answer) + "\n").encode()
    if wanted.form == "html":
        # Imported here: other answers do without templates.
        from comity.report.html import answer_html  # noqa: PLC0415

        return answer_html(given.answer, given.visit, whats).encode()
    if wanted.form == "ics":
        from comity.report.ics import answer_ics  # noqa: PLC0415  other answers do without calendars

        return answer_ics(given.answer, whats).encode()
    lines = answer_text(given.answer, whats, detail=not wanted.brief)
    return "".join(f"{shown(line)}\n" for line in lines).encode()


def _deliver(content: bytes, path: Path, wanted: Wanted) -> None:
    if wanted.out is None:
        write(content.decode().splitlines()) if wanted.form == "json" else _to_standard_output(content)
        return
    with written(wanted.out, path, force=wanted.force) as file:
        file.write(content)


def _write_workbook(given: Answered, path: Path, wanted: Wanted) -> None:
    from comity.report.workbook import write_workbook  # noqa: PLC0415  it needs a spreadsheet library

    def fill(file: BinaryIO) -> None:
        write_workbook(file, given.answer, given.visit, path, installed_library().vocabulary.whats)

    if wanted.out is None:
        held = io.BytesIO()
        fill(held)
        _to_standard_output(held.getvalue())
        return
    with written(wanted.out, path, force=wanted.force) as file:
        fill(file)


def _to_standard_output(content: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
