"""The calendar file: one event for each clock, stable from answer to answer, safe to import."""

import datetime as dt
from dataclasses import replace
from typing import Any

import polars as pl
from icalendar import Calendar, Event

from comity.domain.visits.answer import Answer
from comity.domain.visits.visit import Filing, Visit
from comity.report.ics import answer_ics
from tests.build import ask, build_visit, host, law, provision, sheet_of, treaty
from tests.cast import WHATS

IN = provision("in", "permits", "entry")
LEAD = {"amount": 10, "unit": "calendar-days", "late": "Say why."}


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def two_legs(**changes: Any) -> Visit:
    """Two people who come by two legs."""
    people = sheet_of("people", {"arrives_on": day("2024-06-14")}, {"arrives_on": day("2024-06-18")})
    legs = pl.Series("arrives_leg", ["L1", "L2"])
    return replace(build_visit({}, **changes), sheets={"people": people.with_columns(legs)})


def answer(visit: Visit, *, lead: dict[str, Any] = LEAD, **asked: Any) -> Answer:
    duty = provision("visa", "requires", "visa", authority="birch-border", lead=lead)
    return ask(visit, law(treaty(IN), host(duty)), **asked)


def events(of: Answer) -> list[Event]:
    """The events of the file, parsed back."""
    calendar = Calendar.from_ical(answer_ics(of, WHATS))
    return [each for each in calendar.walk("VEVENT") if isinstance(each, Event)]


def told(of: Answer) -> list[tuple[str, dt.date]]:
    return [(str(event["summary"]), event.decoded("dtstart")) for event in events(of)]


def test_each_clock_is_one_all_day_event_on_its_last_day() -> None:
    found = events(answer(two_legs()))

    assert [(str(e["summary"]), e.decoded("dtstart"), e.decoded("dtend")) for e in found] == [
        ("document: a visa, L1", day("2024-06-04"), day("2024-06-05")),
        ("document: a visa, L2", day("2024-06-07"), day("2024-06-08")),
    ]


def test_an_event_says_with_whom_on_which_ground_for_which_lines_and_what_if_late() -> None:
    text = str(events(answer(two_legs(title="Exercise Example")))[0]["description"])

    for part in (
        "Exercise Example",
        "Office birch-border",
        "10 calendar days before arrival on 14 June 2024, by law",
        "people row 2",
        "host-bv I",
        "Say why.",
        "Nothing has been filed yet.",
    ):
        assert part in text


def test_a_window_has_an_event_for_its_opening() -> None:
    lead = {**LEAD, "amount": 3, "not_before": {"amount": 2, "unit": "weeks"}}

    assert told(answer(build_visit({}), lead=lead)) == [
        ("document: a visa", day("2024-06-07")),
        ("window opens: document: a visa", day("2024-05-27")),
    ]


def test_what_is_late_is_marked_and_rings_no_more() -> None:
    late, open_ = events(answer(two_legs(), asked_on=day("2024-06-06")))

    assert str(late["summary"]).startswith("LATE: ")
    assert [len(late.walk("VALARM")), len(open_.walk("VALARM"))] == [0, 2]


def test_what_is_filed_is_marked_and_what_they_asked_back_has_its_new_day() -> None:
    filed = (
        Filing("visa", leg="L1", filed_on=day("2024-05-30"), waiting_for="us", since=day("2024-06-03")),
        Filing("visa", leg="L2", filed_on=day("2024-05-30"), reference="EX-7"),
    )

    first, second = events(answer(two_legs(filings=filed), asked_on=day("2024-06-05")))

    # Due on 4 June; it stood with them from 30 May to 3 June, four days.
    assert (str(first["summary"]), first.decoded("dtstart")) == ("document: a visa, L1", day("2024-06-08"))
    assert str(second["summary"]) == "FILED: document: a visa, L2"
    assert "EX-7" in str(second["description"])


def test_what_is_done_stays_in_marked_so() -> None:
    assert told(answer(build_visit({"visa_held": True}))) == [("DONE: document: a visa", day("2024-05-31"))]


def test_an_event_keeps_its_name_when_the_day_moves_and_when_facts_change() -> None:
    before = events(answer(two_legs(title="Exercise Example")))
    other = two_legs(title="Exercise Example", attested_by="Captain Example")
    moved = other.sheets["people"].with_columns(arrives_on=pl.col("arrives_on") + dt.timedelta(days=2))
    after = events(answer(replace(other, sheets={"people": moved}), asked_on=day("2024-02-01")))

    assert [e["uid"] for e in before] == [e["uid"] for e in after]
    assert [e.decoded("dtstart") for e in before] != [e.decoded("dtstart") for e in after]
    assert int(str(after[0]["sequence"])) > int(str(before[0]["sequence"]))


def test_events_of_other_visits_requirements_and_legs_have_other_names() -> None:
    names = [e["uid"] for title in ("A", "B") for e in events(answer(two_legs(title=title)))]

    assert len(set(names)) == 4


def test_clocks_without_a_leg_are_told_apart() -> None:
    visit = build_visit({"arrives_on": day("2024-06-14")}, {"arrives_on": day("2024-06-18")})

    assert len({e["uid"] for e in events(answer(visit))}) == 2


def test_the_same_answer_gives_the_same_file() -> None:
    assert answer_ics(answer(two_legs()), WHATS) == answer_ics(answer(two_legs()), WHATS)


def test_nothing_that_a_file_says_becomes_an_event_a_line_or_markup() -> None:
    hostile = "X\r\nEND:VEVENT\nBEGIN:VALARM\x07 <script>alert(1)</script>; a, b \\n \u202e" + "y" * 5_000
    filing = Filing("visa", filed_on=day("2024-01-01"), reference=hostile, note=hostile)

    visit = two_legs(title=hostile, filings=(filing,))
    legs = visit.sheets["people"].with_columns(arrives_leg=pl.Series([hostile, "L2"]))
    text = answer_ics(answer(replace(visit, sheets={"people": legs})), WHATS)

    assert [line for line in text.split("\r\n") if line == "END:VEVENT"] == ["END:VEVENT"] * 2
    assert "<script" not in text
    assert not any(c for c in text if c not in "\r\n" and not c.isprintable())
    assert text.replace("\r\n", "").count("\n") == 0
    assert len(events(answer(replace(visit, sheets={"people": legs})))) == 2


def test_without_deadlines_it_is_an_empty_calendar_with_a_name() -> None:
    found = answer_ics(ask(build_visit({}, title="Exercise Example"), law(treaty(IN))), WHATS)

    assert str(Calendar.from_ical(found)["x-wr-calname"]) == "Exercise Example"
    assert "BEGIN:VEVENT" not in found
