"""The first worksheet of the workbook: the verdict, what to do by when, and what is asked."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from comity.domain.primitives.day_words import day_words
from comity.domain.visits.answer import Answer, Requirement
from comity.languages import said
from comity.report.task_words import bearer_words, due_words, is_late, label_of, state_words
from comity.report.wording import (
    Whats,
    asked,
    counts,
    home_words,
    own_words,
    reasons,
    some,
    states,
    stay,
    verdict,
    where_to_answer,
)
from comity.report.words import OF_LINES

WIDTHS = (16, 18, 52, 36, 30, 22, 40, 40, 40)
_NOT_TOUCHED = (
    "This workbook is a copy. Your own file was read and not touched; its rows stand on the next sheets, "
    "where they stood, with the answer to the right of them. Values were copied, formats and formulas were "
    "not."
)
_MARKED = (
    "Lines marked above {level} were left out, and nothing was copied from your own file: the next sheets "
    "hold the other lines as they were read."
)

Written = str | int | dt.date


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its cells, and how it looks: `title`, `heading`, `outcome` (of that colour), `plain`."""

    cells: tuple[Written, ...]
    look: str = "plain"
    outcome: str = ""


def answer_sheet(answer: Answer, whats: Whats, notes: Sequence[str]) -> Iterator[Line]:
    """The rows of the worksheet, from the first; `notes` say what could not be copied."""
    title = answer.visit.title or "Visit"
    yield Line((f"{title}: {states(answer)}, {stay(answer)}",), "title")
    yield Line((asked(answer),))
    yield Line((verdict(answer),), "outcome", answer.outcome)
    yield Line((_MARKED.format(level=answer.marking_up_to) if answer.marking_up_to else _NOT_TOUCHED,))
    yield from (Line((note,)) for note in notes)
    yield Line(())
    yield Line(("Lines", "Outcome", "Meaning"), "heading")
    for outcome, count in counts(answer).items():
        yield Line((count, outcome.replace("-", " "), OF_LINES[outcome]), "outcome", outcome)
    yield from (Line(("", "why", f"{some(r.lines)}: {r.sentence}.")) for r in reasons(answer, whats))
    yield from _tasks(answer, whats)
    yield from _questions(answer)
    if answer.checks:
        yield Line(())
        yield Line(("Read again", "Sheet", "What does not fit", "Found", "Lines"), "heading")
        yield from (Line((c.column, c.sheet, c.says, c.found, some(c.lines))) for c in answer.checks)
    if answer.problems:
        yield Line(())
        yield Line(("Mistake", "Where", "What"), "heading")
        for problem in answer.problems:
            what = f"{problem.found}; expected {problem.expected}. {problem.mend}"
            yield Line((problem.code, str(problem.place), what))
    if answer.not_examined:
        yield Line(())
        yield Line(("Not examined", "Sheet", "Why"), "heading")
        yield from (Line((said(n.matter), n.sheet, said(n.why))) for n in answer.not_examined)
    yield from _rests_on(answer)


def _tasks(answer: Answer, whats: Whats) -> Iterator[Line]:
    tasks = [("", r) for r in answer.requirements if r.kind != "conduct"]
    tasks += [(f"{home_words(side)}: ", r) for side in answer.home for r in side.requirements]
    if not tasks:
        return
    yield Line(())
    yield Line(
        ("State", "Due on", "What to do", "With whom", "Lines", "Leg, window", "If late", "Articles", "Now"),
        "heading",
    )
    for side, r in tasks:
        what = f"{side}{label_of(r, whats)}" + (f". {r.says}" if r.says else "")
        if not r.clocks:
            state = "LATE" if is_late(r) else _state(r)
            yield Line(_task(r, what, state, r.due_on, "" if r.due_on else due_words(r), some(r.lines)))
        for clock in r.clocks:
            opens = f"not before {day_words(clock.opens_on)}" if clock.opens_on else ""
            when = ", ".join(part for part in (clock.leg or "", opens) if part)
            state = "LATE" if clock.late else _state(r)
            lines = some(clock.lines if clock.lines else r.lines)
            yield Line((*_task(r, what, state, clock.due_on, when, lines), clock.turn.says))


def _state(r: Requirement) -> str:
    return "done" if r.state == "met" else state_words(r) or r.state


def _task(
    r: Requirement, what: str, state: str, due_on: dt.date | None, when: str, lines: str
) -> tuple[Written, ...]:
    basis = {"practice": "by practice", "assumed": "assumed"}.get(r.due_basis, "")
    return (
        state,
        due_on or "",
        what,
        ", ".join(part for part in (r.authority_name or "not known", bearer_words(r)) if part),
        lines,
        "; ".join(part for part in (when, basis) if part),
        r.if_late,
        "; ".join(r.cites),
    )


def _questions(answer: Answer) -> Iterator[Line]:
    if not answer.questions:
        return
    yield Line(())
    yield Line(
        ("Settles lines", "Sheet", "Question", "Where to look", "Lines", "Where to write it"), "heading"
    )
    for q in answer.questions:
        yield Line((q.settles, q.sheet, q.asks, q.find, some(q.lines), where_to_answer(q)))


def _rests_on(answer: Answer) -> Iterator[Line]:
    yield Line(())
    yield Line(("Rests on", "", ""), "heading")
    if answer.attested_by:
        yield Line(("Attested by", "", answer.attested_by))
    yield from (Line(("Own word", "", word)) for word in own_words(answer))
    yield Line(("Facts", "", answer.facts_digest))
    for book, version, digest in answer.rulebooks:
        yield Line(("Law", f"{book} v{version}", digest))
    yield Line(("Vocabulary", f"v{answer.vocabulary[0]}", answer.vocabulary[1]))
