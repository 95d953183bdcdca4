"""Two rulebooks side by side: subject by subject, with the difference named."""

import pytest
from django.test import Client

from comity.corpus.library import installed_library
from tests.node.provisions.opened import opened


def test_where_two_agreements_differ_it_says_in_what(client: Client) -> None:
    text = opened(client, "/law/jp-au-raa/beside/jp-gb-raa/").text
    assert "86 subjects are compared; 59 of them are the same in both." in text
    assert "Only in Japan–Australia RAA" in text
    assert "In: condition" in text


def test_only_differences_leaves_out_what_is_the_same(client: Client) -> None:
    every = opened(client, "/law/jp-au-raa/beside/jp-gb-raa/")
    differing = opened(client, "/law/jp-au-raa/beside/jp-gb-raa/?only=differences")
    assert every.html.count('<tr role="row"') > differing.html.count('<tr role="row"') > 10
    assert every.html.count("Only in ") == differing.html.count("Only in ")


def test_a_rulebook_beside_itself_is_the_same_throughout(client: Client) -> None:
    page = opened(client, "/law/jp-au-raa/beside/jp-au-raa/")
    count = len(installed_library().rulebook("jp-au-raa").provisions)
    assert "differs" not in page.text.split("are the same in both.", 1)[1]
    assert page.html.count(">same<") > count


def test_a_provision_whose_definition_differs_is_not_called_the_same(client: Client) -> None:
    page = opened(client, "/law/jp-au-raa/beside/jp-ph-raa/?only=differences")
    assert "a definition that it rests on" in page.text


@pytest.mark.parametrize("only", ["", "&only=differences"])
def test_the_form_leads_to_the_address_of_the_two(client: Client, only: str) -> None:
    response = client.get(f"/law/beside/?one=jp-au-raa&other=jp-fr-acsa{only}")
    expected = "/law/jp-au-raa/beside/jp-fr-acsa/" + only.replace("&", "?")
    assert (response.status_code, response["Location"]) == (302, expected)


@pytest.mark.parametrize("other", installed_library().ids())
def test_any_two_can_be_set_side_by_side(client: Client, other: str) -> None:
    opened(client, f"/law/host-jp/beside/{other}/")
