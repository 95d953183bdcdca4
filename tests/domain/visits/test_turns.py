"""Whose turn it is when something was filed: how the clock stands, and runs again."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.domain.visits.answer import Turn
from comity.domain.visits.clocks import Deadline, turn_of
from comity.domain.visits.visit import Filing
from tests.build import ask, build_visit, host, law, provision, requirement, treaty
from tests.domain.visits.legs import IN, TEN_DAYS, by_legs, day, visa

#: Due on 21 July for an arrival on 30 August.
DUE = Deadline(day("2023-08-30"), day("2023-07-21"))


def filed(on: str | None = None, **changes: Any) -> Filing:
    days = {key: day(value) for key, value in changes.items() if key in ("since", "decided_on")}
    return Filing("visa", filed_on=day(on) if on else None, **{**changes, **days})


def turn(*filings: Filing, on: str, deadline: Deadline | None = DUE, **changes: Any) -> Turn:
    return turn_of(filings, day(on), deadline, **changes)


def test_what_is_not_filed_is_ours_to_file_and_late_from_the_day_after_the_last() -> None:
    in_time, late = turn(on="2023-07-21"), turn(on="2023-07-22")

    assert (in_time.state, in_time.latest_on, in_time.days_left, in_time.late) == (
        "to-file", day("2023-07-21"), 0, False,
    )  # fmt: skip
    assert (late.days_left, late.late) == (-1, True)


def test_while_they_hold_it_the_clock_stands_and_nothing_of_ours_is_late() -> None:
    found = turn(filed("2023-07-01"), on="2023-08-29")

    assert (found.state, found.since, found.late, found.days_left) == (
        "with-them", day("2023-07-01"), False, None,
    )  # fmt: skip
    assert found.stood == 59
    assert "they owe an answer" in found.says


def test_the_worked_example_of_the_module() -> None:
    history = (
        filed("2023-07-01"),
        filed(waiting_for="us", since="2023-07-08"),
        filed(waiting_for="them", since="2023-07-10"),
        filed(waiting_for="us", since="2023-07-15"),
    )

    first, again = turn(*history, on="2023-07-08"), turn(*history, on="2023-07-15")

    assert (first.state, first.stood, first.latest_on, first.days_left) == (
        "with-us",
        7,
        day("2023-07-28"),
        20,
    )
    assert (again.state, again.stood, again.latest_on) == ("with-us", 12, day("2023-08-02"))
    assert turn(*history, on="2023-07-12").state == "with-them"


def test_when_they_have_asked_back_our_answer_can_be_late() -> None:
    found = turn(filed("2023-07-01", waiting_for="us", since="2023-07-08"), on="2023-07-29")

    assert (found.state, found.late, found.days_left) == ("with-us", True, -1)


def test_no_day_moves_beyond_the_moment_that_it_counts_to() -> None:
    found = turn(filed("2023-06-01", waiting_for="us", since="2023-08-20"), on="2023-08-21")

    assert (found.stood, found.latest_on) == (80, day("2023-08-30"))


def test_what_was_used_up_before_filing_is_not_given_back() -> None:
    late = turn(filed("2023-07-25"), on="2023-08-01")
    asked_back = turn(filed("2023-07-25", waiting_for="us", since="2023-07-30"), on="2023-07-30")

    assert (late.state, late.late) == ("filed-late", True)
    assert (asked_back.latest_on, asked_back.late) == (day("2023-07-26"), True)


def test_a_decision_ends_it_and_a_new_filing_begins_anew() -> None:
    refused = filed("2023-06-01", decided_on="2023-06-20", decision="refused")
    anew = filed("2023-07-01", waiting_for="us", since="2023-07-03")

    assert (turn(refused, on="2023-06-20").state, turn(refused, on="2023-07-22").late) == ("refused", True)
    assert turn(refused, on="2023-06-19").state == "with-them"
    found = turn(refused, anew, on="2023-07-05")
    assert (found.state, found.filed_on, found.stood) == ("with-us", day("2023-07-01"), 2)


def test_what_is_granted_is_late_no_more() -> None:
    found = turn(filed("2023-07-25", decided_on="2023-08-01", decision="granted"), on="2023-08-02")

    assert (found.state, found.since, found.late) == ("granted", day("2023-08-01"), False)


def test_days_after_the_day_asked_are_plans() -> None:
    assert turn(filed("2023-07-10"), on="2023-07-09").state == "to-file"


def test_a_filing_whose_day_is_not_known_is_with_them_and_stands_for_no_days() -> None:
    found = turn(filed(), on="2023-08-01")

    assert (found.state, found.since, found.stood, found.late) == ("with-them", None, 0, False)
    asked_back = turn(filed(waiting_for="us", since="2023-07-10"), on="2023-07-12")
    assert (asked_back.state, asked_back.latest_on) == ("with-us", day("2023-07-21"))


def test_a_filing_before_the_window_can_open_does_not_count() -> None:
    window = Deadline(day("2023-08-30"), day("2023-08-29"), day("2023-08-26"))

    early, inside = (turn(filed(on), on="2023-08-27", deadline=window) for on in ("2023-08-25", "2023-08-26"))

    assert (early.state, inside.state) == ("to-file", "with-them")
    assert "does not count" in early.says


def test_without_a_day_the_turn_is_told_all_the_same() -> None:
    found = turn(filed("2023-07-01", waiting_for="us", since="2023-07-08"), on="2023-08-01", deadline=None)

    assert (found.state, found.since, found.latest_on, found.late) == (
        "with-us",
        day("2023-07-08"),
        None,
        False,
    )


DAYS = st.dates(day("2023-06-01"), day("2023-08-30"))


@st.composite
def filings(draw: st.DrawFn) -> Filing:
    on, since, decided = sorted(draw(st.tuples(DAYS, DAYS, DAYS)))
    decision = draw(st.sampled_from([None, None, "granted", "refused"]))
    return Filing(
        "visa",
        filed_on=draw(st.sampled_from([on, on, None])),
        waiting_for=draw(st.sampled_from(["them", "us"])),
        since=draw(st.sampled_from([since, None])),
        decided_on=decided if decision else None,
        decision=decision,
    )


@given(several=st.lists(filings(), max_size=5), data=st.data(), asked_on=DAYS)
def test_the_order_in_which_filings_are_written_does_not_matter(
    several: list[Filing], data: st.DataObject, asked_on: dt.date
) -> None:
    shuffled = data.draw(st.permutations(several))

    assert turn_of(shuffled, asked_on, DUE) == turn_of(several, asked_on, DUE)


@given(several=st.lists(filings(), max_size=5), asked_on=DAYS)
def test_days_that_the_clock_stood_never_make_it_due_earlier_nor_later_than_what_it_counts_to(
    several: list[Filing], asked_on: dt.date
) -> None:
    found = turn_of(several, asked_on, DUE)

    assert found.latest_on is None or DUE.due_on <= found.latest_on <= DUE.anchor_on
    assert found.stood >= 0


@given(on=st.dates(day("2023-06-01"), DUE.due_on), later=st.integers(0, 400))
def test_what_was_filed_in_time_and_lies_with_them_is_never_late(on: dt.date, later: int) -> None:
    assert not turn_of([Filing("visa", filed_on=on)], on + dt.timedelta(days=later), DUE).late


# Filings in an answer


def test_a_filing_for_one_leg_leaves_the_others_to_be_filed() -> None:
    visit = by_legs(
        ("L1", "2024-06-14"),
        ("L2", "2024-06-18"),
        filings=(Filing("visa", leg="L1", filed_on=day("2024-06-01")),),
    )

    found = visa(visit, TEN_DAYS, asked_on=day("2024-06-08"))

    assert [(c.leg, c.turn.state, c.late) for c in found.clocks] == [
        ("L1", "with-them", False),
        ("L2", "to-file", True),
    ]
    assert found.turn is not None
    assert (found.turn.state, found.turn.late) == ("to-file", True)


def test_the_contracts_own_day_and_lateness_do_not_look_at_filings() -> None:
    visit = by_legs(("L1", "2024-06-14"), filings=(Filing("visa", filed_on=day("2024-06-01")),))

    found = visa(visit, TEN_DAYS, asked_on=day("2024-06-08"))

    assert (found.due_on, found.late) == (day("2024-06-04"), True)
    assert found.turn is not None
    assert not found.turn.late


def test_a_granted_filing_is_no_yes_but_names_the_column_to_fill() -> None:
    granted = Filing("visa", filed_on=day("2024-01-01"), decided_on=day("2024-01-05"), decision="granted")

    found = visa(by_legs(("L1", "2024-06-14"), filings=(granted,)), TEN_DAYS)

    assert found.state == "open"
    assert found.notes == (
        "The filing says granted, but 'visa_held' of people is blank (people!2): write yes there, for "
        "the sheet decides.",
    )


def test_a_refusal_that_the_sheet_contradicts_is_shown() -> None:
    refused = Filing("visa", filed_on=day("2024-01-01"), decided_on=day("2024-01-05"), decision="refused")
    visit = build_visit({"visa_held": True}, filings=(refused,))

    assert "the lines say yes" in visa(visit, TEN_DAYS).notes[0]


def test_conduct_is_nobodys_turn() -> None:
    duty = provision("care", "requires", "visa", kind="conduct", done=None)

    assert requirement(ask(build_visit({}), law(treaty(IN), host(duty))), "visa").turn is None


@pytest.mark.parametrize(
    ("filing", "why"),
    [
        (Filing("fees"), "nothing of the kind"),
        (Filing("visa", authority="birch-arms"), "asked for with birch-border"),
        (Filing("visa", leg="L9"), "by the leg L9"),
    ],
)
def test_a_filing_that_meets_nothing_is_said_and_changes_nothing(filing: Filing, why: str) -> None:
    duty = provision("visa", "requires", "visa", authority="birch-border", lead=TEN_DAYS)
    visit = by_legs(("L1", "2024-06-14"), filings=(filing,))

    answer = ask(visit, law(treaty(IN), host(duty)))

    assert [each.what for each in answer.idle_filings] == [filing.what]
    assert why in answer.idle_filings[0].why
    assert requirement(answer, "visa").turn == replace(requirement(answer, "visa").clocks[0].turn)
    assert requirement(answer, "visa").clocks[0].turn.state == "to-file"


def test_filings_are_part_of_what_was_stated() -> None:
    filing = Filing("visa", filed_on=day("2024-01-01"))
    books = law(treaty(IN))

    without, with_it = ask(build_visit({}), books), ask(build_visit({}, filings=(filing,)), books)

    assert without.facts_digest != with_it.facts_digest
    assert without.facts_digest == ask(build_visit({}), books).facts_digest
