"""What a treaty is worth: the same visit under several agreements, and what each gives and takes."""

import datetime as dt
import json
from typing import Any

import pytest

from comity.domain.provisions.law import Law
from comity.domain.visits.comparison import AS_IS, Case, Comparison, Shift, compared
from comity.domain.visits.comparison_json import comparison_json
from comity.domain.visits.visit import Visit
from comity.report.comparison import (
    comparison_html,
    duty_bars,
    outcome_bar,
    paragraphs,
    setting,
    whom,
    without_agreement,
)
from tests.build import agreement, ask, build_visit, host, law, provision, treaty
from tests.cast import IN_FORCE_SINCE, OTHER_TREATY, TREATY, VOCABULARY

DAYS = {"basis": "law", "unit": "calendar-days", "to": "arrival"}
IN = provision("in", "permits", "entry", when="role = 'soldier' OR role = 'civilian'")
LAW = law(
    treaty(
        IN,
        provision("no-visa", "exempts", "visa", when="role = 'soldier'"),
        provision("weapons", "permits", "weapons", when="armed"),
        provision(
            "notice", "requires", "notice", kind="notice", done="permit_held", lead={**DAYS, "amount": 10}
        ),
        provision("costs", "assigns", "costs", value="sending"),
    ),
    treaty(IN, provision("all", "exempts", "visa", when="NOT resident"), id=OTHER_TREATY),
    host(
        provision("visa", "requires", "visa", lead={**DAYS, "amount": 30}, authority="birch-border"),
        provision("weapons", "forbids", "weapons", when="armed", says="No weapons."),
    ),
    registry=(
        agreement(TREATY, ("signed", IN_FORCE_SINCE)),
        agreement(OTHER_TREATY, ("signed", IN_FORCE_SINCE)),
    ),
)
SOLDIER: dict[str, Any] = {"role": "soldier", "armed": False, "resident": False}
CIVILIAN: dict[str, Any] = {**SOLDIER, "role": "civilian"}


def worth(visit: Visit, *under: str, of: Law = LAW) -> Comparison:
    return compared([Case(name, ask(visit, of, under=None if name == AS_IS else name)) for name in under])


def shifts(found: tuple[Shift, ...]) -> list[tuple[str, str, list[str], tuple[str, ...]]]:
    return [(s.point.effect, s.point.what, list(s.lines), s.lifted_by) for s in found]


def words(comparison: Comparison) -> str:
    return " ".join(paragraphs(comparison, comparison.steps[0], VOCABULARY.whats))


# What falls away, and what comes on top


def test_a_duty_that_falls_away_is_told_with_its_lines_and_what_lifts_it() -> None:
    step = worth(build_visit(SOLDIER, SOLDIER, CIVILIAN), "none", TREATY).steps[0]

    assert ("requires", "visa", ["people!2-3"], (f"{TREATY} I",)) in shifts(step.lost)


def test_a_duty_that_comes_on_top_is_told() -> None:
    step = worth(build_visit(SOLDIER), "none", TREATY).steps[0]

    assert [(s.point.what, s.count) for s in step.gained if s.point.effect == "requires"] == [("notice", 1)]


def test_bans_and_assignments_are_told_apart_from_duties() -> None:
    step = worth(build_visit({**SOLDIER, "armed": True}), "none", TREATY).steps[0]

    assert [s.point.what for s in step.lost if s.point.effect == "forbids"] == ["weapons"]
    assert [(s.point.what, s.point.value) for s in step.gained if s.point.effect == "assigns"] == [
        ("costs", "sending")
    ]


def test_lines_whose_outcome_turns_are_counted() -> None:
    step = worth(build_visit(SOLDIER, CIVILIAN, {**SOLDIER, "role": "contractor"}), "none", TREATY).steps[0]

    assert [(t.old, t.new, list(t.lines)) for t in step.turned] == [
        ("not-covered", "conditional", ["people!2-3"])
    ]


def test_what_becomes_undetermined_is_counted_with_the_questions_asked_only_then() -> None:
    visit = build_visit({**SOLDIER, "resident": None}, SOLDIER)

    step = worth(visit, "none", OTHER_TREATY).steps[0]

    assert (step.unsettled, [q.fact for q in step.asked]) == (1, ["resident"])


# Days


def test_days_won_are_from_first_known_filing_day_to_first_known_filing_day() -> None:
    step = worth(build_visit(SOLDIER), "none", TREATY).steps[0]

    first, then = step.first_due
    assert first is not None
    assert then is not None
    assert (first.what, then.what) == ("visa", "notice")
    assert first.due_on is not None
    assert then.due_on is not None
    assert step.days_won == (then.due_on - first.due_on).days > 0


def test_where_no_lead_is_known_no_days_are_won_or_lost() -> None:
    step = worth(build_visit(SOLDIER), "none", OTHER_TREATY).steps[0]

    assert step.first_due[1] is None
    assert step.days_won is None


# Cases


def test_without_an_access_agreement_it_is_said_that_the_capitals_settle_by_notes() -> None:
    bare = without_agreement(worth(build_visit(SOLDIER), AS_IS, TREATY))

    assert "settle by notes, case by case" in bare
    assert "which is what applies if they do not" in bare


def test_where_an_agreement_stands_behind_every_case_nothing_is_said_of_notes() -> None:
    assert without_agreement(worth(build_visit(SOLDIER), TREATY, OTHER_TREATY)) == ""


def test_the_law_as_it_stands_has_an_agreement_if_one_applies() -> None:
    in_force = law(treaty(IN), host(provision("visa", "requires", "visa")))

    comparison = worth(build_visit(SOLDIER), AS_IS, "none", of=in_force)

    assert [case.has_access_agreement for case in comparison.cases] == [True, False]


def test_a_case_against_itself_changes_nothing() -> None:
    step = worth(build_visit(SOLDIER, CIVILIAN), TREATY, TREATY).steps[0]

    assert (step.lost, step.gained, step.turned, step.days_won, step.unsettled, step.asked) == (
        (),
        (),
        (),
        0,
        0,
        (),
    )


def test_the_way_back_gives_what_the_way_there_takes() -> None:
    visit = build_visit(SOLDIER, CIVILIAN, {**SOLDIER, "armed": True})

    there, back = worth(visit, "none", TREATY).steps[0], worth(visit, TREATY, "none").steps[0]

    assert {(s.point.key, s.lines.texts) for s in there.lost} == {
        (s.point.key, s.lines.texts) for s in back.gained
    }
    assert there.days_won == -(back.days_won or 0)


@pytest.mark.parametrize("count", [0, 1])
def test_fewer_than_two_cases_are_no_comparison(count: int) -> None:
    case = Case("none", ask(build_visit(SOLDIER), LAW, under="none"))

    with pytest.raises(ValueError, match="two answers"):
        compared([case] * count)


def test_answers_to_other_facts_are_no_comparison() -> None:
    cases = [Case("none", ask(build_visit(row), LAW, under="none")) for row in (SOLDIER, CIVILIAN)]

    with pytest.raises(ValueError, match="same facts"):
        compared(cases)


# In words, as JSON, as a picture


def test_the_words_say_it_in_people_and_days() -> None:
    said = words(worth(build_visit(*[SOLDIER] * 170, title="Exercise"), "none", TREATY))

    assert "170 people covered by no agreement would be allowed once open duties are met" in said
    assert "It would take away: a visa with Office birch-border, for 170 people" in said
    assert "It would bring: notice of the visit, for 170 people" in said
    assert "days won for the first filing" in said


def test_what_is_asked_is_said() -> None:
    said = setting(worth(build_visit(SOLDIER), "none", TREATY))

    assert "Against no access agreement is held" in said
    assert "taken as in force" in said


def test_lines_are_counted_in_plain_words() -> None:
    visit = build_visit(SOLDIER, sheets={"people": [SOLDIER] * 2, "goods": [{"kind": "food"}]})
    lines = ask(visit, LAW).groups

    assert [whom(group.lines) for group in lines if group.sheet != "visit"] == ["2 people", "1 line of goods"]


def test_json_holds_cases_points_and_steps() -> None:
    values = json.loads(comparison_json(worth(build_visit(SOLDIER), "none", TREATY)))

    assert [case["under"] for case in values["cases"]] == ["none", TREATY]
    assert [case["lines"]["not-covered"] for case in values["cases"]] == [1, 0]
    assert all(len(point["cases"]) == 2 for point in values["points"])
    assert (values["steps"][0]["from"], values["steps"][0]["to"]) == ("none", TREATY)
    assert dt.date.fromisoformat(values["steps"][0]["first_due"]["from"]["due_on"])


def test_bars_show_shares_and_say_them() -> None:
    comparison = worth(
        build_visit(SOLDIER, SOLDIER, SOLDIER, {**SOLDIER, "role": "contractor"}), "none", TREATY
    )

    bar = outcome_bar(comparison.cases[1].answer)
    duties = dict(duty_bars(comparison, VOCABULARY.whats))

    assert [(name, width) for _, width, name in bar.parts] == [("not-covered", 250.0), ("conditional", 750.0)]
    assert bar.words == "1 line not covered, 3 lines conditional"
    visa = duties["a visa with Office birch-border"]
    assert [drawn.parts[0][1] if drawn.parts else 0 for _, drawn, _ in visa] == [1000.0, 250.0]


def test_the_page_is_escaped_and_says_in_words_what_the_pictures_show() -> None:
    visit = build_visit(SOLDIER, title="<script>alert(1)</script>")

    page = comparison_html(worth(visit, "none", TREATY), VOCABULARY.whats)

    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert page.count("<svg") == page.count("<title id=")
    assert "settle by notes, case by case" in page
