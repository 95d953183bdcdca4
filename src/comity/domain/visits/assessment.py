"""Assessing a visit: from its facts and the law to the answer (design, section 7a)."""

import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping

import polars as pl

from comity.domain.errors import Problem
from comity.domain.provisions.board import DTYPES
from comity.domain.provisions.engine import OUTCOMES, PERMITTED, judge
from comity.domain.provisions.law import Law, Question, bodies_on, check_hypothesis, cuts
from comity.domain.provisions.vocabulary import JUDGED, VISIT
from comity.domain.visits.answer import Answer, HomeSide, VisitShown
from comity.domain.visits.checks import checked
from comity.domain.visits.derivation import derive
from comity.domain.visits.explanation import Explained, explain
from comity.domain.visits.filed import idle
from comity.domain.visits.grouping import by_patterns, patterns
from comity.domain.visits.home import Journey, asking, home_side, journeys
from comity.domain.visits.judged import Judged, JudgedSheet
from comity.domain.visits.pools import pools_shown, substitutes_shown
from comity.domain.visits.relief import relief_of
from comity.domain.visits.requirements import CalendarOf
from comity.domain.visits.transit import not_examined, transits
from comity.domain.visits.visit import LINE_COLUMNS, Contingent, Visit, constants_of, visit_sheet

#: Told how many lines have been judged so far.
Progress = Callable[[int], None]


def assess(
    visit: Visit,
    law: Law,
    *,
    asked_on: dt.date,
    calendar_of: CalendarOf,
    under: str | None = None,
    problems: tuple[Problem, ...] = (),
    progress: Progress = lambda lines: None,
) -> Answer:
    """Answer a visit.

    Args:
        visit: what was stated.
        law: vocabulary, registry and rulebooks.
        asked_on: the day the question is asked: later acts are schedules, earlier deadlines are late.
        calendar_of: days off, by State.
        under: put this agreement in place of every access agreement ("none": no access agreement).
        problems: what could not be read; the answer is then marked incomplete.
        progress: told the number of lines judged.

    Raises:
        Refusal: `under` names no agreement that can stand between these States.
    """
    question = Question(visit.receiving_state, asked_on, under, visit.entry_into_force)
    check_hypothesis(law, question, {c.sending_state for c in visit.contingents})
    judged = judge_visit(visit, law, question, progress)
    explained: Explained = explain(visit, law, question, judged, calendar_of)
    worst = max(
        (int(str(s.placed["outcome"].max())) for s in judged.sheets if s.placed.height), default=PERMITTED
    )
    on_the_way = transits(visit, law)
    travelled = journeys(visit, law)
    home = tuple(_home_side(journey, asked_on, calendar_of) for journey in travelled)
    return Answer(
        visit=_shown(visit),
        asked_on=asked_on,
        complete=not problems and not (visit.withheld and visit.withheld.lines),
        problems=problems,
        hypothetical=under,
        outcome=OUTCOMES[worst],
        sureness=explained.sureness_of(worst),
        agreements=explained.agreements,
        rulebooks=explained.rulebooks,
        facts_digest=facts_digest(visit),
        vocabulary=(law.vocabulary.version, law.vocabulary.digest),
        attested_by=visit.attested_by,
        answers=tuple((a.sheet, a.fact, a.value, a.lines) for a in visit.answers),
        groups=explained.groups,
        lines=explained.lines,
        requirements=explained.requirements,
        questions=explained.questions,
        advice=explained.advice,
        not_examined=explained.not_examined + not_examined(on_the_way),
        idle_filings=idle(
            visit.filings, (*explained.requirements, *(r for side in home for r in side.requirements))
        ),
        transits=on_the_way,
        home=home,
        attestations=visit.attestations,
        pools=pools_shown(visit, explained.groups, explained.lines, law.vocabulary.whats),
        substitutes=substitutes_shown(visit),
        withheld=tuple(visit.withheld.lines.items()) if visit.withheld else (),
        marking_up_to=visit.withheld.up_to if visit.withheld else None,
        relief=relief_of(visit, law, explained.agreements, (book for book, _, _ in explained.rulebooks)),
        profile=visit.profile,
        checks=checked(visit),
        shorts=_shorts(explained, (law, *(journey.law for journey in travelled if journey.law))),
    )


def _shorts(explained: Explained, laws: Iterable[Law]) -> dict[str, str]:
    books = (book for law in laws for book in law.rulebooks.values())
    titles = {agreement.id: agreement.title for agreement in explained.agreements}
    return titles | {book.id: book.short or book.title for book in books}


def _shown(visit: Visit) -> VisitShown:
    recorded = visit.facts.get("activity_agreed_by")
    return VisitShown(
        title=visit.title,
        receiving_state=visit.receiving_state,
        start=visit.start,
        end=visit.end,
        contingents=tuple((c.id, c.sending_state) for c in visit.contingents),
        consent=None if recorded is None else str(recorded),
    )


def _home_side(journey: Journey, asked_on: dt.date, calendar_of: CalendarOf) -> HomeSide:
    """What the sending State's own law asks of a journey; it is judged apart, and changes no outcome."""
    if journey.visit is None or journey.law is None:
        return home_side(journey, None)
    question = Question(journey.state, asked_on, None, {})
    judged = asking(judge_visit(journey.visit, journey.law, question, lambda lines: None))
    return home_side(journey, explain(journey.visit, journey.law, question, judged, calendar_of))


def judge_visit(
    visit: Visit, law: Law, question: Question, progress: Progress, *, everything: bool = False
) -> Judged:
    """Judge every sheet, contingent by contingent and epoch by epoch.

    `everything` keeps also the provisions that come to nothing, for checks of the law.
    """
    derived = dataclasses.replace(visit, sheets=derive(visit.sheets, law.vocabulary))
    sheets = {VISIT: visit_sheet(visit), **derived.sheets}
    return judge_sheets(derived, sheets, law, question, progress, everything=everything)


def judge_sheets(
    visit: Visit,
    sheets: Mapping[str, pl.DataFrame],
    law: Law,
    question: Question,
    progress: Progress,
    *,
    everything: bool = False,
) -> Judged:
    """As `judge_visit`: some lines of some sheets.

    `visit` has its counted and looked-up facts filled in, and so have the lines; VISIT names its own.
    """
    judged = Judged(everything=everything, derived=visit.sheets)
    for sheet in JUDGED:
        frame = sheets.get(sheet)
        if frame is None:
            continue
        # A line whose contingent could not be read is a reported problem; nobody knows whose law to apply.
        if frame["contingent"].has_nulls():
            frame = frame.filter(pl.col("contingent").is_not_null())
        frame = frame.with_row_index("index")
        if not frame.height:
            continue
        judged.sheets.append(_judge_sheet(visit, law, question, sheet, frame, judged, progress))
    return judged


def _judge_sheet(
    visit: Visit,
    law: Law,
    question: Question,
    sheet: str,
    frame: pl.DataFrame,
    judged: Judged,
    progress: Progress,
) -> JudgedSheet:
    placed: list[list[pl.DataFrame]] = []
    for contingents in _alike(visit.contingents):
        constants = constants_of(visit, contingents[0])
        ids = [c.id for c in contingents]
        everyone = len(ids) == len(visit.contingents)
        lines = frame if everyone else frame.filter(pl.col("contingent").is_in(ids))
        if not lines.height:
            continue
        lines = _completed(lines, sheet, constants, law)
        spans = _epochs(lines, cuts(law, question, contingents[0].sending_state))
        placed += [[] for _ in spans[len(placed) :]]
        for (day, until), here in zip(spans, placed, strict=False):
            present = (
                lines
                if len(spans) == 1
                else lines.filter((pl.col("arrives_on") < until) & (pl.col("departs_on") >= day))
            )
            if not present.height:
                continue
            bodies = bodies_on(law, question, contingents[0].sending_state, day)
            judgement = judge(present, sheet, constants, bodies, law.vocabulary, (day, until))
            frame_here, found = patterns(judgement, day, len(judged.patterns), everything=judged.everything)
            here.append(frame_here)
            judged.patterns += found
            judged.constants += [constants] * len(found)
            progress(present.height)
    judged.epochs = max(judged.epochs, len(placed))
    return _grouped(sheet, frame, [_in_order(frames, frame.height) for frames in placed if frames])


def _in_order(placed: list[pl.DataFrame], height: int) -> pl.DataFrame:
    """The lines placed in one epoch in the order of the sheet, with nulls for those not present."""
    frame = pl.concat(placed).sort("index")
    if frame.height == height:
        return frame
    index = pl.int_range(height, dtype=pl.UInt32, eager=True).alias("index").to_frame()
    return index.join(frame, on="index", how="left", maintain_order="left")


def _grouped(sheet: str, lines: pl.DataFrame, epochs: list[pl.DataFrame]) -> JudgedSheet:
    """Each line's worst outcome, and its group: the patterns that it shows, in order of epoch."""
    shown = pl.DataFrame([frame["pattern"].alias(str(place)) for place, frame in enumerate(epochs)])
    outcomes = pl.DataFrame([frame["outcome"].alias(str(place)) for place, frame in enumerate(epochs)])
    group, groups = by_patterns(shown)
    placed = lines.select("index", outcome=outcomes.max_horizontal(), group=group)
    return JudgedSheet(sheet, lines, placed, groups)


def _completed(lines: pl.DataFrame, sheet: str, constants: Mapping[str, object], law: Law) -> pl.DataFrame:
    """A line's own word wins over its contingent's; where it is blank the contingent's holds."""
    shared = [name for name in lines.columns if name in constants and name not in LINE_COLUMNS]
    if not shared:
        return lines
    facts = law.vocabulary.seen_from(sheet)
    return lines.with_columns(
        pl.coalesce(pl.col(name), pl.lit(constants[name], dtype=DTYPES[facts[name].type])).alias(name)
        for name in shared
    )


def _alike(contingents: tuple[Contingent, ...]) -> list[list[Contingent]]:
    """Contingents of one State with the same facts are judged together."""
    alike: dict[str, list[Contingent]] = {}
    for contingent in contingents:
        key = json.dumps([contingent.sending_state, sorted(contingent.facts.items())], default=str)
        alike.setdefault(key, []).append(contingent)
    return list(alike.values())


def _epochs(lines: pl.DataFrame, turning: set[dt.date]) -> list[tuple[dt.date, dt.date]]:
    """The spans between the days on which the law changes while some line is present."""
    first, last = lines.select(pl.col("arrives_on").min(), pl.col("departs_on").max()).row(0)
    days = [first, *sorted(day for day in turning if first < day <= last)]
    return list(zip(days, [*days[1:], dt.date.max], strict=True))


def facts_digest(visit: Visit) -> str:
    """SHA-256 over everything that was stated, in one canonical order."""
    digest = hashlib.sha256()
    head = {
        "receiving_state": visit.receiving_state,
        "start": visit.start,
        "end": visit.end,
        "facts": dict(sorted(visit.facts.items())),
        "contingents": [[c.id, c.sending_state, dict(sorted(c.facts.items()))] for c in visit.contingents],
        "entry_into_force": dict(sorted(visit.entry_into_force.items())),
        "leads": {what: [lead.amount, lead.unit] for what, lead in sorted(visit.leads.items())},
    }
    if visit.filings:
        head["filings"] = sorted((dataclasses.astuple(f) for f in visit.filings), key=str)
    if visit.attestations:
        head["attestations"] = [dataclasses.asdict(each) for each in visit.attestations]
    digest.update(json.dumps(head, default=str, sort_keys=True, ensure_ascii=True).encode())
    for sheet in sorted(visit.sheets):
        frame = visit.sheets[sheet]
        digest.update(f"\n{sheet}\n".encode())
        # Column by column as runs of equal values: lists of people are mostly alike, line after line.
        runs = frame.select(pl.col(sorted(frame.columns)).rle().implode())
        digest.update(runs.write_ndjson().encode())
    return digest.hexdigest()
