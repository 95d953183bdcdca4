"""Searching the network: by States, titles and quotes, in any language; whatever is typed."""

import pytest
from django.test import Client

from comity.node.agreements.search_queries import MOST, search

pytestmark = pytest.mark.django_db


def agreements(text: str) -> set[str]:
    return {agreement.id for agreement in search(text).agreements}


def claims(text: str) -> set[str]:
    return {claim.id for claim in search(text).claims}


@pytest.mark.parametrize(
    "text",
    [
        "jp-fr-raa",
        "France Japan access",
        "フランス 日本 access",
        "frankreich JAPAN access",
        "francia giappone acc",
    ],
)
def test_an_agreement_is_found_by_its_id_its_title_and_its_parties_in_any_language(text: str) -> None:
    assert "jp-fr-raa" in agreements(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("japan", "JP"),
        ("日本", "JP"),
        ("Deutschl", "DE"),
        ("états-unis", "US"),
        ("etats unis", "US"),
        ("jp", "JP"),
    ],
)
def test_a_state_is_found_by_its_code_and_its_names(text: str, code: str) -> None:
    assert code in search(text).states


@pytest.mark.parametrize(
    "text", ["mutual access to troops", "gegenseitigen Zugang zu Truppen", "GEGENSEITIGEN zugang"]
)
def test_a_statement_is_found_by_its_quote_and_by_its_english(text: str) -> None:
    assert "origin.de-02" in claims(text)


def test_a_source_is_found_by_its_publisher() -> None:
    assert "origin-de" in {source.id for source in search("MarketScreener").sources}


def test_every_word_must_be_there() -> None:
    assert not search("Japan zebra")


def test_of_each_kind_a_few_are_shown_and_it_is_said_that_there_are_more(client: Client) -> None:
    found = search("japan")
    page = client.get("/agreements/search/?q=japan").content.decode()

    assert len(found.agreements) == MOST
    assert "agreement" in found.more
    assert f"The first {MOST} are shown. Another word narrows it down." in page


def test_results_stand_under_what_they_are_and_lead_on(client: Client) -> None:
    page = client.get("/agreements/search/?q=frankreich").content.decode()

    assert 'href="/agreements/states/FR/"' in page
    assert 'href="/agreements/jp-fr-raa/"' in page
    assert '<blockquote lang="de">' in page
    assert 'href="/agreements/sources/origin-de/"' in page


def test_where_nothing_is_found_the_page_says_what_to_try(client: Client) -> None:
    page = client.get("/agreements/search/?q=zebra").content.decode()

    assert "Nothing was found" in page
    assert "Try fewer words" in page


def test_without_words_nothing_is_searched(client: Client) -> None:
    page = client.get("/agreements/search/").content.decode()

    assert "Nothing was found" not in page
    assert 'name="q"' in page


@pytest.mark.parametrize(
    "text",
    [
        "\x00",
        "'",
        "a' | 'b",
        "!(&|<->:*",
        "%_\\",
        "'; DROP TABLE x; --",
        "😀",
        "\u202e\u0301",
        "<b>x</b>",
        "x" * 201,
        "w " * 5_000,
        "字" * 10_000,
    ],
)
def test_whatever_is_typed_is_searched_or_refused_with_a_sentence(client: Client, text: str) -> None:
    response = client.get("/agreements/search/", {"q": text})
    page = response.content.decode()

    assert "<b>x</b>" not in page
    if len(text.strip()) > 200:
        assert (response.status_code, "at most 200 characters" in page) == (400, True)
    else:
        assert response.status_code == 200


def test_the_number_of_queries_does_not_grow_with_what_is_found(
    django_assert_max_num_queries: object,
) -> None:
    for text in ("zebra", "japan", "france access"):
        with django_assert_max_num_queries(6):  # type: ignore[operator]
            search(text)


def test_a_long_query_is_cut_in_the_field(client: Client) -> None:
    page = client.get("/agreements/search/", {"q": "y" * 10_000}).content.decode()

    assert f'name="q" type="search" value="{"y" * 200}"' in page
