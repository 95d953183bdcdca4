"""The answer for a terminal: first what a tired person needs, then the detail."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from comity.cli.terminal import table, wrapped
from comity.domain.errors import Problem
from comity.domain.provisions.engine import OUTCOMES
from comity.domain.provisions.vocabulary import OCCURRENCES, VISIT
from comity.domain.visits.answer import Answer, FindingShown, Group, QuestionShown, Requirement
from comity.domain.visits.line_ranges import LineRanges, joined, ranges

Whats = Mapping[str, str]

_HEADLINE = {
    "permitted": "PERMITTED. Nothing stands against it; it rests on {consent}.",
    "conditional": "CONDITIONAL. Nothing stands against it once the visitor's open duties are met; it rests "
    "on {consent}.",
    "undetermined": "UNDETERMINED: {some}. The answer hangs on facts that are missing.",
    "not-covered": "NOT COVERED: {some}. The agreements give nothing there; the ordinary rules of the "
    "receiving State apply.",
    "forbidden": "FORBIDDEN: {some}. Something stands against it.",
}
_OF_LINES = {
    "permitted": "nothing stands against them",
    "conditional": "allowed once open duties are met",
    "undetermined": "facts are missing",
    "not-covered": "no agreement covers them; the ordinary rules apply",
    "forbidden": "something stands against them",
}
_EFFECTS = {
    "permits": "permits",
    "exempts": "free of",
    "requires": "needs",
    "forbids": "forbids",
}
_MOST_LINES = 6
_MOST_GROUPS = 12
_MOST_QUESTIONS = 12


def answer_text(answer: Answer, whats: Whats, *, detail: bool = True) -> list[str]:
    """The answer in lines of text.

    Args:
        answer: the answer.
        whats: plain words of every `what`.
        detail: whether the groups with all their findings follow the summary.
    """
    parts = [
        _head(answer),
        _problems(answer),
        _counts(answer),
        _worst(answer, whats),
        _agreements(answer),
        _to_do(answer, whats),
        _questions(answer),
        _advice(answer),
        _not_examined(answer),
    ]
    if detail:
        parts.append(_groups(answer, whats))
    parts.append(_again(answer))
    lines: list[str] = []
    for part in parts:
        if part:
            lines += [*part, ""]
    return lines[:-1]


def _head(answer: Answer) -> list[str]:
    visit = answer.visit
    states = ", ".join(dict.fromkeys(state for _, state in visit.contingents))
    title = f"{visit.title}: " if visit.title else ""
    consent = (
        f'the consent recorded as "{visit.consent}"'
        if visit.consent
        else "a consent that is not recorded yet"
    )
    sure = f" Sureness of the law relied on: {answer.sureness}." if answer.sureness else ""
    head = f"{title}{states} to {visit.receiving_state}, {_day(visit.start)} to {_day(visit.end)}"
    asked = f"Asked on {_day(answer.asked_on)}."
    if answer.hypothetical:
        instead = "no access agreement" if answer.hypothetical == "none" else answer.hypothetical
        asked += f" Hypothetical: {instead} in place of every access agreement."
    if not answer.complete:
        asked += " PARTIAL: the input has mistakes; only what could be read is answered."
    return [
        *wrapped(head),
        *wrapped(asked),
        "",
        *wrapped(_HEADLINE[answer.outcome].format(consent=consent, some=_share(answer)) + sure),
    ]


def _share(answer: Answer) -> str:
    """How many of the lines have the visit's outcome."""
    lines = [g for g in answer.groups if g.sheet != VISIT]
    worst = sum(g.count for g in lines if g.outcome == answer.outcome)
    total = sum(g.count for g in lines)
    return f"{worst:,} of {total:,} lines" if worst else "the visit as a whole"


def _problems(answer: Answer) -> list[str]:
    """The mistakes; the same mistake in several rows of a column is said once."""
    if not answer.problems:
        return []
    alike: dict[Problem, list[int]] = {}
    for problem in answer.problems:
        row = problem.place.row
        alike.setdefault(replace(problem, place=replace(problem.place, row=None)), []).extend(
            [row] if row else []
        )
    lines = [f"Mistakes in the input: {len(answer.problems)}"]
    for problem, rows in alike.items():
        shown = ", ".join(r.partition("!")[2] for r in ranges("", rows))
        where = f"row{'s' if len(rows) > 1 else ''} {shown}: " if rows else ""
        lines += wrapped(f"{where}{problem}", "    ", f"  - [{problem.code}] ")
    return lines


def _counts(answer: Answer) -> list[str]:
    counts = dict.fromkeys(OUTCOMES, 0)
    for group in answer.groups:
        if group.sheet != VISIT:
            counts[group.outcome] += group.count
    total = sum(counts.values())
    if not total:
        return []
    rows = [
        (f"{counts[outcome]:,}", outcome, _OF_LINES[outcome])
        for outcome in reversed(OUTCOMES)
        if counts[outcome]
    ]
    width = max(len(row[0]) for row in rows)
    return [f"Of {total:,} lines:", *table([(n.rjust(width), o, w) for n, o, w in rows])]


def _worst(answer: Answer, whats: Whats) -> list[str]:
    """Why the answer is not better: lines with one reason together."""
    if answer.outcome in ("permitted", "conditional", "undetermined"):
        return []
    by_reason: dict[str, list[Group]] = {}
    for group in answer.groups:
        if group.outcome == answer.outcome:
            by_reason.setdefault(_reason(group, whats), []).append(group)
    lines = ["Why:"]
    for reason, groups in list(by_reason.items())[:_MOST_GROUPS]:
        where = _some(joined(group.lines for group in groups))
        ordinary = f". The ordinary rules apply: {_duties(groups, whats)}" if groups[0].not_covered_by else ""
        lines += wrapped(f"{where}: {reason}{ordinary}.", "    ", "  - ")
    return lines


def _reason(group: Group, whats: Whats) -> str:
    if group.outcome == "forbidden":
        bars = [
            f
            for f in group.findings
            if f.result == "failed" or (f.result == "stands" and f.effect == "forbids")
        ]
        return "; ".join(f"{(f.says or _what(f, whats)).rstrip('.')}{_bracketed(f.cites)}" for f in bars)
    return "; ".join(
        f"{n.agreement}: {n.why}{_bracketed(n.cites)}" if n.agreement else n.why for n in group.not_covered_by
    )


def _duties(groups: list[Group], whats: Whats) -> str:
    """What the ordinary rules ask of lines that no agreement covers; the details stand in 'To do'."""
    asked: dict[str, str] = {}
    for finding in (f for group in groups for f in group.findings if f.effect == "requires"):
        label = whats.get(finding.what, finding.what)
        if finding.result in ("stands", "failed"):
            asked[label] = label
        elif finding.result == "unknown":
            asked.setdefault(label, f"{label} (if it applies)")
    return "; ".join(asked.values()) or "none that is encoded"


def _bracketed(cites: tuple[str, ...]) -> str:
    return f" [{', '.join(cites)}]" if cites else ""


def _agreements(answer: Answer) -> list[str]:
    if not answer.agreements:
        return ["Agreements between the States: none is registered."]
    lines = ["Agreements"]
    aside = [a for a in answer.agreements if a.applies == "no" and (a.status in (None, "terminated"))]
    for a in [a for a in answer.agreements if a not in aside]:
        whom = (
            f" to {', '.join(a.contingents)}" if a.contingents and len(answer.visit.contingents) > 1 else ""
        )
        verdict = {"yes": f"applies{whom}", "no": "does not apply", "unknown": f"may apply{whom}"}[a.applies]
        lines += wrapped(f"{a.id} ({a.family}) {verdict}. {a.why}{_bracketed(a.cites)}", "    ", "  - ")
    if aside:
        names = ", ".join(a.id for a in aside)
        lines += wrapped(f"Looked at too, and not applicable: {names}.", "    ", "  - ")
    return lines


def _to_do(answer: Answer, whats: Whats) -> list[str]:
    open_duties = [r for r in answer.requirements if r.state != "met" and r.kind != "conduct"]
    conduct = [r for r in answer.requirements if r.state != "met" and r.kind == "conduct"]
    met = [r for r in answer.requirements if r.state == "met"]
    lines: list[str] = []
    if open_duties:
        lines.append("To do, the earliest day first")
        for requirement in open_duties:
            lines += _requirement(requirement, whats)
    if conduct:
        lines.append("To be observed")
        for requirement in conduct:
            lines += _requirement(requirement, whats)
    if met:
        done = ", ".join(dict.fromkeys(whats.get(r.what, r.what) for r in met))
        lines += wrapped(f"Done already: {done}.")
    return lines


def _requirement(r: Requirement, whats: Whats) -> list[str]:
    due = _due(r)
    whom = f" with {r.authority_name}" if r.authority_name else ""
    if r.kind == "conduct":
        whom = ""
    elif not r.authority_name:
        whom = " (with whom is not known)"
    state = {"unknown": " (if it applies)", "failed": " (REFUSED OR FAILED)"}.get(r.state, "")
    who = {
        "receiving": ", by the receiving State",
        "sending": ", by the sending State",
        "person": ", each person",
    }
    label = whats.get(r.what, r.what)
    kind = "" if label.startswith(r.kind) else f"{r.kind}: "
    text = (
        f"{due}{kind}{label}{whom}{who.get(r.by, '')}{state} — {_some(r.lines)} "
        f"[{', '.join(r.cites)}; {r.sureness}]"
    )
    if r.if_late:
        text += f" If late: {r.if_late.rstrip('.')}."
    return wrapped(text, "    ", "  - ")


def _due(r: Requirement) -> str:
    words = f"{r.due_words}: " if r.due_words and not r.due_on else ""
    if not r.due_on:
        return words
    basis = {"law": "", "practice": " (by practice)", "assumed": " (assumed)"}.get(r.due_basis, "")
    late = "LATE, " if r.late else ""
    window = f" ({r.due_words})" if r.due_words else ""
    return f"{late}by {_day(r.due_on)}{basis}{window}: "


def _questions(answer: Answer) -> list[str]:
    if not answer.questions:
        return []
    total = sum(g.count for g in answer.groups if g.outcome == "undetermined" and g.sheet != VISIT)
    blanks = "1 blank keeps" if len(answer.questions) == 1 else f"{len(answer.questions)} blanks keep"
    lines = [f"Questions: {blanks} {_kept(total)} undetermined"]
    for number, question in enumerate(answer.questions[:_MOST_QUESTIONS], start=1):
        lines += _question(number, question)
    if len(answer.questions) > _MOST_QUESTIONS:
        lines.append(f"  and {len(answer.questions) - _MOST_QUESTIONS} more (see --format json)")
    return lines


def _kept(total: int) -> str:
    if not total:
        return "the visit as a whole"
    return f"{total:,} line{'s' if total != 1 else ''}"


def _question(number: int, q: QuestionShown) -> list[str]:
    where = f"'{q.fact}' in visit.toml" if q.sheet in (VISIT, "contingent") else f"column '{q.fact}'"
    text = f"{q.asks} ({_some(q.lines)}) Where to look: {q.find} To answer: {where}. [{', '.join(q.cites)}]"
    return wrapped(text, "     ", f"  {number}. ")


def _advice(answer: Answer) -> list[str]:
    if not answer.advice:
        return []
    lines = ["Ask a legal adviser (the text is not sure enough to decide anything)"]
    for a in answer.advice:
        lines += wrapped(f"{a.says} [{', '.join(a.cites)}; {a.sureness}] — {_some(a.lines)}", "    ", "  - ")
    return lines


def _not_examined(answer: Answer) -> list[str]:
    if not answer.not_examined:
        return []
    lines = ["Not examined"]
    for n in answer.not_examined:
        lines += wrapped(f"{n.sheet}: {n.matter}. {n.why}", "    ", "  - ")
    return lines


def _groups(answer: Answer, whats: Whats) -> list[str]:
    lines = ["Detail: lines with equal findings"]
    for group in answer.groups:
        covered = f", covered by {', '.join(group.covered_by)}" if group.covered_by else ""
        sure = f", sureness {group.sureness}" if group.sureness else ""
        outcome = "settled" if group.sheet in OCCURRENCES and group.outcome == "permitted" else group.outcome
        count = f"{group.count:,} line{'s' if group.count != 1 else ''}"
        lines += wrapped(
            f"{group.id}: {outcome} — {count}: {_some(group.lines)}{covered}{sure}", "    ", "  "
        )
        for finding in _telling(group.findings):
            lines += wrapped(_finding(finding, whats), "          ", "      ")
    return lines


def _telling(findings: tuple[FindingShown, ...]) -> list[FindingShown]:
    """Reliefs that meet no duty or ban of these lines say nothing to anybody; JSON has them all."""
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


def _finding(f: FindingShown, whats: Whats) -> str:
    since = f"from {_day(f.since)}: " if f.since else ""
    by = f" by {', '.join(f.lifted_by)}" if f.lifted_by else ""
    return f"{since}{f.result}{by}: {_what(f, whats)} [{', '.join(f.cites)}; {f.sureness}]"


def _what(f: FindingShown, whats: Whats) -> str:
    label = whats.get(f.what, f.what)
    return f"{label}: {f.value}" if f.value else f"{_EFFECTS[f.effect]} {label}"


def _again(answer: Answer) -> list[str]:
    law = ", ".join(f"{book} v{version} {digest[:12]}" for book, version, digest in answer.rulebooks)
    lines = [
        f"Facts {answer.facts_digest[:12]}; law: {law or 'none'}; "
        f"vocabulary v{answer.vocabulary[0]} {answer.vocabulary[1][:12]}."
    ]
    if answer.attested_by:
        lines.append(f"Attested by {answer.attested_by}.")
    for sheet, fact, value, count in answer.answers:
        if count:
            word = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
            lines.append(f"The planner's own word: {sheet}.{fact} = {word} for {count:,} blank lines.")
    return [piece for line in lines for piece in wrapped(line)]


def _some(lines: LineRanges) -> str:
    """The first few ranges, and how many more there are."""
    if not lines:
        return "the whole visit"
    shown = ", ".join(lines[:_MOST_LINES])
    more = len(lines) - _MOST_LINES
    return f"{shown} and {more} more ranges" if more > 0 else shown


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B} {day.year}"
