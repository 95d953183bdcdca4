"""Who with whom as a picture: the States on a circle, the agreements as lines between them."""

import math
import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from comity.languages import state
from comity.node.agreements.forms import NetworkAsked
from comity.node.agreements.matrix import Entry, entry
from comity.node.agreements.queries import FURTHEST, Tie

#: Width and height of the picture, and the circle in it: names stand outside the circle.
WIDTH, HEIGHT = 760, 620
_X, _Y, _RADIUS, _GAP = WIDTH / 2, HEIGHT / 2, 235, 15
#: How far a line bends towards the middle: 0 not at all, 1 through it; and how far the next of the pair
#: stands beside it.
_BEND, _BESIDE = 0.55, 50
#: Half the width of a loop: an agreement that names one Party alone.
_LOOP = 22
#: Letters of a name on one line.
_NAME = 17
#: Names within this of the top or bottom stand in the middle above or below their point.
_UPRIGHT = 0.15


@dataclass(frozen=True, slots=True)
class Point:
    """A State: its name in lines, where its point is, where its name stands, how the name is set."""

    code: str
    lines: tuple[str, ...]
    x: float
    y: float
    name_x: float
    name_y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Line:
    """An agreement: the path of its line, and what it says."""

    path: str
    entry: Entry


def points(states: Sequence[str]) -> list[Point]:
    """The States around the circle, the first by name at the top, clockwise."""
    found = []
    for number, code in enumerate(sorted(states, key=state)):
        angle = 2 * math.pi * number / len(states) - math.pi / 2
        x, y = math.cos(angle), math.sin(angle)
        anchor = "middle" if abs(x) < _UPRIGHT else "start" if x > 0 else "end"
        away = _RADIUS + _GAP
        found.append(
            Point(
                code,
                tuple(textwrap.wrap(state(code), _NAME)),
                *(_place(_X + _RADIUS * x), _place(_Y + _RADIUS * y)),
                *(_place(_X + away * x), _place(_Y + away * y + 5 + 6 * y)),
                anchor,
            )
        )
    return found


def lines(at: Iterable[Point], ties: Iterable[Tie], asked: NetworkAsked) -> list[Line]:
    """The agreements between the States shown; what is furthest lies above."""
    places = {point.code: point for point in at}
    drawn: Counter[tuple[str, str]] = Counter()
    found = []
    for tie in ties:
        pair = (tie.first, tie.second)
        path = _path(places[tie.first], places[tie.second], drawn[pair])
        drawn[pair] += 1
        found.append(Line(path, entry(tie, asked)))
    return sorted(found, key=lambda line: FURTHEST.index(line.entry.status), reverse=True)


def _path(first: Point, second: Point, number: int) -> str:
    """A line that bends towards the middle; a loop outwards where both ends are one State."""
    if first.code == second.code:
        wide = _LOOP + 8 * number
        across, along = (first.y - _Y) / _RADIUS, (first.x - _X) / _RADIUS
        turns = [
            (first.x - (2 * along + side * across) * wide, first.y - (2 * across - side * along) * wide)
            for side in (1, -1)
        ]
        (x, y), (u, v) = turns
        return f"M{first.x} {first.y}C{_place(x)} {_place(y)} {_place(u)} {_place(v)} {first.x} {first.y}"
    along = math.dist((first.x, first.y), (second.x, second.y))
    aside = _BESIDE * number / along
    x = _X + ((first.x + second.x) / 2 - _X) * (1 - _BEND) + (second.y - first.y) * aside
    y = _Y + ((first.y + second.y) / 2 - _Y) * (1 - _BEND) - (second.x - first.x) * aside
    return f"M{first.x} {first.y}Q{_place(x)} {_place(y)} {second.x} {second.y}"


def _place(number: float) -> float:
    return round(number, 1)
