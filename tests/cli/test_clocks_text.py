"""Clocks, filings, transit States and the home side, as the terminal shows them."""

import datetime as dt
from dataclasses import replace
from typing import Any

import polars as pl

from comity.desk.answer_text import answer_text
from comity.desk.clocks_text import beside_the_way, clocks_text, way_and_home_text
from comity.domain.visits.answer_json import answer_values
from comity.domain.visits.visit import Filing, Visit
from tests.build import ask, build_visit, host, law, provision, requirement, sheet_of, treaty
from tests.cast import WHATS
from tests.domain.visits.law_visits import DOG, answer_to, visit
from tests.domain.visits.legs import IN, TEN_DAYS, at, by_legs, day


def lines_of(of: Visit, lead: dict[str, Any] = TEN_DAYS, **asked: Any) -> str:
    """What stands below the visa, in one line."""
    duty = provision("visa", "requires", "visa", authority="birch-border", lead=lead)
    answer = ask(of, law(treaty(IN), host(duty)), **asked)
    return " ".join(line.strip() for line in clocks_text(requirement(answer, "visa")))


def test_the_days_of_the_legs_are_given_where_they_differ() -> None:
    two = by_legs(("L1", "2024-06-14"), ("L2", "2024-06-18"), ("L3", "2024-06-18"))

    assert lines_of(two) == "By leg: L1 by 4 June 2024; L2, L3 by 7 June 2024."
    assert lines_of(by_legs(("L1", "2024-06-14"), ("L2", "2024-06-14"))) == ""


def test_a_leg_that_is_late_is_marked_and_one_without_a_name_shows_its_lines() -> None:
    text = lines_of(by_legs((None, "2024-06-14"), ("L2", "2024-06-18")), asked_on=day("2024-06-06"))

    assert text == "By leg: people row 2 LATE, by 4 June 2024; L2 by 7 June 2024."


def test_hours_are_told_with_their_moment_in_utc() -> None:
    of = by_legs(
        ("L1", "2024-06-14"), ("L2", "2024-06-18"), eta={"L1": "2024-06-14T06:30", "L2": "2024-06-18T06:30"}
    )

    text = lines_of(of, {"amount": 30, "unit": "hours"})

    assert "L1 by 12 June 2024 (13 June 2024 00:30 UTC at the latest)" in text


def test_a_window_is_shown_from_when_to_when() -> None:
    window = {"amount": 12, "unit": "hours", "not_before": {"amount": 96, "unit": "hours"}}
    of = by_legs(("L1", "2024-06-14"), eta={"L1": "2024-06-14T06:30"})

    text = lines_of(of, window, asked_on=day("2024-06-01"))

    assert text == (
        "The window for L1 is open from 11 June 2024 (10 June 2024 06:30 UTC exactly), until 13 June 2024 "
        "18:30 UTC. It is too early now."
    )


def test_who_holds_a_filing_since_when_and_what_they_ask_is_told() -> None:
    filing = Filing(
        "visa", filed_on=day("2024-05-01"), waiting_for="us", since=day("2024-05-05"),
        reference="EX-7", note="the crew list.",
    )  # fmt: skip

    text = lines_of(by_legs(("L1", "2024-06-14"), filings=(filing,)), asked_on=day("2024-05-10"))

    assert text == (
        "Filed on 1 May 2024. With us since 5 May 2024: they have asked back, and our answer is missing. The "
        "clock stood 4 days with them. The latest day is 8 June 2024, 29 days left. Reference EX-7. They "
        "say: the crew list."
    )


def test_what_is_with_them_is_not_called_late() -> None:
    filing = Filing("visa", filed_on=day("2024-05-01"))
    duty = provision("visa", "requires", "visa", lead=TEN_DAYS)
    of = by_legs(("L1", "2024-06-14"), filings=(filing,))

    text = "\n".join(answer_text(ask(of, law(treaty(IN), host(duty)), asked_on=day("2024-06-10")), WHATS))

    assert "LATE" not in text
    assert "With them since 1 May 2024" in text


def test_filings_that_meet_nothing_are_said() -> None:
    answer = ask(build_visit({}, filings=(Filing("fees", leg="L\x1b9"),)), law(treaty(IN)))

    assert any("A filing of fees" in line for line in way_and_home_text(answer, WHATS))


def test_transit_states_stand_in_one_place_of_the_text_and_in_both_of_the_json() -> None:
    legs = sheet_of("movements", {}).with_columns(transit_states=pl.lit("PG"), leg_id=pl.lit("L1"))
    of = build_visit({})
    answer = ask(replace(of, sheets={**of.sheets, "movements": legs}), law(treaty(IN)))

    assert "\n".join(answer_text(answer, WHATS)).count("Papua New Guinea is not the receiving State") == 1
    assert not any("transit" in each.matter for each in beside_the_way(answer))
    values = answer_values(answer)
    assert [t["state"] for t in values["transits"]] == ["PG"]
    assert "overflight or transit of PG" in [n["matter"] for n in values["not_examined"]]


def test_an_answer_without_a_way_and_a_home_has_no_such_section() -> None:
    assert way_and_home_text(ask(build_visit({}), law(treaty(IN))), WHATS) == []


def test_the_home_side_tells_its_duties_and_what_was_not_seen() -> None:
    answer = answer_to(visit("AU", "JP", ("2023-08-30", "2023-09-16"), animals=[DOG]), "2023-06-01")

    text = " ".join(line.strip() for line in way_and_home_text(answer, WHATS))

    assert "Australia, coming home: Coming back from Japan into Australia (home law, ordinary rules" in text
    assert "LATE, by 16 March 2023 (by practice)" in text
    assert "Not examined: Relief for military working dogs" in text


def test_the_json_has_clocks_turns_and_instants() -> None:
    filing = Filing("visa", filed_on=day("2024-05-01"), reference="EX-7")
    of = by_legs(("L1", "2024-06-14"), eta={"L1": "2024-06-14T06:30"}, filings=(filing,))
    duty = provision("visa", "requires", "visa", lead={"amount": 30, "unit": "hours"})

    (found,) = answer_values(ask(of, law(treaty(IN), host(duty)), asked_on=dt.date(2024, 5, 3)))[
        "requirements"
    ]

    assert found["turn"]["state"] == "with-them"
    assert found["clocks"][0] == {
        "leg": "L1",
        "counted_to": "arrival",
        "anchor_on": "2024-06-14",
        "anchor_at": "2024-06-14T06:30:00Z",
        "amount": 30,
        "unit": "hours",
        "opens_on": None,
        "opens_at": None,
        "due_on": "2024-06-12",
        "due_at": "2024-06-13T00:30:00Z",
        "basis": "law",
        "late": False,
        "too_early": False,
        "if_late": None,
        "turn": {
            "state": "with-them",
            "since": "2024-05-01",
            "filed_on": "2024-05-01",
            "stood": 2,
            "latest_on": None,
            "days_left": None,
            "late": False,
            "reference": "EX-7",
            "note": None,
            "says": "With them since 1 May 2024: they owe an answer, and the clock stands.",
        },
        "lines": ["people!2"],
    }
    assert at("2024-06-13T00:30").tzinfo is dt.UTC
