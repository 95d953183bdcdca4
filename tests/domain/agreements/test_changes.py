"""What changed and when: acts with the status before and after, and the day on which each was news."""

import datetime as dt

from hypothesis import given

from comity.corpus.library import installed_library
from comity.domain.agreements.changes import changes, tellings
from comity.domain.agreements.claim import Claim
from comity.domain.agreements.network import Network, network
from comity.domain.agreements.spans import spans
from comity.domain.agreements.view import views
from comity.domain.agreements.vocabulary import LADDER, SourceKind, Tense
from tests.domain.agreements.claims import PACT, claim, source, world
from tests.domain.agreements.test_standings import SOURCES, claims


def changed(of: Network) -> list[tuple[str, str, str | None, str | None]]:
    """Claim, day, and status before and after of every change, in order."""
    return [
        (
            of.claims[of.acts["claim"][row["act"]]].id,
            row["on"].isoformat(),
            None if row["before"] is None else LADDER[row["before"]].value,
            None if row["after"] is None else LADDER[row["after"]].value,
        )
        for row in changes(of.acts, spans(of.counted_claims)).rows(named=True)
    ]


def news(of: Network) -> dict[str, str]:
    """The day on which each act was news, by its claim."""
    found = changes(of.acts, spans(of.counted_claims)).rows(named=True)
    return {of.claims[of.acts["claim"][row["act"]]].id: row["news_on"].isoformat() for row in found}


def test_each_step_is_a_change_from_the_status_before_newest_first() -> None:
    pact = world(claim("talks", "talks_agreed", "2023-01-01"), claim("signed"))

    assert changed(pact) == [
        ("signed", "2024-05-02", "talks-agreed", "signed"),
        ("talks", "2023-01-01", None, "talks-agreed"),
    ]


def test_an_act_that_changes_no_status_is_a_change_all_the_same() -> None:
    notice = world(claim("signed"), claim("notice", "termination_notified", "2025-01-01", party="FR"))

    assert changed(notice)[0] == ("notice", "2025-01-01", None, None)


def test_a_step_behind_the_status_reached_changes_nothing() -> None:
    late = world(claim("force", "entered_into_force", "2023-01-01"), claim("signed"))

    assert changed(late)[0] == ("signed", "2024-05-02", None, None)


def test_what_is_arranged_expected_or_denied_is_no_change() -> None:
    for tense in (Tense.SCHEDULED, Tense.FORECAST, Tense.DENIED):
        assert changed(world(claim("c", tense=tense))) == []


def test_a_stage_that_was_only_observed_is_a_change_where_it_changed_the_status() -> None:
    seen = claim("seen", "in_negotiation", "2024-01-01", tense=Tense.STATE)
    had = claim("had", "talks_agreed", "2024-06-01", tense=Tense.STATE)

    assert changed(world(seen, had)) == [("seen", "2024-01-01", None, "negotiating")]


def test_an_act_is_news_on_the_day_on_which_the_first_source_told_it() -> None:
    soon, late = source("soon", published="2024-05-06"), source("late", published="2024-06-01")
    two = world(claim("a", of="soon"), claim("b", of="late"), sources=(soon, late))

    assert news(two) == {"a": "2024-05-06"}


def test_an_act_is_no_news_before_it_happened_nor_later_where_no_source_is_dated() -> None:
    early = source("early", SourceKind.PARTY, published="2024-01-01")
    arranged = claim("arranged", tense=Tense.SCHEDULED, of="early")

    assert news(world(arranged, claim("done"), sources=(early,))) == {"done": "2024-05-02"}


def test_a_notice_of_termination_published_years_later_is_news_on_that_day() -> None:
    whole = installed_library().network()

    assert news(whole)["jp-kr-isa.termination-notified"] == "2023-03-21"


@given(claims())
def test_the_changes_of_a_status_up_to_a_day_lead_to_the_status_of_that_day(found: list[Claim]) -> None:
    whole = network([PACT], SOURCES, found)
    turns = [c for c in reversed(changed(whole)) if c[3] is not None]

    for at in (dt.date(2019, 6, 25), dt.date(2019, 12, 31), dt.date(2020, 2, 2), dt.date(2022, 1, 1)):
        reached = [after for _, on, _, after in sorted(turns, key=lambda c: c[1]) if on <= at.isoformat()]
        held = views(whole, at).agreements[0].held.status
        assert (reached[-1] if reached else None) == (held.value if held else None)


def told(of: Network) -> list[tuple[str, str, str]]:
    """Claim, day of what it tells and day on which it was told, in order."""
    return [
        (of.claims[of.acts["claim"][row["act"]]].id, row["on"].isoformat(), row["told_on"].isoformat())
        for row in tellings(of.acts).rows(named=True)
    ]


def test_a_claim_published_after_its_act_is_told_on_that_day_whether_or_not_it_counts() -> None:
    soon, late = source("soon", published="2024-05-06"), source("late", published="2024-06-01")
    two = world(claim("a", of="soon"), claim("b", of="late"), sources=(soon, late))

    assert told(two) == [("b", "2024-05-02", "2024-06-01"), ("a", "2024-05-02", "2024-05-06")]


def test_nothing_is_told_late_on_the_day_itself_of_what_is_to_come_or_by_a_source_without_a_day() -> None:
    same = source("same", published="2024-05-02")
    early = source("early", published="2024-05-03")
    arranged = claim("arranged", on="2024-06-01", tense=Tense.SCHEDULED, of="early")

    assert told(world(claim("a", of="same"), claim("b"), arranged, sources=(same, early))) == []
