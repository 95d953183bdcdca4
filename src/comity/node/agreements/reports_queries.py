"""Reading two sources claim by claim, from the database."""

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache

from comity.domain.agreements import network_reader
from comity.domain.agreements.network import Network, network
from comity.domain.agreements.network_reader import Known
from comity.domain.agreements.reports import Reading, read_side_by_side
from comity.domain.errors import Refusal
from comity.domain.primitives.calendar import LAST_DAY
from comity.languages import say
from comity.node.agreements.models import Agreement, Claim, Source
from comity.node.agreements.queries import loaded_digest

#: The most claims of one source, and on all the agreements that two sources speak of.
MOST_OF_A_SOURCE, MOST_OF_THE_RECORD = 400, 20_000


def reading(one: str, other: str, on: dt.date) -> tuple[Reading, Mapping[str, str]]:
    """Two sources side by side, as on a day, and the titles of the agreements that they speak of.

    Raises:
        KeyError: there is no such source.
        Refusal: they say more than a page can hold.
    """
    return _reading(loaded_digest() or "", one, other, on)


@lru_cache(maxsize=64)
def _reading(digest: str, one: str, other: str, on: dt.date) -> tuple[Reading, Mapping[str, str]]:
    """What is loaded does not change under its digest, and a reading takes long beside a page."""
    del digest
    record = _record_of(one, other)
    titles = {name: agreement.title for name, agreement in record.agreements.items()}
    return read_side_by_side(record, one, other, on), titles


def _record_of(one: str, other: str) -> Network:
    """The claims of two sources, and all claims on the agreements that they speak of."""
    own = Claim.objects.filter(source__in=(one, other)).values_list("agreements", flat=True)
    about = own[: 2 * MOST_OF_A_SOURCE + 1]
    if len(about) > 2 * MOST_OF_A_SOURCE:
        raise _too_many()
    names = sorted({name for each in about for name in each})
    claims = [
        *Claim.objects.filter(source__in=(one, other)),
        *Claim.objects.filter(agreements__overlap=names)[: MOST_OF_THE_RECORD + 1],
    ]
    if len(claims) > MOST_OF_THE_RECORD:
        raise _too_many()
    told = {claim.id: claim.record for claim in claims}
    sources = {claim.source_id for claim in claims} | {one, other}
    named = {name for claim in claims for name in claim.agreements}
    return _network(
        [source.record for source in Source.objects.filter(id__in=sources)],
        [agreement.record for agreement in Agreement.objects.filter(id__in=named)],
        list(told.values()),
    )


def _network(
    sources: list[network_reader.Record],
    agreements: list[network_reader.Record],
    claims: list[network_reader.Record],
) -> Network:
    """A network of records that were read once already: nothing in them is refused."""
    known = Known(LAST_DAY)
    for record in sources:
        source = network_reader.read_source(record, known)
        known.sources[source.id] = source
    for record in agreements:
        agreement = network_reader.read_agreement(record)
        known.agreements[agreement.id] = agreement
    found = [network_reader.read_claim(record, known) for record in claims]
    return network(known.agreements.values(), known.sources.values(), found)


def _too_many() -> Refusal:
    return Refusal(
        "reports.too-long",
        say(
            "These two sources say more than can be read side by side: {n} statements of each at the most. "
            "The pages of the agreements show them one agreement at a time.",
            n=MOST_OF_A_SOURCE,
        ),
    )
