"""The page that describes the interface: every operation, in our own look, with nothing from elsewhere."""

import re

import pytest
from django.test import Client

from comity.node.api import description

OPERATIONS = [operation for room in description.rooms() for operation in room.operations]


@pytest.fixture(scope="module")
def page() -> str:
    response = Client().get("/api/")
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.id)
def test_every_operation_stands_there_with_all_that_it_takes_and_answers(
    page: str, operation: description.OperationShown
) -> None:
    (section,) = re.findall(rf'<section id="{operation.id}".*?</section>', page, re.DOTALL)

    assert f"<code>{operation.method} {operation.address}</code>" in section
    for parameter in operation.parameters:
        assert f">{parameter.name}</th>" in section
    for answer in operation.answers:
        assert f">{answer.status}</th>" in section


def test_every_shape_that_is_named_is_described(page: str) -> None:
    named = set(re.findall(r'href="#(shape-\w+)"', page))

    assert named
    assert named <= set(re.findall(r'id="(shape-\w+)"', page))


def test_commands_ask_the_node_that_shows_them(page: str) -> None:
    elsewhere = Client().get("/api/", headers={"Host": "127.0.0.1:8123"}).content.decode()

    assert "curl http://testserver/api/v1/states" in page
    assert "curl http://127.0.0.1:8123/api/v1/states" in elsewhere


def test_nothing_on_the_page_comes_from_elsewhere(page: str) -> None:
    loaded = re.findall(r'(?:src|href|action)="(https?://[^"]+)"', page)

    assert loaded == []
    assert "<script>" not in page
    assert " style=" not in page


def test_the_page_says_in_every_language_that_the_rest_is_english() -> None:
    in_japanese = Client().get("/api/", headers={"Accept-Language": "ja"})

    assert '<html lang="ja"' in in_japanese.content.decode()
    assert '<div lang="en">' in in_japanese.content.decode()


def test_the_description_for_programs_is_openapi_3_1(page: str) -> None:
    response = Client().get("/api/v1/openapi.json")

    assert response.json()["openapi"] == "3.1.0"
    assert 'href="/api/v1/openapi.json"' in page
    again = Client().get("/api/v1/openapi.json", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304
