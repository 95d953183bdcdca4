"""Reading a visit: from a path to a `Visit`, with every mistake named at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from comity.domain.errors import Problem
from comity.domain.provisions.vocabulary import Vocabulary
from comity.domain.visits.visit import StatedAnswer, Table, Visit
from comity.manifest.answered import with_answers
from comity.manifest.attestations import apply_attestations
from comity.manifest.filings import read_filings
from comity.manifest.header import Header, read_header
from comity.manifest.joining import Joined
from comity.manifest.keys import check_keys
from comity.manifest.lines import Lines
from comity.manifest.pools import read_pools
from comity.manifest.problems import ProblemLog
from comity.manifest.profile import read_profile, with_profile
from comity.manifest.sheets import ReadSheet, read_sheet
from comity.manifest.sources import Source, read_source

if TYPE_CHECKING:
    from comity.manifest.first_look.looked import Looked
    from comity.manifest.first_look.words import WordTables


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, and every mistake that was found in it.

    `visit` holds everything that could be read: a cell that could not is null, as if it were not known; a
    day that cannot be is the visit's own first or last day; a line whose contingent is unknown has a null
    contingent. It is None only without receiving State, first and last day, and the sending State of every
    contingent. `tables` tells how each table of the files was read, also where there is no visit; `looked`
    what the first look found (None: the files were read strictly).
    """

    visit: Visit | None
    problems: tuple[Problem, ...]
    tables: tuple[Table, ...] = ()
    looked: "Looked | None" = None


def read_visit(
    path: Path,
    vocabulary: Vocabulary,
    answers: str = "",
    words: "Callable[[], WordTables] | None" = None,
) -> Reading:
    """Read the visit that a folder, a visit.toml with CSV sheets beside it, or an .xlsx workbook states.

    Never raises for what is in the files; a mistake is a problem. Facts that follow from other rows are
    left blank: `domain.visits.derivation` fills them in. `answers` counts as if it stood in visit.toml too.
    With `words` (which gives the words of lists when they are needed) files are read as they are, after a
    first look; without, strictly: exact names and columns, cells in their strict forms.
    """
    log, seen = ProblemLog(), ProblemLog()
    source, looked = _source(path, vocabulary, words, answers, seen if words else log)
    taken = read_profile(source.header, path, log)
    whole = with_profile(source.sheets, taken, log)
    header = read_header(source.header, vocabulary, log) if source.header else Header()
    sheets, whole = _sheets(whole, header, vocabulary, looked, log)
    header, sheets, attestations = apply_attestations(source.header, header, sheets, vocabulary, log)
    check_keys(sheets, vocabulary, log)
    tables = (*(table for each in whole.values() for table in each.tables), *source.left_out)
    lines = Lines(header, sheets, log)
    frames = {sheet: lines.frame(sheet) for sheet in sheets}
    if header.receiving_state is None or header.start is None or header.end is None or not header.contingents:
        return Reading(None, (*seen.problems(), *_moved(log.problems(), whole)), tables, looked)
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
        attestations=attestations,
        pools=read_pools(source.header, sheets, log),
        filings=read_filings(source.header, vocabulary, _legs(frames), log),
        tables=tables,
        profile=taken.told,
    )
    return Reading(visit, (*seen.problems(), *_moved(log.problems(), whole)), tables, looked)


def _source(
    path: Path,
    vocabulary: Vocabulary,
    words: "Callable[[], WordTables] | None",
    answers: str,
    log: ProblemLog,
) -> tuple[Source, "Looked | None"]:
    if words is None:
        source = read_source(path, log)
        return replace(source, header=with_answers(source.header, answers, log)), None
    # Imported here: a strict reading needs none of it.
    from comity.manifest.first_look.look import look_at  # noqa: PLC0415

    looked = look_at(path, vocabulary, words, log, answers)
    return looked.source, looked


def _sheets(
    whole: Mapping[str, Joined],
    header: Header,
    vocabulary: Vocabulary,
    looked: "Looked | None",
    log: ProblemLog,
) -> tuple[dict[str, ReadSheet], dict[str, Joined]]:
    """The sheets as read. Where a sheet in the strict form has cells that are not, they are mended first."""
    sheets: dict[str, ReadSheet] = {}
    mended = dict(whole)
    for sheet, each in whole.items():
        trial = ProblemLog()
        sheets[sheet] = read_sheet(each.raw, header.answers.get(sheet, {}), vocabulary, trial)
        if looked is None or looked.mender is None or each.raw.names is not None or not trial.has("cell."):
            log.take(trial)
            continue
        raw, notes = looked.mender().sheet(each.raw, log)
        first = replace(each.tables[0], notes=(*each.tables[0].notes, *notes))
        mended[sheet] = replace(each, raw=raw, tables=(first, *each.tables[1:]))
        sheets[sheet] = read_sheet(raw, header.answers.get(sheet, {}), vocabulary, log)
    return sheets, mended


def _moved(problems: tuple[Problem, ...], sheets: Mapping[str, Joined]) -> tuple[Problem, ...]:
    """The problems with their places as the planner's own files show them."""
    return tuple(
        sheets[problem.place.sheet].moved(problem) if problem.place.sheet in sheets else problem
        for problem in problems
    )


def _legs(frames: Mapping[str, pl.DataFrame]) -> frozenset[str] | None:
    """The ids of the legs; None if the visit names none."""
    movements = frames.get("movements")
    if movements is None or "leg_id" not in movements.columns:
        return None
    return frozenset(movements["leg_id"].drop_nulls())
