"""Ready statements that somebody on the sending side can sign, and what each comes to in a visit.

A *statement* has *clauses*: sentences that each vouch for facts of one sheet. Where a sheet states a fact
otherwise on some line, that is no contradiction: the line is named as an exception of the clause.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

import polars as pl

from comity.domain.provisions.board import DTYPES
from comity.domain.provisions.vocabulary import CONTINGENT, VISIT, Vocabulary
from comity.domain.visits.answer import Part
from comity.domain.visits.line_names import names_of
from comity.domain.visits.visit import Value, Visit

Key = tuple[str, str]
"""One question: the sheet (or visit, contingent) on which it is asked, and the fact."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence, without its full stop, and the facts of a sheet that it vouches for.

    `where` narrows it to the lines that have one of the given values in each of the given columns. A clause
    that only `rides` along is never proposed for its own sake: people sign it in the same breath.
    """

    says: str
    sheet: str
    facts: Mapping[str, Value]
    where: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    rides: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """A ready statement; it may be made where no fact of the visit in `visit` is stated otherwise."""

    id: str
    about: str
    clauses: tuple[Clause, ...]
    find: str = ""
    visit: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Drafted:
    """A statement as it would be signed for one visit: its parts, and the visit with them counted.

    `answers` are the questions that it answers, `rides` the facts that nothing hangs on.
    """

    statement: Statement
    parts: tuple[Part, ...]
    rides: tuple[tuple[str, str, Value], ...]
    answers: frozenset[Key]
    visit: Visit


def draft(
    statement: Statement, visit: Visit, asked: Collection[Key], vocabulary: Vocabulary
) -> Drafted | None:
    """The clauses of a statement of which something is asked, on the lines that leave it blank.

    Args:
        statement: the statement.
        visit: the visit, its counted and looked-up facts filled in.
        asked: the questions.
        vocabulary: types of the facts.

    Returns None if nothing of it is asked, or a fact of the visit speaks against it.
    """
    if any(visit.facts.get(name, value) != value for name, value in statement.visit.items()):
        return None
    clauses = [
        clause for clause in statement.clauses if clause.rides or _keys(clause, vocabulary) & set(asked)
    ]
    if all(clause.rides for clause in clauses):
        return None
    parts: list[Part] = []
    rides: list[tuple[str, str, Value]] = []
    answers: set[Key] = set()
    for clause in clauses:
        blank = _blank_facts(clause, visit, vocabulary)
        here = {name: _key(clause.sheet, name, vocabulary) for name in blank}
        answered = {key for key in here.values() if key in asked}
        part = _part(clause, visit, blank) if blank and (answered or clause.rides) else None
        if part is None:
            continue
        parts.append(part)
        answers |= answered
        rides += [(clause.sheet, name, value) for name, value in blank.items() if here[name] not in asked]
        visit = _signed(clause, visit, blank, vocabulary)
    return Drafted(statement, tuple(parts), tuple(rides), frozenset(answers), visit) if answers else None


def _key(sheet: str, name: str, vocabulary: Vocabulary) -> Key:
    """Where a clause's fact is asked: a clause on the visit may speak of its contingents."""
    return (CONTINGENT if sheet == VISIT and name in vocabulary.of(CONTINGENT) else sheet), name


def _keys(clause: Clause, vocabulary: Vocabulary) -> set[Key]:
    return {_key(clause.sheet, name, vocabulary) for name in clause.facts}


def _blank_facts(clause: Clause, visit: Visit, vocabulary: Vocabulary) -> dict[str, Value]:
    """The clause's facts that are blank on some line it speaks of, and not attested for that sheet."""
    attested = {name for a in visit.attestations if a.sheet == clause.sheet for name in a.facts}
    facts = {name: value for name, value in clause.facts.items() if name not in attested}
    if clause.sheet == VISIT:
        theirs = vocabulary.of(CONTINGENT)
        return {
            name: value
            for name, value in facts.items()
            if (
                any(name not in c.facts for c in visit.contingents)
                if name in theirs
                else name not in visit.facts
            )
        }
    frame = visit.sheets.get(clause.sheet)
    if frame is None:
        return {}
    here = frame.filter(pl.col("row").is_in(_spoken_of(frame, clause).implode()))
    return {n: v for n, v in facts.items() if here.height and (n not in here.columns or here[n].has_nulls())}


def _part(clause: Clause, visit: Visit, facts: Mapping[str, Value]) -> Part | None:
    """What is to be signed; None if every line says otherwise."""
    stated = tuple(facts.items())
    if clause.sheet == VISIT:
        otherwise = [
            c.id
            for c in visit.contingents
            if any(c.facts.get(name, value) != value for name, value in stated)
        ]
        return Part(VISIT, clause.says, stated, tuple(otherwise), ())
    frame = visit.sheets[clause.sheet]
    spoken_of, against = _spoken_of(frame, clause), _otherwise(frame, facts)
    against = against.filter(against.is_in(spoken_of.implode()))
    if against.len() == spoken_of.len():
        return None
    narrowed = clause.where and spoken_of.len() < frame.height
    only = names_of(frame, clause.sheet, spoken_of) if narrowed else ()
    return Part(clause.sheet, clause.says, stated, names_of(frame, clause.sheet, against), only)


def _signed(clause: Clause, visit: Visit, facts: Mapping[str, Value], vocabulary: Vocabulary) -> Visit:
    """The visit with a clause counted."""
    if clause.sheet == VISIT:
        theirs = {n: v for n, v in facts.items() if n in vocabulary.of(CONTINGENT)}
        own = {n: v for n, v in facts.items() if n not in theirs}
        contingents = tuple(replace(c, facts={**theirs, **c.facts}) for c in visit.contingents)
        return replace(visit, facts={**own, **visit.facts}, contingents=contingents)
    frame = visit.sheets[clause.sheet]
    rows = _spoken_of(frame, clause)
    rows = rows.filter(~rows.is_in(_otherwise(frame, facts).implode()))
    here = pl.col("row").is_in(rows.implode())
    columns = []
    for name, value in facts.items():
        dtype = DTYPES[vocabulary.of(clause.sheet)[name].type]
        old = pl.col(name) if name in frame.columns else pl.lit(None, dtype=dtype)
        columns.append(
            pl.when(old.is_null() & here).then(pl.lit(value, dtype=dtype)).otherwise(old).alias(name)
        )
    return replace(visit, sheets={**visit.sheets, clause.sheet: frame.with_columns(columns)})


def _spoken_of(frame: pl.DataFrame, clause: Clause) -> pl.Series:
    """The rows that a clause speaks of."""
    for name, values in clause.where.items():
        if name not in frame.columns:
            return frame["row"].clear()
        frame = frame.filter(pl.col(name).is_in(list(values)))
    return frame["row"]


def _otherwise(frame: pl.DataFrame, facts: Mapping[str, Value]) -> pl.Series:
    """The rows in which the sheet states one of the facts otherwise."""
    given = [name for name in facts if name in frame.columns]
    if not given:
        return frame["row"].clear()
    differs = [(pl.col(name) != facts[name]).fill_null(False) for name in given]  # noqa: FBT003
    return frame.filter(pl.any_horizontal(differs))["row"]
