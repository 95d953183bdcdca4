"""How sure an answer is: the lowest of what it needs, the highest of what any one suffices for."""

import pytest

from tests.build import Row, ask, build_visit, exception, group, host, law, outcome, provision, scope, treaty
from tests.cast import OTHER_TREATY

IN = provision("in", "permits", "entry")
VISA = provision("visa", "requires", "visa")


def sure(*treaty_blocks: str, of_host: tuple[str, ...] = (), **person: object) -> tuple[str, str | None]:
    """Outcome and sureness of one person."""
    answer = ask(build_visit(person), law(treaty(*treaty_blocks), host(*of_host)))
    assert answer.sureness == group(answer).sureness
    return outcome(answer), group(answer).sureness


def summary(id_: str, effect: str, what: str, **entries: object) -> str:
    return provision(id_, effect, what, sureness="summary", **entries)


def test_what_needs_all_its_premises_is_as_sure_as_the_least_sure_of_them() -> None:
    assert sure(IN) == ("permitted", "text")
    assert sure(summary("in", "permits", "entry")) == ("permitted", "summary")
    assert sure(IN, of_host=(summary("visa", "requires", "visa"),)) == ("conditional", "summary")
    assert sure(scope("agreed", sureness="summary"), IN) == ("permitted", "summary")


def test_a_lift_is_a_premise() -> None:
    assert sure(IN, summary("free", "exempts", "visa"), of_host=(VISA,)) == ("permitted", "summary")


def test_of_two_lifts_the_surer_counts() -> None:
    lifts = (provision("free", "exempts", "visa"), summary("free-too", "exempts", "visa"))

    assert sure(IN, *lifts, of_host=(VISA,)) == ("permitted", "text")


def test_of_two_permissions_the_surer_counts() -> None:
    assert sure(IN, summary("arms", "permits", "weapons")) == ("permitted", "text")


def test_of_two_coverages_the_surer_counts() -> None:
    weak, strong = treaty(summary("in", "permits", "entry")), treaty(IN, id=OTHER_TREATY)

    answer = ask(build_visit({}), law(weak, strong, host()))

    assert group(answer).sureness == "text"


def test_of_two_bars_the_surer_counts() -> None:
    bars = (provision("ban", "forbids", "weapons"), summary("ban-too", "forbids", "weapons"))

    assert sure(IN, of_host=bars) == ("forbidden", "text")
    assert sure(summary("in", "permits", "entry"), of_host=bars[:1]) == ("forbidden", "text")
    assert sure(IN, of_host=bars[1:]) == ("forbidden", "summary")


def test_a_failed_requirement_that_bars_is_as_sure_as_its_text() -> None:
    duty = summary("visa", "requires", "visa", without="forbidden")

    assert sure(IN, of_host=(duty,), visa_held=False) == ("forbidden", "summary")


def test_what_is_undetermined_has_no_sureness() -> None:
    ban = provision("ban", "forbids", "weapons", when="armed")

    assert sure(IN, of_host=(ban,)) == ("undetermined", None)


def test_what_is_beyond_the_territory_is_as_sure_as_the_territory() -> None:
    of_host = host(scope("ashore", sureness="summary"))

    answer = ask(build_visit({}, facts={"ashore": False}), law(treaty(), of_host))

    assert (outcome(answer), group(answer).sureness) == ("permitted", "summary")


@pytest.mark.parametrize("worse", ["forbidden", "not-covered"])
def test_the_visit_is_as_sure_as_the_surest_of_what_stands_against_it(worse: str) -> None:
    blocks = (
        summary("soft", "forbids", "weapons", when="age < 30"),
        provision("hard", "forbids", "passport", when="age > 50"),
    )
    people = ({"age": 20}, {"age": 60}) if worse == "forbidden" else ({"age": 40},)

    answer = ask(build_visit(*people), law(treaty(IN) if worse == "forbidden" else treaty(), host(*blocks)))

    assert (answer.outcome, answer.sureness) == (worse, "text")


def test_the_visit_is_as_sure_as_the_least_sure_of_what_it_needs() -> None:
    duties = (
        summary("visa", "requires", "visa", when="age < 30"),
        provision("passport", "requires", "passport", when="age >= 30", done="passport_held"),
    )

    answer = ask(build_visit({"age": 20}, {"age": 60}), law(treaty(IN), host(*duties)))

    assert (answer.outcome, answer.sureness) == ("conditional", "summary")


def test_a_definition_and_an_exception_that_decide_are_read_as_text_of_their_own() -> None:
    ban = provision("ban", "forbids", "weapons")
    book = treaty(IN)

    answer = ask(
        build_visit({"armed": True}), law(book, host(ban, exception("ban", "armed", sureness="summary")))
    )

    assert outcome(answer) == "permitted"


def test_lines_that_are_permitted_are_premises_of_a_conditional_visit() -> None:
    duties = (
        provision("visa", "requires", "visa", when="age < 30"),
        summary("passport", "requires", "passport", when="age >= 30", done="passport_held"),
    )
    people: tuple[Row, ...] = ({"age": 20}, {"age": 60, "passport_held": True})

    answer = ask(build_visit(*people), law(treaty(IN), host(*duties)))

    assert [outcome(answer, row=row) for row in (2, 3)] == ["conditional", "permitted"]
    assert group(answer, row=3).sureness == "summary"
    assert (answer.outcome, answer.sureness) == ("conditional", "summary")
