"""Lines as people write them, however many there are."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from comity.domain.visits import line_ranges
from comity.domain.visits.line_ranges import LineRanges, joined, ranges


def test_neighbours_are_one_run_and_a_line_alone_is_named_alone() -> None:
    assert ranges("people", [4, 2, 3, 9, 3]) == ("people!2-4", "people!9")


def test_no_rows_are_no_runs() -> None:
    assert not ranges("people", [])


def test_several_lists_become_one_sheet_by_sheet() -> None:
    parts = [ranges("people", [2]), ranges("goods", [5]), ranges("people", [3])]

    assert joined(parts) == ("people!2-3", "goods!5")


@given(st.lists(st.integers(1, 60)))
def test_many_rows_are_written_like_few(rows: list[int]) -> None:
    series = pl.Series(rows, dtype=pl.UInt32)

    assert list(line_ranges._many(series)) == list(line_ranges._few(series))


def test_a_long_list_is_written_whole() -> None:
    long = LineRanges([("people", pl.int_range(2, 10_000, dtype=pl.UInt32, eager=True))])

    assert long == ("people!2-9999",)
