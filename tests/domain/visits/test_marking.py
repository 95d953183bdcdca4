"""Markings: what is above the level is gone before the law is asked, and nothing left knows of it."""

import datetime as dt
import json
from dataclasses import replace
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.corpus.library import installed_library
from comity.corpus.markings import installed_markings
from comity.domain.errors import Place, Problem, Refusal
from comity.domain.provisions.law import Law
from comity.domain.visits.answer import Answer
from comity.domain.visits.answer_json import answer_json
from comity.domain.visits.marking import (
    Markings,
    Name,
    filings_asked_for,
    names_above,
    not_derived,
    problems_left,
    withhold,
)
from comity.domain.visits.visit import Attestation, Filing, Pool, StatedAnswer, Table, Visit
from tests.build import ask, build_visit, host, law, outcome, provision, question, treaty
from tests.cast import END, START, VOCABULARY

LEVELS = Markings(("low", "middle", "high"), {"low": 0, "middle": 1, "high": 2, "geheim": 2})
LAW = law(
    treaty(provision("in", "permits", "entry")),
    host(
        provision("no-dogs", "forbids", "weapons", when="dogs > 0", says="No dogs."),
        provision("hired", "requires", "permit", when="carrier = 'hired'", done="permit_held"),
    ),
)


def marked_visit(*people: dict[str, Any], marking: str | None = "low", **changes: Any) -> Visit:
    visit = build_visit(*people, **changes)
    return replace(visit, facts={**visit.facts, **({"marking": marking} if marking else {})})


def left_of(visit: Visit, up_to: str = "low", **options: Any) -> Visit:
    return withhold(visit, VOCABULARY, LEVELS, up_to, **options)


def answer_up_to(visit: Visit, up_to: str = "low") -> Answer:
    left = left_of(visit, up_to)
    assert left.withheld is not None
    return ask(left, Law(not_derived(LAW.vocabulary, left.withheld.blank), LAW.registry, LAW.rulebooks))


def rows(visit: Visit, sheet: str = "people") -> list[int]:
    return visit.sheets[sheet]["row"].to_list() if sheet in visit.sheets else []


# Levels and words


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("OFFICIAL: Sensitive", "official-sensitive"),
        ("official-sensitive", "official-sensitive"),
        ("OFFICIAL", "official"),
        ("Diffusion Restreinte", "restricted"),
        ("VS-NfD", "restricted"),
        ("VS – Nur für den Dienstgebrauch", "restricted"),
        ("取扱注意", "restricted"),
        ("PROTECTED", "confidential"),
        ("秘", "confidential"),
        ("RISERVATISSIMO", "confidential"),
        ("ＳＥＣＲＥＴ", "secret"),
        ("TRES SECRET", "top-secret"),
    ],
)
def test_national_words_stand_for_levels(words: str, level: str) -> None:
    markings = installed_markings()

    assert markings.levels[markings.rank(words) or 0] == level


@pytest.mark.parametrize(
    "words", ["AUSTEO", "SECRET//REL TO AUS, JPN", "SECRET AUSTEO", "SPECIAL HANDLING", "secrt", "", "マル秘"]
)
def test_a_caveat_or_an_unknown_word_is_above_every_level(words: str) -> None:
    assert installed_markings().rank(words) is None


def test_the_levels_ascend_from_unclassified_to_top_secret() -> None:
    assert installed_markings().levels == (
        "unclassified",
        "official",
        "official-sensitive",
        "restricted",
        "confidential",
        "secret",
        "top-secret",
    )


# What is left out


@pytest.mark.parametrize(("up_to", "left"), [("low", [2, 5]), ("middle", [2, 3, 5]), ("high", [2, 3, 4, 5])])
def test_lines_above_the_level_are_left_out_and_counted(up_to: str, left: list[int]) -> None:
    visit = marked_visit({"marking": "low"}, {"marking": "middle"}, {"marking": "Geheim"}, {})

    answer = answer_up_to(visit, up_to)

    assert rows(left_of(visit, up_to)) == left
    assert dict(answer.withheld) == ({"people": 4 - len(left)} if len(left) < 4 else {})
    assert answer.complete is (len(left) == 4)
    assert answer.marking_up_to == up_to


def test_a_line_without_a_marking_has_the_visit_s() -> None:
    assert rows(left_of(marked_visit({}, {"marking": "high"}, marking="middle"), "middle")) == [2]


def test_an_unknown_word_is_left_out_at_the_highest_level_too() -> None:
    assert rows(left_of(marked_visit({}, {"marking": "high special handling"}), "high")) == [2]


@pytest.mark.parametrize(
    ("marking", "code"),
    [(None, "marking.unstated"), ("high", "marking.visit-above"), ("odd", "marking.visit-above")],
)
def test_a_visit_whose_head_may_not_be_shown_is_refused(marking: str | None, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        left_of(marked_visit({}, marking=marking))

    assert refused.value.code == code


def test_a_name_from_another_version_leaves_its_line_out_here_too() -> None:
    other = marked_visit({"person_id": "P1", "marking": "high"}, {"person_id": "P2"})

    names = names_above(other, LEVELS, "low")
    left = left_of(marked_visit({"person_id": "P1"}, {"person_id": "P2"}), also=names)

    assert Name("people", "person_id", "P1") in names
    assert rows(left) == [3]


def test_the_events_of_an_animal_go_with_it() -> None:
    sheets = {
        "animals": [{"animal_id": "rex", "marking": "high"}, {"animal_id": "fido"}],
        "animal_events": [{"animal_id": "rex"}, {"animal_id": "fido"}],
    }

    left = left_of(marked_visit(sheets=sheets))

    assert left.withheld is not None
    assert left.withheld.lines == {"animals": 1, "animal_events": 1}
    assert left.sheets["animal_events"]["animal_id"].to_list() == ["fido"]


# Facts that would be read off what is left out


def test_a_count_over_lines_left_out_is_unknown_for_whom_they_belong_to() -> None:
    visit = marked_visit(
        sheets={
            "people": [
                {"person_id": "P1", "carrier": "military"},
                {"person_id": "P2", "carrier": "military"},
            ],
            "animals": [{"animal_id": "A", "person_id": "P1", "species": "dog", "marking": "high"}],
        },
    )

    assert left_of(visit).sheets["people"]["dogs"].to_list() == [None, 0]
    answer = answer_up_to(visit)
    assert [outcome(answer, row=row) for row in (2, 3)] == ["undetermined", "permitted"]
    asked = question(answer, "dogs")
    assert asked is not None
    assert (asked.sheet, list(asked.lines)) == ("people", ["people!2"])


def test_a_key_that_names_a_line_left_out_is_blank_and_what_was_looked_up_is_unknown() -> None:
    sheets = {
        "movements": [
            {"leg_id": "L1", "carrier": "hired", "marking": "high"},
            {"leg_id": "L2", "carrier": "hired"},
        ],
        "people": [{"leg_id": "L1"}, {"leg_id": "L2"}],
    }

    left = left_of(marked_visit(sheets=sheets))

    assert left.sheets["people"]["carrier"].to_list() == [None, "hired"]


def test_what_the_line_says_itself_stays() -> None:
    sheets = {
        "animals": [{"animal_id": "A", "person_id": "P1", "species": "dog", "marking": "high"}],
        "people": [{"person_id": "P1", "dogs": 1}],
    }

    assert left_of(marked_visit(sheets=sheets)).sheets["people"]["dogs"].to_list() == [1]


def test_the_day_of_a_leg_left_out_is_not_kept() -> None:
    day = START + dt.timedelta(3)
    sheets = {
        "movements": [{"leg_id": "L1", "marking": "high"}, {"leg_id": "L2"}],
        "people": [
            {"arrives_leg": "L1", "arrives_on": day, "departs_leg": "L1", "departs_on": day},
            {"arrives_leg": "L2", "arrives_on": day, "departs_leg": "L2", "departs_on": day},
        ],
    }

    people = left_of(marked_visit(sheets=sheets)).sheets["people"]

    assert people["arrives_leg"].to_list() == [None, "L2"]
    assert people["arrives_on"].to_list() == [START, day]
    assert people["departs_on"].to_list() == [END, day]


# What else could betray it


def test_header_and_reading_say_nothing_of_what_is_left_out() -> None:
    visit = marked_visit(
        {"ref": "Ghost One", "marking": "high", "pool": "team"},
        {"ref": "Plain", "pool": "team"},
        attestations=(
            Attestation(
                "people", "all but Ghost One serve", "A. Example", None, {}, ("Ghost One", "2", "3"), 2
            ),
            Attestation("goods", "none is for sale", "A. Example", None, {}),
        ),
        answers=(StatedAnswer("people", "resident", False, 2), StatedAnswer("goods", "kind", "food", 9)),
        filings=(Filing("visa"), Filing("permit", leg="L1")),
        pools=(Pool("team", "people", 1),),
        tables=(
            Table("people", "list.xlsx", "Sheet", 2, 3, notes=("'6 x Ghost One' was read as six lines",)),
        ),
    )

    left = left_of(visit)

    assert [(a.sheet, a.exceptions, a.lines) for a in left.attestations] == [("people", ("3",), 1)]
    assert "Ghost" not in left.attestations[0].statement
    assert [(a.sheet, a.lines) for a in left.answers] == [("people", 1)]
    assert left.pools == ()
    assert left.tables[0].notes == ()


def test_a_filing_for_what_nothing_left_needs_is_left_out() -> None:
    filings = (Filing("visa"), Filing("weapons"), Filing("permit", "birch-arms"))
    answer = ask(build_visit({"carrier": "hired"}), LAW)

    assert [f.what for f in filings_asked_for(filings, answer.requirements)] == []
    assert [f.what for f in filings_asked_for((Filing("permit"),), answer.requirements)] == ["permit"]


def test_problems_quote_no_cell_once_lines_are_left_out() -> None:
    left = left_of(marked_visit({"marking": "high"}, {}))
    problems = (
        Problem("key.twice", Place("people.csv", "people", 3, "person_id"), "found GHOST", "x", "y"),
        Problem("sheet.unknown", Place("ghosts.csv", "goods", None, "GHOST"), "found GHOST", "x", "y"),
        Problem("header.unknown", Place("visit.toml", "visit", None, "titel"), "found titel", "x", "y"),
    )

    shown = problems_left(problems, left)

    assert "GHOST" not in str([str(problem) for problem in shown])
    assert [problem.code for problem in shown] == [problem.code for problem in problems]
    assert shown[2].found == "found titel"


# Nothing of it is in any answer

TEXTS = st.sampled_from(["Ghost-A", "Ghost-B", "Ghost-C"])


@settings(max_examples=60, deadline=None, database=None, derandomize=True)
@given(st.lists(st.tuples(TEXTS, st.sampled_from(["soldier", "contractor"]), st.booleans()), max_size=3))
def test_what_is_left_out_changes_nothing_but_its_count(ghosts: list[tuple[str, str, bool]]) -> None:
    """Two visits that differ only in lines left out have one answer, but for how many those are."""
    seen: list[dict[str, Any]] = [
        {"person_id": "P1", "role": "soldier"},
        {"person_id": "P2", "role": None, "armed": True},
    ]
    hidden: list[dict[str, Any]] = [
        {"person_id": f"G{at}", "ref": ref, "nickname": ref, "role": role, "armed": armed, "marking": "high"}
        for at, (ref, role, armed) in enumerate(ghosts)
    ]
    blank: list[dict[str, Any]] = [{"person_id": f"G{at}", "marking": "high"} for at in range(len(ghosts))]
    columns = {"ref", "nickname", "role", "armed", "marking", "person_id"}

    def answer(*people: dict[str, Any]) -> Answer:
        whole = [{**dict.fromkeys(columns), **each} for each in people]
        return answer_up_to(marked_visit(*whole))

    text = answer_json(answer(*seen, *hidden))

    assert text == answer_json(answer(*seen, *blank))
    assert "Ghost" not in text
    assert (json.loads(text)["withheld"]["lines"] == {"people": len(ghosts)}) or not ghosts


def test_free_text_of_lines_left_in_does_not_name_a_line_left_out() -> None:
    frame = pl.DataFrame({"remarks": ["escort for A35-9.", "A35-90 only", "sails with JS Example"]})
    visit = marked_visit(
        sheets={"aircraft": [{"tail_number": "A35-9", "marking": "high"}, {"tail_number": "A35-90"}]}
    )
    vehicles = build_visit({}, {}, {}).sheets["people"].with_columns(frame["remarks"])
    visit = replace(visit, sheets={**visit.sheets, "vehicles": vehicles})

    left = withhold(visit, installed_library().vocabulary, LEVELS, "low")

    assert left.sheets["vehicles"]["remarks"].to_list() == [None, "A35-90 only", "sails with JS Example"]
