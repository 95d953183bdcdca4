"""A node that serves programs over a real connection, with a worker beside it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from comity.node.config.database import ensure_database
from tests.node.web.serving import served

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

_SECONDS_TO_STOP = 20


@pytest.fixture(scope="module")
def node(django_db_setup: None, django_db_blocker: "DjangoDbBlocker") -> Iterator[str]:
    """The address of the node; what it wrote is taken away in the end."""
    from django.db import connection  # noqa: PLC0415  Django is set up after this file is read

    from comity.node.visits.models import Desk  # noqa: PLC0415

    name = connection.settings_dict["NAME"]
    database = urlsplit(ensure_database())._replace(path=f"/{name}").geturl()
    command = [sys.executable, "-m", "comity.cli", "node", "worker"]
    with django_db_blocker.unblock(), served() as address:
        working = subprocess.Popen(command, env={**os.environ, "DATABASE_URL": database})
        try:
            yield address
        finally:
            working.terminate()
            ended = working.wait(_SECONDS_TO_STOP)
            Desk.objects.all().delete()
    assert ended == 0
