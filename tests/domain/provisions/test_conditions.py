"""Conditions: what section 7a allows compiles and means what SQL means; all else is refused at once."""

import datetime as dt
import os
import random
from collections.abc import Mapping
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity.corpus.library import installed_library
from comity.domain.provisions.condition import Condition, Known, evaluate
from comity.domain.provisions.conditions import ConditionError, compile_condition
from comity.domain.provisions.vocabulary import JUDGED, Fact, Kind, Type
from tests.condition_samples import ALLOWED, REFUSED, TOKENS
from tests.generated import DTYPES
from tests.oracle_conditions import evaluator
from tests.time_limit import time_limit

THOROUGH = os.environ.get("COMITY_THOROUGH") == "1"
TRIES = settings(
    max_examples=20_000 if THOROUGH else 500,
    deadline=None,
    database=None,
    derandomize=not THOROUGH,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

VALUES: Mapping[str, tuple[Type, tuple[Any, ...]]] = {
    "yes": (Type.BOOL, (True, False)),
    "no": (Type.BOOL, (True, False)),
    "kind": (Type.CHOICE, ("x", "y")),
    "other_kind": (Type.CHOICE, ("x", "z")),
    "count": (Type.INT, (0, 1, 2, -3, 1_000_000)),
    "weight": (Type.NUMBER, (0.5, 1.0, 2.0, -1.5)),
    "words": (Type.TEXT, ("x", "a%b", "", "900 202", "a\nb", "o'k", "A")),
    "place": (Type.PLACE, ("AUSYD", "x")),
    "state": (Type.STATE, ("JP", "AU")),
    "day": (Type.DAY, (dt.date(2023, 8, 12), dt.date(2023, 8, 13))),
    "moment": (
        Type.INSTANT,
        (dt.datetime(2024, 1, 1, tzinfo=dt.UTC), dt.datetime(2024, 1, 2, tzinfo=dt.UTC)),
    ),
    "defined": (Type.BOOL, (True, False)),
}
FACTS: dict[str, Fact] = {
    name: Fact("people", name, Kind.CIRCUMSTANCE, type_, values if type_ is Type.CHOICE else ())
    for name, (type_, values) in VALUES.items()
    if name != "defined"
}
FACTS["step"] = Fact("people", "step", Kind.STEP, Type.BOOL)
FACTS["key"] = Fact("people", "key", Kind.KEY, Type.TEXT)
FACTS["detail"] = Fact("people", "detail", Kind.DETAIL, Type.TEXT)


def _rows() -> list[dict[str, Any]]:
    rng = random.Random(3)
    return [
        {name: None if rng.random() < 0.3 else rng.choice(values) for name, (_, values) in VALUES.items()}
        for _ in range(40)
    ]


ROWS = _rows()
COLUMNS = {"§defined" if name == "defined" else name: name for name in VALUES}
FRAME = pl.DataFrame(
    {column: [row[name] for row in ROWS] for column, name in COLUMNS.items()},
    schema={column: DTYPES.get(VALUES[name][0], pl.String()) for column, name in COLUMNS.items()},
)


def compiled(text: str) -> Condition:
    return compile_condition(text, FACTS, {"defined"})


def known(condition: Condition, row: Mapping[str, Any]) -> Known:
    """The value for one row, and the blanks that keep it from being known."""

    def definition(name: str) -> Known:
        return row[name], frozenset({name} if row[name] is None else ())

    return evaluate(condition.tree, lambda name: row[name], definition)


def check(condition: Condition) -> None:
    """Polars, `evaluate` and an evaluator of our own agree on every row; answering the blanks settles it."""
    selected = FRAME.select(truth=pl.sql_expr(condition.sql))["truth"]
    assert selected.dtype == pl.Boolean, condition.sql
    polars = selected.to_list() * (len(ROWS) if len(selected) == 1 else 1)
    rng = random.Random(condition.sql)
    for row, expected in zip(ROWS, polars, strict=True):
        value, blanks = known(condition, row)
        own = evaluator(condition.sql)(row, row.__getitem__)
        assert value == expected == own, (condition.sql, row)
        assert (value is None) == bool(blanks), (condition.sql, row, blanks)
        answered = row | {name: rng.choice(VALUES[name][1]) for name in sorted(blanks)}
        filled = {n: rng.choice(VALUES[n][1]) if v is None else v for n, v in answered.items()}
        assert known(condition, answered)[0] is not None, (condition.sql, row, blanks)
        assert known(condition, filled)[0] == known(condition, answered)[0], (condition.sql, row)


@pytest.mark.parametrize("text", ALLOWED)
def test_what_section_7a_allows_compiles_and_means_what_it_means_in_sql(text: str) -> None:
    check(compiled(text))


@pytest.mark.parametrize("text", [*REFUSED, "", " ", "\n", "\x00", "yes\x00", "yes\\", "é"])
def test_everything_else_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(ConditionError) as refused:
        compiled(text)

    assert len(str(refused.value)) > 10


SAMPLES: Mapping[Type, str] = {
    Type.BOOL: "NOT {}",
    Type.INT: "{} > 1",
    Type.NUMBER: "{} > 1.5",
    Type.TEXT: "{} LIKE 'x%'",
    Type.PLACE: "{} = 'AUSYD'",
    Type.STATE: "{} = 'AU'",
    Type.DAY: "{} < DATE '2023-08-13'",
    Type.INSTANT: "{0} = {0}",
}


@pytest.mark.parametrize("sheet", JUDGED)
def test_every_declared_circumstance_can_be_read_whatever_its_name(sheet: str) -> None:
    facts = installed_library().vocabulary.seen_from(sheet)
    for fact in (fact for fact in facts.values() if fact.kind is Kind.CIRCUMSTANCE):
        one_of = ", ".join(f"'{value}'" for value in fact.values)
        text = SAMPLES.get(fact.type, "{} IN (" + one_of + ")").format(fact.name)

        condition = compile_condition(text, facts, set())

        column = pl.DataFrame({fact.name: [None]}, schema={fact.name: DTYPES.get(fact.type, pl.String())})
        assert column.select(truth=pl.sql_expr(condition.sql))["truth"].to_list() == [None], text


def nested(opening: str, closing: str, times: int, inside: str = "yes") -> str:
    return opening * times + inside + closing * times


@pytest.mark.parametrize(
    "text",
    [
        *(nested("(", ")", times) for times in (100, 1_000, 10_000)),
        *(nested(word, "", times) for times in (100, 1_000, 10_000) for word in ("NOT ", "NOT\t", "not\n")),
        *(nested("NOT (", ")", times) for times in (100, 700, 10_000)),
        *(nested(sign, "", 3_900, "1 = count") for sign in ("-", "- ", "+", "~", "!")),
        *(
            nested(word, "", 3_000)
            for word in ("[", "{", "(", "CASE ", "CAST(", "(SELECT ", "f(", "yes IN (", "'")
        ),
        *(word.join(["yes"] * 1_000) for word in (" OR ", " AND ", " = ", " ")),
        *("count = " + sign.join(["1"] * 1_000) for sign in "+*-"),
        "kind IN (" + ", ".join(["'x'"] * 1_000) + ")",
        "words = '" + "a" * 100_000 + "'",
        "y" * 100_000,
        "yes" + " " * 100_000,
        ";" * 100_000,
        "/*" * 50_000,
        "x." * 1_900 + "yes",
        "count = " + "1" * 3_000,
    ],
    ids=lambda text: f"{text[:14]!r} of {len(text)}",
)
def test_what_is_too_long_or_too_deep_is_refused_at_once(text: str) -> None:
    with time_limit(seconds=5), pytest.raises(ConditionError):
        compiled(text)


def test_a_list_of_a_hundred_alternatives_is_not_too_long() -> None:
    check(compiled(" OR ".join(["yes AND no"] * 50)))
    check(compiled("count IN (" + ", ".join(str(n) for n in range(150)) + ")"))


@pytest.mark.parametrize(
    "text",
    [
        "999999999999999 * 999999999999999 * 9 > count",
        "count * 999999999999999 * 999999999999999 * 0 = 0",
    ],
)
def test_numbers_too_large_to_calculate_with_are_refused_or_calculated_right(text: str) -> None:
    try:
        condition = compiled(text)
    except ConditionError:
        return

    check(condition)


ATOMS = st.one_of(
    st.sampled_from(ALLOWED),
    st.builds(
        "{} {} {}".format,
        st.sampled_from(["count", "weight", "1", "2.5", "count + 1", "count * weight", "-3", "(count)"]),
        st.sampled_from(["=", "<>", "<", "<=", ">", ">=", "!="]),
        st.sampled_from(["count", "weight", "0", "1.0", "- weight", "count - 1"]),
    ),
    st.builds(
        "words {} '{}'".format,
        st.sampled_from(["LIKE", "NOT LIKE", "=", "<>"]),
        st.text("aAx%_\\.*+[]()^$|? 9é\n", max_size=6),
    ),
)
CONDITIONS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.builds("{} AND {}".format, inner, inner),
        st.builds("{} OR {}".format, inner, inner),
        st.builds("({}) OR ({})".format, inner, inner),
        st.builds("NOT ({})".format, inner),
        st.builds("NOT {}".format, inner),
    ),
    max_leaves=8,
)
#: Any character that a file in UTF-8 can hold.
CHARACTERS = st.characters(exclude_categories=["Cs"])
SOUP = st.one_of(
    st.lists(st.sampled_from(TOKENS), max_size=10).map(" ".join),
    st.lists(st.sampled_from(TOKENS), max_size=6).map("".join),
    st.text(CHARACTERS, max_size=30),
    st.builds(
        lambda text, at, what: text[: at % (len(text) + 1)] + what + text[at % (len(text) + 1) :],
        CONDITIONS,
        st.integers(0, 200),
        st.one_of(st.sampled_from(TOKENS), CHARACTERS),
    ),
)


@TRIES
@given(CONDITIONS)
def test_whatever_is_built_of_allowed_parts_means_what_it_means_in_sql(text: str) -> None:
    try:
        condition = compiled(text)
    except ConditionError as refused:
        assert any(word in str(refused) for word in ("deep", "too many", "too large")), text  # noqa: PT017
        return

    check(condition)


@TRIES
@given(SOUP)
def test_any_text_compiles_to_a_condition_that_works_or_is_refused(text: str) -> None:
    try:
        condition = compiled(text)
    except ConditionError:
        return

    check(condition)
