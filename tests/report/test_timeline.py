"""The time line as a picture: everything is inside it, and no two labels lie on each other."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.report.timeline import Deadline, Label, Moment, Timeline, timeline

DAY = st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1))
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=200)
DEADLINES = st.lists(
    st.builds(Deadline, DAY, WORDS, st.sampled_from(["late", "open", "unknown", "met"]), st.none() | DAY),
    max_size=12,
)
MOMENTS = st.lists(st.builds(Moment, DAY, WORDS, st.sampled_from(["asked", "arrival"])), max_size=6)
STAY = st.tuples(DAY, DAY).map(lambda days: (min(days), max(days)))
WIDTH = st.sampled_from([330.0, 960.0])


def labels(picture: Timeline) -> list[Label]:
    drawn = [tick.label for tick in picture.ticks] + [upright.label for upright in picture.uprights]
    return drawn + [row.label for row in picture.rows]


@given(DEADLINES, MOMENTS, STAY, WIDTH)
def test_every_day_is_inside_the_picture(
    due: list[Deadline], moments: list[Moment], stay: tuple[dt.date, dt.date], width: float
) -> None:
    picture = timeline(due, moments, stay, width)

    at = [row.x for row in picture.rows] + [upright.x for upright in picture.uprights]
    at += [tick.x for tick in picture.ticks]
    at += [row.opens_x for row in picture.rows if row.opens_x is not None] + list(picture.stay)
    assert all(picture.left <= x <= picture.right for x in at)
    assert all(picture.axis_y < row.y < picture.height for row in picture.rows)
    assert [row.deadline for row in picture.rows] == due


@given(DEADLINES, MOMENTS, STAY, WIDTH)
def test_days_stand_in_their_sequence_along_the_axis(
    due: list[Deadline], moments: list[Moment], stay: tuple[dt.date, dt.date], width: float
) -> None:
    picture = timeline(due, moments, stay, width)

    placed = sorted(
        [(row.deadline.due_on, row.x) for row in picture.rows]
        + [(each.moment.day, each.x) for each in picture.uprights]
    )
    assert all(a[1] <= b[1] for a, b in pairwise(placed))


@given(DEADLINES, MOMENTS, STAY, WIDTH)
def test_no_two_labels_lie_on_each_other(
    due: list[Deadline], moments: list[Moment], stay: tuple[dt.date, dt.date], width: float
) -> None:
    picture = timeline(due, moments, stay, width)

    drawn = labels(picture)
    for number, one in enumerate(drawn):
        for other in drawn[number + 1 :]:
            beside = one.left + one.width <= other.left + 0.1 or other.left + other.width <= one.left + 0.1
            below = one.bottom <= other.top + 0.1 or other.bottom <= one.top + 0.1
            assert beside or below, (one, other)


@given(DEADLINES, MOMENTS, STAY, WIDTH)
def test_every_label_is_inside_the_picture(
    due: list[Deadline], moments: list[Moment], stay: tuple[dt.date, dt.date], width: float
) -> None:
    picture = timeline(due, moments, stay, width)

    for label in labels(picture):
        assert label.left >= -0.1
        assert label.left + label.width <= width + 0.1
        assert label.top >= 0
        assert label.bottom <= picture.height


def test_on_a_wide_picture_labels_stand_left_of_the_axis_and_on_a_narrow_one_above_their_marks() -> None:
    due = [Deadline(dt.date(2024, 5, 1), "1 May 2024: a permit", "open")]
    stay = (dt.date(2024, 6, 1), dt.date(2024, 6, 9))

    wide, narrow = (timeline(due, [], stay, width) for width in (960.0, 330.0))

    assert wide.rows[0].label.left + wide.rows[0].label.width < wide.left
    assert narrow.rows[0].label.bottom < narrow.rows[0].y


def test_a_long_label_is_cut_after_three_lines_and_says_so() -> None:
    due = [Deadline(dt.date(2024, 5, 1), "word " * 100, "open")]

    row = timeline(due, [], (dt.date(2024, 6, 1), dt.date(2024, 6, 9)), 330.0).rows[0]

    assert len(row.label.lines) == 3
    assert row.label.lines[-1].endswith("…")


@pytest.mark.parametrize(
    ("years", "first"),
    [(0, "May 2024"), (3, "Jul 2024"), (60, "Jan 2030")],
    ids=["weeks", "years", "decades"],
)
def test_the_axis_names_as_many_months_as_there_is_room_for(years: int, first: str) -> None:
    stay = (dt.date(2024, 4, 20), dt.date(2024 + years, 6, 9))

    ticks = timeline([], [], stay, 960.0).ticks

    assert ticks[0].label.lines == (first,)
    assert len(ticks) <= 12
