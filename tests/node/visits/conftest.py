"""Browsers for tests whose pages do not wait for the worker."""

from typing import TYPE_CHECKING

import pytest
from pytest_django import Settings

if TYPE_CHECKING:
    from tests.node.visits.browsing import Browser


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    """Pages do not wait for the worker, and one address may send as much as it likes."""
    from comity.node.visits import limits  # noqa: PLC0415  Django is set up after this file is read

    monkeypatch.setattr(limits, "PATIENCE", 0.0)
    settings.COMITY_RATE = "100000/minute"


@pytest.fixture
def browser() -> "Browser":
    from tests.node.visits.browsing import Browser  # noqa: PLC0415  as above

    return Browser()


@pytest.fixture
def other_browser() -> "Browser":
    from tests.node.visits.browsing import Browser  # noqa: PLC0415  as above

    return Browser()
