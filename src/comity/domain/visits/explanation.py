"""From judged lines to the answer's parts: groups, lines, requirements, questions, advice and gaps."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial

import polars as pl

from comity.domain.primitives.worded import StateCode, worded
from comity.domain.provisions.engine import NOT_COVERED, OUTCOMES, UNDETERMINED
from comity.domain.provisions.law import Law, Question
from comity.domain.provisions.rulebook import LIFTED_BY, Effect, Rulebook, Sureness
from comity.domain.provisions.vocabulary import VISIT
from comity.domain.visits.anchors import Stays, legs_of
from comity.domain.visits.answer import (
    Advice,
    AgreementShown,
    FindingShown,
    Group,
    Lines,
    NotCoveredBy,
    NotExamined,
    QuestionShown,
    Requirement,
)
from comity.domain.visits.application import agreements_shown, not_covered_by
from comity.domain.visits.derivation import blanks_behind
from comity.domain.visits.grouping import FoundHere, Pattern
from comity.domain.visits.judged import Judged, JudgedSheet
from comity.domain.visits.line_ranges import LineRanges, joined, ranges
from comity.domain.visits.question_words import question_words
from comity.domain.visits.questions import Asked, asked_of
from comity.domain.visits.requirements import CalendarOf, Present, Requirements
from comity.domain.visits.sureness import highest, lowest, of_pattern
from comity.domain.visits.visit import Visit


@dataclass(frozen=True, slots=True)
class Explained:
    """The parts of an answer."""

    agreements: tuple[AgreementShown, ...]
    rulebooks: tuple[tuple[str, int, str], ...]
    groups: tuple[Group, ...]
    lines: tuple[Lines, ...]
    requirements: tuple[Requirement, ...]
    questions: tuple[QuestionShown, ...]
    advice: tuple[Advice, ...]
    not_examined: tuple[NotExamined, ...]

    def sureness_of(self, worst: int) -> str | None:
        """The visit's sureness: of a bar the surest, of what needs every line the least sure."""
        # A conditional visit needs its permitted lines too.
        premises = OUTCOMES[:UNDETERMINED] if worst < UNDETERMINED else OUTCOMES[worst : worst + 1]
        shown = [Sureness(g.sureness) for g in self.groups if g.outcome in premises and g.sureness]
        if worst == UNDETERMINED:
            return None
        best = highest(shown) if worst > UNDETERMINED else lowest(shown)
        return best.value if best else None


def explain(visit: Visit, law: Law, question: Question, judged: Judged, calendar_of: CalendarOf) -> Explained:
    """Explain a judged visit, each sheet group by group."""
    explainer = _Explainer(visit, law, question, judged, calendar_of)
    for sheet in judged.sheets:
        explainer.sheet(sheet)
    return Explained(
        agreements=agreements_shown(visit, law, question, judged),
        rulebooks=explainer.rulebooks(),
        groups=tuple(explainer.groups),
        lines=tuple(explainer.lines),
        requirements=explainer.requirements.listed(question.asked_on),
        questions=explainer.questions(),
        advice=explainer.advice(),
        not_examined=explainer.not_examined(),
    )


@dataclass(frozen=True, slots=True, eq=False)
class OpenGroup:
    """An undetermined group: the rows of its lines, and the facts that are asked of them."""

    sheet: str
    rows: pl.Series
    questions: tuple[str, ...]


def open_questions(
    visit: Visit, law: Law, question: Question, judged: Judged
) -> tuple[tuple[OpenGroup, ...], tuple[QuestionShown, ...]]:
    """Only what a judged visit leaves open: its undetermined groups, and the questions."""
    explainer = _Explainer(visit, law, question, judged, lambda _: lambda _: False)
    groups = tuple(group for sheet in judged.sheets for group in explainer.open_groups(sheet))
    return groups, explainer.questions()


@dataclass(slots=True)
class _AskedAt:
    """One question: what it cites, the lines it bears on, and by sheet the rows that it would settle."""

    cites: dict[str, None] = field(default_factory=dict)
    lines: list[LineRanges] = field(default_factory=list)
    rows: dict[str, list[pl.Series]] = field(default_factory=dict)

    @property
    def settles(self) -> int:
        """How many lines it would settle; a line that asks it twice is one."""
        return sum(pl.concat(several).n_unique() for several in self.rows.values())


class _Explainer:
    """Goes through the sheets once and collects the answer's parts."""

    def __init__(
        self, visit: Visit, law: Law, question: Question, judged: Judged, calendar_of: CalendarOf
    ) -> None:
        self.visit, self.law, self.question, self.judged = visit, law, question, judged
        self.host = law.host(question.receiving_state)
        self.requirements = Requirements(
            law.vocabulary, visit.receiving_state, visit.start, visit.leads, calendar_of, visit.filings
        )
        self._legs = legs_of(visit)
        self.groups: list[Group] = []
        self.lines: list[Lines] = []
        self._asked: dict[tuple[str, str], _AskedAt] = {}
        self._advice: dict[str, tuple[FoundHere, list[LineRanges]]] = {}
        self._shown: dict[tuple[str, str, tuple[str, ...], dt.date | None], FindingShown] = {}
        self._books: dict[str, Rulebook] = {}
        self._applying: dict[str, Rulebook] = {}

    def sheet(self, judged: JudgedSheet) -> None:
        """Explain one sheet."""
        shown = judged.lines.select("index", "row", "contingent", "arrives_on", "departs_on").with_columns(
            judged.placed.select("outcome", "group")
        )
        members = (
            shown.group_by("group")
            .agg(
                "row",
                "index",
                pl.col("arrives_on").min(),
                pl.col("departs_on").min(),
                pl.col("outcome").first(),
            )
            .sort("group")
        )
        stays = Stays(judged.sheet, judged.lines, judged.placed["group"], self._legs)
        ids = []
        for number, first, last, outcome in members.drop("row", "index").iter_rows():
            lines = LineRanges([(judged.sheet, members["row"][number])])
            present = Present(lines, first, last, partial(stays.of, number, lines))
            group = self._group(judged, number, present, members["index"][number], outcome)
            ids.append(group.id)
            self.groups.append(group)
        frame = shown.select("row", "contingent", "outcome", "group")
        self.lines.append(Lines(judged.sheet, frame, tuple(ids)))

    def open_groups(self, judged: JudgedSheet) -> Iterator[OpenGroup]:
        """The undetermined groups of one sheet; what is asked of them is noted."""
        undetermined = judged.placed.filter(pl.col("outcome") == UNDETERMINED)
        members = undetermined.group_by("group").agg("index").sort("group")
        for number, at in zip(members["group"], members["index"], strict=True):
            lines = judged.lines[at]
            yield OpenGroup(judged.sheet, lines["row"], self._questions_of(judged, number, lines))

    def _group(
        self, judged: JudgedSheet, number: int, present: Present, at: pl.Series, outcome: int
    ) -> Group:
        sheet, numbers = judged.sheet, judged.groups[number]
        several = len(numbers) > 1
        findings: list[FindingShown] = []
        covered: dict[str, None] = {}
        for each in numbers:
            pattern = self.judged.patterns[each]
            self._note_books(pattern)
            self.requirements.add(pattern, present)
            findings += self._findings(pattern, since=pattern.day if several else None)
            covered |= dict.fromkeys(name for name, covers in pattern.covers.items() if covers is True)
            self._take_advice(pattern, present.lines)
        return Group(
            id=f"{sheet}-{number + 1}",
            sheet=sheet,
            outcome=OUTCOMES[outcome],
            sureness=self._sureness(numbers, sheet, outcome),
            covered_by=tuple(covered),
            findings=tuple(findings),
            questions=(
                self._questions_of(judged, number, judged.lines[at]) if outcome == UNDETERMINED else ()
            ),
            lines=present.lines,
            count=at.len(),
            not_covered_by=self._not_covered(judged, number) if outcome == NOT_COVERED else (),
        )

    def _findings(self, pattern: Pattern, since: dt.date | None) -> Iterable[FindingShown]:
        """What the pattern's provisions come to; groups share what they have in common."""
        lifts = pattern.lifts()
        for found in pattern.found:
            result = _result(found)
            if result is None or not found.rule.decides:
                continue
            lifted_by: tuple[str, ...] = ()
            if result == "lifted":
                provision = found.rule.provision
                lifting = lifts.get((LIFTED_BY[provision.effect], provision.what), [])
                lifted_by = tuple(other.rule.key for other in lifting)
            key = (found.rule.key, result, lifted_by, since)
            if key not in self._shown:
                self._shown[key] = _shown(found, result, lifted_by, since)
            yield self._shown[key]

    def _questions_of(self, judged: JudgedSheet, number: int, lines: pl.DataFrame) -> tuple[str, ...]:
        """What is asked of the lines of an undetermined group."""
        asked: dict[str, None] = {}
        for each in judged.groups[number]:
            pattern, constants = self.judged.patterns[each], self.judged.constants[each]
            for question in asked_of(pattern, judged.sheet, lines, constants, self.law, self.host):
                asked |= dict.fromkeys(self._ask(judged.sheet, question, lines))
        return tuple(asked)

    def _not_covered(self, judged: JudgedSheet, number: int) -> tuple[NotCoveredBy, ...]:
        reasons: dict[NotCoveredBy, None] = {}
        for each in judged.groups[number]:
            pattern = self.judged.patterns[each]
            if pattern.outcome == NOT_COVERED:
                state = str(self.judged.constants[each]["sending_state"])
                why = not_covered_by(pattern, judged.sheet, state, self.visit, self.law, self.question)
                reasons |= dict.fromkeys(why)
        return tuple(reasons)

    def _sureness(self, numbers: tuple[int, ...], sheet: str, outcome: int) -> str | None:
        here = [self.judged.patterns[n] for n in numbers]
        deciding = [p for p in here if p.outcome == outcome] if outcome >= UNDETERMINED else here
        known = [s for s in (of_pattern(p, sheet, self._books, self.host) for p in deciding) if s]
        if outcome == UNDETERMINED:
            return None
        best = highest(known) if outcome > UNDETERMINED else lowest(known)
        return best.value if best else None

    def _ask(self, sheet: str, asked: Asked, lines: pl.DataFrame) -> Iterable[str]:
        """Note what is asked of which lines; a derived fact is asked for where its blanks stand."""
        fact = self.law.vocabulary.of(sheet).get(asked.fact)
        own = LineRanges([(sheet, asked.rows)])
        places: list[tuple[str, str, LineRanges]] = [(self._level(sheet, asked.fact), asked.fact, own)]
        source = (fact.counted or fact.looked_up) if fact else None
        if source is not None and source.sheet != sheet:
            # Looked for in a group's own lines: a long list may have thousands of groups.
            here = lines.filter(pl.col("row").is_in(asked.rows.implode()))
            behind = blanks_behind(self.judged.derived, self.law.vocabulary, sheet, asked.fact, here)
            if behind and all(blank.sheet != sheet and blank.rows for blank in behind):
                # The rows that the lines name are there and leave it blank: one answer there serves all.
                places = [(b.sheet, b.column, own + ranges(b.sheet, b.rows)) for b in behind]
        for at, name, where in places:
            found = self._asked.setdefault((at, name), _AskedAt())
            found.cites |= dict.fromkeys(asked.cites)
            found.lines.append(where)
            found.rows.setdefault(sheet, []).append(asked.rows)
            yield name

    def _level(self, sheet: str, name: str) -> str:
        """The level that a fact is asked on: the highest that has it, where one answer serves most lines."""
        vocabulary = self.law.vocabulary
        if name in vocabulary.of("contingent"):
            return "contingent"
        return sheet if name in vocabulary.of(sheet) and name not in vocabulary.of(VISIT) else VISIT

    def questions(self) -> tuple[QuestionShown, ...]:
        """All questions, those that settle most lines first."""
        shown = []
        for (sheet, name), found in self._asked.items():
            asks, find = question_words(self.law, sheet, name)
            shown.append(
                QuestionShown(
                    fact=name,
                    sheet=sheet,
                    asks=asks,
                    find=find,
                    cites=tuple(found.cites),
                    lines=joined(found.lines),
                    settles=found.settles,
                )
            )
        return tuple(sorted(shown, key=lambda q: (-q.settles, q.sheet, q.fact)))

    def _take_advice(self, pattern: Pattern, lines: LineRanges) -> None:
        for found in pattern.found:
            if not found.rule.decides and found.reaches is not False:
                self._advice.setdefault(found.rule.key, (found, []))[1].append(lines)

    def advice(self) -> tuple[Advice, ...]:
        """Provisions that may matter but whose text is not sure enough to decide."""
        return tuple(
            Advice(
                provision=found.rule.provision.id,
                body=found.rule.body.id,
                cites=_cites(found),
                says=found.rule.provision.says,
                sureness=found.rule.provision.sureness.value,
                lines=joined(lines),
            )
            for found, lines in self._advice.values()
        )

    def _note_books(self, pattern: Pattern) -> None:
        for name, applies in pattern.applies.items():
            self._books[name] = self.law.rulebooks[name]
            if applies is not False:
                self._applying[name] = self.law.rulebooks[name]

    def rulebooks(self) -> tuple[tuple[str, int, str], ...]:
        """Id, version and digest of every rulebook that was applied."""
        books = [*self._books.values(), *([self.host] if self.host else [])]
        return tuple((book.id, book.version, book.digest) for book in books)

    def not_examined(self) -> tuple[NotExamined, ...]:
        """What the law is silent on, for the sheets that have lines; transit States; missing law."""
        present = {line.sheet for line in self.lines} | set(self.visit.sheets)
        books = [*self._applying.values(), *([self.host] if self.host else [])]
        cited: dict[tuple[str, str, str], list[str]] = {}
        for book in books:
            for s in book.silences:
                if s.sheet in present:
                    cites = cited.setdefault((s.sheet, s.matter, s.why), [])
                    cites += [f"{book.id} {cite}" for cite in s.cites]
        shown = [NotExamined(*matter, tuple(cites)) for matter, cites in cited.items()]
        if self.host is None:
            state = self.visit.receiving_state
            why = worded(
                "No rulebook of its law is installed: what is neither forbidden nor outside every agreement "
                "stays undetermined."
            )
            shown.insert(
                0, NotExamined(VISIT, worded("the ordinary law of {state}", state=StateCode(state)), why, ())
            )
        if all(line.sheet == VISIT for line in self.lines):
            why = worded("The manifest has no lines: nothing was asked to be let in.")
            shown.insert(0, NotExamined(VISIT, worded("people and things"), why, ()))
        return tuple(shown)


def _shown(found: FoundHere, result: str, lifted_by: tuple[str, ...], since: dt.date | None) -> FindingShown:
    provision = found.rule.provision
    return FindingShown(
        provision=provision.id,
        body=found.rule.body.id,
        cites=_cites(found),
        effect=provision.effect.value,
        what=provision.what,
        value=provision.value,
        result=result,
        lifted_by=lifted_by,
        sureness=provision.sureness.value,
        says=provision.says,
        since=since,
    )


def _result(found: FoundHere) -> str | None:
    """stands, lifted, met, failed or unknown; None where the provision does not reach the lines."""
    if found.stands is None:
        return "met" if found.done is True else "unknown"
    if found.stands:
        is_requirement = found.rule.provision.effect is Effect.REQUIRES
        return {True: "met", False: "failed", None: "stands"}[found.done if is_requirement else None]
    return "lifted" if found.reaches is not False and found.lifted is True else None


def _cites(found: FoundHere) -> tuple[str, ...]:
    return tuple(f"{found.rule.body.id} {cite}" for cite in found.rule.provision.cites)
