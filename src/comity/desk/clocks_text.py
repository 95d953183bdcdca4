"""Clocks leg by leg, what was filed, transit States and the home side, for a terminal."""

from comity.desk.layout import wrapped
from comity.domain.primitives.day_words import day_words, moment_words
from comity.domain.visits.answer import Answer, HomeSide, IdleFiling, NotExamined, Requirement
from comity.domain.visits.transit import not_examined
from comity.languages import said
from comity.report.citing import bracketed
from comity.report.legs import legs
from comity.report.task_words import task_words
from comity.report.wording import Whats, home_words, some

_INDENT = "      "
_MOST_DAYS = 8
_MOST_IDLE = 12


def clocks_text(requirement: Requirement) -> list[str]:
    """What stands below a requirement: its days leg by leg, its window, whose turn it is, and notes."""
    sentences = [*_by_leg(requirement), *_windows(requirement)]
    turn = requirement.turn
    if turn and (turn.state not in ("to-file", "done") or "does not count" in turn.says):
        sentences += [turn.says, *([f"Reference {turn.reference}."] if turn.reference else [])]
        sentences += [f"They say: {turn.note.rstrip('.')}."] if turn.note else []
    return [line for text in (*sentences, *requirement.notes) for line in wrapped(text, _INDENT)]


def way_and_home_text(answer: Answer, whats: Whats) -> list[str]:
    """Transit States, the home side, and filings that meet nothing; empty if there are none."""
    lines: list[str] = []
    for transit in answer.transits:
        lines += wrapped(said(transit.why), "    ", "  - ")
    for side in answer.home:
        lines += _home(side, whats)
    for filing in answer.idle_filings[:_MOST_IDLE]:
        lines += wrapped(_idle(filing), "    ", "  - ")
    if len(answer.idle_filings) > _MOST_IDLE:
        more = len(answer.idle_filings) - _MOST_IDLE
        lines.append(f"  and {more} more filings that meet nothing (see --format json)")
    return ["On the way and at home (this changes no outcome)", *lines] if lines else []


def beside_the_way(answer: Answer) -> list[NotExamined]:
    """What was not examined, without the transit States, which have a section of their own."""
    told = set(not_examined(answer.transits))
    return [each for each in answer.not_examined if each not in told]


def _by_leg(requirement: Requirement) -> list[str]:
    """The due days of the legs, where they differ; legs of one day together."""
    due = legs(requirement)
    if len(due) < 2:
        return []
    parts = [
        f"{each.names} {'LATE, ' if each.late else ''}by {day_words(each.due_on)}"
        + (f" ({moment_words(each.due_at)} at the latest)" if each.due_at else "")
        for each in due[:_MOST_DAYS]
    ]
    more = len(due) - _MOST_DAYS
    return [f"By leg: {'; '.join(parts)}{f'; and {more} more days (see --format json)' if more > 0 else ''}."]


def _windows(requirement: Requirement) -> list[str]:
    """The window of the first clock that has one, and whether it is too early on the day asked."""
    clock = next((c for c in requirement.clocks if c.opens_on), None)
    if clock is None or clock.opens_on is None:
        return []
    opens = f" ({moment_words(clock.opens_at)} exactly)" if clock.opens_at else ""
    closes = f", until {moment_words(clock.due_at)}" if clock.due_at else f", until {day_words(clock.due_on)}"
    leg = f" for {clock.leg}" if clock.leg else ""
    early = " It is too early now." if clock.too_early else ""
    return [f"The window{leg} is open from {day_words(clock.opens_on)}{opens}{closes}.{early}"]


def _home(side: HomeSide, whats: Whats) -> list[str]:
    where = f" — {some(side.lines)}" if side.lines else ""
    lines = wrapped(f"{home_words(side)}: {said(side.says)}{where}", "    ", "  - ")
    for requirement in side.requirements:
        cites = f"[{', '.join(requirement.cites)}; {requirement.sureness}]"
        says = f" {requirement.says}" if requirement.says else ""
        late = f" If late: {requirement.if_late.rstrip('.')}." if requirement.if_late else ""
        text = f"{task_words(requirement, whats)} — {some(requirement.lines)} {cites}{says}{late}"
        lines += [*wrapped(text, "        ", "      - "), *("  " + line for line in clocks_text(requirement))]
    for ban in side.forbidden:
        doubt = "" if ban.result == "stands" else " (if it applies)"
        lines += wrapped(f"BARRED{doubt}: {ban.says}{bracketed(ban.cites)}", "        ", "      - ")
    for question in side.questions:
        lines += wrapped(f"Ask: {question.asks} ({some(question.lines)})", "        ", "      - ")
    for advice in side.advice:
        lines += wrapped(f"{advice.says}{bracketed(advice.cites)}, {advice.sureness}", "        ", "      - ")
    for missing in side.not_examined:
        text = f"Not examined: {missing.matter}. {missing.why}"
        lines += wrapped(text, "        ", "      - ")
    return lines


def _idle(filing: IdleFiling) -> str:
    whom = f" with {filing.authority}" if filing.authority else ""
    leg = f", leg {filing.leg}" if filing.leg else ""
    return f"A filing of {filing.what}{whom}{leg} meets no requirement here. {filing.why}"
