"""The network as installed: what the two reports of 2 May 2024 say, and what the record says of them."""

import csv
import datetime as dt
import json
import os
from pathlib import Path

import pytest

from comity.corpus.library import installed_library
from comity.corpus.quotes import check_quotes
from comity.domain.agreements.contradictions import Kind, contradictions
from comity.domain.agreements.durations import durations
from comity.domain.agreements.view import View, views
from comity.domain.agreements.vocabulary import EVENTS, FAMILIES

NETWORK = installed_library().network()
THE_DAY, TODAY = dt.date(2024, 5, 2), dt.date(2026, 11, 21)
REPORTS = ("origin-it", "origin-de")
#: Where the two reports and the record lie beside the repository, if they do.
SHARED = Path(os.environ.get("COMITY_SHARED", Path(__file__).parents[3] / "shared")) / "data"


def view(name: str, on: dt.date = THE_DAY, known: dt.date | None = None) -> View:
    return views(NETWORK, on, known, only=name).agreements[0]


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("jp-au-raa", "in-force"),
        ("jp-gb-raa", "in-force"),
        ("jp-ph-raa", "negotiating"),
        ("jp-fr-raa", "talks-agreed"),
    ],
)
def test_on_2_may_2024_the_registry_says_with_quotes(name: str, status: str) -> None:
    shown = view(name)
    quoted = {c.source for c in NETWORK.by_agreement[name] if c.quote}

    assert shown.held.status == status
    assert quoted == set(REPORTS)


def test_the_italian_report_was_stale_on_the_philippines_and_the_german_one_differs_from_it() -> None:
    found = {(c.kind, c.claims) for c in view("jp-ph-raa").contradictions}

    assert (Kind.STALE, ("origin.it-07",)) in found
    assert (Kind.STATUS, ("origin.it-07",)) in found


@pytest.mark.parametrize(
    ("number", "name", "kind", "claim"),
    [
        (1, "jp-ph-raa", Kind.STATUS, "origin.it-07"),
        (2, "jp-au-raa", Kind.RANK, "origin.de-14"),
        (2, "jp-gb-raa", Kind.RANK, "origin.de-14"),
        (3, "jp-build-up", Kind.DATE, "origin.de-12"),
        (4, "jp-au-raa", Kind.DURATION, "origin.de-16"),
        (5, "jp-gb-raa", Kind.DURATION_OPEN, "origin.de-17"),
        (10, "jp-fr-raa", Kind.BOUND, "origin.de-06"),
        (11, "jp-fr-raa", Kind.FORECAST, "origin.de-19"),
        (12, "jp-fr-crm", Kind.SHIFTED, "origin.it-15"),
    ],
)
def test_the_departures_of_the_reports_are_found_by_derivation(
    number: int, name: str, kind: Kind, claim: str
) -> None:
    found = contradictions(NETWORK.record(name), TODAY)

    assert [c for c in found if c.kind is kind and claim in c.claims], f"departure {number}"


@pytest.mark.parametrize(
    ("name", "kind", "claim"),
    [
        ("jp-gb-raa", Kind.DATE, "jp-gb-raa.agreement-in-principle"),
        ("fi-us-dca", Kind.DATE, "fi-us-dca.negotiations-opened.2"),
        ("jp-ph-isa", Kind.DATE, "jp-ph-isa.talks-agreed.2"),
        ("ph-us-vfa", Kind.DATE, "ph-us-vfa.signed.1999"),
        ("ph-us-vfa", Kind.DATE, "ph-us-vfa.entered-into-force"),
        ("ph-nz-sovfa", Kind.STATUS, "ph-nz-sovfa.existing"),
        ("au-pg-pukpuk", Kind.FORECAST, "au-pg-pukpuk.signed.scheduled"),
        ("ph-fr-sovfa", Kind.FORECAST, "ph-fr-sovfa.signed.forecast"),
    ],
)
def test_rival_statements_of_the_record_are_found_by_derivation(name: str, kind: Kind, claim: str) -> None:
    found = contradictions(NETWORK.record(name), TODAY)

    assert [c for c in found if c.kind is kind and claim in c.claims]


@pytest.mark.parametrize(
    ("claim", "kind"),
    [
        ("ph-fr-sovfa.headline", "overstated"),
        ("jp-ca-csp.headline", "overstated"),
        ("jp-eu-sdp.strategic-partnership", "other-instrument"),
        ("au-gb-dsca.first-british-sofa", "rival-statement"),
        ("jp-fr-acsa.treaty-page", "official-page-errs"),
        ("origin.it-10", "garbled-translation"),
        ("origin.it-17", "garbled-translation"),
        ("origin.it-22", "garbled-translation"),
        ("origin.de-02", "garbled-translation"),
        ("origin.it-19", "attribution"),
        ("origin.de-08", "source-count"),
    ],
)
def test_what_no_derivation_finds_is_a_named_readers_annotation(claim: str, kind: str) -> None:
    notes = next(c.annotations for c in NETWORK.claims if c.id == claim)

    assert [note.by for note in notes if note.kind == kind and note.says]


def test_what_could_be_known_on_1_july_2024_differs_from_what_held() -> None:
    shown = view("jp-ph-raa", dt.date(2024, 7, 1), dt.date(2024, 7, 1))

    assert shown.known is not None
    assert (shown.held.status, shown.known.status) == ("agreed-in-principle", "negotiating")


def test_every_source_speaks_and_what_was_published_later_was_not_said_before() -> None:
    assert {claim.source for claim in NETWORK.claims} == set(NETWORK.sources)
    for claim in NETWORK.claims:
        published = NETWORK.sources[claim.source].published
        if claim.tense == "done" and published and claim.date and not claim.date.is_open:
            assert claim.date.first <= published.last, claim.id


def test_where_no_source_was_consulted_the_claim_says_so() -> None:
    for claim in NETWORK.claims:
        assert (claim.sureness == "recall") == (NETWORK.sources[claim.source].kind == "recall"), claim.id


def test_durations_are_derived() -> None:
    steps = {d.ends.event: (d.least, d.most) for d in durations(NETWORK.record("jp-au-raa").acts)}

    assert steps["agreement_in_principle"] == (75, 76)
    assert steps["signed"][1] == 90
    assert steps["entered_into_force"] == (108, 109)


def test_every_kind_of_event_and_every_family_of_the_record_has_its_place_in_the_table() -> None:
    assert {c.event for c in NETWORK.claims} - {""} <= set(EVENTS)
    assert {a.called for a in NETWORK.agreements.values()} <= set(FAMILIES)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the record is not beside the repository")
def test_every_event_and_claim_of_the_record_is_in_the_network() -> None:
    with (SHARED / "agreement-events.csv").open(encoding="utf-8") as opened:
        events = list(csv.DictReader(opened))
    with (SHARED / "seed-claims.jsonl").open(encoding="utf-8") as opened:
        seeds = [json.loads(line) for line in opened]
    claimed = [(c.event, str(c.date)) for c in NETWORK.claims if not c.id.startswith("origin.")]

    for event in events:
        claimed.remove((event["event"], event["date"]))
    ours = {c.id: c for c in NETWORK.claims}
    assert [s["claim_id"] for s in seeds if ours[f"origin.{s['claim_id'].lower()}"].quote != s["quote"]] == []


@pytest.mark.skipif(not (SHARED / "origin").is_dir(), reason="the reports are not beside the repository")
def test_every_quote_stands_word_for_word_in_its_report() -> None:
    checked = check_quotes(NETWORK.claims, NETWORK.sources, SHARED / "origin")

    assert (checked.quotes, checked.found, checked.unchecked, checked.problems) == (50, 50, 0, ())


def test_without_the_reports_the_check_says_what_it_could_not_check() -> None:
    checked = check_quotes(NETWORK.claims, NETWORK.sources, None)

    assert (checked.found, checked.unchecked) == (0, checked.quotes)
    assert "no folder of sources" in checked.why
