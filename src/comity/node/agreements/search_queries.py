"""Finding agreements, States, sources and statements by words, a few of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection

from comity.domain.agreements.vocabulary import PARTIES
from comity.node.agreements.models import Agreement, Claim, Findable, Party, Source
from comity.node.agreements.search_rows import names_of
from comity.node.agreements.search_words import query_of, words_of

#: So many of each kind are shown.
MOST = 20

# Where a word is frequent, the rows are read in order until there are enough; where it is seldom, by word.
_ASK = """
SELECT asked.kind, found.key
FROM unnest(%s::text[]) WITH ORDINALITY AS asked (kind, place)
CROSS JOIN LATERAL (
    SELECT id, key FROM agreements_findable
    WHERE kind = asked.kind AND words @@ %s::tsquery
    ORDER BY id LIMIT %s
) AS found
ORDER BY asked.place, found.id
"""


@dataclass(frozen=True, slots=True)
class Found:
    """What the words are found in: rows of the tables, of each kind MOST at the most; `more` names the kinds
    of which there are others."""

    states: Sequence[str] = ()
    agreements: Sequence[Agreement] = ()
    sources: Sequence[Source] = ()
    claims: Sequence[Claim] = ()
    more: frozenset[str] = frozenset()

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
        cursor.execute(_ASK, [kinds, query, MOST + 1])
        for kind, key in cursor.fetchall():
            keys[kind].append(key)
    return Found(
        _states(text),
        _in_order(Agreement.objects.defer("record").in_bulk(_few(keys, Findable.Kind.AGREEMENT))),
        _in_order(Source.objects.defer("record").in_bulk(_few(keys, Findable.Kind.SOURCE))),
        _in_order(Claim.objects.select_related("source").in_bulk(_few(keys, Findable.Kind.CLAIM))),
        frozenset(kind for kind, found in keys.items() if len(found) > MOST),
    )


def _few(keys: Mapping[str, list[str]], kind: Findable.Kind) -> list[str]:
    return keys[kind.value][:MOST]
