"""Taking away the visits whose time is over, and what a worker that was killed left of one."""

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from comity.node.audit.actions import record
from comity.node.visits import limits, queries

_FOLDERS = "comity-visit-"


@transaction.atomic
def remove_lapsed() -> int:
    """Remove the desks whose time is over; returns how many there were."""
    gone = [desk.delete() for desk in queries.lapsed(timezone.now())]
    if gone:
        record("node", "visits.lapsed", desks=len(gone))
    return len(gone)


@contextmanager
def folder_of_work() -> Iterator[Path]:
    """A folder that goes when the work is done; locked until then, so that one that was left can be told."""
    with tempfile.TemporaryDirectory(prefix=_FOLDERS, ignore_cleanup_errors=True) as folder:
        held = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(held, fcntl.LOCK_EX)
            yield Path(folder)
        finally:
            os.close(held)


def remove_abandoned() -> None:
    """Remove the folders of workers that were killed: nobody holds them, and no work takes so long."""
    before = time.time() - limits.FORGOTTEN.total_seconds()
    for folder in Path(tempfile.gettempdir()).glob(f"{_FOLDERS}*"):
        try:
            held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        except OSError:
            continue  # Gone meanwhile, another user's, or no folder.
        try:
            found = os.fstat(held)
            if found.st_uid == os.getuid() and found.st_mtime < before:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)
        except BlockingIOError:
            pass
        finally:
            os.close(held)
