"""Who was sent a link to one article or provision: what is it, is it in force, and whose words are these?"""

import pytest
from django.test import Client

from tests.node.provisions.opened import opened


@pytest.mark.parametrize("place", ["article/VI/", "provision/no-visa-application/"])
def test_a_part_of_an_agreement_says_whose_it_is_and_where_that_stands(client: Client, place: str) -> None:
    page = opened(client, f"/law/jp-au-raa/{place}")

    assert "Japan–Australia RAA" in page.text
    assert "in force" in page.text
    assert "since 13 August 2023" in page.text
    assert "/agreements/jp-au-raa/" in page.links


def test_an_article_says_that_its_words_are_not_those_of_the_treaty(client: Client) -> None:
    assert "told here in our own words" in opened(client, "/law/jp-au-raa/article/VI/").text


def test_host_law_has_no_status_and_no_life_as_an_agreement(client: Client) -> None:
    page = opened(client, "/law/host-gb/")
    article = opened(client, next(link for link in page.links if "/article/" in link))

    assert "in force" not in article.text
    assert not any(link.startswith("/agreements/host-gb") for link in article.links)


def test_only_tables_of_agreements_have_a_column_for_the_status(client: Client) -> None:
    text = opened(client, "/law/").text

    host_law = text[text.index("Host law:") : text.index("Home law:")]
    assert "Status today" in text[: text.index("Host law:")]
    assert "Status today" not in host_law
    assert "not an agreement of the network" not in host_law
