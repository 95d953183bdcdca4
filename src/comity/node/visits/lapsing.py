"""Taking away the visits whose time is over."""

from django.db import transaction
from django.utils import timezone

from comity.node.audit.actions import record
from comity.node.visits import queries


@transaction.atomic
def remove_lapsed() -> int:
    """Remove the desks whose time is over; returns how many there were."""
    gone = [desk.delete() for desk in queries.lapsed(timezone.now())]
    if gone:
        record("node", "visits.lapsed", desks=len(gone))
    return len(gone)
