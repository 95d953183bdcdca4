"""Agreements, sources and claims as rows of `models.Findable`, each in the order in which it is shown."""

from collections.abc import Iterable, Iterator
from functools import cache

from comity.domain.agreements.claim import Claim, Identity, Source
from comity.domain.agreements.network import Network
from comity.languages import LANGUAGES, speaking, state
from comity.node.agreements.models import Findable
from comity.node.agreements.search_words import words_of


def findable_rows(network: Network) -> Iterator[tuple[object, ...]]:
    """Kind, key, words. Agreements and sources by id, claims with words of their own the newest first."""
    for agreement in network.agreements.values():
        yield Findable.Kind.AGREEMENT.value, agreement.id, _vector(_of_agreement(agreement))
    for source in network.sources.values():
        yield Findable.Kind.SOURCE.value, source.id, _vector(_of_source(source))
    for claim in sorted(network.claims, key=_age):
        words = _vector(_of_claim(claim))
        if words:
            yield Findable.Kind.CLAIM.value, claim.id, words


@cache
def names_of(party: str) -> tuple[str, ...]:
    """The code of a Party and its names in all languages."""
    names = [party]
    for code in LANGUAGES:
        with speaking(code):
            names.append(state(party))
    return tuple(dict.fromkeys(names))


def _of_agreement(agreement: Identity) -> Iterable[str]:
    yield from (agreement.id, agreement.title, agreement.called)
    yield from (instrument.title for instrument in agreement.instruments)
    for party in agreement.parties:
        yield from names_of(party)


def _of_source(source: Source) -> Iterable[str]:
    return source.id, source.title, source.publisher, source.origin


def _of_claim(claim: Claim) -> Iterable[str]:
    return claim.quote, claim.gloss, claim.says, claim.note


def _age(claim: Claim) -> tuple[int, str]:
    return -claim.date.last.toordinal() if claim.date else 0, claim.id


def _vector(texts: Iterable[str]) -> str:
    """The words of texts as PostgreSQL writes a `tsvector`."""
    return " ".join(f"'{word}'" for word in sorted(words_of(" ".join(texts))))
