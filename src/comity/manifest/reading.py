"""Reading a visit: from a path to a `Visit`, with every mistake named at once."""

from dataclasses import dataclass
from pathlib import Path

from comity.domain.errors import Problem
from comity.domain.provisions.vocabulary import Vocabulary
from comity.domain.visits.visit import StatedAnswer, Visit
from comity.manifest.header import Header, read_header
from comity.manifest.keys import check_keys
from comity.manifest.lines import Lines
from comity.manifest.problems import ProblemLog
from comity.manifest.sheets import read_sheet
from comity.manifest.sources import read_source


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, and every mistake that was found in it.

    `visit` holds everything that could be read: a cell that could not is null, as if it were not known; a
    day that cannot be is the visit's own first or last day; a line whose contingent is unknown has a null
    contingent. It is None only without receiving State, first and last day, and the sending State of every
    contingent.
    """

    visit: Visit | None
    problems: tuple[Problem, ...]


def read_visit(path: Path, vocabulary: Vocabulary) -> Reading:
    """Read the visit that a folder, a visit.toml with CSV sheets beside it, or an .xlsx workbook states.

    Never raises for what is in the files; a mistake is a problem. Facts that follow from other rows are
    left blank: `domain.visits.derivation` fills them in.
    """
    log = ProblemLog()
    source = read_source(path, log)
    header = read_header(source.header, vocabulary, log) if source.header else Header()
    sheets = {
        sheet: read_sheet(raw, header.answers.get(sheet, {}), vocabulary, log)
        for sheet, raw in source.sheets.items()
    }
    check_keys(sheets, vocabulary, log)
    lines = Lines(header, sheets, log)
    frames = {sheet: lines.frame(sheet) for sheet in sheets}
    if header.receiving_state is None or header.start is None or header.end is None or not header.contingents:
        return Reading(None, log.problems())
    visit = Visit(
        receiving_state=header.receiving_state,
        start=header.start,
        end=header.end,
        facts=header.facts,
        contingents=header.contingents,
        sheets=frames,
        answers=tuple(
            StatedAnswer(sheet, fact, value, sheets[sheet].answered[fact] if sheet in sheets else 0)
            for sheet, answers in header.answers.items()
            for fact, value in answers.items()
        ),
        leads=header.leads,
        entry_into_force=header.entry_into_force,
        attested_by=header.attested_by,
        title=header.title,
    )
    return Reading(visit, log.problems())
