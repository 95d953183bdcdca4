"""The sentences of an answer, the same in every form: text, page and workbook.

Plain texts without mark-up or line ends of their own; nothing here is made safe for a terminal or a page.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from comity.corpus.states import state_name
from comity.domain.agreements.registry import Said
from comity.domain.primitives.day_words import day_words
from comity.domain.provisions.engine import OUTCOMES
from comity.domain.provisions.vocabulary import CONTINGENT, OCCURRENCES, VISIT
from comity.domain.visits.answer import (
    AgreementShown,
    Answer,
    FindingShown,
    Group,
    HomeSide,
    QuestionShown,
    Requirement,
)
from comity.domain.visits.line_ranges import LineRanges, joined
from comity.domain.visits.visit import Value

#: Plain words of every `what`.
Whats = Mapping[str, str]

_HEADLINE = {
    "permitted": "Nothing stands against it; it rests on {consent}.",
    "conditional": "Nothing stands against it once the visitor's open duties are met; it rests on {consent}.",
    "undetermined": "The answer hangs on facts that are missing.",
    "not-covered": "No agreement covers them; the ordinary rules of the receiving State apply.",
    "forbidden": "Something stands against it.",
}
#: What an outcome means of lines.
OF_LINES: Mapping[str, str] = {
    "permitted": "nothing stands against them",
    "conditional": "allowed once open duties are met",
    "undetermined": "facts are missing",
    "not-covered": "no agreement covers them; the ordinary rules apply",
    "forbidden": "something stands against them",
}
_EFFECTS = {"permits": "permits", "exempts": "free of", "requires": "needs", "forbids": "forbids"}
_BEARERS = {
    "receiving": "by the receiving State",
    "sending": "by the sending State",
    "person": "each person",
    "joint-committee": "by the Joint Committee",
}
_BASES = {"practice": "by practice", "assumed": "assumed"}
_SURE = {
    "text": "The law relied on was read in its own words.",
    "summary": "Some of the law relied on is known from summaries only.",
}
_WAYS = {"out": "going out", "home": "coming home"}
_STATES = {"unknown": "if it applies", "failed": "REFUSED OR FAILED"}
_MOST_RANGES = 6
#: Families of which no rulebook is held, and which seldom bear on entry or supply: named as not examined.
_OTHER_MATTERS = frozenset({"information-security", "equipment-transfer", "other"})


def some(lines: LineRanges, most: int = _MOST_RANGES) -> str:
    """Lines in words: people rows 2-171, 180; goods row 4. The first `most` ranges, and how many more."""
    if not lines:
        return "the whole visit"
    by_sheet: dict[str, list[str]] = {}
    for text in lines[:most]:
        sheet, _, rows = text.partition("!")
        by_sheet.setdefault(sheet, []).append(rows)
    more = len(lines) - most
    return "; ".join(_rows(sheet, rows) for sheet, rows in by_sheet.items()) + (
        f" and {more:,} more ranges" if more > 0 else ""
    )


def _rows(sheet: str, rows: Sequence[str]) -> str:
    noun = "contingent" if sheet == VISIT else f"{sheet.replace('_', ' ')} row"
    several = len(rows) > 1 or "-" in rows[0]
    return f"{noun}{'s' if several else ''} {', '.join(rows)}"


def counted(number: int, noun: str) -> str:
    """A number with its noun: 1 line, 2,000 lines."""
    return f"{number:,} {noun}{'s' if number != 1 else ''}"


def value_words(value: Value) -> str:
    """A stated value: yes, no, or as it is."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return day_words(value) if isinstance(value, dt.date) else str(value)


def first_few(names: Sequence[str], most: int) -> str:
    """The first few names, and how many more there are."""
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more:,} more" if more > 0 else "")


def capital(text: str) -> str:
    """A text as a sentence begins."""
    return text[:1].upper() + text[1:]


def cut(text: str, most: int) -> str:
    """A text of at most so many characters, with an ellipsis where it was cut."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def bracketed(cites: Iterable[str]) -> str:
    """Citations in brackets after a blank; nothing if there are none."""
    return f" [{', '.join(cites)}]" if cites else ""


def home_words(side: HomeSide) -> str:
    """Whose law it is, and on which way: Australia, going out."""
    return f"{state_name(side.state)}, {_WAYS[side.way]}"


def further_cites(agreement: AgreementShown) -> list[str]:
    """The citations of an agreement that its reason does not name already."""
    return [cite for cite in agreement.cites if cite.partition(" ")[2] not in agreement.why]


def states(answer: Answer) -> str:
    """From which States to which: Australia, United States to Japan."""
    sending = ", ".join(dict.fromkeys(state_name(state) for _, state in answer.visit.contingents))
    return f"{sending} to {state_name(answer.visit.receiving_state)}"


def stay(answer: Answer) -> str:
    """The visit's days: 1 June 2024 to 3 June 2024."""
    return f"{day_words(answer.visit.start)} to {day_words(answer.visit.end)}"


def asked(answer: Answer) -> str:
    """On which day it was asked, under which hypothesis, and whether the input could be read."""
    sentences = [f"Asked on {day_words(answer.asked_on)}."]
    if answer.hypothetical:
        instead = "no access agreement" if answer.hypothetical == "none" else answer.hypothetical
        sentences.append(f"Hypothetical: {instead} in place of every access agreement.")
    if answer.problems:
        sentences.append("PARTIAL: the input has mistakes; only what could be read is answered.")
    if answer.marking_up_to:
        sentences.append(withheld_words(answer))
    return " ".join(sentences)


def set_aside(answer: Answer) -> list[AgreementShown]:
    """Agreements that are only named: they do not apply, or they are not about entry and supply."""
    return [
        a
        for a in answer.agreements
        if (a.applies == "no" and a.status in (None, "terminated"))
        or (a.applies != "yes" and a.family in _OTHER_MATTERS)
    ]


def on_whose_word(said: Said) -> str:
    """One claim that an agreement's status rests on, with its quote."""
    quote = f": “{said.quote}”" if said.quote else ""
    return f"On the word of {said.source}{quote} [{said.claim}]."


def withheld_words(answer: Answer) -> str:
    """What was left out for its marking, sheet by sheet; the answer speaks only of the rest."""
    level = answer.marking_up_to
    if not answer.withheld:
        return f"Only what is marked up to {level}: nothing had to be left out."
    left_out = ", ".join(f"{counted(count, 'line')} of {sheet}" for sheet, count in answer.withheld)
    return (
        f"PARTIAL: only what is marked up to {level}. Left out: {left_out}; "
        "the answer speaks only of the rest."
    )


def verdict(answer: Answer) -> str:
    """The outcome in capitals, and what it means."""
    name = answer.outcome.replace("-", " ").upper()
    sure = f" {sure_words(answer)}" if answer.sureness else ""
    of = f": {share(answer)}" if answer.outcome not in ("permitted", "conditional") else ""
    return f"{name}{of}. {meaning(answer)}{sure}"


def sure_words(answer: Answer) -> str:
    """How sure the law is that the answer relies on, in one sentence; empty if it relies on none."""
    return _SURE.get(answer.sureness or "", "")


def meaning(answer: Answer) -> str:
    """What the outcome of the visit means, in one sentence: access rests on consent."""
    consent = answer.visit.consent
    recorded = f'the consent recorded as "{consent}"' if consent else "a consent that is not recorded yet"
    return _HEADLINE[answer.outcome].format(consent=recorded)


def share(answer: Answer) -> str:
    """How many of the lines have the visit's outcome: 8 of 242 lines."""
    lines = [g for g in answer.groups if g.sheet != VISIT]
    worst = sum(g.count for g in lines if g.outcome == answer.outcome)
    total = sum(g.count for g in lines)
    return f"{worst:,} of {total:,} lines" if worst else "the visit as a whole"


def counts(answer: Answer) -> dict[str, int]:
    """How many lines have each outcome, the worst first; outcomes that no line has are left out."""
    found = dict.fromkeys(reversed(OUTCOMES), 0)
    for group in answer.groups:
        if group.sheet != VISIT:
            found[group.outcome] += group.count
    return {outcome: count for outcome, count in found.items() if count}


def outcome_words(outcome: str, sheet: str) -> str:
    """An outcome by its name; where nobody asks to be let in, `permitted` reads as settled."""
    return "settled" if sheet in OCCURRENCES and outcome == "permitted" else outcome


@dataclass(frozen=True, slots=True)
class Reason:
    """Why lines have the visit's outcome, in one sentence without its full stop."""

    lines: LineRanges
    sentence: str


def reasons(answer: Answer, whats: Whats) -> list[Reason]:
    """Why the answer is not better: lines with one reason together; empty if no line bars the visit."""
    if answer.outcome in ("permitted", "conditional", "undetermined"):
        return []
    by_reason: dict[str, list[Group]] = {}
    for group in answer.groups:
        if group.outcome == answer.outcome:
            by_reason.setdefault(why_of(group, whats), []).append(group)
    return [
        Reason(
            joined(group.lines for group in groups),
            reason
            + (f". The ordinary rules apply: {_duties(groups, whats)}" if groups[0].not_covered_by else ""),
        )
        for reason, groups in by_reason.items()
    ]


def why_of(group: Group, whats: Whats) -> str:
    """Why lines are forbidden or not covered; empty for any other outcome."""
    if group.outcome == "forbidden":
        return "; ".join(
            f"{(f.says or what_words(f, whats)).rstrip('.')}{bracketed(f.cites)}" for f in group.bars
        )
    return "; ".join(
        f"{n.agreement}: {n.why}{bracketed(n.cites)}" if n.agreement else n.why for n in group.not_covered_by
    )


def _duties(groups: list[Group], whats: Whats) -> str:
    """What the ordinary rules ask of lines that no agreement covers."""
    found: dict[str, str] = {}
    for finding in (f for group in groups for f in group.findings if f.effect == "requires"):
        label = whats.get(finding.what, finding.what)
        if finding.result in ("stands", "failed"):
            found[label] = label
        elif finding.result == "unknown":
            found.setdefault(label, f"{label} (if it applies)")
    return "; ".join(found.values()) or "none that is encoded"


def label_of(requirement: Requirement, whats: Whats) -> str:
    """What has to be done: its kind, unless the words begin with it, and its plain words."""
    label = whats.get(requirement.what, requirement.what)
    return label if label.startswith(requirement.kind) else f"{requirement.kind}: {label}"


def whom_words(requirement: Requirement) -> str:
    """With whom; conduct is filed with nobody."""
    if requirement.kind == "conduct":
        return ""
    return f"with {requirement.authority_name}" if requirement.authority_name else "(with whom is not known)"


def bearer_words(requirement: Requirement) -> str:
    """By whom, unless it is the unit itself."""
    return _BEARERS.get(requirement.by, "")


def state_words(requirement: Requirement) -> str:
    """How it stands, where it is not simply open."""
    return _STATES.get(requirement.state, "")


def is_late(requirement: Requirement) -> bool:
    """Whether something on our side is late; what was filed counts, where filings are known."""
    return requirement.turn.late if requirement.turn else requirement.late


def due_words(requirement: Requirement) -> str:
    """By when, with its basis and window; the law's own words where there is no day; or nothing."""
    if not requirement.due_on:
        return requirement.due_words
    basis = _BASES.get(requirement.due_basis)
    return (
        f"by {day_words(requirement.due_on)}"
        + (f" ({basis})" if basis else "")
        + (f" ({requirement.due_words})" if requirement.due_words else "")
    )


def task_words(requirement: Requirement, whats: Whats, *, doubt: bool = True) -> str:
    """One requirement in a phrase: late or not, by when, what, with whom, by whom, and how it stands.

    Without `doubt` it does not say that it only may apply, where a heading says so of all.
    """
    late = "LATE, " if requirement.due_on and is_late(requirement) else ""
    due, whom, who, state = (
        due_words(requirement),
        whom_words(requirement),
        bearer_words(requirement),
        state_words(requirement) if doubt or requirement.state != "unknown" else "",
    )
    return (
        (f"{late}{due}: " if due else "")
        + label_of(requirement, whats)
        + (f" {whom}" if whom else "")
        + (f", {who}" if who else "")
        + (f" ({state})" if state else "")
    )


def where_to_answer(question: QuestionShown) -> str:
    """Where the answer to a question is written down."""
    if question.sheet in (VISIT, CONTINGENT):
        return f"'{question.fact}' in visit.toml"
    return f"column '{question.fact}'"


def questions_head(answer: Answer) -> str:
    """How many blanks keep how much undetermined."""
    total = sum(g.count for g in answer.groups if g.outcome == "undetermined" and g.sheet != VISIT)
    blanks = "1 blank keeps" if len(answer.questions) == 1 else f"{len(answer.questions)} blanks keep"
    return f"{blanks} {counted(total, 'line') if total else 'the visit as a whole'} undetermined"


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
    since = f"from {day_words(finding.since)}: " if finding.since else ""
    by = f" by {', '.join(finding.lifted_by)}" if finding.lifted_by else ""
    return f"{since}{finding.result}{by}: {what_words(finding, whats)}"


def what_words(finding: FindingShown, whats: Whats) -> str:
    """The effect of a provision in plain words: needs a visa."""
    label = whats.get(finding.what, finding.what)
    return f"{label}: {finding.value}" if finding.value else f"{_EFFECTS[finding.effect]} {label}"


def own_words(answer: Answer) -> list[str]:
    """The planner's own words for blanks that stood for any line."""
    return [
        f"{sheet}.{fact} = {value_words(value)} for {counted(lines, 'blank line')}"
        for sheet, fact, value, lines in answer.answers
        if lines
    ]
