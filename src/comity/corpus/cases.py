"""Cases: sentences with facts and expected results, run against the installed law."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from comity.domain.errors import Place, Problem
from comity.domain.primitives.calendar import FIRST_DAY, LAST_DAY
from comity.domain.provisions.board import DTYPES
from comity.domain.provisions.engine import OUTCOMES
from comity.domain.provisions.law import Law, Question
from comity.domain.provisions.vocabulary import CONTINGENT, JUDGED, VISIT, Vocabulary
from comity.domain.visits.answer import Answer, FindingShown
from comity.domain.visits.assessment import assess, judge_visit
from comity.domain.visits.visit import LINE_COLUMNS, Contingent, Visit

_CASE_KEYS = frozenset(
    ["name", "rules", "sheet", "start", "end", "asked_on", "under", "given", "expect", "entry_into_force"]
)
_RESULTS = ("stands", "lifted", "met", "failed", "unknown", "absent")
_EXPECT_KEYS = frozenset({"outcome", "asks", "applies", "values", *_RESULTS})


@dataclass(frozen=True, slots=True)
class Case:
    """One case: a one-line visit and what is expected of its answer."""

    book: str
    name: str
    rules: tuple[str, ...]
    sheet: str
    visit: Visit
    asked_on: dt.date
    under: str | None
    expect: Mapping[str, Any]


def read_cases(
    text: str, book: str, file: str, vocabulary: Vocabulary
) -> tuple[tuple[Case, ...], tuple[Problem, ...]]:
    """Read a cases file; every mistake in it is a problem."""
    problems: list[Problem] = []

    def wrong(found: str, expected: str) -> None:
        problems.append(Problem("cases.entry", Place(file=file), found, expected, "Mend the case."))

    try:
        content = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        wrong(f"not TOML: {error}", "TOML")
        return (), tuple(problems)
    for surplus in content.keys() - {"base", "case"}:
        wrong(f"a table '{surplus}'", "[base] and [[case]]")
    base = content.get("base", {})
    cases = []
    for entry in content.get("case", []):
        name = str(entry.get("name", "?"))
        if surplus_keys := sorted(entry.keys() - _CASE_KEYS):
            wrong(f"'{name}': the key '{surplus_keys[0]}'", ", ".join(sorted(_CASE_KEYS)))
        expect = entry.get("expect", {})
        if surplus_keys := sorted(expect.keys() - _EXPECT_KEYS):
            wrong(f"'{name}': expect.{surplus_keys[0]}", ", ".join(sorted(_EXPECT_KEYS)))
        if expect.get("outcome") not in OUTCOMES:
            wrong(f"'{name}': outcome {expect.get('outcome')!r}", " ".join(OUTCOMES))
        sheet = entry.get("sheet")
        days = [entry.get(key, entry.get("start")) for key in ("start", "end", "asked_on")]
        if sheet not in JUDGED or not all(_is_day(day) for day in days):
            years = f"days from {FIRST_DAY.year} to {LAST_DAY.year}"
            wrong(
                f"'{name}': sheet {str(sheet)[:40]!r}, start, end or asked_on", f"a judged sheet, and {years}"
            )
            continue
        try:
            visit = _visit(sheet, entry, {**base, **entry.get("given", {})}, vocabulary, set(base))
        except ValueError as error:
            wrong(f"'{name}': {error}", "facts that the sheet sees, with values of their type")
            continue
        cases.append(
            Case(
                book=book,
                name=name,
                rules=tuple(entry.get("rules", ())),
                sheet=sheet,
                visit=visit,
                asked_on=entry.get("asked_on", entry["start"]),
                under=entry.get("under"),
                expect=expect,
            )
        )
    return tuple(cases), tuple(problems)


def _is_day(value: object) -> bool:
    return type(value) is dt.date and FIRST_DAY <= value <= LAST_DAY


def _visit(
    sheet: str, entry: Mapping[str, Any], given: Mapping[str, Any], vocabulary: Vocabulary, base: set[str]
) -> Visit:
    """A visit of one contingent and one line; facts find the level they are declared on."""
    line: dict[str, Any] = {}
    contingent: dict[str, Any] = {}
    facts: dict[str, Any] = {}
    for name, value in given.items():
        level = next((at for at in (sheet, CONTINGENT, VISIT) if name in vocabulary.of(at)), None)
        if level is None:
            if name in base and any(name in vocabulary.of(other) for other in JUDGED):
                continue
            raise ValueError(f"'{name}' is not a fact that the sheet '{sheet}' sees")
        fact = vocabulary.of(level)[name]
        expected = {bool: "bool", int: "int", str: "text"}.get(type(value))
        if fact.values and value not in fact.values:
            raise ValueError(f"'{value}' is not a value of '{name}'")
        if (fact.type.value == "bool") != (expected == "bool"):
            raise ValueError(f"'{name}' is a {fact.type.value}, not {value!r}")
        at_line = level == sheet and sheet != VISIT
        (line if at_line else contingent if level == CONTINGENT else facts)[name] = value
    start = entry["start"]
    end = entry.get("end", start)
    sheets = {}
    if sheet != VISIT:
        columns = {"row": 2, "contingent": "1", "ref": None, "arrives_on": start, "departs_on": end, **line}
        schema = {**LINE_COLUMNS, **{n: DTYPES[vocabulary.of(sheet)[n].type] for n in line}}
        sheets[sheet] = pl.DataFrame({name: [value] for name, value in columns.items()}, schema=schema)
    sending = contingent.pop("sending_state", facts.pop("sending_state", None))
    receiving = facts.pop("receiving_state", None)
    if not sending or not receiving:
        raise ValueError("sending_state and receiving_state must be given")
    return Visit(
        receiving_state=receiving,
        start=start,
        end=end,
        facts=facts,
        contingents=(Contingent("1", sending, contingent),),
        sheets=sheets,
        entry_into_force=entry.get("entry_into_force", {}),
    )


def run_case(case: Case, law: Law) -> tuple[list[str], dict[tuple[str, str, str], set[bool | None]]]:
    """Run a case.

    Returns:
        what differs from the expectation, in sentences; and by (body, provision, terms) the results that the
        provisions' conditions took.
    """
    answer = assess(
        case.visit, law, asked_on=case.asked_on, calendar_of=lambda state: lambda day: False, under=case.under
    )
    return list(_differences(case, answer)), results_taken(case, law)


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


def _differences(case: Case, answer: Answer) -> list[str]:
    _, _, outcome, group_id = next(iter(next(lines for lines in answer.lines if lines.sheet == case.sheet)))
    wrong = []
    if outcome != case.expect["outcome"]:
        wrong.append(f"the outcome is {outcome}, expected {case.expect['outcome']}")
    group = next(g for g in answer.groups if g.id == group_id)
    by_key: dict[str, set[str]] = {}
    for finding in group.findings:
        by_key.setdefault(f"{finding.body}:{finding.provision}", set()).add(finding.result)
    for result in _RESULTS:
        for name in case.expect.get(result, ()):
            key = name if ":" in name else f"{case.book}:{name}"
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
