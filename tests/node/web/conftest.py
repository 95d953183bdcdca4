"""A browser, and a node that serves it the pages which need no database."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.node.browser import browsing
from tests.node.web.serving import served


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as running:
        yield running


@pytest.fixture(scope="module")
def node(collected: Path) -> Iterator[str]:
    """The address of the node."""
    with served() as address:
        yield address
