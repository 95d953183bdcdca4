"""What a treaty is worth, in words, as a table and as a picture; the words are the same in every form."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from comity.domain.provisions.engine import OUTCOMES
from comity.domain.provisions.vocabulary import VISIT
from comity.domain.visits.answer import Answer, Requirement
from comity.domain.visits.comparison import Case, Comparison, Held, Point, Shift, Step
from comity.domain.visits.line_ranges import LineRanges
from comity.report.wording import Whats, bracketed, counted, counts, day_words, states, stay, withheld_words

#: One line of a sheet, and several.
_NOUNS = {
    VISIT: ("the visit itself", "contingents"),
    "people": ("person", "people"),
    "vehicles": ("vehicle", "vehicles"),
    "vessels": ("ship", "ships"),
    "aircraft": ("aircraft", "aircraft"),
    "uas": ("unmanned aircraft", "unmanned aircraft"),
    "goods": ("line of goods", "lines of goods"),
    "animals": ("animal", "animals"),
    "support": ("line of support", "lines of support"),
    "purchases": ("purchase", "purchases"),
    "incidents": ("incident", "incidents"),
    "claims": ("claim", "claims"),
}
_MEANINGS = {
    "permitted": "nothing stands against them",
    "conditional": "allowed once open duties are met",
    "undetermined": "undetermined, because facts are missing",
    "not-covered": "covered by no agreement",
    "forbidden": "forbidden",
}
_MOST = 8
_MOST_BARS = 14


def heading(comparison: Comparison) -> str:
    """Which visit is compared: its title, States and days."""
    answer = comparison.cases[0].answer
    title = f"{answer.visit.title}: " if answer.visit.title else ""
    return f"{title}{states(answer)}, {stay(answer)}"


def setting(comparison: Comparison) -> str:
    """Against what it is held, on which day, and what is taken for granted."""
    first, *others = comparison.cases
    answer = first.answer
    said = [
        f"Asked on {day_words(answer.asked_on)}. Against {first.title} is held: "
        f"{_listed([_titled(case) for case in others])}."
    ]
    if any(case.under not in ("as-is", "none") for case in comparison.cases):
        said.append(
            "An agreement that is named is taken as in force in place of every access agreement, whatever "
            "its status."
        )
    if answer.problems:
        said.append("PARTIAL: the input has mistakes; only what could be read is compared.")
    if answer.marking_up_to:
        said.append(withheld_words(answer))
    return " ".join(said)


def _titled(case: Case) -> str:
    return f"{case.title} ({case.under})" if case.title != case.under and "-" in case.under else case.title


def without_agreement(comparison: Comparison) -> str:
    """What it means that no agreement stands behind a visit; empty if one does in every case."""
    bare = [case for case in comparison.cases if not case.has_access_agreement]
    if not bare:
        return ""
    state = bare[0].answer.visit.receiving_state
    return (
        f"With {_listed([case.title for case in bare])} no treaty lets this visit in. The two "
        "capitals then settle by notes, case by case, what a treaty settles once; those notes are not "
        f"known here. What is shown is the ordinary law of {state}, which is what applies if they do not."
    )


def paragraphs(comparison: Comparison, step: Step, whats: Whats) -> list[str]:
    """What one case would change against the first, a paragraph for each kind of change."""
    said = [_outcomes(step), _duties(step, whats)]
    for effect, lost, gained in (
        ("forbids", "No longer forbidden", "Forbidden then"),
        ("assigns", "No longer settled", "Settled then"),
    ):
        words = [
            f"{head}: {'; '.join(_shift(s, whats) for s in shifts)}."
            for head, shifts in ((lost, _of(step.lost, effect)), (gained, _of(step.gained, effect)))
            if shifts
        ]
        said.append(" ".join(words))
    said += [_days(comparison, step, whats), _unsettled(step), _unsure(comparison, step)]
    return [each for each in said if each]


def _outcomes(step: Step) -> str:
    moves: dict[tuple[str, str], list[str]] = {}
    for t in step.turned:
        moves.setdefault((t.old, t.new), []).append(noun(t.sheet, t.count))
    if not moves:
        return f"With {step.case.title}, no line's outcome would be another one."
    words = [
        f"{_listed(nouns)} {_MEANINGS[old]} would be {_MEANINGS[new]}"
        for (old, new), nouns in sorted(
            moves.items(), key=lambda each: (OUTCOMES.index(each[0][1]), each[0][0])
        )
    ]
    return f"With {step.case.title}, {'; '.join(words)}."


def _duties(step: Step, whats: Whats) -> str:
    lost = [s for s in _of(step.lost, "requires") if s.point.kind != "conduct"]
    gained = [s for s in _of(step.gained, "requires") if s.point.kind != "conduct"]
    said = []
    if lost:
        said.append(f"It would take away: {_first(lost, whats)}.")
    if gained:
        said.append(f"It would bring: {_first(gained, whats)}.")
    return (
        " ".join(said)
        or "Of what has to be filed, held or paid nothing would fall away and nothing come on top."
    )


def _first(shifts: Sequence[Shift], whats: Whats) -> str:
    more = len(shifts) - _MOST
    shown = "; ".join(_shift(s, whats) for s in shifts[:_MOST])
    return f"{shown}; and {more} more (see the table)" if more > 0 else shown


def _shift(shift: Shift, whats: Whats) -> str:
    return f"{point_words(shift.point, whats)}, for {whom(shift.lines)}{bracketed(shift.lifted_by)}"


def _of(shifts: Iterable[Shift], effect: str) -> list[Shift]:
    return [s for s in shifts if s.point.effect == effect]


def _days(comparison: Comparison, step: Step, whats: Whats) -> str:
    before, after = step.first_due
    first = comparison.cases[0]
    if before and after and (before.what, before.due_on) == (after.what, after.due_on):
        said = [f"The {_due(before, whats)} stays what it is."]
    else:
        now, then = _due(before, whats), _due(after, whats)
        said = [f"{_capital(first.title)}: {now}. {case_words(step.case)}: {then}."]
    if step.days_won:
        won = counted(abs(step.days_won), "day")
        said.append(f"That is {won} {'won' if step.days_won > 0 else 'lost'} for the first filing.")
    (number, dated), (number_then, dated_then) = _known_leads(first), _known_leads(step.case)
    said.append(
        f"A lead time is known for {dated} of {counted(number, 'thing')} to file or hold before, and for "
        f"{dated_then} of {number_then} then."
    )
    if step.late[0] != step.late[1]:
        said.append(f"Late on the day asked: {step.late[0]} before, {step.late[1]} then.")
    return " ".join(said)


def _known_leads(case: Case) -> tuple[int, int]:
    things = case.to_file()
    return len(things), sum(r.due_on is not None for r in things)


def _due(first: Requirement | None, whats: Whats) -> str:
    if first is None or first.due_on is None:
        return "no filing day is known"
    basis = {"practice": ", by practice", "assumed": ", as assumed"}.get(first.due_basis, "")
    return f"first filing day {day_words(first.due_on)} ({whats.get(first.what, first.what)}{basis})"


def _unsettled(step: Step) -> str:
    said = []
    if step.unsettled:
        said.append(f"{counted(step.unsettled, 'line')} would become undetermined.")
    if step.asked:
        asks = " ".join(q.asks for q in step.asked[:_MOST])
        more = len(step.asked) - _MOST
        said.append(f"Asked only then: {asks}{f' And {more} more.' if more > 0 else ''}")
    return " ".join(said)


def _unsure(comparison: Comparison, step: Step) -> str:
    before = {(a.body, a.provision) for a in comparison.cases[0].answer.advice}
    more = [a for a in step.case.answer.advice if (a.body, a.provision) not in before]
    if not more:
        return ""
    return (
        f"Not sure enough to decide anything, but to be looked at by a legal adviser: "
        f"{counted(len(more), 'provision')} more than before (comity assess lists them)."
    )


def point_words(point: Point, whats: Whats) -> str:
    """A duty, ban or assignment in plain words, with whom it is settled."""
    label = whats.get(point.what, point.what)
    if point.value:
        return f"{label}: {point.value}"
    who = {"receiving": ", by the receiving State", "joint-committee": ", by the Joint Committee"}
    whom_ = f" with {point.authority_name}" if point.authority_name else ""
    return f"{label}{whom_}{who.get(point.by, '')}"


def noun(sheet: str, count: int) -> str:
    """So many lines of a sheet in plain words: 80 people, 1 aircraft."""
    one, several = _NOUNS.get(sheet, ("line", "lines"))
    if sheet == VISIT and count == 1:
        return one
    return f"{count:,} {one if count == 1 else several}"


def whom(lines: LineRanges) -> str:
    """Lines in plain words: 80 people, 1 aircraft and 5 lines of goods."""
    return _listed([noun(sheet, len(rows)) for sheet, rows in lines.by_sheet.items()])


def held_words(held: Held | None) -> str:
    """How a point stands in one case, for a cell of the table; a dash if it does not."""
    if held is None:
        return "–"
    unknown = f" ({held.unknown:,} if it applies)" if held.unknown else ""
    due = f", by {held.due_on.isoformat()}" if held.due_on else ""
    return f"{held.count:,}{unknown}{due}"


def case_words(case: Case) -> str:
    """A case by its short name, for the head of a column."""
    return {"none": "no agreement", "as-is": "as it stands"}.get(case.under, case.under)


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its parts as (x, width, class), of 1,000 in all, and its words for who cannot see it."""

    parts: tuple[tuple[float, float, str], ...]
    words: str


def outcome_bar(answer: Answer) -> Bar:
    """The lines of a case by their outcome, side by side."""
    found = counts(answer)
    total = sum(found.values()) or 1
    ends = list(accumulate(1000 * count / total for count in found.values()))
    starts = [0.0, *ends[:-1]]
    parts = tuple(
        (round(start, 2), round(end - start, 2), name)
        for start, end, name in zip(starts, ends, found, strict=True)
    )
    return Bar(
        parts, ", ".join(f"{counted(n, 'line')} {name.replace('-', ' ')}" for name, n in found.items())
    )


def duty_bars(comparison: Comparison, whats: Whats) -> list[tuple[str, list[tuple[str, Bar, str]]]]:
    """Of each duty whose lines differ between cases: its words and, case by case, a bar and its figure."""
    differing = [
        (point, held)
        for point, held in comparison.points
        if point.effect in ("requires", "forbids")
        and point.kind != "conduct"
        and len({h.count if h else 0 for h in held}) > 1
    ]
    longest = max((h.count for _, held in differing for h in held if h), default=1)
    shown = []
    for point, held in differing[:_MOST_BARS]:
        bars = []
        for number, (case, each) in enumerate(zip(comparison.cases, held, strict=True)):
            count = each.count if each else 0
            width = round(1000 * count / longest, 2)
            parts = ((0.0, width, "first" if number == 0 else "other"),) if count else ()
            words = whom(each.lines) if each else "none"
            bars.append((case_words(case), Bar(parts, f"{case.title}: {words}"), words))
        shown.append((point_words(point, whats), bars))
    return shown


def comparison_html(comparison: Comparison, whats: Whats) -> str:
    """The comparison as a page of its own: words, pictures, table."""
    from comity.report.html import page  # noqa: PLC0415  the templates' engine; text has no use for it

    first = comparison.cases[0].answer
    shown = {
        "heading": heading(comparison),
        "setting": setting(comparison),
        "without": without_agreement(comparison),
        "steps": [(step.case, paragraphs(comparison, step, whats)) for step in comparison.steps],
        "cases": [
            (case, case_words(case), outcome_bar(case.answer), counts(case.answer))
            for case in comparison.cases
        ],
        "bars": duty_bars(comparison, whats),
        "table": [
            (point_words(point, whats), point, [held_words(h) for h in held])
            for point, held in comparison.points
        ],
    }
    return page(
        "comparison.html.j2", f"What a treaty is worth: {heading(comparison)}", first.facts_digest, shown
    )


def _listed(words: Sequence[str]) -> str:
    *first, last = words or ["nothing"]
    return f"{', '.join(first)} and {last}" if first else last


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
