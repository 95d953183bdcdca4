"""What differs between two versions of a visit: in the list, and in what the law makes of it.

Lines are matched by what they are called, never by their row: a list that was only sorted anew has not
changed.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, fields

import polars as pl

from comity.domain.provisions.board import DTYPES
from comity.domain.provisions.engine import OUTCOMES
from comity.domain.provisions.law import Law
from comity.domain.provisions.vocabulary import CONTINGENT, VISIT, Vocabulary
from comity.domain.visits.answer import Answer, QuestionShown, Requirement
from comity.domain.visits.derivation import OWN_KEY, REFERENCES, derive
from comity.domain.visits.line_ranges import LineRanges
from comity.domain.visits.matching import Change, Matched, changed_rows, changes, match_sheets
from comity.domain.visits.naming import names_of
from comity.domain.visits.reopening import Effected, Sent, requirements_effected
from comity.domain.visits.visit import Value, Visit, constants_of, visit_sheet

_LEGS = ("arrives_leg", "departs_leg")
_PLAIN = ("receiving_state", "start", "end", "title", "attested_by")


@dataclass(frozen=True, slots=True)
class Stated:
    """Something that the visit as a whole states, before and now (None: not stated).

    `table` is visit, contingent, lead, entry_into_force, attestation, filing or pool; `of` tells which of
    them (a contingent's id, a `what`); `fact` is what of it.
    """

    table: str
    of: str
    fact: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Moved:
    """Lines that have come or gone: their names, their rows (`added`: of the new version; `left`: of the old
    one), and their outcomes, each with how many."""

    sheet: str
    names: tuple[str, ...]
    lines: LineRanges
    outcomes: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Turned:
    """Lines of both versions whose outcome is another one; `lines` are those of the new version."""

    sheet: str
    old: str
    new: str
    lines: LineRanges
    count: int


@dataclass(frozen=True, slots=True)
class HomeEffected:
    """What becomes of a requirement of a sending State's own law, going out or coming home (`way`).

    It reopens for its lines and its day; which of its facts changed is not looked at.
    """

    state: str
    way: str
    effected: Effected


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that differs. `outcome` is the visit's before and now; `agreements` are (id, applied before,
    applies now, why); `pools` are (id, what was said, what is said)."""

    outcome: tuple[str, str]
    stated: tuple[Stated, ...]
    added: tuple[Moved, ...]
    left: tuple[Moved, ...]
    changed: tuple[Change, ...]
    turned: tuple[Turned, ...]
    requirements: tuple[Effected, ...]
    questions: tuple[QuestionShown, ...]
    settled: tuple[QuestionShown, ...]
    agreements: tuple[tuple[str, str | None, str | None, str], ...]
    pools: tuple[tuple[str, str | None, str | None], ...]
    home: tuple[HomeEffected, ...] = ()

    @property
    def is_none(self) -> bool:
        """Whether nothing differs."""
        differing = (getattr(self, field.name) for field in fields(self) if field.name not in _NO_CHANGE)
        return (
            self.outcome[0] == self.outcome[1]
            and not any(differing)
            and all(each.change == "stays" for each in self.requirements)
            and all(each.effected.change == "stays" for each in self.home)
        )


_NO_CHANGE = ("outcome", "requirements", "home")


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a visit, and the answer to it."""

    visit: Visit
    answer: Answer


def difference(old: Version, new: Version, law: Law, sent: Sent | None = None) -> Difference:
    """What differs between two versions.

    Args:
        old, new: both asked on the same day, under the same law.
        law: of the new version: its vocabulary, and the conditions that decide what has to be done.
        sent: the columns that a requirement's office is sent, by sheet; a change in them reopens it.
    """
    lines = match_sheets(_sheets(old.visit), _sheets(new.visit))
    changed = _effective(old.visit, new.visit, lines, law.vocabulary)
    was_asked, is_asked = ({(q.sheet, q.fact): q for q in v.answer.questions} for v in (old, new))
    return Difference(
        outcome=(old.answer.outcome, new.answer.outcome),
        stated=tuple(_stated(old.visit, new.visit)),
        added=tuple(_moved(new, {sheet: each.added for sheet, each in lines.items()})),
        left=tuple(_moved(old, {sheet: each.left for sheet, each in lines.items()})),
        changed=tuple(
            change
            for sheet, each in lines.items()
            if sheet in old.visit.sheets and sheet in new.visit.sheets
            for change in changes(each, old.visit.sheets[sheet], new.visit.sheets[sheet])
        ),
        turned=tuple(_turned(old.answer, new.answer, lines)),
        requirements=requirements_effected(
            old.answer.requirements,
            new.answer.requirements,
            lines,
            changed,
            law,
            sent or _nothing,
            lambda sheet, those: linked(new.visit, sheet, those),
        ),
        questions=tuple(q for key, q in is_asked.items() if key not in was_asked),
        settled=tuple(q for key, q in was_asked.items() if key not in is_asked),
        agreements=tuple(_agreements(old.answer, new.answer)),
        pools=tuple(_pools(old.answer, new.answer)),
        home=tuple(_home(old.answer, new.answer, lines, law)),
    )


def _home(old: Answer, new: Answer, lines: Mapping[str, Matched], law: Law) -> Iterator[HomeEffected]:
    before, after = (
        {(side.state, side.way): side.requirements for side in answer.home} for answer in (old, new)
    )
    for key in dict.fromkeys([*after, *before]):
        was, now = before.get(key, ()), after.get(key, ())
        for each in requirements_effected(
            was, now, lines, {}, law, _nothing, lambda sheet, those: frozenset()
        ):
            yield HomeEffected(*key, each)


def _nothing(requirement: Requirement) -> Mapping[str, Set[str]]:
    """What an office is sent where none is known."""
    return {}


def linked(visit: Visit, sheet: str, those: Mapping[str, frozenset[int]]) -> frozenset[int]:
    """The rows of a sheet that belong to some rows of others: named by them, naming them, or by one leg."""
    frame = visit.sheets.get(sheet)
    if frame is None:
        return frozenset()
    found: set[int] = set()
    for other, rows in those.items():
        if other not in visit.sheets:
            continue
        lines = visit.sheets[other].filter(pl.col("row").is_in(list(rows)))
        pairs = [(OWN_KEY[sheet], name) for name in REFERENCES if REFERENCES[name] == sheet]
        pairs += [(name, OWN_KEY[other]) for name in REFERENCES if REFERENCES[name] == other]
        pairs += [(leg, leg) for leg in _LEGS]
        for here, there in pairs:
            if here in frame.columns and there in lines.columns:
                named = lines[there].drop_nulls().unique()
                found |= set(frame.filter(pl.col(here).is_in(named.implode()))["row"])
    return frozenset(found)


def _sheets(visit: Visit) -> dict[str, pl.DataFrame]:
    """The sheets of a visit, and its contingents as the lines of the sheet `visit`."""
    return {VISIT: visit_sheet(visit), **visit.sheets}


def _effective(
    old: Visit, new: Visit, lines: Mapping[str, Matched], vocabulary: Vocabulary
) -> dict[tuple[str, str], frozenset[int]]:
    """In which lines of the new version each fact is another, as the law sees it: derived facts are filled
    in, and every line sees the facts of its contingent and its visit."""
    before, after = ({**derive(visit.sheets, vocabulary), VISIT: visit_sheet(visit)} for visit in (old, new))
    found: dict[tuple[str, str], frozenset[int]] = {}
    for sheet, matched in lines.items():
        if sheet not in before or sheet not in after:
            continue
        seen_before = _seeing(before[sheet], old, vocabulary, sheet)
        seen_after = _seeing(after[sheet], new, vocabulary, sheet)
        for column, rows in changed_rows(matched, seen_before, seen_after).items():
            found[sheet, column] = rows
    return found


def _seeing(frame: pl.DataFrame, visit: Visit, vocabulary: Vocabulary, sheet: str) -> pl.DataFrame:
    """The lines of a sheet with the facts of their contingents and their visit beside their own."""
    known = vocabulary.seen_from(sheet)
    by_id = {c.id: constants_of(visit, c) for c in visit.contingents}
    names = sorted({name for facts in by_id.values() for name in facts if name in known})
    contingents = pl.DataFrame(
        {"contingent": list(by_id)} | {f"§{n}": [facts.get(n) for facts in by_id.values()] for n in names},
        schema={"contingent": pl.String} | {f"§{n}": DTYPES[known[n].type] for n in names},
    )
    joined = frame.join(contingents, on="contingent", how="left", maintain_order="left")
    seen = [
        pl.coalesce(*([pl.col(name)] if name in frame.columns else []), pl.col(f"§{name}")).alias(name)
        for name in names
    ]
    return joined.with_columns(seen).drop([f"§{name}" for name in names])


def _moved(version: Version, rows: Mapping[str, pl.Series]) -> Iterator[Moved]:
    for sheet, those in rows.items():
        if those.is_empty():
            continue
        frame = version.visit.sheets.get(sheet)
        if frame is None:
            continue
        there = frame.filter(pl.col("row").is_in(those.implode()))
        outcomes = _outcomes(version.answer).get(sheet)
        counts: dict[str, int] = {}
        if outcomes is not None:
            for outcome in outcomes.filter(pl.col("row").is_in(those.implode()))["outcome"]:
                counts[OUTCOMES[outcome]] = counts.get(OUTCOMES[outcome], 0) + 1
        names = tuple(names_of(sheet, there))
        yield Moved(sheet, names, LineRanges([(sheet, those)]), tuple(sorted(counts.items())))


def _outcomes(answer: Answer) -> dict[str, pl.DataFrame]:
    return {lines.sheet: lines.frame.select("row", "outcome") for lines in answer.lines}


def _turned(old: Answer, new: Answer, lines: Mapping[str, Matched]) -> Iterator[Turned]:
    before, after = _outcomes(old), _outcomes(new)
    for sheet, matched in lines.items():
        if sheet not in before or sheet not in after:
            continue
        both = matched.pairs.join(before[sheet], left_on="old", right_on="row").join(
            after[sheet], left_on="new", right_on="row", suffix="_new"
        )
        other = both.filter(pl.col("outcome") != pl.col("outcome_new")).sort("outcome", "outcome_new")
        grouped = other.group_by("outcome", "outcome_new", maintain_order=True).agg("new")
        for was, now, rows in grouped.iter_rows():
            where = LineRanges([(sheet, pl.Series(rows, dtype=pl.UInt32))])
            yield Turned(sheet, OUTCOMES[was], OUTCOMES[now], where, len(rows))


def _agreements(old: Answer, new: Answer) -> Iterator[tuple[str, str | None, str | None, str]]:
    before, after = ({a.id: a for a in answer.agreements} for answer in (old, new))
    for name in dict.fromkeys([*after, *before]):
        was, now = before.get(name), after.get(name)
        if (was.applies if was else None) != (now.applies if now else None):
            there = now or was
            why = there.why if there else ""
            yield name, was.applies if was else None, now.applies if now else None, why


def _pools(old: Answer, new: Answer) -> Iterator[tuple[str, str | None, str | None]]:
    before, after = ({p.id: p.says for p in answer.pools} for answer in (old, new))
    for name in dict.fromkeys([*after, *before]):
        if before.get(name) != after.get(name):
            yield name, before.get(name), after.get(name)


def _stated(old: Visit, new: Visit) -> Iterator[Stated]:
    before, after = _header(old), _header(new)
    for key in dict.fromkeys([*before, *after]):
        if before.get(key) != after.get(key):
            yield Stated(*key, before.get(key), after.get(key))


def _header(visit: Visit) -> dict[tuple[str, str, str], str]:
    """Everything that a visit states as a whole: (table, of, fact) to its words."""
    stated: dict[tuple[str, str, str], str] = {}
    for name in _PLAIN:
        value = getattr(visit, name)
        if value:
            stated[VISIT, "", name] = _words(value)
    stated |= {(VISIT, "", name): _words(value) for name, value in visit.facts.items()}
    for contingent in visit.contingents:
        stated[CONTINGENT, contingent.id, "sending_state"] = contingent.sending_state
        stated |= {(CONTINGENT, contingent.id, n): _words(v) for n, v in contingent.facts.items()}
    stated |= {("lead", what, ""): f"{lead.amount} {lead.unit}" for what, lead in visit.leads.items()}
    stated |= {("entry_into_force", n, ""): _words(v) for n, v in visit.entry_into_force.items()}
    stated |= {("pool", pool.id, ""): f"{pool.take} of {pool.sheet}" for pool in visit.pools}
    for table, of, words in _said(visit):
        said = stated.get((table, of, ""))
        stated[table, of, ""] = f"{said}; {words}" if said else words
    return stated


def _said(visit: Visit) -> Iterator[tuple[str, str, str]]:
    """What was attested and filed: of a sheet or a `what` there may be several."""
    for attestation in visit.attestations:
        parts = [attestation.statement, f"by {attestation.by}"]
        parts += [f"except {', '.join(attestation.exceptions)}"] if attestation.exceptions else []
        yield "attestation", attestation.sheet, ", ".join(parts)
    for filing in visit.filings:
        parts = [
            f"{name} {_words(value)}"
            for name in ("authority", "leg", "filed_on", "waiting_for", "since", "decision", "decided_on")
            if (value := getattr(filing, name))
        ]
        yield "filing", filing.what, ", ".join(parts)


def _words(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, dt.date) else str(value)
