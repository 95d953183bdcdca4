"""The registry: where an agreement stands on a day, and whether it is in force, as far as can be known."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.domain.agreements.registry import STATUS_OF_ACT, Act, Agreement
from comity.domain.agreements.vocabulary import Status

SIGNED, APPROVED, ENTERS, ENDS = (dt.date(year, 4, 1) for year in (2020, 2021, 2022, 2025))
EVE = dt.timedelta(days=1)

ACTS = st.lists(
    st.tuples(
        st.sampled_from(list(STATUS_OF_ACT)),
        st.dates(dt.date(2020, 1, 1), dt.date(2026, 1, 1)),
    ),
    max_size=8,
)
DAYS = st.dates(dt.date(2019, 1, 1), dt.date(2027, 1, 1))


def agreement(*acts: tuple[str, dt.date]) -> Agreement:
    ordered = sorted(acts, key=lambda act: act[1])
    return Agreement(
        "xa-xb", "A treaty", ("XA", "XB"), "access", (), tuple(Act(act, on, "text") for act, on in ordered)
    )


FULL = agreement(
    ("signed", SIGNED),
    ("approved", APPROVED),
    ("in-force", ENTERS),
    ("terminated", ENDS),
)


@pytest.mark.parametrize(
    ("day", "status", "since", "following"),
    [
        (SIGNED - EVE, None, None, "signed"),
        (SIGNED, "signed", SIGNED, "approved"),
        (APPROVED + EVE, "approved", APPROVED, "in-force"),
        (ENTERS - EVE, "approved", APPROVED, "in-force"),
        (ENTERS, "in-force", ENTERS, "terminated"),
        (ENDS - EVE, "in-force", ENTERS, "terminated"),
        (ENDS, "terminated", ENDS, None),
    ],
)
def test_the_status_is_that_of_the_last_act_and_later_acts_are_schedules(
    day: dt.date, status: str | None, since: dt.date | None, following: str | None
) -> None:
    standing = FULL.standing(day)

    assert (standing.status, standing.since) == (status, since)
    assert (standing.next.act if standing.next else None) == following


def test_an_exchange_of_notes_changes_no_status() -> None:
    assert FULL.standing(APPROVED + EVE).status is Status.APPROVED


@pytest.mark.parametrize(
    ("day", "asked_on", "expected"),
    [
        (ENTERS - EVE, ENTERS - EVE, False),
        (ENTERS, ENTERS, True),
        (ENTERS, ENTERS - EVE, None),
        (ENTERS - EVE, SIGNED, False),
        (ENDS - EVE, ENDS, True),
        (ENDS, ENDS, False),
        (ENDS, ENTERS, False),
    ],
)
def test_in_force_from_its_first_day_until_the_day_it_ends(
    day: dt.date, asked_on: dt.date, expected: bool | None
) -> None:
    assert FULL.in_force(day, asked_on) is expected


def test_what_was_superseded_is_no_longer_in_force() -> None:
    old = agreement(("in-force", SIGNED), ("terminated", ENTERS))

    assert old.in_force(ENTERS - EVE, ENDS) is True
    assert old.in_force(ENTERS, ENDS) is False
    assert old.standing(ENTERS).status is Status.TERMINATED


def test_a_suspension_ends_when_it_is_in_force_again() -> None:
    paused = agreement(("in-force", SIGNED), ("suspended", APPROVED), ("in-force", ENTERS))

    assert [paused.in_force(day, ENDS) for day in (SIGNED, APPROVED, ENTERS)] == [True, False, True]
    assert paused.turning_days() == {SIGNED, APPROVED, ENTERS}


def test_it_is_not_known_on_the_day_asked_whether_a_suspension_will_end_as_scheduled() -> None:
    paused = agreement(("in-force", SIGNED), ("suspended", APPROVED), ("in-force", ENTERS))

    assert paused.in_force(ENTERS, asked_on=APPROVED) is None


def test_the_days_that_cut_a_visit_are_those_on_which_it_comes_into_or_out_of_force() -> None:
    assert FULL.turning_days() == {ENTERS, ENDS}


def test_its_entry_into_force_is_the_first_one_recorded() -> None:
    entry = FULL.entry_into_force()

    assert entry is not None
    assert entry.on == ENTERS
    assert agreement(("signed", SIGNED)).entry_into_force() is None


@given(ACTS, DAYS, DAYS)
def test_what_is_in_force_on_the_day_asked_is_known(
    acts: list[tuple[str, dt.date]], day: dt.date, asked_on: dt.date
) -> None:
    if day <= asked_on:
        assert agreement(*acts).in_force(day, asked_on) is not None


@given(ACTS, DAYS, DAYS)
def test_status_and_in_force_agree_on_the_day_itself(
    acts: list[tuple[str, dt.date]], day: dt.date, asked_on: dt.date
) -> None:
    subject = agreement(*acts)

    if subject.standing(day).status is Status.IN_FORCE:
        assert subject.in_force(day, day) is True


@given(ACTS, DAYS, DAYS)
def test_between_two_turning_days_nothing_changes(
    acts: list[tuple[str, dt.date]], day: dt.date, asked_on: dt.date
) -> None:
    subject = agreement(*acts)

    before = max((turn for turn in subject.turning_days() if turn <= day), default=dt.date(2018, 1, 1))

    assert subject.in_force(day, asked_on) is subject.in_force(before, asked_on)


@given(ACTS, DAYS, st.tuples(DAYS, DAYS))
def test_what_is_known_early_stays_so(
    acts: list[tuple[str, dt.date]], day: dt.date, asked: tuple[dt.date, dt.date]
) -> None:
    subject = agreement(*acts)

    early = subject.in_force(day, min(asked))
    late = subject.in_force(day, max(asked))

    assert early is None or early is late
