"""The network in the database: whole, derived for every day, loaded once, replaced at once."""

import datetime as dt

import pytest
from django.db import connection

from comity.corpus.library import installed_library
from comity.domain.agreements.claim import Claim
from comity.domain.agreements.view import views
from comity.node.agreements.actions import installed_digest, load_network
from comity.node.agreements.models import Agreement, Family, Load, Pair, Party, Span
from comity.node.agreements.models import Claim as ClaimRow
from comity.node.agreements.queries import loaded_digest
from comity.node.agreements.rebuilding import held
from comity.node.agreements.rows import thinned
from comity.node.audit.models import Entry
from tests.node.agreements.building import SOURCE, claim, crowd, day, loaded, pact

pytestmark = pytest.mark.django_db
DAYS = [day(text) for text in ("1900-01-01", "2014-07-15", "2023-08-12", "2023-08-13", "2024-05-02")]


def test_what_is_installed_is_loaded_and_is_not_loaded_again() -> None:
    entries = Entry.objects.count()

    assert loaded_digest() == installed_digest()
    assert load_network("tests") is False
    assert Entry.objects.count() == entries


@pytest.mark.parametrize("on", [*DAYS, dt.date(2026, 11, 1), dt.date(2199, 12, 31)])
def test_every_agreement_rebuilt_from_the_database_is_the_one_of_the_claims(on: dt.date) -> None:
    network = installed_library().network()

    for view in views(network, on).agreements:
        rebuilt = held(view.agreement.id)
        assert rebuilt is not None
        assert rebuilt.view(on) == view


def test_what_could_be_known_of_an_agreement_is_what_the_whole_network_says() -> None:
    network = installed_library().network()
    on, known_on = day("2024-05-02"), day("2023-06-01")

    for name in ("jp-fr-raa", "jp-au-raa", "jp-gb-raa", "jp-ph-raa"):
        rebuilt = held(name)
        assert rebuilt is not None
        (of_whole,) = views(network, on, known_on, only=name).agreements
        (of_one,) = rebuilt.known(on, known_on).agreements
        assert of_one.known == of_whole.known


def test_a_network_takes_the_place_of_another_whole_and_the_audit_says_so() -> None:
    loaded(
        claim("c1", "a", "signed", "2001-02-03"), pacts=(pact("a", "FR", "JP"), pact("b", "FR", "JP", "GB"))
    )

    assert sorted(Agreement.objects.values_list("id", flat=True)) == ["a", "b"]
    assert [(p.first, p.second) for p in Pair.objects.order_by("id")] == [
        ("FR", "JP"),
        ("FR", "GB"),
        ("FR", "JP"),
        ("GB", "JP"),
    ]
    assert Load.objects.count() == 1
    last = Entry.objects.first()
    assert last is not None
    assert (last.actor, last.action) == ("tests", "network.loaded")
    assert last.facts == {"agreements": 2, "claims": 1, "sources": 1}


def test_a_failure_leaves_what_was_loaded_before() -> None:
    before = (loaded_digest(), Span.objects.count())
    # An id that the column cannot hold: what comes from elsewhere is never trusted to fit.
    too_long = pact("x" * 300, "FR", "JP")

    with pytest.raises(Exception, match="too long"):
        loaded(pacts=(too_long,))

    assert (loaded_digest(), Span.objects.count()) == before


def test_signs_that_the_database_cannot_hold_are_replaced() -> None:
    odd = Claim("c1", SOURCE.id, ("a",), "signed", quote="a\x00b\ud800c", gloss="é\U0001f600")

    loaded(odd, pacts=(pact("a", "FR", "JP"),))

    row = ClaimRow.objects.get(id="c1")
    assert (row.quote, row.gloss) == ("a�b?c", "é\U0001f600")
    assert row.record["quote"] == row.quote
    rebuilt = held("a")
    assert rebuilt is not None
    assert rebuilt.claims["c1"].quote == row.quote


def test_a_party_counts_from_the_first_day_with_a_status_and_never_without_any() -> None:
    loaded(
        claim("c1", "a", "negotiations_opened", "2001-02-03"),
        claim("c2", "a", "signed", "2002-02-03"),
        pacts=(pact("a", "FR", "JP"), pact("b", "FR", "GB")),
    )

    assert set(Party.objects.values_list("party", "agreement_id", "begins")) == {
        ("FR", "a", day("2001-02-03")),
        ("JP", "a", day("2001-02-03")),
        ("FR", "b", None),
        ("GB", "b", None),
    }


def test_the_days_to_step_through_are_those_on_which_something_changes() -> None:
    loaded(
        claim("c1", "a", "signed", "2002-02-03"),
        claim("c2", "b", "entered_into_force", "2001"),
        pacts=(pact("a", "FR", "JP"), pact("b", "FR", "GB")),
    )

    assert Family.objects.get(name="access").turns == [
        day(d) for d in ("2001-01-01", "2001-12-31", "2002-02-03")
    ]
    assert Family.objects.get(name="other").turns == []


def test_too_many_days_to_step_through_become_months_and_then_years() -> None:
    days = [day("2001-01-05") + dt.timedelta(days=n) for n in range(0, 2000, 2)]

    months = thinned(days, 300)
    years = thinned(days, 10)

    assert months[:2] == [day("2001-01-05"), day("2001-02-02")]
    assert len(months) == 66
    assert years == [next(d for d in days if d.year == year) for year in range(2001, 2007)]


def test_the_number_of_queries_of_a_load_does_not_grow_with_the_network() -> None:
    counted = []
    for size in (3, 300):
        counter = _Counter()
        with connection.execute_wrapper(counter):
            crowd(size)
        counted.append(counter.queries)

    assert counted[0] == counted[1]


class _Counter:
    def __init__(self) -> None:
        self.queries = 0

    def __call__(self, execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        self.queries += 1
        return execute(sql, params, many, context)
