"""The network of agreements as it is answered: as `comity agreements --format json` has it."""

from typing import Annotated, Literal, NotRequired, TypeAlias

from pydantic import Field
from typing_extensions import TypedDict

from comity.domain.agreements.vocabulary import EVENTS, SourceKind, Tense
from comity.node.api.shapes import Day, exact

Family: TypeAlias = Literal[
    "access",
    "cross-servicing",
    "information-security",
    "equipment-transfer",
    "status-of-forces",
    "other",
]
Status: TypeAlias = Literal[
    "proposed",
    "study-agreed",
    "talks-agreed",
    "negotiating",
    "agreed-in-principle",
    "signed",
    "approved",
    "in-force",
    "suspended",
    "terminated",
]
_Edtf: TypeAlias = Annotated[
    str,
    Field(description="A date as the source states it (EDTF level 1).", examples=["2024-05-02", "2024-05"]),
]
_Event: TypeAlias = Annotated[str, Field(json_schema_extra={"enum": sorted(EVENTS)})]
_Tense: TypeAlias = Annotated[str, Field(json_schema_extra={"enum": [tense.value for tense in Tense]})]
_Seen: TypeAlias = Literal["text", "summary", "recall"]


@exact
class NextShown(TypedDict):
    """The first later act that would change the status."""

    act: _Event
    on: _Edtf
    scheduled: Annotated[bool, Field(description="Arranged, and not yet recorded as done.")]
    claim: str


class _Standing(TypedDict):
    status: Status | None
    since: Annotated[Day | None, Field(description="The day from which the status is certain.")]
    dated: _Edtf | None
    may_be: Annotated[Status | None, Field(description="A later status that it may have reached already.")]
    next: NextShown | None
    rests_on: Annotated[str | None, Field(description="The claim that counts.")]
    also: Annotated[list[str], Field(description="Claims that say the same.")]
    approved_by: list[str]
    sureness: _Seen | None
    notice: Annotated[str | None, Field(description="The claim on a notice of termination that stands.")]


@exact
class KnownShown(_Standing):
    """The status as it could be known on a day."""


@exact
class ContradictionShown(TypedDict):
    """Claims that do not agree; `compatible`: shown, and no contradiction."""

    kind: str
    compatible: bool
    claims: list[str]
    against: list[str]
    says: str


_Duration = TypedDict("_Duration", {"from": _Event, "to": _Event})


@exact
class DurationShown(_Duration):
    """How many months lay between two steps; derived."""

    least_months: int
    most_months: int
    claims: list[str]


_Forecast = TypedDict("_Forecast", {"for": _Edtf})


@exact
class ForecastShown(_Forecast):
    """What was expected or arranged, and what came of it; derived."""

    act: _Event
    tense: _Tense
    claim: str
    came: _Edtf | None
    came_claim: str | None
    days_late: int | None


class _Agreement(_Standing):
    id: str
    title: str
    parties: list[str]
    family: Family
    called: str
    replaces: str | None
    replaced_by: list[str]
    sources: list[str]
    contradictions: list[ContradictionShown]
    durations: list[DurationShown]
    forecasts: list[ForecastShown]
    known: NotRequired[Annotated[KnownShown, Field(description="With `known`: as it could be known then.")]]


@exact
class AgreementListed(_Agreement):
    """An agreement: what it is, where it stands on the day, on whose word, and what contradicts it."""


class _Days(TypedDict):
    on: Annotated[Day, Field(description="The day asked about.")]
    known_on: NotRequired[Day]
    left_out_undated: NotRequired[
        Annotated[int, Field(description="Claims without a date of publication, left out of `known`.")]
    ]


@exact
class Agreements(_Days):
    """One page of agreements, in the order of their ids."""

    agreements: list[AgreementListed]


@exact
class InstrumentShown(TypedDict):
    """A paper that belongs to an agreement."""

    title: str
    kind: str
    on: NotRequired[_Edtf]


@exact
class AnnotationShown(TypedDict):
    """What a named reader noted about a claim."""

    kind: str
    says: str
    by: str


@exact
class ClaimShown(TypedDict):
    """Who says what, in which words: a record that `comity claims import` takes. A blank is left out."""

    record: Literal["claim"]
    id: str
    source: str
    agreements: NotRequired[list[str]]
    event: NotRequired[_Event]
    party: NotRequired[str]
    date: NotRequired[_Edtf]
    date_words: NotRequired[str]
    place: NotRequired[str]
    other_dates: NotRequired[dict[str, Day]]
    tense: _Tense
    who: NotRequired[str]
    months: NotRequired[int]
    quote: NotRequired[str]
    gloss: NotRequired[str]
    paragraph: NotRequired[int]
    attributed_to: NotRequired[str]
    says: NotRequired[str]
    sureness: _Seen
    cites: NotRequired[str]
    note: NotRequired[str]
    annotations: NotRequired[list[AnnotationShown]]


@exact
class SourceShown(TypedDict):
    """Something that was published, or said: a record that `comity claims import` takes."""

    record: Literal["source"]
    id: str
    title: NotRequired[str]
    publisher: NotRequired[str]
    language: NotRequired[str]
    kind: Annotated[str, Field(json_schema_extra={"enum": [kind.value for kind in SourceKind]})]
    published: NotRequired[_Edtf]
    origin: NotRequired[str]
    translated_from: NotRequired[str]
    anchor: NotRequired[Day]
    anchor_why: NotRequired[str]
    address: NotRequired[str]
    file: NotRequired[str]


@exact
class AgreementShown(_Agreement, _Days):
    """One agreement with its instruments, every claim on it, and their sources."""

    instruments: list[InstrumentShown]
    claims: list[ClaimShown]
    claim_sources: list[SourceShown]


@exact
class Claims(TypedDict):
    """Every claim on one agreement, and their sources, as they can be imported again."""

    agreement: str
    claims: list[ClaimShown]
    sources: list[SourceShown]


@exact
class StateShown(TypedDict):
    """A State or group that is a Party to an agreement, or whose law is installed."""

    code: Annotated[str, Field(description="ISO 3166-1 alpha-2, or EU, NATO, UN.", examples=["JP"])]
    name: Annotated[str, Field(description="In the language asked for.")]
    agreements: Annotated[int, Field(description="To how many it is a Party.")]
    host_law: Annotated[str | None, Field(description="The rulebook of its law for those who enter.")]
    home_law: Annotated[str | None, Field(description="The rulebook of its law for its own who leave.")]


@exact
class States(TypedDict):
    """States and groups, by their codes."""

    states: list[StateShown]


@exact
class ChangeShown(TypedDict):
    """An act that is recorded: when it happened, when it became known, and the status that it changed."""

    agreement: str
    title: str
    family: Family
    parties: list[str]
    event: _Event
    on: Annotated[Day, Field(description="The day from which the act is certain.")]
    news_on: Annotated[Day, Field(description="The first day on which it could be known.")]
    before: Status | None
    after: Annotated[Status | None, Field(description="null: it changed no status.")]
    claim: str


@exact
class Changes(TypedDict):
    """One page of what changed, the newest first."""

    since: Day
    until: Day
    changes: list[ChangeShown]
