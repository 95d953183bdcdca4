"""The processes that open what strangers sent: warm from the start, replaced when one dies or hangs."""

import multiprocessing
import threading

from pebble import ProcessFuture, ProcessPool

from comity.node.visits import limits
from comity.node.visits.assignments import Assignment, Made, NotMade
from comity.node.visits.performing import perform, prepare, ready

#: Assignments after which a process is replaced by a fresh one.
_ASSIGNMENTS = 50


class Processes:
    """So many processes as work is done at once. Assignments may be given from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pool: ProcessPool | None = None

    def warm(self) -> None:
        """Start them, so that the first assignment finds them ready."""
        self._whole().schedule(ready)

    def given(self, assignment: Assignment) -> "ProcessFuture[Made | NotMade]":
        """An assignment under way; it ends with an error when its time is over or its process dies."""
        return self._whole().schedule(perform, args=[assignment], timeout=limits.SECONDS)

    def stop(self) -> None:
        """End them, with whatever they are doing."""
        with self._lock:
            if self._pool is not None:
                self._pool.stop()  # type: ignore[no-untyped-call]
                self._pool.join()
            self._pool = None

    def _whole(self) -> ProcessPool:
        with self._lock:
            if self._pool is None or not self._pool.active:
                # A pool whose idle processes were killed from outside takes no more assignments.
                self._pool = ProcessPool(
                    max_workers=limits.AT_ONCE,
                    max_tasks=_ASSIGNMENTS,
                    initializer=prepare,
                    context=multiprocessing.get_context("spawn"),
                )
            return self._pool


#: Those of this worker.
PROCESSES = Processes()
