"""The life of an agreement as a picture: its status as a band through time, and below a row for each act."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from comity.domain.agreements.claim import Claim
from comity.domain.agreements.vocabulary import Tense
from comity.domain.primitives.calendar import FIRST_DAY, LAST_DAY
from comity.languages import day, month, say
from comity.node.agreements.claims_shown import ActShown
from comity.node.agreements.models import Span
from comity.node.agreements.wording import standing_said, stated, status_said

#: The picture is so wide that its words can be read on a phone too; what it leaves free at both sides.
WIDTH, _AIR = 640, 14
#: Where the rows of acts begin, and the height of a row: the name of the act, and its marks below.
_ROWS_TOP, _ROW = 104, 48
#: How far down its row the marks of an act stand.
_MARKS = 34
#: So many acts are drawn, and so many claims on one day of an act side by side; the list has all of them.
_MOST_ACTS, _MOST_MARKS = 30, 8
_MARK_STEP = 10
#: Letters of a status that a piece of the band has room for, by its width.
_LETTER = 9.5
_MOST_TICKS = 6
_STEPS_IN_MONTHS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
_WAITING = (Tense.SCHEDULED, Tense.FORECAST)


@dataclass(frozen=True, slots=True)
class Piece:
    """A span of the band: place, width, status, whether it is certain, its word if it has room, its title."""

    x: float
    width: float
    status: str
    is_sure: bool
    words: str
    title: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A claim on an act: where it stands, how wide (0: one day), how it is drawn, what it says."""

    x: float
    width: float
    kind: str
    is_contradicted: bool
    title: str


@dataclass(frozen=True, slots=True)
class LifeRow:
    """An act: its height in the picture, where its claims are listed, its name, a mark for each claim.

    `more` claims of it are not drawn.
    """

    y: float
    marks_y: float
    address: str
    words: str
    marks: tuple[Mark, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Life:
    """The whole picture; `asked` is the place of the day asked about, `more` the acts that are not drawn."""

    width: float
    height: float
    ticks: tuple[tuple[float, str], ...]
    band: tuple[Piece, ...]
    rows: tuple[LifeRow, ...]
    asked: float
    asked_anchor: str
    asked_words: str
    more: int


@dataclass(frozen=True, slots=True)
class _Scale:
    first: dt.date
    last: dt.date

    def __call__(self, on: dt.date) -> float:
        held = min(max(on, self.first), self.last)
        share = (held - self.first).days / max(1, (self.last - self.first).days)
        return round(_AIR + share * (WIDTH - 2 * _AIR), 1)


def life(
    acts: Sequence[ActShown], spans: Sequence[Span], on: dt.date, contradicted: frozenset[str]
) -> Life | None:
    """The picture; None if nothing in it has a date.

    Args:
        acts: the acts, with the claims on each.
        spans: the status through time.
        on: the day asked about.
        contradicted: ids of the claims that others contradict.
    """
    dated = [act for act in acts if any(claim.date for claim in act.claims)]
    days = [d for act in dated for claim in act.claims for d in _ends(claim)]
    if not days:
        return None
    first, last = min(*days, on), max(*days, on)
    air = dt.timedelta(days=max(20, (last - first).days // 25))
    scale = _Scale(max(FIRST_DAY, first - air), min(LAST_DAY, last + air))
    drawn = dated[:_MOST_ACTS]
    return Life(
        width=WIDTH,
        height=_ROWS_TOP + _ROW * len(drawn) + 8,
        ticks=tuple((scale(tick), words) for tick, words in _ticks(scale)),
        band=tuple(_band(spans, scale)),
        rows=tuple(
            _row(act, _ROWS_TOP + _ROW * number, scale, contradicted) for number, act in enumerate(drawn)
        ),
        asked=scale(on),
        asked_anchor="start" if scale(on) < WIDTH / 2 else "end",
        asked_words=day(on),
        more=len(dated) - len(drawn),
    )


def _ends(claim: Claim) -> Iterator[dt.date]:
    """The days that a claim's date names: an open end is none."""
    if claim.date:
        yield from (d for d in (claim.date.first, claim.date.last) if d not in (FIRST_DAY, LAST_DAY))


def _ticks(scale: _Scale) -> Iterator[tuple[dt.date, str]]:
    months = (scale.last.year - scale.first.year) * 12 + scale.last.month - scale.first.month
    step = next((step for step in _STEPS_IN_MONTHS if months / step <= _MOST_TICKS), _STEPS_IN_MONTHS[-1])
    begin = scale.first.year * 12 + scale.first.month - 1
    # Ticks stand at round months and years: January 2020, not November 2019.
    for number in range(begin - begin % step + step, begin + months + 1, step):
        tick = dt.date(number // 12, number % 12 + 1, 1)
        yield tick, str(tick.year) if step % 12 == 0 else month(tick)


def _band(spans: Sequence[Span], scale: _Scale) -> Iterator[Piece]:
    """The statuses; spans of one status that follow each other are one piece."""
    at = 0
    while at < len(spans):
        span, begin = spans[at], at
        while at + 1 < len(spans) and _alike(spans[at + 1], span):
            at += 1
        until = spans[at].until_day
        at += 1
        status = span.status or span.may_be
        x, end = scale(spans[begin].from_day), scale(until or LAST_DAY)
        if status is None or end <= x:
            continue
        words = status_said(status)
        yield Piece(
            x,
            round(end - x, 1),
            status,
            span.may_be is None,
            words if len(words) * _LETTER < end - x else "",
            say(
                "From {day} on: {standing}",
                day=span.from_day,
                standing=standing_said(span.status, None, span.may_be),
            ),
        )


def _alike(one: Span, other: Span) -> bool:
    return (one.status, one.may_be) == (other.status, other.may_be)


def _row(act: ActShown, y: float, scale: _Scale, contradicted: frozenset[str]) -> LifeRow:
    marks, taken = [], dict[float, int]()
    claims = [claim for claim in act.claims if claim.date]
    for claim in claims:
        assert claim.date is not None  # chosen so
        x, end = scale(claim.date.first), scale(claim.date.last)
        place = taken.get(x, 0)
        taken[x] = place + 1
        if place >= _MOST_MARKS:
            continue
        kind = "scheduled" if claim.tense in _WAITING else "denied" if claim.tense is Tense.DENIED else "done"
        title = say(
            "{act}: {date}, says {source}", act=act.words, date=stated(claim.date), source=act.names[claim.id]
        )
        marks.append(
            Mark(x + place * _MARK_STEP, max(0.0, round(end - x, 1)), kind, claim.id in contradicted, title)
        )
    return LifeRow(y, y + _MARKS, act.address, act.words, tuple(marks), len(claims) - len(marks))
