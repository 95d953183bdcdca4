"""Days and instants as lists write them, and what is asked where a text does not tell."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.manifest.cells import Flaw
from comity.manifest.first_look.dates import (
    Day,
    Moment,
    Order,
    Unsettled,
    date_order,
    days_between,
    read_day,
    read_moment,
    told_order,
    told_zone,
)

FIFTH = dt.date(2023, 9, 5)
DAYS = st.dates(dt.date(1970, 1, 1), dt.date(2069, 12, 31))
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "short": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
}


@pytest.mark.parametrize(
    "text",
    [
        "5 Sep 23",
        "05SEP23",
        "5-Sep-2023",
        "Sep 5, 2023",
        "Tue 5 Sep 2023",
        "5th of September 2023",
        "2023/9/5",
        "20230905",
        "5.9.2023",
        "2023-9-5",
        "令和5年9月5日",
        "令和五年九月五日",
        "R5.9.5",
        "2023年9月5日（火）",
        "２０２３／９／５",
        "5 septembre 2023",
        "5 settembre 2023",
        "5. September 2023",
        "2023 Sep 5",
    ],
)
def test_a_day_is_read_in_every_form(text: str) -> None:
    read = read_day(text)

    assert isinstance(read, Day)
    assert read.day == FIFTH


@given(
    DAYS,
    st.sampled_from(sorted(MONTHS)),
    st.sampled_from(["{0} {1} {2}", "{0}-{1}-{2}", "{1} {0}, {2}", "{0}. {1} {2}"]),
)
def test_a_day_written_with_the_name_of_its_month_reads_back(day: dt.date, language: str, form: str) -> None:
    text = form.format(day.day, MONTHS[language].split()[day.month - 1], day.year)

    assert read_day(text) == Day(day)


@given(DAYS, st.sampled_from(list(Order)), st.sampled_from("/-."), st.booleans())
def test_a_day_in_figures_reads_back_in_the_order_of_its_file(
    day: dt.date, order: Order, sign: str, short: bool
) -> None:
    year = f"{day:%y}" if short else str(day.year)
    parts = {
        Order.DAY_FIRST: (day.day, day.month, year),
        Order.MONTH_FIRST: (day.month, day.day, year),
        Order.YEAR_FIRST: (year, day.month, day.day),
    }[order]
    read = read_day(sign.join(map(str, parts)), order)

    assert isinstance(read, Day)
    assert read.day == day


@given(st.dates(dt.date(1926, 12, 25), dt.date(2069, 12, 31)))
def test_a_day_in_a_japanese_era_reads_back(day: dt.date) -> None:
    era, letter, before = next(
        (era, letter, before)
        for begins, era, letter, before in [
            (dt.date(2019, 5, 1), "令和", "R", 2018),
            (dt.date(1989, 1, 8), "平成", "H", 1988),
            (dt.date(1926, 12, 25), "昭和", "S", 1925),
        ]
        if day >= begins
    )
    year = day.year - before

    assert read_day(f"{era}{year}年{day.month}月{day.day}日") == Day(day)
    assert read_day(f"{letter}{year}.{day.month}.{day.day}") == Day(day)


def test_days_that_may_be_two_are_asked() -> None:
    assert read_day("05/09/23") == Unsettled(
        (FIFTH, dt.date(2023, 5, 9)), "may be written day first or month first"
    )
    assert read_day("05/05/23") == Day(dt.date(2023, 5, 5), "day first")
    assert read_day("13/02/2023") == Day(dt.date(2023, 2, 13), "day first")


def test_a_day_that_cannot_be_is_refused_as_the_strict_reader_does() -> None:
    assert read_day("31/02/2023") is Flaw.IMPOSSIBLE_DAY
    assert read_day("31 Feb 2023") is Flaw.IMPOSSIBLE_DAY
    assert read_day("1 Jan 1066") is Flaw.DAY_OUT_OF_RANGE


def test_a_day_without_its_year_or_a_year_without_its_day_is_asked() -> None:
    assert read_day("5 Sep") == Unsettled((), "names no year")
    assert read_day("9月5日") == Unsettled((), "names no year")
    assert read_day("平成23年") == Unsettled((), "names no day")
    assert read_day("Sep 2023") == Unsettled((), "names no day")


def test_the_number_of_a_spreadsheet_s_day_is_not_guessed() -> None:
    assert read_day("45174") is None
    assert read_day("45174.5") is None


def test_years_in_two_digits_follow_the_stated_rule() -> None:
    assert read_day("5 Sep 69") == Day(dt.date(2069, 9, 5))
    assert read_day("5 Sep 70") == Day(dt.date(1970, 9, 5))
    assert read_day("5 Sep 65", birth=True) == Day(dt.date(1965, 9, 5))
    assert read_day("5 Sep 05", birth=True) == Day(dt.date(2005, 9, 5))


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["13/02/23", "05/09/23"], Order.DAY_FIRST),
        (["13/02/23"], Order.DAY_FIRST),
        (["02/13/23", "05/09/23"], Order.MONTH_FIRST),
        (["2023/9/5"], Order.YEAR_FIRST),
        (["23/09/05", "23/09/06"], Order.YEAR_FIRST),
        (["05/09/23", "06/09/23"], None),
        (["13/02/23", "02/13/23"], None),
        (["yesterday", "32/13/23"], None),
        ([], None),
    ],
)
def test_the_days_that_cannot_be_tell_the_order_of_a_file(texts: list[str], order: Order | None) -> None:
    assert date_order(texts) is order


def test_a_heading_can_tell_the_order_and_the_clock() -> None:
    assert told_order("DOB (dd/mm/yyyy)") is Order.DAY_FIRST
    assert told_order("Date MM/DD/YY") is Order.MONTH_FIRST
    assert told_order("JJ/MM/AAAA") is Order.DAY_FIRST
    assert told_order("生年月日") is None
    assert told_order("Remarks") is None
    assert [told_zone(h) for h in ("ETA (Z)", "eta_utc", "ETD local", "ETA (JST)", "ETA")] == [
        "UTC",
        "UTC",
        "local",
        "JST",
        "",
    ]


@pytest.mark.parametrize(
    ("text", "time", "east"),
    [
        ("301200ZAUG23", dt.time(12), 0),
        ("30 1200K AUG 2023", dt.time(12), 600),
        ("301200I AUG 23", dt.time(12), 540),
        ("2023/8/30 21:05 JST", dt.time(21, 5), 540),
        ("30 Aug 2023 0530Z", dt.time(5, 30), 0),
        ("2023-08-30T05:30-09:30", dt.time(5, 30), -570),
    ],
)
def test_instants_have_their_zone(text: str, time: dt.time, east: int) -> None:
    assert read_moment(text) == Moment(dt.date(2023, 8, 30), time, east)


def test_juliet_is_local_time_and_no_zone() -> None:
    assert read_moment("301200JAUG23") == Moment(dt.date(2023, 8, 30), dt.time(12), None, "", is_local=True)


def test_a_day_alone_is_no_moment() -> None:
    assert read_moment("5 Sep 2023") is None


@pytest.mark.parametrize(
    "text",
    [
        "5-30 Sep 2023",
        "5 Sep 23 to 30 Sep 23",
        "2023年9月5日～30日",
        "2023/9/5-2023/9/30",
        "5 – 30 September 2023",
    ],
)
def test_a_span_names_two_days(text: str) -> None:
    assert days_between(text) == (FIFTH, dt.date(2023, 9, 30))


@given(st.text(max_size=80) | st.from_regex(r"\A[0-9a-zA-Z年月日/. :-]{0,30}\Z"))
def test_no_text_breaks_the_reading_of_days(text: str) -> None:
    for order in (None, *Order):
        read_day(text, order)
        read_moment(text, order)
    date_order([text])
    days_between(text)
    told_order(text)
    told_zone(text)
