"""The network as rows of the tables of `models`, each in the order of its columns there."""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any

from comity.domain.agreements.network import Network
from comity.domain.agreements.spans import spans
from comity.domain.agreements.view_json import claim_values, identity_values, source_values
from comity.domain.agreements.vocabulary import FAMILIES, LADDER

Rows = Iterable[tuple[object, ...]]

#: So many days can be stepped through, one by one.
_MOST_TURNS = 300


def span_rows(network: Network) -> list[tuple[Any, ...]]:
    """Agreement, family, status, act, since, dated, may_be, next, from_day, until_day."""
    agreements, said = list(network.agreements.values()), network.acts["claim"]

    def claim(row: int | None) -> str | None:
        return None if row is None else network.claims[said[row]].id

    def dated(row: int | None, since: dt.date | None) -> str | None:
        if row is None or since is None:
            return None
        date = network.claims[said[row]].date
        # Of a month or year another claim may give the day.
        return str(date) if date and date.last == since else since.isoformat()

    def status(step: int | None) -> str | None:
        return None if step is None else LADDER[step].value

    found: list[tuple[Any, ...]] = []
    for agreement, held, act, since, may_be, coming, *days in spans(network.counted_claims).iter_rows():
        of = agreements[agreement]
        where = (status(held), claim(act), since, dated(act, since), status(may_be), claim(coming))
        found.append((of.id, of.family, *where, *days))
    return found


def family_rows(network: Network, of_spans: Iterable[tuple[Any, ...]]) -> Rows:
    """Every family that Comity knows: name, agreements, turns."""
    days: dict[str, set[dt.date]] = defaultdict(set)
    for _, family, status, _, _, _, may_be, _, from_day, _ in of_spans:
        if status or may_be:
            days[family].add(from_day)
    sizes: dict[str, int] = defaultdict(int)
    for agreement in network.agreements.values():
        sizes[agreement.family] += 1
    for family in dict.fromkeys(FAMILIES.values()):
        yield family, sizes[family], thinned(sorted(days[family]))


def thinned(days: list[dt.date], most: int = _MOST_TURNS) -> list[dt.date]:
    """The days; where they are too many to step through, the first of each month, or else of each year."""
    units: tuple[Callable[[dt.date], object], ...] = (lambda d: (d.year, d.month), lambda d: d.year)
    for unit in units:
        if len(days) <= most:
            break
        days = list({unit(day): day for day in reversed(days)}.values())[::-1]
    return days


def source_rows(network: Network) -> Rows:
    """Id, title, publisher, language, kind, published, record."""
    for each in network.sources.values():
        published = each.published.last if each.published else None
        texts = (_text(each.title), _text(each.publisher), _text(each.language))
        yield each.id, *texts, each.kind.value, published, _json(source_values(each))


def agreement_rows(network: Network) -> Rows:
    """Id, title, family, parties, replaces, record."""
    for each in network.agreements.values():
        record = _json(identity_values(each))
        yield each.id, _text(each.title), each.family, list(each.parties), each.replaces, record


def party_rows(network: Network, of_spans: Iterable[tuple[Any, ...]]) -> Rows:
    """Agreement, party, family, begins."""
    begins: dict[str, dt.date] = {}
    for name, _, status, _, _, _, may_be, _, from_day, _ in of_spans:
        if status or may_be:
            begins.setdefault(name, from_day)
    for each in network.agreements.values():
        for party in each.parties:
            yield each.id, party, each.family, begins.get(each.id)


def pair_rows(network: Network) -> Rows:
    """Agreement, family, first, second."""
    for each in network.agreements.values():
        alone = [(party, party) for party in each.parties if len(each.parties) == 1]
        for first, second in alone or combinations(sorted(each.parties), 2):
            yield each.id, each.family, first, second


def claim_rows(network: Network) -> Rows:
    """Id, source, agreements, event, party, tense, first, last, quote, gloss, record."""
    for each in network.claims:
        first, last = (each.date.first, each.date.last) if each.date else (None, None)
        about = (each.event, each.party, each.tense.value, first, last)
        words = (_text(each.quote), _text(each.gloss), _json(claim_values(each)))
        yield each.id, each.source, list(each.agreements), *about, *words


def act_rows(network: Network) -> Iterator[tuple[object, ...]]:
    """Agreement, claim, on, counts, moves; of each agreement in order."""
    for name in network.agreements:
        counts = [(claim.id, on) for claim, on in network.counted(name)]
        moves = [(claim.id, on) for on, _, claim in network.moves(name)]
        counted, moved = set(counts), set(moves)
        # A claim that changed the status and does not count for its event stands behind those that count.
        for claim, on in dict.fromkeys([*counts, *moves]):
            yield name, claim, on, (claim, on) in counted, (claim, on) in moved


def _json(values: Mapping[str, Any]) -> str:
    text = json.dumps(values, ensure_ascii=False)
    if "\\u0000" in text or not text.isascii():
        text = json.dumps(_storable(values), ensure_ascii=False)
    return text


def _storable(value: Any) -> Any:
    match value:
        case str():
            return _text(value)
        case list():
            return [_storable(each) for each in value]
        case dict():
            return {key: _storable(each) for key, each in value.items()}
        case _:
            return value


def _text(text: str) -> str:
    """A text as PostgreSQL can hold it: neither NUL nor half a sign."""
    return text if text.isascii() and "\0" not in text else _mended(text)


def _mended(text: str) -> str:
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")
