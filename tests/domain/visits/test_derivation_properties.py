"""Filling in a blank may settle a derived fact, never turn one; and what is asked for settles it."""

import os
from collections.abc import Mapping

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.domain.provisions.vocabulary import Counted, Fact, Kind, LookedUp, Type, Vocabulary
from comity.domain.visits.derivation import blanks_behind, derive

THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
quick = settings(
    max_examples=5_000 if THOROUGH else 150, deadline=None, database=None, derandomize=not THOROUGH
)

CONDITION = "kind = 'car' OR big"
WORDS = Vocabulary(
    facts={
        "goods": {
            "owner": Fact("goods", "owner", Kind.KEY, Type.TEXT),
            "kind": Fact("goods", "kind", Kind.CIRCUMSTANCE, Type.CHOICE, values=("car", "other")),
            "big": Fact("goods", "big", Kind.CIRCUMSTANCE, Type.BOOL),
            "cars": Fact(
                "goods", "cars", Kind.CIRCUMSTANCE, Type.INT, counted=Counted("goods", "owner", CONDITION)
            ),
            "role": Fact(
                "goods", "role", Kind.CIRCUMSTANCE, Type.CHOICE, looked_up=LookedUp("people", "owner", "role")
            ),
        },
        "people": {
            "person_id": Fact("people", "person_id", Kind.KEY, Type.TEXT),
            "role": Fact("people", "role", Kind.CIRCUMSTANCE, Type.CHOICE, values=("member", "other")),
        },
    },
    whats={},
    authorities={},
)
CHOICES: Mapping[str, list[object]] = {
    "owner": ["P1", "P2"],
    "kind": ["car", "other"],
    "big": [True, False],
    "person_id": ["P1", "P2"],
    "role": ["member", "other"],
}
Row = dict[str, object]


def rows(*columns: str) -> st.SearchStrategy[list[Row]]:
    cells = {name: st.sampled_from([None, *CHOICES[name]]) for name in columns}
    return st.lists(st.fixed_dictionaries(cells), min_size=1, max_size=5)


def framed(goods: list[Row], people: list[Row]) -> dict[str, pl.DataFrame]:
    types = {"big": pl.Boolean}
    return {
        sheet: pl.DataFrame(
            {"row": pl.Series(range(2, len(table) + 2), dtype=pl.UInt32)}
            | {
                name: pl.Series([row[name] for row in table], dtype=types.get(name, pl.String))
                for name in names
            }
        )
        for sheet, table, names in (
            ("goods", goods, ("owner", "kind", "big")),
            ("people", people, ("person_id", "role")),
        )
    }


def holds(row: Row) -> bool | None:
    """The condition of the count, row by row, in three values."""
    is_car = None if row["kind"] is None else row["kind"] == "car"
    if is_car or row["big"]:
        return True
    return None if is_car is None or row["big"] is None else False


def count_by_hand(goods: list[Row], row: Row) -> int | None:
    if row["owner"] is None:
        return None
    could_be = [holds(other) for other in goods if other["owner"] in (row["owner"], None)]
    loose = any(holds(other) is not False for other in goods if other["owner"] is None)
    return None if loose or None in could_be else could_be.count(True)


def role_by_hand(people: list[Row], row: Row) -> object:
    named = [person for person in people if row["owner"] is not None and person["person_id"] == row["owner"]]
    return named[0]["role"] if len(named) == 1 else None


@quick
@given(goods=rows("owner", "kind", "big"), people=rows("person_id", "role"))
def test_derived_facts_are_those_found_by_hand(goods: list[Row], people: list[Row]) -> None:
    frame = derive(framed(goods, people), WORDS)["goods"]

    assert frame["cars"].to_list() == [count_by_hand(goods, row) for row in goods]
    assert frame["role"].to_list() == [role_by_hand(people, row) for row in goods]


@quick
@given(
    goods=rows("owner", "kind", "big"),
    people=rows("person_id", "role"),
    at=st.integers(0, 4),
    column=st.sampled_from(["owner", "kind", "big"]),
    value=st.integers(0, 1),
)
def test_filling_in_a_blank_only_settles(
    goods: list[Row], people: list[Row], at: int, column: str, value: int
) -> None:
    before = derive(framed(goods, people), WORDS)["goods"]
    filled = [dict(row) for row in goods]
    row = filled[at % len(filled)]
    row[column] = CHOICES[column][value] if row[column] is None else row[column]

    after = derive(framed(filled, people), WORDS)["goods"]

    for name in ("cars", "role"):
        for old, new in zip(before[name].to_list(), after[name].to_list(), strict=True):
            assert old is None or old == new


@quick
@given(goods=rows("owner", "kind", "big"), people=rows("person_id", "role"), seed=st.integers(0, 7))
def test_filling_in_all_that_is_asked_for_settles_a_count(
    goods: list[Row], people: list[Row], seed: int
) -> None:
    sheets = derive(framed(goods, people), WORDS)
    filled = [dict(row) for row in goods]
    for blank in blanks_behind(sheets, WORDS, "goods", "cars"):
        for number in blank.rows:
            assert filled[number - 2][blank.column] is None
            filled[number - 2][blank.column] = CHOICES[blank.column][(number * seed) % 2]

    after = derive(framed(filled, people), WORDS)["goods"]

    assert after["cars"].null_count() == 0
