"""Agreements, claims and sources as JSON-LD, in words that others know.

PROV-O says where a claim comes from (`prov:wasQuotedFrom`, `prov:hadPrimarySource`), schema.org's
`Legislation` what an agreement is. Its enumeration of legal force has no value before "in force", so that
earlier stages stand in a list of our own.
"""

import json
from typing import Any

from comity.domain.agreements.claim import Claim, Source
from comity.domain.agreements.network import Network
from comity.domain.agreements.view import View, Views
from comity.domain.agreements.vocabulary import Status

_CONTEXT: dict[str, Any] = {
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "comity": "urn:comity:",
}


def views_linked(views: Views, network: Network) -> str:
    """The agreements, the claims on them and their sources as one graph."""
    names = [view.agreement.id for view in views.agreements]
    claims = {c.id: c for name in names for c in network.by_agreement[name]}
    sources = {c.source: network.sources[c.source] for c in claims.values()}
    graph = [
        *(_agreement(view) for view in views.agreements),
        *(_claim(claim) for claim in claims.values()),
        *(_source(source) for source in sources.values()),
    ]
    return json.dumps({"@context": _CONTEXT, "@graph": graph}, ensure_ascii=True, indent=1)


def _agreement(view: View) -> dict[str, Any]:
    held, agreement = view.held, view.agreement
    values: dict[str, Any] = {
        "@id": f"comity:agreement:{agreement.id}",
        "@type": "schema:Legislation",
        "schema:name": agreement.title,
        "schema:legislationIdentifier": agreement.id,
        "schema:legislationJurisdiction": list(agreement.parties),
        "schema:legislationType": agreement.called,
        "comity:status": held.status.value if held.status else None,
    }
    if held.status is Status.IN_FORCE and held.since:
        values["schema:legislationLegalForce"] = {"@id": "schema:InForce"}
        values["schema:legislationDateOfApplicability"] = held.since.isoformat()
    elif held.status in (Status.SUSPENDED, Status.TERMINATED, Status.SIGNED, Status.APPROVED):
        values["schema:legislationLegalForce"] = {"@id": "schema:NotInForce"}
    if held.rests_on:
        values["prov:wasDerivedFrom"] = {"@id": f"comity:claim:{held.rests_on}"}
    return values


def _claim(claim: Claim) -> dict[str, Any]:
    values: dict[str, Any] = {
        "@id": f"comity:claim:{claim.id}",
        "@type": ["prov:Entity", "schema:Claim"],
        "prov:hadPrimarySource": {"@id": f"comity:source:{claim.source}"},
        "schema:about": [{"@id": f"comity:agreement:{name}"} for name in claim.agreements],
        "comity:event": claim.event or None,
        "comity:tense": claim.tense.value,
        "comity:sureness": claim.sureness,
    }
    if claim.date:
        values["comity:date"] = {"@value": str(claim.date), "@type": "edtf:EDTF"}
    if claim.quote:
        values["prov:wasQuotedFrom"] = {"@id": f"comity:source:{claim.source}"}
        values["oa:hasSelector"] = {"@type": "oa:TextQuoteSelector", "oa:exact": claim.quote}
    if claim.attributed_to:
        values["prov:wasAttributedTo"] = {"@type": "prov:Agent", "schema:name": claim.attributed_to}
    if claim.annotations:
        values["schema:comment"] = [
            {
                "@type": ["schema:Comment", "oa:Annotation"],
                "schema:about": note.kind,
                "schema:text": note.says,
                "schema:author": {"@type": "prov:Agent", "schema:name": note.by},
            }
            for note in claim.annotations
        ]
    if claim.gloss:
        values["schema:text"] = {"@value": claim.gloss, "@language": "en"}
    return {key: value for key, value in values.items() if value not in (None, [])}


def _entity(values: dict[str, Any]) -> dict[str, Any]:
    """Something that the record knows of and has no record for."""
    return {"@type": "prov:Entity", **values}


def _source(source: Source) -> dict[str, Any]:
    values: dict[str, Any] = {
        "@id": f"comity:source:{source.id}",
        "@type": ["prov:Entity", "schema:CreativeWork"],
        "schema:name": source.title,
        "schema:publisher": source.publisher or None,
        "schema:inLanguage": source.language or None,
        "schema:datePublished": str(source.published) if source.published else None,
        "prov:hadPrimarySource": _entity({"schema:name": source.origin}) if source.origin else None,
        "schema:translationOfWork": _entity({"schema:inLanguage": source.translated_from})
        if source.translated_from
        else None,
        "schema:url": source.address or None,
        "comity:kind": source.kind.value,
    }
    return {key: value for key, value in values.items() if value is not None}
