"""What is asked when an answer is undetermined: the blanks that would settle it, and where they stand."""

import datetime as dt

from comity.domain.primitives.day_words import day_words
from comity.domain.visits.visit import Contingent
from tests.build import (
    Row,
    agreement,
    ask,
    asked_facts,
    build_visit,
    definition,
    exception,
    group,
    host,
    law,
    outcome,
    provision,
    question,
    scope,
    treaty,
)
from tests.cast import ALDER, CEDAR, HOST_LAW, IN_FORCE_SINCE, START, TREATY

IN = provision("in", "permits", "entry")


def ban(when: str, **entries: object) -> str:
    return provision("ban", "forbids", "weapons", when=when, **entries)


def test_a_settled_line_asks_nothing() -> None:
    answer = ask(build_visit({"armed": False}), law(treaty(IN), host(ban("armed AND age < 30"))))

    assert outcome(answer) == "permitted"
    assert answer.questions == ()


def test_a_blank_is_asked_for_with_its_question_its_article_and_its_lines() -> None:
    people: tuple[Row, ...] = ({"armed": True}, {}, {})

    answer = ask(build_visit(*people), law(treaty(IN), host(ban("armed"))))

    asked = question(answer, "armed")
    assert asked is not None
    assert (asked.sheet, tuple(asked.lines), asked.cites) == ("people", ("people!3-4",), (f"{HOST_LAW} I",))
    assert (asked.asks, asked.find, asked.settles) == ("What of armed?", "The order.", 2)
    assert group(answer, row=3).questions == ("armed",)


def test_only_blanks_that_matter_are_asked_for() -> None:
    people: tuple[Row, ...] = ({"armed": False}, {"armed": True}, {"age": 40})

    answer = ask(build_visit(*people), law(treaty(IN), host(ban("armed AND age < 30"))))

    assert [group(answer, row=row).questions for row in (3, 4)] == [("age",), ()]
    assert asked_facts(answer) == ["age"]


def test_every_blank_that_matters_is_asked_for() -> None:
    answer = ask(build_visit({}), law(treaty(IN), host(ban("armed AND age < 30"))))

    assert sorted(asked_facts(answer)) == ["age", "armed"]


def test_definitions_and_exceptions_are_asked_through() -> None:
    book = treaty(
        definition("covered", "role = 'soldier'"),
        exception("covered", "resident"),
        provision("in", "permits", "entry", when="covered"),
    )

    answer = ask(build_visit({}), law(book, host()))

    assert sorted(asked_facts(answer)) == ["resident", "role"]


def test_a_fact_of_the_visit_is_asked_once_for_all() -> None:
    answer = ask(build_visit({}, {}, facts={}), law(treaty(scope("agreed"), IN), host()))

    asked = question(answer, "agreed")
    assert asked is not None
    assert (asked.sheet, tuple(asked.lines)) == ("visit", ("people!2-3",))


def test_a_fact_of_the_contingent_is_asked_of_the_contingent() -> None:
    visit = build_visit(sheets={"goods": [{"kind": "food"}]})
    goods_in = provision("in", "permits", "entry", sheet="goods", when="capacity = 'own_force'")

    answer = ask(visit, law(treaty(goods_in), host()))

    asked = question(answer, "capacity")
    assert asked is not None
    assert asked.sheet == "contingent"


def test_the_questions_that_settle_most_lines_come_first() -> None:
    of_host = host(ban("armed"), provision("under-age", "forbids", "fees", when="age < 18"))
    people: tuple[Row, ...] = ({"armed": False}, {"age": 40}, {"age": 40}, {"age": 40})

    answer = ask(build_visit(*people), law(treaty(IN), of_host))

    assert [(each.fact, each.settles) for each in answer.questions] == [("armed", 3), ("age", 1)]


def test_an_unknown_lift_is_asked_about() -> None:
    free = provision("free", "exempts", "visa", when="resident")

    answer = ask(build_visit({}), law(treaty(IN, free), host(provision("visa", "requires", "visa"))))

    assert asked_facts(answer) == ["resident"]


def test_an_unknown_lift_of_a_duty_that_is_done_is_not_asked_about() -> None:
    free = provision("free", "exempts", "visa", when="resident")

    answer = ask(
        build_visit({"visa_held": True}), law(treaty(IN, free), host(provision("visa", "requires", "visa")))
    )

    assert (outcome(answer), answer.questions) == ("permitted", ())


def test_answering_what_is_asked_settles_the_line() -> None:
    book, of_host = treaty(IN), host(ban("(armed OR age < 30) AND NOT resident"))
    values = {"armed": True, "age": 20, "resident": False}

    first = ask(build_visit({}), law(book, of_host))
    second = ask(build_visit({fact: values[fact] for fact in asked_facts(first)}), law(book, of_host))

    assert outcome(first) == "undetermined"
    assert outcome(second) == "forbidden"


def test_a_counted_fact_asks_where_the_blanks_stand() -> None:
    animals = [
        {"animal_id": "rex", "person_id": "p1"},
        {"animal_id": "ajax", "person_id": "p1", "species": "dog"},
        {"animal_id": "bella", "person_id": "p2"},
    ]
    visit = build_visit({"person_id": "p1"}, sheets={"animals": animals})
    goods = (IN, provision("animals-in", "permits", "entry", sheet="animals"))

    answer = ask(visit, law(treaty(*goods), host(ban("dogs > 1"))))

    behind = question(answer, "species", "animals")
    assert behind is not None
    assert "animals!2" in behind.lines
    assert "species" in group(answer).questions


def test_a_count_that_no_blank_could_change_is_known() -> None:
    animals = [{"animal_id": "ajax", "person_id": "p1", "species": "dog"}]
    visit = build_visit({"person_id": "p1"}, {"person_id": "p2"}, sheets={"animals": animals})
    goods = (IN, provision("animals-in", "permits", "entry", sheet="animals"))

    answer = ask(visit, law(treaty(*goods), host(ban("dogs > 0"))))

    assert [outcome(answer, row=row) for row in (2, 3)] == ["forbidden", "permitted"]


def test_a_looked_up_fact_asks_where_the_blanks_stand() -> None:
    legs = [{"leg_id": "L1", "carrier": "hired"}, {"leg_id": "L2"}]
    people: tuple[Row, ...] = ({"leg_id": "L1"}, {"leg_id": "L2"}, {"leg_id": "L2", "carrier": "military"})

    answer = ask(
        build_visit(*people, sheets={"movements": legs}), law(treaty(IN), host(ban("carrier = 'hired'")))
    )

    assert [outcome(answer, row=row) for row in (2, 3, 4)] == ["forbidden", "undetermined", "permitted"]
    behind = question(answer, "carrier", "movements")
    assert behind is not None
    assert "movements!3" in behind.lines


def test_a_scheduled_entry_into_force_is_asked_for() -> None:
    scheduled = (agreement(TREATY, ("signed", IN_FORCE_SINCE), ("in-force", START)),)

    answer = ask(build_visit({}), law(treaty(IN), host(), registry=scheduled))

    asked = question(answer, f"entry_into_force.{TREATY}")
    assert asked is not None
    assert day_words(START) in asked.asks


def test_contingents_are_asked_each_for_themselves() -> None:
    visit = build_visit(
        {"contingent": "a"},
        {"contingent": "c"},
        contingents=(Contingent("a", ALDER), Contingent("c", CEDAR)),
    )

    answer = ask(visit, law(treaty(IN), host(ban(f"sending_state = '{CEDAR}' OR armed"))))

    assert [outcome(answer, row=row) for row in (2, 3)] == ["undetermined", "forbidden"]
    assert [each.lines for each in answer.questions] == [("people!2",)]


def test_a_line_asks_only_for_the_epochs_that_leave_it_undetermined() -> None:
    change = dt.date(2024, 6, 14)
    of_host = host(
        ban("armed", until=change), provision("late-ban", "forbids", "fees", when="age < 18", from_=change)
    )
    people: tuple[Row, ...] = ({"arrives_on": change}, {"departs_on": change - dt.timedelta(days=1)}, {})

    answer = ask(build_visit(*people), law(treaty(IN), of_host))

    asked = [set(group(answer, row=row).questions) for row in (2, 3, 4)]
    assert asked == [{"age"}, {"armed"}, {"age", "armed"}]


def test_ten_thousand_lines_with_as_many_blanks_are_one_group_and_a_few_questions() -> None:
    people = [{"age": number % 90} for number in range(10_000)]

    answer = ask(build_visit(*people), law(treaty(IN), host(ban("armed AND age < 60 AND NOT resident"))))

    assert sorted(asked_facts(answer)) == ["armed", "resident"]
    assert len([each for each in answer.groups if each.sheet == "people"]) == 2
