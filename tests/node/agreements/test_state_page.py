"""One State: its agreements with their status on a day, its partners, what comes next."""

import re

import pytest
from django.test import Client

from comity.corpus.library import installed_library
from comity.domain.agreements.vocabulary import Tense
from tests.node.agreements.building import claim, crowd, loaded, pact, text_of

pytestmark = pytest.mark.django_db


def listed(client: Client, address: str) -> list[str]:
    """The agreements in the list, in order."""
    page = client.get(address)
    assert page.status_code == 200
    return re.findall(
        r'rowheader"[^>]*><a class="govuk-link" href="/agreements/([^/]+)/', page.content.decode()
    )


def test_every_agreement_of_the_state_is_listed_even_if_nothing_is_recorded_of_it(
    client: Client,
) -> None:
    network = installed_library().network()
    of_japan = {name for name, each in network.agreements.items() if "JP" in each.parties}

    found = listed(client, "/agreements/states/JP/") + listed(client, "/agreements/states/JP/?page=2")

    assert set(found) == of_japan
    assert len(found) == len(of_japan)
    assert "nothing recorded" in text_of(client, "/agreements/states/JP/?on=1950-01-01")


def test_an_agreement_shows_its_status_on_the_day(client: Client) -> None:
    said = text_of(client, "/agreements/states/FR/?on=2024-05-02&family=access")

    assert (
        "France–Japan reciprocal access agreement France and Japan access ◔ talks agreed since 2 May 2024"
        in said
    )


def test_the_list_is_narrowed_by_family_status_and_partner(client: Client) -> None:
    every = set(listed(client, "/agreements/states/JP/?family=access&on=2026-01-01"))

    assert every == {"jp-au-raa", "jp-ca-raa", "jp-de-raa", "jp-fr-raa", "jp-gb-raa", "jp-ph-raa"}
    assert set(listed(client, "/agreements/states/JP/?family=access&on=2026-01-01&status=in-force")) == {
        "jp-au-raa",
        "jp-gb-raa",
        "jp-ph-raa",
    }
    assert listed(client, "/agreements/states/JP/?family=access&with=Australia") == ["jp-au-raa"]
    assert "No agreement fits what is chosen above." in text_of(client, "/agreements/states/JP/?with=Chad")


def test_the_list_is_sorted_as_asked(client: Client) -> None:
    loaded(
        claim("c1", "a", "signed", "2001-01-01"),
        claim("c2", "b", "entered_into_force", "2000-01-01"),
        claim("c3", "c", "proposed", "2002-01-01"),
        claim("c4", "c", "signed", "2030-01-01", Tense.SCHEDULED),
        pacts=(
            pact("a", "FR", "JP"),
            pact("b", "FR", "JP", called="ACSA"),
            pact("c", "FR", "JP"),
            pact("d", "FR", "JP"),
        ),
    )
    address = "/agreements/states/FR/?on=2010-01-01&sort="

    assert listed(client, address + "family") == ["a", "c", "d", "b"]
    assert listed(client, address + "title") == ["a", "b", "c", "d"]
    assert listed(client, address + "status") == ["b", "a", "c", "d"]
    assert listed(client, address + "since") == ["c", "a", "b", "d"]
    assert listed(client, address + "next")[0] == "c"
    assert "Signature, arranged for 1 January 2030" in text_of(client, address + "next")


def test_partners_are_counted_those_with_most_first(client: Client) -> None:
    loaded(pacts=(pact("a", "FR", "JP"), pact("b", "FR", "JP"), pact("c", "FR", "GB")))

    assert (
        text_of(client, "/agreements/states/FR/")
        .split("Partners")[1]
        .strip()
        .startswith("Japan 2 United Kingdom 1")
    )


def test_the_ordinary_rules_of_a_state_are_linked_where_they_are_installed(client: Client) -> None:
    assert 'href="/law/host-jp/"' in client.get("/agreements/states/JP/").content.decode()
    assert "/law/host-" not in client.get("/agreements/states/FR/").content.decode()


def test_a_state_without_agreements_says_that_this_is_no_proof_of_none(client: Client) -> None:
    assert "No agreement of Chad is recorded here. That does not mean that there is none." in text_of(
        client, "/agreements/states/TD/"
    )


def test_a_page_beyond_the_last_is_the_last_and_keeps_what_was_chosen(client: Client) -> None:
    page = client.get("/agreements/states/JP/?page=999999&on=2024-05-02&sort=title").content.decode()

    assert "Page 2 of 2" in page
    assert "?on=2024-05-02&amp;sort=title&amp;page=1" in page


@pytest.mark.parametrize("code", ["XX", "ZZZZ", "jp", "JPN"])
def test_a_code_of_no_party_is_not_found(client: Client, code: str) -> None:
    assert client.get(f"/agreements/states/{code}/").status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_agreements(
    client: Client, django_assert_num_queries: object
) -> None:
    for number, size in enumerate((3, 400)):
        crowd(size)
        with django_assert_num_queries(4):  # type: ignore[operator]
            client.get(f"/agreements/states/AU/?on=2026-01-0{number + 1}")
