"""Reading the network for programs: a part of it at a time, as the domain has it."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import replace

from django.db.models import Count, IntegerField, Q, QuerySet, Sum
from django.db.models.expressions import F, Func
from django.db.models.functions import Collate

from comity.domain.agreements.network import Network, network
from comity.domain.agreements.network_reader import Known, read_agreement, read_claim, read_source
from comity.domain.agreements.view import Views, views
from comity.domain.agreements.vocabulary import EVENTS
from comity.domain.primitives.calendar import LAST_DAY
from comity.node.agreements.models import Agreement, Change, Claim, Party, Source

_LEADING = [event for event, status in EVENTS.items() if status is not None]


def asked_for(party: str | None, family: str | None) -> QuerySet[Agreement]:
    """The agreements of a Party and of a family (None: of any), in the order of their ids."""
    found = Agreement.objects.all()
    if party is not None:
        found = found.filter(pk__in=Party.objects.filter(party=party).values("agreement"))
    if family is not None:
        found = found.filter(family=family)
    return found.order_by(Collate("pk", "C"))


def known_between(since: dt.date, until: dt.date, of: QuerySet[Agreement]) -> QuerySet[Change]:
    """The acts of some agreements that became known after a day and up to another, the newest first."""
    found = Change.objects.filter(news_on__gt=since, news_on__lte=until)
    if of.query.where:
        found = found.filter(agreement__in=of.order_by().values("pk"))
    return found.order_by("-news_on", "id")


def network_about(names: Collection[str]) -> Network:
    """All that is recorded of some agreements, and the agreements that their records name; three queries.

    Of what is only named, nothing else is there: show the agreements that were asked for alone.
    """
    claims = [row["record"] for row in Claim.objects.filter(agreements__overlap=list(names)).values("record")]
    named = set(names).union(*(claim["agreements"] for claim in claims))
    sources = Source.objects.filter(pk__in={claim["source"] for claim in claims})
    agreements = Agreement.objects.filter(Q(pk__in=named) | Q(replaces__in=list(names)))
    # What is loaded was checked when it came in.
    known = Known(LAST_DAY)
    for record in agreements.values_list("record", flat=True):
        agreement = read_agreement(record)
        known.agreements[agreement.id] = agreement
    for record in sources.values_list("record", flat=True):
        source = read_source(record, known)
        known.sources[source.id] = source
    read = [read_claim(record, known) for record in claims]
    return network(known.agreements.values(), known.sources.values(), read)


def views_of(about: Network, names: Collection[str], on: dt.date, known_on: dt.date | None) -> Views:
    """Some agreements on a day, out of a network about them."""
    found = views(about, on, known_on)
    shown = tuple(view for view in found.agreements if view.agreement.id in names)
    return replace(found, agreements=shown, undated=undated() if known_on else 0)


def undated() -> int:
    """How many claims on a step of an agreement come from a source without a date of publication."""
    found = Claim.objects.filter(event__in=_LEADING, last__isnull=False, source__published__isnull=True)
    many = Func(F("agreements"), function="cardinality", output_field=IntegerField())
    return found.aggregate(n=Sum(many))["n"] or 0


def agreements_by_party() -> Mapping[str, int]:
    """How many agreements each Party has, in the order of their codes."""
    counted = Party.objects.values_list("party").annotate(n=Count("pk")).order_by(Collate("party", "C"))
    return dict(counted)
