"""A watchdog learns whether the process lives, and whether it can serve."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from comity.node.agreements.models import Load
from comity.node.config import health


@pytest.fixture(autouse=True)
def nothing_known() -> Iterator[None]:
    health._migrated.cache_clear()
    yield
    health._migrated.cache_clear()


def test_a_living_process_asks_no_database(client: Client) -> None:
    response = client.get("/health/live")
    assert response.status_code == 200
    assert response.json() == {"status": "live"}


@pytest.mark.django_db
def test_a_prepared_node_is_ready(client: Client) -> None:
    response = client.get("/health/ready")
    assert response.status_code == 200
    assert response.json() == {"status": "ready"}
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
def test_a_node_without_the_network_is_not_ready(client: Client) -> None:
    Load.objects.all().delete()
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert "network of agreements is not loaded" in response.json()["why"][0]


@pytest.mark.django_db
def test_a_database_of_an_older_version_is_not_ready_until_it_is_migrated(client: Client) -> None:
    recorder = MigrationRecorder(connection)
    recorder.record_unapplied("audit", "0001_initial")
    assert client.get("/health/ready").status_code == 503
    recorder.record_applied("audit", "0001_initial")
    assert client.get("/health/ready").status_code == 200


@pytest.mark.django_db
def test_once_migrated_it_costs_one_query(client: Client, django_assert_num_queries: object) -> None:
    client.get("/health/ready")
    with django_assert_num_queries(1):  # type: ignore[operator]
        client.get("/health/ready")


def test_a_database_that_does_not_answer_is_said(
    client: Client, monkeypatch: pytest.MonkeyPatch, django_db_blocker: DjangoDbBlocker
) -> None:
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "HOST", "/nowhere")
    monkeypatch.setitem(connection.settings_dict, "OPTIONS", {})
    with django_db_blocker.unblock():
        response = client.get("/health/ready")
    assert response.status_code == 503
    assert response.json() == {"status": "not-ready", "why": ["The database does not answer."]}


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["live", "ready"])
def test_health_is_only_read(client: Client, name: str) -> None:
    assert client.post(f"/health/{name}").status_code == 405
