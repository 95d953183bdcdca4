"""Pools: every member is judged as if it came, and what is said is how many of them may."""

from dataclasses import replace
from typing import Any

import pytest

from comity.domain.visits.answer import PoolShown
from comity.domain.visits.visit import Pool
from tests.build import ask, build_visit, host, law, outcome, provision, sheet_of, treaty

SOLDIERS = treaty(provision("in", "permits", "entry", when="role = 'soldier'"))
NO_ARMS = host(
    provision("no-arms", "forbids", "weapons", when="armed", says="No weapons."),
    provision("permit", "requires", "permit", done="permit_held"),
)
LAW = law(SOLDIERS, NO_ARMS)
MAY: dict[str, Any] = {"role": "soldier", "armed": False, "permit_held": True}
TO_DO: dict[str, Any] = {**MAY, "permit_held": None}
BARRED: dict[str, Any] = {**MAY, "armed": True}
UNKNOWN: dict[str, Any] = {**MAY, "armed": None}
NOT_COVERED: dict[str, Any] = {**MAY, "role": "contractor"}


def pool_of(take: int, *members: dict[str, Any]) -> PoolShown:
    people = [{**member, "pool": "team", "person_id": f"P{at}"} for at, member in enumerate(members, start=1)]
    answer = ask(build_visit(*people, pools=(Pool("team", "people", take),)), LAW)
    return answer.pools[0]


def test_where_all_may_come_any_of_them_do() -> None:
    pool = pool_of(6, *[MAY] * 9)

    assert (pool.verdict, pool.members) == ("can", 9)
    assert pool.says == "all 9 may come: any 6 of them"


def test_open_duties_are_said() -> None:
    assert pool_of(6, *[MAY] * 8, TO_DO).says == "all 9 may come (conditional): any 6 of them"


def test_who_may_not_come_is_named_with_the_reason_and_the_article() -> None:
    pool = pool_of(6, *[MAY] * 7, BARRED, BARRED)

    assert pool.verdict == "can"
    assert pool.says == (
        "7 of 9 may come: any 6 of those 7; not P8, P9: forbidden, because No weapons [host-bv I]"
    )


def test_too_few_cannot_be_made_up() -> None:
    pool = pool_of(6, *[MAY] * 5, *[BARRED] * 4)

    assert pool.verdict == "cannot"
    assert pool.says.startswith("of 9, 5 may come: 6 cannot be made up; not P6, P7, P8, P9: forbidden")


def test_undetermined_members_are_counted_apart_and_named_with_what_is_missing() -> None:
    pool = pool_of(6, *[MAY] * 4, *[UNKNOWN] * 3)

    assert pool.verdict == "unknown"
    assert pool.says == (
        "of 7, 4 may come, 3 unknown: whether 6 can be made up hangs on the questions; "
        "P5, P6, P7: not known: armed"
    )


def test_members_that_no_agreement_covers_come_only_by_the_ordinary_rules() -> None:
    pool = pool_of(3, MAY, NOT_COVERED, NOT_COVERED)

    assert pool.verdict == "ordinary-rules"
    assert "2 not covered: 3 can be made up only under the ordinary rules" in pool.says


@pytest.mark.parametrize("take", [1, 2, 3])
def test_a_pool_changes_no_outcome(take: int) -> None:
    people = [{**each, "pool": "team"} for each in (MAY, BARRED, UNKNOWN)]
    without = ask(build_visit(*people), LAW)
    with_pool = ask(build_visit(*people, pools=(Pool("team", "people", take),)), LAW)

    assert [outcome(with_pool, row=row) for row in (2, 3, 4)] == [
        outcome(without, row=row) for row in (2, 3, 4)
    ]
    assert (with_pool.outcome, with_pool.groups) == (without.outcome, without.groups)


def test_lines_of_no_pool_do_not_count() -> None:
    people = [{**MAY, "pool": "team"}, MAY, {**MAY, "pool": "others"}]

    pool = ask(build_visit(*people, pools=(Pool("team", "people", 1),)), LAW).pools[0]

    assert (pool.members, list(pool.lines)) == (1, ["people!2"])


def test_substitutes_in_one_cell_are_named_and_not_judged() -> None:
    aircraft = sheet_of(
        "aircraft",
        {"tail_number": "A35-1", "substitute_tails": "A35-8; A35-9, A35-8"},
        {"tail_number": "A35-2", "substitute_tails": "A35-1"},
    )
    visit = replace(build_visit(), sheets={"aircraft": aircraft})

    answer = ask(visit, LAW)

    assert [(s.line, s.row, s.names) for s in answer.substitutes] == [("A35-1", 2, ("A35-8", "A35-9"))]
