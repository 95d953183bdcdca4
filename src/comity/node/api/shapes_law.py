"""The law as it is answered: rulebooks, articles and their provisions; facts, whats and authorities."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field
from typing_extensions import TypedDict

from comity.node.api.shapes import Day, exact

Sureness: TypeAlias = Literal["text", "summary", "recall", "unverified"]
BodyKind: TypeAlias = Literal["agreement", "host-law", "convention", "instrument", "home-law"]
Effect: TypeAlias = Literal["permits", "exempts", "requires", "forbids", "assigns"]
By: TypeAlias = Literal["sending", "receiving", "unit", "person", "joint-committee"]
RequirementKind: TypeAlias = Literal["clearance", "notice", "document", "marking", "payment", "conduct"]
_Cites: TypeAlias = Annotated[list[str], Field(description="Where the law says it.", examples=[["VI.1"]])]
_When: TypeAlias = Annotated[str, Field(description="A boolean expression of SQL over facts; TRUE: always.")]

#: From when until when something holds; the key is a word of Python's.
DatedShown = TypedDict(
    "DatedShown",
    {
        "from": Annotated[Day | None, Field(description="The first day on which it holds.")],
        "until": Annotated[Day | None, Field(description="The first day on which it holds no more.")],
    },
)


@exact
class ExceptionShown(DatedShown):
    """A case that is taken out of a definition or a provision."""

    cites: _Cites
    when: _When
    sureness: Sureness


@exact
class DefinitionShown(DatedShown):
    """A fact derived from facts; `sheet` null: of the visit or a contingent."""

    id: str
    cites: _Cites
    sheet: str | None
    when: _When
    facts: list[str]
    exceptions: list[ExceptionShown]
    sureness: Sureness


@exact
class LeadShown(TypedDict):
    """A lead time; `word` stands alone where the law gives no figure ("promptly")."""

    amount: int | None
    unit: Literal["working-days", "calendar-days", "weeks", "months", "hours", "minutes"] | None
    to: str
    opens_amount: int | None
    opens_unit: Literal["working-days", "calendar-days", "weeks", "months", "hours", "minutes"] | None
    basis: str
    word: str | None
    late: str | None


@exact
class ProvisionShown(DatedShown):
    """One effect of one article on the lines of one sheet."""

    id: str
    cites: _Cites
    sheet: str
    effect: Effect
    what: str
    value: str | None
    says: str | None
    when: _When
    facts: list[str]
    exceptions: list[ExceptionShown]
    by: By
    kind: RequirementKind | None
    authority: str | None
    done: str | None
    without: Annotated[
        str | None, Field(description="If it failed: forbidden, or the lift that is taken back.")
    ]
    at: Literal["stay", "entry", "exit"]
    lead: LeadShown | None
    under: list[str]
    within_host_law: bool
    matter: str | None
    sureness: Sureness


@exact
class ArticleShown(TypedDict):
    """One heading: its words, paraphrased in English, and what it comes to."""

    name: Annotated[str, Field(description="The label as addresses have it.", examples=["VI"])]
    label: str
    title: str
    words: str
    not_encoded: Annotated[str | None, Field(description="Why nothing, or not all, is encoded.")]
    definitions: list[DefinitionShown]
    provisions: list[ProvisionShown]


@exact
class ScopeShown(TypedDict):
    """When the body of law applies at all."""

    cites: _Cites
    when: _When
    facts: list[str]
    sureness: Sureness


@exact
class SilenceShown(TypedDict):
    """A matter that the body of law is silent on, or of which the law is not known."""

    sheet: str
    matter: str
    why: str
    cites: _Cites


@exact
class LawSourceShown(TypedDict):
    """Where the words of a rulebook were seen."""

    code: str
    title: str


class RulebookNamed(TypedDict):
    """What every rulebook is known by."""

    id: str
    version: int
    digest: Annotated[str, Field(description="The SHA-256 of its text, in hex.")]
    title: str
    short: str
    kind: BodyKind
    parties: list[str]
    state: str | None


@exact
class RulebookListed(RulebookNamed):
    """A rulebook in the list; `deciding` provisions were seen in a source, the others are advice."""

    articles: int
    provisions: int
    deciding: int


@exact
class Rulebooks(TypedDict):
    """Every installed rulebook."""

    rulebooks: list[RulebookListed]


@exact
class RulebookShown(RulebookNamed, DatedShown):
    """One body of law, whole."""

    parties_sureness: Sureness
    sources: list[LawSourceShown]
    scope: ScopeShown
    articles: list[ArticleShown]
    silent_on: list[SilenceShown]


@exact
class Article(TypedDict):
    """One article of a rulebook."""

    rulebook: str
    digest: str
    article: ArticleShown


Verdict: TypeAlias = Literal["same", "differs", "one", "other"]


@exact
class SubjectBeside(TypedDict):
    """A subject of two rulebooks: what each makes of it, and in which points they differ."""

    sheet: str
    effect: Effect
    what: str
    value: str | None
    verdict: Annotated[Verdict, Field(description="`one` and `other`: only this one has it.")]
    differs: list[str]
    one: ProvisionShown | None
    other: ProvisionShown | None


@exact
class DefinitionBeside(TypedDict):
    """A definition of two rulebooks, in all its versions; `differs` also where what it builds on does."""

    id: str
    verdict: Verdict
    one: list[DefinitionShown]
    other: list[DefinitionShown]


@exact
class ScopesBeside(TypedDict):
    """When two rulebooks apply at all."""

    verdict: Verdict
    one: ScopeShown
    other: ScopeShown


@exact
class Comparison(TypedDict):
    """Two rulebooks beside each other."""

    one: RulebookListed
    other: RulebookListed
    scope: ScopesBeside
    definitions: list[DefinitionBeside]
    provisions: list[SubjectBeside]


@exact
class CountedShown(TypedDict):
    """A fact that is the number of rows of a sheet which share this row's key and meet a condition."""

    sheet: str
    key: str
    when: str


@exact
class LookedUpShown(TypedDict):
    """A fact that is taken from the row which this row's key names."""

    sheet: str
    key: str
    fact: str


@exact
class FactShown(TypedDict):
    """A column of a sheet, or a key of the visit or of a contingent."""

    sheet: str
    name: str
    kind: Literal["circumstance", "step", "key", "detail"]
    type: Literal["bool", "choice", "int", "number", "text", "state", "day", "instant", "place"]
    values: list[str]
    unit: str | None
    asks: Annotated[str | None, Field(description="The question, in the language asked for.")]
    find: Annotated[str | None, Field(description="Where the answer is found.")]
    counted: CountedShown | None
    looked_up: LookedUpShown | None


@exact
class Facts(TypedDict):
    """The declared facts."""

    version: int
    digest: str
    facts: list[FactShown]


@exact
class WhatShown(TypedDict):
    """Something that law permits, exempts from, requires, forbids or assigns."""

    id: str
    label: str


@exact
class Whats(TypedDict):
    """Everything that provisions speak of."""

    whats: list[WhatShown]


@exact
class AuthorityShown(TypedDict):
    """An office that clears, permits or is told."""

    id: str
    state: str
    name: str
    level: str
    matter: str


@exact
class Authorities(TypedDict):
    """The declared authorities."""

    authorities: list[AuthorityShown]
