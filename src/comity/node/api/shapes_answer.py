"""The answer to a visit, as `comity assess --format json` has it (docs/reference/answer-json.md)."""

from typing import Annotated, Literal, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

from comity.node.api.shapes import Day, Excepted, Instant, Lines, Outcome, Plain, exact
from comity.node.api.shapes_beside import (
    CheckShown,
    PoolShown,
    ProfileShown,
    ProposalShown,
    ReliefShown,
    SubstitutesShown,
    WithheldShown,
)
from comity.node.api.shapes_clocks import HomeShown, RequirementShown, TransitShown
from comity.node.api.shapes_law import Effect, Sureness


@exact
class ContingentShown(TypedDict):
    """Whoever comes under one flag in one capacity."""

    id: str
    sending_state: str


@exact
class VisitShown(TypedDict):
    """The visit that is answered."""

    title: str
    receiving_state: str
    start: Day
    end: Day
    contingents: list[ContingentShown]
    consent: str | None


@exact
class AnswerProblem(TypedDict):
    """A mistake in the list; the rest is answered."""

    code: str
    file: str | None
    sheet: str | None
    row: int | None
    column: str | None
    line: int | None
    found: str
    expected: str
    mend: str


@exact
class NextAct(TypedDict):
    """The next act that is scheduled."""

    act: str
    on: Day


@exact
class ClaimQuoted(TypedDict):
    """A claim that the status rests on."""

    id: str
    source: str
    quote: str | None


@exact
class AgreementApplied(TypedDict):
    """A body of law that was looked at, whether it applies, and why."""

    id: str
    title: str
    family: str
    status: str | None
    since: Day | None
    next: NextAct | None
    applies: Literal["yes", "no", "unknown"]
    why: str
    contingents: list[str]
    cites: list[str]
    sources: list[str]
    claims: list[ClaimQuoted]


@exact
class RulebookApplied(TypedDict):
    """A rulebook that was applied."""

    id: str
    version: int
    digest: str


@exact
class VocabularyApplied(TypedDict):
    """The vocabulary that was read with."""

    version: int
    digest: str


@exact
class OwnWord(TypedDict):
    """The planner's own word for the blanks of a column."""

    sheet: str
    fact: str
    value: Plain
    lines: int


@exact
class AttestationShown(Excepted):
    """What somebody vouches for."""

    sheet: str
    statement: str
    by: str
    on: str | None
    facts: dict[str, Plain]
    only: list[str]
    contingent: str | None
    lines: int


@exact
class FactsApplied(TypedDict):
    """What the answer rests on."""

    digest: str
    vocabulary: VocabularyApplied
    attested_by: str | None
    answers: list[OwnWord]
    attestations: list[AttestationShown]


@exact
class FindingShown(TypedDict):
    """What one provision comes to."""

    provision: str
    cites: list[str]
    effect: Effect
    what: str
    value: str | None
    result: Literal["stands", "lifted", "met", "failed", "unknown"]
    lifted_by: list[str]
    sureness: Sureness | None
    since: NotRequired[Annotated[Day, Field(description="Where the law changes during the visit.")]]


@exact
class NotCovered(TypedDict):
    """Why an agreement gives nothing; `agreement` null: there is none."""

    agreement: str | None
    why: str
    cites: list[str]


@exact
class GroupShown(TypedDict):
    """Lines of one sheet with equal findings."""

    id: str
    sheet: str
    outcome: Outcome
    sureness: Sureness | None
    covered_by: list[str]
    lines: Lines
    count: int
    findings: list[FindingShown]
    questions: list[str]
    not_covered_by: list[NotCovered]


@exact
class LineShown(TypedDict):
    """One line and its outcome; `row` is what the spreadsheet shows."""

    sheet: str
    row: int
    contingent: str
    outcome: Outcome
    group: str


@exact
class QuestionShown(TypedDict):
    """A blank that keeps lines undetermined."""

    fact: str
    sheet: str
    asks: str
    find: str
    cites: list[str]
    lines: Lines
    settles: int


@exact
class AdviceShown(TypedDict):
    """What is not sure enough to decide: ask a legal adviser."""

    provision: str
    cites: list[str]
    says: str
    sureness: str
    lines: Lines


@exact
class NotExamined(TypedDict):
    """What the law is silent on, as far as it is known here."""

    sheet: str
    matter: str
    why: str
    cites: list[str]


@exact
class IdleFiling(TypedDict):
    """A filing that meets no requirement of the answer."""

    what: str
    authority: str | None
    leg: str | None
    why: str


@exact
class ColumnRead(TypedDict):
    """How one column was read; `column` null: it was not."""

    heading: str
    column: str | None
    note: str


@exact
class TableRead(TypedDict):
    """How one table of the planner's files was read; `sheet` null: it was left out."""

    sheet: str | None
    file: str
    worksheet: str | None
    first_row: int | None
    last_row: int | None
    offset: int
    columns: list[ColumnRead]
    notes: list[str]


@exact
class Answer(TypedDict):
    """The answer to a visit."""

    visit: VisitShown
    asked_on: Day
    complete: bool
    problems: list[AnswerProblem]
    hypothetical: str | None
    outcome: Outcome
    sureness: Sureness | None
    agreements: list[AgreementApplied]
    rulebooks: list[RulebookApplied]
    facts: FactsApplied
    groups: list[GroupShown]
    lines: list[LineShown]
    requirements: list[RequirementShown]
    questions: list[QuestionShown]
    advice: list[AdviceShown]
    not_examined: list[NotExamined]
    transits: list[TransitShown]
    home: list[HomeShown]
    idle_filings: list[IdleFiling]
    pools: list[PoolShown]
    substitutes: list[SubstitutesShown]
    withheld: WithheldShown | None
    proposals: list[ProposalShown]
    relief: ReliefShown | None
    checks: list[CheckShown]
    profile: ProfileShown | None
    reading: list[TableRead]


@exact
class Underway(TypedDict):
    """An assessment that is not done yet; ask again at the address in `Location`."""

    state: Literal["waiting", "running"]
    stage: Annotated[str, Field(description="reading, judging or writing; empty while it waits.")]
    progress: Annotated[float, Field(ge=0, le=1)]
    lapses_at: Annotated[Instant, Field(description="When it is removed, at the latest.")]
