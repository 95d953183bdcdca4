"""Taking the network of agreements into the database."""

from django.db import connection, models, transaction

from comity.corpus.library import installed_library
from comity.domain.agreements.network import Network
from comity.node.agreements import rows
from comity.node.agreements.changes_rows import change_rows, telling_rows
from comity.node.agreements.models import (
    Act,
    Agreement,
    Change,
    Claim,
    Family,
    Findable,
    Load,
    Pair,
    Party,
    Source,
    Span,
    Telling,
)
from comity.node.agreements.search_rows import findable_rows
from comity.node.audit.actions import record

#: Changes with what is derived into the tables, so that a database of another form is loaded anew.
_FORM = b"node-2"
#: Two processes that begin at the same time load one after the other; the second finds the work done.
_LOCK = 5_072_024
_TABLES = (Load, Family, Source, Agreement, Party, Pair, Claim, Act, Span, Change, Telling, Findable)


def load_network(actor: str) -> bool:
    """Take in the installed network and what was imported on this machine, unless they are loaded already.

    Readers see what was loaded before until everything is there.

    Args:
        actor: who asked for it, for the audit.

    Returns:
        Whether anything was loaded.

    Raises:
        Refusal: claims imported on this machine cannot be read.
        BadInput: they have mistakes.
    """
    digest = installed_digest()
    if _loaded(digest):
        return False
    return replace_network(installed_library().network(), digest, actor)


def installed_digest() -> str:
    """The digest that the loaded network has if it is current: of the installed claims and the imported ones.

    Raises:
        Refusal: claims imported on this machine cannot be read.
    """
    return installed_library().network_digest(_FORM)


def replace_network(network: Network, digest: str, actor: str) -> bool:
    """Put a network in the place of the one that is loaded, whole or not at all.

    Args:
        network: the claims.
        digest: of all that it was made of.
        actor: who asked for it, for the audit.

    Returns:
        Whether it was written: False if somebody loaded the same meanwhile.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        if _loaded(digest):
            return False
        for model in _TABLES:
            _empty(model)
        _fill(network)
        counts = {
            "agreements": len(network.agreements),
            "claims": len(network.claims),
            "sources": len(network.sources),
        }
        Load.objects.create(digest=digest, **counts)
        record(actor, "network.loaded", digest, **counts)
        transaction.on_commit(_tidy)
    return True


def _tidy() -> None:
    """Let the first visitors be answered from indexes alone, which needs every row known to be visible."""
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM {', '.join(map(_name, _TABLES))}")


def _loaded(digest: str) -> bool:
    return Load.objects.filter(digest=digest).exists()


def _fill(network: Network) -> None:
    spans = rows.span_rows(network)
    _copy(Source, rows.source_rows(network))
    _copy(Agreement, rows.agreement_rows(network))
    _copy(Party, rows.party_rows(network, spans))
    _copy(Pair, rows.pair_rows(network))
    _copy(Claim, rows.claim_rows(network))
    _copy(Act, rows.act_rows(network))
    _copy(Span, spans)
    _copy(Family, rows.family_rows(network, spans))
    _copy(Change, change_rows(network))
    _copy(Telling, telling_rows(network))
    _copy(Findable, findable_rows(network))


def _empty(model: type[models.Model]) -> None:
    """Remove every row; whoever reads meanwhile is not made to wait, as by TRUNCATE."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {_name(model)}")  # noqa: S608  a table of ours


def _copy(model: type[models.Model], filled: rows.Rows) -> None:
    """Add rows, whose values stand in the order of the model's columns, without a key that counts up."""
    columns = [
        connection.ops.quote_name(field.attname)
        for field in model._meta.local_concrete_fields
        if not isinstance(field, models.AutoField | models.BigAutoField)
    ]
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY {_name(model)} ({', '.join(columns)}) FROM STDIN") as copy:
            for row in filled:
                copy.write_row(row)
        # The planner knows the tables before anybody asks.
        cursor.execute(f"ANALYZE {_name(model)}")


def _name(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)
