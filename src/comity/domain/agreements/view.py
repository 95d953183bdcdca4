"""Agreements as they are shown: status on a day, on whose word, what could be known, what contradicts it."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from comity.domain.agreements.claim import Claim, Identity
from comity.domain.agreements.contradictions import Contradiction, contradictions
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
    held = _Statuses(network, standings(network.counted_claims, on), on, None)
    could = counted(network.acts, known_on) if known_on is not None else None
    known = _Statuses(network, standings(could, on), on, known_on) if could else None
    shown = [
        _view(network, agreement, held, known, on)
        for agreement in network.agreements.values()
        if only in (None, agreement.id)
        and (party is None or party in agreement.parties)
        and family in (None, agreement.family)
    ]
    return Views(on, known_on, tuple(shown), could.undated if could else 0)


def _view(
    network: Network, agreement: Identity, held: "_Statuses", known: "_Statuses | None", on: dt.date
) -> View:
    record = network.record(agreement.id)
    # A forecast that was published later tells nothing of the day.
    said = [claim for claim in record.claims if _said_by(network, claim, on)]
    reached = {event: act for event, act in record.acts.items() if act.date and act.date.first <= on}
    return View(
        agreement,
        held.of(agreement.id),
        known.of(agreement.id) if known else None,
        contradictions(record, on),
        durations(reached),
        outcomes(said, reached, on),
        network.replacements.get(agreement.id, ()),
    )


def _said_by(network: Network, claim: Claim, on: dt.date) -> bool:
    published = network.sources[claim.source].published
    return published is None or published.first <= on


class _Statuses:
    """Derived rows in the words of the network."""

    def __init__(self, network: Network, frame: pl.DataFrame, on: dt.date, known_on: dt.date | None) -> None:
        self.network, self.on, self.known_on = network, on, known_on
        self.rows: Mapping[int, dict[str, object]] = {
            row["agreement"]: row for row in frame.iter_rows(named=True)
        }

    def of(self, agreement: str) -> Standing:
        row = self.rows.get(self.network.places[agreement])
        if row is None:
            return Standing(None, notice=self._notice(agreement))
        status = _status(row["status"])
        claim = self._claim(row["act"])
        return Standing(
            status=status,
            since=row["since"] if isinstance(row["since"], dt.date) else None,
            dated=claim.date if claim else None,
            may_be=_status(row["may_be"]),
            next=self._next(agreement, row["next"]),
            rests_on=claim.id if claim else None,
            also=tuple(other.id for other in self._alike(agreement, claim)) if claim else (),
            approved_by=tuple(sorted({c.party for c in self._approvals(agreement) if c.party})),
            sureness=claim.sureness if claim else None,
            notice=self._notice(agreement),
        )

    def _next(self, agreement: str, row: object) -> Next | None:
        """The next act; on the word of whoever had arranged it, if somebody had said so by the day."""
        claim = self._claim(row)
        if claim is None or claim.date is None:
            return None
        for other in self._could_be_known(agreement):
            same_act = (other.event, other.party) == (claim.event, claim.party)
            arranged = same_act and other.tense is Tense.SCHEDULED and other.date == claim.date
            if arranged and _said_by(self.network, other, self.on):
                return Next(claim.event, claim.date, scheduled=True, claim=other.id)
        return Next(claim.event, claim.date, claim.tense is Tense.SCHEDULED, claim.id)

    def _claim(self, row: object) -> Claim | None:
        acts: pl.DataFrame = self.network.acts
        return self.network.claims[acts["claim"][row]] if isinstance(row, int) else None

    def _alike(self, agreement: str, claim: Claim) -> Iterator[Claim]:
        """Other claims that say the same of the same step."""
        for other in self._could_be_known(agreement):
            same_step = EVENTS.get(other.event) is EVENTS[claim.event] and other.tense in (
                Tense.DONE,
                Tense.STATE,
            )
            if other.id != claim.id and same_step and other.party == claim.party:
                yield other

    def _approvals(self, agreement: str) -> Iterator[Claim]:
        for claim in self._could_be_known(agreement):
            if (
                EVENTS.get(claim.event) is Status.APPROVED
                and claim.tense is Tense.DONE
                and claim.date
                and claim.date.last <= self.on
            ):
                yield claim

    def _notice(self, agreement: str) -> str | None:
        """The last act about a notice of termination, unless it is the withdrawal."""
        acts = [
            (claim.date.last, claim.id, claim.event)
            for claim in self._could_be_known(agreement)
            if claim.event in NOTICES
            and claim.tense is Tense.DONE
            and claim.date
            and claim.date.first <= self.on
        ]
        _, last, event = max(acts, default=(None, None, None))
        return None if event == "termination_withdrawn" else last

    def _could_be_known(self, agreement: str) -> Iterator[Claim]:
        for claim in self.network.by_agreement[agreement]:
            published = self.network.sources[claim.source].published
            if self.known_on is None or (published and published.last <= self.known_on):
                yield claim


def _status(step: object) -> Status | None:
    return LADDER[step] if isinstance(step, int) else None
