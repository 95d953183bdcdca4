"""Facts that follow from other rows: what is counted and looked up, and what to ask while it is unknown."""

from collections.abc import Mapping, Sequence

import polars as pl
import pytest

from comity.domain.provisions.vocabulary import Counted, Fact, Kind, LookedUp, Type, Vocabulary
from comity.domain.visits.derivation import Blank, blanks_behind, derive

CATEGORY = Fact("goods", "category", Kind.CIRCUMSTANCE, Type.CHOICE, values=("car", "other"))
OWNER = Fact("goods", "owner", Kind.KEY, Type.TEXT)
CARS = Fact(
    "goods", "cars", Kind.CIRCUMSTANCE, Type.INT, counted=Counted("goods", "owner", "category = 'car'")
)
ROLE_OF_OWNER = Fact(
    "goods", "role_of_owner", Kind.CIRCUMSTANCE, Type.CHOICE, looked_up=LookedUp("people", "owner", "role")
)
PERSON = Fact("people", "person_id", Kind.KEY, Type.TEXT)
ROLE = Fact("people", "role", Kind.CIRCUMSTANCE, Type.CHOICE, values=("member", "other"))
CARS_OF_PERSON = Fact(
    "people", "cars", Kind.CIRCUMSTANCE, Type.INT, counted=Counted("goods", "person_id", "category = 'car'")
)
PERSON_OF_GOODS = Fact("goods", "person_id", Kind.KEY, Type.TEXT)


def vocabulary(*facts: Fact) -> Vocabulary:
    by_sheet: dict[str, dict[str, Fact]] = {}
    for fact in facts:
        by_sheet.setdefault(fact.sheet, {})[fact.name] = fact
    return Vocabulary(facts=by_sheet, whats={}, authorities={})


def sheet(**columns: Sequence[object]) -> pl.DataFrame:
    height = max(len(values) for values in columns.values())
    integers = {"cars"}
    return pl.DataFrame(
        {"row": pl.Series(range(2, height + 2), dtype=pl.UInt32)}
        | {
            name: pl.Series(values, dtype=pl.Int64 if name in integers else pl.String)
            for name, values in columns.items()
        }
    )


def derived(
    words: Vocabulary, name: str, sheets: Mapping[str, pl.DataFrame], of: str = "goods"
) -> list[object]:
    return derive(sheets, words)[of][name].to_list()


COUNTING = vocabulary(CATEGORY, OWNER, CARS)
LOOKING_UP = vocabulary(OWNER, ROLE_OF_OWNER, PERSON, ROLE)


def test_rows_that_share_a_key_and_meet_the_condition_are_counted_the_row_itself_among_them() -> None:
    goods = sheet(owner=["P1", "P1", "P2", "P1"], category=["car", "car", "car", "other"])

    assert derived(COUNTING, "cars", {"goods": goods}) == [2, 2, 1, 2]


def test_a_given_count_wins() -> None:
    goods = sheet(owner=["P1", "P1"], category=["car", "car"], cars=[1, None])

    assert derived(COUNTING, "cars", {"goods": goods}) == [1, 2]


def test_a_count_is_unknown_while_one_of_its_rows_is() -> None:
    goods = sheet(owner=["P1", "P1", "P2"], category=["car", None, "car"])

    assert derived(COUNTING, "cars", {"goods": goods}) == [None, None, 1]


def test_a_row_that_names_nobody_could_be_anybodys() -> None:
    loose = sheet(owner=["P1", None], category=["car", "car"])
    perhaps = sheet(owner=["P1", None], category=["car", None])
    harmless = sheet(owner=["P1", None], category=["car", "other"])

    assert derived(COUNTING, "cars", {"goods": loose}) == [None, None]
    assert derived(COUNTING, "cars", {"goods": perhaps}) == [None, None]
    assert derived(COUNTING, "cars", {"goods": harmless}) == [1, None]


def test_a_column_that_is_not_given_is_blank() -> None:
    assert derived(COUNTING, "cars", {"goods": sheet(owner=["P1"])}) == [None]
    assert derived(COUNTING, "cars", {"goods": sheet(category=["car"])}) == [None]
    assert derived(COUNTING, "cars", {"goods": sheet(category=["other"])}) == [None]


def test_rows_of_another_sheet_are_counted_and_there_may_be_none() -> None:
    words = vocabulary(CATEGORY, PERSON_OF_GOODS, PERSON, CARS_OF_PERSON)
    people = sheet(person_id=["P1", "P2", None])
    goods = sheet(person_id=["P1", "P1"], category=["car", "other"])

    assert derived(words, "cars", {"people": people, "goods": goods}, "people") == [1, 0, None]
    assert derived(words, "cars", {"people": people, "goods": goods.clear()}, "people") == [0, 0, None]
    assert derived(words, "cars", {"people": people}, "people") == [None, None, None]


def test_a_fact_is_taken_from_the_row_that_the_key_names() -> None:
    people = sheet(person_id=["P1", "P2", "P3"], role=["member", "other", None])
    goods = sheet(owner=["P2", "P1", "P3", "P9", None])

    found = derived(LOOKING_UP, "role_of_owner", {"people": people, "goods": goods})

    assert found == ["other", "member", None, None, None]


def test_a_given_value_wins_over_the_one_looked_up() -> None:
    people = sheet(person_id=["P1"], role=["member"])
    goods = sheet(owner=["P1", "P1"], role_of_owner=["other", None])

    assert derived(LOOKING_UP, "role_of_owner", {"people": people, "goods": goods}) == ["other", "member"]


def test_of_two_rows_with_one_name_nobody_knows_which_is_meant() -> None:
    people = sheet(person_id=["P1", "P1"], role=["member", "member"])

    assert derived(LOOKING_UP, "role_of_owner", {"people": people, "goods": sheet(owner=["P1"])}) == [None]


def test_without_the_other_sheet_nothing_is_known() -> None:
    assert derived(LOOKING_UP, "role_of_owner", {"goods": sheet(owner=["P1"])}) == [None]


def test_a_fact_may_be_derived_from_a_derived_fact() -> None:
    members_goods = Fact(
        "goods",
        "goods_of_members",
        Kind.CIRCUMSTANCE,
        Type.INT,
        counted=Counted("goods", "owner", "role_of_owner = 'member'"),
    )
    words = vocabulary(OWNER, members_goods, ROLE_OF_OWNER, PERSON, ROLE)
    people = sheet(person_id=["P1", "P2"], role=["member", None])
    sheets = {"people": people, "goods": sheet(owner=["P1", "P1", "P2"])}

    assert derived(words, "goods_of_members", sheets) == [2, 2, None]
    assert blanks_behind(derive(sheets, words), words, "goods", "goods_of_members") == (
        Blank("people", "role", (3,)),
    )


def test_a_circle_of_derivations_is_a_mistake_of_the_vocabulary() -> None:
    one = Fact("people", "one", Kind.CIRCUMSTANCE, Type.TEXT, looked_up=LookedUp("people", "next", "two"))
    two = Fact("people", "two", Kind.CIRCUMSTANCE, Type.TEXT, looked_up=LookedUp("people", "next", "one"))

    with pytest.raises(ValueError, match="derives from itself"):
        derive({"people": sheet(person_id=["P1"])}, vocabulary(PERSON, one, two))


def test_the_sheets_that_were_given_stay_as_they_are() -> None:
    goods = sheet(owner=["P1"], category=["car"])

    derive({"goods": goods}, COUNTING)

    assert goods.columns == ["row", "owner", "category"]


def test_behind_an_unknown_count_are_its_key_its_condition_and_the_rows_that_name_nobody() -> None:
    goods = sheet(owner=["P1", "P1", "P2", None, None], category=["car", None, None, "car", "other"])
    sheets = derive({"goods": goods}, COUNTING)

    assert blanks_behind(sheets, COUNTING, "goods", "cars", sheets["goods"].head(1)) == (
        Blank("goods", "owner", (5,)),
        Blank("goods", "category", (3,)),
    )
    assert blanks_behind(sheets, COUNTING, "goods", "cars") == (
        Blank("goods", "owner", (5, 6)),
        Blank("goods", "category", (3, 4)),
    )


def test_behind_an_unknown_lookup_are_its_key_the_missing_row_or_the_blank_there() -> None:
    people = sheet(person_id=["P1", "P2", "P2"], role=[None, "member", "other"])
    goods = sheet(owner=["P1", "P2", "P9", None])
    sheets = derive({"people": people, "goods": goods}, LOOKING_UP)

    def behind(row: int) -> tuple[Blank, ...]:
        lines = sheets["goods"].filter(pl.col("row") == row)
        return blanks_behind(sheets, LOOKING_UP, "goods", "role_of_owner", lines)

    assert behind(2) == (Blank("people", "role", (2,)),)
    assert behind(3) == (Blank("people", "person_id", (3, 4)),)
    assert behind(4) == (Blank("people", "person_id", ()),)
    assert behind(5) == (Blank("goods", "owner", (5,)),)


def test_behind_a_missing_sheet_is_the_sheet() -> None:
    goods = sheet(owner=["P1"])
    words = vocabulary(CATEGORY, PERSON_OF_GOODS, PERSON, CARS_OF_PERSON)
    people = sheet(person_id=["P1"])

    assert blanks_behind(derive({"goods": goods}, LOOKING_UP), LOOKING_UP, "goods", "role_of_owner") == (
        Blank("people", "person_id", ()),
    )
    assert blanks_behind(derive({"people": people}, words), words, "people", "cars") == (
        Blank("goods", "person_id", ()),
    )


def test_nothing_is_behind_what_is_known() -> None:
    sheets = derive({"goods": sheet(owner=["P1"], category=["car"])}, COUNTING)

    assert blanks_behind(sheets, COUNTING, "goods", "cars") == ()
