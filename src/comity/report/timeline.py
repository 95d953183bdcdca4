"""The time line of a visit: deadlines, windows, arrivals and departure on one axis of days.

Only places and texts: no mark-up. One row for each deadline, so that labels cannot lie on each other; the
moments of the visit are upright lines through all rows, named above the axis in as many rows as they need.
All lengths are those of the picture's own units, which are pixels where it is shown in full size.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from comity.languages import month

#: A character of the labels is at most about so wide; capitals and figures count as that.
CHARACTER = 7.4
LINE_HEIGHT = 18.0
_MARGIN = 12.0
_ROW_GAP = 12.0
_MARK = 7.0
#: Below this width the label stands above its row instead of to the left.
_WIDE = 640.0
_SHARE_OF_LABELS = 0.44
_MOST_LINES = 3
#: Japanese signs are about so many Latin characters wide, and a line may end after any of them.
_WIDE_CHARACTER = 1.8
_WIDE_SIGNS = re.compile(
    r"[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]"
)
_WORDS = re.compile(rf"{_WIDE_SIGNS.pattern}\s*|(?:(?!{_WIDE_SIGNS.pattern})\S)+\s*|\s+")
_TICK_LABEL = 9 * CHARACTER


@dataclass(frozen=True, slots=True)
class Moment:
    """A day of the visit itself: asked, first arrival, last departure; `kind` is for how it is drawn."""

    day: dt.date
    words: str
    kind: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something that is due on a day, and the first day on which it may be filed, if there is one.

    `kind` is `late`, `open`, `unknown` (it hangs on a blank) or `met`. `words` begin with the day, `undated`
    say the same without it.
    """

    due_on: dt.date
    words: str
    kind: str
    opens_on: dt.date | None = None
    undated: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """Lines of text; `x` is the left edge, or the middle if `anchor` says so; `y` the first base line."""

    x: float
    y: float
    lines: tuple[str, ...]
    anchor: str = "start"

    @property
    def left(self) -> float:
        """The left edge, for the widest line."""
        return {"start": self.x, "middle": self.x - self.width / 2, "end": self.x - self.width}[self.anchor]

    @property
    def width(self) -> float:
        """At most so wide."""
        return max(columns(line) for line in self.lines) * CHARACTER

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.y - 0.8 * LINE_HEIGHT

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + (len(self.lines) - 1) * LINE_HEIGHT + 0.2 * LINE_HEIGHT


@dataclass(frozen=True, slots=True)
class Row:
    """A deadline as drawn: its mark at (x, y), the bar of its window from `opens_x`, its label."""

    deadline: Deadline
    x: float
    y: float
    opens_x: float | None
    label: Label


@dataclass(frozen=True, slots=True)
class Upright:
    """A moment as drawn: a line at x from `top` down to the bottom, and its label."""

    moment: Moment
    x: float
    top: float
    label: Label


@dataclass(frozen=True, slots=True)
class Tick:
    """The first of a month (or year) on the axis."""

    x: float
    label: Label


@dataclass(frozen=True, slots=True)
class Timeline:
    """The picture: its size, the axis (`left` to `right` at `axis_y`), ticks, uprights and rows."""

    width: float
    height: float
    left: float
    right: float
    axis_y: float
    stay: tuple[float, float]
    ticks: tuple[Tick, ...]
    uprights: tuple[Upright, ...]
    rows: tuple[Row, ...]


def timeline(
    deadlines: Sequence[Deadline], moments: Sequence[Moment], stay: tuple[dt.date, dt.date], width: float
) -> Timeline:
    """Lay out a picture of a width; the deadlines keep their sequence, `stay` is the visit's own days."""
    days = [
        *stay,
        *(moment.day for moment in moments),
        *(d.due_on for d in deadlines),
        *(d.opens_on for d in deadlines if d.opens_on),
    ]
    axis = _Axis(min(days), max(days), width)
    uprights, below = _uprights(moments, axis)
    axis_y = below + 1.7 * LINE_HEIGHT
    rows, bottom = _rows(deadlines, axis, axis_y + LINE_HEIGHT)
    return Timeline(
        width=width,
        height=round(bottom + _MARGIN, 1),
        left=axis.left,
        right=axis.right,
        axis_y=round(axis_y, 1),
        stay=(axis.x(stay[0]), axis.x(stay[1])),
        ticks=_ticks(axis, axis_y),
        uprights=uprights,
        rows=rows,
    )


class _Axis:
    """Days to places."""

    def __init__(self, first: dt.date, last: dt.date, width: float) -> None:
        self.first, self.last, self.width = first, last, width
        self.labels = width * _SHARE_OF_LABELS if width >= _WIDE else 0.0
        self.left = round(_MARGIN + _MARK + self.labels, 1)
        self.right = width - _MARGIN - _MARK

    def x(self, day: dt.date) -> float:
        span = (self.last - self.first).days or 1
        return round(self.left + (self.right - self.left) * (day - self.first).days / span, 1)


def _uprights(moments: Sequence[Moment], axis: _Axis) -> tuple[tuple[Upright, ...], float]:
    """The moments, each label in the first row above the axis where there is room; and where they end."""
    placed: list[tuple[Moment, Label, int]] = []
    taken: list[list[tuple[float, float]]] = []
    for moment in sorted(moments, key=lambda each: each.day):
        text = _cut(moment.words, int((axis.width - 2 * _MARGIN) / CHARACTER))
        half = columns(text) * CHARACTER / 2
        middle = min(max(axis.x(moment.day), _MARGIN + half), axis.width - _MARGIN - half)
        edges = (middle - half - CHARACTER, middle + half + CHARACTER)
        row = next(
            (n for n, row in enumerate(taken) if all(edges[0] > b or edges[1] < a for a, b in row)),
            len(taken),
        )
        if row == len(taken):
            taken.append([])
        taken[row].append(edges)
        label = Label(round(middle, 1), _MARGIN + (row + 0.8) * LINE_HEIGHT, (text,), "middle")
        placed.append((moment, label, row))
    below = _MARGIN + len(taken) * LINE_HEIGHT
    return tuple(Upright(m, axis.x(m.day), round(label.bottom, 1), label) for m, label, _ in placed), below


def _rows(deadlines: Sequence[Deadline], axis: _Axis, top: float) -> tuple[tuple[Row, ...], float]:
    """One row below the other; and where the last ends."""
    rows = []
    y = top + _ROW_GAP
    room = (axis.labels or axis.width - 2 * _MARGIN) - 3 * CHARACTER
    for deadline in deadlines:
        lines = _wrapped(deadline.words, int(room / CHARACTER))
        label = Label(_MARGIN, round(y + 0.8 * LINE_HEIGHT, 1), lines)
        height = len(lines) * LINE_HEIGHT
        at = y + height / 2 if axis.labels else y + height + _MARK + 2
        opens = axis.x(deadline.opens_on) if deadline.opens_on else None
        rows.append(Row(deadline, axis.x(deadline.due_on), round(at, 1), opens, label))
        y = (y + height if axis.labels else at + _MARK) + _ROW_GAP
    return tuple(rows), y


def _ticks(axis: _Axis, axis_y: float) -> tuple[Tick, ...]:
    """The first days of months, as many as there is room to name; of years where months are too many."""
    months = _firsts(axis.first, axis.last)
    room = axis.right - axis.left
    most = max(1, int(room / _TICK_LABEL))
    step = next((n for n in (1, 2, 3, 6, 12, 24, 60, 120, 600) if len(months) / n <= most), 1200)
    chosen = [day for day in months if (day.year * 12 + day.month - 1) % step == 0]
    ticks: list[Tick] = []
    for day in chosen:
        x = axis.x(day)
        label = Label(x, round(axis_y - 0.35 * LINE_HEIGHT, 1), (month(day),), "middle")
        before = ticks[-1].label if ticks else None
        fits = label.left >= 0 and label.left + label.width <= axis.width
        if fits and (before is None or before.left + before.width < label.left):
            ticks.append(Tick(x, label))
    return tuple(ticks)


def _firsts(first: dt.date, last: dt.date) -> list[dt.date]:
    """The first days of the months between two days."""
    start, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    days = [dt.date(month // 12, month % 12 + 1, 1) for month in range(start, end + 1)]
    return [day for day in days if first <= day <= last]


def columns(text: str) -> float:
    """How many characters of Latin letters a text is as wide as."""
    return len(text) + (_WIDE_CHARACTER - 1) * len(_WIDE_SIGNS.findall(text))


def _wrapped(text: str, width: int) -> tuple[str, ...]:
    """A text in at most three lines of so many columns; what does not fit is cut, with an ellipsis."""
    lines, line = [], ""
    for word in _WORDS.findall(text):
        if line and columns(line + word.rstrip()) > width:
            lines.append(line.rstrip())
            line = word.lstrip()
        else:
            line += word
    lines.append(line.rstrip())
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], " ".join(lines[_MOST_LINES - 1 :])]
    return tuple(_cut(line, width) for line in lines)


def _cut(text: str, width: int) -> str:
    if columns(text) <= width:
        return text
    kept = text[: max(1, width - 1)]
    while len(kept) > 1 and columns(kept) > width - 1:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"
