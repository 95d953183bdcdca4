"""What a treaty is worth, in words, as a table and as a picture; the words are the same in every form."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from comity.domain.primitives.worded import all_of, apart, headed, noted, phrase, phrases, run_on
from comity.domain.provisions.engine import OUTCOMES
from comity.domain.provisions.vocabulary import VISIT
from comity.domain.visits.answer import Answer, Requirement
from comity.domain.visits.comparison import Case, Comparison, Held, Point, Shift, Step
from comity.domain.visits.line_ranges import LineRanges
from comity.languages import number, said, say, say_count, state
from comity.report.citing import bracketed
from comity.report.page_words import counts_words
from comity.report.wording import Whats, capital, counts, states_and_stay, withheld_words
from comity.report.words import kind_words, noun

if TYPE_CHECKING:
    from markupsafe import Markup

_MEANINGS = {
    "undetermined": phrase("undetermined (facts are missing)"),
    "permitted": phrase("permitted"),
    "conditional": phrase("allowed once open duties are met"),
    "not-covered": phrase("covered by no agreement"),
    "forbidden": phrase("forbidden"),
}
_MOST = 8
_MOST_BARS = 14
_CASES = {"none": phrase("no agreement"), "as-is": phrase("as it stands")}
_BY = {
    "receiving": phrase("{duty}, by the receiving State"),
    "joint-committee": phrase("{duty}, by the Joint Committee"),
}
#: By effect: what falls away, and what comes on top.
_CHANGES = {
    "forbids": (phrase("No longer forbidden: {points}."), phrase("Forbidden then: {points}.")),
    "assigns": (phrase("No longer settled: {points}."), phrase("Settled then: {points}.")),
}
_WON = phrases("That is {n} day won for the first filing.", "That is {n} days won for the first filing.")
_LOST = phrases("That is {n} day lost for the first filing.", "That is {n} days lost for the first filing.")
_FIRST_DUE = {
    "law": phrase("first filing day {day} ({what})"),
    "practice": phrase("first filing day {day} ({what}, by practice)"),
    "assumed": phrase("first filing day {day} ({what}, as assumed)"),
}
_POINTS = {"forbids": phrase("forbidden: {what}"), "assigns": phrase("settled: {what}")}


def heading(comparison: Comparison) -> str:
    """Which visit is compared: its title, States and days."""
    answer = comparison.cases[0].answer
    visit = states_and_stay(answer)
    return said(headed(answer.visit.title, visit)) if answer.visit.title else visit


def setting(comparison: Comparison) -> str:
    """Against what it is held, on which day, and what is taken for granted."""
    first, *others = comparison.cases
    answer = first.answer
    sentences = [
        say("Asked on {day}.", day=answer.asked_on),
        say(
            "{case} is compared with {others}.",
            case=capital(_titled(first)),
            others=_all([_titled(case) for case in others]),
        ),
    ]
    if any(case.under not in ("as-is", "none") for case in comparison.cases):
        sentences.append(
            say(
                "An agreement that is named is taken as in force in place of every access agreement, "
                "whatever its status."
            )
        )
    if answer.problems:
        sentences.append(say("PARTIAL: the input has mistakes; only what could be read is compared."))
    if answer.marking_up_to:
        sentences.append(withheld_words(answer))
    return said(run_on(sentences))


def _titled(case: Case) -> str:
    title = said(case.title)
    return said(noted(title, case.under)) if case.title != case.under and "-" in case.under else title


def without_agreement(comparison: Comparison) -> str:
    """What it means that no agreement stands behind a visit; empty if one does in every case."""
    bare = [case for case in comparison.cases if not case.has_access_agreement]
    if not bare:
        return ""
    return say(
        "With {cases} no treaty lets this visit in. The two capitals then settle by notes, case by case, "
        "what a treaty settles once; those notes are not known here. What is shown is the ordinary law of "
        "{state}, which is what applies if they do not.",
        cases=_all([said(case.title) for case in bare]),
        state=state(bare[0].answer.visit.receiving_state),
    )


def paragraphs(comparison: Comparison, step: Step, whats: Whats) -> list[str]:
    """What one case would change against the first, a paragraph for each kind of change."""
    texts = [_outcomes(step), _duties(step, whats)]
    for effect, (lost, gained) in _CHANGES.items():
        sentences = [
            say(words, points=apart(_shift(s, whats) for s in shifts))
            for words, shifts in ((lost, _of(step.lost, effect)), (gained, _of(step.gained, effect)))
            if shifts
        ]
        texts.append(said(run_on(sentences)))
    texts += [_days(comparison, step, whats), _unsettled(step), _unsure(comparison, step)]
    return [each for each in texts if each]


def _outcomes(step: Step) -> str:
    moves: dict[tuple[str, str], list[str]] = {}
    for t in step.turned:
        moves.setdefault((t.old, t.new), []).append(_lines(t.sheet, t.count))
    case = said(step.case.title)
    if not moves:
        return say("With {case}, no line's outcome would be another one.", case=case)
    ranked = sorted(moves.items(), key=lambda each: (OUTCOMES.index(each[0][1]), each[0][0]))
    turns = [
        say(
            "{lines}, now {before}, would be {after}",
            lines=_all(nouns),
            before=said(_MEANINGS[old]),
            after=said(_MEANINGS[new]),
        )
        for (old, new), nouns in ranked
    ]
    return say("With {case}, {turns}.", case=case, turns=apart(turns))


def _duties(step: Step, whats: Whats) -> str:
    lost = [s for s in _of(step.lost, "requires") if s.point.kind != "conduct"]
    gained = [s for s in _of(step.gained, "requires") if s.point.kind != "conduct"]
    sentences = []
    if lost:
        sentences.append(say("It would take away: {duties}.", duties=_first(lost, whats)))
    if gained:
        sentences.append(say("It would bring: {duties}.", duties=_first(gained, whats)))
    return said(run_on(sentences)) or say(
        "Of what has to be filed, held or paid nothing would fall away and nothing come on top."
    )


def _first(shifts: Sequence[Shift], whats: Whats) -> str:
    more = len(shifts) - _MOST
    shown = said(apart(_shift(s, whats) for s in shifts[:_MOST]))
    return say("{duties}; and {n} more (see the table)", duties=shown, n=more) if more > 0 else shown


def _shift(shift: Shift, whats: Whats) -> str:
    words = say("{duty}, for {lines}", duty=point_words(shift.point, whats), lines=whom(shift.lines))
    return words + bracketed(shift.lifted_by)


def _of(shifts: Iterable[Shift], effect: str) -> list[Shift]:
    return [s for s in shifts if s.point.effect == effect]


def _days(comparison: Comparison, step: Step, whats: Whats) -> str:
    before, after = step.first_due
    first = comparison.cases[0]
    if before and after and (before.what, before.due_on) == (after.what, after.due_on):
        sentences = [say("The {day} stays what it is.", day=_due(before, whats))]
    else:
        sentences = [
            say("{case}: {day}.", case=capital(said(first.title)), day=_due(before, whats)),
            say("{case}: {day}.", case=case_words(step.case), day=_due(after, whats)),
        ]
    if step.days_won:
        one, several = _WON if step.days_won > 0 else _LOST
        sentences.append(say_count(one, several, abs(step.days_won)))
    (things, dated), (things_then, dated_then) = _known_leads(first), _known_leads(step.case)
    sentences.append(
        say_count(
            "A lead time is known for {dated} of {n} thing to file or hold before, and for {dated_then} of "
            "{then} then.",
            "A lead time is known for {dated} of {n} things to file or hold before, and for {dated_then} of "
            "{then} then.",
            things,
            dated=dated,
            dated_then=dated_then,
            then=things_then,
        )
    )
    if step.late[0] != step.late[1]:
        late, late_then = step.late
        words = say("Late on the day asked: {before} before, {then} then.", before=late, then=late_then)
        sentences.append(words)
    return said(run_on(sentences))


def _known_leads(case: Case) -> tuple[int, int]:
    things = case.to_file()
    return len(things), sum(r.due_on is not None for r in things)


def _due(first: Requirement | None, whats: Whats) -> str:
    if first is None or first.due_on is None:
        return say("no filing day is known")
    what = said(whats.get(first.what, first.what))
    return say(_FIRST_DUE.get(first.due_basis, _FIRST_DUE["law"]), day=first.due_on, what=what)


def _unsettled(step: Step) -> str:
    sentences = []
    if step.unsettled:
        sentences.append(
            say_count(
                "{n} line would become undetermined.", "{n} lines would become undetermined.", step.unsettled
            )
        )
    if step.asked:
        asks = said(run_on(said(q.asks) for q in step.asked[:_MOST]))
        sentences.append(say("Asked only then: {questions}", questions=asks))
        more = len(step.asked) - _MOST
        sentences += [say("And {n} more.", n=more)] if more > 0 else []
    return said(run_on(sentences))


def _unsure(comparison: Comparison, step: Step) -> str:
    before = {(a.body, a.provision) for a in comparison.cases[0].answer.advice}
    more = [a for a in step.case.answer.advice if (a.body, a.provision) not in before]
    if not more:
        return ""
    return say_count(
        "Not sure enough to decide anything, but to be looked at by a legal adviser: {n} provision more than "
        "before.",
        "Not sure enough to decide anything, but to be looked at by a legal adviser: {n} provisions more "
        "than before.",
        len(more),
    )


def point_words(point: Point, whats: Whats) -> str:
    """A duty, ban or assignment in plain words, with whom it is settled."""
    label = said(whats.get(point.what, point.what))
    if point.value:
        return said(headed(label, said(point.value)))
    if point.authority_name:
        label = said(noted(label, said(point.authority_name)))
    return say(_BY[point.by], duty=label) if point.by in _BY else label


def whom(lines: LineRanges) -> str:
    """Lines in plain words: 80 people, 1 aircraft and 5 lines of goods."""
    return _all([_lines(sheet, len(rows)) for sheet, rows in lines.by_sheet.items()])


def _lines(sheet: str, count: int) -> str:
    return say("the visit itself") if sheet == VISIT and count == 1 else noun(sheet, count)


def held_words(held: Held | None) -> str:
    """How a point stands in one case, for a cell of the table; a dash if it does not."""
    if held is None:
        return "–"
    words = number(held.count)
    if held.unknown:
        words = say("{lines} ({n} if it applies)", lines=words, n=held.unknown)
    return say("{lines}, by {day}", lines=words, day=held.due_on) if held.due_on else words


def case_words(case: Case) -> str:
    """A case by its short name, for the head of a column."""
    return said(_CASES.get(case.under, case.under))


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
    return Bar(parts, counts_words(found))


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
        for place, (case, each) in enumerate(zip(comparison.cases, held, strict=True)):
            count = each.count if each else 0
            width = round(1000 * count / longest, 2)
            parts = ((0.0, width, "first" if place == 0 else "other"),) if count else ()
            words = whom(each.lines) if each else say("none")
            bars.append((case_words(case), Bar(parts, said(headed(said(case.title), words))), words))
        shown.append((point_words(point, whats), bars))
    return shown


def comparison_html(comparison: Comparison, whats: Whats) -> str:
    """The comparison as a page of its own, in the language in force: words, pictures, table."""
    from comity.report.html import page  # noqa: PLC0415  the templates' engine; text has no use for it

    shown = {
        "heading": heading(comparison),
        "setting": setting(comparison),
        "sections": comparison_sections(comparison, whats),
        "skip_to": "words",
        "skip_words": say("To the comparison"),
    }
    title = say("What a treaty is worth: {visit}", visit=heading(comparison))
    return page("comparison.html.j2", title, comparison.cases[0].answer.facts_digest, shown)


def comparison_sections(comparison: Comparison, whats: Whats) -> "Markup":
    """The comparison without a page around it, for any page that has the style sheet, in the language in
    force. There is no style and no script in it."""
    from comity.report.html import rendered  # noqa: PLC0415  as above

    shown = {
        "without": without_agreement(comparison),
        "steps": [(step.case, paragraphs(comparison, step, whats)) for step in comparison.steps],
        "cases": [
            (case, case_words(case), outcome_bar(case.answer), counts(case.answer))
            for case in comparison.cases
        ],
        "bars": duty_bars(comparison, whats),
        "table": [
            (_row_words(point, whats), [held_words(h) for h in held]) for point, held in comparison.points
        ],
    }
    return rendered("comparison_sections.j2", shown)


def _row_words(point: Point, whats: Whats) -> str:
    what = point_words(point, whats)
    if point.effect == "requires":
        return say("{kind}: {what}", kind=kind_words(point.kind), what=what)
    return say(_POINTS[point.effect], what=what)


def _all(texts: Sequence[str]) -> str:
    return said(all_of(texts or [say("nothing")]))
