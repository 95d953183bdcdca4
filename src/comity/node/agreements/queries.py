"""Reading the network of agreements."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Count, QuerySet

from comity.node.agreements.forms import FAMILY_NAMES, StateAsked
from comity.node.agreements.models import Agreement, Claim, Family, Load, Party, Source

#: What an agreement may stand at, that which binds first: so the furthest of several comes first.
FURTHEST = (
    *("in-force", "suspended", "approved", "signed", "agreed-in-principle"),
    *("negotiating", "talks-agreed", "study-agreed", "proposed", "terminated"),
)
#: Agreements of a State on one page.
PAGE = 50
#: So many agreements of one pair are named one by one.
MOST_OF_A_PAIR = 3


@dataclass(frozen=True, slots=True)
class Tie:
    """An agreement of two Parties on a day: its status, and since when (EDTF).

    `of_pair` counts the agreements of the same pair, this one included.
    """

    first: str
    second: str
    agreement: str
    status: str | None
    dated: str | None
    may_be: str | None
    of_pair: int


@dataclass(frozen=True, slots=True)
class Listed:
    """An agreement in a list: where it stands on the day, and since when (EDTF).

    The claim on what comes next: its event, its tense, its date (EDTF); None: nothing is to come.
    """

    id: str
    title: str
    family: str
    parties: list[str]
    status: str | None
    dated: str | None
    may_be: str | None
    next_event: str | None
    next_tense: str | None
    next_date: str | None


def loaded_digest() -> str | None:
    """The digest of the network that is loaded (actions.installed_digest); None while none is."""
    return Load.objects.values_list("digest", flat=True).first()


def family(name: str) -> Family | None:
    """A family of agreements; None while nothing is loaded."""
    return Family.objects.filter(name=name).first()


def counted_parties(family: str, on: dt.date) -> list[tuple[str, int]]:
    """The Parties to agreements of a family that have, or may have, a status on a day: most first."""
    found: QuerySet[Party, tuple[str, int]] = (
        Party.objects.filter(family=family, begins__lte=on)
        .values_list("party")
        .annotate(agreements=Count("*"))
        .order_by("-agreements", "party")
    )
    return list(found)


def ties(family: str, on: dt.date, states: Sequence[str]) -> list[Tie]:
    """The agreements of a family among some States on a day; of each pair the furthest MOST_OF_A_PAIR."""
    with connection.cursor() as cursor:
        cursor.execute(
            _TIES, [list(FURTHEST), family, family, list(states), list(states), on, on, MOST_OF_A_PAIR]
        )
        return [Tie(*row) for row in cursor.fetchall()]


def titles(agreements: Collection[str]) -> dict[str, str]:
    """What some agreements are called, by id."""
    return dict(Agreement.objects.filter(pk__in=agreements).values_list("id", "title"))


def source(name: str) -> Source | None:
    """A source by its id."""
    return Source.objects.filter(pk=name).first()


def claims_of_source(name: str) -> QuerySet[Claim]:
    """What a source says, in the order of the ids: that of its paragraphs where it was read whole."""
    return Claim.objects.filter(source=name).order_by("id")


def of_state(code: str, asked: StateAsked) -> tuple[list[Listed], int]:
    """A page of the agreements of a State, and how many there are on all pages."""
    wanted: dict[str, Any] = {
        "state": code,
        "on": asked.on,
        "family": asked.family,
        "status": asked.status,
        "partner": [asked.partner],
        "furthest": list(FURTHEST),
        "families": list(FAMILY_NAMES),
        "most": PAGE,
        "before": (asked.page - 1) * PAGE,
    }
    chosen = (asked.family and _FAMILY, asked.status and _STATUS, asked.partner and _PARTNER)
    of_state = " AND ".join((_OF_STATE, *filter(None, chosen)))
    with connection.cursor() as cursor:
        cursor.execute(f"{_LISTED} {of_state} ORDER BY {_ORDER[asked.sort]} {_LIMIT}", wanted)
        rows = cursor.fetchall()
        if not rows and asked.page > 1:
            cursor.execute(f"SELECT count(*) {of_state}", wanted)
            return [], cursor.fetchone()[0]
    return [Listed(*row) for *row, _ in rows], rows[0][-1] if rows else 0


def families_of_state(code: str) -> dict[str, int]:
    """How many agreements a State has in each family."""
    found = Party.objects.filter(party=code).values_list("family").annotate(agreements=Count("*"))
    return dict(found)


def partners_of_state(code: str) -> list[tuple[str, int]]:
    """The other Parties to a State's agreements, with how many: most first."""
    with connection.cursor() as cursor:
        cursor.execute(_PARTNERS, [code, code])
        found: list[tuple[str, int]] = cursor.fetchall()
    return found


_LISTED = """
SELECT a.id, a.title, a.family, a.parties, s.status, s.dated, s.may_be, n.event, n.tense, n.record ->> 'date',
    count(*) OVER ()
"""
_OF_STATE = """
FROM agreements_party p
JOIN agreements_agreement a ON a.id = p.agreement_id
LEFT JOIN agreements_span s ON s.agreement_id = p.agreement_id
    AND s.from_day <= %(on)s AND (s.until_day IS NULL OR s.until_day > %(on)s)
LEFT JOIN agreements_claim n ON n.id = s.next_id
WHERE p.party = %(state)s
"""
_FAMILY, _STATUS = "p.family = %(family)s", "s.status = %(status)s"
_PARTNER = "a.parties @> %(partner)s::varchar[]"
_LIMIT = "LIMIT %(most)s OFFSET %(before)s"
_FURTHEST = "array_position(%(furthest)s::text[], s.status::text)"
_ORDER = {
    "family": f"array_position(%(families)s::text[], a.family::text), {_FURTHEST}, a.title, a.id",
    "title": "a.title, a.id",
    "status": f"{_FURTHEST}, s.since DESC, a.title, a.id",
    "since": "s.since DESC NULLS LAST, a.title, a.id",
    "next": "n.first NULLS LAST, a.title, a.id",
}
_PARTNERS = """
SELECT partner, count(*) FROM (
    SELECT unnest(a.parties) AS partner
    FROM agreements_party p JOIN agreements_agreement a ON a.id = p.agreement_id
    WHERE p.party = %s
) of_state
WHERE partner <> %s GROUP BY partner ORDER BY count(*) DESC, partner
"""

# Codes and ids are compared as bytes: by the rules of a language it takes as long as all the rest.
_TIES = """
SELECT first, second, agreement_id, status, dated, may_be, of_pair
FROM (
    SELECT p.first, p.second, p.agreement_id, s.status, s.dated, s.may_be, o.place,
        row_number() OVER (pair ORDER BY o.place, s.since DESC, p.agreement_id COLLATE "C"),
        count(*) OVER pair AS of_pair
    FROM agreements_pair p
    JOIN agreements_span s ON s.agreement_id = p.agreement_id
    CROSS JOIN LATERAL (SELECT array_position(%s::text[], s.status::text) AS place) o
    WHERE p.family = %s AND s.family = %s AND p.first = ANY(%s) AND p.second = ANY(%s)
        AND s.from_day <= %s AND (s.until_day IS NULL OR s.until_day > %s)
        AND (s.status IS NOT NULL OR s.may_be IS NOT NULL)
    WINDOW pair AS (PARTITION BY p.first COLLATE "C", p.second COLLATE "C")
) ranked
WHERE row_number <= %s
ORDER BY first COLLATE "C", second COLLATE "C", row_number
"""
