"""The network as a picture, with the same as a table below."""

import re
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from tests.node.agreements.building import claim, loaded, pact, text_of

pytestmark = pytest.mark.django_db
SVG = "{http://www.w3.org/2000/svg}"


def drawn(client: Client, address: str) -> ET.Element:
    """The picture, read as XML: so it is well formed."""
    page = client.get(address).content.decode()
    (found,) = re.findall(r'<svg class="network".*?</svg>', page, re.DOTALL)
    return ET.fromstring(found.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def test_every_agreement_is_a_line_that_says_what_it_is_and_leads_to_it(client: Client) -> None:
    lines = {
        link.get("href"): (link.findtext(f"{SVG}title"), path.get("class"))
        for link in drawn(client, "/agreements/picture?on=2023-08-13").iter(f"{SVG}a")
        if (path := link.find(f"{SVG}path")) is not None
    }

    assert lines["jp-au-raa/?on=2023-08-13"] == (
        "Australia and Japan, access: in force since 13 August 2023",
        "tie family--access status--in-force",
    )


def test_every_state_stands_inside_the_picture_and_leads_to_its_page(client: Client) -> None:
    picture = drawn(client, "/agreements/picture?family=cross-servicing")
    places = [(float(c.get("cx", "")), float(c.get("cy", ""))) for c in picture.iter(f"{SVG}circle")]

    assert len(places) == len(set(places)) > 10
    assert all(0 < x < 760 and 0 < y < 620 for x, y in places)
    assert 'href="states/JP/?on=' in ET.tostring(picture, encoding="unicode")


def test_several_agreements_of_one_pair_are_lines_of_their_own(client: Client) -> None:
    pacts = tuple(pact(f"p{n}", "FR", "JP") for n in range(3))
    loaded(*(claim(f"c{n}", f"p{n}", "signed", "2001-01-01") for n in range(3)), pacts=pacts)

    paths = [p.get("d") for p in drawn(client, "/agreements/picture?on=2020-01-01").iter(f"{SVG}path")]

    assert len(set(paths)) == 3


def test_the_table_below_says_the_same(client: Client) -> None:
    said = text_of(client, "/agreements/picture?on=2024-05-02")

    assert "France and Japan France–Japan reciprocal access agreement ◔ talks agreed since 2 May 2024" in said


def test_a_long_table_is_paged_and_a_page_beyond_the_last_is_the_last(client: Client) -> None:
    codes = ["AU", "CA", "DE", "FR", "GB", "IT", "KR", "NZ", "PH", "US", "ES"]
    pairs = [(a, b) for n, a in enumerate(codes) for b in codes[n + 1 :]]
    pacts = tuple(pact(f"p{n}", *pair) for n, pair in enumerate(pairs))
    loaded(*(claim(f"c{n}", f"p{n}", "signed", "2001-01-01") for n in range(len(pairs))), pacts=pacts)

    assert "Page 1 of 2" in text_of(client, "/agreements/picture?on=2020-01-01")
    assert "Page 2 of 2" in text_of(client, "/agreements/picture?on=2020-01-01&page=99999")


def test_a_day_without_anything_says_so(client: Client) -> None:
    assert "Nothing of this family is recorded on this day" in text_of(
        client, "/agreements/picture?on=1900-01-01"
    )
