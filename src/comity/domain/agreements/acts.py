"""The claims as columns: what the derivation of a status reads, and nothing else."""

import datetime as dt
from collections.abc import Iterable, Mapping

import polars as pl

from comity.domain.agreements.claim import Claim, Identity, Source
from comity.domain.agreements.vocabulary import EVENTS, LADDER, PARTIES, RANK, Tense

#: Kinds of event in the order in which `event` numbers them.
KINDS = tuple(EVENTS)
#: Tenses in the order in which `tense` numbers them.
TENSES = tuple(Tense)

#: One row per claim and agreement that it speaks of, if it names an event, the claims on one act together, in
#: the order in which they count (standings, rule 2): `claim` and `agreement` (positions
#: in the network's claims and agreements), `event` (position in KINDS), `status` (position in LADDER, null:
#: no change), `act` (equal where two claims are claims on one act: the same agreement, event and Party whose
#: act it is), `first` and `last` (days between which it lies, null: not
#: said), `tense` (position in TENSES), `rank` (of the source, 0 the highest), `published` (the last day on
#: which the source can have appeared, null: not recorded).
SCHEMA: Mapping[str, pl.DataType] = {
    "claim": pl.UInt32(),
    "agreement": pl.UInt32(),
    "event": pl.UInt8(),
    "status": pl.UInt8(),
    "act": pl.UInt64(),
    "first": pl.Date(),
    "last": pl.Date(),
    "tense": pl.UInt8(),
    "rank": pl.UInt8(),
    "published": pl.Date(),
}

#: More than there are Parties.
_PARTIES = 1024
_STATUS = {kind: LADDER.index(status) if status else None for kind, status in EVENTS.items()}


def acts_of(
    claims: Iterable[Claim], agreements: Mapping[str, Identity], sources: Mapping[str, Source]
) -> pl.DataFrame:
    """The frame of SCHEMA over some claims."""
    places = {name: place for place, name in enumerate(agreements)}
    kinds = {kind: number for number, kind in enumerate(KINDS)}
    parties = {party: number for number, party in enumerate([None, *sorted(PARTIES)])}
    tenses = {tense: number for number, tense in enumerate(TENSES)}
    about = {
        name: (RANK[source.kind], source.published.last if source.published else None)
        for name, source in sources.items()
    }
    columns: dict[str, list[object]] = {name: [] for name in SCHEMA}
    for number, claim in enumerate(claims):
        if not claim.event:
            continue
        rank, published = about[claim.source]
        first: dt.date | None = claim.date.first if claim.date else None
        last: dt.date | None = claim.date.last if claim.date else None
        # Of two local dates of one act the earlier counts.
        if last is not None and first == last and claim.other_dates:
            first = last = min(last, *claim.other_dates.values())
        for name in claim.agreements:
            act = (places[name] * len(KINDS) + kinds[claim.event]) * _PARTIES + parties[claim.party]
            row = (number, places[name], kinds[claim.event], _STATUS[claim.event], act)
            for column, value in zip(
                columns.values(), (*row, first, last, tenses[claim.tense], rank, published), strict=True
            ):
                column.append(value)
    # Sorted once, for every day asked about: the first claim on an act is then the one that counts.
    return pl.DataFrame(columns, schema=dict(SCHEMA)).sort("act", "rank", "last", "claim")
