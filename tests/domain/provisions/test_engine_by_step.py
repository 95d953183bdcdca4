"""Steps 2 to 5 of section 7a on tiny made-up law: applies, holds, covers, reaches."""

import datetime as dt

import pytest

from comity.domain.visits.visit import Contingent
from tests.build import (
    agreement,
    ask,
    build_visit,
    definition,
    exception,
    group,
    host,
    law,
    of_visit,
    outcome,
    provision,
    question,
    result,
    scope,
    treaty,
)
from tests.cast import ALDER, BIRCH, CEDAR, HOST_LAW, IN_FORCE_SINCE, OTHER_TREATY, START, TREATY

VISA = f"{HOST_LAW}:visa"
IN = provision("in", "permits", "entry")
NO_VISA = provision("no-visa", "exempts", "visa")
VISA_DUTY = provision("visa", "requires", "visa")

# Step 2: applies


def test_an_agreement_with_another_state_gives_nothing() -> None:
    visit = build_visit({}, contingents=(Contingent("1", CEDAR),))

    answer = ask(visit, law(treaty(IN), host()))

    assert outcome(answer) == "not-covered"
    assert answer.agreements == ()


def test_a_signed_agreement_gives_nothing() -> None:
    signed = (agreement(TREATY, ("signed", IN_FORCE_SINCE)),)

    answer = ask(build_visit({}), law(treaty(IN), host(), registry=signed))

    assert outcome(answer) == "not-covered"
    assert [(a.id, a.applies, a.status) for a in answer.agreements] == [(TREATY, "no", "signed")]


def test_it_is_unknown_whether_a_scheduled_agreement_applies() -> None:
    scheduled = (agreement(TREATY, ("signed", IN_FORCE_SINCE), ("in-force", START)),)
    eve = START - dt.timedelta(days=1)

    answer = ask(build_visit({}), law(treaty(IN), host(), registry=scheduled), asked_on=eve)

    assert outcome(answer) == "undetermined"
    assert [a.applies for a in answer.agreements] == ["unknown"]
    assert question(answer, f"entry_into_force.{TREATY}") is not None


def test_on_the_day_of_entry_into_force_it_is_known_that_the_agreement_applies() -> None:
    scheduled = (agreement(TREATY, ("signed", IN_FORCE_SINCE), ("in-force", START)),)

    answer = ask(build_visit({}), law(treaty(IN), host(), registry=scheduled), asked_on=START)

    assert outcome(answer) == "permitted"


def test_an_agreement_scheduled_for_after_the_visit_gives_nothing() -> None:
    scheduled = (agreement(TREATY, ("signed", IN_FORCE_SINCE), ("in-force", dt.date(2024, 6, 20))),)

    answer = ask(build_visit({}), law(treaty(IN), host(), registry=scheduled))

    assert outcome(answer) == "not-covered"


@pytest.mark.parametrize(("word", "expected"), [(True, "permitted"), (False, "not-covered")])
def test_the_planners_word_on_a_scheduled_entry_into_force_counts(word: bool, expected: str) -> None:
    scheduled = (agreement(TREATY, ("signed", IN_FORCE_SINCE), ("in-force", START)),)
    visit = build_visit({}, entry_into_force={TREATY: word})

    answer = ask(visit, law(treaty(IN), host(), registry=scheduled))

    assert outcome(answer) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [({"agreed": True}, "permitted"), ({"agreed": False}, "not-covered"), ({}, "undetermined")],
)
def test_an_agreement_applies_within_its_scope(facts: dict[str, bool], expected: str) -> None:
    visit = build_visit({}, facts=facts)

    answer = ask(visit, law(treaty(scope("agreed"), IN), host()))

    assert outcome(answer) == expected


def test_a_scope_reads_each_contingents_own_facts() -> None:
    visit = build_visit(
        {"contingent": "ours"},
        {"contingent": "staff"},
        contingents=(
            Contingent("ours", ALDER, {"capacity": "own_force"}),
            Contingent("staff", ALDER, {"capacity": "headquarters"}),
        ),
    )

    answer = ask(visit, law(treaty(scope("capacity = 'own_force'"), IN), host()))

    assert [outcome(answer, row=row) for row in (2, 3)] == ["permitted", "not-covered"]


def test_a_persons_own_capacity_wins_over_that_of_the_contingent() -> None:
    contingents = (Contingent("1", ALDER, {"capacity": "own_force"}),)
    visit = build_visit({"capacity": "headquarters"}, {}, contingents=contingents)

    answer = ask(visit, law(treaty(scope("capacity = 'own_force'"), IN), host()))

    assert [outcome(answer, row=row) for row in (2, 3)] == ["not-covered", "permitted"]


# Step 3: holds


@pytest.mark.parametrize(
    ("age", "armed", "expected"),
    [
        (20, False, "forbidden"),
        (20, True, "permitted"),
        (40, False, "permitted"),
        (40, None, "permitted"),
        (20, None, "undetermined"),
        (None, True, "permitted"),
        (None, False, "undetermined"),
    ],
)
def test_a_provision_holds_where_its_condition_does_and_none_of_its_exceptions(
    age: int | None, armed: bool | None, expected: str
) -> None:
    ban = provision("ban", "forbids", "weapons", when="age < 30")

    answer = ask(
        build_visit({"age": age, "armed": armed}), law(treaty(IN), host(ban, exception("ban", "armed")))
    )

    assert outcome(answer) == expected


def test_any_one_of_several_exceptions_suffices() -> None:
    ban = provision("ban", "forbids", "weapons")
    exceptions = (exception("ban", "armed"), exception("ban", "resident"))

    answer = ask(
        build_visit({"armed": False, "resident": True}, {"armed": False, "resident": False}),
        law(treaty(IN), host(ban, *exceptions)),
    )

    assert [outcome(answer, row=row) for row in (2, 3)] == ["permitted", "forbidden"]


def test_a_definition_has_exceptions_too() -> None:
    covered = definition("covered", "role <> 'contractor'")
    book = treaty(
        covered, exception("covered", "resident"), provision("in", "permits", "entry", when="covered")
    )

    answer = ask(
        build_visit({"role": "civilian", "resident": False}, {"role": "civilian", "resident": True}),
        law(book, host()),
    )

    assert [outcome(answer, row=row) for row in (2, 3)] == ["permitted", "not-covered"]


def test_a_definition_may_rest_on_those_above_it() -> None:
    book = treaty(
        definition("member", "role = 'soldier'"),
        definition("covered", "member AND NOT resident"),
        provision("in", "permits", "entry", when="covered"),
    )

    answer = ask(build_visit({"role": "soldier", "resident": False}), law(book, host()))

    assert outcome(answer) == "permitted"


def test_a_line_sees_the_states_of_its_contingent_and_of_its_visit() -> None:
    ban = provision(
        "ban", "forbids", "weapons", when=f"sending_state = '{ALDER}' AND receiving_state = '{BIRCH}'"
    )

    answer = ask(build_visit({}), law(treaty(IN), host(ban)))

    assert outcome(answer) == "forbidden"


# Step 4: covers


def test_an_agreement_covers_the_sheets_on_which_it_permits_something() -> None:
    visit = build_visit({}, sheets={"goods": [{"kind": "food"}]})

    answer = ask(visit, law(treaty(IN), host()))

    assert outcome(answer, "people") == "permitted"
    assert outcome(answer, "goods") == "not-covered"


def test_any_one_permission_covers() -> None:
    book = treaty(
        provision("in", "permits", "entry", when="role = 'soldier'"),
        provision("weapons-in", "permits", "weapons", when="armed"),
    )

    answer = ask(build_visit({"role": "civilian", "armed": True}), law(book, host()))

    assert outcome(answer) == "permitted"
    assert group(answer).covered_by == (TREATY,)


def test_what_host_law_permits_is_not_coverage() -> None:
    answer = ask(build_visit({}), law(treaty(), host(provision("open", "permits", "entry"))))

    assert outcome(answer) == "not-covered"


def test_a_permission_within_host_law_covers_and_lifts_nothing() -> None:
    book = treaty(provision("in", "permits", "entry", within_host_law=True))
    ban = provision("ban", "forbids", "entry", when="armed")

    answer = ask(build_visit({"armed": False}, {"armed": True}), law(book, host(ban)))

    assert [outcome(answer, row=row) for row in (2, 3)] == ["permitted", "forbidden"]


def test_one_of_two_agreements_that_covers_suffices() -> None:
    other = treaty(IN, id=OTHER_TREATY)
    narrow = treaty(provision("in", "permits", "entry", when="armed"))

    answer = ask(build_visit({"armed": False}, {}), law(narrow, other, host()))

    assert [outcome(answer, row=row) for row in (2, 3)] == ["permitted", "permitted"]
    assert group(answer).covered_by == (OTHER_TREATY,)


def test_on_occurrence_sheets_an_agreement_that_applies_covers() -> None:
    book = treaty(provision("whose", "assigns", "jurisdiction", sheet="incidents", value="sending"))

    answer = ask(build_visit(sheets={"incidents": [{"on_duty": True}]}), law(book, host()))

    assert outcome(answer, "incidents") == "permitted"
    assert group(answer, "incidents").covered_by == (TREATY,)
    assert of_visit(answer) == "permitted"


def test_nobody_is_not_covered_on_an_occurrence_sheet() -> None:
    visit = build_visit(sheets={"incidents": [{}]}, contingents=(Contingent("1", CEDAR),))

    answer = ask(visit, law(treaty(), host()))

    assert outcome(answer, "incidents") == "permitted"


# Step 5: reaches


def test_what_an_agreement_gives_beside_entry_needs_its_coverage() -> None:
    book = treaty(provision("in", "permits", "entry", when="role = 'soldier'"), NO_VISA)

    answer = ask(build_visit({"role": "soldier"}, {"role": "contractor"}), law(book, host(VISA_DUTY)))

    assert result(answer, VISA, row=2) == "lifted"
    assert result(answer, VISA, row=3) == "stands"
    assert result(answer, f"{TREATY}:no-visa", row=3) == "absent"


def test_a_permission_needs_only_that_its_agreement_applies() -> None:
    book = treaty(scope("agreed"), IN, provision("arms", "permits", "weapons", when="armed"))

    answer = ask(build_visit({"armed": True}, facts={"agreed": False}), law(book, host()))

    assert result(answer, f"{TREATY}:arms") == "absent"


@pytest.mark.parametrize(("ashore", "expected"), [(True, "stands"), (False, "absent"), (None, "unknown")])
def test_host_law_reaches_as_far_as_its_territory(ashore: bool | None, expected: str) -> None:
    facts = {} if ashore is None else {"ashore": ashore}

    answer = ask(build_visit({}, facts=facts), law(treaty(IN), host(scope("ashore"), VISA_DUTY)))

    assert result(answer, VISA) == expected


def test_host_law_under_an_agreement_is_read_in_that_agreements_terms() -> None:
    book = treaty(definition("covered", "role = 'soldier'"), IN)
    fee = provision("fee", "requires", "fees", when="covered", under=[TREATY], done="fee_paid")

    answer = ask(build_visit({"role": "soldier"}, {"role": "civilian"}), law(book, host(fee, under=(book,))))

    assert result(answer, f"{HOST_LAW}:fee", row=2) == "stands"
    assert result(answer, f"{HOST_LAW}:fee", row=3) == "absent"


def test_host_law_under_an_agreement_reaches_only_what_that_agreement_covers() -> None:
    book = treaty(
        definition("covered", "role = 'soldier'"), provision("in", "permits", "entry", when="covered")
    )
    fee = provision("fee", "requires", "fees", under=[TREATY], done="fee_paid")

    answer = ask(build_visit({"role": "soldier"}, {"role": "civilian"}), law(book, host(fee, under=(book,))))

    assert result(answer, f"{HOST_LAW}:fee", row=2) == "stands"
    assert result(answer, f"{HOST_LAW}:fee", row=3) == "absent"


def test_host_law_under_two_agreements_needs_one_of_them() -> None:
    one = treaty(definition("covered", "role = 'soldier'"), IN)
    other = treaty(definition("covered", "role = 'civilian'"), IN, id=OTHER_TREATY)
    fee = provision("fee", "requires", "fees", when="covered", under=[TREATY, OTHER_TREATY], done="fee_paid")
    people = ({"role": "soldier"}, {"role": "civilian"}, {"role": "contractor"})

    answer = ask(build_visit(*people), law(one, other, host(fee, under=(one, other))))

    assert [result(answer, f"{HOST_LAW}:fee", row=row) for row in (2, 3, 4)] == ["stands", "stands", "absent"]
