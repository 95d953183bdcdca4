"""A citation of an answer leads to the words of the law."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from comity.node.provisions.anchors import address


def test_a_citation_leads_to_its_place_on_the_page_of_its_rulebook() -> None:
    at, _, place = address("jp-au-raa VI.1").partition("#")

    assert at == reverse("law-rulebook", args=["jp-au-raa"])
    assert place == "VI.1"


def test_what_is_cited_of_a_body_that_is_not_installed_leads_nowhere() -> None:
    assert address("nato-sofa III.2") == ""


@pytest.mark.django_db
def test_the_place_that_is_led_to_stands_on_the_page(client: Client) -> None:
    at, _, place = address("host-jp Rabies Prevention Act").partition("#")

    assert re.search(rf'id="{re.escape(place)}"', client.get(at).content.decode())
