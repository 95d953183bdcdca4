"""The network of agreements: identities, sources and claims, and the claims as columns."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from comity.domain.agreements.acts import TENSES, acts_of
from comity.domain.agreements.claim import Claim, Identity, Source
from comity.domain.agreements.contradictions import Record
from comity.domain.agreements.standings import Counted, best, counted
from comity.domain.agreements.vocabulary import LADDER, Status, Tense, takes_over


@dataclass(frozen=True)
class Network:
    """Who says what of which agreement; the order of claims carries no meaning, they are kept by id."""

    agreements: Mapping[str, Identity] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()

    @cached_property
    def acts(self) -> pl.DataFrame:
        """The claims as columns (acts.SCHEMA); positions are those of `agreements` and `claims`."""
        return acts_of(self.claims, self.agreements, self.sources)

    @cached_property
    def counted_claims(self) -> Counted:
        """The claims that count, from everything that is recorded."""
        return counted(self.acts)

    @cached_property
    def claim(self) -> Mapping[str, Claim]:
        """The claims by id."""
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def replacements(self) -> Mapping[str, tuple[str, ...]]:
        """Of each agreement that was replaced those that took its place."""
        found: dict[str, tuple[str, ...]] = {}
        for name, agreement in self.agreements.items():
            if agreement.replaces:
                found[agreement.replaces] = (*found.get(agreement.replaces, ()), name)
        return found

    @cached_property
    def by_agreement(self) -> Mapping[str, tuple[Claim, ...]]:
        """The claims that speak of each agreement."""
        found: dict[str, list[Claim]] = {name: [] for name in self.agreements}
        for claim in self.claims:
            for name in claim.agreements:
                found[name].append(claim)
        return {name: tuple(claims) for name, claims in found.items()}

    @cached_property
    def _counted(self) -> Mapping[str, list[tuple[Claim, dt.date]]]:
        """Of each agreement the claims that count (standings, rules 2 and 3), and from which day; and what
        is arranged where nothing done is recorded."""
        found: dict[str, list[tuple[Claim, dt.date]]] = {name: [] for name in self.agreements}
        names = list(self.agreements)
        dated = self.acts.with_row_index("row").filter(pl.col("last").is_not_null())
        done = best(dated)
        arranged = best(
            dated.filter(pl.col("tense") == TENSES.index(Tense.SCHEDULED))
            .join(done, on="act", how="anti", maintain_order="left")
            .with_columns(tense=pl.lit(TENSES.index(Tense.DONE), dtype=pl.UInt8))
        )
        for agreement, claim, day in (
            pl.concat([done, arranged.select(done.columns)])
            .sort("last", "claim")
            .select("agreement", "claim", "last")
        ).rows():
            found[names[agreement]].append((self.claims[claim], day))
        return found

    def counted(self, agreement: str) -> Sequence[tuple[Claim, dt.date]]:
        """The claims of an agreement that count, each with the day from which it is certain, in order."""
        return self._counted[agreement]

    @cached_property
    def recorded(self) -> Mapping[str, Mapping[str, Claim]]:
        """The claim that counts for each kind of event of each agreement (standings, rule 2).

        Of an event that each Party has of its own, the earliest Party's.
        """
        return {
            name: {claim.event: claim for claim, _ in reversed(counted) if claim.tense is not Tense.SCHEDULED}
            for name, counted in self._counted.items()
        }

    @cached_property
    def _done(self) -> Mapping[str, list[tuple[dt.date, Status, Claim]]]:
        """Of each agreement the acts that changed its status, observed stages left out, in order."""
        found: dict[str, list[tuple[dt.date, Status, Claim]]] = {name: [] for name in self.agreements}
        names = list(self.agreements)
        rows = self.acts.with_row_index("row").filter(
            pl.col("status").is_not_null()
            & pl.col("last").is_not_null()
            & (pl.col("tense") != TENSES.index(Tense.STATE))
        )
        acts = best(rows).sort("last", "status", "claim").select("agreement", "last", "status", "claim")
        for agreement, day, status, claim in acts.rows():
            found[names[agreement]].append((day, LADDER[status], self.claims[claim]))
        return found

    def moves(self, agreement: str) -> Sequence[tuple[dt.date, Status, Claim]]:
        """The acts that changed an agreement's status, observed stages left out: from which day, to what."""
        return self._done[agreement]

    def status_on(self, agreement: str, day: dt.date) -> tuple[Status | None, Claim | None]:
        """The status that the recorded acts of an agreement had surely reached on a day, and its claim."""
        return reached(self._done[agreement], day)

    def record(self, agreement: str) -> Record:
        """What is claimed of one agreement."""
        return Record(
            agreement,
            self.by_agreement[agreement],
            self.recorded[agreement],
            lambda day: self.status_on(agreement, day),
        )

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The position of each agreement."""
        return {name: place for place, name in enumerate(self.agreements)}


def reached(
    moves: Iterable[tuple[dt.date, Status, Claim]], day: dt.date
) -> tuple[Status | None, Claim | None]:
    """The status that acts had surely reached on a day, and the claim that it rests on.

    Args:
        moves: the acts that changed the status of one agreement, in order (Network.moves).
        day: acts from later days on are left out.
    """
    held, rests_on = None, None
    for since, status, claim in moves:
        if since <= day and (held is None or takes_over(status, held)):
            held, rests_on = status, claim
    return held, rests_on


def network(agreements: Iterable[Identity], sources: Iterable[Source], claims: Iterable[Claim]) -> Network:
    """A network of these, each in the order of its id, so that the order of import leaves no trace."""
    return Network(
        {each.id: each for each in sorted(agreements, key=lambda each: each.id)},
        {each.id: each for each in sorted(sources, key=lambda each: each.id)},
        tuple(sorted(claims, key=lambda each: each.id)),
    )
