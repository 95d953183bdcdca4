"""What the worker does: the work on visits, and taking away those whose time is over."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from procrastinate.contrib.django import app

from comity.node.visits import lapsing

#: The queue of the work on visits.
QUEUE = "visits"


@app.task(name="perform_work", queue=QUEUE)
def perform_work(work: str) -> None:
    """Carry out a piece of work, by its id."""
    from comity.node.visits.worker import carry_out  # noqa: PLC0415  the server never starts its processes

    with _own_connection():
        carry_out(work)


@app.periodic(cron="*/5 * * * *")
# Before all work: however much waits, what is over goes.
@app.task(name="remove_lapsed", queue=QUEUE, queueing_lock="remove_lapsed", priority=1)
def remove_lapsed(timestamp: int) -> None:
    """Take away the desks whose time is over."""
    del timestamp
    with _own_connection():
        lapsing.remove_lapsed()
    lapsing.remove_abandoned()


@contextmanager
def _own_connection() -> Iterator[None]:
    """The threads of a worker come and go; each closes its connection itself."""
    try:
        yield
    finally:
        connection.close()
