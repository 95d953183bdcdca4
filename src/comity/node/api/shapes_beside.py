"""Of the answer to a visit: what stands beside the outcomes and changes none of them."""

from typing import Literal

from typing_extensions import TypedDict

from comity.node.api.shapes import Excepted, Lines, Outcome, Plain, exact


@exact
class SetAside(TypedDict):
    """Members of a pool that are not among those that may come."""

    outcome: Outcome
    names: list[str]
    why: str
    cites: list[str]


@exact
class PoolShown(TypedDict):
    """Lines of which only some come."""

    id: str
    sheet: str
    take: int
    members: int
    lines: Lines
    counts: dict[str, int]
    verdict: Literal["can", "unknown", "ordinary-rules", "cannot"]
    says: str
    set_aside: list[SetAside]


@exact
class SubstitutesShown(TypedDict):
    """What may come in place of a line."""

    line: str
    name: str
    substitutes: list[str]


@exact
class WithheldShown(TypedDict):
    """What was left out for its marking."""

    marking_up_to: str
    lines: dict[str, int]


@exact
class FactAsked(TypedDict):
    """One fact of one sheet."""

    sheet: str
    fact: str


@exact
class PartShown(Excepted):
    """A sentence that somebody may sign."""

    sheet: str
    says: str
    facts: dict[str, Plain]
    only: list[str]


@exact
class RideShown(TypedDict):
    """A fact that a statement vouches for too, though nothing hangs on it."""

    sheet: str
    fact: str
    value: Plain


@exact
class ProposalShown(TypedDict):
    """An answer that would settle many lines: a statement to be signed, or a question."""

    statement: str | None
    question: FactAsked | None
    says: str
    find: str
    parts: list[PartShown]
    rides: list[RideShown]
    cites: list[str]
    lines: Lines
    settles: int
    settled: int
    of: int


@exact
class StepShown(TypedDict):
    """One step of the path of a relief visit."""

    step: str
    state: str
    asks: str
    by: str
    says: str
    meanwhile: str | None
    cites: list[str]


@exact
class DisasterRule(TypedDict):
    """A rule made for disasters; it is offered to be asked for, and decides nothing."""

    rulebook: str | None
    title: str
    sheet: str
    applies: str
    says: str
    gives: list[str]
    terms_unknown: list[str]
    ordinary_rules: list[str]
    ask: list[str]
    lines: Lines
    cites: list[str]
    sureness: str
    paragraph: str | None


@exact
class ReliefShown(TypedDict):
    """The path of a relief visit, and the disaster rules that may be asked for."""

    steps: list[StepShown]
    rules: list[DisasterRule]


@exact
class CheckShown(TypedDict):
    """Numbers that were probably mistyped; they change no outcome."""

    code: str
    sheet: str
    column: str
    lines: Lines
    found: str
    says: str


@exact
class ProfileLines(TypedDict):
    """How many lines of a stored team come."""

    sheet: str
    come: int
    stay: int


@exact
class ProfileShown(TypedDict):
    """The stored team that the visit takes."""

    name: str
    team: dict[str, str]
    lines: list[ProfileLines]
