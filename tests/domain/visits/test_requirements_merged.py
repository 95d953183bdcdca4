"""What is asked of the visitor: one requirement per what, authority and bearer, with its earliest day."""

import datetime as dt

from comity.domain.visits.visit import Contingent
from tests.build import Row, ask, build_visit, host, law, outcome, provision, requirement, treaty
from tests.cast import ALDER, CEDAR, HOST_LAW, TREATY

IN = provision("in", "permits", "entry")
ONE_DAY = {"amount": 1, "unit": "working-days"}
ONE_WEEK = {"amount": 1, "unit": "weeks"}


def test_one_what_with_one_authority_by_one_bearer_is_one_requirement() -> None:
    from_treaty = provision("visa-too", "requires", "visa", authority="birch-border", lead=ONE_WEEK)
    from_host = provision("visa", "requires", "visa", authority="birch-border", lead=ONE_DAY)

    answer = ask(build_visit({}), law(treaty(IN, from_treaty), host(from_host)))

    found = requirement(answer, "visa")
    assert found.due_on == dt.date(2024, 5, 31)
    assert found.cites == (f"{TREATY} I", f"{HOST_LAW} I")


def test_the_words_of_all_leads_are_kept() -> None:
    duties = (
        provision("visa", "requires", "visa", lead=ONE_DAY),
        provision("visa-again", "requires", "visa", lead={"word": "promptly"}),
    )

    found = requirement(ask(build_visit({}), law(treaty(IN), host(*duties))), "visa")

    assert (found.due_on, found.due_words) == (dt.date(2024, 6, 7), "promptly")


def test_another_authority_or_another_bearer_is_another_requirement() -> None:
    duties = (
        provision("a", "requires", "visa", authority="birch-border"),
        provision("b", "requires", "visa", authority="alder-embassy"),
        provision("c", "requires", "visa"),
        provision("d", "requires", "visa", by="person"),
    )

    answer = ask(build_visit({}), law(treaty(IN), host(*duties)))

    assert {(each.authority, each.by) for each in answer.requirements} == {
        ("birch-border", "unit"),
        ("alder-embassy", "unit"),
        (None, "unit"),
        (None, "person"),
    }


def test_a_requirement_names_its_lines_over_sheets_and_groups() -> None:
    duties = (
        provision("a", "requires", "permit", done="permit_held", when="armed"),
        provision("b", "requires", "permit", done="permit_held", sheet="goods"),
    )
    entries = (IN, provision("goods-in", "permits", "entry", sheet="goods"))
    visit = build_visit(
        {"armed": True, "role": "soldier"},
        {"armed": False},
        {"armed": True, "role": "civilian"},
        sheets={"goods": [{"kind": "food"}, {"kind": "arms"}]},
    )

    found = requirement(ask(visit, law(treaty(*entries), host(*duties))), "permit")

    assert found.lines == ("people!2", "people!4", "goods!2-3")


def test_the_requirements_surest_text_is_not_that_of_its_least_sure_provision() -> None:
    duties = (
        provision("visa", "requires", "visa"),
        provision("visa-again", "requires", "visa", sureness="summary"),
    )

    found = requirement(ask(build_visit({}), law(treaty(IN), host(*duties))), "visa")

    assert found.sureness == "summary"


def test_met_lines_are_not_among_those_that_are_still_open() -> None:
    duty = provision("visa", "requires", "visa", lead=ONE_DAY)
    people: tuple[Row, ...] = ({"visa_held": True}, {}, {"visa_held": True}, {})

    found = requirement(ask(build_visit(*people), law(treaty(IN), host(duty))), "visa")

    assert (found.state, tuple(found.lines)) == ("open", ("people!3", "people!5"))


def test_one_refusal_does_not_hide_what_the_others_must_still_do() -> None:
    duty = provision("visa", "requires", "visa", lead=ONE_DAY)
    people: tuple[Row, ...] = ({"visa_held": False, "arrives_on": dt.date(2024, 6, 17)}, {}, {})

    answer = ask(build_visit(*people), law(treaty(IN), host(duty)))

    lines = {line for each in answer.requirements for line in each.lines}
    days = [each.due_on for each in answer.requirements if each.due_on]
    assert {"people!3-4", "people!2-4"} & lines
    assert min(days) == dt.date(2024, 6, 7)


def test_one_open_duty_does_not_hide_that_it_may_be_due_for_others() -> None:
    duty = provision("visa", "requires", "visa", when="armed", lead=ONE_DAY)
    people: tuple[Row, ...] = ({"armed": True, "arrives_on": dt.date(2024, 6, 17)}, {})

    answer = ask(build_visit(*people), law(treaty(IN), host(duty)))

    assert outcome(answer, row=3) == "undetermined"
    assert any("people!3" in each.lines or "people!2-3" in each.lines for each in answer.requirements)


def test_a_duty_of_conduct_does_not_hide_a_clearance_of_the_same_what() -> None:
    duties = (
        provision("care", "requires", "weapons", kind="conduct", done=None, authority="birch-arms"),
        provision(
            "clear", "requires", "weapons", kind="clearance", done="permit_held", authority="birch-arms"
        ),
    )

    answer = ask(build_visit({}), law(treaty(IN), host(*duties)))

    assert outcome(answer) == "conditional"
    assert "clearance" in [each.kind for each in answer.requirements]


def test_the_requirements_of_a_contingent_concern_its_own_lines() -> None:
    contingents = (Contingent("a", ALDER), Contingent("c", CEDAR))
    duty = provision("visa", "requires", "visa", when=f"sending_state = '{CEDAR}'")

    answer = ask(
        build_visit({"contingent": "a"}, {"contingent": "c"}, contingents=contingents),
        law(treaty(IN), host(duty)),
    )

    assert requirement(answer, "visa").lines == ("people!3",)


def test_what_an_agreement_lifts_is_not_required() -> None:
    duty = provision("visa", "requires", "visa", lead=ONE_DAY)

    answer = ask(build_visit({}), law(treaty(IN, provision("free", "exempts", "visa")), host(duty)))

    assert answer.requirements == ()
