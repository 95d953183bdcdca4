"""A node that serves programs over a real connection, with a worker beside it."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import pytest

from comity.node.config.database import ensure_database
from tests.node.api.sending import asked, files_of, posted
from tests.node.web.serving import served

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

_VISIT = Path(__file__).parents[3] / "examples" / "talisman-sabre-23"
_SECONDS_TO_START = _SECONDS_TO_STOP = 120


@pytest.fixture(scope="module")
def node(django_db_setup: None, django_db_blocker: "DjangoDbBlocker") -> Iterator[str]:
    """The address of the node, once it has answered a visit; what it wrote is taken away in the end."""
    from django.db import connection  # noqa: PLC0415  Django is set up after this file is read

    from comity.node.visits.models import Desk  # noqa: PLC0415

    name = connection.settings_dict["NAME"]
    database = urlsplit(ensure_database())._replace(path=f"/{name}").geturl()
    command = [sys.executable, "-m", "comity.cli", "node", "worker"]
    with django_db_blocker.unblock(), served() as address:
        working = subprocess.Popen(command, env={**os.environ, "DATABASE_URL": database})
        try:
            _wait_until_it_works(address)
            Desk.objects.all().delete()
            yield address
        finally:
            working.terminate()
            try:
                ended = working.wait(_SECONDS_TO_STOP)
            finally:
                working.kill()
            Desk.objects.all().delete()
    assert ended == 0


def _wait_until_it_works(address: str) -> None:
    """Else a test may wait for what the node does for the first time, or stop a worker that begins."""
    told = posted(address, files_of(_VISIT), {"on": "2023-06-01"}, wait=0)
    place, end = urljoin(address, told.location), time.monotonic() + _SECONDS_TO_START
    while told.status == 202 and time.monotonic() < end:
        told = asked(urllib.request.Request(place, headers={"Prefer": "wait=1"}))
    assert told.status == 200, told.content.decode()
