"""A node as its operator starts it: `comity node run`, with a database and a data folder of its own."""

from collections.abc import Iterator

import pytest

from tests.node.security.crawl import Page, crawled
from tests.node.security.live import Node, running


@pytest.fixture(scope="session")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    folder = tmp_path_factory.mktemp("node")
    # The embedded server runs as another user where the tests run as root.
    for above in (folder, *folder.parents[:2]):
        above.chmod(above.stat().st_mode | 0o011)
    with running(folder) as started:
        yield started


@pytest.fixture(scope="session")
def pages(node: Node) -> list[Page]:
    """The pages that a visitor reaches from the first one by links, a few of each kind."""
    return crawled(node)
