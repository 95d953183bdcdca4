"""Whether the process lives, and whether it can serve; asked by watchdogs and by `comity node check`."""

from collections.abc import Iterator
from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from comity.node.agreements.models import Load


@require_safe
@never_cache
def live(request: HttpRequest) -> JsonResponse:
    """The process answers; nothing else is asked."""
    del request
    return JsonResponse({"status": "live"})


@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """200 if the node can serve; else 503 with sentences that say what is missing."""
    del request
    why = list(unready())
    if why:
        return JsonResponse({"status": "not-ready", "why": why}, status=503)
    return JsonResponse({"status": "ready"})


def unready() -> Iterator[str]:
    """What keeps the node from serving, in sentences; nothing if it can."""
    try:
        connection.ensure_connection()
        # Asking each time reads every migration again; what was applied stays applied.
        if not _migrated():
            _migrated.cache_clear()
            yield "The database is not at this version: run 'comity node prepare'."
        elif not Load.objects.exists():
            yield "The network of agreements is not loaded: run 'comity node prepare'."
    except DatabaseError:
        yield "The database does not answer."


@cache
def _migrated() -> bool:
    return not unapplied()


def unapplied() -> list[str]:
    """The migrations that the database lacks, as `app.name`. Raises DatabaseError if it does not answer."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]
