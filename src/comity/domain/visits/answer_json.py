"""The answer as JSON (design, section 6). Plain ASCII, so that nothing from a file can act in a terminal."""

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

from comity.domain.errors import Problem
from comity.domain.visits.answer import Answer, Group, PoolShown, Proposal, Requirement
from comity.domain.visits.clocks_json import clocks_of_requirement, on_the_way_and_at_home
from comity.domain.visits.relief_answer import relief_values
from comity.domain.visits.visit import Attestation, Table, Value


def answer_json(answer: Answer) -> str:
    """The answer as JSON text."""
    return json.dumps(answer_values(answer), ensure_ascii=True, indent=1)


def answer_values(answer: Answer) -> dict[str, Any]:
    """The answer as plain values, in the order of the contract; days in ISO 8601."""
    return {
        "visit": _visit(answer),
        "asked_on": answer.asked_on.isoformat(),
        "complete": answer.complete,
        "problems": [_problem(problem) for problem in answer.problems],
        "hypothetical": answer.hypothetical,
        "outcome": answer.outcome,
        "sureness": answer.sureness,
        "agreements": [
            {
                "id": a.id,
                "title": a.title,
                "family": a.family,
                "status": a.status,
                "since": a.since.isoformat() if a.since else None,
                "next": {"act": a.next[0], "on": a.next[1].isoformat()} if a.next else None,
                "applies": a.applies,
                "why": a.why,
                "contingents": list(a.contingents),
                "cites": list(a.cites),
                "sources": list(a.sources),
                "claims": [{"id": s.claim, "source": s.source, "quote": s.quote or None} for s in a.said],
            }
            for a in answer.agreements
        ],
        "rulebooks": [
            {"id": book, "version": version, "digest": digest} for book, version, digest in answer.rulebooks
        ],
        "facts": {
            "digest": answer.facts_digest,
            "vocabulary": {"version": answer.vocabulary[0], "digest": answer.vocabulary[1]},
            "attested_by": answer.attested_by,
            "answers": [
                {"sheet": sheet, "fact": fact, "value": _plain(value), "lines": lines}
                for sheet, fact, value, lines in answer.answers
            ],
            "attestations": [_attestation(attestation) for attestation in answer.attestations],
        },
        "groups": [_group(group) for group in answer.groups],
        "lines": list(_lines(answer)),
        "requirements": [_requirement(requirement) for requirement in answer.requirements],
        "questions": [
            {
                "fact": q.fact,
                "sheet": q.sheet,
                "asks": q.asks,
                "find": q.find,
                "cites": list(q.cites),
                "lines": list(q.lines),
                "settles": q.settles,
            }
            for q in answer.questions
        ],
        "advice": [
            {
                "provision": f"{a.body}:{a.provision}",
                "cites": list(a.cites),
                "says": a.says,
                "sureness": a.sureness,
                "lines": list(a.lines),
            }
            for a in answer.advice
        ],
        "not_examined": [
            {"sheet": n.sheet, "matter": n.matter, "why": n.why, "cites": list(n.cites)}
            for n in answer.not_examined
        ],
        **on_the_way_and_at_home(answer, _requirement),
        "pools": [_pool(pool) for pool in answer.pools],
        "substitutes": [
            {"line": f"{s.sheet}!{s.row}", "name": s.line, "substitutes": list(s.names)}
            for s in answer.substitutes
        ],
        "withheld": {
            "marking_up_to": answer.marking_up_to,
            "lines": dict(answer.withheld),
        }
        if answer.marking_up_to
        else None,
        "proposals": [_proposal(proposal) for proposal in answer.proposals],
        "relief": relief_values(answer.relief),
        "checks": [
            {
                "code": c.code,
                "sheet": c.sheet,
                "column": c.column,
                "lines": list(c.lines),
                "found": c.found,
                "says": c.says,
            }
            for c in answer.checks
        ],
        "profile": {
            "name": answer.profile.name,
            "team": dict(answer.profile.team),
            "lines": [
                {"sheet": sheet, "come": come, "stay": stay} for sheet, come, stay in answer.profile.lines
            ],
        }
        if answer.profile
        else None,
        "reading": [_table(table) for table in answer.tables],
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


def problems_json(problems: tuple[Problem, ...]) -> str:
    """Where nothing could be answered: the mistakes, in the answer's form."""
    values = {"complete": False, "problems": [_problem(problem) for problem in problems], "outcome": None}
    return json.dumps(values, ensure_ascii=True, indent=1)


def _visit(answer: Answer) -> dict[str, Any]:
    visit = answer.visit
    return {
        "title": visit.title,
        "receiving_state": visit.receiving_state,
        "start": visit.start.isoformat(),
        "end": visit.end.isoformat(),
        "contingents": [{"id": name, "sending_state": state} for name, state in visit.contingents],
        "consent": visit.consent,
    }


def _plain(value: Value) -> bool | int | float | str:
    return value.isoformat() if isinstance(value, dt.date) else value


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


def _pool(pool: PoolShown) -> dict[str, Any]:
    return {
        "id": pool.id,
        "sheet": pool.sheet,
        "take": pool.take,
        "members": pool.members,
        "lines": list(pool.lines),
        "counts": dict(pool.counts),
        "verdict": pool.verdict,
        "says": pool.says,
        "set_aside": [
            {"outcome": s.outcome, "names": list(s.names), "why": s.why, "cites": list(s.cites)}
            for s in pool.set_aside
        ],
    }


def _requirement(requirement: Requirement) -> dict[str, Any]:
    return {
        "kind": requirement.kind,
        "by": requirement.by,
        "authority": requirement.authority,
        "authority_name": requirement.authority_name,
        "what": requirement.what,
        "due_on": requirement.due_on.isoformat() if requirement.due_on else None,
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
        "on": attestation.on.isoformat() if attestation.on else None,
        "facts": {name: _plain(value) for name, value in attestation.facts.items()},
        "except": list(attestation.exceptions),
        "only": list(attestation.only),
        "contingent": attestation.contingent,
        "lines": attestation.lines,
    }


def _proposal(proposal: Proposal) -> dict[str, Any]:
    single = None if proposal.statement else {"sheet": proposal.sheet, "fact": proposal.fact}
    return {
        "statement": proposal.statement,
        "question": single,
        "says": proposal.says,
        "find": proposal.find,
        "parts": [
            {
                "sheet": part.sheet,
                "says": part.says,
                "facts": {name: _plain(value) for name, value in part.facts},
                "except": list(part.exceptions),
                "only": list(part.only),
            }
            for part in proposal.parts
        ],
        "rides": [
            {"sheet": sheet, "fact": name, "value": _plain(value)} for sheet, name, value in proposal.rides
        ],
        "cites": list(proposal.cites),
        "lines": list(proposal.lines),
        "settles": proposal.settles,
        "settled": proposal.settled,
        "of": proposal.of,
    }
