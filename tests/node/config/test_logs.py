"""Logs are JSON lines that tell what happened, and nothing of anybody's visit."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import ResolverMatch

from comity.node.config.logs import LOGS, JsonLines
from comity.node.config.request_log import RequestLogMiddleware


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What the node writes to its log, formatted as its settings say."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    made = LOGS["formatters"]["json"]
    handler.setFormatter(
        JsonLines(made["fmt"], rename_fields=made["rename_fields"], reserved_attrs=made["reserved_attrs"])
    )
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


def _read(lines: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines.getvalue().splitlines()]


@pytest.mark.django_db
def test_each_request_is_one_line(client: Client, lines: io.StringIO) -> None:
    client.get("/accessibility")
    (line,) = _read(lines)
    assert line.pop("at").endswith("+00:00")
    assert line.pop("ms") > 0
    assert len(line.pop("request_id")) == 32
    assert line == {
        "level": "INFO",
        "logger": "comity.requests",
        "message": "request",
        "method": "GET",
        "path": "/accessibility",
        "status": 200,
    }


@pytest.mark.django_db
def test_a_watchdog_that_is_content_leaves_no_lines(client: Client, lines: io.StringIO) -> None:
    client.get("/health/live")
    assert not lines.getvalue()


@pytest.mark.django_db
def test_the_id_of_a_proxy_is_kept_and_given_back(client: Client, lines: io.StringIO) -> None:
    response = client.get("/", headers={"X-Request-ID": "proxy-0123456789"})
    assert response.headers["X-Request-ID"] == "proxy-0123456789"
    assert _read(lines)[0]["request_id"] == "proxy-0123456789"


@pytest.mark.parametrize(
    "given", ["short", "a" * 65, "with space 12", 'quote"12345', "ünïcode-123", "a\nb-345678"]
)
@pytest.mark.django_db
def test_an_id_that_is_not_sane_is_replaced(client: Client, given: str) -> None:
    response = client.get("/", headers={"X-Request-ID": given})
    assert response.headers["X-Request-ID"] != given
    assert len(response.headers["X-Request-ID"]) == 32


@pytest.mark.django_db
def test_no_query_no_cookie_no_form_no_client_is_logged(client: Client, lines: io.StringIO) -> None:
    client.cookies["visitor"] = "secret-cookie"
    client.get("/?q=secret-query", headers={"Authorization": "secret-header"}, REMOTE_ADDR="203.0.113.9")
    client.post("/language", {"language": "secret-form", "next": "/?secret-next"})
    client.get("/nowhere?secret-query")
    assert len(_read(lines)) == 3
    for secret in ("secret", "203.0.113.9", "REMOTE"):
        assert secret not in lines.getvalue()


def test_parts_of_an_address_that_open_something_are_left_out(lines: io.StringIO) -> None:
    def answer(request: HttpRequest) -> HttpResponse:
        kwargs = {"token": "opens-sesame", "form": "json"}
        request.resolver_match = ResolverMatch(answer, (), kwargs, route="x/<token>/<form>")
        return HttpResponse()

    RequestLogMiddleware(answer)(RequestFactory().get("/x/opens-sesame/json"))
    assert _read(lines)[0]["path"] == "/x/<token>/json"


@pytest.mark.parametrize("path", ["{}/", "{}.json", "{}/answer", "/{}", "%0A{}"])
@pytest.mark.django_db
def test_they_are_left_out_of_an_address_that_leads_nowhere_too(
    client: Client, lines: io.StringIO, path: str
) -> None:
    token = "opens-sesame-" + "x" * 30
    client.get("/api/v1/assessments/" + path.format(token))
    client.delete("/API/v1/assessments/" + path.format(token))
    assert len(_read(lines)) == 2
    assert token not in lines.getvalue()


def test_a_failure_is_logged_by_its_kind_and_place_without_its_message(lines: io.StringIO) -> None:
    uploaded = "Lieutenant Example, passport X0000000"

    def inner() -> None:
        raise ValueError(uploaded)

    try:
        try:
            inner()
        except ValueError as error:
            raise RuntimeError(uploaded) from error
    except RuntimeError:
        logging.getLogger("django.request").error("failed", exc_info=True, extra={"request": "GET /?secret"})
    (line,) = _read(lines)
    assert "in inner" in line["exc_info"]
    assert "builtins.ValueError" in line["exc_info"]
    assert "builtins.RuntimeError" in line["exc_info"]
    assert "Lieutenant" not in lines.getvalue()
    assert "secret" not in lines.getvalue()


def test_what_a_log_line_says_cannot_begin_another(lines: io.StringIO) -> None:
    logging.getLogger("comity.requests").info("request", extra={"path": '/a\n{"level":"ERROR"}\r\n\u2028'})
    assert len(lines.getvalue().strip("\n").split("\n")) == 1
    assert _read(lines)[0]["path"] == '/a\n{"level":"ERROR"}\r\n\u2028'
