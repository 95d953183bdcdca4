"""A node behind public names starts only with settings that are safe together."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping

import pytest

from comity.domain.errors import Refusal
from comity.node.config.production import hosts, production

SAFE = {
    "COMITY_PRODUCTION": "1",
    "COMITY_HOSTS": "comity.example, www.comity.example",
    "COMITY_PROXY": "192.0.2.7",
    "COMITY_SECRET_KEY": "s" * 60,
}

_TOLD = """
import json, sys
from comity.node.config import settings
names = sys.argv[1:]
print(json.dumps({name: getattr(settings, name, None) for name in names}))
"""


def test_nothing_set_serves_this_machine_alone() -> None:
    assert not production({})
    assert hosts({}) == ["localhost", "127.0.0.1", "[::1]"]


def test_safe_settings_start() -> None:
    assert production(SAFE)
    assert hosts(SAFE)[:2] == ["comity.example", "www.comity.example"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"COMITY_HOSTS": ""}, "COMITY_HOSTS is not set"),
        ({"COMITY_HOSTS": " , "}, "COMITY_HOSTS is not set"),
        ({"COMITY_HOSTS": "*"}, "stands for many names"),
        ({"COMITY_HOSTS": "comity.example,.example"}, "'.example', which stands for many names"),
        ({"COMITY_HOSTS": "https://comity.example"}, "Give names alone"),
        ({"COMITY_HOSTS": "comity.example:443"}, "Give names alone"),
        ({"COMITY_PROXY": ""}, "COMITY_PROXY is not set"),
        ({"COMITY_PROXY": "proxy.example"}, "no IP address"),
        ({"COMITY_SECRET_KEY": "short"}, "under 50 characters"),
        ({"COMITY_SECRET_KEY": ""}, "under 50 characters"),
        ({"COMITY_PRODUCTION": "yes"}, "neither 0 nor 1"),
    ],
)
def test_unsafe_settings_are_refused_with_the_reason(changed: Mapping[str, str], said: str) -> None:
    with pytest.raises(Refusal) as refused:
        production({**SAFE, **changed})
    assert said in refused.value.sentence
    assert refused.value.code == "node.insecure"


def test_every_reason_is_said_at_once() -> None:
    with pytest.raises(Refusal) as refused:
        production({"COMITY_PRODUCTION": "1"})
    assert "COMITY_HOSTS" in refused.value.sentence
    assert "COMITY_PROXY" in refused.value.sentence


def test_a_secret_is_never_quoted() -> None:
    with pytest.raises(Refusal) as refused:
        production({**SAFE, "COMITY_SECRET_KEY": "hunter2"})
    assert "hunter2" not in refused.value.sentence


def test_in_production_cookies_and_redirects_hold_to_tls() -> None:
    names = (
        "CSRF_COOKIE_NAME",
        "CSRF_COOKIE_SECURE",
        "CSRF_COOKIE_HTTPONLY",
        "SECURE_SSL_REDIRECT",
        "SECURE_HSTS_SECONDS",
        "DEBUG",
        "ALLOWED_HOSTS",
    )
    done = subprocess.run(
        [sys.executable, "-c", _TOLD, *names],
        env={**os.environ, **SAFE, "DATABASE_URL": "postgresql:///unused"},
        capture_output=True,
        text=True,
        check=True,
    )
    told = json.loads(done.stdout)
    assert told == {
        "CSRF_COOKIE_NAME": "__Host-csrftoken",
        "CSRF_COOKIE_SECURE": True,
        "CSRF_COOKIE_HTTPONLY": True,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "DEBUG": False,
        "ALLOWED_HOSTS": ["comity.example", "www.comity.example", "localhost", "127.0.0.1", "[::1]"],
    }


_ANSWERED = """
import json, sys
import django
django.setup()
from django.test import Client
client = Client(headers={"Host": "comity.example"})
plain, of_watchdog = client.get("/about"), Client(headers={"Host": "127.0.0.1"}).get("/health/live")
chosen = client.post("/language", {"language": "ja", "next": "/"}, headers={"X-Forwarded-Proto": "https"})
print(json.dumps({
    "plain": [plain.status_code, plain.headers["Location"]],
    "watchdog": of_watchdog.status_code,
    "hsts": chosen.headers["Strict-Transport-Security"],
    "cookie": chosen.cookies["__Host-language"].OutputString(),
}))
"""


def test_in_production_answers_lead_to_tls_and_stay_with_it() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _ANSWERED],
        env={**os.environ, **SAFE, "DATABASE_URL": "postgresql:///unused"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["plain"] == [301, "https://comity.example/about"]
    assert told["watchdog"] == 200
    assert told["hsts"] == "max-age=31536000"
    for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert part in told["cookie"]
    assert "Domain" not in told["cookie"]


def test_the_command_says_why_it_does_not_start() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "comity.cli", "node", "serve"],
        env={**os.environ, "COMITY_PRODUCTION": "1", "DATABASE_URL": "postgresql:///unused"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("[node.insecure]")
    assert "Traceback" not in done.stderr
