"""The status on a day, derived from claims: a test for each rule, and what holds whatever is claimed."""

import datetime as dt

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from comity.domain.agreements.claim import Claim
from comity.domain.agreements.network import Network, network
from comity.domain.agreements.registering import registry_of
from comity.domain.agreements.standings import best
from comity.domain.agreements.view import Standing, views
from comity.domain.agreements.vocabulary import EVENTS, OF_ONE_PARTY, SourceKind, Tense
from tests.domain.agreements.claims import PACT, claim, day, source, world

OFFICIAL = source("ministry", SourceKind.PARTY)


def standing(of: Network, on: str | dt.date, known: str | dt.date | None = None) -> Standing:
    on = day(on) if isinstance(on, str) else on
    known = day(known) if isinstance(known, str) else known
    view = views(of, on, known).agreements[0]
    found = view.held if known is None else view.known
    assert found is not None
    return found


def test_a_scheduled_a_forecast_and_a_denied_act_are_no_acts() -> None:
    for tense in (Tense.SCHEDULED, Tense.FORECAST, Tense.DENIED):
        assert standing(world(claim("c", tense=tense)), "2024-06-01").status is None


def test_a_schedule_is_what_comes_next() -> None:
    coming = standing(world(claim("c", tense=Tense.SCHEDULED)), "2024-05-01").next

    assert coming is not None
    assert (coming.event, str(coming.on), coming.scheduled) == ("signed", "2024-05-02", True)


def test_an_observed_stage_of_talks_counts_and_an_observed_legal_status_does_not() -> None:
    assert (
        standing(world(claim("c", "in_negotiation", tense=Tense.STATE)), "2024-06-01").status == "negotiating"
    )
    assert standing(world(claim("c", "entered_into_force", tense=Tense.STATE)), "2024-06-01").status is None


def test_of_two_sources_on_one_act_the_higher_counts_though_it_names_the_later_day() -> None:
    both = world(
        claim("low", on="2024-05-01"), claim("high", on="2024-05-03", of="ministry"), sources=(OFFICIAL,)
    )

    assert standing(both, "2024-05-02").status is None
    assert (standing(both, "2024-05-03").status, standing(both, "2024-05-03").rests_on) == ("signed", "high")


def test_of_two_local_dates_the_earlier_counts() -> None:
    paris = claim("c", on="2018-07-14", other_dates={"FR": dt.date(2018, 7, 13)})

    assert standing(world(paris), "2018-07-13").status == "signed"


def test_a_month_counts_from_its_end_and_inside_it_the_status_is_uncertain() -> None:
    month = world(claim("talks", "talks_agreed", "2023-01-01"), claim("c", on="2024-05"))

    assert standing(month, "2024-04-30").may_be is None
    inside = standing(month, "2024-05-15")
    assert (inside.status, inside.may_be) == ("talks-agreed", "signed")
    assert (standing(month, "2024-05-31").status, standing(month, "2024-05-31").may_be) == ("signed", None)


def test_a_schedule_within_the_month_gives_the_day_but_memory_does_not() -> None:
    paper = claim("paper", "entered_into_force", "2019-06", of="ministry")
    notes = claim("notes", "entered_into_force", "2019-06-26", tense=Tense.SCHEDULED)
    memory = claim("memory", "entered_into_force", "2019-06-26", of="recall")
    recall = source("recall", SourceKind.RECALL)

    assert standing(world(paper, notes, sources=(OFFICIAL,)), "2019-06-26").since == day("2019-06-26")
    assert standing(world(paper, memory, sources=(OFFICIAL, recall)), "2019-06-26").status is None


def test_a_later_step_entails_the_earlier_ones_whenever_they_are_dated() -> None:
    late = world(claim("signed", on="2013-07"), claim("force", "entered_into_force", "2013-07-04"))

    assert standing(late, "2013-07-04").status == "in-force"
    assert standing(late, "2013-08-01").status == "in-force"


def test_of_entry_into_force_suspension_and_end_the_last_counts() -> None:
    turns = world(
        claim("force", "entered_into_force", "2001-01-01"),
        claim("pause", "suspended", "2002-01-01"),
        claim("again", "resumed", "2003-01-01"),
        claim("end", "terminated", "2004-01-01"),
    )

    found = [standing(turns, f"{year}-06-01").status for year in range(2001, 2005)]
    assert found == ["in-force", "suspended", "in-force", "terminated"]


def test_approval_names_the_party() -> None:
    approved = world(
        claim("signed", on="2024-01-01"),
        claim("ph", "approved_legislature", "2024-12-16", party="FR"),
        claim("jp", "approved_legislature", "2025-06-06", party="JP"),
    )

    assert standing(approved, "2025-01-01").approved_by == ("FR",)
    assert standing(approved, "2025-07-01").approved_by == ("FR", "JP")


def test_what_was_published_later_or_without_a_date_could_not_be_known() -> None:
    dated = source("dated", published="2024-05-10")
    both = world(claim("a", "talks_agreed", "2024-01-01"), claim("b", of="dated"), sources=(dated,))

    assert standing(both, "2024-06-01").status == "signed"
    assert standing(both, "2024-06-01", "2024-05-09").status is None
    assert standing(both, "2024-06-01", "2024-05-10").status == "signed"
    assert views(both, day("2024-06-01"), day("2024-06-01")).undated == 1


SOURCES = tuple(
    source(f"{kind.value}-{published}", kind, None if published == "never" else published)
    for kind in SourceKind
    for published in ("never", "2020-02-02", "2021")
)
DATES = st.sampled_from(
    ["2019", "2019-06", "2019-06-26", "2019-07-01", "2020-02-02", "2021-01", "../2020-01-01"]
)


@st.composite
def claims(draw: st.DrawFn, most: int = 8) -> list[Claim]:
    found = []
    for number in range(draw(st.integers(0, most))):
        event = draw(st.sampled_from(sorted(EVENTS)))
        party = draw(st.sampled_from([None, "JP", "FR"])) if event in OF_ONE_PARTY else None
        name = f"c{number}-{draw(st.integers(0, 99))}"
        tense, of = draw(st.sampled_from(list(Tense))), draw(st.sampled_from(SOURCES)).id
        found.append(claim(name, event, draw(DATES | st.none()), of=of, tense=tense, party=party))
    return list({c.id: c for c in found}.values())


ON = st.dates(dt.date(2018, 1, 1), dt.date(2022, 12, 31))


@given(claims(), st.randoms(use_true_random=False), ON)
def test_any_order_of_import_gives_the_same_registry(
    found: list[Claim], rng: st.DataObject, on: dt.date
) -> None:
    shuffled = list(found)
    rng.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = network([PACT], SOURCES, found), network([PACT], reversed(SOURCES), shuffled)

    assert one == other
    assert registry_of(one) == registry_of(other)
    assert views(one, on, on) == views(other, on, on)


@given(claims(), claims(1), ON, ON)
def test_a_claim_added_later_never_changes_what_could_be_known_before_it_was_published(
    found: list[Claim], more: list[Claim], on: dt.date, known: dt.date
) -> None:
    published = {each.id: each.published for each in SOURCES}
    added = [
        Claim(**{**{f: getattr(c, f) for f in Claim.__slots__}, "id": f"added-{c.id}"})
        for c in more
        if (date := published[c.source]) is None or date.last > known
    ]

    before = standing(network([PACT], SOURCES, found), on, known)
    after = standing(network([PACT], SOURCES, [*found, *added]), on, known)
    assert before == after


@given(claims(), ON)
def test_the_registry_that_the_engine_reads_says_what_the_derivation_says(
    found: list[Claim], on: dt.date
) -> None:
    whole = network([PACT], SOURCES, found)

    derived, compiled = standing(whole, on), registry_of(whole)[PACT.id].standing(on)
    assert (compiled.status, compiled.since) == (derived.status, derived.since)


@given(claims(), ON)
def test_later_knowledge_may_settle_a_status_but_a_day_has_at_most_one(
    found: list[Claim], on: dt.date
) -> None:
    acts = network([PACT], SOURCES, found).acts.with_row_index("row").filter(pl.col("last").is_not_null())
    chosen = best(acts)

    assert chosen["act"].n_unique() == chosen.height
    assert standing(network([PACT], SOURCES, found), on).status in {None, *(s for s in EVENTS.values() if s)}
