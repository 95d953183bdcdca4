"""Two reports read claim by claim: what both say, what only one says, and where they or the record differ.

Where a named reader has compared the two, the reader's notes say so. Two that nobody compared are compared as
far as their claims name acts: by the acts themselves, and by the contradictions among the claims of both.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from comity.domain.agreements.claim import Annotation, Claim, Source
from comity.domain.agreements.contradictions import COMPATIBLE, Contradiction, Kind, contradictions
from comity.domain.agreements.network import Network, network
from comity.domain.agreements.vocabulary import REPEATED


class Across(StrEnum):
    """How a claim stands to the other report; what says most of a claim first."""

    CONFLICT = "conflict"
    """The other differs: both cannot be so."""
    AGREE = "agree"
    """The other says it too."""
    STEP = "another-step"
    """The other names another step; the later entails the earlier."""
    PART = "in-part"
    """The other says it in part, or less exactly."""
    ONLY_HERE = "only-here"
    """The other says nothing of it."""
    NOT_COMPARED = "not-compared"
    """Nobody has compared it, and it names no act by which it could be."""


_ORDER = tuple(Across)
#: What readers call these in their notes.
_NOTED = {
    "across-conflict": Across.CONFLICT,
    "across-agree": Across.AGREE,
    "across-granularity": Across.STEP,
    "across-partial": Across.PART,
}
_ACROSS, _ONLY = "across-", "across-only-"
#: Readers' notes that set a claim against the record.
_AGAINST = frozenset(
    {"record-differs", "record-stale", "record-garbled", "record-not-met", "garbled-translation"}
)


@dataclass(frozen=True, slots=True)
class ClaimRead:
    """One claim of a report.

    `across` is how it stands to the other report, `beside` the claims of the other that are set beside it,
    from either side, `by` the reader who compared them ("": derived). `record` is where it differs from the
    record, `notes` what readers noted besides.
    """

    claim: Claim
    across: Across
    beside: tuple[str, ...] = ()
    by: str = ""
    record: tuple[Contradiction, ...] = ()
    notes: tuple[Annotation, ...] = ()

    @property
    def objections(self) -> tuple[Annotation, ...]:
        """The readers' notes that set it against the record."""
        return tuple(note for note in self.notes if note.kind in _AGAINST)

    @property
    def remarks(self) -> tuple[Annotation, ...]:
        """The other notes."""
        return tuple(note for note in self.notes if note.kind not in _AGAINST)

    @property
    def against_record(self) -> bool:
        """Whether a derivation or a reader says that the record has it otherwise."""
        return bool(self.objections) or any(found.kind not in COMPATIBLE for found in self.record)


@dataclass(frozen=True, slots=True)
class Row:
    """Claims of the two reports on the same thing, which stand to each other in one way.

    A claim that agrees with one and differs from another stands in two rows.
    """

    across: Across
    one: tuple[ClaimRead, ...]
    other: tuple[ClaimRead, ...]

    @property
    def claims(self) -> tuple[ClaimRead, ...]:
        """The claims of both."""
        return (*self.one, *self.other)


@dataclass(frozen=True, slots=True)
class Reading:
    """Two reports beside each other, in the order in which the first tells things."""

    one: Source
    other: Source
    rows: tuple[Row, ...]

    @property
    def claims(self) -> tuple[ClaimRead, ...]:
        """Every claim of both, once."""
        return tuple({read.claim.id: read for row in self.rows for read in row.claims}.values())


def read_side_by_side(network: Network, one: str, other: str, on: dt.date) -> Reading:
    """Two sources read claim by claim.

    Args:
        network: at least all claims of the two, and all claims on the agreements that they speak of.
        one: the id of a source.
        other: the id of another.
        on: the day of reading: what is done after it contradicts nothing yet.

    Raises:
        KeyError: the network has no such source.
    """
    sources = network.sources[one], network.sources[other]
    mine, theirs = _claims(network, one), _claims(network, other)
    sides = {claim.id: side for side, claims in enumerate((mine, theirs)) for claim in claims}
    links = _noted((*mine, *theirs), sides)
    if links:
        alone = {c.id: note.by for c in (*mine, *theirs) for note in c.annotations if _is_only(note)}
    else:
        links = _derived(network, (*mine, *theirs), sides, on)
        alone = {c.id: "" for c in (*mine, *theirs) if c.event}
    against = _record(network, (*mine, *theirs), sides, on)
    own: dict[str, list[_Link]] = {}
    told: dict[str, list[_Link]] = {}
    for link in links:
        own.setdefault(link.claim, []).append(link)
        told.setdefault(link.beside, []).append(link)
    reads = {
        c.id: _read(c, own.get(c.id, ()), told.get(c.id, ()), alone, against.get(c.id, ()))
        for c in (*mine, *theirs)
    }
    return Reading(*sources, _rows(reads, links, sides))


def _claims(network: Network, source: str) -> list[Claim]:
    """The claims of a source in the order of its text."""
    own = (claim for claim in network.claims if claim.source == source)
    return sorted(own, key=lambda claim: (claim.paragraph or 0, claim.id))


@dataclass(frozen=True, slots=True)
class _Link:
    """A claim of one report set beside one of the other: how it stands to it, and who says so."""

    claim: str
    beside: str
    across: Across
    by: str = ""


def _is_only(note: Annotation) -> bool:
    return note.kind.startswith(_ONLY)


def _noted(claims: Iterable[Claim], sides: Mapping[str, int]) -> list[_Link]:
    """What readers noted, on the claim that they noted it on."""
    return [
        _Link(claim.id, name, _NOTED[note.kind], note.by)
        for claim in claims
        for note in claim.annotations
        if note.kind in _NOTED
        for name in note.says.split(", ")
        if sides.get(name, sides[claim.id]) != sides[claim.id]
    ]


def _derived(whole: Network, claims: Sequence[Claim], sides: Mapping[str, int], on: dt.date) -> list[_Link]:
    """What follows from the acts that both reports name, each way."""
    found: dict[tuple[str, str], Across] = {}
    acts: dict[tuple[str, str, str | None], list[Claim]] = {}
    for claim in claims:
        for agreement in claim.agreements if claim.event else ():
            acts.setdefault((agreement, claim.event, claim.party), []).append(claim)
    pairs = [
        (a.id, b.id, across)
        for same in acts.values()
        for a in same
        for b in same
        if sides[a.id] < sides[b.id] and (across := _of_one_act(a, b))
    ]
    both = network(whole.agreements.values(), whole.sources.values(), claims)
    for agreement in sorted({name for claim in claims for name in claim.agreements}):
        for each in contradictions(both.record(agreement), on):
            pairs += [
                (a, b, _of_kind(each.kind)) if sides[a] < sides[b] else (b, a, _of_kind(each.kind))
                for a in each.claims
                for b in each.against
                if sides[a] != sides[b]
            ]
    for a, b, across in pairs:
        found[a, b] = min(across, found.get((a, b), across), key=_ORDER.index)
    return [_Link(*ends, across) for (a, b), across in found.items() for ends in ((a, b), (b, a))]


def _of_one_act(a: Claim, b: Claim) -> Across | None:
    """How two claims on the same kind of event, of the same Party, stand to each other; None: two acts."""
    if a.tense is not b.tense or a.date is None or b.date is None:
        return Across.PART
    if a.date == b.date:
        return Across.AGREE
    if a.date.may_be(b.date):
        return Across.PART
    if {*a.other_dates.values(), *b.other_dates.values()} & {a.date.first, b.date.first}:
        return Across.AGREE
    return None if a.event in REPEATED else Across.CONFLICT


def _of_kind(kind: Kind) -> Across:
    if kind is Kind.RANK:
        return Across.STEP
    return Across.PART if kind in COMPATIBLE else Across.CONFLICT


def _record(
    whole: Network, claims: Iterable[Claim], sides: Mapping[str, int], on: dt.date
) -> Mapping[str, list[Contradiction]]:
    """By claim where it differs from the record.

    What it contradicts in the other report alone is told by the row that both stand in.
    """
    found: dict[str, list[Contradiction]] = {}
    for agreement in sorted({name for claim in claims for name in claim.agreements}):
        for each in contradictions(whole.record(agreement), on):
            for name in each.claims:
                if name in sides and not _is_beside(each, sides[name], sides):
                    found.setdefault(name, []).append(each)
    return found


def _is_beside(found: Contradiction, side: int, sides: Mapping[str, int]) -> bool:
    return bool(found.against) and all(sides.get(name, side) != side for name in found.against)


def _read(
    claim: Claim,
    own: Sequence[_Link],
    told: Iterable[_Link],
    alone: Mapping[str, str],
    record: Iterable[Contradiction],
) -> ClaimRead:
    """A claim with the links told of it, those told of others that are set beside it, and its record."""
    if own:
        first = min(own, key=lambda link: _ORDER.index(link.across))
        across, by = first.across, first.by
    elif claim.id in alone:
        across, by = Across.ONLY_HERE, alone[claim.id]
    else:
        across, by = Across.NOT_COMPARED, ""
    beside = dict.fromkeys([*(link.beside for link in own), *(link.claim for link in told)])
    notes = tuple(note for note in claim.annotations if not note.kind.startswith(_ACROSS))
    return ClaimRead(claim, across, tuple(beside), by, tuple(record), notes)


def _rows(
    reads: Mapping[str, ClaimRead], links: Sequence[_Link], sides: Mapping[str, int]
) -> tuple[Row, ...]:
    """Claims that are linked in one way, directly or through others, in one row; the rest alone."""
    rows = []
    for across in _ORDER:
        ends = [(link.claim, link.beside) for link in links if link.across is across]
        # Whoever says of a claim that it stands alone is not overruled by who names it from the other side.
        ends = [(a, b) for a, b in ends if reads[b].across is not Across.ONLY_HERE]
        own = [name for name, read in reads.items() if read.across is across]
        for names in _connected(own, ends):
            inside = [read for name, read in reads.items() if name in names]
            one, other = (tuple(r for r in inside if sides[r.claim.id] == side) for side in (0, 1))
            rows.append(Row(across, one, other))
    return tuple(sorted(rows, key=_place))


def _connected(alone: Iterable[str], ends: Iterable[tuple[str, str]]) -> Iterator[set[str]]:
    """The names that hang together; those without a link each by itself."""
    group: dict[str, set[str]] = {name: {name} for name in alone}
    for a, b in ends:
        one, other = group.setdefault(a, {a}), group.setdefault(b, {b})
        if one is not other:
            merged = one | other
            group.update(dict.fromkeys(merged, merged))
    yield from {id(names): names for names in group.values()}.values()


def _place(row: Row) -> tuple[int, bool, str]:
    first = (row.one or row.other)[0].claim
    return first.paragraph or 0, not row.one, first.id
