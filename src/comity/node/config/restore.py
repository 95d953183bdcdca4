"""Restoring a node from a backup: everything is looked at first, then everything is put back, or nothing."""

import hashlib
import re
import shutil
import tempfile
import zipfile
import zlib
from pathlib import Path

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from comity import __version__
from comity.corpus.network_files import imported_files, imported_folder
from comity.domain.errors import Refusal
from comity.node.config import postgres_tools
from comity.node.config.backup import CLAIMS, DATABASE, FORMAT, MANIFEST, Manifest, read_manifest
from comity.node.config.folders import data_folder

_NAME = re.compile(rf"{DATABASE}|{CLAIMS}\d{{6,}}\.jsonl")
_LARGEST_MANIFEST = 1024 * 1024
_PIECE = 1024 * 1024
_ANEW = (
    "SET lock_timeout = '30s'",
    "DROP SCHEMA public CASCADE",
    "CREATE SCHEMA public AUTHORIZATION pg_database_owner",
    "GRANT USAGE ON SCHEMA public TO PUBLIC",
)


def restore(file: Path, *, force: bool) -> Manifest:
    """Put the database and the imported claims back as they were, the database still at its old version.

    Args:
        file: a backup.
        force: take the place of what this node holds.

    Raises:
        Refusal: the file is damaged or of a newer version, this node holds something, or the database would
            not take it. Then nothing was changed.
    """
    with tempfile.TemporaryDirectory(prefix="restore-", dir=data_folder()) as unpacked:
        folder = Path(unpacked)
        manifest = _unpacked(file, folder)
        _write_script(folder)
        if not force and (connection.introspection.table_names() or imported_files(imported_folder())):
            raise Refusal(
                "node.not-empty",
                "This node holds something already, which the backup would take the place of. Restore into "
                "an empty one, or add --force.",
            )
        claims = _staged(folder)
        try:
            _put_back(folder)
        except BaseException:
            shutil.rmtree(claims)
            raise
        _take_the_place(claims)
    return manifest


def _unpacked(file: Path, folder: Path) -> Manifest:
    """What a backup says of itself; its entries then lie in the folder, each as its digest says.

    Raises:
        Refusal: the file is no whole backup, or of a newer version.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = _manifest(archive)
            _unpack(archive, manifest, folder)
    except OSError as error:
        why = error.strerror or "it is not whole"
        raise Refusal("node.backup", f"The backup '{file.name}' cannot be read: {why}.") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise _damaged("it is not whole") from error
    return manifest


def _write_script(folder: Path) -> None:
    """The dump as SQL, all of it: what runs must not end where a damaged dump does."""
    script = ["--file", f"{folder}/script.sql", "--no-owner", "--no-privileges", f"{folder}/{DATABASE}"]
    if complaint := postgres_tools.done("pg_restore", script):
        raise _damaged(complaint)


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    try:
        if archive.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
            raise _damaged("its manifest is too large")
        manifest = read_manifest(archive)
    except (KeyError, TypeError, ValueError) as error:
        raise _damaged("it does not say what it is") from error
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if manifest.format > FORMAT or not known.issuperset(manifest.migrations):
        raise Refusal(
            "node.newer-backup",
            f"The backup was made by version {manifest.version}, which is newer than this one "
            f"({__version__}). Install that version, then restore.",
        )
    return manifest


def _unpack(archive: zipfile.ZipFile, manifest: Manifest, folder: Path) -> None:
    held = {name for name in archive.namelist() if name != MANIFEST}
    if held != manifest.digests.keys() or DATABASE not in held:
        raise _damaged("entries are missing, or were added")
    (folder / CLAIMS).mkdir()
    for name, expected in manifest.digests.items():
        if not _NAME.fullmatch(name):
            raise _damaged("an entry has a name that no backup gives")
        digest = hashlib.sha256()
        with archive.open(name) as packed, (folder / name).open("wb") as unpacked:
            while piece := packed.read(_PIECE):
                digest.update(piece)
                unpacked.write(piece)
        if digest.hexdigest() != expected:
            raise _damaged(f"'{name}' is not as it was written")


def _put_back(folder: Path) -> None:
    """The database anew, in one transaction."""
    connection.close()
    commands = [argument for command in _ANEW for argument in ("--command", command)]
    arguments = ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--no-password"]
    if complaint := postgres_tools.done("psql", [*arguments, *commands, "--file", f"{folder}/script.sql"]):
        raise Refusal(
            "node.not-restored",
            f"The database did not take the backup: {complaint}. Nothing was changed. Stop the node and its "
            "worker, see that the database belongs to this node's user, and restore again.",
        )


def _staged(folder: Path) -> Path:
    """The claims of the backup beside where they belong, so that a rename puts them there."""
    imported_folder().parent.mkdir(parents=True, exist_ok=True)
    staged = Path(tempfile.mkdtemp(prefix="claims-", dir=imported_folder().parent))
    return Path(shutil.copytree(folder / CLAIMS, staged, dirs_exist_ok=True))


def _take_the_place(claims: Path) -> None:
    place = imported_folder()
    aside = claims.with_suffix(".before")
    if place.exists():
        place.rename(aside)
    claims.rename(place)
    shutil.rmtree(aside, ignore_errors=True)


def _damaged(why: str) -> Refusal:
    return Refusal(
        "node.damaged-backup",
        f"The backup cannot be restored: {why}. Nothing was changed. Take another backup.",
    )
