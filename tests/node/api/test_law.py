"""The law for programs: every rulebook, article by article."""

from typing import Any

import pytest
from django.test import Client

from comity.corpus.library import installed_library

pytestmark = pytest.mark.django_db
API = "/api/v1"
BOOKS = installed_library().ids()


def values(address: str, **headers: str) -> Any:
    response = Client().get(f"{API}{address}", headers=headers)
    assert response.status_code == 200, response.content.decode()
    return response.json()


def test_every_installed_rulebook_is_listed() -> None:
    assert tuple(book["id"] for book in values("/rulebooks")["rulebooks"]) == BOOKS


@pytest.mark.parametrize("name", BOOKS)
def test_every_provision_and_definition_stands_under_one_article(name: str) -> None:
    book = installed_library().rulebook(name)

    articles = values(f"/rulebooks/{name}")["articles"]

    told = [p["id"] for article in articles for p in article["provisions"]]
    meant = [d["id"] for article in articles for d in article["definitions"]]
    assert sorted(told) == sorted(provision.id for provision in book.provisions)
    assert sorted(meant) == sorted(definition.id for definition in book.definitions)


@pytest.mark.parametrize("name", BOOKS)
def test_every_article_can_be_asked_for_by_its_name(name: str) -> None:
    for article in values(f"/rulebooks/{name}")["articles"]:
        alone = values(f"/rulebooks/{name}/articles/{article['name']}")

        assert alone["article"] == article


def test_a_provision_says_what_it_does_when_and_how_sure_it_is() -> None:
    (visa,) = (
        provision
        for provision in values("/rulebooks/jp-au-raa/articles/VI")["article"]["provisions"]
        if provision["what"] == "visa"
    )

    assert (visa["effect"], visa["sheet"], visa["sureness"]) == ("exempts", "people", "text")
    assert visa["when"] == "covered_person"


def test_two_rulebooks_beside_each_other_say_where_they_differ() -> None:
    beside = values("/rulebooks/jp-au-raa/beside/jp-gb-raa")

    verdicts = {each["verdict"] for each in beside["provisions"]}
    assert verdicts <= {"same", "differs", "one", "other"}
    assert all(bool(each["differs"]) == (each["verdict"] == "differs") for each in beside["provisions"])
    assert (beside["one"]["id"], beside["other"]["id"]) == ("jp-au-raa", "jp-gb-raa")


def test_a_rulebook_beside_itself_is_the_same_throughout() -> None:
    beside = values("/rulebooks/host-jp/beside/host-jp")

    told = [beside["scope"], *beside["definitions"], *beside["provisions"]]
    assert {each["verdict"] for each in told} == {"same"}


def test_the_facts_of_one_sheet_come_with_their_questions() -> None:
    facts = values("/vocabulary/facts?sheet=people")["facts"]

    declared = installed_library().vocabulary.of("people")
    assert [(fact["sheet"], fact["name"]) for fact in facts] == [("people", name) for name in declared]
    assert all(fact["asks"] for fact in facts if fact["kind"] == "circumstance")


def test_all_facts_whats_and_authorities_are_listed() -> None:
    vocabulary = installed_library().vocabulary

    assert len(values("/vocabulary/facts")["facts"]) == sum(map(len, vocabulary.facts.values()))
    assert {what["id"] for what in values("/vocabulary/whats")["whats"]} == set(vocabulary.whats)
    offices = values("/vocabulary/authorities")["authorities"]
    assert {office["id"] for office in offices} == set(vocabulary.authorities)


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/rulebooks/no-such-book", 404, "rulebook.unknown"),
        ("/rulebooks/../secrets", 404, "api.address"),
        ("/rulebooks/jp-au-raa/articles/CLXXXVIII", 404, "rulebook.unknown-article"),
        ("/rulebooks/jp-au-raa/beside/nothing", 404, "rulebook.unknown"),
        ("/vocabulary/facts?sheet=spaceships", 400, "api.parameters"),
    ],
)
def test_what_is_not_there_is_a_problem_with_a_code(address: str, status: int, code: str) -> None:
    response = Client().get(f"{API}{address}")

    assert (response.status_code, response.json()["code"]) == (status, code)


def test_a_rulebook_that_the_asker_has_is_not_sent_again() -> None:
    first = Client().get(f"{API}/rulebooks/jp-au-raa")

    again = Client().get(f"{API}/rulebooks/jp-au-raa", headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304
