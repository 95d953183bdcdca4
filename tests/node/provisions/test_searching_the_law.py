"""Searching the law: headings, words and provisions that hold all words that were asked."""

import pytest
from django.test import Client

from comity.node.provisions.searching import LONGEST_QUERY
from tests.node.provisions.opened import opened


def test_articles_and_provisions_are_found_with_the_words_around(client: Client) -> None:
    page = opened(client, "/law/?q=visa+australia")
    assert "/law/jp-au-raa/#article-VI" in page.links
    assert "/law/jp-au-raa/provision/no-visa-application/" in page.links
    assert "<mark>visa</mark>" in page.html


def test_every_word_must_be_there(client: Client) -> None:
    page = opened(client, "/law/?q=visa+zebra")
    assert "Nothing in the law holds all these words" in page.text


def test_case_and_width_of_letters_do_not_matter(client: Client) -> None:
    places = [set(opened(client, f"/law/?q={word}").links) for word in ("visa", "VISA", "ｖｉｓａ")]
    assert places[0] == places[1] == places[2]


def test_a_provision_is_found_by_its_id(client: Client) -> None:
    assert "/law/jp-au-raa/provision/member-entry/" in opened(client, "/law/?q=member-entry").links


def test_of_many_places_the_first_fifty_are_shown(client: Client) -> None:
    page = opened(client, "/law/?q=e")
    assert "The first 50 are shown" in page.text


@pytest.mark.parametrize("query", ["", "%20%20", "%00"])
def test_without_words_all_rulebooks_are_shown(client: Client, query: str) -> None:
    assert "Agreements between two States" in opened(client, f"/law/?q={query}").text


@pytest.mark.parametrize(
    "query",
    ["%3Cscript%3Ealert(1)%3C/script%3E", "%22%3E%3Cb%3E", "%F0%9F%90%95%E2%80%AE", "(a%2B)%2B%24", "%FF"],
)
def test_whatever_is_asked_is_only_words(client: Client, query: str) -> None:
    page = opened(client, f"/law/?q={query}")
    assert "<script>alert" not in page.html
    assert "<b>" not in page.html


def test_a_query_that_is_too_long_is_told_so(client: Client) -> None:
    page = opened(client, f"/law/?q={'x' * 10_000}")
    assert f"Search for at most {LONGEST_QUERY} characters." in page.text
    assert len(page.html) < 100_000
