"""Of the answer to a visit: what has to be done, by whom and by when; on the way, and at home."""

from typing import Literal

from typing_extensions import TypedDict

from comity.node.api.shapes import Day, Instant, Lines, exact
from comity.node.api.shapes_law import By, RequirementKind


@exact
class TurnShown(TypedDict):
    """Whose turn it is with a clock."""

    state: Literal["to-file", "with-them", "with-us", "filed-late", "granted", "refused", "done"]
    since: Day | None
    filed_on: Day | None
    stood: int | None
    latest_on: Day | None
    days_left: int | None
    late: bool
    reference: str | None
    note: str | None
    says: str


@exact
class ClockShown(TypedDict):
    """One lead time of one leg."""

    leg: str | None
    counted_to: str
    anchor_on: Day
    anchor_at: Instant | None
    amount: int
    unit: str
    opens_on: Day | None
    opens_at: Instant | None
    due_on: Day
    due_at: Instant | None
    basis: str
    late: bool
    too_early: bool
    if_late: str | None
    turn: TurnShown
    lines: Lines


@exact
class RequirementShown(TypedDict):
    """What has to be done: one for each matter, authority and bearer."""

    kind: RequirementKind
    by: By
    authority: str | None
    authority_name: str | None
    what: str
    due_on: Day | None
    due_basis: Literal["law", "practice", "assumed", "none"]
    due_words: str | None
    late: bool
    if_late: str | None
    state: Literal["open", "met", "failed", "unknown"]
    cites: list[str]
    sureness: str | None
    lines: Lines
    by_state: dict[str, list[str]]
    clocks: list[ClockShown]
    turn: TurnShown | None
    notes: list[str]


@exact
class TransitShown(TypedDict):
    """A State that is flown over or landed in; nobody looked at its law."""

    state: str
    known: bool
    legs: list[str]
    law_held: bool
    examined: Literal[False]
    why: str
    lines: Lines


@exact
class RulebookRead(TypedDict):
    """A rulebook that was read."""

    id: str
    version: int
    digest: str


@exact
class ForbiddenAtHome(TypedDict):
    """A ban of the sending State's own law."""

    provision: str
    cites: list[str]
    says: str


@exact
class QuestionAtHome(TypedDict):
    """A blank that the sending State's own law reads."""

    fact: str
    sheet: str
    asks: str
    cites: list[str]
    lines: Lines


@exact
class AdviceAtHome(TypedDict):
    """What is not sure enough to decide."""

    provision: str
    cites: list[str]
    says: str


@exact
class NotExaminedAtHome(TypedDict):
    """What the sending State's own law is silent on."""

    sheet: str
    matter: str
    why: str
    cites: list[str]


@exact
class HomeShown(TypedDict):
    """What the sending State's own law asks; it changes no outcome."""

    state: str
    way: str
    law: str
    says: str
    rulebooks: list[RulebookRead]
    lines: Lines
    requirements: list[RequirementShown]
    forbidden: list[ForbiddenAtHome]
    questions: list[QuestionAtHome]
    advice: list[AdviceAtHome]
    not_examined: list[NotExaminedAtHome]
