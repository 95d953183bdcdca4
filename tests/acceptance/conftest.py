"""A node as its operator starts it, and windows on it; both end with the last of these tests."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import Browser

from tests.acceptance.window import DESK, Window, opened
from tests.node.browser import browsing
from tests.node.security.live import Node, running


class Opening(Protocol):
    """Opens a window on the node (`window.opened`)."""

    def __call__(
        self, language: str = "en", *, scripts: bool = True, size: tuple[int, int] = DESK
    ) -> AbstractContextManager[Window]: ...


@pytest.fixture(scope="package")
def node() -> Iterator[Node]:
    """A node with a database and a data folder of its own."""
    folder = Path(tempfile.mkdtemp(prefix="acceptance-", dir=Path(os.environ["COMITY_DATA"]).parent))
    # The embedded server runs as another user where the tests run as root.
    folder.chmod(0o755)
    # All windows come from one address here: what holds off a flood is tested elsewhere.
    with running(folder, COMITY_RATE="10000/minute") as started:
        yield started


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with browsing() as running_browser:
        yield running_browser


@pytest.fixture
def opening(browser: Browser, node: Node) -> Opening:
    return partial(opened, browser, f"http://127.0.0.1:{node.port}")


@pytest.fixture(
    params=[("en", True), ("en", False), ("ja", True), ("ja", False)],
    ids=["English", "English, no scripts", "Japanese", "Japanese, no scripts"],
)
def window(opening: Opening, request: pytest.FixtureRequest) -> Iterator[Window]:
    """A window in two languages, with scripts and without: whatever is done in it can be done in all four."""
    language, scripts = request.param
    with opening(language, scripts=scripts) as shown:
        yield shown
