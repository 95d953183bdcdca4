"""Agreements as JSON (design, section 6); plain ASCII, so that no quote can act in a terminal."""

import json
from typing import Any

from comity.domain.agreements.claim import Claim, Identity, Source
from comity.domain.agreements.contradictions import COMPATIBLE, Contradiction
from comity.domain.agreements.durations import Duration, Outcome
from comity.domain.agreements.network import Network
from comity.domain.agreements.view import Next, Standing, View, Views


def views_json(views: Views, network: Network) -> str:
    """The agreements as JSON text."""
    values = _days(views) | {"agreements": [_view(view, network) for view in views.agreements]}
    return json.dumps(values, ensure_ascii=True, indent=1)


def view_json(view: View, views: Views, network: Network) -> str:
    """One agreement with its instruments, all its claims and their sources, as JSON text."""
    claims = network.by_agreement[view.agreement.id]
    values = (
        _days(views)
        | _view(view, network)
        | {
            "instruments": _instruments(view.agreement),
            "claims": [claim_values(claim) for claim in claims],
            "claim_sources": [
                source_values(network.sources[s]) for s in dict.fromkeys(c.source for c in claims)
            ],
        }
    )
    return json.dumps(values, ensure_ascii=True, indent=1)


def identity_values(agreement: Identity) -> dict[str, Any]:
    """An agreement's identity as plain values."""
    return _without_blanks(
        {
            "id": agreement.id,
            "title": agreement.title,
            "title_is_description": agreement.descriptive,
            "parties": list(agreement.parties),
            "called": agreement.called,
            "replaces": agreement.replaces,
            "instruments": _instruments(agreement),
        }
    )


def _instruments(agreement: Identity) -> list[dict[str, Any]]:
    return [
        _without_blanks({"title": each.title, "kind": each.kind, "on": str(each.on) if each.on else None})
        for each in agreement.instruments
    ]


def source_values(source: Source) -> dict[str, Any]:
    """A source as plain values: a record that can be imported again."""
    return _without_blanks(
        {
            "record": "source",
            "id": source.id,
            "title": source.title,
            "publisher": source.publisher,
            "language": source.language,
            "kind": source.kind.value,
            "published": str(source.published) if source.published else None,
            "origin": source.origin,
            "translated_from": source.translated_from,
            "anchor": source.anchor.isoformat() if source.anchor else None,
            "anchor_why": source.anchor_why,
            "address": source.address,
            "file": source.file,
        }
    )


def claim_values(claim: Claim) -> dict[str, Any]:
    """A claim as plain values: a record that can be imported again."""
    return _without_blanks(
        {
            "record": "claim",
            "id": claim.id,
            "source": claim.source,
            "agreements": list(claim.agreements),
            "event": claim.event,
            "party": claim.party,
            "date": str(claim.date) if claim.date else None,
            "date_words": claim.date_words,
            "place": claim.place,
            "other_dates": {state: day.isoformat() for state, day in claim.other_dates.items()},
            "tense": claim.tense.value,
            "who": claim.who,
            "months": claim.months,
            "quote": claim.quote,
            "gloss": claim.gloss,
            "paragraph": claim.paragraph,
            "attributed_to": claim.attributed_to,
            "says": claim.says,
            "sureness": claim.sureness,
            "cites": claim.cites,
            "note": claim.note,
            "annotations": [{"kind": a.kind, "says": a.says, "by": a.by} for a in claim.annotations],
        }
    )


def _days(views: Views) -> dict[str, Any]:
    values: dict[str, Any] = {"on": views.on.isoformat()}
    if views.known_on:
        values |= {"known_on": views.known_on.isoformat(), "left_out_undated": views.undated}
    return values


def _view(view: View, network: Network) -> dict[str, Any]:
    sources = dict.fromkeys(c.source for c in network.by_agreement[view.agreement.id])
    values = {
        "id": view.agreement.id,
        "title": view.agreement.title,
        "parties": list(view.agreement.parties),
        "family": view.agreement.family,
        "called": view.agreement.called,
        "replaces": view.agreement.replaces,
        "replaced_by": list(view.replaced_by),
        **_standing(view.held),
        "sources": [_source_words(network.sources[source]) for source in sources],
        "contradictions": [contradiction_values(c) for c in view.contradictions],
        "durations": [_duration(duration) for duration in view.durations],
        "forecasts": [_outcome(outcome) for outcome in view.outcomes],
    }
    if view.known is not None:
        values["known"] = _standing(view.known)
    return values


def _standing(standing: Standing) -> dict[str, Any]:
    return {
        "status": standing.status.value if standing.status else None,
        "since": standing.since.isoformat() if standing.since else None,
        "dated": str(standing.dated) if standing.dated else None,
        "may_be": standing.may_be.value if standing.may_be else None,
        "next": _next(standing.next),
        "rests_on": standing.rests_on,
        "also": list(standing.also),
        "approved_by": list(standing.approved_by),
        "sureness": standing.sureness,
        "notice": standing.notice,
    }


def _duration(duration: Duration) -> dict[str, Any]:
    return {
        "from": duration.begins.event,
        "to": duration.ends.event,
        "least_months": duration.least,
        "most_months": duration.most,
        "claims": [duration.begins.id, duration.ends.id],
    }


def _outcome(outcome: Outcome) -> dict[str, Any]:
    forecast, came = outcome.forecast, outcome.came
    return {
        "act": forecast.event,
        "for": str(forecast.date),
        "tense": forecast.tense.value,
        "claim": forecast.id,
        "came": str(came.date) if came else None,
        "came_claim": came.id if came else None,
        "days_late": outcome.late,
    }


def _next(coming: Next | None) -> dict[str, Any] | None:
    if coming is None:
        return None
    return {"act": coming.event, "on": str(coming.on), "scheduled": coming.scheduled, "claim": coming.claim}


def contradiction_values(contradiction: Contradiction) -> dict[str, Any]:
    """A contradiction as plain values."""
    return {
        "kind": contradiction.kind.value,
        "compatible": contradiction.kind in COMPATIBLE,
        "claims": list(contradiction.claims),
        "against": list(contradiction.against),
        "says": contradiction.says,
    }


def _source_words(source: Source) -> str:
    return ": ".join(part for part in (source.publisher, source.title) if part)


def _without_blanks(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in ("", None, [], {}, False)}
