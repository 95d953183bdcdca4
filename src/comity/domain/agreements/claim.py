"""Claims: who says what of which agreement, when, in which words. The one fact is that it was said."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from comity.domain.agreements.stated_date import StatedDate
from comity.domain.agreements.vocabulary import SourceKind, Tense


@dataclass(frozen=True, slots=True)
class Source:
    """Something that was published, or said.

    `published` is None where no copy that was seen records it. `origin` is the wire or body behind it,
    `translated_from` the language it was translated from, `anchor` the day that its relative dates
    ("Thursday") count from, `anchor_why` how that day is known, `address` where it stood, `file` its
    name in a folder of sources, against which quotes are checked.
    """

    id: str
    title: str
    publisher: str
    language: str
    kind: SourceKind
    published: StatedDate | None = None
    origin: str = ""
    translated_from: str = ""
    anchor: dt.date | None = None
    anchor_why: str = ""
    address: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Annotation:
    """What a named reader noted about a claim that no derivation can find (a garbled translation …)."""

    kind: str
    says: str
    by: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of one source.

    `agreements` are those it speaks of, by id (none: background). `event` is a kind of vocabulary.EVENTS,
    or "" where no step is claimed; `party` the Party whose act it is, if it is one Party's; `date` when it
    is said to have happened (None: not said), the local date at `place`; `other_dates` the local dates of
    the same act elsewhere. `quote` is in the source's own language, `gloss` in English, `paragraph` counts
    from 1. `sureness` is text, summary or recall: how the claim itself was seen.
    """

    id: str
    source: str
    agreements: tuple[str, ...] = ()
    event: str = ""
    party: str | None = None
    date: StatedDate | None = None
    place: str = ""
    other_dates: Mapping[str, dt.date] = field(default_factory=dict)
    tense: Tense = Tense.DONE
    who: str = ""
    months: int | None = None
    quote: str = ""
    gloss: str = ""
    paragraph: int | None = None
    attributed_to: str = ""
    says: str = ""
    sureness: str = "text"
    cites: str = ""
    date_words: str = ""
    note: str = ""
    annotations: tuple[Annotation, ...] = ()


@dataclass(frozen=True, slots=True)
class Instrument:
    """A paper that belongs to an agreement: an annex, an exchange of notes, a procedural arrangement."""

    title: str
    kind: str
    on: StatedDate | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """What an agreement is, whoever says what of it.

    `parties` are alpha-2 codes, or EU, NATO, UN for groups. `called` is the family as the record names it;
    `replaces` the id of the agreement that it takes the place of. `descriptive` tells that the title is a
    description, because no copy showed the agreement's own.
    """

    id: str
    title: str
    parties: tuple[str, ...]
    family: str
    called: str
    replaces: str | None = None
    descriptive: bool = False
    instruments: tuple[Instrument, ...] = ()
