"""Agreements as they are shown: status on a day, on whose word, what could be known, what contradicts it."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from comity.domain.agreements.claim import Claim, Identity, Source
from comity.domain.agreements.contradictions import Contradiction, Record, contradictions
from comity.domain.agreements.durations import Duration, Outcome, durations, outcomes
from comity.domain.agreements.network import Network
from comity.domain.agreements.standings import counted, standings
from comity.domain.agreements.stated_date import StatedDate
from comity.domain.agreements.vocabulary import EVENTS, LADDER, NOTICES, Status, Tense


@dataclass(frozen=True, slots=True)
class Next:
    """The first later act that would change the status: its kind, when, and whether it is only arranged."""

    event: str
    on: StatedDate
    scheduled: bool
    claim: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an agreement stands on a day.

    `since` is the day from which the status is certain, `dated` the date as the claim states it; `may_be` a
    later status that it may have reached within a month or year that is not over. `rests_on` is the claim
    that counts, `sureness` how it was seen, `also` others that say the same. `approved_by` names the Parties
    whose approval is recorded. `notice` is the claim on a notice of termination that stands (or is
    suspended): it changes no status, and everybody must know of it.
    """

    status: Status | None
    since: dt.date | None = None
    dated: StatedDate | None = None
    may_be: Status | None = None
    next: Next | None = None
    rests_on: str | None = None
    also: tuple[str, ...] = ()
    approved_by: tuple[str, ...] = ()
    sureness: str | None = None
    notice: str | None = None


@dataclass(frozen=True, slots=True)
class View:
    """One agreement: what it is, what held on the day, what could be known (None: not asked), what
    contradicts what, how long it took and what came of forecasts, all as on the day; and the agreements
    that took its place."""

    agreement: Identity
    held: Standing
    known: Standing | None
    contradictions: tuple[Contradiction, ...]
    durations: tuple[Duration, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    replaced_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Views:
    """All agreements asked for; `undated` claims had no date of publication and were left out of `known`."""

    on: dt.date
    known_on: dt.date | None
    agreements: tuple[View, ...]
    undated: int


@dataclass(frozen=True, slots=True)
class Derived:
    """What is derived of one agreement's status on a day (standings.standings), with its claims."""

    status: Status | None = None
    act: Claim | None = None
    since: dt.date | None = None
    may_be: Status | None = None
    next: Claim | None = None


def views(
    network: Network,
    on: dt.date,
    known_on: dt.date | None = None,
    *,
    party: str | None = None,
    family: str | None = None,
    only: str | None = None,
) -> Views:
    """The agreements of a network on a day.

    Args:
        network: the claims.
        on: the day asked about.
        known_on: also what could be known on this day.
        party, family, only: these agreements alone (a Party's code, a family, an id).
    """
    held = _derived(network, standings(network.counted_claims, on))
    could = counted(network.acts, known_on) if known_on is not None else None
    known = _derived(network, standings(could, on)) if could else {}
    shown = []
    for agreement in network.agreements.values():
        if (
            only in (None, agreement.id)
            and (party is None or party in agreement.parties)
            and family in (None, agreement.family)
        ):
            name = agreement.id
            heard = Heard(network.by_agreement[name], network.sources, on, known_on)
            shown.append(
                view(
                    agreement,
                    network.record(name),
                    network.sources,
                    on,
                    held.get(name, Derived()),
                    known=standing(known.get(name, Derived()), heard) if could else None,
                    replaced_by=network.replacements.get(name, ()),
                )
            )
    return Views(on, known_on, tuple(shown), could.undated if could else 0)


def view(
    agreement: Identity,
    record: Record,
    sources: Mapping[str, Source],
    on: dt.date,
    held: Derived,
    *,
    known: Standing | None = None,
    replaced_by: tuple[str, ...] = (),
) -> View:
    """One agreement on a day, from what is claimed of it and what is derived of its status."""
    # A forecast that was published later tells nothing of the day.
    said = [claim for claim in record.claims if _said_by(sources, claim, on)]
    acts = {event: act for event, act in record.acts.items() if act.date and act.date.first <= on}
    return View(
        agreement,
        standing(held, Heard(record.claims, sources, on)),
        known,
        contradictions(record, on),
        durations(acts),
        outcomes(said, acts, on),
        replaced_by,
    )


@dataclass(frozen=True, slots=True)
class Heard:
    """The claims on one agreement, their sources, the day asked about, and the day on which they had to be
    known (None: whenever they were published)."""

    claims: Sequence[Claim]
    sources: Mapping[str, Source]
    on: dt.date
    known_on: dt.date | None = None

    def __iter__(self) -> Iterator[Claim]:
        for claim in self.claims:
            published = self.sources[claim.source].published
            if self.known_on is None or (published and published.last <= self.known_on):
                yield claim


def standing(derived: Derived, heard: Heard) -> Standing:
    """Where an agreement stands: what is derived, who else says so, what comes next, which notice stands."""
    claim = derived.act
    return Standing(
        status=derived.status,
        since=derived.since,
        dated=claim.date if claim else None,
        may_be=derived.may_be,
        next=_next(derived.next, heard),
        rests_on=claim.id if claim else None,
        also=tuple(other.id for other in _alike(claim, heard)) if claim else (),
        approved_by=tuple(sorted({c.party for c in _approvals(heard) if c.party})),
        sureness=claim.sureness if claim else None,
        notice=_notice(heard),
    )


def _derived(network: Network, frame: pl.DataFrame) -> dict[str, Derived]:
    """Derived rows, by agreement, in the words of the network."""
    names, said = list(network.agreements), network.acts["claim"]

    def claim(row: int | None) -> Claim | None:
        return network.claims[said[row]] if row is not None else None

    return {
        names[row["agreement"]]: Derived(
            _status(row["status"]),
            claim(row["act"]),
            row["since"],
            _status(row["may_be"]),
            claim(row["next"]),
        )
        for row in frame.iter_rows(named=True)
    }


def _next(claim: Claim | None, heard: Heard) -> Next | None:
    """The next act; on the word of whoever had arranged it, if somebody had said so by the day."""
    if claim is None or claim.date is None:
        return None
    for other in heard:
        same_act = (other.event, other.party) == (claim.event, claim.party)
        arranged = same_act and other.tense is Tense.SCHEDULED and other.date == claim.date
        if arranged and _said_by(heard.sources, other, heard.on):
            return Next(claim.event, claim.date, scheduled=True, claim=other.id)
    return Next(claim.event, claim.date, claim.tense is Tense.SCHEDULED, claim.id)


def _alike(claim: Claim, heard: Heard) -> Iterator[Claim]:
    """Other claims that say the same of the same step."""
    for other in heard:
        same_step = EVENTS.get(other.event) is EVENTS[claim.event] and other.tense in (
            Tense.DONE,
            Tense.STATE,
        )
        if other.id != claim.id and same_step and other.party == claim.party:
            yield other


def _approvals(heard: Heard) -> Iterator[Claim]:
    for claim in heard:
        if (
            EVENTS.get(claim.event) is Status.APPROVED
            and claim.tense is Tense.DONE
            and claim.date
            and claim.date.last <= heard.on
        ):
            yield claim


def _notice(heard: Heard) -> str | None:
    """The last act about a notice of termination, unless it is the withdrawal."""
    acts = [
        (claim.date.last, claim.id, claim.event)
        for claim in heard
        if claim.event in NOTICES
        and claim.tense is Tense.DONE
        and claim.date
        and claim.date.first <= heard.on
    ]
    _, last, event = max(acts, default=(None, None, None))
    return None if event == "termination_withdrawn" else last


def _said_by(sources: Mapping[str, Source], claim: Claim, on: dt.date) -> bool:
    published = sources[claim.source].published
    return published is None or published.first <= on


def _status(step: int | None) -> Status | None:
    return LADDER[step] if step is not None else None
