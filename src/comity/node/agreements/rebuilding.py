"""One agreement as the domain knows it, rebuilt from rows in a constant number of queries."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from comity.domain.agreements.claim import Claim, Identity, Source
from comity.domain.agreements.contradictions import Record
from comity.domain.agreements.network import Network, network, reached
from comity.domain.agreements.network_reader import Known, read_agreement, read_claim, read_source
from comity.domain.agreements.view import Derived, View, Views, view, views
from comity.domain.agreements.vocabulary import EVENTS, LADDER, Status, Tense
from comity.domain.primitives.calendar import LAST_DAY
from comity.node.agreements import models


@dataclass(frozen=True, slots=True)
class Held:
    """One agreement: its claims by id, their sources, which claims count from which day, which of them
    changed the status, its spans in order, and the agreements that take its place."""

    identity: Identity
    claims: Mapping[str, Claim]
    sources: Mapping[str, Source]
    counted: tuple[tuple[Claim, dt.date], ...]
    moves: tuple[tuple[dt.date, Status, Claim], ...]
    spans: tuple[models.Span, ...]
    replaced_by: tuple[models.Agreement, ...]
    replaces: models.Agreement | None

    @property
    def record(self) -> Record:
        """What is claimed of it (Network.record)."""
        acts = {c.event: c for c, _ in reversed(self.counted) if c.tense is not Tense.SCHEDULED}
        return Record(
            self.identity.id, tuple(self.claims.values()), acts, lambda day: reached(self.moves, day)
        )

    def derived(self, on: dt.date) -> Derived:
        """What is derived of its status on a day."""
        for span in self.spans:
            if span.from_day <= on and (span.until_day is None or on < span.until_day):
                return Derived(
                    Status(span.status) if span.status else None,
                    self.claims[span.act_id] if span.act_id else None,
                    span.since,
                    Status(span.may_be) if span.may_be else None,
                    self.claims[span.next_id] if span.next_id else None,
                )
        return Derived()

    def view(self, on: dt.date) -> View:
        """The agreement on a day."""
        return view(
            self.identity,
            self.record,
            self.sources,
            on,
            self.derived(on),
            replaced_by=tuple(each.id for each in self.replaced_by),
        )

    def known(self, on: dt.date, known_on: dt.date) -> Views:
        """The agreement on a day, as far as it could be known on another: derived anew from its claims."""
        return views(self.network, on, known_on, only=self.identity.id)

    @property
    def network(self) -> Network:
        """The network of this agreement alone."""
        return network([self.identity], self.sources.values(), self.claims.values())


def held(agreement_id: str) -> Held | None:
    """One agreement with all that is said of it; None if none has this id."""
    row = models.Agreement.objects.filter(id=agreement_id).first()
    if row is None:
        return None
    known = Known(LAST_DAY)
    identity = read_agreement(row.record)
    known.agreements[identity.id] = identity
    found = models.Claim.objects.filter(agreements__contains=[agreement_id]).select_related("source")
    claims = {}
    for each in sorted(found, key=lambda each: each.id):
        if each.source_id not in known.sources:
            known.sources[each.source_id] = read_source(each.source.record, known)
        # Of the agreements that it speaks of this one is known here.
        claims[each.id] = read_claim({**each.record, "agreements": [agreement_id]}, known)
    acts = models.Act.objects.filter(agreement_id=agreement_id).order_by("id")
    near = models.Agreement.objects.filter(replaces=agreement_id).order_by("id")
    moves = [(a.on, status, claims[a.claim_id]) for a in acts if a.moves and (status := _status(claims, a))]
    return Held(
        identity,
        claims,
        known.sources,
        tuple((claims[act.claim_id], act.on) for act in acts if act.counts),
        tuple(sorted(moves, key=lambda m: (m[0], LADDER.index(m[1]), m[2].id))),
        tuple(models.Span.objects.filter(agreement_id=agreement_id).order_by("from_day")),
        tuple(near),
        models.Agreement.objects.filter(id=identity.replaces).first() if identity.replaces else None,
    )


def _status(claims: Mapping[str, Claim], act: models.Act) -> Status | None:
    return EVENTS[claims[act.claim_id].event]
