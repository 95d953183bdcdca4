"""One client asks for costly things so often, and not more; others are not kept waiting by it."""

import pytest
from django.test import RequestFactory
from limits import parse
from pytest_django import Settings

from comity.node.config import rates
from comity.node.config.rates import TooOften, spend
from comity.node.config.refusing import too_often


@pytest.fixture(autouse=True)
def nothing_counted(settings: Settings) -> None:
    rates._counter.cache_clear()
    settings.COMITY_RATE = "3/minute;5/hour"


def _ask(address: str, times: int = 1) -> None:
    for _ in range(times):
        spend(RequestFactory().post("/", REMOTE_ADDR=address))


def test_a_client_has_so_many_and_is_told_how_long_to_wait() -> None:
    _ask("192.0.2.1", 3)
    with pytest.raises(TooOften) as refused:
        _ask("192.0.2.1")
    assert 0 < refused.value.seconds <= 60


def test_another_client_is_not_kept_waiting() -> None:
    _ask("192.0.2.1", 3)
    _ask("192.0.2.2", 3)


def test_a_network_of_ipv6_is_one_client() -> None:
    _ask("2001:db8:0:1::1")
    _ask("2001:db8:0:1:ffff::2", 2)
    _ask("2001:db8:0:2::1")
    with pytest.raises(TooOften):
        _ask("2001:db8:0:1::3")


def test_the_same_address_in_either_form_is_one_client() -> None:
    _ask("::ffff:192.0.2.1", 3)
    with pytest.raises(TooOften):
        _ask("::ffff:192.0.2.1")
    _ask("::ffff:192.0.2.9", 3)


def test_a_client_without_an_address_is_counted_too() -> None:
    _ask("", 3)
    with pytest.raises(TooOften):
        _ask("")


def test_what_the_minute_refuses_does_not_use_up_the_hour(settings: Settings) -> None:
    settings.COMITY_RATE = "2/minute;4/hour"
    _ask("192.0.2.1", 2)
    for _ in range(5):
        with pytest.raises(TooOften):
            _ask("192.0.2.1")
    # As if the minute were over.
    rates._counter().clear(parse("2/minute"), "192.0.2.1")
    _ask("192.0.2.1", 2)


@pytest.mark.parametrize(
    ("path", "media_type"),
    [("/visits/", "text/html; charset=utf-8"), ("/api/v1/x", "application/problem+json")],
)
def test_the_refusal_says_when_to_try_again(path: str, media_type: str) -> None:
    answer = too_often(RequestFactory().post(path), TooOften(42))
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "42"
    assert answer.headers["Content-Type"] == media_type
    assert "42 seconds" in answer.content.decode()
    assert "web.too-often" in answer.content.decode()
