"""A small world of claims: one agreement of Xa and Xb (invented States stand as JP and FR), a few sources."""

import datetime as dt

from comity.domain.agreements.claim import Claim, Identity, Source
from comity.domain.agreements.network import Network, network
from comity.domain.agreements.stated_date import StatedDate, stated_date
from comity.domain.agreements.vocabulary import SourceKind, Tense

PACT = Identity("jp-fr-pact", "A pact", ("FR", "JP"), "access", "RAA", descriptive=True)


def source(name: str = "press", kind: SourceKind = SourceKind.PRESS, published: str | None = None) -> Source:
    return Source(name, f"Report {name}", "Example Press", "en", kind, date(published))


def claim(
    name: str,
    event: str = "signed",
    on: str | None = "2024-05-02",
    *,
    of: str = "press",
    tense: Tense = Tense.DONE,
    party: str | None = None,
    months: int | None = None,
    other_dates: dict[str, dt.date] | None = None,
) -> Claim:
    return Claim(
        name,
        of,
        ("jp-fr-pact",),
        event,
        party=party,
        date=date(on),
        tense=tense,
        months=months,
        other_dates=other_dates or {},
    )


def date(text: str | None) -> StatedDate | None:
    return stated_date(text) if text else None


def world(*claims: Claim, sources: tuple[Source, ...] = ()) -> Network:
    """The pact with these claims; sources that are not given are press without a date."""
    given = {each.id: each for each in sources}
    missing = {c.source for c in claims} - set(given)
    return network([PACT], [*given.values(), *(source(name) for name in missing)], claims)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)
