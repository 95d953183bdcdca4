"""What a change of the list does to what has to be filed: which requirements reopen, and which stay."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from comity.domain.provisions.condition import Condition
from comity.domain.provisions.law import Law
from comity.domain.provisions.rulebook import Effect, ExceptionTo, Provision, Rulebook
from comity.domain.visits.answer import Requirement
from comity.domain.visits.line_ranges import LineRanges, ranges
from comity.domain.visits.matching import Matched

#: What an office is sent for a requirement: the columns, by sheet.
Sent = Callable[[Requirement], Mapping[str, Set[str]]]
#: Of each sheet and column, the rows of the new version in which its value is another (derived facts and
#: those of visit and contingent too).
Changed = Mapping[tuple[str, str], frozenset[int]]

#: The lines of a sheet that belong to some lines of other sheets: their legs, their events, what they carry.
Linked = Callable[[str, Mapping[str, frozenset[int]]], frozenset[int]]

_SEQUENCE = ("reopens", "new", "gone", "stays")
_FILED = ("with-them", "with-us", "filed-late", "granted", "refused")


@dataclass(frozen=True, slots=True)
class Because:
    """One reason why a requirement reopens.

    `kind` is lines-added (lines that the old list does not have), newly-reached (lines that it has, and that
    needed nothing there), fact-changed (a fact that decides it), sent-changed (a column that the office is
    sent) or day-moved. `column` is the changed one, or empty.
    """

    kind: str
    column: str
    lines: LineRanges
    count: int


@dataclass(frozen=True, slots=True)
class UnderWay:
    """What had been done about a requirement in the old version: for how many lines it was met, and what was
    filed (as `Turn.state` has it; None: nothing) and when."""

    done: int = 0
    filing: str | None = None
    filed_on: dt.date | None = None

    def __bool__(self) -> bool:
        """Whether there is anything that somebody must be told about."""
        return bool(self.done or self.filing)


@dataclass(frozen=True, slots=True)
class Effected:
    """What becomes of one requirement: `change` is reopens, stays, new or gone.

    `requirement` is that of the new version; of what is gone, the old one. `due_was` and `due_on` are its day
    before and now. `dropped` counts the lines that had it and are gone, or need it no more.
    """

    change: str
    requirement: Requirement
    because: tuple[Because, ...]
    due_was: dt.date | None
    due_on: dt.date | None
    under_way: UnderWay
    dropped: int


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a change, beside the requirements themselves."""

    lines: Mapping[str, Matched]
    changed: Changed
    law: Law
    sent: Sent
    linked: Linked


def requirements_effected(
    old: Sequence[Requirement],
    new: Sequence[Requirement],
    lines: Mapping[str, Matched],
    changed: Changed,
    law: Law,
    sent: Sent,
    linked: Linked,
) -> tuple[Effected, ...]:
    """What becomes of each requirement: those that reopen first, and of them those that were under way.

    Args:
        old, new: the requirements of both answers.
        lines: which line of the old version is which of the new one.
        changed: what is different in the lines that both have.
        law: whose conditions say what decides a requirement.
        sent: the columns that the requirement's office is sent.
        linked: the lines of another sheet that belong to those of a requirement.
    """
    before, after = ({_key(r): r for r in each} for each in (old, new))
    known = _Known(lines, changed, law, sent, linked)
    effected = [_effected(before.get(key), after.get(key), known) for key in dict.fromkeys([*after, *before])]
    return tuple(
        sorted(
            effected,
            key=lambda e: (
                _SEQUENCE.index(e.change),
                not e.under_way,
                e.due_on or dt.date.max,
                *map(str, _key(e.requirement)),
            ),
        )
    )


def _effected(was: Requirement | None, now: Requirement | None, known: _Known) -> Effected:
    if was is not None and now is not None:
        return _kept(was, now, known)
    there = now or was
    assert there is not None
    return Effected(
        change="new" if now else "gone",
        requirement=there,
        because=(),
        due_was=was.due_on if was else None,
        due_on=now.due_on if now else None,
        under_way=_under_way(was),
        dropped=0,
    )


def _key(requirement: Requirement) -> tuple[str, str | None, str]:
    return requirement.what, requirement.authority, requirement.by


def _under_way(was: Requirement | None) -> UnderWay:
    if was is None:
        return UnderWay()
    met = sum(
        len(rows) for state, lines in was.by_state if state == "met" for rows in lines.by_sheet.values()
    )
    if was.turn is None or was.turn.state not in _FILED:
        return UnderWay(met)
    return UnderWay(met, was.turn.state, was.turn.filed_on)


def _kept(was: Requirement, now: Requirement, known: _Known) -> Effected:
    before, after = _reached(was), _reached(now)
    moved = {
        sheet: known.lines[sheet].to_new(rows) if sheet in known.lines else rows
        for sheet, rows in before.items()
    }
    kept = {sheet: rows & moved.get(sheet, frozenset()) for sheet, rows in after.items()}
    because: list[Because] = []
    if now.kind != "conduct":
        # Conduct is observed and not filed: nothing of it is open that could reopen.
        gained = {sheet: rows - kept[sheet] for sheet, rows in after.items()}
        because += _lines_gained(gained, known.lines)
        because += _columns_changed(now, kept, known)
        if was.due_on != now.due_on:
            because.append(Because("day-moved", "", now.lines, _count(after)))
    return Effected(
        change="reopens" if because else "stays",
        requirement=now,
        because=tuple(because),
        due_was=was.due_on,
        due_on=now.due_on,
        under_way=_under_way(was),
        dropped=_count(before) - _count(kept),
    )


def _reached(requirement: Requirement) -> dict[str, frozenset[int]]:
    """Every line that the requirement reaches, whatever its state, by sheet."""
    reached: dict[str, frozenset[int]] = {}
    for _, lines in requirement.by_state:
        for sheet, rows in lines.by_sheet.items():
            reached[sheet] = reached.get(sheet, frozenset()) | rows
    return reached


def _count(rows: Mapping[str, frozenset[int]]) -> int:
    return sum(len(each) for each in rows.values())


def _lines_gained(gained: Mapping[str, frozenset[int]], lines: Mapping[str, Matched]) -> Iterator[Because]:
    for sheet, rows in gained.items():
        added = rows & frozenset(lines[sheet].added) if sheet in lines else frozenset()
        for kind, those in (("lines-added", added), ("newly-reached", rows - added)):
            if those:
                yield Because(kind, "", ranges(sheet, sorted(those)), len(those))


def _columns_changed(
    now: Requirement, kept: Mapping[str, frozenset[int]], known: _Known
) -> Iterator[Because]:
    """The columns that decide it in its lines, and those that its office is sent of them and of theirs."""
    carried = known.sent(now)
    decides = {sheet: facts_deciding(now, sheet, known.law) for sheet in kept}
    near = {sheet: known.linked(sheet, kept) for sheet in carried if sheet not in kept}
    for (sheet, column), where in known.changed.items():
        touched = where & (kept[sheet] if sheet in kept else near.get(sheet, frozenset()))
        if not touched:
            continue
        if column in decides.get(sheet, frozenset()):
            yield Because("fact-changed", column, ranges(sheet, sorted(touched)), len(touched))
        elif column in carried.get(sheet, frozenset()):
            yield Because("sent-changed", column, ranges(sheet, sorted(touched)), len(touched))


def facts_deciding(requirement: Requirement, sheet: str, law: Law) -> frozenset[str]:
    """The facts that the conditions of a requirement's provisions read on a sheet, through definitions."""
    facts: set[str] = set()
    for book in law.rulebooks.values():
        for provision in book.provisions:
            if provision.sheet == sheet and _makes(provision, requirement):
                terms = [law.rulebooks[name] for name in provision.under if name in law.rulebooks] or [book]
                for each in terms:
                    facts |= _read_by(provision.when, provision.exceptions, each, set())
    return frozenset(facts)


def _makes(provision: Provision, requirement: Requirement) -> bool:
    return (
        provision.effect is Effect.REQUIRES
        and provision.sureness.decides
        and (provision.what, provision.authority, provision.by.value) == _key(requirement)
    )


def _read_by(when: Condition, exceptions: Sequence[ExceptionTo], book: Rulebook, seen: set[str]) -> set[str]:
    facts: set[str] = set()
    for condition in (when, *(exception.when for exception in exceptions)):
        facts |= set(condition.facts)
        for name in set(condition.definitions) - seen:
            seen.add(name)
            for definition in book.definitions:
                if definition.id == name:
                    facts |= _read_by(definition.when, definition.exceptions, book, seen)
    return facts
