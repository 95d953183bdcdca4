"""Writing into the audit, in the transaction of what was done."""

from comity.node.audit.models import Entry


def record(actor: str, action: str, about: str = "", **facts: str | int) -> None:
    """Add an entry: who did what to what, with a few figures."""
    Entry.objects.create(actor=actor, action=action, object=about, facts=facts)
