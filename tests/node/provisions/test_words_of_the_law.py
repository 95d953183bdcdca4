"""The words of the law: every question, and what it is for."""

from django.test import Client

from comity.corpus.library import installed_library
from comity.domain.provisions.vocabulary import Kind
from tests.node.provisions.opened import opened

WORDS = installed_library().vocabulary


def test_every_fact_what_and_authority_is_listed(client: Client) -> None:
    text = opened(client, "/law/vocabulary/").text
    for facts in WORDS.facts.values():
        for fact in facts.values():
            if fact.kind in (Kind.CIRCUMSTANCE, Kind.STEP):
                assert fact.name in text
                assert fact.asks in text
    for what in WORDS.whats:
        assert what in text
    for authority in WORDS.authorities.values():
        assert authority.name in text


def test_every_word_has_a_page(client: Client) -> None:
    links = [link for link in opened(client, "/law/vocabulary/").links if link.startswith("/law/vocabulary/")]
    assert len(links) > 300
    for link in links:
        opened(client, link)


def test_a_fact_is_for_the_provisions_that_read_it_also_through_definitions(client: Client) -> None:
    page = opened(client, "/law/vocabulary/people/ordinarily_resident_in_receiving_state/")
    # member-entry reads covered_person, which reads civilian_component, which reads the residence.
    assert "/law/jp-au-raa/provision/member-entry/" in page.links


def test_a_fact_of_the_visit_is_for_the_scope_that_reads_it(client: Client) -> None:
    page = opened(client, "/law/vocabulary/visit/activity_mutually_decided/")
    assert "/law/jp-au-raa/#scope" in page.links


def test_a_fact_is_for_host_law_that_is_read_in_an_agreements_terms(client: Client) -> None:
    reading = [
        (p.id, name)
        for p in installed_library().rulebook("host-jp").provisions
        for name in p.under
        if "official_vehicle" in p.when.definitions
    ]
    assert reading
    page = opened(client, "/law/vocabulary/vehicles/on_duty_use/")
    assert f"/law/host-jp/provision/{reading[0][0]}/" in page.links


def test_a_step_is_for_the_requirement_that_it_meets(client: Client) -> None:
    page = opened(client, "/law/vocabulary/people/entry_procedure_followed/")
    assert "/law/jp-au-raa/provision/entry-procedure/" in page.links
    assert "It is still to be done." in page.text


def test_an_authority_is_for_the_provisions_that_name_it(client: Client) -> None:
    page = opened(client, "/law/vocabulary/authority/au-border-force/")
    assert "/law/host-au/provision/passenger-card/" in page.links


def test_a_what_is_for_duty_and_relief_alike(client: Client) -> None:
    page = opened(client, "/law/vocabulary/what/visa/")
    assert {"/law/host-jp/provision/visa/", "/law/jp-au-raa/provision/no-visa-application/"} <= set(
        page.links
    )
