"""Browsers for tests whose pages do not wait for the worker."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.node.visits.browsing import Browser


@pytest.fixture(autouse=True)
def no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    from comity.node.visits import limits  # noqa: PLC0415  Django is set up after this file is read

    monkeypatch.setattr(limits, "PATIENCE", 0.0)


@pytest.fixture
def browser() -> "Browser":
    from tests.node.visits.browsing import Browser  # noqa: PLC0415  as above

    return Browser()


@pytest.fixture
def other_browser() -> "Browser":
    from tests.node.visits.browsing import Browser  # noqa: PLC0415  as above

    return Browser()
