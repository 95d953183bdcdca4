"""Reading desks and their work. What a visitor is shown takes who asks: what is another's is not there."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db.models import BigIntegerField, Func, QuerySet, Sum
from django.utils import timezone

from comity.node.visits.models import Desk, File, Work
from comity.node.visits.visitors import Visitor


def desks_of(visitor: Visitor | None) -> QuerySet[Desk]:
    """The desks of a visitor that have not lapsed, the last opened first."""
    if visitor is None:
        return Desk.objects.none()
    return Desk.objects.filter(visitor=visitor.digest, lapses_at__gt=timezone.now()).order_by("-opened_at")


def desk_of(visitor: Visitor | None, desk: uuid.UUID) -> Desk | None:
    """One desk; None if it is not there, has lapsed or is another's."""
    return desks_of(visitor).filter(pk=desk).first()


def work_of(visitor: Visitor | None, work: str) -> Work | None:
    """A piece of work that is done and of its desk's last revision; None if not, or if it is another's."""
    try:
        wanted = uuid.UUID(work)
    except ValueError:
        return None
    found = (
        Work.objects.defer("content", "page")
        .select_related("desk")
        .filter(pk=wanted, state=Work.State.DONE)
        .first()
    )
    if found is None or visitor is None or found.desk.visitor != visitor.digest:
        return None
    is_last = found.revision == found.desk.revision and found.desk.lapses_at > timezone.now()
    return found if is_last else None


def has_ended(work: uuid.UUID) -> bool:
    """Whether a piece of work has ended, or is gone."""
    ends = (Work.State.DONE, Work.State.REFUSED, Work.State.FAILED)
    return not Work.objects.filter(pk=work).exclude(state__in=ends).exists()


def waiting() -> int:
    """How many pieces of work wait: of everybody, as a figure only."""
    return Work.objects.filter(state=Work.State.WAITING).count()


def unfinished_of(desk: Desk) -> int:
    """How many pieces of work the visitor of a desk waits for, of all desks together."""
    under_way = (Work.State.WAITING, Work.State.RUNNING)
    return Work.objects.filter(desk__visitor=desk.visitor, state__in=under_way).count()


def stored_bytes() -> int:
    """The bytes of what was sent and of what came of it: of everybody, as a figure only."""
    sent = File.objects.aggregate(n=Sum("size"))["n"] or 0
    made = Work.objects.aggregate(n=Sum(_bytes_of("content")), of_pages=Sum(_bytes_of("page")))
    return sent + (made["n"] or 0) + (made["of_pages"] or 0)


def _bytes_of(column: str) -> Func:
    # The database knows it without reading the column.
    return Func(column, function="octet_length", output_field=BigIntegerField())


def lapsed(now: dt.datetime) -> Iterable[Desk]:
    """The desks whose time is over, locked so that they can be removed; one that is in use waits its turn."""
    return Desk.objects.select_for_update(skip_locked=True).filter(lapses_at__lte=now)
