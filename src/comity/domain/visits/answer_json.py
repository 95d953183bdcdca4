"""The answer as JSON (design, section 6). Plain ASCII, so that nothing from a file can act in a terminal."""

import json
from collections.abc import Iterator
from typing import Any

from comity.domain.errors import Problem
from comity.domain.visits.answer import (
    Advice,
    AgreementShown,
    Answer,
    Group,
    QuestionShown,
    Requirement,
    VisitShown,
)
from comity.domain.visits.checks import CheckShown
from comity.domain.visits.clocks_json import clocks_of_requirement, on_the_way_and_at_home
from comity.domain.visits.json_values import plain_value, rulebooks_values
from comity.domain.visits.pools_answer import pool_values, substitutes_values
from comity.domain.visits.proposals import proposal_values
from comity.domain.visits.relief_answer import relief_values
from comity.domain.visits.visit import Attestation, Table, TeamProfile


def answer_json(answer: Answer) -> str:
    """The answer as JSON text."""
    return json.dumps(answer_values(answer), ensure_ascii=True, indent=1)


def answer_values(answer: Answer) -> dict[str, Any]:
    """The answer as plain values, in the order of the contract; days in ISO 8601."""
    return {
        "visit": _visit(answer.visit),
        "asked_on": answer.asked_on.isoformat(),
        "complete": answer.complete,
        "problems": [_problem(problem) for problem in answer.problems],
        "hypothetical": answer.hypothetical,
        "outcome": answer.outcome,
        "sureness": answer.sureness,
        "agreements": [_agreement(agreement) for agreement in answer.agreements],
        "rulebooks": rulebooks_values(answer.rulebooks),
        "facts": _facts(answer),
        "groups": [_group(group) for group in answer.groups],
        "lines": list(_lines(answer)),
        "requirements": [_requirement(requirement) for requirement in answer.requirements],
        "questions": [_question(question) for question in answer.questions],
        "advice": [_advice(advice) for advice in answer.advice],
        "not_examined": [
            {"sheet": n.sheet, "matter": n.matter, "why": n.why, "cites": list(n.cites)}
            for n in answer.not_examined
        ],
        **on_the_way_and_at_home(answer, _requirement),
        "pools": [pool_values(pool) for pool in answer.pools],
        "substitutes": [substitutes_values(each) for each in answer.substitutes],
        "withheld": _withheld(answer),
        "proposals": [proposal_values(proposal) for proposal in answer.proposals],
        "relief": relief_values(answer.relief),
        "checks": [_check(check) for check in answer.checks],
        "profile": _profile(answer.profile) if answer.profile else None,
        "reading": [_table(table) for table in answer.tables],
    }


def problems_json(problems: tuple[Problem, ...]) -> str:
    """Where nothing could be answered: the mistakes, in the answer's form."""
    values = {"complete": False, "problems": [_problem(problem) for problem in problems], "outcome": None}
    return json.dumps(values, ensure_ascii=True, indent=1)


def _agreement(agreement: AgreementShown) -> dict[str, Any]:
    act = agreement.next
    return {
        "id": agreement.id,
        "title": agreement.title,
        "family": agreement.family,
        "status": agreement.status,
        "since": plain_value(agreement.since),
        "next": {"act": act[0], "on": act[1].isoformat()} if act else None,
        "applies": agreement.applies,
        "why": agreement.why,
        "contingents": list(agreement.contingents),
        "cites": list(agreement.cites),
        "sources": list(agreement.sources),
        "claims": [{"id": s.claim, "source": s.source, "quote": s.quote or None} for s in agreement.said],
    }


def _facts(answer: Answer) -> dict[str, Any]:
    """What the answer rests on: the digests of facts and vocabulary, and who vouches for what."""
    return {
        "digest": answer.facts_digest,
        "vocabulary": {"version": answer.vocabulary[0], "digest": answer.vocabulary[1]},
        "attested_by": answer.attested_by,
        "answers": [
            {"sheet": sheet, "fact": fact, "value": plain_value(value), "lines": lines}
            for sheet, fact, value, lines in answer.answers
        ],
        "attestations": [_attestation(attestation) for attestation in answer.attestations],
    }


def _question(question: QuestionShown) -> dict[str, Any]:
    return {
        "fact": question.fact,
        "sheet": question.sheet,
        "asks": question.asks,
        "find": question.find,
        "cites": list(question.cites),
        "lines": list(question.lines),
        "settles": question.settles,
    }


def _advice(advice: Advice) -> dict[str, Any]:
    return {
        "provision": f"{advice.body}:{advice.provision}",
        "cites": list(advice.cites),
        "says": advice.says,
        "sureness": advice.sureness,
        "lines": list(advice.lines),
    }


def _withheld(answer: Answer) -> dict[str, Any] | None:
    if not answer.marking_up_to:
        return None
    return {"marking_up_to": answer.marking_up_to, "lines": dict(answer.withheld)}


def _check(check: CheckShown) -> dict[str, Any]:
    return {
        "code": check.code,
        "sheet": check.sheet,
        "column": check.column,
        "lines": list(check.lines),
        "found": check.found,
        "says": check.says,
    }


def _profile(profile: TeamProfile) -> dict[str, Any]:
    return {
        "name": profile.name,
        "team": dict(profile.team),
        "lines": [{"sheet": sheet, "come": come, "stay": stay} for sheet, come, stay in profile.lines],
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "sheet": table.sheet or None,
        "file": table.file,
        "worksheet": table.worksheet or None,
        "first_row": table.first_row - table.offset if table.sheet else None,
        "last_row": table.last_row - table.offset if table.sheet else None,
        "offset": table.offset,
        "columns": [{"heading": c.heading, "column": c.column, "note": c.note} for c in table.columns],
        "notes": list(table.notes),
    }


def _visit(visit: VisitShown) -> dict[str, Any]:
    return {
        "title": visit.title,
        "receiving_state": visit.receiving_state,
        "start": visit.start.isoformat(),
        "end": visit.end.isoformat(),
        "contingents": [{"id": name, "sending_state": state} for name, state in visit.contingents],
        "consent": visit.consent,
    }


def _problem(problem: Problem) -> dict[str, Any]:
    place = problem.place
    return {
        "code": problem.code,
        "file": place.file or None,
        "sheet": place.sheet or None,
        "row": place.row,
        "column": place.column or None,
        "line": place.line,
        "found": problem.found,
        "expected": problem.expected,
        "mend": problem.mend,
    }


def _group(group: Group) -> dict[str, Any]:
    return {
        "id": group.id,
        "sheet": group.sheet,
        "outcome": group.outcome,
        "sureness": group.sureness,
        "covered_by": list(group.covered_by),
        "lines": list(group.lines),
        "count": group.count,
        "findings": [
            {
                "provision": f"{f.body}:{f.provision}",
                "cites": list(f.cites),
                "effect": f.effect,
                "what": f.what,
                "value": f.value or None,
                "result": f.result,
                "lifted_by": list(f.lifted_by),
                "sureness": f.sureness,
                **({"since": f.since.isoformat()} if f.since else {}),
            }
            for f in group.findings
        ],
        "questions": list(group.questions),
        "not_covered_by": [
            {"agreement": n.agreement, "why": n.why, "cites": list(n.cites)} for n in group.not_covered_by
        ],
    }


def _lines(answer: Answer) -> Iterator[dict[str, Any]]:
    for lines in answer.lines:
        for row, contingent, outcome, group in lines:
            yield {
                "sheet": lines.sheet,
                "row": row,
                "contingent": contingent,
                "outcome": outcome,
                "group": group,
            }


def _requirement(requirement: Requirement) -> dict[str, Any]:
    return {
        "kind": requirement.kind,
        "by": requirement.by,
        "authority": requirement.authority,
        "authority_name": requirement.authority_name,
        "what": requirement.what,
        "due_on": plain_value(requirement.due_on),
        "due_basis": requirement.due_basis,
        "due_words": requirement.due_words or None,
        "late": requirement.late,
        "if_late": requirement.if_late or None,
        "state": requirement.state,
        "cites": list(requirement.cites),
        "sureness": requirement.sureness,
        "lines": list(requirement.lines),
        "by_state": {state: list(lines) for state, lines in requirement.by_state},
        **clocks_of_requirement(requirement),
    }


def _attestation(attestation: Attestation) -> dict[str, Any]:
    return {
        "sheet": attestation.sheet,
        "statement": attestation.statement,
        "by": attestation.by,
        "on": plain_value(attestation.on),
        "facts": {name: plain_value(value) for name, value in attestation.facts.items()},
        "except": list(attestation.exceptions),
        "only": list(attestation.only),
        "contingent": attestation.contingent,
        "lines": attestation.lines,
    }
