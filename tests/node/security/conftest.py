"""A node as its operator starts it: `comity node run`, with a database and a data folder of its own."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.node.security.crawl import Page, crawled
from tests.node.security.live import Node, running


@pytest.fixture(scope="session")
def node() -> Iterator[Node]:
    # Beside the tests' own data: there the embedded server may go, which is another user for root.
    folder = Path(tempfile.mkdtemp(prefix="node-", dir=Path(os.environ["COMITY_DATA"]).parent))
    folder.chmod(0o755)
    with running(folder) as started:
        yield started
    # Whatever was tried on it, and in whatever order.
    assert [line for line in started.logged() if line.get("status") == 500] == []


@pytest.fixture(scope="session")
def pages(node: Node) -> list[Page]:
    """The pages that a visitor reaches from the first one by links, a few of each kind."""
    return crawled(node)
