"""What a late change reopens and what stays: lines are matched by what they are called, never by row."""

import datetime as dt
import random
from collections.abc import Mapping, Set
from dataclasses import replace
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.domain.provisions.law import Law
from comity.domain.visits.answer import Requirement
from comity.domain.visits.difference import Difference, Version, difference
from comity.domain.visits.matching import match_lines
from comity.domain.visits.reopening import Effected, Sent
from comity.domain.visits.visit import Contingent, Filing, Pool, Visit
from tests.build import ask, build_visit, definition, host, law, provision, sheet_of, treaty
from tests.cast import ALDER, START
from tests.generated import SHEETS, Generator, installed_law

LAW = law(
    treaty(provision("in", "permits", "entry")),
    host(
        definition("hired_gun", "armed AND role = 'contractor'"),
        provision("visa", "requires", "visa", when="role <> 'soldier'", authority="birch-border"),
        provision(
            "permit",
            "requires",
            "permit",
            when="hired_gun",
            done="permit_held",
            authority="birch-arms",
            kind="clearance",
            lead={"amount": 5, "unit": "working-days", "basis": "law", "to": "arrival"},
        ),
        provision("passport", "requires", "passport", done="passport_held"),
    ),
)
SOLDIER: dict[str, Any] = {"role": "soldier", "armed": True}
CONTRACTOR: dict[str, Any] = {"role": "contractor", "armed": True}


def people(*rows: dict[str, Any], **changes: Any) -> Visit:
    return build_visit(*({"person_id": f"P{at}", **row} for at, row in enumerate(rows, start=1)), **changes)


def differ(old: Visit, new: Visit, of: Law = LAW, sent: Sent = lambda requirement: {}) -> Difference:
    return difference(Version(old, ask(old, of)), Version(new, ask(new, of)), of, sent)


def effected(found: Difference, what: str) -> Effected:
    return next(each for each in found.requirements if each.requirement.what == what)


def reasons(found: Difference, what: str) -> list[tuple[str, str, int]]:
    return [(because.kind, because.column, because.count) for because in effected(found, what).because]


# The list


def test_a_visit_compared_with_itself_has_not_changed() -> None:
    visit = people(SOLDIER, CONTRACTOR)

    found = differ(visit, visit)

    assert found.is_none
    assert {each.change for each in found.requirements} == {"stays"}


def test_lines_that_come_and_go_are_named_by_their_keys_with_their_outcomes() -> None:
    old = build_visit({"person_id": "A", **SOLDIER}, {"person_id": "B", **SOLDIER})
    new = build_visit({"person_id": "B", **SOLDIER}, {"person_id": "C", **CONTRACTOR})

    found = differ(old, new)

    assert [(m.sheet, m.names, list(m.lines)) for m in found.left] == [("people", ("A",), ["people!2"])]
    assert [(m.names, list(m.lines), m.outcomes) for m in found.added] == [
        (("C",), ["people!3"], (("conditional", 1),))
    ]
    assert found.changed == ()


def test_a_line_whose_key_changed_is_another_line_even_with_the_same_ref() -> None:
    old = build_visit({"person_id": "A", "ref": "Smith", **SOLDIER})
    new = build_visit({"person_id": "B", "ref": "Smith", **SOLDIER})

    found = differ(old, new)

    assert [m.names for m in (*found.left, *found.added)] == [("A",), ("B",)]


@pytest.mark.parametrize("name", ["person_id", "ref"])
def test_a_change_is_told_column_by_column_with_the_row_of_now(name: str) -> None:
    old = build_visit({name: "A", **SOLDIER}, {name: "B", **SOLDIER, "age": 30})
    new = build_visit({name: "B", **SOLDIER, "age": 31}, {name: "A", **SOLDIER})

    found = differ(old, new)

    assert [(c.column, c.old, c.new, list(c.lines)) for c in found.changed] == [("age", 30, 31, ["people!2"])]


def test_equal_changes_of_many_lines_are_told_once() -> None:
    old, new = (people(*[{**SOLDIER, "age": age}] * 40) for age in (30, 31))

    assert [(c.old, c.new, c.count, list(c.lines)) for c in differ(old, new).changed] == [
        (30, 31, 40, ["people!2-41"])
    ]


def test_a_column_that_is_new_was_blank_before() -> None:
    found = differ(people(SOLDIER), people({**SOLDIER, "age": 30}))

    assert [(c.column, c.old, c.new) for c in found.changed] == [("age", None, 30)]


def test_lines_without_a_name_are_matched_by_equal_content_as_often_as_they_come() -> None:
    old = sheet_of("people", SOLDIER, SOLDIER, CONTRACTOR)
    new = sheet_of("people", CONTRACTOR, SOLDIER, SOLDIER, SOLDIER)

    matched = match_lines("people", old, new)

    assert matched.left.to_list() == []
    assert matched.added.len() == 1
    assert matched.pairs.height == 3


def test_lines_without_a_name_keep_their_counterpart_when_only_the_days_of_the_visit_move() -> None:
    old = sheet_of("people", SOLDIER, CONTRACTOR)
    new = old.with_columns(pl.col("arrives_on") + dt.timedelta(1))

    assert match_lines("people", old, new).pairs.height == 2


def test_a_key_that_two_lines_have_names_neither() -> None:
    old = build_visit({"person_id": "A", "age": 1}, {"person_id": "A", "age": 2})
    new = build_visit({"person_id": "A", "age": 2}, {"person_id": "A", "age": 3})

    found = differ(old, new)

    assert [list(m.lines) for m in (*found.left, *found.added)] == [["people!2"], ["people!3"]]


def test_what_the_visit_states_as_a_whole_is_compared_too() -> None:
    old = people(SOLDIER, pools=(Pool("team", "people", 1),))
    new = replace(
        old,
        facts={**old.facts, "agreed": False},
        contingents=(Contingent("1", ALDER, {"capacity": "headquarters"}),),
        filings=(Filing("visa", filed_on=START),),
        pools=(),
    )

    stated = {(s.table, s.of, s.fact): (s.old, s.new) for s in differ(old, new).stated}

    assert stated == {
        ("visit", "", "agreed"): ("yes", "no"),
        ("contingent", "1", "capacity"): (None, "headquarters"),
        ("filing", "visa", ""): (None, f"filed_on {START}, waiting_for them"),
        ("pool", "team", ""): ("1 of people", None),
    }


# What has to be done


def test_a_line_more_reopens_what_it_needs_and_nothing_else() -> None:
    found = differ(people(SOLDIER, CONTRACTOR), people(SOLDIER, CONTRACTOR, {**CONTRACTOR, "armed": False}))

    assert reasons(found, "visa") == [("lines-added", "", 1)]
    assert effected(found, "permit").change == "stays"


def test_a_fact_that_decides_reopens_also_through_a_definition() -> None:
    """`armed` is read by the definition `hired_gun` only; the permit is needed before and after."""
    hired = {**CONTRACTOR, "nickname": "One"}
    weapons = law(
        treaty(provision("in", "permits", "entry")),
        host(
            definition("young", "age < 30"),
            provision("visa", "requires", "visa", when="young", authority="birch-border"),
        ),
    )

    found = differ(people({**hired, "age": 20}), people({**hired, "age": 21, "nickname": "Two"}), weapons)

    assert reasons(found, "visa") == [("fact-changed", "age", 1)]


def test_a_line_that_needs_it_only_now_reopens_it() -> None:
    found = differ(people(CONTRACTOR, SOLDIER), people(CONTRACTOR, {**SOLDIER, "role": "civilian"}))

    assert reasons(found, "visa") == [("newly-reached", "", 1)]


def test_a_column_that_the_office_is_sent_reopens_it() -> None:
    def sent(requirement: Requirement) -> Mapping[str, Set[str]]:
        return {"people": {"nickname"}} if requirement.authority == "birch-border" else {}

    found = differ(
        people({**CONTRACTOR, "nickname": "A"}), people({**CONTRACTOR, "nickname": "B"}), LAW, sent
    )

    assert reasons(found, "visa") == [("sent-changed", "nickname", 1)]
    assert effected(found, "permit").change == "stays"


def test_a_day_that_moves_reopens_with_the_new_day() -> None:
    early = {**CONTRACTOR, "arrives_on": START}
    found = differ(people({**early, "arrives_on": START + dt.timedelta(2)}), people(early))

    permit = effected(found, "permit")
    assert ("day-moved", "", 1) in reasons(found, "permit")
    assert permit.due_on is not None
    assert permit.due_was is not None
    assert permit.due_on < permit.due_was


def test_what_is_required_only_now_is_new_and_what_no_longer_is_gone() -> None:
    found = differ(people(SOLDIER), people(CONTRACTOR))
    back = differ(people(CONTRACTOR), people(SOLDIER))

    assert {e.requirement.what: e.change for e in found.requirements} == {
        "visa": "new",
        "permit": "new",
        "passport": "stays",
    }
    assert {e.requirement.what: e.change for e in back.requirements}["permit"] == "gone"


def test_lines_that_left_are_counted_and_reopen_nothing() -> None:
    found = differ(people(CONTRACTOR, CONTRACTOR), people(CONTRACTOR))

    assert (effected(found, "visa").change, effected(found, "visa").dropped) == ("stays", 1)


def test_what_was_filed_or_done_already_is_said_and_comes_first() -> None:
    old = people(
        {**CONTRACTOR, "passport_held": True}, filings=(Filing("permit", filed_on=dt.date(2024, 1, 2)),)
    )
    new = people(
        {**CONTRACTOR, "passport_held": True},
        CONTRACTOR,
        filings=(Filing("permit", filed_on=dt.date(2024, 1, 2)),),
    )

    found = differ(old, new)

    assert effected(found, "permit").under_way.filing == "with-them"
    assert effected(found, "permit").under_way.filed_on == dt.date(2024, 1, 2)
    assert effected(found, "passport").under_way.done == 1
    assert not effected(found, "visa").under_way
    assert [bool(e.under_way) for e in found.requirements if e.change == "reopens"] == [True, True, False]


# What follows


def test_outcomes_that_turned_and_questions_that_are_new_are_told() -> None:
    found = differ(people(SOLDIER, CONTRACTOR), people({**SOLDIER, "role": None}, CONTRACTOR))

    assert [(t.old, t.new, list(t.lines)) for t in found.turned] == [
        ("conditional", "undetermined", ["people!2"])
    ]
    assert [q.fact for q in found.questions] == ["role"]
    assert differ(people({**SOLDIER, "role": None}), people(SOLDIER)).settled[0].fact == "role"


def test_a_changed_fact_of_the_visit_reaches_every_line() -> None:
    by_place = law(
        treaty(provision("in", "permits", "entry")),
        host(provision("visa", "requires", "visa", when="reading = 'narrow' OR ashore")),
    )
    old = people(SOLDIER, SOLDIER)
    new = replace(old, facts={**old.facts, "reading": "narrow"})

    assert reasons(differ(old, new, by_place), "visa") == [("fact-changed", "reading", 2)]


def test_a_changed_leg_reaches_the_lines_that_look_it_up() -> None:
    by_carrier = law(
        treaty(provision("in", "permits", "entry")),
        host(provision("visa", "requires", "visa", when="carrier = 'hired' OR carrier = 'military'")),
    )
    sheets = {
        "movements": [{"leg_id": "L1", "carrier": "hired"}],
        "people": [{"person_id": "P", "leg_id": "L1"}],
    }
    old = build_visit(sheets=sheets)
    new = build_visit(sheets={**sheets, "movements": [{"leg_id": "L1", "carrier": "military"}]})

    found = differ(old, new, by_carrier)

    assert reasons(found, "visa") == [("fact-changed", "carrier", 1)]
    assert [c.sheet for c in found.changed] == ["movements"]


# Properties


@settings(max_examples=25, deadline=None, database=None, derandomize=True)
@given(st.integers(0, 10_000))
def test_a_list_that_was_only_sorted_anew_has_not_changed(seed: int) -> None:
    generator = Generator(installed_law(), seed)
    asked = generator.asked(12, generator.rng.sample(SHEETS, 3))
    visit = asked.visit
    mixed = replace(visit, sheets={name: shuffled(frame, seed) for name, frame in visit.sheets.items()})

    found = difference(
        Version(visit, ask(visit, installed_law(), asked_on=asked.asked_on)),
        Version(mixed, ask(mixed, installed_law(), asked_on=asked.asked_on)),
        installed_law(),
    )

    assert found.is_none


def shuffled(frame: pl.DataFrame, seed: int) -> pl.DataFrame:
    """The lines in another sequence, each in the row where it then stands."""
    at = list(range(frame.height))
    random.Random(seed).shuffle(at)
    return frame[at].with_columns(row=pl.int_range(2, frame.height + 2, dtype=pl.UInt32))


@settings(max_examples=40, deadline=None, database=None, derandomize=True)
@given(
    st.lists(st.sampled_from(["A", "B", "C", None]), max_size=5),
    st.lists(st.sampled_from(["A", "B", "C", None]), max_size=5),
)
def test_every_line_is_matched_once_or_has_come_or_gone(old: list[str | None], new: list[str | None]) -> None:
    frames = [
        sheet_of("people", *({"ref": ref} for ref in refs)) if refs else sheet_of("people")
        for refs in (old, new)
    ]

    matched = match_lines("people", *frames)

    assert sorted([*matched.pairs["old"], *matched.left]) == frames[0]["row"].to_list()
    assert sorted([*matched.pairs["new"], *matched.added]) == frames[1]["row"].to_list()
