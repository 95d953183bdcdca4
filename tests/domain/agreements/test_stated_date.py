"""Dates as sources state them, in EDTF."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.domain.agreements.relative_date import is_relative, resolved
from comity.domain.agreements.stated_date import StatedDate, stated_date

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-05-02", "2024-05-02", "2024-05-02"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-12", "2024-12-01", "2024-12-31"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("2022-05-04/2022-05-05", "2022-05-04", "2022-05-05"),
        ("../2023-05-02", "1900-01-01", "2023-05-02"),
        ("2021-12/..", "2021-12-01", "2199-12-31"),
    ],
)
def test_a_date_is_the_days_between_which_something_lies(text: str, first: str, last: str) -> None:
    read = stated_date(text)

    assert (read.first.isoformat(), read.last.isoformat()) == (first, last)
    assert stated_date(str(read)) == read


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Thursday",
        "2024-13",
        "2024-02-30",
        "02/05/2024",
        "2024-5-2",
        "1066",
        "2024-05-02T10:00Z",
        "../..",
        "/",
        "2024-06/2024-05",
        "99999-01-01",
        "２０２４-05-02",
        "2024-05-02\n",
        "-2024",
        "9" * 5_000,
    ],
)
def test_what_is_no_date_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a date|no calendar|lies outside|ends before|no end at all"):
        stated_date(text)


@given(DAYS, DAYS)
def test_every_span_of_days_is_written_and_read_back_as_itself(one: dt.date, other: dt.date) -> None:
    span = StatedDate(min(one, other), max(one, other))

    if span != StatedDate(dt.date(1900, 1, 1), dt.date(2199, 12, 31)):
        assert stated_date(str(span)) == span


@pytest.mark.parametrize("word", ["Thursday", "giovedì", "Donnerstag", "jeudi", "木曜日"])
def test_thursday_is_the_last_one_up_to_the_anchor_in_every_language(word: str) -> None:
    assert is_relative(word)
    assert resolved(word, dt.date(2024, 5, 2)) == dt.date(2024, 5, 2)
    assert resolved(word, dt.date(2024, 5, 3)) == dt.date(2024, 5, 2)
    assert resolved(word, dt.date(2024, 5, 1)) == dt.date(2024, 4, 25)
