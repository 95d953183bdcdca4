"""A node that is stopped leaves nothing running."""

import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from tests.node.security.live import running

_SECONDS_TO_END = 120


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that the embedded database's own user may reach."""
    for each in (tmp_path, tmp_path.parent, tmp_path.parent.parent):
        each.chmod(0o755)
    return tmp_path


def test_a_stopped_node_takes_its_worker_and_its_database_with_it(folder: Path) -> None:
    """Given a node of its own, when it is told to stop, then no process of it is left."""
    with running(folder) as node:
        children = psutil.Process(node.pid).children(recursive=True)
        database = folder / "postgres" / "postmaster.pid"
        assert children
        assert database.exists()

    end = time.monotonic() + _SECONDS_TO_END
    while (database.exists() or any(map(_runs, children))) and time.monotonic() < end:
        time.sleep(0.1)
    assert not [child for child in children if _runs(child)]
    assert not database.exists()


def test_a_process_that_was_killed_does_not_keep_the_database_running(folder: Path) -> None:
    """Given the trace of a killed process, when a node is told to stop, then its database ends."""
    with running(folder):
        users = folder / "postgres" / ".handle_pids.json"
        killed = subprocess.Popen([sys.executable, "-c", ""])
        killed.wait()
    users.write_text(f"[{killed.pid}]", "utf-8")

    with running(folder):
        database = folder / "postgres" / "postmaster.pid"
        assert database.exists()

    end = time.monotonic() + _SECONDS_TO_END
    while database.exists() and time.monotonic() < end:
        time.sleep(0.1)
    assert not database.exists()


def _runs(process: psutil.Process) -> bool:
    """Whether it does; what has ended and was not fetched by its parent does not."""
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False
