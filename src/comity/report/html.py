"""The answer as one page that needs nothing else: no network, no script, no font of its own.

The templates say what stands where; here is only what they are told. The page stays small whatever the
visit: beyond the limits below it names what it leaves out and where that is found.
"""

import base64
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from string import ascii_letters, digits
from typing import Any, TypeAlias

import jinja2
import polars as pl
from markupsafe import Markup

from comity import __version__
from comity.domain.primitives.worded import headed
from comity.domain.provisions.engine import OUTCOMES
from comity.domain.provisions.vocabulary import VISIT
from comity.domain.visits.answer import Answer, Group, Lines
from comity.domain.visits.naming import names_of
from comity.domain.visits.transit import not_examined as transit_not_examined
from comity.domain.visits.visit import ColumnRead, Table, Visit
from comity.languages import said, say
from comity.manifest.spelling import name_of
from comity.report import citing, page_words, task_words, wording, words
from comity.report.deadlines import deadlines, moments, opens
from comity.report.legs import legs
from comity.report.pages import environment, text_of
from comity.report.timeline import timeline

_WIDE, _NARROW = 960.0, 330.0
_CUT = 120
#: A sign beside the word of each outcome.
_SIGNS = {"permitted": "✓", "conditional": "◔", "undetermined": "?", "not-covered": "○", "forbidden": "✕"}


@dataclass(frozen=True, slots=True)
class Most:
    """How much of each a page shows."""

    lines: int = 2_000
    groups: int = 150
    reasons: int = 12
    problems: int = 50
    deadlines: int = 40
    legs: int = 8
    names: int = 12
    columns: int = 300
    proposals: int = 5


_MOST = Most()
#: Filters under their own names.
_FILTERS: tuple[Callable[..., Any], ...] = (
    wording.asked,
    citing.bodies_words,
    citing.cited,
    citing.further_cites,
    wording.finding_words,
    wording.home_words,
    wording.meaning,
    wording.questions_head,
    wording.share,
    wording.states,
    wording.stay,
    wording.sure_words,
    wording.telling,
    wording.where_to_answer,
    wording.why_of,
    task_words.is_late,
    task_words.label_of,
    task_words.state_words,
    words.outcome_name,
    words.sheet_words,
    words.sureness_words,
    page_words.applies_words,
    page_words.counts_words,
    page_words.filing_words,
    page_words.part_words,
    page_words.problem_words,
    page_words.profile_words,
    page_words.rides_words,
    page_words.rows_words,
    page_words.standing_words,
    page_words.step_state,
    page_words.whom_and_who,
    page_words.withheld_lines,
)


@dataclass(frozen=True, slots=True)
class Around:
    """What the page around the sections offers: where a citation is read ("" if nowhere), and the address at
    which questions are answered."""

    law: Callable[[str], str]
    questions: str


def answer_html(answer: Answer, visit: Visit, whats: wording.Whats) -> str:
    """The answer as an HTML page, in the language in force.

    Args:
        answer: the answer.
        visit: the visit that it answers: names and days of its lines.
        whats: plain words of every `what`.
    """
    title = answer.visit.title or wording.states_and_stay(answer)
    sections = answer_sections(answer, visit, whats)
    shown = {"answer": answer, "sections": sections, "skip_to": "answer", "skip_words": say("To the answer")}
    return page("page.html.j2", title, answer.facts_digest, shown)


def answer_sections(
    answer: Answer, visit: Visit, whats: wording.Whats, around: Around | None = None
) -> Markup:
    """The answer without a page around it, for any page that has the style sheet: a list of its sections
    and the sections, in the language in force. There is no style and no script in it.

    Args: as of `answer_html`; `around` is None where the sections stand alone.
    """
    shown: dict[str, Any] = {
        "answer": answer,
        "visit": visit,
        "whats": whats,
        "around": around,
        **_summary(answer, whats),
        **_tasks(answer, whats),
        **_times(answer, visit, whats),
        **_groups(answer),
        **_lines(answer, visit),
        "reading": [(table, _told(table)) for table in answer.tables[: _MOST.problems]],
    }
    shown["contents"] = _contents(answer, shown)
    return rendered("answer_sections.j2", shown)


def rendered(template: str, shown: Mapping[str, Any]) -> Markup:
    """Sections from a template; what they are told is escaped by it."""
    return Markup(_environment().get_template(template).render(shown))  # noqa: S704  see above


def page(template: str, title: str, digest: str, shown: Mapping[str, Any]) -> str:
    """A page of our style from a template: its title, the digest of the facts it rests on, and its values."""
    title = wording.cut(title, 200)
    style = text_of("style.css") + _running_head(title, digest)
    return rendered(
        template,
        {
            **shown,
            "title": title,
            "style": Markup(style),  # noqa: S704  our own sheet; what the visit adds is escaped sign by sign
            "style_hash": Markup(f"'sha256-{_sha256(style)}'"),  # noqa: S704  a digest
        },
    )


def _contents(answer: Answer, shown: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The sections that have something to say: id and name, in the sequence of the page."""
    # While nothing is decided yet, the next thing to do is to answer.
    ask_first = answer.outcome == "undetermined"
    sections = (
        ("verdict", say("The answer"), True),
        ("problems", say("Mistakes"), answer.problems),
        ("relief", say("Relief"), answer.relief and ask_first),
        ("questions", say("Questions"), answer.questions and ask_first),
        ("to-do", say("What to do"), True),
        ("relief", say("Relief"), answer.relief and not ask_first),
        ("timeline", say("Time line"), shown["calendar"]),
        ("questions", say("Questions"), answer.questions and not ask_first),
        ("checks", say("Read again"), answer.checks),
        ("way-and-home", say("Way and home"), answer.transits or answer.home or answer.idle_filings),
        ("agreements", say("Agreements"), True),
        ("pools", say("Substitutes"), answer.pools or answer.substitutes),
        ("groups", say("Groups"), shown["groups"]),
        ("lines", say("Lines"), shown["lines"]),
        ("advice", say("Ask a legal adviser"), answer.advice),
        ("not-examined", say("Not examined"), shown["not_examined"]),
        ("reading", say("How it was read"), shown["reading"]),
        ("rests-on", say("What this rests on"), True),
    )
    return [(id_, name) for id_, name, there in sections if there]


def _summary(answer: Answer, whats: wording.Whats) -> dict[str, Any]:
    counts = wording.counts(answer)
    total = sum(counts.values())
    shares = [1000 * count / total for count in counts.values()] if total else []
    ends = list(accumulate(shares))
    return {
        "counts": counts,
        "total": total,
        "bar": [
            (round(end - share, 2), round(share, 2), name)
            for end, share, name in zip(ends, shares, counts, strict=True)
        ],
        "of_lines": words.OF_LINES,
        "reasons": wording.reasons(answer, whats, answer.shorts),
        "own_words": wording.own_words(answer),
        "several": len(answer.visit.contingents) > 1,
        "aside": wording.set_aside(answer),
    }


def _tasks(answer: Answer, whats: wording.Whats) -> dict[str, Any]:
    """The requirements as a planner takes them up: late, with a day, without, to be observed, done."""
    tasks = [r for r in answer.requirements if r.state != "met" and r.kind != "conduct"]
    late = [(task_words.task_words(r, whats), r.if_late) for r in tasks if task_words.is_late(r)]
    for side in answer.home:
        late += [
            (said(headed(wording.home_words(side), task_words.task_words(r, whats))), r.if_late)
            for r in side.requirements
            if task_words.is_late(r)
        ]
    proposals = answer.proposals[: _MOST.proposals]
    return {
        "late": late,
        "dated": [r for r in tasks if r.due_on],
        "undated": [r for r in tasks if not r.due_on],
        "conduct": [r for r in answer.requirements if r.state != "met" and r.kind == "conduct"],
        "met": [r for r in answer.requirements if r.state == "met"],
        "proposals": proposals,
        "statements": [p for p in proposals if p.statement and proposals[-1].of],
        "not_examined": [n for n in answer.not_examined if n not in transit_not_examined(answer.transits)],
    }


def _times(answer: Answer, visit: Visit, whats: wording.Whats) -> dict[str, Any]:
    due = deadlines(answer, whats)
    lines = moments(answer, visit.sheets)
    stay = (answer.visit.start, answer.visit.end)
    named = {"asked": say("asked"), "arrival": say("arrival"), "departure": say("departure")}
    days = [(m.day, named[m.kind]) for m in lines] + [(d.due_on, d.undated) for d in due]
    days.sort()
    return {
        "wide": timeline(due[: _MOST.deadlines], lines, stay, _WIDE),
        "narrow": timeline(due[: _MOST.deadlines], lines, stay, _NARROW),
        "cut_deadlines": max(0, len(due) - _MOST.deadlines),
        "has_windows": any(d.opens_on for d in due),
        "has_met": any(d.kind == "met" for d in due),
        "calendar": days,
        "first_day": days[0][0],
        "last_day": days[-1][0],
    }


def _told(table: Table) -> list[ColumnRead]:
    """The columns that were not simply read under their own name."""
    return [c for c in table.columns if c.note or c.column != name_of(c.heading)]


def _groups(answer: Answer) -> dict[str, Any]:
    ranked: list[Group] = sorted(answer.groups, key=lambda group: -OUTCOMES.index(group.outcome))
    return {"groups": ranked[: _MOST.groups], "cut_groups": max(0, len(ranked) - _MOST.groups)}


_Line: TypeAlias = tuple[int, str, str, str, str, str]


def _lines(answer: Answer, visit: Visit) -> dict[str, Any]:
    """The lines sheet by sheet; the worst, if there are many. Where rows run on, where each really stands."""
    frames = [
        lines.frame.with_columns(pl.lit(number, pl.UInt32).alias("sheet"))
        for number, lines in enumerate(answer.lines)
        if lines.sheet != VISIT
    ]
    if not frames:
        return {"lines": [], "cut_lines": 0, "shown_lines": 0}
    every = pl.concat(frames)
    chosen = every.sort("outcome", descending=True, maintain_order=True).head(_MOST.lines)
    shown: list[tuple[str, list[_Line], bool]] = []
    for number, lines in enumerate(answer.lines):
        here = chosen.filter(pl.col("sheet") == number).sort("row")
        if here.height:
            tables = [table for table in answer.tables if table.sheet == lines.sheet]
            rows = list(_rows(lines, here, visit.sheets[lines.sheet], tables))
            shown.append((lines.sheet, rows, any(table.offset for table in tables)))
    return {"lines": shown, "cut_lines": every.height - chosen.height, "shown_lines": chosen.height}


def _rows(lines: Lines, chosen: pl.DataFrame, frame: pl.DataFrame, tables: list[Table]) -> Iterator[_Line]:
    """Row, name, outcome, group, contingent of each line, and its place in the planner's own file."""
    names = _names(lines.sheet, frame, chosen)
    found = chosen.select("row", "outcome", "group", "contingent").iter_rows()
    for (row, outcome, group, contingent), name in zip(found, names, strict=True):
        table = next((t for t in tables if t.first_row <= row <= t.last_row), None)
        place = _place(table, row - table.offset) if table else ""
        yield row, name, OUTCOMES[outcome], lines.group_ids[group], contingent or "", place


def _place(table: Table, row: int) -> str:
    return say("{file}, row {n}", file=table.worksheet or table.file, n=str(row))


def _names(sheet: str, frame: pl.DataFrame, lines: pl.DataFrame) -> list[str]:
    """What the lines are called, in the sequence of `lines`."""
    named = frame.select("row").with_columns(name=pl.Series(names_of(sheet, frame), dtype=pl.String))
    return lines.select("row").join(named, on="row", how="left", maintain_order="left")["name"].to_list()


@cache
def _environment() -> jinja2.Environment:
    made = environment()
    made.globals.update(around=None, most=_MOST, signs=_SIGNS, version=__version__)
    made.filters.update({words_of.__name__: words_of for words_of in _FILTERS})
    made.filters.update(
        begun=wording.capital,
        cut=_cut,
        due_day=task_words.due_words,
        legs=legs,
        names=_names_shown,
        opens=opens,
        # A range is not broken at its hyphen.
        some=lambda lines: wording.some(lines).replace("-", "\N{NON-BREAKING HYPHEN}"),
    )
    return made


def _running_head(title: str, digest: str) -> str:
    """The head and foot of printed pages. The title stands in the style sheet: every sign of it escaped."""
    facts = say("facts {digest}", digest=digest[:12])
    page, of, after = say("page {page} of {pages}", page="\0", pages="\0").split("\0")
    return (
        f'@page {{ @top-left {{ content: "{_in_css(wording.cut(title, 70), "")}"; font: 8pt sans-serif; }}'
        f' @top-right {{ content: "{_in_css(facts)}";'
        " font: 8pt monospace; }"
        f' @bottom-right {{ content: "{_in_css(page)}" counter(page) "{_in_css(of)}" counter(pages)'
        f' "{_in_css(after)}"; font: 8pt sans-serif; }} }}\n'
    )


def _in_css(text: str, plain: str = " " + ascii_letters + digits) -> str:
    """A text for a style sheet: every sign of it but the plain ones escaped."""
    return "".join(c if c in plain else f"\\{ord(c):06x}" for c in text if c.isprintable())


def _cut(text: str, most: int = _CUT) -> str:
    return wording.cut(text, most)


def _names_shown(names: Sequence[str]) -> str:
    """The first few names of lines, and how many more there are."""
    return wording.first_few([_cut(name) for name in names], _MOST.names)


def _sha256(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
