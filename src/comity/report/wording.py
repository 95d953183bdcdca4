"""The sentences of an answer, the same in every form, in the language in force.

Plain texts without mark-up or line ends of their own; nothing here is made safe for a terminal or a page.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from comity.domain.agreements.registry import Said
from comity.domain.primitives.worded import apart, headed, listed, phrase, phrases, run_on
from comity.domain.provisions.engine import OUTCOMES
from comity.domain.provisions.vocabulary import CONTINGENT, VISIT
from comity.domain.visits.answer import AgreementShown, Answer, FindingShown, Group, HomeSide, QuestionShown
from comity.domain.visits.line_ranges import LineRanges, joined
from comity.domain.visits.visit import Value
from comity.languages import day, ended, said, say, say_count, state
from comity.report.citing import BY_ID, Shorts, body_words, bracketed
from comity.report.words import outcome_name, result_words, sheet_words

#: Plain words of every `what`.
Whats = Mapping[str, str]

_HEADLINE = {
    "permitted": phrase("Nothing stands against it; it rests on {consent}."),
    "conditional": phrase(
        "Nothing stands against it once the visitor's open duties are met; it rests on {consent}."
    ),
    "undetermined": phrase("The answer hangs on facts that are missing."),
    "not-covered": phrase("No agreement covers them; the ordinary rules of the receiving State apply."),
    "forbidden": phrase("Something stands against it."),
}
_EFFECTS = {
    "permits": phrase("permits {what}"),
    "exempts": phrase("free of {what}"),
    "requires": phrase("needs {what}"),
    "forbids": phrase("forbids {what}"),
}
_SURE = {
    "text": phrase("The law relied on was read in its own words."),
    "summary": phrase("Some of the law relied on is known from summaries only."),
}
_WAYS = {"out": phrase("{state}, going out"), "home": phrase("{state}, coming home")}
_ROWS = phrases("{sheet} row {rows}", "{sheet} rows {rows}")
_CONTINGENTS = phrases("contingent {rows}", "contingents {rows}")
_MOST_RANGES = 6
_BY_ROWS = re.compile(r"rows? ([0-9-]+)")
#: Families of which no rulebook is held, and which seldom bear on entry or supply: named as not examined.
_OTHER_MATTERS = frozenset({"information-security", "equipment-transfer", "other"})


def some(lines: LineRanges, most: int = _MOST_RANGES) -> str:
    """Lines in words: people rows 2-171, 180; goods row 4. The first `most` ranges, and how many more."""
    if not lines:
        return say("the whole visit")
    by_sheet: dict[str, list[str]] = {}
    for text in lines[:most]:
        sheet, _, rows = text.partition("!")
        by_sheet.setdefault(sheet, []).append(rows)
    shown = said(apart(_rows(sheet, rows) for sheet, rows in by_sheet.items()))
    more = len(lines) - most
    return say("{lines} and {n} more ranges", lines=shown, n=more) if more > 0 else shown


def _rows(sheet: str, rows: Sequence[str]) -> str:
    # One row, or several: how many does not matter to the words.
    number = 2 if len(rows) > 1 or "-" in rows[0] else 1
    words = _CONTINGENTS if sheet == VISIT else _ROWS
    return say_count(*words, number, sheet=sheet_words(sheet), rows=listed(rows))


def counted(number: int, noun: str) -> str:
    """A number with its noun, in forms that are English only: 1 line, 2,000 lines."""
    return f"{number:,} {noun}{'s' if number != 1 else ''}"


def value_words(value: Value) -> str:
    """A stated value: yes, no, or as it is."""
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    return day(value) if isinstance(value, dt.date) else str(value)


def line_names(names: Iterable[str]) -> list[str]:
    """Lines by their names; what has none is told by its rows (`domain.visits.naming`)."""
    return [_row_words(name) for name in names]


def _row_words(name: str) -> str:
    by_rows = _BY_ROWS.fullmatch(name)
    return (
        say_count("row {rows}", "rows {rows}", 2 if "-" in name else 1, rows=by_rows[1]) if by_rows else name
    )


def first_few(names: Sequence[str], most: int) -> str:
    """The first few names, and how many more there are."""
    more = len(names) - most
    shown = said(listed(names[:most]))
    return say("{names} and {n} more", names=shown, n=more) if more > 0 else shown


def capital(text: str) -> str:
    """A text that was said, as a sentence begins."""
    return text[:1].upper() + text[1:]


def cut(text: str, most: int) -> str:
    """A text of at most so many characters, with an ellipsis where it was cut."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def home_words(side: HomeSide) -> str:
    """Whose law it is, and on which way: Australia, going out."""
    return say(_WAYS[side.way], state=state(side.state))


def states(answer: Answer) -> str:
    """From which States to which: Australia, United States to Japan."""
    sending = listed(dict.fromkeys(state(code) for _, code in answer.visit.contingents))
    return say("{sending} to {receiving}", sending=sending, receiving=state(answer.visit.receiving_state))


def stay(answer: Answer) -> str:
    """The visit's days: 1 June 2024 to 3 June 2024."""
    return say("{first} to {last}", first=answer.visit.start, last=answer.visit.end)


def states_and_stay(answer: Answer) -> str:
    """From which States to which, and the visit's days: what it is called where it has no title."""
    return say("{states}, {stay}", states=states(answer), stay=stay(answer))


def asked(answer: Answer) -> str:
    """On which day it was asked, under which hypothesis, and whether the input could be read."""
    sentences = [say("Asked on {day}.", day=answer.asked_on)]
    if answer.hypothetical == "none":
        sentences.append(say("Hypothetical: no access agreement in place of every access agreement."))
    elif answer.hypothetical:
        sentences.append(
            say(
                "Hypothetical: {agreement} in place of every access agreement.", agreement=answer.hypothetical
            )
        )
    if answer.problems:
        sentences.append(say("PARTIAL: the input has mistakes; only what could be read is answered."))
    if answer.marking_up_to:
        sentences.append(withheld_words(answer))
    return said(run_on(sentences))


def set_aside(answer: Answer) -> list[AgreementShown]:
    """Agreements that are only named: they do not apply, or they are not about entry and supply."""
    return [
        a
        for a in answer.agreements
        if (a.applies == "no" and a.status in (None, "terminated"))
        or (a.applies != "yes" and a.family in _OTHER_MATTERS)
    ]


def on_whose_word(claimed: Said) -> str:
    """One claim that an agreement's status rests on, with its quote."""
    if claimed.quote:
        return say(
            "On the word of {source}: “{quote}” [{claim}].",
            source=claimed.source,
            quote=claimed.quote,
            claim=claimed.claim,
        )
    return say("On the word of {source} [{claim}].", source=claimed.source, claim=claimed.claim)


def withheld_words(answer: Answer) -> str:
    """What was left out for its marking, sheet by sheet; the answer speaks only of the rest."""
    level = answer.marking_up_to or ""
    if not answer.withheld:
        return say("Only what is marked up to {level}: nothing had to be left out.", level=level)
    return say(
        "PARTIAL: only what is marked up to {level}. Left out: {lines}; the answer speaks only of the rest.",
        level=level,
        lines=listed(lines_of(count, sheet) for sheet, count in answer.withheld),
    )


def lines_of(count: int, sheet: str) -> str:
    """So many lines of a sheet, by its code: 3 lines of animal_events."""
    return say_count("{n} line of {sheet}", "{n} lines of {sheet}", count, sheet=sheet)


def verdict(answer: Answer) -> str:
    """The outcome in capitals, and what it means."""
    name = outcome_name(answer.outcome).upper()
    of = name if answer.outcome in ("permitted", "conditional") else said(headed(name, share(answer)))
    return said(run_on([ended(of), meaning(answer), sure_words(answer)]))


def sure_words(answer: Answer) -> str:
    """How sure the law is that the answer relies on, in one sentence; empty if it relies on none."""
    return said(_SURE.get(answer.sureness or "", ""))


def meaning(answer: Answer) -> str:
    """What the outcome of the visit means, in one sentence: access rests on consent."""
    consent = answer.visit.consent
    recorded = (
        say('the consent recorded as "{paper}"', paper=consent)
        if consent
        else say("a consent that is not recorded yet")
    )
    return say(_HEADLINE[answer.outcome], consent=recorded)


def share(answer: Answer) -> str:
    """How many of the lines have the visit's outcome: 8 of 242 lines."""
    lines = [g for g in answer.groups if g.sheet != VISIT]
    worst = sum(g.count for g in lines if g.outcome == answer.outcome)
    total = sum(g.count for g in lines)
    return say("{n} of {total} lines", n=worst, total=total) if worst else say("the visit as a whole")


def counts(answer: Answer) -> dict[str, int]:
    """How many lines have each outcome, the worst first; outcomes that no line has are left out."""
    found = dict.fromkeys(reversed(OUTCOMES), 0)
    for group in answer.groups:
        if group.sheet != VISIT:
            found[group.outcome] += group.count
    return {outcome: count for outcome, count in found.items() if count}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why lines have the visit's outcome, in one sentence without its full stop."""

    lines: LineRanges
    sentence: str


def reasons(answer: Answer, whats: Whats, shorts: Shorts = BY_ID) -> list[Reason]:
    """Why the answer is not better: lines with one reason together; empty if no line bars the visit."""
    if answer.outcome in ("permitted", "conditional", "undetermined"):
        return []
    by_reason: dict[str, list[Group]] = {}
    for group in answer.groups:
        if group.outcome == answer.outcome:
            by_reason.setdefault(why_of(group, whats, shorts), []).append(group)
    return [
        Reason(
            joined(group.lines for group in groups),
            say("{reason}. The ordinary rules apply: {duties}", reason=reason, duties=_duties(groups, whats))
            if groups[0].not_covered_by
            else reason,
        )
        for reason, groups in by_reason.items()
    ]


def why_of(group: Group, whats: Whats, shorts: Shorts = BY_ID) -> str:
    """Why lines are forbidden or not covered; empty for any other outcome."""
    if group.outcome == "forbidden":
        return said(
            apart(
                f"{said(f.says).rstrip('.。') or what_words(f, whats)}{bracketed(f.cites, shorts)}"
                for f in group.bars
            )
        )
    return said(
        apart(
            headed(body_words(n.agreement, shorts), said(n.why) + bracketed(n.cites, shorts))
            if n.agreement
            else n.why
            for n in group.not_covered_by
        )
    )


def _duties(groups: list[Group], whats: Whats) -> str:
    """What the ordinary rules ask of lines that no agreement covers."""
    found: dict[str, str] = {}
    for finding in (f for group in groups for f in group.findings if f.effect == "requires"):
        label = said(whats.get(finding.what, finding.what))
        if finding.result in ("stands", "failed"):
            found[label] = label
        elif finding.result == "unknown":
            found.setdefault(label, say("{duty} (if it applies)", duty=label))
    return said(apart(found.values())) or say("none that is encoded")


def where_to_answer(question: QuestionShown) -> str:
    """Where the answer to a question is written down."""
    if question.sheet in (VISIT, CONTINGENT):
        return say("'{fact}' in visit.toml", fact=question.fact)
    return say("column '{fact}'", fact=question.fact)


def questions_head(answer: Answer) -> str:
    """How many blanks keep how much undetermined."""
    total = sum(g.count for g in answer.groups if g.outcome == "undetermined" and g.sheet != VISIT)
    kept = say_count("{n} line", "{n} lines", total) if total else say("the visit as a whole")
    return say_count(
        "{n} blank keeps {lines} undetermined",
        "{n} blanks keep {lines} undetermined",
        len(answer.questions),
        lines=kept,
    )


def telling(findings: tuple[FindingShown, ...]) -> list[FindingShown]:
    """The findings without reliefs that meet no duty or ban of these lines; JSON has them all."""
    met = {key for f in findings for key in f.lifted_by}
    open_whats = {f.what for f in findings if f.effect in ("requires", "forbids")}
    return [
        f
        for f in findings
        if f.effect not in ("exempts", "permits")
        or f.what == "entry"
        or f.what in open_whats
        or f"{f.body}:{f.provision}" in met
    ]


def finding_words(finding: FindingShown, whats: Whats) -> str:
    """What a provision comes to: since when, result, and what it says in plain words."""
    result, what = result_words(finding.result), what_words(finding, whats)
    words = (
        say(
            "{result} by {provisions}: {what}",
            result=result,
            provisions=listed(finding.lifted_by),
            what=what,
        )
        if finding.lifted_by
        else said(headed(result, what))
    )
    return say("from {day}: {finding}", day=finding.since, finding=words) if finding.since else words


def what_words(finding: FindingShown, whats: Whats) -> str:
    """The effect of a provision in plain words: needs a visa."""
    label = said(whats.get(finding.what, finding.what))
    return (
        said(headed(label, said(finding.value)))
        if finding.value
        else say(_EFFECTS[finding.effect], what=label)
    )


def own_words(answer: Answer) -> list[str]:
    """The planner's own words for blanks that stood for any line."""
    return [
        say_count(
            "{fact} = {value} for {n} blank line",
            "{fact} = {value} for {n} blank lines",
            lines,
            fact=f"{sheet}.{fact}",
            value=value_words(value),
        )
        for sheet, fact, value, lines in answer.answers
        if lines
    ]
