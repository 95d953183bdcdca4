"""A node that serves programs over a real connection, with a worker beside it."""

import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.node.web.serving import served

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker


@pytest.fixture(scope="module")
def node(django_db_setup: None, django_db_blocker: "DjangoDbBlocker") -> Iterator[str]:
    """The address of the node; what it wrote is taken away in the end."""
    from django.db import connections  # noqa: PLC0415  Django is set up after this file is read

    from comity.node.visits import worker  # noqa: PLC0415
    from comity.node.visits.models import Desk  # noqa: PLC0415

    ended = threading.Event()

    def work() -> None:
        while not ended.wait(0.05):
            worker.work(until_idle=True)
        connections.close_all()

    with django_db_blocker.unblock(), served() as address:
        working = threading.Thread(target=work)
        working.start()
        yield address
        ended.set()
        working.join()
        Desk.objects.all().delete()
