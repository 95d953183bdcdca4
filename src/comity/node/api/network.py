"""Operations on the network of agreements: the agreements on a day, one of them, States, and what changed."""

from typing import Annotated

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Schema
from pydantic import Field, StringConstraints

from comity.corpus.library import installed_library
from comity.domain.agreements.view_json import claim_values, source_values, view_json, views_json
from comity.domain.agreements.vocabulary import GROUPS
from comity.domain.errors import Refusal
from comity.domain.primitives.country import alpha_2
from comity.domain.primitives.worded import worded
from comity.languages import state
from comity.node.agreements.forms import today
from comity.node.agreements.models import Agreement, Change
from comity.node.agreements.queries import loaded_digest
from comity.node.api.network_queries import (
    agreements_by_party,
    asked_for,
    known_between,
    network_about,
    views_of,
)
from comity.node.api.replying import piece, reply, reply_page
from comity.node.api.shapes import DayAsked, Id, Left
from comity.node.api.shapes_network import (
    Agreements,
    AgreementShown,
    Changes,
    Claims,
    Family,
    States,
    StateShown,
)

router = Router(tags=["The network of agreements"])

PartyCode = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,4}$")]
_ON = "The day asked about (default: today, UTC)."
_PARTY = "A Party: ISO 3166-1 alpha-2 or alpha-3, or EU, NATO, UN."


class OnDays(Schema):
    """On which day, and what could be known when."""

    on: DayAsked | Left = Field(None, description=_ON, examples=["2024-05-02"])
    known: DayAsked | Left = Field(None, description="Also what could be known on this day.")


class Paged(Schema):
    """Which piece of a long list."""

    page: int = Field(1, ge=1, le=100_000, description="Which page, from 1.")
    per_page: int = Field(50, ge=1, le=100, description="How many stand on one page.")


class Chosen(Paged):
    """Of which agreements."""

    party: PartyCode | Left = Field(None, description=_PARTY, examples=["JP"])
    family: Family | Left = Field(None, description="What the agreement is about.", examples=["access"])


class AgreementsAsked(OnDays, Chosen):
    """Which agreements are listed."""


class ChangesAsked(Chosen):
    """Which changes are listed."""

    since: DayAsked = Field(description="Known after this day.", examples=["2024-01-01"])
    until: DayAsked | Left = Field(None, description="Known up to this day (default: today, UTC).")


@router.get("/agreements", response=Agreements, operation_id="list_agreements", summary="Agreements on a day")
def agreements(request: HttpRequest, asked: Query[AgreementsAsked]) -> HttpResponse:
    """Who has which agreement with whom, in which status on a day, on whose word, and where claims differ.

    The other pages stand in the header `Link` (RFC 8288), how many agreements there are in `Total-Count`.
    """
    day = asked.on or today()
    listed = Paginator(asked_for(_party(asked.party) if asked.party else None, asked.family), asked.per_page)

    def made() -> str:
        names = list(piece(listed, asked.page).values_list("pk", flat=True))
        about = network_about(names)
        return views_json(views_of(about, names, day, asked.known), about)

    return reply_page(request, made, listed, asked.page, _digest(), day.isoformat())


@router.get(
    "/agreements/{agreement}", response=AgreementShown, operation_id="show_agreement", summary="One agreement"
)
def agreement(request: HttpRequest, agreement: Path[Id], asked: Query[OnDays]) -> HttpResponse:
    """One agreement on a day, with its instruments, every claim on it, and their sources."""
    _check(agreement)
    day = asked.on or today()

    def made() -> str:
        about = network_about([agreement])
        found = views_of(about, [agreement], day, asked.known)
        return view_json(found.agreements[0], found, about)

    return reply(request, made, _digest(), day.isoformat())


@router.get(
    "/agreements/{agreement}/claims",
    response=Claims,
    operation_id="list_claims",
    summary="The claims on one agreement",
)
def claims(request: HttpRequest, agreement: Path[Id]) -> HttpResponse:
    """Who says what of an agreement, in which words, and where: records that another node can import."""
    _check(agreement)

    def made() -> dict[str, object]:
        about = network_about([agreement])
        said = about.by_agreement[agreement]
        sources = dict.fromkeys(claim.source for claim in said)
        return {
            "agreement": agreement,
            "claims": [claim_values(claim) for claim in said],
            "sources": [source_values(about.sources[source]) for source in sources],
        }

    return reply(request, made, _digest())


@router.get("/changes", response=Changes, operation_id="list_changes", summary="What changed")
def changes(request: HttpRequest, asked: Query[ChangesAsked]) -> HttpResponse:
    """What became known after a day and up to another, the newest first: acts, and what they changed.

    Who asks again later asks `since` the last `news_on` that they have seen.
    """
    until = asked.until or today()
    of = asked_for(_party(asked.party) if asked.party else None, asked.family)
    listed = Paginator(known_between(asked.since, until, of), asked.per_page)

    def made() -> dict[str, object]:
        found = piece(listed, asked.page).select_related("agreement", "claim")
        return {
            "since": asked.since.isoformat(),
            "until": until.isoformat(),
            "changes": [_change(each) for each in found],
        }

    return reply_page(request, made, listed, asked.page, _digest(), until.isoformat())


@router.get("/states", response=States, operation_id="list_states", summary="States and groups")
def states(request: HttpRequest) -> HttpResponse:
    """Every State or group that has an agreement here, or whose law is installed."""

    def made() -> dict[str, object]:
        counted = agreements_by_party()
        library = installed_library()
        held = {name for name in library.ids() if name.startswith(("host-", "home-"))}
        codes = sorted(counted.keys() | {name.partition("-")[2].upper() for name in held})
        return {"states": [_state(code, counted.get(code, 0), held) for code in codes]}

    return reply(request, made, _digest())


def _change(change: Change) -> dict[str, object]:
    return {
        "agreement": change.agreement.id,
        "title": change.agreement.title,
        "family": change.agreement.family,
        "parties": change.agreement.parties,
        "event": change.claim.event,
        "on": change.on.isoformat(),
        "news_on": change.news_on.isoformat(),
        "before": change.before,
        "after": change.after,
        "claim": change.claim.id,
    }


def _state(code: str, agreements: int, held: set[str]) -> StateShown:
    host, home = f"host-{code.lower()}", f"home-{code.lower()}"
    return {
        "code": code,
        "name": state(code),
        "agreements": agreements,
        "host_law": host if host in held else None,
        "home_law": home if home in held else None,
    }


def _party(code: str) -> str:
    known = alpha_2(code) or (code.upper() if code.upper() in GROUPS else None)
    if known is None:
        raise Refusal(
            "agreements.party",
            worded("'{code}' is no Party. Write the code of a State (JP, JPN), or EU, NATO, UN.", code=code),
        )
    return known


def _check(agreement: str) -> None:
    if not Agreement.objects.filter(pk=agreement).exists():
        raise Refusal(
            "agreements.unknown",
            worded("No agreement '{id}' is registered. /api/v1/agreements lists all of them.", id=agreement),
        )


def _digest() -> str:
    return loaded_digest() or ""
