"""Two reports side by side: the two of May 2024, and any other two."""

import re

import pytest
from django.test import Client
from django.utils.html import strip_tags

from comity.node.agreements.forms import today
from comity.node.agreements.reports_queries import reading

pytestmark = pytest.mark.django_db
PAIR = "/agreements/reports/origin-it/origin-de/"


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_address_of_the_reports_leads_to_the_two_that_it_began_with(client: Client) -> None:
    assert client.get("/agreements/reports/")["Location"] == PAIR


def test_how_many_statements_stand_how_is_said_before_them(client: Client) -> None:
    shown = " ".join(strip_tags(page(client, PAIR)).split())

    for words in (
        "All statements (50)",
        "Both say it (8)",
        "The other says it in part (7)",
        "The other names another step (2)",
        "They differ (3)",
        "Only one says it (30)",
        "Against the record (9)",
    ):
        assert shown.index(words) < shown.index("paragraph 1")


def test_every_statement_can_be_linked_to_once(client: Client) -> None:
    ids = re.findall(r'<article id="(origin\.[a-z0-9.-]+)">', page(client, PAIR))

    assert len(ids) == len(set(ids)) == 50


def test_a_quote_stands_in_its_own_language_with_its_english_beside(client: Client) -> None:
    shown = page(client, PAIR)

    assert '<blockquote lang="it"><p>ha convenuto con le Filippine di avviare i negoziati' in shown
    assert '<blockquote lang="de"><p>verhandelt über ein drittes mit den Philippinen' in shown
    assert '<blockquote lang="en"><p>is negotiating a third with the Philippines' in shown


def test_narrowed_to_where_they_differ_only_that_is_shown(client: Client) -> None:
    shown = page(client, f"{PAIR}?show=conflict")

    assert set(re.findall(r'<article id="(origin\.[a-z0-9.-]+)">', shown)) == {
        "origin.it-02",
        "origin.de-02",
        "origin.it-07",
        "origin.de-15",
    }


def test_against_the_record_each_says_why(client: Client) -> None:
    shown = page(client, f"{PAIR}?show=against-record")

    assert shown.count('<div class="contradiction">') == 9
    assert "24 months fits no pair of steps" in shown
    assert "<strong>out of date</strong>: On 2 May 2024 it was negotiating" in shown
    assert "Translation slip for" in shown


def test_other_sources_can_be_read_so_by_their_ids(client: Client) -> None:
    asked = {"one": "origin-de", "other": "prime-minister-s-office-of-j"}
    response = client.get("/agreements/reports/", asked, follow=True)

    assert response.status_code == 200
    assert "Japan-France Summit Working Lunch" in response.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/agreements/reports/origin-it/no-such-source/",
        "/agreements/reports/origin-it/%00/",
        "/agreements/reports/%F0%9F%98%80/origin-de/",
        f"/agreements/reports/{'a' * 10_000}/origin-de/",
        "/agreements/reports/?one=../../x&other=origin-de",
        "/agreements/reports/?one=origin-de",
        "/agreements/reports/?one=%00&other=%00",
    ],
)
def test_sources_that_are_not_there_are_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_report_beside_itself_is_refused_with_a_sentence(client: Client) -> None:
    response = client.get("/agreements/reports/origin-de/origin-de/")

    assert response.status_code == 400
    assert "A report can be read beside another one only." in response.content.decode()


@pytest.mark.parametrize("show", ["", "nonsense", "<script>", "\x00", "x" * 10_000])
def test_a_choice_that_is_none_shows_everything(client: Client, show: str) -> None:
    response = client.get(PAIR, {"show": show})

    assert response.status_code == 200
    assert response.content.decode().count("<article id=") == 50


def test_a_reading_is_made_once_and_then_asks_for_one_row(django_assert_num_queries: object) -> None:
    day = today()
    reading("origin-it", "origin-de", day)

    with django_assert_num_queries(1):  # type: ignore[operator]
        reading("origin-it", "origin-de", day)
