"""Reading the network of agreements."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, QuerySet

from comity.node.agreements.models import Family, Load, Party

#: What an agreement may stand at, that which binds first: so the furthest of several comes first.
FURTHEST = (
    *("in-force", "suspended", "approved", "signed", "agreed-in-principle"),
    *("negotiating", "talks-agreed", "study-agreed", "proposed", "terminated"),
)
#: So many agreements of one pair are named one by one.
MOST_OF_A_PAIR = 3


@dataclass(frozen=True, slots=True)
class Tie:
    """An agreement of two Parties on a day; `of_pair` counts those of the same pair, this one included."""

    first: str
    second: str
    agreement: str
    title: str
    status: str | None
    since: dt.date | None
    may_be: str | None
    of_pair: int


def loaded_digest() -> str | None:
    """The digest of the network that is loaded (actions.installed_digest); None while none is."""
    return Load.objects.values_list("digest", flat=True).first()


def family(name: str) -> Family | None:
    """A family of agreements; None while nothing is loaded."""
    return Family.objects.filter(name=name).first()


def counted_parties(family: str, on: dt.date) -> list[tuple[str, int]]:
    """The Parties to agreements of a family that have a status on a day, with how many: most first."""
    found: QuerySet[Party, tuple[str, int]] = (
        Party.objects.filter(family=family, begins__lte=on)
        .values_list("party")
        .annotate(agreements=Count("id"))
        .order_by("-agreements", "party")
    )
    return list(found)


def ties(family: str, on: dt.date, states: Sequence[str]) -> list[Tie]:
    """The agreements of a family among some States on a day; of each pair the furthest MOST_OF_A_PAIR."""
    with connection.cursor() as cursor:
        cursor.execute(_TIES, [list(FURTHEST), family, list(states), list(states), on, on, MOST_OF_A_PAIR])
        return [Tie(*row) for row in cursor.fetchall()]


_TIES = """
SELECT first, second, agreement_id, a.title, status, since, may_be, of_pair
FROM (
    SELECT p.first, p.second, p.agreement_id, s.status, s.since, s.may_be, o.place,
        row_number() OVER (PARTITION BY p.first, p.second ORDER BY o.place, s.since DESC, p.agreement_id),
        count(*) OVER (PARTITION BY p.first, p.second) AS of_pair
    FROM agreements_pair p
    JOIN agreements_span s ON s.agreement_id = p.agreement_id
    CROSS JOIN LATERAL (SELECT array_position(%s::text[], s.status::text) AS place) o
    WHERE p.family = %s AND p.first = ANY(%s) AND p.second = ANY(%s)
        AND s.from_day <= %s AND (s.until_day IS NULL OR s.until_day > %s)
        AND (s.status IS NOT NULL OR s.may_be IS NOT NULL)
) ranked
JOIN agreements_agreement a ON a.id = agreement_id
WHERE row_number <= %s
ORDER BY first, second, row_number
"""
