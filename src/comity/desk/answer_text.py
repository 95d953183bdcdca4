"""The answer for a terminal: first what a tired person needs, then the detail."""

from dataclasses import replace

from comity.corpus.states import state_name
from comity.desk.attestations_text import attested_text, proposals_text
from comity.desk.checks_text import checks_text
from comity.desk.clocks_text import beside_the_way, clocks_text, way_and_home_text
from comity.desk.layout import table, wrapped
from comity.desk.pools_text import pools_text
from comity.desk.reading_text import reading_text
from comity.desk.relief_text import profile_text, relief_text
from comity.domain.errors import Problem
from comity.domain.visits.answer import Answer, QuestionShown, Requirement
from comity.report.citing import bracketed, further_cites
from comity.report.task_words import is_late, task_words
from comity.report.wording import (
    Whats,
    asked,
    counted,
    counts,
    finding_words,
    on_whose_word,
    own_words,
    questions_head,
    reasons,
    set_aside,
    some,
    states,
    stay,
    telling,
    verdict,
    where_to_answer,
)
from comity.report.words import OF_LINES, outcome_words

_PERHAPS = "Perhaps to do: it hangs on facts that are missing"
_HOST = "host-"
_MOST_ALIKE = 3
_MOST_GROUPS = 12
_MOST_SAID = 3
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
        _late(answer),
        pools_text(answer),
        profile_text(answer),
        relief_text(answer, detail=detail),
        *(_asked(answer) if answer.outcome == "undetermined" else ()),
        _agreements(answer, detail=detail),
        _to_do(answer, whats),
        *(() if answer.outcome == "undetermined" else _asked(answer)),
        checks_text(answer),
        reading_text(answer),
        _advice(answer),
        way_and_home_text(answer, whats),
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
    title = f"{answer.visit.title}: " if answer.visit.title else ""
    return [
        *wrapped(f"{title}{states(answer)}, {stay(answer)}"),
        *wrapped(asked(answer)),
        "",
        *wrapped(verdict(answer)),
    ]


def _problems(answer: Answer) -> list[str]:
    """The mistakes; those of one column that are mended in the same way are said once."""
    if not answer.problems:
        return []
    alike: dict[Problem, list[Problem]] = {}
    for problem in answer.problems:
        of_column = replace(problem, found="", place=replace(problem.place, row=None))
        alike.setdefault(of_column if problem.place.column else problem, []).append(problem)
    lines = [f"Mistakes in the input: {len(answer.problems)}"]
    for several in alike.values():
        first = several[0]
        lines += wrapped(str(first), "    ", f"  - [{first.code}] ")
        if len(several) > 1:
            lines += wrapped(f"The same in this column: {_further(several[1:])}.", "    ", "    ")
    return lines


def _further(problems: list[Problem]) -> str:
    """Where else a mistake stands, and what was found there."""
    words = [f"row {p.place.row}, {p.found}" if p.place.row else p.found for p in problems[:_MOST_ALIKE]]
    more = len(problems) - _MOST_ALIKE
    return "; ".join(words) + (f"; and {more:,} more" if more > 0 else "")


def _counts(answer: Answer) -> list[str]:
    found = counts(answer)
    if not found:
        return []
    width = max(len(f"{count:,}") for count in found.values())
    rows = [(f"{count:,}".rjust(width), outcome, OF_LINES[outcome]) for outcome, count in found.items()]
    return [f"Of {sum(found.values()):,} lines:", *table(rows)]


def _worst(answer: Answer, whats: Whats) -> list[str]:
    """Why the answer is not better: lines with one reason together."""
    found = reasons(answer, whats)
    lines = ["Why:"] if found else []
    for reason in found[:_MOST_GROUPS]:
        lines += wrapped(f"{some(reason.lines)}: {reason.sentence}.", "    ", "  - ")
    return lines


def _late(answer: Answer) -> list[str]:
    """How much is late, for who reads no further than this."""
    late = [r for r in answer.requirements if r.due_on and r.state != "met" and is_late(r)]
    at_home = [r for side in answer.home for r in side.requirements if r.due_on and is_late(r)]
    if not late and not at_home:
        return []
    words = [f"{len(late)} for the receiving State"] if late else []
    words += [f"{len(at_home)} for the home State"] if at_home else []
    return wrapped(f"LATE on the day asked: {', '.join(words)}. Below stands what can be done.")


def _agreements(answer: Answer, *, detail: bool) -> list[str]:
    if not answer.agreements:
        return ["Agreements between the States: none is registered."]
    lines = ["Agreements"]
    aside = set_aside(answer)
    shown = [a for a in answer.agreements if a not in aside]
    for a in shown:
        whom = (
            f" to {', '.join(a.contingents)}" if a.contingents and len(answer.visit.contingents) > 1 else ""
        )
        verdict = {"yes": f"applies{whom}", "no": "does not apply", "unknown": f"may apply{whom}"}[a.applies]
        title = f"{a.title} ({a.id}, {a.family.replace('-', ' ')})"
        lines += wrapped(f"{title} {verdict}. {a.why}{bracketed(further_cites(a))}", "    ", "  - ")
        words = a.said[:_MOST_SAID] if detail else ()
        lines += [piece for said in words for piece in wrapped(on_whose_word(said), "      ")]
    if not detail and any(a.said for a in shown):
        lines.append("  - On whose word they stand: comity agreements show ID.")
    hosts = [book for book, _, _ in answer.rulebooks if book.startswith(_HOST)]
    for book in hosts:
        state = state_name(book.removeprefix(_HOST).upper())
        lines += wrapped(f"{state}'s ordinary law ({book}) is read beside them.", "    ", "  - ")
    if aside:
        names = ", ".join(a.id for a in aside)
        text = f"Looked at too; not applicable, or not examined: {names}."
        lines += wrapped(text, "    ", "  - ")
    return lines


def _to_do(answer: Answer, whats: Whats) -> list[str]:
    """The requirements: to do, perhaps to do, to be observed, and done."""
    unmet = [r for r in answer.requirements if r.state != "met"]
    duties = [r for r in unmet if r.kind != "conduct"]
    sections = {
        "To do, the earliest day first": [r for r in duties if r.state != "unknown"],
        _PERHAPS: [r for r in duties if r.state == "unknown"],
        "To be observed": [r for r in unmet if r.kind == "conduct"],
    }
    lines: list[str] = []
    for heading, requirements in sections.items():
        if requirements:
            lines.append(heading)
            for requirement in requirements:
                lines += _requirement(requirement, whats, doubt=heading != _PERHAPS)
    if met := [r for r in answer.requirements if r.state == "met"]:
        done = ", ".join(dict.fromkeys(whats.get(r.what, r.what) for r in met))
        lines += wrapped(f"Done already: {done}.")
    return lines


def _requirement(r: Requirement, whats: Whats, *, doubt: bool) -> list[str]:
    text = f"{task_words(r, whats, doubt=doubt)} — {some(r.lines)} [{', '.join(r.cites)}; {r.sureness}]"
    if r.if_late:
        text += f" If late: {r.if_late.rstrip('.')}."
    return [*wrapped(text, "    ", "  - "), *clocks_text(r)]


def _asked(answer: Answer) -> tuple[list[str], list[str]]:
    return proposals_text(answer), _questions(answer)


def _questions(answer: Answer) -> list[str]:
    if not answer.questions:
        return []
    lines = [f"Questions: {questions_head(answer)}"]
    for number, question in enumerate(answer.questions[:_MOST_QUESTIONS], start=1):
        lines += _question(number, question)
    if len(answer.questions) > _MOST_QUESTIONS:
        lines.append(f"  and {len(answer.questions) - _MOST_QUESTIONS} more (see --format json)")
    return lines


def _question(number: int, q: QuestionShown) -> list[str]:
    text = (
        f"{q.asks} ({some(q.lines)}) Where to look: {q.find} To answer: {where_to_answer(q)}. "
        f"[{', '.join(q.cites)}]"
    )
    return wrapped(text, "     ", f"  {number}. ")


def _advice(answer: Answer) -> list[str]:
    if not answer.advice:
        return []
    lines = ["Ask a legal adviser (the text is not sure enough to decide anything)"]
    for a in answer.advice:
        lines += wrapped(f"{a.says} [{', '.join(a.cites)}; {a.sureness}] — {some(a.lines)}", "    ", "  - ")
    return lines


def _not_examined(answer: Answer) -> list[str]:
    if not answer.not_examined:
        return []
    lines = ["Not examined"]
    for n in beside_the_way(answer):
        lines += wrapped(f"{n.sheet}: {n.matter}. {n.why}", "    ", "  - ")
    return lines


def _groups(answer: Answer, whats: Whats) -> list[str]:
    lines = ["Detail: lines with equal findings"]
    for group in answer.groups:
        covered = f", covered by {', '.join(group.covered_by)}" if group.covered_by else ""
        sure = f", sureness {group.sureness}" if group.sureness else ""
        lines += wrapped(
            f"{group.id}: {outcome_words(group.outcome, group.sheet)} — {counted(group.count, 'line')}: "
            f"{some(group.lines)}{covered}{sure}",
            "    ",
            "  ",
        )
        for finding in telling(group.findings):
            cites = f"[{', '.join(finding.cites)}; {finding.sureness}]"
            lines += wrapped(f"{finding_words(finding, whats)} {cites}", "          ", "      ")
    return lines


def _again(answer: Answer) -> list[str]:
    law = ", ".join(f"{book} v{version} {digest[:12]}" for book, version, digest in answer.rulebooks)
    lines = [
        f"Facts {answer.facts_digest[:12]}; law: {law or 'none'}; "
        f"vocabulary v{answer.vocabulary[0]} {answer.vocabulary[1][:12]}."
    ]
    if answer.attested_by:
        lines.append(f"Attested by {answer.attested_by}.")
    lines += attested_text(answer)
    lines += [f"The planner's own word: {word}." for word in own_words(answer)]
    return [piece for line in lines for piece in wrapped(line)]
