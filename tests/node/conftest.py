"""A real node for tests: PostgreSQL, the installed network loaded, the styles collected."""

from collections.abc import Iterator
from pathlib import Path

import dj_database_url
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from playwright.sync_api import Browser
from pytest_django.plugin import DjangoDbBlocker

from comity.node.config.database import ensure_database
from tests.node.browser import browsing
from tests.node.web.serving import served


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """The database of DATABASE_URL, or the embedded one in the tests' folder; each worker has its own."""
    address = dj_database_url.parse(ensure_database())
    held = connections["default"].settings_dict
    held.update(
        {
            key: address[key]
            for key in ("HOST", "PORT", "USER", "PASSWORD", "NAME", "OPTIONS")
            if key in address
        }
    )


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The installed network of agreements, loaded once: no test changes it."""
    from comity.node.agreements.actions import load_network  # noqa: PLC0415  models come after Django's setup

    with django_db_blocker.unblock():
        load_network("tests")


@pytest.fixture(scope="session", autouse=True)
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The styles and scripts under their hashed names, as a server serves them."""
    root = tmp_path_factory.mktemp("static")
    settings.STATIC_ROOT = root
    call_command("collectstatic", verbosity=0, interactive=False)
    return root


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as running:
        yield running


@pytest.fixture(scope="module")
def node(collected: Path) -> Iterator[str]:
    """The address of a node for that browser, served from this process: pages that ask no database."""
    with served() as address:
        yield address
