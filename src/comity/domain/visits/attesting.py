"""Which signed statement, or which single answer, settles how many undetermined lines.

A statement's values are known, so that it is tried: the visit is judged again as if it had been signed. The
value of a single answer is not; it settles the lines that hang on nothing else.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from comity.domain.provisions.engine import OUTCOMES, UNDETERMINED
from comity.domain.provisions.law import Law, Question
from comity.domain.provisions.vocabulary import CONTINGENT, VISIT, Kind, Type
from comity.domain.visits.answer import Answer, Group, Part, Proposal, QuestionShown
from comity.domain.visits.assessment import judge_visit
from comity.domain.visits.derivation import derive
from comity.domain.visits.explanation import explain
from comity.domain.visits.line_names import names_of
from comity.domain.visits.line_ranges import LineRanges, joined
from comity.domain.visits.questions import ENTRY_INTO_FORCE
from comity.domain.visits.statements import Drafted, Key, Statement, draft
from comity.domain.visits.visit import LINE_COLUMNS, Visit

#: Combinations of facts tried for each sheet, those of most lines first; lines with others are not counted.
_MOST_COMBINATIONS = 5_000
_NOBODY = ("", "")


def proposals(
    answer: Answer, visit: Visit, law: Law, statements: Sequence[Statement]
) -> tuple[Proposal, ...]:
    """What to ask, one after the other, what settles most lines before the rest.

    `settles` counts the lines that are settled when that answer is given after those before it; a line that
    may stay open is not counted. Questions that no word of the planner can answer are left out.
    """
    if not answer.questions:
        return ()
    return tuple(_Proposer(answer, visit, law, statements).in_turn())


@dataclass(slots=True, eq=False)
class _Open:
    """An undetermined group: how many lines it stands for, and the questions that are still open."""

    sheet: str
    count: int
    left: set[Key]


class _Proposer:
    def __init__(self, answer: Answer, visit: Visit, law: Law, statements: Sequence[Statement]) -> None:
        self.law, self.full = law, answer
        self.statements = list(_one_of_each_kind(statements, visit))
        self.visit = replace(visit, sheets=derive(visit.sheets, law.vocabulary))
        self.rows = {lines.sheet: _undetermined_rows(lines.frame) for lines in answer.lines}
        self.total = sum(rows.len() for sheet, rows in self.rows.items() if sheet != VISIT)
        self.given: set[Key] = set()
        self.known = {(q.sheet, q.fact): q for q in answer.questions}
        self.asked = answer.questions
        self.open = self._open_groups(answer.groups, None)
        self.settled = 0

    def in_turn(self) -> Iterator[Proposal]:
        """Statements, and questions that no statement answers, by the blanks they fill; then the rest."""
        while drafts := self._drafts():
            best = max(drafts, key=lambda drafted: self._fills(drafted.answers))
            covered = {key for drafted in drafts for key in drafted.answers}
            single = self._most([q for q in self._single() if self._key(q) not in covered])
            if single and self._fills({self._key(single)}) > self._fills(best.answers):
                yield self._take_question(single)
            else:
                yield self._take_statement(best)
        while single := self._most(self._single()):
            yield self._take_question(single)

    def _drafts(self) -> list[Drafted]:
        open_keys = {key for group in self.open for key in group.left}
        drafts = (draft(s, self.visit, open_keys, self.law.vocabulary) for s in self.statements)
        return [drafted for drafted in drafts if drafted]

    def _fills(self, keys: Iterable[Key]) -> int:
        wanted = set(keys)
        return sum(len(group.left & wanted) * group.count for group in self.open)

    def _take_statement(self, drafted: Drafted) -> Proposal:
        asked = [q for q in self.asked if self._key(q) in drafted.answers]
        self.statements.remove(drafted.statement)
        self.visit = replace(drafted.visit, sheets=derive(drafted.visit.sheets, self.law.vocabulary))
        self._judge_again()
        proposal = Proposal(
            statement=drafted.statement.id,
            sheet="",
            fact="",
            says=drafted.statement.about,
            find=drafted.statement.find,
            parts=drafted.parts,
            rides=drafted.rides,
            cites=tuple(dict.fromkeys(cite for q in asked for cite in q.cites)),
            lines=joined(self.known[key].lines for key in map(self._key, asked) if key in self.known),
        )
        return self._counted(proposal)

    def _take_question(self, question: QuestionShown) -> Proposal:
        key = self._key(question)
        self.given.add(key)
        for group in self.open:
            group.left.discard(key)
        self.open = [group for group in self.open if group.left]
        shown = self.known.get(key, question)
        proposal = Proposal(
            statement=None,
            sheet=shown.sheet,
            fact=shown.fact,
            says=shown.asks,
            find=shown.find,
            parts=self._parts_of(shown),
            rides=(),
            cites=shown.cites,
            lines=shown.lines,
        )
        return self._counted(proposal)

    def _counted(self, proposal: Proposal) -> Proposal:
        left = sum(group.count for group in self.open if group.sheet != VISIT)
        before, self.settled = self.settled, max(self.settled, self.total - left)
        return replace(proposal, settles=self.settled - before, settled=self.settled, of=self.total)

    def _judge_again(self) -> None:
        """The open groups and their questions, with one line for all that have the same facts."""
        sheets = {}
        weights: dict[str, dict[int, int]] = {}
        others = 0
        for sheet, frame in self.visit.sheets.items():
            if sheet not in self.rows:
                continue
            alike = _alike(frame.filter(pl.col("row").is_in(self.rows[sheet].implode())), self._read(sheet))
            weights[sheet] = dict(alike.head(_MOST_COMBINATIONS).select("row", "lines").iter_rows())
            others += int(alike["lines"][_MOST_COMBINATIONS:].sum())
            sheets[sheet] = alike.head(_MOST_COMBINATIONS).drop("lines")
        lesser = replace(self.visit, sheets=sheets)
        question = Question(
            lesser.receiving_state, self.full.asked_on, self.full.hypothetical, lesser.entry_into_force
        )
        judged = judge_visit(lesser, self.law, question, lambda _: None)
        explained = explain(lesser, self.law, question, judged, lambda _: lambda _: False)
        self.asked = explained.questions
        self.open = self._open_groups(explained.groups, weights)
        for group in self.open:
            group.left -= self.given
        self.open = [group for group in self.open if group.left]
        if others:
            self.open.append(_Open("", others, {_NOBODY}))

    def _read(self, sheet: str) -> set[str]:
        """The columns that law may read."""
        facts = self.law.vocabulary.of(sheet).values()
        read = {fact.name for fact in facts if fact.kind in (Kind.CIRCUMSTANCE, Kind.STEP)}
        return (read | set(LINE_COLUMNS)) - {"row", "ref"}

    def _key(self, question: QuestionShown) -> Key:
        return self._where_asked((question.sheet, question.fact))

    def _where_asked(self, key: Key) -> Key:
        """A fact that is looked up is asked where it comes from, if it was asked there first."""
        fact = self.law.vocabulary.of(key[0]).get(key[1])
        source = (fact.looked_up.sheet, fact.looked_up.fact) if fact and fact.looked_up else key
        return source if source in self.known else key

    def _open_groups(
        self, shown: Sequence[Group], weights: Mapping[str, Mapping[int, int]] | None
    ) -> list[_Open]:
        by_fact: dict[str, list[Key]] = {}
        for question in self.asked:
            by_fact.setdefault(question.fact, []).append((question.sheet, question.fact))
        groups = []
        for group in shown:
            if group.outcome == OUTCOMES[UNDETERMINED]:
                meant = (_meant(by_fact.get(name, []), group.sheet) for name in group.questions)
                count = _weight(group.lines, group.sheet, weights) or group.count
                groups.append(_Open(group.sheet, count, set(map(self._where_asked, meant))))
        return groups

    def _single(self) -> list[QuestionShown]:
        """The questions still open that a word of the planner can answer."""
        wanted = {key for group in self.open for key in group.left} - self.given
        return [q for q in self.asked if self._key(q) in wanted and self._answerable(q)]

    def _most(self, questions: Sequence[QuestionShown]) -> QuestionShown | None:
        """The question that settles most lines, or else fills most blanks."""

        def worth(question: QuestionShown) -> tuple[int, int, bool]:
            key = self._key(question)
            alone = sum(group.count for group in self.open if group.left == {key} and group.sheet != VISIT)
            fact = self.law.vocabulary.of(question.sheet).get(question.fact)
            # Which of several kinds something is often makes the other questions idle.
            return alone, self._fills({key}), fact is not None and fact.type is Type.CHOICE

        return max(questions, key=worth, default=None)

    def _answerable(self, question: QuestionShown) -> bool:
        if question.fact.startswith(ENTRY_INTO_FORCE):
            return True
        fact = self.law.vocabulary.of(question.sheet).get(question.fact)
        if fact is None or fact.kind not in (Kind.CIRCUMSTANCE, Kind.STEP):
            return False
        return question.sheet in (VISIT, CONTINGENT) or question.sheet in self.visit.sheets

    def _parts_of(self, question: QuestionShown) -> tuple[Part, ...]:
        """What an answer to a single question is written as: its value is still missing."""
        if question.fact.startswith(ENTRY_INTO_FORCE):
            return ()
        frame = self.visit.sheets.get(question.sheet)
        only: tuple[str, ...] = ()
        if frame is not None:
            rows = pl.Series(sorted(question.lines.by_sheet.get(question.sheet, ())), dtype=pl.UInt32)
            if question.fact in frame.columns:
                blank = frame.filter(pl.col(question.fact).is_null())["row"]
                rows = rows.filter(rows.is_in(blank.implode()))
            only = names_of(frame, question.sheet, rows)
        return (Part(question.sheet, question.asks, (), (), only),)


def _one_of_each_kind(statements: Sequence[Statement], visit: Visit) -> Iterator[Statement]:
    """Of statements that name one fact of the visit differently only the first is offered at a time."""
    seen: set[tuple[str, ...]] = set()
    for statement in statements:
        kind = tuple(sorted(statement.visit))
        if kind and all(name in visit.facts for name in kind):
            yield statement
        elif not kind or kind not in seen:
            seen.add(kind)
            yield statement


def _undetermined_rows(frame: pl.DataFrame) -> pl.Series:
    return frame.filter(pl.col("outcome") == UNDETERMINED)["row"]


def _alike(frame: pl.DataFrame, read: set[str]) -> pl.DataFrame:
    """One line for all that have the same facts, most lines first, with their number as `lines`."""
    columns = [name for name in frame.columns if name in read]
    rest = [pl.col(name).first() for name in frame.columns if name in LINE_COLUMNS and name not in read]
    alike = frame.group_by(columns, maintain_order=True).agg(*rest, lines=pl.len())
    shown = [*LINE_COLUMNS, *(name for name in columns if name not in LINE_COLUMNS), "lines"]
    return alike.select(shown).sort("lines", descending=True, maintain_order=True)


def _weight(lines: LineRanges, sheet: str, weights: Mapping[str, Mapping[int, int]] | None) -> int:
    """How many lines of the visit the lines of a group stand for."""
    of_sheet = weights.get(sheet) if weights else None
    return sum(of_sheet[row] for row in lines.by_sheet.get(sheet, ())) if of_sheet else 0


def _meant(keys: Sequence[Key], sheet: str) -> Key:
    """Which question a group means by the name of a fact: its own sheet's, the visit's, or another's."""
    at_home = (key for place in (sheet, VISIT, CONTINGENT) for key in keys if key[0] == place)
    return next(at_home, keys[0] if keys else _NOBODY)
