"""A body of law as values: rulebook, scope, definitions, provisions and their exceptions."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from comity.domain.provisions.condition import ALWAYS, Condition


class BodyKind(StrEnum):
    """What a rulebook is."""

    AGREEMENT = "agreement"
    HOST_LAW = "host-law"
    CONVENTION = "convention"
    INSTRUMENT = "instrument"
    HOME_LAW = "home-law"
    """What a State asks of its own forces that leave; it never judges the visit (`visits.home`)."""


class Effect(StrEnum):
    """What a provision does."""

    PERMITS = "permits"
    EXEMPTS = "exempts"
    REQUIRES = "requires"
    FORBIDS = "forbids"
    ASSIGNS = "assigns"


#: The effect that lifts an effect of host law.
LIFTED_BY = {Effect.REQUIRES: Effect.EXEMPTS, Effect.FORBIDS: Effect.PERMITS}


class Sureness(StrEnum):
    """How sure the text of a provision is, the surest first."""

    TEXT = "text"
    SUMMARY = "summary"
    RECALL = "recall"
    UNVERIFIED = "unverified"

    @property
    def decides(self) -> bool:
        """Only what was seen may decide; the rest is advice."""
        return self is Sureness.TEXT or self is Sureness.SUMMARY

    @property
    def rank(self) -> int:
        """0 for the surest."""
        return _RANKS[self]


_RANKS = {sureness: rank for rank, sureness in enumerate(Sureness)}


class By(StrEnum):
    """Whose duty a requirement is."""

    SENDING = "sending"
    RECEIVING = "receiving"
    UNIT = "unit"
    PERSON = "person"
    JOINT_COMMITTEE = "joint-committee"

    @property
    def is_visitor(self) -> bool:
        """Whether an open duty of theirs makes a line conditional."""
        return self in (By.SENDING, By.UNIT, By.PERSON)


class RequirementKind(StrEnum):
    """What a requirement asks for; `conduct` is listed and never counted."""

    CLEARANCE = "clearance"
    NOTICE = "notice"
    DOCUMENT = "document"
    MARKING = "marking"
    PAYMENT = "payment"
    CONDUCT = "conduct"


class At(StrEnum):
    """The day on which a provision counts."""

    STAY = "stay"
    ENTRY = "entry"
    EXIT = "exit"


class LeadUnit(StrEnum):
    """Units of a lead time (design, section 4)."""

    WORKING_DAYS = "working-days"
    CALENDAR_DAYS = "calendar-days"
    WEEKS = "weeks"
    MONTHS = "months"
    HOURS = "hours"
    MINUTES = "minutes"


#: `without` that bars the line instead of taking back a lift.
FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class Lead:
    """A lead time: amount and unit, the moment it counts to, its window, and what happens if it is late.

    `word` stands alone where the law says only "promptly" or "as soon as possible".
    """

    amount: int | None = None
    unit: LeadUnit | None = None
    to: str = "arrival"
    opens_amount: int | None = None
    opens_unit: LeadUnit | None = None
    basis: str = "law"
    word: str = ""
    late: str = ""


@dataclass(frozen=True, slots=True)
class Dated:
    """The days from and until which something holds, half-open; None is without end."""

    from_: dt.date | None = None
    until: dt.date | None = None

    def overlaps(self, other: "Dated") -> bool:
        """Whether some day lies in both."""
        begins_in_time = self.from_ is None or other.until is None or self.from_ < other.until
        ends_in_time = self.until is None or other.from_ is None or other.from_ < self.until
        return begins_in_time and ends_in_time

    def live(self, day: dt.date) -> bool:
        """Whether it holds on a day."""
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class ExceptionTo:
    """Takes a case out of the definition or provision whose id is `to`."""

    to: str
    cites: tuple[str, ...]
    when: Condition
    sureness: Sureness
    dated: Dated
    line: int


@dataclass(frozen=True, slots=True)
class Scope:
    """When the body of law applies at all."""

    cites: tuple[str, ...] = ()
    when: Condition = ALWAYS
    sureness: Sureness = Sureness.TEXT
    line: int = 0


@dataclass(frozen=True, slots=True)
class Definition:
    """A fact derived from facts; `sheet` None: of visit and contingent only."""

    id: str
    cites: tuple[str, ...]
    sheet: str | None
    when: Condition
    sureness: Sureness
    dated: Dated
    exceptions: tuple[ExceptionTo, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Provision:
    """One effect of one article on the lines of one sheet."""

    id: str
    cites: tuple[str, ...]
    sheet: str
    effect: Effect
    what: str
    when: Condition
    sureness: Sureness
    dated: Dated = Dated()
    exceptions: tuple[ExceptionTo, ...] = ()
    value: str = ""
    says: str = ""
    by: By = By.UNIT
    kind: RequirementKind | None = None
    authority: str | None = None
    done: str | None = None
    without: str | None = None
    at: At = At.STAY
    lead: Lead | None = None
    under: tuple[str, ...] = ()
    within_host_law: bool = False
    matter: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """One heading of a rulebook: its label, its title, its words, and why it is not encoded, if it is not."""

    label: str
    title: str
    words: str
    not_encoded: str
    line: int


@dataclass(frozen=True, slots=True)
class Silence:
    """A matter that the body of law is silent on, or of which the law is not known."""

    sheet: str
    matter: str
    why: str
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rulebook:
    """One body of law, ready to be applied; `digest` is the SHA-256 of its text, in hex."""

    id: str
    version: int
    title: str
    short: str
    kind: BodyKind
    parties: tuple[str, ...]
    state: str | None
    parties_sureness: Sureness
    dated: Dated
    sources: Mapping[str, str]
    silences: tuple[Silence, ...]
    sections: tuple[Section, ...]
    scope: Scope
    definitions: tuple[Definition, ...]
    provisions: tuple[Provision, ...]
    digest: str

    def provision(self, provision_id: str) -> Provision | None:
        """The provision of that id, or None."""
        return next((p for p in self.provisions if p.id == provision_id), None)
