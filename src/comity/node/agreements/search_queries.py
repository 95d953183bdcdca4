"""Finding agreements, States, sources and statements by words, a few of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

from comity.domain.agreements.vocabulary import PARTIES
from comity.node.agreements.models import Agreement, Claim, Findable, Party, Source
from comity.node.agreements.queries import titles
from comity.node.agreements.search_rows import names_of
from comity.node.agreements.search_words import query_of, words_of

_Row = TypeVar("_Row", bound=Model)

#: So many of each kind are shown.
MOST = 20

# By the index of words, always: the planner cannot know how frequent the beginning of a word is. What stands
# in more than _ENOUGH rows is read in the order in which the rows were written, which is that of their ids.
_ENOUGH = 10_000
_ASK = """
SELECT asked.kind, found.key
FROM unnest(%s::text[]) WITH ORDINALITY AS asked (kind, place)
CROSS JOIN LATERAL (
    SELECT id, key
    FROM (
        SELECT id, key FROM agreements_findable
        WHERE kind = asked.kind AND words @@ %s::tsquery
        LIMIT %s
    ) AS several
    ORDER BY id LIMIT %s
) AS found
ORDER BY asked.place, found.id
"""


@dataclass(frozen=True, slots=True)
class Found:
    """What the words are found in: rows of the tables, of each kind MOST at the most.

    `more` names the kinds of which there are others, `titles` has those of the agreements that the claims
    speak of.
    """

    states: Sequence[str] = ()
    agreements: Sequence[Agreement] = ()
    sources: Sequence[Source] = ()
    claims: Sequence[Claim] = ()
    more: frozenset[str] = frozenset()
    titles: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.states or self.agreements or self.sources or self.claims)


def search(text: str) -> Found:
    """What every word of a text is found in; nothing where it has no word."""
    query = query_of(text)
    if not query:
        return Found()
    kinds = [kind.value for kind in Findable.Kind]
    keys: dict[str, list[str]] = {kind: [] for kind in kinds}
    with connection.cursor() as cursor:
        cursor.execute(_ASK, [kinds, query, _ENOUGH, MOST + 1])
        for kind, key in cursor.fetchall():
            keys[kind].append(key)
    claims = _rows(Claim.objects.select_related("source"), keys[Findable.Kind.CLAIM])
    return Found(
        _states(words_of(text)),
        _rows(Agreement.objects.defer("record"), keys[Findable.Kind.AGREEMENT]),
        _rows(Source.objects.defer("record"), keys[Findable.Kind.SOURCE]),
        claims,
        frozenset(kind for kind, found in keys.items() if len(found) > MOST),
        titles({name for claim in claims for name in claim.agreements}),
    )


def _rows(of: QuerySet[_Row], keys: Sequence[str]) -> list[_Row]:
    """The rows with the first few keys, in the order of the keys."""
    rows = of.in_bulk(keys[:MOST])
    return [rows[key] for key in keys[:MOST] if key in rows]


def _states(asked: set[str]) -> list[str]:
    """The States with agreements in whose names every word, or a word that it begins, stands."""
    named = [
        party
        for party, words in _state_words().items()
        if all(any(word.startswith(each) for word in words) for each in asked)
    ]
    found = Party.objects.filter(party__in=named).values_list("party", flat=True).distinct()
    return sorted(found)[:MOST]


@cache
def _state_words() -> Mapping[str, set[str]]:
    return {party: words_of(" ".join(names_of(party))) for party in sorted(PARTIES)}
