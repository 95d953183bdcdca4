"""From one page of the network to the next: nobody is left where nothing leads on."""

import re

import pytest
from django.test import Client

from tests.node.agreements.building import text_of

pytestmark = pytest.mark.django_db
PAGES = ("/", "/visits/", "/law/", "/agreements/", "/agreements/states/FR/", "/agreements/jp-fr-raa/")


@pytest.mark.parametrize("page", ["", "picture"])
def test_one_state_alone_leads_to_all_that_it_has_on_that_day(client: Client, page: str) -> None:
    address = f"/agreements/{page}?on=2024-05-02&states=France"

    html = client.get(address).content.decode()

    assert "One State alone has no pair here." in html
    assert 'href="/agreements/states/FR/?on=2024-05-02">Agreements of France</a>' in html


def test_two_states_without_an_agreement_are_not_told_to_name_another(client: Client) -> None:
    said = text_of(client, "/agreements/?on=2024-05-02&states=FR,GB")

    assert "Nothing of this family is recorded on this day among them." in said
    assert "One State alone" not in said


@pytest.mark.parametrize(("name", "is_told"), [("jp-au-raa", False), ("jp-fr-raa", True)])
def test_an_agreement_says_where_it_is_read_or_that_it_is_not_written_down(
    client: Client, name: str, *, is_told: bool
) -> None:
    html = client.get(f"/agreements/{name}/").content.decode()

    assert ("not written down here article by article yet" in html) == is_told
    assert (f'href="/law/{name}/"' in html) != is_told


def test_no_two_pages_have_the_same_title(client: Client) -> None:
    found = [re.search("<title>(.*?)</title>", client.get(page).content.decode()) for page in PAGES]

    assert len({each[1] for each in found if each}) == len(PAGES)


@pytest.mark.parametrize("page", PAGES[4:])
def test_the_way_back_begins_at_the_start(client: Client, page: str) -> None:
    way = re.search('<nav class="govuk-breadcrumbs".*?</nav>', client.get(page).content.decode(), re.DOTALL)

    assert way
    assert re.findall(r'href="([^"?]*)', way[0]) == ["/", "/agreements/"]
