"""Invented networks in the database, and pages as a reader sees them."""

import datetime as dt
import itertools

from django.test import Client
from django.utils.html import strip_tags

from comity.domain.agreements.claim import Claim, Identity, Source
from comity.domain.agreements.network import Network, network
from comity.domain.agreements.stated_date import stated_date
from comity.domain.agreements.vocabulary import SourceKind, Tense
from comity.node.agreements.actions import replace_network

SOURCE = Source("gazette", "Notices", "Example Gazette", "en", SourceKind.OFFICIAL)
_STATES = ("AU", "CA", "DE", "FR", "GB", "IT", "JP", "KR", "NZ", "PH", "US")
_numbers = itertools.count()


def pact(name: str, *parties: str, called: str = "RAA", replaces: str | None = None) -> Identity:
    """An agreement of an invented title."""
    family = {"RAA": "access", "ACSA": "cross-servicing"}[called]
    return Identity(name, f"Pact {name}", tuple(sorted(parties)), family, called, replaces=replaces)


def claim(name: str, agreement: str, event: str, on: str, tense: Tense = Tense.DONE) -> Claim:
    """A claim of the gazette."""
    return Claim(name, SOURCE.id, (agreement,), event, date=stated_date(on), tense=tense)


def loaded(*claims: Claim, pacts: tuple[Identity, ...], source: Source = SOURCE) -> Network:
    """These in the database in the place of what is there, until the test ends."""
    made = network(pacts, [source], claims)
    assert replace_network(made, f"invented-{next(_numbers)}", "tests")
    return made


def crowd(size: int, claims_each: int = 4) -> Network:
    """That many agreements of access between eleven States in the database, each with some claims."""
    pairs = list(itertools.combinations(_STATES, 2))
    pacts = tuple(pact(f"p{number}", *pairs[number % len(pairs)]) for number in range(size))
    events = ("negotiations_opened", "signed", "instruments_exchanged", "entered_into_force")
    claims = [
        claim(f"c{number}-{step}", f"p{number}", events[step % 4], f"{1990 + step}-0{1 + number % 9}-01")
        for number in range(size)
        for step in range(claims_each)
    ]
    return loaded(*claims, pacts=pacts)


def text_of(client: Client, address: str, language: str = "en") -> str:
    """What a page says, tags left out, blanks evened."""
    response = client.get(address, headers={"Accept-Language": language})
    assert response.status_code == 200, response.content.decode()[-2000:]
    return " ".join(strip_tags(response.content.decode()).split())


def day(text: str) -> dt.date:
    """A day."""
    return dt.date.fromisoformat(text)
