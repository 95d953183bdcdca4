"""`comity node check` says in sentences whether a node is as it should be."""

import datetime as dt
from pathlib import Path

import pytest
from django.db import OperationalError, connection
from django.utils import timezone
from pytest_django import Settings

from comity.node.agreements.models import Load
from comity.node.config import checking
from comity.node.config.checking import Finding, check, findings

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_worker_and_room(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even the word of a worker that another test has stopped; and room, whatever the machine has."""
    del db
    monkeypatch.setattr(checking, "_FREE", 1)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_workers")


def _worker_said_at(when: dt.datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)", [when])


def _wrong() -> list[str]:
    return [finding.sentence for finding in findings() if not finding.well]


def test_a_prepared_node_with_a_worker_is_well() -> None:
    _worker_said_at(timezone.now())
    assert _wrong() == []


def test_every_finding_is_a_line_and_the_result_says_whether_all_is_well() -> None:
    lines: list[str] = []
    assert not check(lines.append)
    assert sum(line.startswith("WRONG") for line in lines) == 1
    _worker_said_at(timezone.now())
    assert check(lines.append)


@pytest.mark.parametrize("ago", [None, dt.timedelta(minutes=5)])
def test_a_worker_that_is_silent_is_missed(ago: dt.timedelta | None) -> None:
    if ago:
        _worker_said_at(timezone.now() - ago)
    assert _wrong() == ["No worker is alive: visits are not worked on. Start 'comity node worker'."]


def test_a_network_that_is_not_the_installed_one_is_said() -> None:
    _worker_said_at(timezone.now())
    Load.objects.update(digest="0" * 64)
    assert _wrong() == [
        "The network of agreements is not the one that is installed. Run 'comity node prepare'."
    ]
    Load.objects.all().delete()
    assert _wrong() == ["The network of agreements is not loaded. Run 'comity node prepare'."]


def test_migrations_that_lack_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "unapplied", lambda: ["audit.0002", "audit.0003"])
    assert _wrong() == ["The database lacks 2 changes of this version. Run 'comity node prepare'."]


def test_styles_that_are_not_collected_are_counted(collected: Path) -> None:
    _worker_said_at(timezone.now())
    aside = collected.with_name("aside")
    collected.rename(aside)
    try:
        assert any("files of styles are not collected" in sentence for sentence in _wrong())
    finally:
        aside.rename(collected)
    assert _wrong() == []


def test_a_full_disk_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    _worker_said_at(timezone.now())
    monkeypatch.setattr(checking, "_FREE", 1024**6)
    (sentence,) = _wrong()
    assert "Make room" in sentence


def test_settings_that_are_unsafe_in_production_are_said(settings: Settings) -> None:
    _worker_said_at(timezone.now())
    settings.PRODUCTION = True
    assert any("security.W" in sentence for sentence in _wrong())


def test_a_database_that_does_not_answer_is_the_first_thing_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable() -> Finding:
        raise OperationalError

    monkeypatch.setattr(checking, "_database", unreachable)
    assert _wrong()[0].startswith("The database does not answer.")


def test_styles_that_were_never_built_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    _worker_said_at(timezone.now())
    monkeypatch.setattr(checking, "get_finders", list)
    assert _wrong() == ["The styles were not built. Run 'make setup' in the sources, and install from there."]
