"""`comity node check`: whether this node is as it should be, in sentences."""

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage, staticfiles_storage
from django.core.checks import run_checks
from django.db import DatabaseError, connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateWorker

from comity.domain.errors import Refusal
from comity.node.agreements.actions import installed_digest
from comity.node.agreements.models import Load
from comity.node.config.folders import data_folder
from comity.node.config.health import unapplied

#: The oldest PostgreSQL that Django 5.2 works with.
_OLDEST = 140_000
_FREE = 1024**3
#: A worker says every ten seconds that it lives.
_SILENT = dt.timedelta(seconds=60)
#: Without it no page is shown.
_STYLE = "web/comity.css"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: whether it is well, and a sentence that says so or what to do."""

    well: bool
    sentence: str


def _well(sentence: str) -> Finding:
    return Finding(well=True, sentence=sentence)


def _wrong(sentence: str) -> Finding:
    return Finding(well=False, sentence=sentence)


def findings() -> Iterator[Finding]:
    """Everything that is looked at, each found out when it is asked for."""
    try:
        yield _database()
    except DatabaseError:
        yield _wrong("The database does not answer. See that it runs, and that DATABASE_URL is its address.")
    else:
        yield from _of_database()
    yield _styles()
    yield from _disk()
    yield from _settings()


def _database() -> Finding:
    connection.ensure_connection()
    version = int(connection.pg_version)  # type: ignore[attr-defined]
    if version < _OLDEST:
        return _wrong(
            f"The database is PostgreSQL {version // 10_000}; move to {_OLDEST // 10_000} or newer."
        )
    return _well(f"The database answers (PostgreSQL {version // 10_000}).")


def _of_database() -> Iterator[Finding]:
    """What can be looked at only where the database is at this version."""
    missing = unapplied()
    if missing:
        yield _wrong(f"The database lacks {len(missing)} changes of this version. Run 'comity node prepare'.")
        return
    yield _well("The database is at this version.")
    yield _network()
    yield _worker()


def _network() -> Finding:
    loaded = Load.objects.first()
    if loaded is None:
        return _wrong("The network of agreements is not loaded. Run 'comity node prepare'.")
    try:
        current = installed_digest()
    except Refusal as refusal:
        return _wrong(refusal.sentence)
    if loaded.digest != current:
        return _wrong(
            "The network of agreements is not the one that is installed. Run 'comity node prepare'."
        )
    return _well(
        f"The network of agreements is loaded: {loaded.agreements:,} agreements, {loaded.claims:,} claims.",
    )


def _worker() -> Finding:
    last = (
        ProcrastinateWorker.objects.order_by("-last_heartbeat")
        .values_list("last_heartbeat", flat=True)
        .first()
    )
    if last is None or timezone.now() - last > _SILENT:
        return _wrong("No worker is alive: visits are not worked on. Start 'comity node worker'.")
    return _well("A worker is alive.")


def _styles() -> Finding:
    held = staticfiles_storage
    hashed = held.hashed_files if isinstance(held, ManifestStaticFilesStorage) else {}
    installed = [name for finder in get_finders() for name, _ in finder.list(())]
    if _STYLE not in installed:
        return _wrong("The styles were not built. Run 'make setup' in the sources, and install from there.")
    missing = [
        name
        for name in installed
        if name not in hashed or not (Path(settings.STATIC_ROOT) / hashed[name]).is_file()
    ]
    if missing:
        return _wrong(f"{len(missing)} files of styles are not collected. Run 'comity node prepare'.")
    return _well("The styles are collected.")


def _disk() -> Iterator[Finding]:
    folder = data_folder()
    free = shutil.disk_usage(folder).free
    if free < _FREE:
        yield _wrong(f"Where '{folder}' lies, {free / _FREE:.1f} GiB are free. Make room for at least 1.")
    else:
        yield _well(f"Where '{folder}' lies, {free / _FREE:.0f} GiB are free.")


def _settings() -> Iterator[Finding]:
    if not settings.PRODUCTION:
        yield _well("The node serves this machine alone; for others, set COMITY_PRODUCTION (see the manual).")
    found = run_checks(include_deployment_checks=settings.PRODUCTION)
    complaints = [each for each in found if not each.is_silenced()]
    for each in complaints:
        yield _wrong(f"Django says of the settings: {each.msg} ({each.id})")
    if not complaints:
        yield _well("Django finds nothing wrong with the settings.")


def check(say: Callable[[str], object]) -> bool:
    """Say everything that was found, as it is found; returns whether all is well."""
    well = True
    for finding in findings():
        say(f"{'ok   ' if finding.well else 'WRONG'}  {finding.sentence}")
        well = well and finding.well
    return well
