"""Who with whom as a table, of the installed network and of invented ones."""

import datetime as dt
import re

import pytest
from django.test import Client

from comity.domain.primitives.country import ALPHA_2
from tests.node.agreements.building import claim, crowd, loaded, pact, text_of

pytestmark = pytest.mark.django_db


def labels(client: Client, address: str, language: str = "en") -> set[str]:
    """What the cells of the matrix say to somebody who does not see them."""
    response = client.get(address, headers={"Accept-Language": language})
    assert response.status_code == 200
    return set(re.findall(r'<a class="cell [^>]* aria-label="([^"]*)"', response.content.decode()))


def rows(client: Client, address: str) -> list[str]:
    """The States of the rows, in order."""
    return re.findall(r'href="states/([A-Z]+)/', client.get(address).content.decode())


@pytest.mark.parametrize(
    ("on", "said"),
    [
        ("2024-05-01", "France and Japan, access: study agreed since 20 January 2022"),
        ("2024-05-02", "France and Japan, access: talks agreed since 2 May 2024"),
        ("2023-08-12", "Australia and Japan, access: approved since 28 April 2023"),
        ("2023-08-13", "Australia and Japan, access: in force since 13 August 2023"),
    ],
)
def test_a_cell_says_who_with_whom_what_and_since_when(client: Client, on: str, said: str) -> None:
    found = labels(client, f"/agreements/?on={on}")

    assert [label for label in found if label.startswith(said.split(":", maxsplit=1)[0])] == [said]


def test_a_cell_stands_in_the_rows_of_both_and_leads_to_the_agreement_on_that_day(client: Client) -> None:
    page = client.get("/agreements/?on=2023-08-13").content.decode()

    assert page.count('href="jp-au-raa/?on=2023-08-13"') == 2
    assert client.get("/agreements/jp-au-raa/?on=2023-08-13").status_code == 200


def test_of_two_agreements_of_one_pair_the_furthest_comes_first_and_both_are_linked(client: Client) -> None:
    page = client.get("/agreements/?family=cross-servicing&on=2020-01-01&states=JP,US").content.decode()
    cell = page[page.index('data-label="United States"') :]

    assert re.findall(r'class="cell status--([a-z-]+)"', cell)[:2] == ["in-force", "terminated"]


def test_more_agreements_of_one_pair_than_are_named_lead_to_a_list_of_them(client: Client) -> None:
    pacts = tuple(pact(f"p{n}", "FR", "JP") for n in range(7))
    loaded(*(claim(f"c{n}", f"p{n}", "signed", f"200{n}-01-01") for n in range(7)), pacts=pacts)

    page = client.get("/agreements/?on=2020-01-01").content.decode()
    (address,) = set(re.findall(r'href="(states/FR/[^"]*with=JP[^"]*)"', page))

    assert page.count('class="cell status--signed"') == 3 * 2
    assert "and 4 more" in page
    assert "7 agreements on 1 January 2020" in text_of(client, "/agreements/" + address.replace("&amp;", "&"))


def test_an_agreement_that_may_have_got_further_is_marked_as_uncertain(client: Client) -> None:
    loaded(
        claim("c1", "a", "signed", "2002-02-03"),
        claim("c2", "a", "entered_into_force", "2004"),
        claim("c3", "b", "signed", "2004"),
        pacts=(pact("a", "FR", "JP"), pact("b", "GB", "JP")),
    )

    assert labels(client, "/agreements/?on=2004-06-01") == {
        "France and Japan, access: signed, perhaps in force",
        "United Kingdom and Japan, access: perhaps signed",
    }
    assert labels(client, "/agreements/?on=2005-01-01") == {
        "France and Japan, access: in force since 2004",
        "United Kingdom and Japan, access: signed since 2004",
    }


def test_an_agreement_of_one_party_stands_where_its_row_and_column_meet(client: Client) -> None:
    assert "NATO, status of forces: in force since 23 August 1953" in labels(
        client, "/agreements/?family=status-of-forces&on=2026-01-01"
    )


def test_groups_are_parties_too(client: Client) -> None:
    assert rows(client, "/agreements/?on=2026-01-01&states=EU,NATO,UN,JP&family=other") == [
        "EU",
        "NATO",
        "UN",
        "JP",
    ]


@pytest.mark.parametrize(
    "typed", ["JP, AU", "jp au", "JPN;AUS", "Japan, Australia", "日本、オーストラリア", "Japon,Australie"]
)
def test_states_are_chosen_by_code_or_by_name_in_any_of_the_languages(client: Client, typed: str) -> None:
    assert rows(client, f"/agreements/?states={typed}") == ["JP", "AU"]


def test_without_a_choice_those_with_most_agreements_are_shown_and_the_others_counted(client: Client) -> None:
    others = sorted(ALPHA_2 - {"JP"})[:30]
    pacts = tuple(pact(f"p{n}", "JP", code) for n, code in enumerate(others))
    loaded(*(claim(f"c{n}", f"p{n}", "signed", "2001-01-01") for n in range(30)), pacts=pacts)

    shown = rows(client, "/agreements/?on=2002-01-01")

    assert shown[0] == "JP"
    assert len(shown) == 24
    assert "7 other States and groups have agreements of this family" in text_of(
        client, "/agreements/?on=2002-01-01"
    )


def test_a_day_without_anything_says_so(client: Client) -> None:
    assert "Nothing of this family is recorded on this day" in text_of(client, "/agreements/?on=1900-01-01")


def test_the_slider_is_told_every_day_on_which_something_changes(client: Client) -> None:
    page = client.get("/agreements/").content.decode()
    (days,) = re.findall(r'data-changes="([^"]*)"', page)

    assert {"2024-05-02", "2023-08-13"} <= set(days.split())
    assert days.split() == sorted(days.split())


def test_the_families_keep_the_day_and_the_states(client: Client) -> None:
    page = client.get("/agreements/?on=2024-05-02&states=JP,AU").content.decode()

    assert "?family=cross-servicing&amp;on=2024-05-02&amp;states=JP%2CAU" in page
    assert "picture?family=access&amp;on=2024-05-02&amp;states=JP%2CAU" in page


def test_the_page_is_said_in_the_language_of_the_reader(client: Client) -> None:
    (label,) = labels(client, "/agreements/?on=2023-08-13&states=JP,AU", "ja")

    assert "オーストラリア" in label
    assert "2023年8月13日" in label


def test_without_a_day_today_is_shown(client: Client) -> None:
    before = dt.datetime.now(dt.UTC).date()
    page = client.get("/agreements/").content.decode()
    after = dt.datetime.now(dt.UTC).date()

    assert any(f'value="{today.isoformat()}"' in page for today in (before, after))


def test_a_kept_page_is_not_sent_again_until_the_network_changes(client: Client) -> None:
    first = client.get("/agreements/?on=2024-05-02")
    again = client.get("/agreements/?on=2024-05-02", headers={"If-None-Match": first["ETag"]})
    spoken = client.get(
        "/agreements/?on=2024-05-02", headers={"If-None-Match": first["ETag"], "Accept-Language": "ja"}
    )
    crowd(2)
    changed = client.get("/agreements/?on=2024-05-02", headers={"If-None-Match": first["ETag"]})

    assert (first.status_code, again.status_code, spoken.status_code, changed.status_code) == (
        200,
        304,
        200,
        200,
    )
    assert changed.content != first.content


def test_the_number_of_queries_does_not_grow_with_the_network(
    client: Client, django_assert_num_queries: object
) -> None:
    for size in (3, 600):
        crowd(size)
        with django_assert_num_queries(4):  # type: ignore[operator]
            client.get(f"/agreements/?on=2026-01-0{size % 7 + 1}")
        with django_assert_num_queries(1):  # type: ignore[operator]
            client.get(f"/agreements/?on=2026-01-0{size % 7 + 1}")
