"""The answer to a visit: values only; how they follow stands in `assessment`."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from comity.domain.errors import Problem
from comity.domain.provisions.engine import OUTCOMES
from comity.domain.visits.line_ranges import LineRanges
from comity.domain.visits.visit import Value


@dataclass(frozen=True, slots=True)
class AgreementShown:
    """An agreement between the States: where it stands on the day asked, and whether it applies, and why."""

    id: str
    title: str
    family: str
    status: str | None
    since: dt.date | None
    next: tuple[str, dt.date] | None
    applies: str
    why: str
    contingents: tuple[str, ...]
    cites: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FindingShown:
    """What one provision comes to: stands, lifted, met, failed or unknown; `since` only if the law changes
    during the visit."""

    provision: str
    body: str
    cites: tuple[str, ...]
    effect: str
    what: str
    value: str
    result: str
    lifted_by: tuple[str, ...]
    sureness: str
    says: str
    since: dt.date | None = None


@dataclass(frozen=True, slots=True)
class NotCoveredBy:
    """Why one agreement does not cover a group of lines (`agreement` None: there is none)."""

    agreement: str | None
    why: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of one sheet with equal findings; `not_covered_by` is given where no agreement covers them."""

    id: str
    sheet: str
    outcome: str
    sureness: str | None
    covered_by: tuple[str, ...]
    findings: tuple[FindingShown, ...]
    questions: tuple[str, ...]
    lines: LineRanges
    count: int
    not_covered_by: tuple[NotCoveredBy, ...] = ()


@dataclass(frozen=True, slots=True)
class Requirement:
    """Something that somebody must do: what, with whom, by when, on which grounds, for which lines.

    `due_basis` is law, practice, assumed or none; `due_words` the law's own words ("promptly") or the
    window; `late` whether the day is past on the day asked while it is still open. `state` is the worst of
    all lines', `lines` are those that have not met it (all, if all have), `by_state` says which is which.
    """

    kind: str
    by: str
    authority: str | None
    authority_name: str | None
    what: str
    due_on: dt.date | None
    due_basis: str
    due_words: str
    late: bool
    if_late: str
    state: str
    cites: tuple[str, ...]
    sureness: str
    lines: LineRanges
    by_state: tuple[tuple[str, LineRanges], ...]
    says: str


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """A blank that would settle something: fact, question, and the undetermined lines it stands in."""

    fact: str
    sheet: str
    asks: str
    find: str
    cites: tuple[str, ...]
    lines: LineRanges
    settles: int


@dataclass(frozen=True, slots=True)
class Advice:
    """A provision whose text is not sure enough to decide: ask a legal adviser."""

    provision: str
    body: str
    cites: tuple[str, ...]
    says: str
    sureness: str
    lines: LineRanges


@dataclass(frozen=True, slots=True)
class NotExamined:
    """A matter that the answer does not cover, and why."""

    sheet: str
    matter: str
    why: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VisitShown:
    """The visit's head; `contingents` are (id, sending State), `consent` records the agreed activity."""

    title: str
    receiving_state: str
    start: dt.date
    end: dt.date
    contingents: tuple[tuple[str, str], ...]
    consent: str | None


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of one sheet, in the order of the sheet.

    `frame`: `row` (UInt32), `contingent` (String), `outcome` (UInt8, position in OUTCOMES), `group` (UInt32,
    position in `group_ids`).
    """

    sheet: str
    frame: pl.DataFrame
    group_ids: tuple[str, ...]

    def __iter__(self) -> Iterator[tuple[int, str, str, str]]:
        """Row, contingent, outcome and group of each line."""
        for row, contingent, outcome, group in self.frame.iter_rows():
            yield row, contingent, OUTCOMES[outcome], self.group_ids[group]


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole answer, with what is needed to ask again: the day, the digests of facts and law."""

    visit: VisitShown
    asked_on: dt.date
    complete: bool
    problems: tuple[Problem, ...]
    hypothetical: str | None
    outcome: str
    sureness: str | None
    agreements: tuple[AgreementShown, ...]
    rulebooks: tuple[tuple[str, int, str], ...]
    facts_digest: str
    vocabulary: tuple[int, str]
    attested_by: str | None
    answers: tuple[tuple[str, str, Value, int], ...]
    groups: tuple[Group, ...]
    lines: tuple[Lines, ...]
    requirements: tuple[Requirement, ...]
    questions: tuple[QuestionShown, ...]
    advice: tuple[Advice, ...]
    not_examined: tuple[NotExamined, ...]
