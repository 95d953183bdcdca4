"""What is done to desks, each in one transaction; nothing that an upload holds is told to the audit."""

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from comity.desk.answers_toml import Answers
from comity.desk.uploads import Sent, check_sent, shown_name
from comity.domain.errors import Refusal
from comity.domain.primitives.worded import worded
from comity.node.audit.actions import record
from comity.node.visits import limits, queries
from comity.node.visits.models import Desk, File, Work
from comity.node.visits.tasks import perform_work
from comity.node.visits.visitors import Visitor

_WHO = "visitor"


@transaction.atomic
def open_desk(
    visitor: Visitor,
    sent: Sequence[Sent],
    beside: Mapping[str, str],
    *,
    title: str = "",
    asked_on: dt.date | None = None,
) -> Desk:
    """Put what was sent on a desk of its own.

    Args:
        visitor: whose desk it is.
        sent: the files.
        beside: facts of the visit said beside them, as texts.
        title: what the desk is called; else as its first file.
        asked_on: the day to ask on; else today, whenever that is.

    Raises:
        Refusal: nothing or too much was sent, or there is no room for it.
    """
    check_sent([(file.name, len(file.content)) for file in sent])
    _check_room(visitor, sum(len(file.content) for file in sent))
    desk = Desk.objects.create(
        visitor=visitor.digest,
        title=title or shown_name(sent[0].name),
        beside={name: text for name, text in beside.items() if text},
        asked_on=asked_on,
        lapses_at=timezone.now() + limits.UNUSED,
    )
    File.objects.bulk_create(
        File(
            desk=desk,
            name=file.name.replace("\x00", "\ufffd")[:255],
            size=len(file.content),
            content=file.content,
        )
        for file in sent
    )
    record(_WHO, "visit.opened", files=len(sent), bytes=sum(len(file.content) for file in sent))
    return desk


def _check_room(visitor: Visitor, size: int) -> None:
    if queries.desks_of(visitor).count() >= limits.DESKS:
        raise Refusal(
            "visits.too-many",
            worded(
                "You have {n} visits here already, which is the limit. Remove one that you no longer need.",
                n=limits.DESKS,
            ),
        )
    if queries.stored_bytes() + size > limits.STORED_BYTES:
        raise Refusal("visits.full", _busy())


def _busy() -> str:
    return worded("This node has as much to do as it can hold. Try again in a few minutes.")


def used(desk: Desk) -> None:
    """Note that a desk is in use, so that its hour begins anew."""
    lapses_at = timezone.now() + limits.UNUSED
    # Not at every page: a minute more or less is nothing to anybody.
    if not desk.is_kept and (lapses_at - desk.lapses_at).total_seconds() > 60:
        Desk.objects.filter(pk=desk.pk, is_kept=False).update(lapses_at=lapses_at)


@transaction.atomic
def keep(desk: Desk) -> None:
    """Keep a desk for as long as can be asked for."""
    Desk.objects.filter(pk=desk.pk).update(is_kept=True, lapses_at=timezone.now() + limits.KEPT)
    record(_WHO, "visit.kept")


@transaction.atomic
def remove(desk: Desk) -> None:
    """Remove a desk with everything on it, at once."""
    # Locked first: work that is being asked for on another page would else hold on to it.
    for held in Desk.objects.select_for_update().filter(pk=desk.pk):
        held.delete()
    record(_WHO, "visit.removed")


@transaction.atomic
def change(
    desk: Desk, revision: int, changed: Callable[[Answers], Answers], passed: Sequence[Sequence[str]] = ()
) -> None:
    """Change the answers of a desk; what was worked out before no longer counts.

    Args:
        desk: the desk.
        revision: the one that the change was made from.
        changed: gives the answers anew.
        passed: proposals that are not known, by name.

    Raises:
        Refusal: the desk has been changed since then.
    """
    held = Desk.objects.select_for_update().filter(pk=desk.pk).first()
    if held is None or held.revision != revision:
        raise Refusal(
            "visits.changed-meanwhile",
            worded("The visit was changed on another page meanwhile. Look at the page again, then answer."),
        )
    answers = changed(held.given)
    held.answers = answers.toml()
    if len(held.answers) > limits.ANSWERS:
        raise Refusal(
            "visits.answers-too-long",
            worded(
                "All that was answered has more than {n} characters, which is the limit. Name fewer "
                "lines, or put the answer into a column of the list.",
                n=limits.ANSWERS,
            ),
        )
    held.passed = [*held.passed, *([str(part) for part in name] for name in passed)]
    held.revision += 1
    held.save(update_fields=("answers", "passed", "revision"))
    held.works.exclude(revision=held.revision).delete()


def taken_back(answers: Answers, at: int) -> Answers:
    """The answers without one attestation, by its place; the same where there is none."""
    kept = [each for nth, each in enumerate(answers.attestations) if nth != at]
    return replace(answers, attestations=kept)


def ask_for(
    desk: Desk, kind: str, parameters: Mapping[str, Any], language: str, wanted: Collection[str] = ()
) -> Work:
    """Have something made of a desk, unless it has been made already.

    Args:
        desk: the desk.
        kind: what is made (`performing`).
        parameters: of which kind, on which day, under which agreement.
        language: the language that it is made in.
        wanted: of the work's `content`, `page` and `values` those to be read at once; they are large.

    Raises:
        Refusal: too much is waiting already, of all visitors or of this one.
        Desk.DoesNotExist: the desk was removed meanwhile.
    """
    spec = json.dumps([kind, parameters, language], sort_keys=True)
    key = hashlib.sha256(spec.encode()).hexdigest()
    large = [name for name in ("content", "page", "values") if name not in wanted]
    found = Work.objects.defer(*large).filter(desk=desk, revision=desk.revision, key=key).first()
    if found is not None and not _is_to_be_done_again(found):
        return found
    with transaction.atomic():
        # Held to the end: one desk counts its work at one time, and is not removed under it.
        Desk.objects.select_for_update(no_key=True).only("pk").get(pk=desk.pk)
        if found is not None:
            found.delete()
        before = queries.unfinished_of(desk)
        if before >= limits.WAITING_OF_ONE or queries.waiting() >= limits.WAITING:
            raise Refusal("visits.busy", _busy())
        work, is_new = Work.objects.get_or_create(
            desk=desk,
            revision=desk.revision,
            key=key,
            defaults={"kind": kind, "parameters": dict(parameters), "language": language},
        )
        if is_new:
            _make_room(desk)
            # Whoever waits for much lets others go before.
            perform_work.configure(priority=-before).defer(work=str(work.pk))
    return work


def _make_room(desk: Desk) -> None:
    """Let the oldest results of a desk go."""
    ended = desk.works.filter(state__in=(Work.State.DONE, Work.State.REFUSED, Work.State.FAILED))
    oldest = ended.order_by("-touched_at").values_list("pk", flat=True)[limits.RESULTS :]
    Work.objects.filter(pk__in=list(oldest)).delete()


def _is_to_be_done_again(work: Work) -> bool:
    """Whether it was lost with its worker, or failed and is asked for anew."""
    patience = {
        Work.State.WAITING: limits.FORGOTTEN,
        Work.State.RUNNING: limits.LOST,
        Work.State.FAILED: limits.LOST,
    }.get(Work.State(work.state))
    return patience is not None and timezone.now() - work.touched_at > patience
