"""Which signed statement, or which single answer, settles how many undetermined lines.

A statement's values are known, so that it is tried: the visit is judged again as if it had been signed. The
value of a single answer is not; it settles the lines that hang on nothing else.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import polars as pl

from comity.domain.provisions.engine import UNDETERMINED
from comity.domain.provisions.law import Law, Question
from comity.domain.provisions.vocabulary import CONTINGENT, VISIT, Kind, Type
from comity.domain.visits.answer import Answer, QuestionShown
from comity.domain.visits.assessment import judge_sheets
from comity.domain.visits.derivation import derive
from comity.domain.visits.explanation import open_questions
from comity.domain.visits.line_ranges import joined
from comity.domain.visits.naming import mentions
from comity.domain.visits.proposals import Part, Proposal
from comity.domain.visits.questions import ENTRY_INTO_FORCE
from comity.domain.visits.statements import Drafted, Key, Statement, draft
from comity.domain.visits.visit import LINE_COLUMNS, Visit, visit_sheet

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
    """Undetermined lines with equal findings: their rows, and the questions that are still open."""

    sheet: str
    rows: pl.Series
    left: set[Key]

    @property
    def count(self) -> int:
        return self.rows.len()


class _Proposer:
    def __init__(self, answer: Answer, visit: Visit, law: Law, statements: Sequence[Statement]) -> None:
        self.law, self.full = law, answer
        self.statements = list(_one_of_each_kind(statements, visit))
        self.visit = replace(visit, sheets=derive(visit.sheets, law.vocabulary))
        self.given: set[Key] = set()
        self.known = {(q.sheet, q.fact): q for q in answer.questions}
        self.asked = dict(self.known)
        questions = {group.id: group.questions for group in answer.groups}
        self.open = [
            self._still_open(lines.sheet, rows, questions[lines.group_ids[group]])
            for lines in answer.lines
            for group, rows in _undetermined(lines.frame).iter_rows()
        ]
        self.total = self._lines_left()
        self.settled = 0

    def in_turn(self) -> Iterator[Proposal]:
        """Statements, and questions that no statement answers, by the blanks they fill; then the rest."""
        while drafts := self._drafts():
            best = max(drafts, key=lambda drafted: self._fills(drafted.answers))
            covered = {key for drafted in drafts for key in drafted.answers}
            # What no statement answers leaves the drafts as they are.
            while (single := self._most([q for q in self._single() if self._key(q) not in covered])) and (
                self._fills({self._key(single)}) > self._fills(best.answers)
            ):
                yield self._take_question(single)
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
        asked = [q for q in self.asked.values() if self._key(q) in drafted.answers]
        self.statements.remove(drafted.statement)
        before = self.visit.sheets
        self.visit = replace(drafted.visit, sheets=derive(drafted.visit.sheets, self.law.vocabulary))
        changed = {name for name, frame in self.visit.sheets.items() if not frame.equals(before[name])}
        of_the_visit = any(part.sheet == VISIT for part in drafted.parts)
        self._judge_again({group.sheet for group in self.open} if of_the_visit else changed)
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
        before, self.settled = self.settled, max(self.settled, self.total - self._lines_left())
        return replace(proposal, settles=self.settled - before, settled=self.settled, of=self.total)

    def _lines_left(self) -> int:
        return sum(group.count for group in self.open if group.sheet != VISIT)

    def _judge_again(self, sheets: set[str]) -> None:
        """The open groups of some sheets and their questions, one line for all that have the same facts.

        What was settled before stays so.
        """
        touched = [group for group in self.open if group.sheet in sheets]
        self.open = [group for group in self.open if group.sheet not in sheets]
        lines: dict[str, pl.DataFrame] = {}
        alike: dict[str, dict[int, list[int]]] = {}
        for sheet in dict.fromkeys(group.sheet for group in touched):
            frame = visit_sheet(self.visit) if sheet == VISIT else self.visit.sheets[sheet]
            rows = pl.concat([group.rows for group in touched if group.sheet == sheet])
            kinds = _alike(frame.filter(pl.col("row").is_in(rows.implode())), self._read(sheet))
            rare = kinds["alike"][_MOST_COMBINATIONS:].explode()
            if rare.len():
                self.open.append(_Open(sheet, rare, {_NOBODY}))
            kinds = kinds.head(_MOST_COMBINATIONS)
            alike[sheet] = dict(kinds.select("row", "alike").iter_rows())
            lines[sheet] = kinds.drop("alike")
        question = Question(
            self.visit.receiving_state,
            self.full.asked_on,
            self.full.hypothetical,
            self.visit.entry_into_force,
        )
        judged = judge_sheets(self.visit, lines, self.law, question, lambda _: None)
        groups, asked = open_questions(self.visit, self.law, question, judged)
        self.asked |= {(q.sheet, q.fact): q for q in asked}
        for group in groups:
            whole = [row for each in group.rows for row in alike[group.sheet][each]]
            found = self._still_open(group.sheet, whole, group.questions)
            if found.left:
                self.open.append(found)

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

    def _still_open(self, sheet: str, rows: Sequence[int], facts: Iterable[str]) -> _Open:
        by_fact: dict[str, list[Key]] = {}
        for key in self.asked:
            by_fact.setdefault(key[1], []).append(key)
        meant = {self._where_asked(_meant(by_fact.get(name, []), sheet)) for name in facts}
        return _Open(sheet, pl.Series(rows, dtype=pl.UInt32), meant - self.given)

    def _single(self) -> list[QuestionShown]:
        """The questions still open that a word of the planner can answer."""
        wanted = {key for group in self.open for key in group.left} - self.given
        return [q for q in self.asked.values() if self._key(q) in wanted and self._answerable(q)]

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
            only = mentions(question.sheet, frame, rows)
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


def _undetermined(frame: pl.DataFrame) -> pl.DataFrame:
    """The groups of undetermined lines, with their rows."""
    return frame.filter(pl.col("outcome") == UNDETERMINED).group_by("group").agg("row").sort("group")


def _alike(frame: pl.DataFrame, read: set[str]) -> pl.DataFrame:
    """One line for all that have the same facts, most lines first, with their rows as `alike`."""
    columns = [name for name in frame.columns if name in read]
    rest = [pl.col(name).first() for name in frame.columns if name in LINE_COLUMNS and name not in read]
    kinds = frame.group_by(columns, maintain_order=True).agg(*rest, alike="row")
    shown = [*LINE_COLUMNS, *(name for name in columns if name not in LINE_COLUMNS), "alike"]
    return kinds.select(shown).sort(pl.col("alike").list.len(), descending=True, maintain_order=True)


def _meant(keys: Sequence[Key], sheet: str) -> Key:
    """Which question a group means by the name of a fact: its own sheet's, the visit's, or another's."""
    at_home = (key for place in (sheet, VISIT, CONTINGENT) for key in keys if key[0] == place)
    return next(at_home, keys[0] if keys else _NOBODY)
