"""The network for programs: what the command says, page by page, and again only where it has changed."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from comity.cli.main import main

pytestmark = pytest.mark.django_db
API = "/api/v1"
DAY = "2024-05-02"


@pytest.fixture
def program() -> Client:
    return Client()


def values(client: Client, address: str) -> Any:
    response = client.get(f"{API}{address}")
    assert response.status_code == 200, response.content.decode()
    return response.json()


def by_command(capsys: pytest.CaptureFixture[str], *words: str) -> bytes:
    main(["agreements", *words, "--format", "json"])
    return capsys.readouterr().out.encode()


def test_a_list_is_byte_for_byte_what_the_command_writes(
    program: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    response = program.get(f"{API}/agreements?party=JPN&family=access&on={DAY}&known={DAY}")

    assert response.content == by_command(
        capsys, "--party", "JP", "--family", "access", "--on", DAY, "--known", DAY
    )


@pytest.mark.parametrize("agreement", ["jp-fr-raa", "jp-au-raa", "au-fr-sofa"])
def test_one_agreement_is_byte_for_byte_what_the_command_writes(
    program: Client, capsys: pytest.CaptureFixture[str], agreement: str
) -> None:
    response = program.get(f"{API}/agreements/{agreement}?on={DAY}")

    assert response.content == by_command(capsys, "show", agreement, "--on", DAY)


def test_the_pages_of_a_list_hold_every_agreement_once_in_the_order_of_the_command(
    program: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    listed, address = [], f"{API}/agreements?on={DAY}&per_page=40"
    while address:
        response = program.get(address)
        listed += response.json()["agreements"]
        following = re.search(r'<([^>]+)>; rel="next"', response["Link"])
        address = following[1] if following else ""

    assert listed == json.loads(by_command(capsys, "--on", DAY))["agreements"]
    assert response["Total-Count"] == str(len(listed))


def test_a_page_beyond_the_last_is_empty(program: Client) -> None:
    assert values(program, "/agreements?page=1000")["agreements"] == []


def test_the_number_of_queries_does_not_grow_with_the_agreements(
    program: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(7) as few:
        values(program, f"/agreements?on={DAY}&per_page=2&known={DAY}")
    with django_assert_max_num_queries(len(few.captured_queries)):
        values(program, f"/agreements?on={DAY}&per_page=100&known={DAY}")


def test_claims_and_sources_are_records_that_can_be_imported(program: Client) -> None:
    told = values(program, "/agreements/jp-fr-raa/claims")

    shown = values(program, "/agreements/jp-fr-raa")
    assert told["claims"] == shown["claims"]
    assert told["sources"] == shown["claim_sources"]
    assert {record["record"] for record in told["claims"] + told["sources"]} == {"claim", "source"}


def test_what_changed_since_a_day_begins_with_the_newest(program: Client) -> None:
    changes = values(program, f"/changes?since=2024-04-30&until={DAY}&party=fr")["changes"]

    told = [(c["agreement"], c["before"], c["after"], c["on"]) for c in changes]
    assert ("jp-fr-raa", "study-agreed", "talks-agreed", DAY) in told
    days = [change["news_on"] for change in changes]
    assert days == sorted(days, reverse=True)
    assert all("2024-04-30" < day <= DAY for day in days)


def test_who_asks_again_since_the_last_news_is_told_nothing_twice(program: Client) -> None:
    whole = values(program, "/changes?since=2023-01-01&until=2024-12-31&per_page=100")["changes"]
    seen = whole[len(whole) // 2]["news_on"]

    later = values(program, f"/changes?since={seen}&until=2024-12-31&per_page=100")["changes"]

    assert later == [change for change in whole if change["news_on"] > seen]


def test_states_have_the_name_of_the_language_that_is_asked_for(program: Client) -> None:
    in_french = program.get(f"{API}/states", headers={"Accept-Language": "fr-CH, de;q=0.5"})

    japan = next(state for state in in_french.json()["states"] if state["code"] == "JP")
    assert japan["name"] == "Japon"
    assert (japan["host_law"], in_french["Content-Language"]) == ("host-jp", "fr")
    assert japan["agreements"] == len(values(program, "/agreements?party=JP&per_page=100")["agreements"])


@pytest.mark.parametrize(
    "address",
    ["/agreements", f"/agreements/jp-fr-raa?on={DAY}", "/agreements/jp-fr-raa/claims", "/states"],
)
def test_who_has_an_answer_already_is_told_so_and_nothing_else(program: Client, address: str) -> None:
    first = program.get(f"{API}{address}")

    again = program.get(f"{API}{address}", headers={"If-None-Match": f'W/"other", W/{first["ETag"]}'})

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])


def test_another_day_and_another_language_are_other_answers(program: Client) -> None:
    tags = {
        program.get(f"{API}/states")["ETag"],
        program.get(f"{API}/states", headers={"Accept-Language": "ja"})["ETag"],
        program.get(f"{API}/agreements?on=2024-05-01")["ETag"],
        program.get(f"{API}/agreements?on={DAY}")["ETag"],
    }

    assert len(tags) == 4


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/agreements?on=02.05.2024", 400, "api.parameters"),
        ("/agreements?on=1714608000", 400, "api.parameters"),
        ("/agreements?on=2024-02-30", 400, "api.parameters"),
        ("/agreements?family=marriage", 400, "api.parameters"),
        ("/agreements?page=0", 400, "api.parameters"),
        ("/agreements?per_page=101", 400, "api.parameters"),
        ("/agreements?party=%00", 400, "api.parameters"),
        ("/agreements?party=ZZ", 404, "agreements.party"),
        ("/agreements/nobody-knows-it", 404, "agreements.unknown"),
        ("/agreements/JP%00", 400, "api.parameters"),
        (f"/agreements/{'x' * 5000}", 400, "api.parameters"),
        ("/agreements?famly=access", 400, "api.parameters"),
        ("/agreements/jp-fr-raa/claims?on=2024-05-02", 400, "api.parameters"),
        ("/changes", 400, "api.parameters"),
        ("/nothing", 404, "api.address"),
        ("/agreements/", 404, "api.address"),
    ],
)
def test_what_is_not_there_or_not_meant_is_a_problem_with_a_code(
    program: Client, address: str, status: int, code: str
) -> None:
    response = program.get(f"{API}{address}")

    problem = response.json()
    assert (response.status_code, problem["status"], problem["code"]) == (status, status, code)
    assert response["Content-Type"] == "application/problem+json"
    assert problem["detail"].endswith(".")


def test_a_wrong_parameter_is_named_with_what_was_found(program: Client) -> None:
    problem = program.get(f"{API}/agreements?on=tomorrow&page=x").json()

    found = {each["parameter"]: each["found"] for each in problem["problems"]}
    assert found == {"on": "tomorrow", "page": "x"}


def test_a_wrong_method_is_told_the_right_one(program: Client) -> None:
    response = program.post(f"{API}/agreements")

    assert (response.status_code, response["Allow"]) == (405, "GET")
    assert response.json()["code"] == "api.method"


def test_head_is_answered_as_get_without_the_content(program: Client) -> None:
    response = program.head(f"{API}/agreements?on={DAY}")

    assert response.status_code == 200
    assert response["ETag"] == program.get(f"{API}/agreements?on={DAY}")["ETag"]


def test_no_other_site_may_read_the_answers_and_no_cookie_is_set(program: Client) -> None:
    response = program.get(f"{API}/agreements", headers={"Origin": "https://elsewhere.example"})

    assert "Access-Control-Allow-Origin" not in response
    assert not response.cookies
