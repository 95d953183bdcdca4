"""From claims to the registry that the engine reads."""

import datetime as dt
from collections.abc import Iterable

from comity.domain.agreements.claim import Claim, Source
from comity.domain.agreements.network import Network
from comity.domain.agreements.registry import STATUS_OF_ACT, Act, Agreement, Said
from comity.domain.agreements.vocabulary import EVENTS, LADDER, Tense

#: So many of those who say one thing are named in an answer; the network has them all.
_MOST_SAID = 3


def registry_of(network: Network) -> dict[str, Agreement]:
    """The agreements between two States, each with the acts that count, in order of date."""
    registry = {}
    for name, agreement in network.agreements.items():
        if len(agreement.parties) != 2:
            continue
        claims = network.by_agreement[name]
        acts = [
            _act(claim, first_day, claims, network)
            for claim, first_day in network.counted(name)
            if EVENTS[claim.event] is not None
        ]
        registry[name] = Agreement(
            id=name,
            title=agreement.title,
            parties=(agreement.parties[0], agreement.parties[1]),
            family=agreement.family,
            sources=_sources(claims, network),
            acts=tuple(sorted(acts, key=lambda act: (act.on, LADDER.index(STATUS_OF_ACT[act.act])))),
        )
    return registry


def _act(claim: Claim, on: dt.date, claims: Iterable[Claim], network: Network) -> Act:
    status = EVENTS[claim.event]
    assert status is not None  # asked for by the caller
    same = [c for c in claims if c.event == claim.event and c.party == claim.party and c.id != claim.id]
    # One claim of each source, those with a quote before those without.
    first_of = {c.source: c for c in sorted(same, key=lambda c: (bool(c.quote), c.id), reverse=True)}
    others = (c for source, c in first_of.items() if source != claim.source)
    said = [claim, *sorted(others, key=lambda c: (not c.quote, c.id))]
    return Act(
        act=status.value,
        on=on,
        sureness=claim.sureness,
        cites=claim.cites,
        note=claim.note,
        known_from=_known_from(claim.event, on, [claim, *same], claims, network),
        confirmed=claim.tense is not Tense.SCHEDULED,
        said=tuple(Said(c.id, _words(network.sources[c.source]), c.quote) for c in said[:_MOST_SAID]),
    )


def _known_from(
    event: str, on: dt.date, of_act: Iterable[Claim], claims: Iterable[Claim], network: Network
) -> dt.date:
    """The first day on which it is recorded that the act would come; else its own day.

    A source that speaks of it and has a date; or the exchange of instruments, which sets the entry into
    force.
    """
    published = (network.sources[c.source].published for c in of_act)
    days = [date.last for date in published if date]
    if event == "entered_into_force":
        days += [c.date.last for c in claims if c.event == "instruments_exchanged" and c.date]
    before = [day for day in days if day <= on]
    return min(before, default=on)


def _sources(claims: Iterable[Claim], network: Network) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_words(network.sources[claim.source]) for claim in claims))


def _words(source: Source) -> str:
    return ": ".join(part for part in (source.publisher, source.title) if part)
