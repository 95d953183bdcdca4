"""What changed and what was told late as rows of `models.Change` and `models.Telling`, the newest first."""

from collections.abc import Iterator

import polars as pl

from comity.domain.agreements.changes import changes, tellings
from comity.domain.agreements.network import Network
from comity.domain.agreements.spans import spans
from comity.domain.agreements.vocabulary import LADDER

Rows = Iterator[tuple[object, ...]]


def change_rows(network: Network) -> Rows:
    """Agreement, claim, on, news_on, before, after."""
    found = changes(network.acts, spans(network.counted_claims))
    for name, claim, on, news_on, before, after in _named(network, found):
        yield name, claim, on, news_on, _status(before), _status(after)


def telling_rows(network: Network) -> Rows:
    """Agreement, claim, on, told_on."""
    yield from _named(network, tellings(network.acts))


def _named(network: Network, found: pl.DataFrame) -> Rows:
    """The rows with the ids of agreements and claims in the place of their positions."""
    names = list(network.agreements)
    claims = network.acts["claim"].gather(found["act"]).to_list()
    for (agreement, _, *rest), claim in zip(found.iter_rows(), claims, strict=True):
        yield names[agreement], network.claims[claim].id, *rest


def _status(step: object) -> str | None:
    return LADDER[step].value if isinstance(step, int) else None
