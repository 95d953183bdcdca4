"""Running cases against the law."""

from comity.corpus.case import RESULTS, Case
from comity.domain.provisions.law import Law, Question
from comity.domain.provisions.rulebook import BodyKind
from comity.domain.visits.answer import Answer, FindingShown
from comity.domain.visits.assessment import assess, judge_visit
from comity.domain.visits.home import as_ordinary_law


def run_case(case: Case, law: Law) -> tuple[list[str], dict[tuple[str, str, str], set[bool | None]]]:
    """Run a case.

    Returns:
        what differs from the expectation, in sentences; and by (body, provision, terms) the results that the
        provisions' conditions took.
    """
    book = law.rulebooks[case.book]
    if book.kind is BodyKind.HOME_LAW:
        # It never judges a visit to somebody else's territory, so it is tried where it is read: at home.
        law = as_ordinary_law(book, law.vocabulary)
    answer = assess(
        case.visit, law, asked_on=case.asked_on, calendar_of=lambda state: lambda day: False, under=case.under
    )
    return _differences(case, answer, law), results_taken(case, law)


def results_taken(case: Case, law: Law) -> dict[tuple[str, str, str], set[bool | None]]:
    """The results that each provision's condition took in a case, by body, provision and terms."""
    question = Question(case.visit.receiving_state, case.asked_on, case.under, case.visit.entry_into_force)
    judged = judge_visit(case.visit, law, question, lambda lines: None, everything=True)
    taken: dict[tuple[str, str, str], set[bool | None]] = {}
    for pattern in judged.patterns:
        for found in pattern.found:
            for terms, holds in found.holds.items():
                taken.setdefault((found.rule.body.id, found.rule.provision.id, terms), set()).add(holds)
    return taken


def _differences(case: Case, answer: Answer, law: Law) -> list[str]:
    _, _, outcome, group_id = next(iter(next(lines for lines in answer.lines if lines.sheet == case.sheet)))
    wrong = []
    expected = case.expect.get("outcome", outcome)
    if outcome != expected:
        wrong.append(f"the outcome is {outcome}, expected {expected}")
    group = next(g for g in answer.groups if g.id == group_id)
    by_key: dict[str, set[str]] = {}
    for finding in group.findings:
        by_key.setdefault(f"{finding.body}:{finding.provision}", set()).add(finding.result)
    for result in RESULTS:
        for name in case.expect.get(result, ()):
            key = name if ":" in name else f"{case.book}:{name}"
            body, _, provision = key.partition(":")
            if body not in law.rulebooks or law.rulebooks[body].provision(provision) is None:
                wrong.append(f"'{name}' is no provision of '{body}'")
                continue
            found = by_key.get(key, {"absent"})
            if result not in found:
                wrong.append(f"'{name}' is {', '.join(sorted(found))}, expected {result}")
    wrong += [
        f"'{fact}' is not asked; asked: {', '.join(group.questions) or 'nothing'}"
        for fact in case.expect.get("asks", ())
        if fact not in group.questions
    ]
    applying = {a.id for a in answer.agreements if a.applies == "yes"}
    if "applies" in case.expect and set(case.expect["applies"]) != applying:
        wrong.append(f"applies: {sorted(applying)}, expected {sorted(case.expect['applies'])}")
    values = _values(group.findings)
    for what, value in case.expect.get("values", {}).items():
        if values.get(what) != {value}:
            wrong.append(f"'{what}' is {sorted(values.get(what, set()))}, expected '{value}'")
    return wrong


def _values(findings: tuple[FindingShown, ...]) -> dict[str, set[str]]:
    values: dict[str, set[str]] = {}
    for finding in findings:
        if finding.effect == "assigns" and finding.result == "stands":
            values.setdefault(finding.what, set()).add(finding.value)
    return values
