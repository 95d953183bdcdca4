"""`--under`: another agreement in place of every access agreement, or none of them."""

import pytest

from comity.domain.errors import Refusal
from comity.domain.provisions.law import Law
from comity.domain.visits.answer import AgreementShown, Answer
from comity.domain.visits.visit import Contingent
from tests.build import agreement, ask, build_visit, group, host, law, outcome, provision, result, treaty
from tests.cast import ALDER, BIRCH, CEDAR, HOST_LAW, IN_FORCE_SINCE, OTHER_TREATY, TREATY

VISA = f"{HOST_LAW}:visa"
DRAFT = "aq-bv-draft"
IN = provision("in", "permits", "entry")
NO_VISA = provision("no-visa", "exempts", "visa")
OF_HOST = host(provision("visa", "requires", "visa"))


def three_agreements() -> Law:
    """Access in force, access signed, and supply in force, each between Alder and Birch."""
    return law(
        treaty(IN),
        treaty(IN, NO_VISA, id=DRAFT),
        treaty(provision("fees", "exempts", "fees", within_host_law=True), id=OTHER_TREATY),
        OF_HOST,
        registry=(
            agreement(TREATY),
            agreement(DRAFT, ("signed", IN_FORCE_SINCE)),
            agreement(OTHER_TREATY, family="cross-servicing"),
        ),
    )


def test_without_a_hypothesis_the_registry_decides() -> None:
    answer = ask(build_visit({}), three_agreements())

    assert result(answer, VISA) == "stands"
    assert answer.hypothetical is None


def test_a_hypothesis_is_taken_as_in_force() -> None:
    answer = ask(build_visit({}), three_agreements(), under=DRAFT)

    assert result(answer, VISA) == "lifted"
    assert answer.hypothetical == DRAFT
    assert outcome(answer) == "permitted"


def test_a_hypothesis_takes_the_place_of_every_access_agreement() -> None:
    answer = ask(build_visit({}), three_agreements(), under=DRAFT)

    assert group(answer).covered_by == (DRAFT,)
    assert {a.id: a.applies for a in answer.agreements} == {DRAFT: "yes", OTHER_TREATY: "yes", TREATY: "no"}


def test_none_removes_the_access_agreements_only() -> None:
    answer = ask(build_visit({}), three_agreements(), under="none")

    assert outcome(answer) == "not-covered"
    assert {a.id: a.applies for a in answer.agreements} == {DRAFT: "no", OTHER_TREATY: "yes", TREATY: "no"}


def test_a_hypothesis_that_is_in_force_anyway_changes_no_finding() -> None:
    plain = ask(build_visit({}), law(treaty(IN, NO_VISA), OF_HOST))

    supposed = ask(build_visit({}), law(treaty(IN, NO_VISA), OF_HOST), under=TREATY)

    assert supposed.groups == plain.groups
    assert supposed.requirements == plain.requirements


def test_a_supply_agreement_as_hypothesis_is_looked_at_once() -> None:
    supply = treaty(IN, provision("pay", "requires", "fees", done="fee_paid"), id=OTHER_TREATY)
    registry = (agreement(OTHER_TREATY, family="cross-servicing"),)

    answer = ask(build_visit({}), law(supply, OF_HOST, registry=registry), under=OTHER_TREATY)

    names = [f"{f.body}:{f.provision}" for f in group(answer).findings]
    assert len(names) == len(set(names))


def test_a_stranger_may_stand_for_the_other_party() -> None:
    visit = build_visit({}, contingents=(Contingent("1", CEDAR),))

    answer = ask(visit, law(treaty(IN, NO_VISA), OF_HOST), under=TREATY)

    assert outcome(answer) == "permitted"
    assert result(answer, VISA) == "lifted"


def test_a_stranger_may_receive_in_place_of_the_other_party() -> None:
    visit = build_visit({}, receiving_state=CEDAR, contingents=(Contingent("1", ALDER),))

    answer = ask(visit, law(treaty(IN), OF_HOST), under=TREATY)

    assert group(answer).covered_by == (TREATY,)
    assert outcome(answer) == "undetermined"


def test_an_agreement_of_two_others_is_refused() -> None:
    visit = build_visit({}, receiving_state=CEDAR, contingents=(Contingent("1", "TF"),))

    with pytest.raises(Refusal) as refused:
        ask(visit, law(treaty(IN), OF_HOST), under=TREATY)

    assert refused.value.code == "assess.no-party"
    assert "TF" in refused.value.sentence
    assert CEDAR in refused.value.sentence


@pytest.mark.parametrize("name", ["nothing-of-this-name", HOST_LAW, "", "None"])
def test_what_is_no_installed_agreement_is_refused(name: str) -> None:
    with pytest.raises(Refusal) as refused:
        ask(build_visit({}), law(treaty(IN), OF_HOST), under=name)

    assert refused.value.code == "assess.unknown-agreement"
    assert TREATY in refused.value.sentence


def test_it_is_said_why_each_agreement_applies_or_does_not() -> None:
    answer = ask(build_visit({}), three_agreements(), under=DRAFT)

    assert "aken as in force in place of every access agreement" in shown(answer, DRAFT).why
    assert shown(answer, TREATY).why.startswith("Set aside")
    assert shown(answer, OTHER_TREATY).why.startswith("In force since 1 April 2020")


def shown(answer: Answer, name: str) -> AgreementShown:
    return next(each for each in answer.agreements if each.id == name)


def test_each_contingent_is_judged_by_its_own_flag() -> None:
    visit = build_visit(
        {"contingent": "a"},
        {"contingent": "c"},
        contingents=(Contingent("a", ALDER), Contingent("c", CEDAR)),
    )

    answer = ask(visit, law(treaty(IN, NO_VISA), OF_HOST))

    assert [outcome(answer, row=row) for row in (2, 3)] == ["permitted", "not-covered"]
    assert [(a.id, a.applies, a.contingents) for a in answer.agreements] == [(TREATY, "yes", ("a",))]


def test_the_receiving_states_own_people_need_no_agreement_with_themselves() -> None:
    visit = build_visit({}, contingents=(Contingent("1", BIRCH),))

    answer = ask(visit, law(treaty(IN), OF_HOST))

    assert answer.agreements == ()
    assert outcome(answer) == "not-covered"
