"""One visit under several agreements: what each gives, takes and leaves open. The difference is its worth."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from comity.domain.primitives.worded import worded
from comity.domain.provisions.engine import OUTCOMES
from comity.domain.provisions.law import ACCESS, NO_ACCESS_AGREEMENT
from comity.domain.visits.answer import Answer, FindingShown, QuestionShown, Requirement
from comity.domain.visits.difference import Turned
from comity.domain.visits.line_ranges import LineRanges, joined, ranges

#: The law as it stands on the day asked, with no hypothesis.
AS_IS = "as-is"
_VISITOR = ("sending", "unit", "person")
_TO_FILE = ("open", "unknown", "failed")


@dataclass(frozen=True, slots=True)
class Case:
    """The visit under one assumption: `under` is an agreement's id, "none" or "as-is".

    `answer` is what follows.
    """

    under: str
    answer: Answer

    @property
    def title(self) -> str:
        """The agreement's own title, or what is asked in words."""
        if self.under == AS_IS:
            return worded("the law as it stands")
        if self.under == NO_ACCESS_AGREEMENT:
            return worded("no access agreement")
        return next((a.title for a in self.answer.agreements if a.id == self.under), self.under)

    @property
    def has_access_agreement(self) -> bool:
        """Whether an access agreement applies, or may apply; a hypothesis stands for one."""
        if self.under not in (AS_IS, NO_ACCESS_AGREEMENT):
            return True
        return any(a.family == ACCESS and a.applies != "no" for a in self.answer.agreements)

    def to_file(self) -> list[Requirement]:
        """What the visitor's side has to file, have or do before it may come; conduct is not filed."""
        return [
            r
            for r in self.answer.requirements
            if r.kind != "conduct" and r.by in _VISITOR and r.state in _TO_FILE
        ]

    def first_due(self) -> Requirement | None:
        """Of what has to be filed, what is due first; None if of nothing the lead is known."""
        dated = [r for r in self.to_file() if r.due_on is not None]
        return min(dated, key=lambda r: (r.due_on or dt.date.max, r.what), default=None)


@dataclass(frozen=True, slots=True)
class Point:
    """A duty, a ban or an assignment that stands in some case: what it is, and of whom."""

    effect: str
    what: str
    value: str = ""
    kind: str = ""
    by: str = ""
    authority: str | None = None
    authority_name: str | None = None

    @property
    def key(self) -> tuple[str, str, str, str, str | None]:
        """What makes two of them the same; a kind may differ from source to source."""
        return self.effect, self.what, self.value, self.by, self.authority


@dataclass(frozen=True, slots=True)
class Held:
    """How a point stands in one case: its lines, those of them where it is not settled, day and citations."""

    lines: LineRanges
    count: int
    unknown: int
    due_on: dt.date | None
    due_basis: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shift:
    """Lines that a point reaches in one case and not in the other; `lifted_by` cites what takes it away."""

    point: Point
    lines: LineRanges
    count: int
    lifted_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """From the first case to another one.

    `lost` and `gained` are the lines of each point that fall away and that come on top. `turned` are lines
    whose outcome is another one. `days_won` is how much later the first filing with a known day is due
    (negative: sooner; None: not known in one of the two). `unsettled` counts the lines that only the other
    case leaves undetermined, `asked` are its questions that the first does not ask.
    """

    case: Case
    lost: tuple[Shift, ...]
    gained: tuple[Shift, ...]
    turned: tuple[Turned, ...]
    first_due: tuple[Requirement | None, Requirement | None]
    days_won: int | None
    late: tuple[int, int]
    unsettled: int
    asked: tuple[QuestionShown, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The cases, every point with how it stands in each (None: not at all), and the steps from the first."""

    cases: tuple[Case, ...]
    points: tuple[tuple[Point, tuple[Held | None, ...]], ...]
    steps: tuple[Step, ...]


def compared(cases: Sequence[Case]) -> Comparison:
    """Compare the answers to one visit; the first case is what the others are held against.

    Raises ValueError for fewer than two cases, or answers to different facts.
    """
    if len(cases) < 2 or len({case.answer.facts_digest for case in cases}) > 1:
        raise ValueError("a comparison needs two answers to the same facts")
    held = [_points(case.answer) for case in cases]
    known: dict[tuple[str, str, str, str, str | None], Point] = {}
    for each in held:
        for key, (point, _) in each.items():
            known.setdefault(key, point)
    points = tuple(
        (point, tuple(each[key][1] if key in each else None for each in held)) for key, point in known.items()
    )
    ranked = sorted(points, key=lambda each: (_EFFECTS.index(each[0].effect), -_most(each[1]), each[0].what))
    steps = (_step(cases[0], other, held[0], there) for other, there in zip(cases[1:], held[1:], strict=True))
    return Comparison(tuple(cases), tuple(ranked), tuple(steps))


_EFFECTS = ("requires", "forbids", "assigns")
_Points = Mapping[tuple[str, str, str, str, str | None], tuple[Point, Held]]


def _most(held: Sequence[Held | None]) -> int:
    return max(each.count for each in held if each)


def _points(answer: Answer) -> _Points:
    """Every duty, ban and assignment that stands, or may, in an answer."""
    found: dict[tuple[str, str, str, str, str | None], tuple[Point, Held]] = {}
    for r in answer.requirements:
        point = Point("requires", r.what, "", r.kind, r.by, r.authority, r.authority_name)
        lines = joined(lines for _, lines in r.by_state)
        unknown = sum(lines.size for state, lines in r.by_state if state == "unknown")
        found[point.key] = (point, Held(lines, lines.size, unknown, r.due_on, r.due_basis, r.cites))
    standing: dict[Point, list[tuple[FindingShown, LineRanges]]] = {}
    for group in answer.groups:
        for finding in group.findings:
            if finding.effect in ("forbids", "assigns") and finding.result in ("stands", "unknown"):
                point = Point(finding.effect, finding.what, finding.value)
                standing.setdefault(point, []).append((finding, group.lines))
    for point, findings in standing.items():
        lines = joined(lines for _, lines in findings)
        sure = joined(lines for finding, lines in findings if finding.result == "stands")
        cites = tuple(dict.fromkeys(cite for finding, _ in findings for cite in finding.cites))
        held = Held(lines, lines.size, lines.size - sure.size, None, "none", cites)
        found[point.key] = (point, held)
    return found


def _step(first: Case, other: Case, before: _Points, after: _Points) -> Step:
    dues = first.first_due(), other.first_due()
    days = [due.due_on for due in dues if due and due.due_on]
    asked = {(q.sheet, q.fact) for q in first.answer.questions}
    turned = tuple(_turned(first.answer, other.answer))
    return Step(
        case=other,
        lost=tuple(_shifts(before, after, _lifting(other.answer))),
        gained=tuple(_shifts(after, before, {})),
        turned=turned,
        first_due=dues,
        days_won=(days[1] - days[0]).days if len(days) == 2 else None,
        late=(sum(r.late for r in first.to_file()), sum(r.late for r in other.to_file())),
        unsettled=sum(t.count for t in turned if t.new == "undetermined"),
        asked=tuple(q for q in other.answer.questions if (q.sheet, q.fact) not in asked),
    )


def _shifts(here: _Points, there: _Points, lifting: Mapping[str, tuple[str, ...]]) -> Iterator[Shift]:
    """The lines that points reach here and not there, the most lines first."""
    found = []
    for key, (point, held) in here.items():
        reached = there[key][1].lines.by_sheet if key in there else {}
        rest = {sheet: rows - reached.get(sheet, frozenset()) for sheet, rows in held.lines.by_sheet.items()}
        lines = joined(ranges(sheet, sorted(rows)) for sheet, rows in rest.items() if rows)
        if count := sum(len(rows) for rows in rest.values()):
            found.append(Shift(point, lines, count, lifting.get(point.what, ())))
    yield from sorted(found, key=lambda s: (_EFFECTS.index(s.point.effect), -s.count, s.point.what))


def _lifting(answer: Answer) -> dict[str, tuple[str, ...]]:
    """By `what`, the citations of the provisions that lift it anywhere in an answer."""
    cites: dict[str, tuple[str, ...]] = {}
    lifted: dict[str, dict[str, None]] = {}
    for group in answer.groups:
        for finding in group.findings:
            cites[f"{finding.body}:{finding.provision}"] = finding.cites
            if finding.result == "lifted":
                lifted.setdefault(finding.what, {}).update(dict.fromkeys(finding.lifted_by))
    return {
        what: tuple(dict.fromkeys(cite for key in keys for cite in cites.get(key, (key,))))
        for what, keys in lifted.items()
    }


def _turned(first: Answer, other: Answer) -> Iterator[Turned]:
    before, after = ({lines.sheet: lines.frame for lines in answer.lines} for answer in (first, other))
    for sheet in before:
        if sheet not in after:
            continue
        both = (
            before[sheet]
            .select("row", "outcome")
            .join(after[sheet].select("row", "outcome"), on="row", suffix="_new")
        )
        differ = both.filter(pl.col("outcome") != pl.col("outcome_new")).sort("outcome", "outcome_new", "row")
        grouped = differ.group_by("outcome", "outcome_new", maintain_order=True).agg("row")
        for was, now, rows in grouped.iter_rows():
            yield Turned(sheet, OUTCOMES[was], OUTCOMES[now], ranges(sheet, rows), len(rows))
