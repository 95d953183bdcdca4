"""Law made to be trouble: it is refused in a sentence, or read in bounded time, and never misread."""

import datetime as dt
import signal
from collections.abc import Iterator
from types import FrameType

import pytest

from comity.domain.provisions.condition import evaluate
from comity.domain.provisions.conditions import ConditionError, compile_condition
from tests.build import (
    Row,
    ask,
    asked_facts,
    build_visit,
    definition,
    host,
    host_text,
    law,
    outcome,
    problems_of,
    provision,
    rulebook_text,
    scope,
    treaty,
)
from tests.cast import VOCABULARY

IN = provision("in", "permits", "entry")
SECONDS = 5


def ban(when: str) -> str:
    return provision("ban", "forbids", "weapons", when=when)


@pytest.fixture(autouse=True)
def _in_bounded_time() -> Iterator[None]:
    """Fail if it takes longer: a stranger's law may not keep a machine busy."""

    def over(number: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"it took more than {SECONDS} seconds")

    before = signal.signal(signal.SIGALRM, over)
    signal.alarm(SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize(
    "text",
    [
        "age IN (-(1 + 1))",
        "age IN (-age)",
        "age = 5e",
        "age = 5e+",
        "age IN (5e)",
        "born_on = DATE '20240610'",
        "born_on = DATE '2024-W24-1'",
        "born_on = DATE '2024-6-10'",
        "born_on IN (DATE '20240610')",
        "age IN (DATE '2024-06-10')",
        "age = ²",
        "age = 0x10",
        "armed AND (SELECT TRUE)",
        "armed; armed",
        "people.armed",
        "ARMED",
    ],
)
def test_a_condition_that_is_not_allowed_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(ConditionError) as refused:
        compile_condition(text, VOCABULARY.seen_from("people"), set())

    assert str(refused.value)


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("age IN (-1)", -1),
        ("age = -2", -2),
        ("age * 2 - 1 > 2 + 3", 4),
        ("age > 1.5", 2),
        ("age BETWEEN -1 AND 1", 0),
    ],
)
def test_a_number_is_read_by_the_explanation_as_by_the_engine(text: str, age: int) -> None:
    condition = compile_condition(text, VOCABULARY.seen_from("people"), set())

    explained, _ = evaluate(condition.tree, lambda name: age, lambda name: (None, frozenset()))
    answer = ask(build_visit({"age": age}), law(treaty(IN), host(ban(text))))

    assert explained is True
    assert outcome(answer) == "forbidden"


@pytest.mark.parametrize(
    "number", ["- -1", "-(-1)", "+1", "1e0", "1.", "1.0", "0_1", "01", "(1)", "1_0 - 9", "- - - - 1"]
)
@pytest.mark.parametrize("form", ["age = {}", "age IN ({})", "age BETWEEN {} AND 1"])
def test_a_number_that_is_written_strangely_is_refused_or_read_and_asked_about(
    form: str, number: str
) -> None:
    book, problems = problems_of(host_text(ban(f"{form.format(number)} AND armed")))
    assert book is not None

    if not problems:
        answer = ask(build_visit({"age": 1}), law(treaty(IN), book))

        assert outcome(answer) == "undetermined"
        assert asked_facts(answer) == ["armed"]


@pytest.mark.parametrize(
    "text", ["armed -- */ OR TRUE /*", "armed /* */ AND TRUE /* OR TRUE */", "armed -- OR TRUE"]
)
def test_a_comment_is_refused(text: str) -> None:
    _, problems = problems_of(host_text(ban(text)))

    assert [problem.code for problem in problems] == ["rulebook.condition"]


@pytest.mark.parametrize(
    "nickname",
    ["\x00", "\x1b[31m", "a" * 10_000, "%_\\", "'; DROP TABLE people; --", "\u202e", "🤖" * 1_000, ""],
)
def test_no_text_in_a_cell_changes_what_a_condition_means(nickname: str) -> None:
    people = ({"nickname": nickname}, {"nickname": "it's"})

    answer = ask(build_visit(*people), law(treaty(IN), host(ban("nickname = 'it''s'"))))

    assert [outcome(answer, row=row) for row in (2, 3)] == ["permitted", "forbidden"]


@pytest.mark.parametrize("pattern", ["%a" * 30 + "%b", "%" * 200 + "b", "_%" * 60 + "b", "%aa" * 20 + "%b"])
def test_a_pattern_with_many_wildcards_is_explained_in_bounded_time(pattern: str) -> None:
    when = f"nickname LIKE '{pattern}' OR armed"

    answer = ask(build_visit({"nickname": "a" * 200}), law(treaty(IN), host(ban(when))))

    assert outcome(answer) == "undetermined"
    assert asked_facts(answer) == ["armed"]


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        ("a%", "abc", True),
        ("a%", "ba", False),
        ("%b%", "a\nb\nc", True),
        ("_", "ab", False),
        ("_", "🤖", True),
        ("a.c", "abc", False),
        ("(%", "(x", True),
        ("[a]", "a", False),
        ("a|b", "a", False),
        ("^a$", "a", False),
        ("", "", True),
        ("%", "", True),
    ],
)
def test_a_pattern_means_the_same_to_engine_and_explanation(pattern: str, text: str, matches: bool) -> None:
    condition = compile_condition(f"nickname LIKE '{pattern}'", VOCABULARY.seen_from("people"), set())

    explained, _ = evaluate(condition.tree, lambda name: text, lambda name: (None, frozenset()))
    answer = ask(build_visit({"nickname": text}), law(treaty(IN), host(ban(f"nickname LIKE '{pattern}'"))))

    assert explained is matches
    assert (outcome(answer) == "forbidden") is matches


def test_a_chain_of_fifteen_definitions_is_followed_to_its_end() -> None:
    chain = [definition("d0", "armed"), *(definition(f"d{n}", f"NOT d{n - 1}") for n in range(1, 15))]
    people: tuple[Row, ...] = ({"armed": True}, {})

    answer = ask(build_visit(*people), law(treaty(IN), host(*chain, ban("d14"))))

    assert [outcome(answer, row=row) for row in (2, 3)] == ["forbidden", "undetermined"]
    assert asked_facts(answer) == ["armed"]


def test_a_chain_of_a_thousand_definitions_is_refused_or_followed() -> None:
    chain = [definition("d0", "armed"), *(definition(f"d{n}", f"NOT d{n - 1}") for n in range(1, 1_001))]
    book, problems = problems_of(host_text(*chain, ban("d1000")))
    assert book is not None

    if not problems:
        answer = ask(build_visit({"armed": True}, {}), law(treaty(IN), book))

        assert [outcome(answer, row=row) for row in (2, 3)] == ["forbidden", "undetermined"]


@pytest.mark.parametrize("times", [8, 40])
def test_definitions_that_double_are_refused_or_asked_about_in_bounded_time(times: int) -> None:
    pairs = [
        definition(f"{name}{n}", f"a{n - 1} {connective} b{n - 1}")
        for n in range(1, times + 1)
        for name, connective in (("a", "AND"), ("b", "OR"))
    ]
    last = ban(f"a{times}")
    book, problems = problems_of(
        host_text(definition("a0", "armed"), definition("b0", "resident"), *pairs, last)
    )
    assert book is not None

    if not problems:
        answer = ask(build_visit({}), law(treaty(IN), book))

        assert sorted(asked_facts(answer)) == ["armed", "resident"]


@pytest.mark.parametrize(
    ("amount", "unit"),
    [
        (20, "working-days"),
        (20, "calendar-days"),
        (20, "weeks"),
        (20, "months"),
        (200, "hours"),
        (5_000, "minutes"),
    ],
)
def test_a_lead_that_reaches_before_the_calendar_leaves_the_rest_of_the_answer_standing(
    amount: int, unit: str
) -> None:
    """A due day that does not exist is no reason to give no answer at all."""
    first = dt.date(1, 1, 2)
    duty = provision("visa", "requires", "visa", lead={"amount": amount, "unit": unit})
    book, problems = problems_of(host_text(duty))
    assert book is not None
    assert problems == ()

    answer = ask(build_visit({"arrives_on": first}, start=first), law(treaty(IN), book))

    assert outcome(answer) in ("conditional", "not-covered")
    assert [each.due_on for each in answer.requirements] == [None]


def test_two_provisions_of_one_id_that_hold_on_the_same_days_are_refused() -> None:
    always = provision("visa", "requires", "visa")
    later = provision("visa", "requires", "passport", done="passport_held", from_=dt.date(2024, 1, 1))

    _, problems = problems_of(host_text(always, later))

    assert [problem.code for problem in problems] == ["rulebook.entry"]


def test_an_amendment_under_the_same_id_is_read_on_its_days() -> None:
    change = dt.date(2024, 6, 14)
    old = provision("visa", "requires", "visa", until=change)
    new = provision("visa", "requires", "passport", done="passport_held", from_=change)

    answer = ask(
        build_visit({"departs_on": dt.date(2024, 6, 13)}, {"arrives_on": change}),
        law(treaty(IN), host(old, new)),
    )

    assert [(each.what, tuple(each.lines)) for each in answer.requirements] == [
        ("passport", ("people!3",)),
        ("visa", ("people!2",)),
    ]


def test_two_hundred_bans_on_as_many_kinds_of_lines_are_told_apart() -> None:
    bans = [provision(f"ban{n}", "forbids", "weapons", when=f"age = {n}") for n in range(200)]
    people = [{"age": n} for n in range(200)]

    answer = ask(build_visit(*people, {"age": 999}), law(treaty(IN), host(*bans)))

    assert [outcome(answer, row=row) for row in (2, 201, 202)] == ["forbidden", "forbidden", "permitted"]
    assert len([each for each in answer.groups if each.sheet == "people"]) == 201


def test_a_definition_that_stands_on_no_day_of_the_visit_breaks_nothing() -> None:
    ended = definition("covered", "armed", until=dt.date(2024, 1, 1))
    book, problems = problems_of(rulebook_text(ended, provision("in", "permits", "entry", when="covered")))
    assert book is not None

    if not problems:
        answer = ask(build_visit({"armed": True}), law(book, host()))

        assert outcome(answer) in ("undetermined", "not-covered")


def test_a_definition_may_not_take_the_name_of_a_declared_fact() -> None:
    _, problems = problems_of(rulebook_text(definition("armed", "resident"), IN))

    assert [problem.code for problem in problems] == ["rulebook.entry"]


@pytest.mark.parametrize("sureness", ["recall", "unverified"])
def test_no_answer_rests_on_a_scope_that_is_not_sure(sureness: str) -> None:
    book, problems = problems_of(rulebook_text(scope("agreed", sureness=sureness), IN))
    assert book is not None

    if not problems:
        answer = ask(build_visit({}), law(book, host()))

        assert outcome(answer) != "permitted"
