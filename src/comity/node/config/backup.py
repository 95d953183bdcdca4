"""Backing a node up: its database and the claims that were imported on it, as one file.

Left out is what visitors dropped, and the work on it: it is kept no longer than its owner wants, and a backup
would outlive that. The node's secret stays behind too; a restored node makes one.
"""

import datetime as dt
import hashlib
import json
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from django.apps import apps
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from comity import __version__
from comity.corpus.network_files import imported_files, imported_folder
from comity.domain.errors import Refusal
from comity.node.config import postgres_tools

#: Entries of the file: what it is, the database (pg_dump's custom format), and a folder of imported claims.
MANIFEST, DATABASE, CLAIMS = "manifest.json", "database", "claims/"
#: The form of the file.
FORMAT = 1
#: Whose tables are backed up without their rows.
_LEFT_OUT = ("visits", "procrastinate")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup is.

    `version` made it, at the instant `made_at`; `postgresql` is the major version of the database,
    `migrations` what had been applied to it, `digests` the SHA-256 of each entry.
    """

    format: int
    version: str
    made_at: str
    postgresql: int
    migrations: tuple[str, ...]
    digests: dict[str, str]


class _Digesting:
    """A file for writing that knows the digest of what was written."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._digest = file, hashlib.sha256()

    def write(self, data: bytes) -> int:
        self._digest.update(data)
        return self._file.write(data)

    @property
    def digest(self) -> str:
        return self._digest.hexdigest()


def back_up(file: Path, *, force: bool) -> Manifest:
    """Write a backup, whole or not at all, readable by its owner alone.

    Args:
        file: the file to write.
        force: write over one that is there.

    Raises:
        Refusal: it is there already, it cannot be written, or the database cannot be read.
    """
    if file.exists() and not force:
        raise Refusal(
            "node.file-exists", f"'{file.name}' is there already. Choose another name, or add --force."
        )
    part = file.with_name(f"{file.name}.part")
    try:
        # What an interrupted backup left may be readable by others, and would stay so.
        part.unlink(missing_ok=True)
        part.touch(mode=0o600, exist_ok=False)
        with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
            manifest = _written(archive)
        part.replace(file)
    except OSError as error:
        raise Refusal(
            "node.backup",
            f"The backup '{file.name}' cannot be written: {error.strerror}. Choose another place.",
        ) from error
    finally:
        part.unlink(missing_ok=True)
    return manifest


def _written(archive: zipfile.ZipFile) -> Manifest:
    digests = {DATABASE: _database_written(archive)}
    for claims in imported_files(imported_folder()):
        name = f"{CLAIMS}{claims.name}"
        content = claims.read_bytes()
        digests[name] = hashlib.sha256(content).hexdigest()
        archive.writestr(name, content, zipfile.ZIP_DEFLATED)
    manifest = Manifest(
        FORMAT,
        __version__,
        dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        connection.pg_version // 10_000,  # type: ignore[attr-defined]
        tuple(sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())),
        digests,
    )
    archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=2))
    return manifest


def _database_written(archive: zipfile.ZipFile) -> str:
    arguments = ["--format=custom", "--no-owner", "--no-privileges", "--no-password"]
    arguments += [f"--exclude-table-data={table}" for table in rows_left_out()]
    with (
        archive.open(DATABASE, "w", force_zip64=True) as entry,
        postgres_tools.started("pg_dump", arguments) as process,
    ):
        assert process.stdout is not None
        assert process.stderr is not None
        digesting = _Digesting(entry)
        shutil.copyfileobj(process.stdout, digesting)
        complaints = process.stderr.read()
        if process.wait():
            raise Refusal(
                "node.backup",
                f"The database was not read: {postgres_tools.complaint(complaints)}. Nothing was written.",
            )
    return digesting.digest


def rows_left_out() -> Iterator[str]:
    """The tables that are backed up without their rows."""
    for room in _LEFT_OUT:
        for model in apps.get_app_config(room).get_models(include_auto_created=True):
            yield model._meta.db_table


def read_manifest(archive: zipfile.ZipFile) -> Manifest:
    """What a backup says of itself. Raises KeyError, TypeError or ValueError if it does not."""
    said: dict[str, Any] = json.loads(archive.read(MANIFEST))
    return Manifest(**{**said, "migrations": tuple(said["migrations"])})
