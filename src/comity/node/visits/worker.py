"""The worker: takes work from the queue, and has it done in processes that may die without harm."""

import asyncio
import json
import logging
import time
from concurrent.futures import CancelledError, wait
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from pebble import ProcessExpired
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from comity.languages import said, speaking
from comity.node.visits import limits
from comity.node.visits.assignments import TOLD, Assignment, Made, NotMade
from comity.node.visits.lapsing import folder_of_work
from comity.node.visits.models import Work
from comity.node.visits.performing import our_mistake, too_much
from comity.node.visits.processes import PROCESSES

_LOG = logging.getLogger("comity.visits")
#: Seconds between two looks at how far a piece of work is.
_LOOK = 0.2
#: Seconds given to a process that is being stopped.
_STOPPING = 1.0


def work(*, until_idle: bool = False) -> None:
    """Work until stopped, or until nothing is left to do."""
    PROCESSES.warm()
    assert isinstance(app.connector, DjangoConnector)
    with app.replace_connector(app.connector.get_worker_connector()) as working:

        async def run() -> None:
            async with working.open_async():
                await working.run_worker_async(
                    wait=not until_idle,
                    concurrency=limits.AT_ONCE,
                    delete_jobs="always",
                    install_signal_handlers=not until_idle,
                )

        asyncio.run(run())
    if not until_idle:
        PROCESSES.stop()


def carry_out(work_id: str) -> None:
    """Do one piece of work and keep what came of it; work that is gone is left."""
    work = _begun(work_id)
    if work is None:
        return
    with folder_of_work() as folder:
        names = []
        for at, file in enumerate(work.desk.files.all()):
            (folder / str(at)).write_bytes(bytes(file.content))
            names.append(file.name)
        assignment = Assignment(
            folder=str(folder),
            names=tuple(names),
            kind=work.kind,
            parameters=work.parameters,
            language=work.language,
            answers=work.desk.answers,
            beside=work.desk.beside,
            passed=tuple(tuple(name) for name in work.desk.passed),
        )
        _end(work, _outcome(work, assignment))


@transaction.atomic
def _begun(work_id: str) -> Work | None:
    waiting = Work.objects.select_for_update(of=("self",)).select_related("desk")
    work = waiting.filter(pk=work_id, state=Work.State.WAITING).first()
    if work is None or work.revision != work.desk.revision:
        return None
    work.state, work.touched_at = Work.State.RUNNING, timezone.now()
    work.save(update_fields=("state", "touched_at"))
    return work


def _outcome(work: Work, assignment: Assignment) -> Made | NotMade | None:
    """What came of it; None if nobody wants it any more."""
    try:
        try:
            made = _done(work, assignment)
        except BrokenProcessPool:
            # The processes died while idle, before one of them had begun it.
            made = _done(work, assignment)
    except CancelledError:
        return None
    except TimeoutError:
        return _failed(work, "work.too-long")
    except ProcessExpired:
        return _failed(work, "work.died")
    except Exception:
        _LOG.exception("work failed", extra={"kind": work.kind})
        with speaking(work.language):
            return NotMade("work.failed", our_mistake())
    if isinstance(made, NotMade) and made.trace:
        _LOG.error("work failed", extra={"kind": work.kind, "trace": made.trace})
    return made


def _done(work: Work, assignment: Assignment) -> Made | NotMade:
    """What a process makes of it. How far it is, is told meanwhile; it is cancelled if the work is gone."""
    future = PROCESSES.given(assignment)
    while not wait([future], timeout=_LOOK).done:
        if not _told(work, Path(assignment.folder)):
            future.cancel()  # type: ignore[no-untyped-call]
            # Its process is stopped meanwhile: it would go on writing into the folder that is removed.
            time.sleep(_STOPPING)
    return future.result()


def _failed(work: Work, code: str) -> NotMade:
    with speaking(work.language):
        return NotMade(code, said(too_much()))


def _told(work: Work, folder: Path) -> bool:
    """Keep how far a piece of work is; False if it is gone."""
    try:
        told = json.loads((folder / TOLD).read_bytes())
    except (OSError, ValueError):
        told = {"stage": "", "progress": 0.0}
    return bool(
        Work.objects.filter(pk=work.pk).update(
            stage=told["stage"], progress=told["progress"], touched_at=timezone.now()
        )
    )


def storable(value: Any) -> Any:
    """Texts, and what holds texts, as the database can keep them: without NUL and halves of characters."""
    match value:
        case str():
            return value.replace("\x00", "\ufffd").encode(errors="replace").decode()
        case dict():
            return {storable(key): storable(each) for key, each in value.items()}
        case list() | tuple():
            return [storable(each) for each in value]
        case _:
            return value


def _end(work: Work, outcome: Made | NotMade | None) -> None:
    match outcome:
        case Made():
            Work.objects.filter(pk=work.pk).update(
                state=Work.State.DONE,
                progress=1.0,
                content=outcome.content,
                page=storable(outcome.page),
                values=storable(outcome.values),
                media_type=outcome.media_type,
                file_name=outcome.file_name,
                touched_at=timezone.now(),
            )
        case NotMade():
            ours = outcome.code.startswith("work.")
            Work.objects.filter(pk=work.pk).update(
                state=Work.State.FAILED if ours else Work.State.REFUSED,
                code=outcome.code,
                sentence=storable(outcome.sentence),
                content=json.dumps(outcome.problems).encode(),
                touched_at=timezone.now(),
            )
