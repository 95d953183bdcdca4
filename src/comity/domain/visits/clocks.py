"""Whose turn it is: what was filed, who holds it, and by which day we owe the next step.

How the stop-clock counts. A lead time runs against us until we file. While the authority holds the filing
the clock stands: it owes the answer, and nothing that happens meanwhile makes us late. When it asks back the
clock runs again, and the latest day moves by the days that it stood. Days are calendar days, from the day of
filing (or of our answer) to the day of asking back: what was left on the one is left again on the other.
What was used up before filing is not given back, and no day moves beyond the moment that the lead counts to.

    A notice is due on 21 July for an arrival on 30 August. Filed on 1 July: 20 days were left. They ask back
    on 8 July: it stood 7 days, the new latest day is 28 July, and again 20 days are left. We answer on
    10 July: the clock stands again. They ask back on 15 July: it has stood 7 + 5 days, the latest day is
    2 August.

Why so: where the law gives a lead time and says nothing of questions, the reading that hurts nobody is that
each side answers for its own days. It is our reckoning, not a rule of the authority; an authority that
restarts its time says so, and then the day it names belongs in `[leads]`.

Filings of one requirement are read together: their days are events, taken in order, so it does not matter
in which order, or in how many tables, they are written. On one day filing comes before asking back, that
before an answer, and a decision last. Days after the day asked are plans and do not count. After a decision
a new filing begins anew. A filing made before a window opens does not count either.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from comity.domain.primitives.worded import Worded, phrase, run_on, worded, worded_count
from comity.domain.visits.answer import Turn
from comity.domain.visits.visit import Filing

_UNKNOWN = dt.date.min
_FILED, _ASKED_BACK, _ANSWERED, _DECIDED = range(4)
_THEM, _US = "them", "us"

#: States of a turn, what presses most first.
_PRESSING = ("refused", "filed-late", "with-us", "to-file", "with-them", "granted", "done")


#: Whose turn it is: since a day, and where the day is not known.
_TURNS = {
    "to-file": (phrase("Nothing has been filed yet."), phrase("Nothing has been filed yet.")),
    "with-them": (
        phrase("With them since {day}: they owe an answer, and the clock stands."),
        phrase("With them: they owe an answer, and the clock stands."),
    ),
    "filed-late": (
        phrase("With them since {day}, but it went to them late: ask whether they still take it."),
        phrase("With them, but it went to them late: ask whether they still take it."),
    ),
    "with-us": (
        phrase("With us since {day}: they have asked back, and our answer is missing."),
        phrase("With us: they have asked back, and our answer is missing."),
    ),
    "granted": (phrase("Granted on {day}."), phrase("Granted.")),
    "refused": (
        phrase("Refused on {day}: ask why, and file again if that can be mended."),
        phrase("Refused: ask why, and file again if that can be mended."),
    ),
}


@dataclass(frozen=True, slots=True)
class Deadline:
    """What a clock asks: the day it counts to, the last day in time, and when its window can open at all."""

    anchor_on: dt.date
    due_on: dt.date
    opens_on: dt.date | None = None


@dataclass(slots=True)
class _History:
    """Where the events have led so far."""

    holder: str | None = None
    since: dt.date = _UNKNOWN
    filed_on: dt.date | None = None
    stood: int = 0
    late: bool = False

    def take(self, day: dt.date, holder: str, deadline: Deadline | None) -> None:
        """Let one event happen."""
        if holder == _THEM and self.holder != _THEM:
            if self.holder != _US:
                self.filed_on, self.stood, self.late = (None if day == _UNKNOWN else day), 0, False
            self.late = self.late or (deadline is not None and day > self.latest(deadline))
            self.holder, self.since = holder, day
        elif holder != self.holder:
            self.stood = self.stood_until(day)
            self.holder, self.since = holder, day

    def stood_until(self, day: dt.date) -> int:
        """The days that the clock has stood, if nothing happens until a day."""
        known = self.holder == _THEM and self.since != _UNKNOWN
        return self.stood + max(0, (day - self.since).days) if known else self.stood

    def latest(self, deadline: Deadline) -> dt.date:
        """The last day in time, moved by the days that the clock has stood."""
        room = max(0, (deadline.anchor_on - deadline.due_on).days)
        return deadline.due_on + dt.timedelta(days=min(self.stood, room))


def turn_of(
    filings: Sequence[Filing], asked_on: dt.date, deadline: Deadline | None, *, is_open: bool = True
) -> Turn:
    """Whose turn it is on the day asked.

    Args:
        filings: those of this requirement (and leg), in any order.
        asked_on: the day asked; what is dated later is a plan.
        deadline: the clock; None where no day is known.
        is_open: whether any line has not met the requirement.
    """
    counted = [f for f in filings if not _before_window(f, deadline)]
    history = _History()
    for day, _, holder in _events(counted, asked_on):
        history.take(day, holder, deadline)
    state = _state(history, is_open=is_open)
    latest = _latest(history, state, deadline)
    late = state == "filed-late" or (latest is not None and latest < asked_on)
    last = max(filings, key=_last_day, default=None)
    turn = Turn(
        state=state,
        since=None if history.holder is None or history.since == _UNKNOWN else history.since,
        filed_on=history.filed_on,
        stood=history.stood_until(asked_on),
        latest_on=latest,
        days_left=(latest - asked_on).days if latest else None,
        late=late,
        reference=last.reference if last else "",
        note=last.note if last else "",
        says="",
    )
    too_early = deadline.opens_on if deadline and len(counted) < len(filings) else None
    return replace(turn, says=run_on(_words(turn, too_early)))


def _latest(history: _History, state: str, deadline: Deadline | None) -> dt.date | None:
    """The last day in time for the step that is ours; what was refused is filed anew, and nothing stood."""
    if deadline is None or state not in ("to-file", "with-us", "refused"):
        return None
    return history.latest(deadline) if state == "with-us" else deadline.due_on


def pressing(turns: Iterable[Turn]) -> Turn:
    """Of several turns the one that presses most: what is late first, then by state and day."""
    return min(
        turns, key=lambda t: (not t.late, _PRESSING.index(t.state), t.latest_on or dt.date.max, t.says)
    )


def _before_window(filing: Filing, deadline: Deadline | None) -> bool:
    opens = deadline.opens_on if deadline else None
    return opens is not None and filing.filed_on is not None and filing.filed_on < opens


def _events(filings: Iterable[Filing], asked_on: dt.date) -> list[tuple[dt.date, int, str]]:
    """Everything that has happened by the day asked, in order; what has no day came before all that has."""
    several = list(filings)
    dated = any(filing.filed_on for filing in several)
    happened = (event for filing in several for event in _of(filing, dated=dated) if event[0] <= asked_on)
    return sorted(set(happened))


def _of(filing: Filing, *, dated: bool) -> Iterator[tuple[dt.date, int, str]]:
    """The events of one filing; `dated`: some filing tells its day, so that this one need not."""
    first, since = filing.filed_on, filing.since
    if first or not dated:
        yield first or (since if filing.waiting_for == _THEM else None) or _UNKNOWN, _FILED, _THEM
    if filing.waiting_for == _US:
        yield since or first or _UNKNOWN, _ASKED_BACK, _US
    elif since:
        yield since, _ANSWERED, _THEM
    if filing.decision:
        yield filing.decided_on or since or first or _UNKNOWN, _DECIDED, filing.decision


def _last_day(filing: Filing) -> tuple[dt.date, str, str]:
    days = (day for day in (filing.filed_on, filing.since, filing.decided_on) if day)
    return max(days, default=_UNKNOWN), filing.reference, filing.note


def _state(history: _History, *, is_open: bool) -> str:
    match history.holder:
        case "granted" | "refused":
            return history.holder
        case _ if not is_open:
            return "done"
        case None:
            return "to-file"
        case "us":
            return "with-us"
        case _:
            return "filed-late" if history.late else "with-them"


def _words(turn: Turn, too_early: dt.date | None) -> Iterator[str]:
    """The turn in sentences: who holds it, since when, what is missing, what the clock does."""
    if turn.state in ("with-them", "filed-late", "with-us") and turn.filed_on and turn.filed_on != turn.since:
        yield worded("Filed on {day}.", day=turn.filed_on)
    if turn.state == "to-file" and too_early:
        yield worded("Nothing that counts has been filed yet.")
    elif turn.state in _TURNS:
        dated, undated = _TURNS[turn.state]
        yield worded(dated, day=turn.since) if turn.since else worded(undated)
    if turn.state == "with-us" and turn.stood:
        yield worded_count(
            "The clock stood {n} day with them.", "The clock stood {n} days with them.", turn.stood
        )
    if turn.latest_on and turn.state != "to-file":
        left = _left(turn.days_left or 0)
        yield worded("The latest day is {day}, {left}.", day=turn.latest_on, left=left)
    if too_early:
        yield worded(
            "What was filed before the window can open ({day}) does not count: file again.", day=too_early
        )


def _left(days: int) -> Worded:
    if days >= 0:
        return worded_count("{n} day left", "{n} days left", days)
    return worded_count("{n} day late", "{n} days late", -days)
