"""Addresses that nobody meant: every mistake is named beside its field, and nothing breaks."""

import pytest
from django.test import Client

from comity.domain.primitives.country import ALPHA_2

pytestmark = pytest.mark.django_db
PAGES = ("/agreements/", "/agreements/picture", "/agreements/states/JP/", "/agreements/jp-fr-raa/")
HOSTILE = ["<script>alert(1)</script>", "' OR 1=1 --", "%s%(on)s"]
ODD = ["\x00", "\U0001f600" * 3, "x" * 10_000, *HOSTILE, "\u202e", "𝟚𝟘"]
BAD_DAYS = ["2024-02-30", "2024", "0001-01-01", "9999-12-31", "20240502", "2024-W18-4", *ODD]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("day", BAD_DAYS)
def test_a_day_that_is_none_is_refused_with_a_sentence_and_the_page_stays(
    client: Client, page: str, day: str
) -> None:
    response = client.get(page, {"on": day})
    said = response.content.decode()

    assert response.status_code == 400
    assert '<a href="#on">' in said
    assert "is no day that can be asked about. Write a day from 1 January 1900 to 31 December 2199" in said
    assert "<script>alert" not in said


@pytest.mark.parametrize("page", PAGES[:2])
@pytest.mark.parametrize("typed", ["Atlantis", "JP, XX", "JP AU XX", *ODD])
def test_states_that_nobody_knows_are_refused_by_name(client: Client, page: str, typed: str) -> None:
    response = client.get(page, {"states": typed})
    said = response.content.decode()

    assert response.status_code == 400
    assert "is no State or group that is known here" in said
    assert "<script>alert" not in said


def test_too_many_states_are_refused_with_the_number(client: Client) -> None:
    codes = " ".join(sorted(ALPHA_2)[:42])
    response = client.get("/agreements/", {"states": codes})

    assert response.status_code == 400
    assert "42 are too many to show side by side. Choose at most 40." in response.content.decode()


@pytest.mark.parametrize(
    ("page", "field"),
    [
        ("/agreements/", "family"),
        ("/agreements/states/JP/", "family"),
        ("/agreements/states/JP/", "status"),
        ("/agreements/states/JP/", "sort"),
    ],
)
@pytest.mark.parametrize("word", ["treaty", *ODD])
def test_a_word_that_is_no_choice_is_refused(client: Client, page: str, field: str, word: str) -> None:
    response = client.get(page, {field: word})

    assert response.status_code == 400
    assert "is none of the choices" in response.content.decode()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("number", ["0", "-1", "x", "9" * 100, "1e9", "１２", ""])
def test_a_page_that_is_no_number_is_some_page(client: Client, page: str, number: str) -> None:
    assert client.get(page, {"page": number}).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_changed_by_asking_in_another_way(client: Client, page: str) -> None:
    assert client.post(page).status_code in (403, 405)
    assert client.head(page).status_code == 200
    assert client.head(page).content == b""


def test_two_mistakes_are_named_together(client: Client) -> None:
    said = client.get("/agreements/?on=never&states=Atlantis").content.decode()

    assert '<a href="#on">' in said
    assert '<a href="#states">' in said
