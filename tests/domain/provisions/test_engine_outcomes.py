"""Steps 7 and 8 of section 7a on tiny made-up law: what stands, done or not, and the outcome."""

from collections.abc import Mapping

import pytest

from comity.domain.visits.visit import Contingent
from tests.build import (
    ask,
    asked_facts,
    build_visit,
    exception,
    host,
    host_text,
    law,
    of_visit,
    outcome,
    problems_of,
    provision,
    requirement,
    result,
    scope,
    treaty,
)
from tests.cast import ALDER, BIRCH, CEDAR, HOST_LAW, OTHER_TREATY, TREATY

VISA = f"{HOST_LAW}:visa"
IN = provision("in", "permits", "entry")
DUTY = provision("visa", "requires", "visa", when="armed")
BARRING = provision("visa", "requires", "visa", when="armed", without="forbidden")

# Step 7: stands


@pytest.mark.parametrize(
    ("armed", "lift", "expected"),
    [
        (True, "TRUE", "lifted"),
        (True, "resident", "unknown"),
        (True, "FALSE", "stands"),
        (None, "TRUE", "lifted"),
        (None, "resident", "unknown"),
        (None, "FALSE", "unknown"),
        (False, "TRUE", "absent"),
        (False, "resident", "absent"),
        (False, "FALSE", "absent"),
    ],
)
def test_what_reaches_and_is_not_lifted_stands(armed: bool | None, lift: str, expected: str) -> None:
    free = provision("free", "exempts", "visa", when=lift)

    answer = ask(build_visit({"armed": armed}), law(treaty(IN, free), host(DUTY)))

    assert result(answer, VISA) == expected


@pytest.mark.parametrize(
    ("armed", "held", "shown", "expected"),
    [
        (True, None, "stands", "conditional"),
        (True, True, "met", "permitted"),
        (True, False, "failed", "conditional"),
        (None, None, "unknown", "undetermined"),
        (None, True, "met", "permitted"),
        (None, False, "unknown", "undetermined"),
        (False, None, "absent", "permitted"),
        (False, True, "absent", "permitted"),
        (False, False, "absent", "permitted"),
    ],
)
def test_a_requirement_is_to_do_met_or_failed(
    armed: bool | None, held: bool | None, shown: str, expected: str
) -> None:
    answer = ask(build_visit({"armed": armed, "visa_held": held}), law(treaty(IN), host(DUTY)))

    assert (result(answer, VISA), outcome(answer)) == (shown, expected)


@pytest.mark.parametrize(
    ("armed", "held", "expected"),
    [
        (True, None, "conditional"),
        (True, True, "permitted"),
        (True, False, "forbidden"),
        (None, False, "undetermined"),
        (None, True, "permitted"),
        (False, False, "permitted"),
    ],
)
def test_a_failed_requirement_bars_if_nothing_goes_without_it(
    armed: bool | None, held: bool | None, expected: str
) -> None:
    answer = ask(build_visit({"armed": armed, "visa_held": held}), law(treaty(IN), host(BARRING)))

    assert outcome(answer) == expected


def test_a_failed_requirement_that_is_lifted_bars_nothing() -> None:
    free = provision("free", "exempts", "visa")

    answer = ask(build_visit({"armed": True, "visa_held": False}), law(treaty(IN, free), host(BARRING)))

    assert outcome(answer) == "permitted"


# Step 8: whose duties count


@pytest.mark.parametrize("held", [None, False])
@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("sending", "conditional"),
        ("unit", "conditional"),
        ("person", "conditional"),
        ("receiving", "permitted"),
        ("joint-committee", "permitted"),
    ],
)
def test_only_the_visitors_duties_make_a_line_conditional(by: str, expected: str, held: bool | None) -> None:
    duty = provision("visa", "requires", "visa", by=by)

    answer = ask(build_visit({"visa_held": held}), law(treaty(IN), host(duty)))

    assert outcome(answer) == expected
    assert requirement(answer, "visa").by == by


def test_a_duty_of_the_host_that_may_stand_leaves_nothing_undetermined() -> None:
    duty = provision("visa", "requires", "visa", when="armed", by="receiving")

    answer = ask(build_visit({}), law(treaty(IN), host(duty)))

    assert outcome(answer) == "permitted"
    assert asked_facts(answer) == []


@pytest.mark.parametrize("armed", [True, None])
def test_conduct_is_listed_and_never_counted(armed: bool | None) -> None:
    conduct = provision("care", "requires", "weapons", when="armed", kind="conduct", done=None)

    answer = ask(build_visit({"armed": armed}), law(treaty(IN), host(conduct)))

    assert outcome(answer) == "permitted"
    assert requirement(answer, "weapons").kind == "conduct"


# Step 8: the order of the outcomes


def test_forbidden_comes_before_not_covered() -> None:
    ban = provision("ban", "forbids", "weapons")

    answer = ask(build_visit({}), law(treaty(), host(ban)))

    assert outcome(answer) == "forbidden"


def test_not_covered_comes_before_an_unknown_ban_and_lists_the_ordinary_rules() -> None:
    ban = provision("ban", "forbids", "weapons", when="armed")
    duty = provision("visa", "requires", "visa")

    answer = ask(build_visit({}), law(treaty(), host(ban, duty)))

    assert outcome(answer) == "not-covered"
    assert result(answer, VISA) == "stands"


def test_an_unknown_duty_comes_before_an_open_one() -> None:
    duties = (DUTY, provision("passport", "requires", "passport", done="passport_held"))

    answer = ask(build_visit({}), law(treaty(IN), host(*duties)))

    assert outcome(answer) == "undetermined"


def test_the_visit_has_the_worst_outcome_of_its_lines() -> None:
    entry = provision("in", "permits", "entry", when="role <> 'contractor'")
    of_host = host(provision("ban", "forbids", "weapons", when="age < 18"), DUTY)
    lines = {
        "permitted": {"role": "soldier", "armed": False, "age": 30},
        "conditional": {"role": "soldier", "armed": True, "age": 30},
        "undetermined": {"role": "soldier", "age": 30},
        "not-covered": {"role": "contractor", "armed": False, "age": 30},
        "forbidden": {"role": "soldier", "armed": False, "age": 17},
    }
    people: list[Mapping[str, object]] = []

    for expected, line in lines.items():
        people.append(line)
        answer = ask(build_visit(*people), law(treaty(entry), of_host))

        assert answer.outcome == expected


# Step 8: territory, and no law of the host


def test_beyond_the_territory_nobody_needs_an_agreement() -> None:
    visit = build_visit({}, facts={"ashore": False}, contingents=(Contingent("1", CEDAR),))

    answer = ask(visit, law(treaty(IN), host(scope("ashore"), provision("visa", "requires", "visa"))))

    assert outcome(answer) == "permitted"


@pytest.mark.parametrize("covered", [True, False])
def test_where_the_territory_is_unknown_everything_is(covered: bool) -> None:
    visit = build_visit({}, facts={}, contingents=(Contingent("1", ALDER if covered else CEDAR),))

    answer = ask(visit, law(treaty(IN), host(scope("ashore"))))

    assert outcome(answer) == "undetermined"
    assert "ashore" in asked_facts(answer)


def test_without_a_rulebook_of_the_host_what_is_covered_is_undetermined_and_the_law_is_asked_for() -> None:
    answer = ask(build_visit({}), law(treaty(IN)))

    assert outcome(answer) == "undetermined"
    assert asked_facts(answer) == [f"host_law.{BIRCH}"]


def test_without_a_rulebook_of_the_host_a_line_can_still_be_not_covered_or_forbidden() -> None:
    book = treaty(
        provision("in", "permits", "entry", when="role = 'soldier'"),
        provision("ban", "forbids", "weapons", when="armed"),
    )
    people = ({"role": "contractor"}, {"role": "soldier", "armed": True})

    answer = ask(build_visit(*people), law(book))

    assert [outcome(answer, row=row) for row in (2, 3)] == ["not-covered", "forbidden"]


# Step 8: occurrence sheets


def test_an_unknown_assignment_leaves_an_incident_undetermined_and_is_asked() -> None:
    whose = provision("whose", "assigns", "jurisdiction", sheet="incidents", when="on_duty")

    answer = ask(build_visit(sheets={"incidents": [{}]}), law(treaty(whose), host()))

    assert outcome(answer, "incidents") == "undetermined"
    assert "on_duty" in asked_facts(answer)


def test_an_unknown_assignment_changes_no_other_sheet() -> None:
    costs = provision("costs", "assigns", "costs", when="armed", value="receiving")

    answer = ask(build_visit({}), law(treaty(IN, costs), host()))

    assert outcome(answer) == "permitted"


def test_two_agreements_that_assign_one_thing_differently_leave_it_undetermined() -> None:
    ours = treaty(provision("whose", "assigns", "jurisdiction", sheet="incidents", value="sending"))
    theirs = treaty(
        provision("whose", "assigns", "jurisdiction", sheet="incidents", value="receiving"), id=OTHER_TREATY
    )

    answer = ask(build_visit(sheets={"incidents": [{}]}), law(ours, theirs, host()))

    assert outcome(answer, "incidents") == "undetermined"
    asked = [each for each in answer.questions if each.fact == "reading.jurisdiction"]
    assert [set(each.cites) for each in asked] == [{f"{TREATY} I", f"{OTHER_TREATY} I"}]


def test_two_agreements_that_assign_one_thing_alike_settle_it() -> None:
    whose = provision("whose", "assigns", "jurisdiction", sheet="incidents", value="sending")

    answer = ask(
        build_visit(sheets={"incidents": [{}]}), law(treaty(whose), treaty(whose, id=OTHER_TREATY), host())
    )

    assert outcome(answer, "incidents") == "permitted"


def test_an_open_duty_after_an_incident_is_conditional() -> None:
    report = provision(
        "report", "requires", "notice", sheet="incidents", kind="notice", done="report_made", by="sending"
    )

    answer = ask(build_visit(sheets={"incidents": [{}, {"report_made": True}]}), law(treaty(report), host()))

    assert [outcome(answer, "incidents", row) for row in (2, 3)] == ["conditional", "permitted"]


def test_the_visit_itself_is_judged_once_for_each_contingent() -> None:
    notice = provision("tell", "requires", "notice", sheet="visit", kind="notice", done="notice_given")
    visit = build_visit(contingents=(Contingent("a", ALDER), Contingent("c", CEDAR)))

    answer = ask(visit, law(treaty(notice), host()))

    assert [outcome(answer, "visit", row) for row in (1, 2)] == ["conditional", "permitted"]
    assert of_visit(answer) == "conditional"


# Sureness that does not decide


@pytest.mark.parametrize("sureness", ["recall", "unverified"])
@pytest.mark.parametrize("effect", ["permits", "exempts", "requires", "forbids", "assigns"])
def test_advice_never_decides(effect: str, sureness: str) -> None:
    what = {"permits": "weapons", "exempts": "visa", "forbids": "passport"}.get(effect, "fees")
    base = (provision("visa", "requires", "visa"), provision("arms", "forbids", "weapons", when="armed"))
    advice = provision("perhaps", effect, what, sureness=sureness, says="Perhaps.")
    people = ({"armed": True}, {"armed": False}, {"visa_held": True})

    without = ask(build_visit(*people), law(treaty(IN), host(*base)))
    with_it = ask(build_visit(*people), law(treaty(IN, advice), host(*base)))

    assert with_it.groups == without.groups
    assert with_it.requirements == without.requirements
    assert [(a.provision, a.says, a.sureness) for a in with_it.advice] == [("perhaps", "Perhaps.", sureness)]


@pytest.mark.parametrize("sureness", ["recall", "unverified"])
def test_an_exception_that_is_not_sure_is_refused_because_exceptions_decide(sureness: str) -> None:
    ban = provision("ban", "forbids", "weapons")

    _, problems = problems_of(host_text(ban, exception("ban", "armed", sureness=sureness)))

    assert [problem.code for problem in problems] == ["rulebook.entry"]
    assert f"sureness is {sureness}" in problems[0].found
