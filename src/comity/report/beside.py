"""What the answer says of each line, for the cells beside the planner's own row."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from comity.domain.visits.answer import Answer, Group, Requirement
from comity.domain.visits.line_ranges import LineRanges
from comity.report.task_words import task_words
from comity.report.wording import Whats, telling, why_of
from comity.report.words import OF_LINES, outcome_words

HEADINGS = (
    "Comity: outcome",
    "Comity: why",
    "Comity: to do, with whom, by when",
    "Comity: questions",
    "Comity: articles",
)


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said of a line: `outcome` ("" on sheets that are not judged), and the texts of HEADINGS."""

    outcome: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """The remarks on one sheet: `frame` has `row` (UInt32) and `remark` (UInt32, position in `remarks`)."""

    frame: pl.DataFrame
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """A text that stands beside some lines."""

    lines: LineRanges
    text: str


def beside(answer: Answer, sheets: Mapping[str, pl.DataFrame], whats: Whats) -> dict[str, Beside]:
    """The remarks on every sheet of a visit; alike lines share one."""
    tasks = [_tasks(r, whats) for r in answer.requirements if r.kind != "conduct" and r.state != "met"]
    asked = [[_Part(q.lines, q.asks)] for q in answer.questions]
    asked += [[_Part(c.lines, f"{c.column}: {c.says}")] for c in answer.checks]
    return {sheet: _sheet(sheet, frame, answer, (tasks, asked), whats) for sheet, frame in sheets.items()}


def _tasks(requirement: Requirement, whats: Whats) -> list[_Part]:
    """One requirement in words, line by line: its state, and its day if the legs have days of their own."""
    parts = []
    for state, lines in requirement.by_state:
        if state != "met":
            own = dataclasses.replace(requirement, state=state)
            parts.append(_Part(lines, task_words(own, whats)))
    for clock in requirement.clocks:
        for state, lines in requirement.by_state:
            own = dataclasses.replace(
                requirement, state=state, due_on=clock.due_on, due_basis=clock.basis, turn=clock.turn
            )
            # The lines of a clock are those that have not met it; which of them are in this state?
            if state != "met" and (both := _common(clock.lines, lines)):
                parts.append(_Part(both, task_words(own, whats)))
    return parts


def _common(some: LineRanges, others: LineRanges) -> LineRanges:
    sheets = dict.fromkeys(text.partition("!")[0] for text in some)
    common = [(sheet, some.rows_of(sheet)) for sheet in sheets]
    return LineRanges(
        [(sheet, rows.filter(rows.is_in(others.rows_of(sheet).implode()))) for sheet, rows in common]
    )


def _sheet(
    sheet: str,
    lines: pl.DataFrame,
    answer: Answer,
    parts: tuple[Sequence[Sequence[_Part]], Sequence[Sequence[_Part]]],
    whats: Whats,
) -> Beside:
    """Lines that are in the same group and have the same parts share a remark."""
    judged = next((each for each in answer.lines if each.sheet == sheet), None)
    frame = lines.select("row")
    if judged is None:
        frame = frame.with_columns(group=pl.lit(None, pl.UInt32))
    else:
        frame = frame.join(judged.frame.select("row", "group"), on="row", how="left", maintain_order="left")
    columns: list[list[tuple[str, list[str]]]] = []
    for kind, of_kind in enumerate(parts):
        columns.append([])
        for number, several in enumerate(of_kind):
            name, here = f"{kind}.{number}", [(part, part.lines.rows_of(sheet)) for part in several]
            if any(len(rows) for _, rows in here):
                which = pl.lit(0, pl.UInt16)
                for at, (_, rows) in enumerate(here, start=1):
                    which = pl.when(pl.col("row").is_in(rows.implode())).then(at).otherwise(which)
                frame = frame.with_columns(which.cast(pl.UInt16).alias(name))
                columns[kind].append((name, ["", *(part.text for part in several)]))
    keys = [name for name in frame.columns if name != "row"]
    kinds = frame.select(keys).unique(maintain_order=True).with_row_index("remark")
    groups = {group.id: group for group in answer.groups}
    remarks = []
    for kind_of in kinds.iter_rows(named=True):
        tasks, asked = (
            [texts[kind_of[name]] for name, texts in of_kind if kind_of[name]] for of_kind in columns
        )
        number = kind_of["group"]
        group = groups[judged.group_ids[number]] if judged is not None and number is not None else None
        remarks.append(_remark(group, tasks, asked, whats))
    joined = frame.join(kinds, on=keys, how="left", maintain_order="left", nulls_equal=True)
    return Beside(joined.select("row", "remark"), tuple(remarks))


def _remark(group: Group | None, tasks: list[str], asked: list[str], whats: Whats) -> Remark:
    if group is None:
        return Remark("", ("", "", _listed(tasks), _listed(asked), ""))
    why = why_of(group, whats) or OF_LINES[group.outcome]
    cites = dict.fromkeys(cite for finding in telling(group.findings) for cite in finding.cites)
    outcome = outcome_words(group.outcome, group.sheet).replace("-", " ")
    return Remark(group.outcome, (outcome, why, _listed(tasks), _listed(asked), "; ".join(cites)))


def _listed(texts: list[str]) -> str:
    """Several texts in one cell: numbered, if there are several."""
    if len(texts) < 2:
        return "".join(texts)
    return "  ".join(f"{number}) {text}" for number, text in enumerate(texts, start=1))
