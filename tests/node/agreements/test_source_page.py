"""One source, and all that it says."""

from html import unescape

import pytest
from django.test import Client

from comity.corpus.library import installed_library
from tests.node.agreements.building import claim, loaded, pact, text_of

pytestmark = pytest.mark.django_db


def test_a_source_is_shown_with_everything_that_it_says(client: Client) -> None:
    network = installed_library().network()
    said = [each for each in network.claims if each.source == "origin-de"]

    page = client.get("/agreements/sources/origin-de/").content.decode()

    assert f"{len(said)} statements." in page
    assert all(f'id="claim-{each.id}"' in page for each in said)
    assert '<blockquote lang="de">' in page
    assert 'href="/agreements/jp-fr-raa/#claim-' in page


def test_the_page_says_who_published_it_and_when(client: Client) -> None:
    shown = text_of(client, "/agreements/sources/origin-de/")

    assert "MarketScreener" in shown
    assert "Published: " in shown


def test_a_note_of_a_reader_is_not_shown_as_the_words_of_the_source(client: Client) -> None:
    said = [
        each for each in installed_library().network().claims if each.source == "prime-minister-s-office-of-j"
    ]
    noted = next(each for each in said if each.note and not each.quote and not each.says)

    shown = text_of(client, f"/agreements/sources/{noted.source}/")

    assert f"Note, not in the source's words: {noted.note}" in unescape(shown)


def test_a_claim_of_an_agreement_leads_to_its_source(client: Client) -> None:
    page = client.get("/agreements/jp-fr-raa/").content.decode()

    assert 'href="/agreements/sources/origin-it/"' in page


def test_a_source_of_many_statements_is_leafed_through(client: Client) -> None:
    loaded(
        *(claim(f"c{n:03}", "one", "signed", "2020-01-01") for n in range(120)),
        pacts=(pact("one", "FR", "JP"),),
    )

    first = client.get("/agreements/sources/gazette/").content.decode()
    last = client.get("/agreements/sources/gazette/?page=99").content.decode()

    assert first.count("<article") == 50
    assert last.count("<article") == 20
    assert 'href="?page=2"' in first
    assert "Page 3 of 3" in last


def test_the_number_of_queries_does_not_grow_with_what_a_source_says(
    client: Client, django_assert_num_queries: object
) -> None:
    for n in (1, 40):
        loaded(
            *(claim(f"c{i}", "one", "signed", "2020-01-01") for i in range(n)),
            pacts=(pact("one", "FR", "JP"),),
        )
        with django_assert_num_queries(5):  # type: ignore[operator]
            client.get("/agreements/sources/gazette/")


@pytest.mark.parametrize("name", ["nobody", "..", "a" * 300, "%00", "origin-de'"])
def test_a_source_that_nobody_recorded_is_not_there(client: Client, name: str) -> None:
    assert client.get(f"/agreements/sources/{name}/").status_code == 404
