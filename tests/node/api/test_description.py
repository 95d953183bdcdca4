"""Whatever is sent, the interface answers as its description says: schemathesis asks it, every check on."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from schemathesis.config import SchemathesisConfig

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings

KEPT = Path(__file__).parents[3] / "docs" / "reference" / "openapi.json"
_CONFIG = {
    "seed": 5,
    "generation": {"max-examples": 40, "database": "none"},
    "headers": {"Host": "localhost"},
    "checks": {
        # What is well formed may still be no visit: 422 says what is wrong with it.
        "positive_data_acceptance": {"expected-statuses": ["2xx", "404", "422"]},
    },
}


def node(environ: dict[str, Any], start: Callable[..., Any]) -> Any:
    """The node, which there is only once the tests run."""
    from comity.node.config.wsgi import application  # noqa: PLC0415

    return application(environ, start)


schema = schemathesis.openapi.from_dict(
    json.loads(KEPT.read_bytes()), config=SchemathesisConfig.from_dict(_CONFIG)
)
schema.app = node


@pytest.fixture(autouse=True)
def nobody_waits(db: None, settings: "Settings", monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Many requests in one transaction of the test, with nobody there to do their work."""
    from comity.node.api import assessments  # noqa: PLC0415

    settings.COMITY_RATE = "1000000/minute"
    monkeypatch.setattr(assessments, "LONGEST_WAIT", 0)
    monkeypatch.setattr(assessments, "WAIT", 0)
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@schema.parametrize()
def test_every_answer_is_as_it_is_described(case: "schemathesis.Case[Any]") -> None:
    case.call_and_validate()


def test_the_description_that_is_kept_is_the_one_that_is_given() -> None:
    from comity.node.api import description  # noqa: PLC0415

    assert KEPT.read_text(encoding="utf-8") == description.text() + "\n", "run python -m tools.openapi"
