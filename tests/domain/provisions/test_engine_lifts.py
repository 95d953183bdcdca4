"""Step 6 of section 7a on tiny made-up law: what lifts the duties and bans of host law, and what does not."""

import pytest

from tests.build import (
    ask,
    build_visit,
    finding,
    host,
    law,
    outcome,
    provision,
    question,
    result,
    treaty,
)
from tests.cast import HOST_LAW, TREATY

VISA = f"{HOST_LAW}:visa"
IN = provision("in", "permits", "entry")
NO_VISA = provision("no-visa", "exempts", "visa")
VISA_DUTY = provision("visa", "requires", "visa")


def test_an_exemption_lifts_the_host_laws_duty_of_the_same_what_only() -> None:
    duties = (VISA_DUTY, provision("passport", "requires", "passport", done="passport_held"))

    answer = ask(build_visit({}), law(treaty(IN, NO_VISA), host(*duties)))

    visa = finding(answer, VISA)
    assert visa is not None
    assert (visa.result, visa.lifted_by) == ("lifted", (f"{TREATY}:no-visa",))
    assert result(answer, f"{HOST_LAW}:passport") == "stands"


def test_a_permission_lifts_the_host_laws_ban_of_the_same_what_only() -> None:
    bans = (
        provision("no-arms", "forbids", "weapons", when="armed"),
        provision("no-entry", "forbids", "entry"),
    )
    arms = provision("arms", "permits", "weapons")

    answer = ask(build_visit({"armed": True}), law(treaty(arms), host(bans[0])))
    stricter = ask(build_visit({"armed": True}), law(treaty(arms), host(*bans)))

    assert outcome(answer) == "permitted"
    assert outcome(stricter) == "forbidden"


def test_an_exemption_lifts_no_ban_and_a_permission_no_duty() -> None:
    book = treaty(IN, provision("free", "exempts", "weapons"), provision("may", "permits", "visa"))
    of_host = host(VISA_DUTY, provision("no-arms", "forbids", "weapons", when="armed"))

    answer = ask(build_visit({"armed": True}, {"armed": False}), law(book, of_host))

    assert [outcome(answer, row=row) for row in (2, 3)] == ["forbidden", "conditional"]
    assert result(answer, VISA) == "stands"


def test_an_exemption_within_host_law_lifts_nothing() -> None:
    given = provision("no-visa", "exempts", "visa", within_host_law=True)

    answer = ask(build_visit({}), law(treaty(IN, given), host(VISA_DUTY)))

    assert result(answer, VISA) == "stands"


def test_an_agreements_own_duties_and_bans_yield_to_no_other_provision() -> None:
    own = (provision("visa", "requires", "visa"), provision("no-arms", "forbids", "weapons", when="armed"))
    gifts = (IN, NO_VISA, provision("arms", "permits", "weapons"))

    answer = ask(build_visit({"armed": False}, {"armed": True}), law(treaty(*own, *gifts), host()))

    assert [outcome(answer, row=row) for row in (2, 3)] == ["conditional", "forbidden"]


@pytest.mark.parametrize(("held", "expected"), [(None, "lifted"), (True, "lifted"), (False, "stands")])
def test_a_failed_requirement_takes_back_the_lift_that_it_names(held: bool | None, expected: str) -> None:
    card = provision("card", "requires", "permit", done="permit_held", without="visa")

    answer = ask(build_visit({"permit_held": held}), law(treaty(IN, NO_VISA, card), host(VISA_DUTY)))

    assert result(answer, VISA) == expected


def test_a_failed_requirement_that_is_itself_lifted_takes_back_nothing() -> None:
    card = provision("card", "requires", "permit", done="permit_held", without="visa")
    free = provision("no-card", "exempts", "permit")

    answer = ask(build_visit({"permit_held": False}), law(treaty(IN, NO_VISA, free), host(VISA_DUTY, card)))

    assert result(answer, VISA) == "lifted"


def test_it_is_unknown_whether_a_lift_is_taken_back_by_what_may_have_failed() -> None:
    card = provision("card", "requires", "permit", when="armed", done="permit_held", without="visa")

    answer = ask(build_visit({"permit_held": False}), law(treaty(IN, NO_VISA, card), host(VISA_DUTY)))

    assert result(answer, VISA) == "unknown"
    assert question(answer, "armed") is not None
