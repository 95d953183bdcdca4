"""What pages show of a visit, as plain values in the language in force, so that no page needs the library."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from comity.corpus.library import installed_library
from comity.desk.answering import Answered
from comity.desk.answers_toml import Answers, attestation_toml
from comity.desk.asking import Asking
from comity.desk.filling import missing
from comity.desk.looking import TableLooked, looked
from comity.desk.signing import attestation_of
from comity.domain.errors import Problem
from comity.domain.primitives.country import ALPHA_2
from comity.domain.primitives.worded import listed
from comity.domain.provisions.vocabulary import CONTINGENT, SHEETS, VISIT, Fact
from comity.domain.visits.proposals import Part, Proposal
from comity.domain.visits.questions import ENTRY_INTO_FORCE
from comity.domain.visits.visit import Value
from comity.languages import day, language, said, say, speaking, state
from comity.manifest.answered import ANSWERS
from comity.manifest.problems import place_words
from comity.manifest.reading import Reading
from comity.manifest.sheets import line_facts
from comity.node.visits import limits
from comity.report.citing import cited
from comity.report.wording import line_names, states_and_stay

_NAMES = 12
_CITES = 8


def look_values(reading: Reading, answers: Answers) -> dict[str, Any]:
    """How a list was read.

    Args:
        reading: what was read.
        beside: what was said beside the list and counts: facts of the visit by name.
    """
    tables = looked(reading)
    lacking = list(missing(reading))
    problems = _not_asked_for(reading.problems, lacking)
    sheets = {each.table.sheet for each in tables if each.table.sheet}
    visit = reading.visit
    vocabulary = installed_library().vocabulary
    return {
        "tables": [_table(each, answers) for each in tables],
        "columns": {sheet: sorted({*vocabulary.of(sheet), *line_facts(sheet)}) for sheet in sheets},
        "facts": [
            {
                "fact": fact.fact,
                "text": fact.text,
                "place": said(place_words(fact.place)),
                "written": fact.written,
            }
            for fact in (reading.looked.facts if reading.looked else ())
            if fact.used
        ],
        "problems": problem_values(problems),
        "problem_count": len(problems),
        "missing": [_asked(fact) for fact in lacking],
        "beside": _said_beside(answers.visit),
        "visit": None
        if visit is None
        else {
            "title": visit.title,
            "receiving": state(visit.receiving_state),
            "sending": sorted({state(contingent.sending_state) for contingent in visit.contingents}),
            "start": day(visit.start),
            "end": day(visit.end),
            "lines": {sheet: visit.sheets[sheet].height for sheet in SHEETS if sheet in visit.sheets},
        },
    }


def _not_asked_for(problems: Sequence[Problem], lacking: Sequence[Fact]) -> list[Problem]:
    """The problems without those that a field of the page settles: nothing is said twice."""
    names = {fact.name for fact in lacking}
    return [
        problem
        for problem in problems
        if problem.code != "header.missing"
        or problem.place.sheet not in (VISIT, "")
        or problem.place.column not in names
    ]


def _said_beside(beside: Mapping[str, Value]) -> list[dict[str, Any]]:
    """The facts that were said beside the list, each with its value as a form sends it."""
    vocabulary = installed_library().vocabulary
    known = {**vocabulary.of(CONTINGENT), **vocabulary.of(VISIT)}
    return [{**_asked(known[name]), "value": str(value)} for name, value in beside.items() if name in known]


def _table(each: TableLooked, answers: Answers) -> dict[str, Any]:
    table = each.table
    # What was told of a table can be told otherwise again, also that it is left out.
    is_told = (table.file, table.worksheet) in answers.tables
    return {
        "file": table.file,
        "worksheet": table.worksheet,
        "sheet": table.sheet,
        "first": table.first_row - table.offset,
        "last": table.last_row - table.offset,
        "lines": max(0, table.last_row - table.first_row + 1) if table.sheet else 0,
        "notes": [said(note) for note in table.notes],
        "choices": list(each.choices),
        "can_be_told": is_told or (each.can_be_told and bool(each.examples or each.choices)),
        # A list in the strict form was not looked at, and has no examples.
        "shares": not each.can_be_told and bool(each.examples),
        "columns": [
            {
                "heading": column.heading,
                "column": column.column or "",
                "example": _cut(each.examples.get(column.heading, "")),
                "note": said(column.note),
                "choices": list(each.columns_unclear.get(column.heading, ())),
            }
            for column in table.columns[: limits.COLUMNS]
        ],
    }


def problem_values(problems: Sequence[Problem]) -> list[dict[str, Any]]:
    """The first problems: code, place, and what was found, expected and can be done."""
    return [
        {
            "code": problem.code,
            "place": said(place_words(problem.place)),
            **asdict(problem.place),
            "found": said(problem.found),
            "expected": said(problem.expected),
            "mend": said(problem.mend),
        }
        for problem in problems[: limits.PROBLEMS]
    ]


def _cut(text: str, most: int = 60) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= most else plain[: most - 1] + "…"


def _asked(fact: Fact) -> dict[str, Any]:
    return {
        "name": fact.name,
        "asks": said(fact.asks),
        "find": said(fact.find),
        "type": str(fact.type),
        "values": list(fact.values),
    }


def answer_values(given: Answered) -> dict[str, Any]:
    """What a page says around an answer."""
    answer = given.answer
    return {
        "title": answer.visit.title or states_and_stay(answer),
        "asks": bool(answer.proposals),
        "agreements": agreements_for(given),
        "end": given.visit.end.isoformat(),
        **_settled(given),
    }


def _settled(given: Answered) -> dict[str, int]:
    groups = [group for group in given.answer.groups if group.sheet != VISIT]
    settled = sum(group.count for group in groups if group.outcome != "undetermined")
    return {"lines": sum(group.count for group in groups), "settled": settled}


def question_values(
    given: Answered, passed: Iterable[tuple[str, ...]], asking: Asking, answers: Answers
) -> dict[str, Any]:
    """What is asked of a visit, and what was answered.

    Args:
        given: the answered visit.
        passed: the proposals that were not known.
        asking: how it was asked about.
        answers: what was answered so far.
    """
    proposals = _proposals(given, set(passed), asking)
    problems = [problem for problem in given.answer.problems if problem.place.file == ANSWERS]
    return {
        "proposals": proposals[: limits.QUESTIONS],
        "more": max(0, len(proposals) - limits.QUESTIONS),
        "problems": problem_values(problems),
        "by": answers.attestations[-1].by if answers.attestations else "",
        "attestations": [
            {"says": said(each.statement), "except": list(each.exceptions), "by": each.by}
            for each in answers.attestations
        ],
        **_settled(given),
    }


def agreements_for(given: Answered) -> list[dict[str, str]]:
    """The access agreements that could stand between these States, with their Parties."""
    library = installed_library()
    states = {contingent.sending_state for contingent in given.visit.contingents}
    receiving = given.visit.receiving_state
    installed = set(library.ids())
    return [
        {"id": agreement.id, "parties": said(listed(map(state, agreement.parties)))}
        for agreement in sorted(library.registry.values(), key=lambda each: each.title)
        if agreement.id in installed
        and agreement.family == "access"
        and all(receiving in agreement.parties or sending in agreement.parties for sending in states)
    ]


def _proposals(given: Answered, passed: set[tuple[str, ...]], asking: Asking) -> list[dict[str, Any]]:
    left = [each for each in given.answer.proposals if proposal_name(each) not in passed]
    return [_proposal(each, given, asking) for each in left]


def proposal_name(proposal: Proposal) -> tuple[str, ...]:
    """What a proposal is told by: its statement, or sheet and fact."""
    return (proposal.statement,) if proposal.statement else (proposal.sheet, proposal.fact)


def _proposal(proposal: Proposal, given: Answered, asking: Asking) -> dict[str, Any]:
    vocabulary = given.law.vocabulary
    fact = None if proposal.statement else vocabulary.of(proposal.sheet).get(proposal.fact)
    return {
        "name": list(proposal_name(proposal)),
        "statement": proposal.statement or "",
        "sheet": proposal.sheet,
        "says": said(proposal.says),
        "find": said(proposal.find),
        "settles": proposal.settles,
        "cites": cited(proposal.cites[:_CITES], given.answer.shorts),
        "more_cites": max(0, len(proposal.cites) - _CITES),
        "rides": [
            {"asks": said(vocabulary.of(sheet)[name].asks), "value": _word(value)}
            for sheet, name, value in proposal.rides
        ],
        "act": proposal.fact.removeprefix(ENTRY_INTO_FORCE)
        if proposal.fact.startswith(ENTRY_INTO_FORCE)
        else "",
        "fact": _asked(fact) if fact else None,
        "parts": [_part(part, given, asking) for part in proposal.parts],
    }


def _part(part: Part, given: Answered, asking: Asking) -> dict[str, Any]:
    only_fact = given.law.vocabulary.of(part.sheet).get(part.facts[0][0]) if len(part.facts) == 1 else None
    return {
        "says": said(part.says),
        "sheet": part.sheet,
        "only": line_names(part.only[:_NAMES]),
        "more_only": max(0, len(part.only) - _NAMES),
        "except": line_names(part.exceptions[:_NAMES]),
        "more_except": max(0, len(part.exceptions) - _NAMES),
        "fact": _asked(only_fact) if only_fact and part.sheet != VISIT else None,
        # Signed as it stands; who signs is filled in then.
        "toml": attestation_toml(attestation_of(part, "", asking.on)),
    }


def _word(value: object) -> str:
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    return said(str(value).replace("_", " "))


def states_named() -> tuple[tuple[str, str], ...]:
    """Every State by its code and its name in the language in force; by name."""
    return _states_named(language())


@lru_cache(maxsize=8)
def _states_named(code: str) -> tuple[tuple[str, str], ...]:
    with speaking(code):
        named = [(each, state(each)) for each in ALPHA_2]
    return tuple(sorted(named, key=lambda pair: pair[1].casefold()))
