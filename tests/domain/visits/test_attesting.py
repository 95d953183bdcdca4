"""Which statement or single answer settles how many lines, on the law of the cast."""

from typing import Any

import pytest

from comity.corpus.library import installed_library
from comity.corpus.statements import installed_statements, read_statements
from comity.domain.provisions.law import Law
from comity.domain.provisions.vocabulary import Kind
from comity.domain.visits.answer import Answer, Proposal
from comity.domain.visits.attesting import proposals
from comity.domain.visits.statements import Clause, Statement
from comity.domain.visits.visit import Attestation, Visit
from tests.build import ask, build_visit, host, law, provision, treaty

SOLDIERS = Statement(
    "soldiers",
    "the persons",
    (
        Clause("All are soldiers", "people", {"role": "soldier"}),
        Clause("No soldier is resident", "people", {"resident": False}, {"role": ("soldier",)}),
        Clause("All have a passport", "people", {"passport_held": True}, rides=True),
        Clause("Nobody is armed", "people", {"armed": False}),
    ),
)


def some_law() -> Law:
    """Soldiers who are no residents enter; whoever is armed may not."""
    entry = provision("entry", "permits", "entry", when="role = 'soldier' AND NOT resident")
    ban = provision("no-arms", "forbids", "weapons", when="role = 'civilian' AND armed")
    return law(treaty(entry), host(ban))


def proposed(visit: Visit, *statements: Statement) -> tuple[Proposal, ...]:
    of = some_law()
    return proposals(ask(visit, of), visit, of, statements or (SOLDIERS,))


def blank(**facts: Any) -> dict[str, Any]:
    return {"person_id": facts.pop("id", None), **facts}


def test_a_statement_is_proposed_with_how_many_lines_it_settles() -> None:
    first = proposed(build_visit(blank(), blank(), blank(role="soldier")))[0]

    assert first.statement == "soldiers"
    assert (first.settles, first.settled, first.of) == (3, 3, 3)


def test_only_the_clauses_of_which_something_is_asked_are_proposed() -> None:
    first = proposed(build_visit(blank(role="soldier"), blank(role="soldier")))[0]

    assert [part.says for part in first.parts] == ["No soldier is resident", "All have a passport"]


def test_it_is_said_which_facts_ride_along() -> None:
    first = proposed(build_visit(blank()))[0]

    assert first.rides == (("people", "passport_held", True),)


def test_a_line_that_says_otherwise_is_named_as_an_exception() -> None:
    visit = build_visit(blank(id="A"), blank(id="B", role="contractor"), blank(id="C"))

    first = proposed(visit)[0]

    assert first.parts[0].exceptions == ("B",)
    assert first.parts[1].only == ("A", "C")
    assert first.settles == 2


def test_lines_without_a_name_of_their_own_are_named_by_their_rows() -> None:
    first = proposed(build_visit(blank(), blank(role="contractor"), blank(role="contractor"), blank()))[0]

    assert first.parts[0].exceptions == ("rows 3-4",)


def test_a_statement_of_which_nothing_is_asked_is_not_proposed() -> None:
    settled = build_visit(blank(role="soldier", resident=False, armed=False))

    assert proposed(settled) == ()


def test_what_was_attested_is_not_asked_again() -> None:
    attested = Attestation(
        "people", "All are soldiers", "A. Example", None, {"role": "soldier", "resident": False}
    )

    again = proposed(build_visit(blank(), attestations=(attested,)))

    signed = {
        name for proposal in again if proposal.statement for part in proposal.parts for name, _ in part.facts
    }
    assert not signed & {"role", "resident"}


def test_a_question_that_no_statement_answers_stands_beside_them() -> None:
    alone = proposed(
        build_visit(blank(role="soldier"), blank(role="soldier", resident=False)), Statement("none", "", ())
    )

    assert [(p.sheet, p.fact, p.settles) for p in alone] == [("people", "resident", 1)]
    assert alone[0].parts[0].only == ("row 2",)


def test_what_settles_most_comes_first_and_the_counts_run_on() -> None:
    visit = build_visit(*[blank(role="soldier")] * 3, blank(role="civilian", armed=None))

    counted = proposed(visit, Statement("none", "", ()))

    assert [p.settled for p in counted] == sorted(p.settled for p in counted)
    assert counted[0].settles >= counted[-1].settles
    assert sum(p.settles for p in counted) == counted[-1].settled


def test_signing_what_is_proposed_settles_as_many_lines_as_was_said() -> None:
    people = [blank(id=f"P{n}", role="contractor" if n % 5 == 0 else None) for n in range(20)]
    visit, of = build_visit(*people), some_law()

    first = proposals(ask(visit, of), visit, of, (SOLDIERS,))[0]

    signed = build_visit(
        *[{**p, **({} if p["role"] else {"role": "soldier", "resident": False})} for p in people]
    )
    assert undetermined(ask(visit, of)) - undetermined(ask(signed, of)) == first.settles


def undetermined(answer: Answer) -> int:
    return sum(g.count for g in answer.groups if g.outcome == "undetermined" and g.sheet != "visit")


def test_without_a_question_there_is_no_proposal() -> None:
    of = some_law()
    visit = build_visit()

    assert proposals(ask(visit, of), visit, of, (SOLDIERS,)) == ()


# The installed statements


def test_the_installed_statements_name_declared_facts_and_values() -> None:
    assert installed_statements()


@pytest.mark.parametrize(
    "entry",
    [
        'sheet = "people"\nfacts = { role_of_person = "member" }',
        'sheet = "people"\nfacts = { person_role = "soldier" }',
        'sheet = "people"\nfacts = { has_passport = "yes" }',
        'sheet = "people"\nfacts = { has_passport = true }\nwhen = "x"',
    ],
)
def test_a_statement_with_a_fact_or_value_that_is_not_declared_is_refused(tmp_path: Any, entry: str) -> None:
    text = f'[one]\nabout = "x"\n[[one.clause]]\nsays = "All of them"\n{entry}\n'
    (tmp_path / "attestations.toml").write_text(text)

    with pytest.raises(ValueError, match=r"attestations\.toml, one, clause 1"):
        read_statements(tmp_path, installed_library().vocabulary)


def test_nobody_vouches_for_what_only_the_host_can_say() -> None:
    hosts = {
        "frequency_approved_through_host_force", "narcotics_route_agreed", "entry_point_status",
        "host_duty_relief_confirmed", "weapon_carriage_agreed", "facility_manager_consent",
        "maff_disaster_rule_applied", "jammer_exemption_confirmed", "passenger_card_practice",
        "non_nuclear_certificate_practice", "enters_at_proclaimed_airport", "medicine_control",
    }  # fmt: skip
    vouched = {name for s in installed_statements() for clause in s.clauses for name in clause.facts}

    assert not vouched & hosts


def test_of_steps_only_papers_of_the_sending_side_ride_along() -> None:
    vocabulary = installed_library().vocabulary
    steps = {
        (clause.sheet, name)
        for statement in installed_statements()
        for clause in statement.clauses
        for name in clause.facts
        if clause.sheet != "visit" and vocabulary.of(clause.sheet)[name].kind is Kind.STEP
    }

    assert steps == {("people", "has_military_id"), ("people", "has_movement_order")}
