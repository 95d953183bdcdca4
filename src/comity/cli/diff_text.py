"""The difference between two versions of a visit, for a terminal: what has to be done anew comes first."""

import datetime as dt
from collections.abc import Iterable

from comity.desk.layout import wrapped
from comity.domain.primitives.day_words import day_words
from comity.domain.visits.difference import Difference, Moved
from comity.domain.visits.reopening import Because, Effected
from comity.domain.visits.visit import Value
from comity.report.task_words import label_of, whom_words
from comity.report.wording import Whats, counted, first_few, some, value_words

_MOST = 12
_TABLES = {
    "visit": "the visit",
    "contingent": "contingent",
    "lead": "assumed lead of",
    "entry_into_force": "entry into force of",
    "attestation": "attestation on",
    "filing": "filing of",
    "pool": "pool",
}
_FILED = {
    "with-them": "is with them",
    "with-us": "they have asked back",
    "filed-late": "is with them, though late",
    "granted": "was granted",
    "refused": "was refused",
}


def diff_text(difference: Difference, whats: Whats) -> list[str]:
    """What has changed and what it does, in lines of text; one line if nothing has."""
    if difference.is_none:
        return ["Nothing changed."]
    parts = [
        _outcome(difference),
        _reopens(difference, whats),
        _others(difference, whats),
        _home(difference, whats),
        _stated(difference),
        _list(difference),
        _turned(difference),
        _asked(difference),
        _agreements(difference),
    ]
    lines: list[str] = []
    for part in parts:
        if part:
            lines += [*part, ""]
    return lines[:-1]


def _outcome(difference: Difference) -> list[str]:
    was, now = difference.outcome
    head = f"Outcome: {now}, as before." if was == now else f"Outcome: {was} before, {now} now."
    changes = [each.change for each in difference.requirements if not _is_observed(each)]
    counts = [
        f"{changes.count(change)} {words}"
        for change, words in (
            ("reopens", "to be looked at again"),
            ("new", "new"),
            ("gone", "gone"),
            ("stays", "as before"),
        )
        if change in changes
    ]
    return wrapped(f"{head} Of what has to be done: {', '.join(counts)}." if counts else head)


def _reopens(difference: Difference, whats: Whats) -> list[str]:
    reopened = [each for each in difference.requirements if each.change == "reopens"]
    lines = ["Reopens"] if reopened else []
    for each in reopened:
        lines += _item(f"{_name(each, whats)}: {_because(each.because)}{_day(each)}{_told(each)}")
    return lines


def _others(difference: Difference, whats: Whats) -> list[str]:
    lines: list[str] = []
    for change, heading in (("new", "New"), ("gone", "Gone"), ("stays", "Stays as it is")):
        those = [e for e in difference.requirements if e.change == change and not _is_observed(e)]
        lines += [heading] if those else []
        for each in those[:_MOST]:
            dropped = f", for {counted(each.dropped, 'line')} less" if each.dropped else ""
            told = _told(each) if change == "gone" or each.dropped else ""
            where = f" — {some(each.requirement.lines)}" if change == "new" else ""
            lines += _item(f"{_name(each, whats)}{dropped}{where}{_day(each)}{told}")
        if len(those) > _MOST:
            lines.append(f"  and {len(those) - _MOST} more (see --format json)")
    return lines


def _home(difference: Difference, whats: Whats) -> list[str]:
    """What the sending States' own law asks anew, going out and coming home."""
    lines: list[str] = []
    for each in difference.home:
        effected = each.effected
        if effected.change == "stays":
            continue
        way = "coming home to" if each.way == "home" else "leaving"
        because = f": {_because(effected.because)}" if effected.because else ""
        told = _told(effected) if effected.change != "new" else ""
        change = "looked at again" if effected.change == "reopens" else effected.change
        lines += _item(
            f"{way} {each.state}, {change}: {_name(effected, whats)}{because}{_day(effected)}{told}"
        )
    return ["At home", *lines] if lines else []


def _is_observed(each: Effected) -> bool:
    """Whether it is conduct that stays as it is: nobody files it, so nothing has to be said."""
    return each.change == "stays" and each.requirement.kind == "conduct"


def _name(each: Effected, whats: Whats) -> str:
    whom = whom_words(each.requirement)
    return label_of(each.requirement, whats) + (f" {whom}" if whom else "")


def _because(because: Iterable[Because]) -> str:
    words = {
        "lines-added": "{count} added ({lines})",
        "newly-reached": "{count} that did not need it now do ({lines})",
        "day-moved": "its day moves",
    }
    columns = {"fact-changed": "changed, and deciding it", "sent-changed": "changed, and sent to the office"}
    said = []
    by_kind: dict[str, list[Because]] = {}
    for each in because:
        by_kind.setdefault(each.kind, []).append(each)
    for kind, those in by_kind.items():
        if kind in columns:
            said.append(f"{columns[kind]}: {', '.join(f'{b.column} ({some(b.lines)})' for b in those)}")
        else:
            said += [words[kind].format(count=counted(b.count, "line"), lines=some(b.lines)) for b in those]
    return "; ".join(said)


def _day(each: Effected) -> str:
    if each.change == "gone" or not (each.due_on or each.due_was):
        return ""
    if each.due_on is None:
        return f". No day is known any more; it was {_date(each.due_was)}"
    due = "It is LATE: it was due by" if each.requirement.late else "Due by"
    was = f", not {_date(each.due_was)}" if each.due_was and each.due_was != each.due_on else ""
    return f". {due} {_date(each.due_on)}{was}"


def _told(each: Effected) -> str:
    """What had been filed or done already, so that somebody has to be told."""
    way = each.under_way
    said = []
    if way.filing:
        on = f"on {_date(way.filed_on)} " if way.filed_on else ""
        said.append(f"It was filed {on}and {_FILED[way.filing]}: tell the office, or file again")
    elif way.done:
        said.append(f"It was done for {counted(way.done, 'line')}: see whether that still holds")
    return "".join(f". {sentence}" for sentence in said) + "."


def _date(day: dt.date | None) -> str:
    return day_words(day) if day else "not known"


def _stated(difference: Difference) -> list[str]:
    lines = ["The visit as a whole"] if difference.stated else []
    for s in difference.stated:
        table = _TABLES[s.table] + (f" {s.of}" if s.of else "")
        fact = f", {s.fact}" if s.fact else ""
        lines += _item(f"{table}{fact}: {s.old or 'not stated'} → {s.new or 'not stated'}")
    return lines


def _list(difference: Difference) -> list[str]:
    lines: list[str] = []
    for heading, those in (("Added", difference.added), ("Left", difference.left)):
        lines += [heading] if those else []
        for each in those:
            lines += _item(_moved(each))
    if difference.added and difference.left:
        lines += _item("Whether one that left and one that was added are the same renamed is not guessed.")
    lines += ["Changed"] if difference.changed else []
    for change in difference.changed[: 2 * _MOST]:
        where = f"{some(change.lines)} ({counted(change.count, 'line')})"
        lines += _item(f"{where}: {change.column}: {_value(change.old)} → {_value(change.new)}")
    if len(difference.changed) > 2 * _MOST:
        lines.append(f"  and {len(difference.changed) - 2 * _MOST:,} more (see --format json)")
    return lines


def _moved(moved: Moved) -> str:
    names = first_few(moved.names, _MOST)
    outcomes = ", ".join(f"{count} {outcome}" for outcome, count in moved.outcomes)
    return f"{moved.sheet}: {names} ({outcomes or 'not judged by themselves'})"


def _value(value: Value | None) -> str:
    match value:
        case None:
            return "blank"
        case dt.datetime():
            return value.isoformat(timespec="minutes").replace("+00:00", "Z")
        case float() if value.is_integer():
            return f"{value:,.0f}"
        case _:
            return value_words(value)


def _turned(difference: Difference) -> list[str]:
    lines = ["Lines whose outcome changed"] if difference.turned else []
    for t in difference.turned:
        lines += _item(f"{some(t.lines)} ({counted(t.count, 'line')}): {t.old} → {t.new}")
    return lines


def _asked(difference: Difference) -> list[str]:
    lines = ["New questions"] if difference.questions else []
    for q in difference.questions[:_MOST]:
        lines += _item(f"{q.asks} ({q.fact}; {some(q.lines)})")
    if len(difference.questions) > _MOST:
        lines.append(f"  and {len(difference.questions) - _MOST} more (see --format json)")
    if difference.settled:
        lines += wrapped(f"Settled: {', '.join(q.fact for q in difference.settled)}.")
    return lines


def _agreements(difference: Difference) -> list[str]:
    lines = ["Agreements and pools"] if difference.agreements or difference.pools else []
    for name, was, now, why in difference.agreements:
        lines += _item(
            f"{name}: applied {was or 'not looked at'} before, {now or 'not looked at'} now. {why}"
        )
    for name, said, says in difference.pools:
        lines += _item(f"pool {name}: {says or 'gone'} (before: {said or 'there was none'})")
    return lines


def _item(text: str) -> list[str]:
    return wrapped(text, "    ", "  - ")
