"""The answer to a visit: values only; how they follow stands in `assessment`."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import polars as pl

from comity.domain.agreements.registry import Said
from comity.domain.errors import Problem
from comity.domain.provisions.engine import OUTCOMES
from comity.domain.visits.checks import CheckShown
from comity.domain.visits.line_ranges import LineRanges
from comity.domain.visits.pools_answer import PoolShown, SubstitutesShown
from comity.domain.visits.proposals import Proposal
from comity.domain.visits.relief_answer import Relief
from comity.domain.visits.visit import Attestation, Table, TeamProfile, Value


@dataclass(frozen=True, slots=True)
class AgreementShown:
    """An agreement between the States: where it stands on the day asked, and whether it applies, and why.

    `said` names on whose word: claims of the network, with their quotes.
    """

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
    said: tuple[Said, ...] = ()


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

    @property
    def bars(self) -> tuple[FindingShown, ...]:
        """The findings that forbid its lines: bans that stand, and requirements that failed."""
        return tuple(
            f
            for f in self.findings
            if f.result == "failed" or (f.result == "stands" and f.effect == "forbids")
        )


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn it is with a requirement (or one clock of it) on the day asked; `clocks` says how it counts.

    `state`: to-file, with-them, with-us, filed-late (with them, but filed or answered after the latest
    day), granted, refused, or done (the lines say so). `since` is the day since when (None: not known, or
    nothing is filed). `latest_on` is the last day that is in time for what we owe, `days_left` how far it
    lies ahead (negative: past); both None where no day is known or the next step is theirs. `stood` counts
    the days that the clock has stood with them, `late` whether something on our side is late.
    """

    state: str
    since: dt.date | None
    filed_on: dt.date | None
    stood: int
    latest_on: dt.date | None
    days_left: int | None
    late: bool
    reference: str
    note: str
    says: str


@dataclass(frozen=True, slots=True)
class Clock:
    """One lead time, counted to one moment: of a requirement there are as many as its legs have days.

    `counted_to` is arrival, departure or start; `leg` None where the lines name none. `opens_on` is the
    first day of its window (None: it has none), `due_on` the last day in time. Where the unit is hours or
    minutes and the leg has an instant, `anchor_at`, `opens_at` and `due_at` are exact (UTC); the days are
    then those that are never too early and never too late. `too_early`: on the day asked the window has not
    opened. `basis` is law, practice or assumed; `lines` are those that have not met the requirement.
    """

    counted_to: str
    leg: str | None
    anchor_on: dt.date
    anchor_at: dt.datetime | None
    amount: int
    unit: str
    opens_on: dt.date | None
    opens_at: dt.datetime | None
    due_on: dt.date
    due_at: dt.datetime | None
    basis: str
    too_early: bool
    if_late: str
    turn: Turn
    lines: LineRanges

    @property
    def late(self) -> bool:
        """Whether something on our side is late; what is with the authority is not."""
        return self.turn.late


@dataclass(frozen=True, slots=True)
class IdleFiling:
    """A filing that meets no requirement of the answer, and why; it changes nothing."""

    what: str
    authority: str | None
    leg: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Requirement:
    """Something that somebody must do: what, with whom, by when, on which grounds, for which lines.

    `due_basis` is law, practice, assumed or none; `due_words` the law's own words ("promptly") or the
    window; `late` whether the day is past on the day asked while it is still open. `state` is the worst of
    all lines', `lines` are those that have not met it (all, if all have), `by_state` says which is which.

    `clocks` holds its lead times leg by leg, the earliest first; `turn` whose turn it is, of all clocks the
    one that presses most (None for conduct, which nobody files). `due_on` and `late` look at the days alone,
    `clocks` and `turn` also at what was filed. `notes` are sentences on the days and on what does not agree.
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
    clocks: tuple[Clock, ...] = ()
    turn: Turn | None = None
    notes: tuple[str, ...] = ()


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
class Transit:
    """A State that is flown over or landed in on the way: its clearance is its own, leg by leg.

    `state` is alpha-2, or the text as it stands where it is no code (`known` False). `legs` are the ids of
    the legs, or of a leg without one its row ("row 4"). `law_held` says whether a rulebook of its law is
    installed; it is applied to receiving, never to transit.
    """

    state: str
    known: bool
    legs: tuple[str, ...]
    law_held: bool
    why: str
    lines: LineRanges


@dataclass(frozen=True, slots=True)
class HomeSide:
    """What the sending State's own law asks, going out or coming home; it changes no outcome.

    `way` is out or home. `law` is held or not-held: whether a rulebook of that State was read for it.
    `requirements`, `forbidden`, `questions` and `advice` are of that law, read in its ordinary rules;
    `not_examined` is what it is silent on; `says` tells what was read and how it is meant.
    """

    state: str
    way: str
    law: str
    says: str
    rulebooks: tuple[tuple[str, int, str], ...] = ()
    requirements: tuple[Requirement, ...] = ()
    questions: tuple[QuestionShown, ...] = ()
    advice: tuple[Advice, ...] = ()
    forbidden: tuple[FindingShown, ...] = ()
    not_examined: tuple[NotExamined, ...] = ()
    lines: LineRanges = LineRanges()  # noqa: RUF009  an empty one never changes


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
    idle_filings: tuple[IdleFiling, ...] = ()
    transits: tuple[Transit, ...] = ()
    home: tuple[HomeSide, ...] = ()
    pools: tuple[PoolShown, ...] = ()
    substitutes: tuple[SubstitutesShown, ...] = ()
    withheld: tuple[tuple[str, int], ...] = ()
    """(sheet, how many of its lines were left out for their marking)."""
    marking_up_to: str | None = None
    attestations: tuple[Attestation, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    relief: Relief | None = None
    profile: TeamProfile | None = None
    checks: tuple[CheckShown, ...] = ()
    tables: tuple[Table, ...] = ()
    """How the tables of the planner's own files were read."""
    shorts: Mapping[str, str] = field(default_factory=dict)
    """Short names of the bodies of law that it may cite, by id; the title of an agreement that has none."""
