"""Builders: small law and small visits of the cast, from keyword defaults."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from comity.domain.agreements.registry import Act, Agreement
from comity.domain.errors import Problem
from comity.domain.provisions.board import DTYPES
from comity.domain.provisions.law import Law
from comity.domain.provisions.rulebook import BodyKind, Rulebook
from comity.domain.provisions.rulebook_reader import read_rulebook
from comity.domain.provisions.vocabulary import VISIT
from comity.domain.visits.answer import Answer, FindingShown, Group, QuestionShown, Requirement
from comity.domain.visits.assessment import assess
from comity.domain.visits.visit import LINE_COLUMNS, Contingent, Visit
from tests.cast import (
    ALDER,
    ASKED_ON,
    BIRCH,
    END,
    HOST_LAW,
    IN_FORCE_SINCE,
    START,
    TREATY,
    VOCABULARY,
    calendar_of,
)

Row = Mapping[str, Any]

# Law, as text


def block(kind: str, /, **entries: Any) -> str:
    """A TOML block with one table; `from_` stands for the key `from`."""
    head = f"[{kind}]" if kind == "scope" else f"[[{kind}]]"
    lines = [f"{key.rstrip('_')} = {_toml(value)}" for key, value in entries.items()]
    return "\n".join(["```toml", head, *lines, "```"])


def scope(when: str, **entries: Any) -> str:
    return block("scope", **{"cites": "I", "when": when, "sureness": "text", **entries})


def definition(id_: str, when: str, **entries: Any) -> str:
    return block(
        "definition",
        **{"id": id_, "cites": "I", "sheet": "people", "when": when, "sureness": "text", **entries},
    )


def exception(to: str, when: str, **entries: Any) -> str:
    return block("exception", **{"to": to, "cites": "I", "when": when, "sureness": "text", **entries})


def provision(id_: str, effect: str, what: str, **entries: Any) -> str:
    """A provision on people, of sureness `text`, with what its effect must have; None leaves a key out."""
    needed: dict[str, Any] = {
        "requires": {"kind": "document", "done": "visa_held"},
        "forbids": {"says": f"No {what}."},
        "assigns": {"says": f"Whose {what} it is.", "value": "sending"},
    }.get(effect, {})
    keys = {"id": id_, "cites": "I", "sheet": "people", "effect": effect, "what": what, "sureness": "text"}
    return block(
        "provision",
        **{key: value for key, value in {**keys, **needed, **entries}.items() if value is not None},
    )


def rulebook_text(*blocks: str, **front: Any) -> str:
    """A rulebook of the treaty between Alder and Birch with one article, which holds all the blocks."""
    head = {
        "id": TREATY,
        "version": 1,
        "title": "Agreement on access",
        "short": "the treaty",
        "kind": "agreement",
        "parties": [ALDER, BIRCH],
        "parties_sureness": "text",
        **front,
    }
    entries = [f"{key.rstrip('_')} = {_toml(value)}" for key, value in head.items() if value is not None]
    words = "" if blocks else "Not encoded, because it is empty."
    return "\n".join(["+++", *entries, "+++", "", "## Article I. All of it", "", words, "", *blocks, ""])


def host_text(*blocks: str, **front: Any) -> str:
    """A rulebook of Birch's law."""
    changes = {"id": HOST_LAW, "title": "Law of Birch", "short": "law", "kind": "host-law", "parties": None}
    return rulebook_text(*blocks, **{**changes, "state": BIRCH, **front})


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_toml(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_toml(inner) for inner in value) + "]"
    return value.isoformat() if isinstance(value, dt.date) else json.dumps(value, ensure_ascii=False)


# Law, as values


def read(text: str, *under: Rulebook) -> Rulebook:
    """A rulebook in which there is no mistake; `under` names those in whose terms it may be read."""
    book, problems = problems_of(text, *under)
    assert book is not None
    assert not problems, "\n".join(str(problem) for problem in problems)
    return book


def problems_of(text: str, *under: Rulebook) -> tuple[Rulebook | None, tuple[Problem, ...]]:
    return read_rulebook(text, "rulebook.md", VOCABULARY, {book.id: book for book in under})


def treaty(*blocks: str, **front: Any) -> Rulebook:
    return read(rulebook_text(*blocks, **front))


def host(*blocks: str, under: tuple[Rulebook, ...] = (), **front: Any) -> Rulebook:
    return read(host_text(*blocks, **front), *under)


def agreement(
    id_: str = TREATY,
    *acts: tuple[str, dt.date],
    parties: tuple[str, str] = (ALDER, BIRCH),
    family: str = "access",
) -> Agreement:
    """A registered agreement; without acts it has been in force for years."""
    done = acts or (("signed", IN_FORCE_SINCE - dt.timedelta(days=400)), ("in-force", IN_FORCE_SINCE))
    return Agreement(
        id_, f"Agreement {id_}", parties, family, (), tuple(Act(act, on, "text") for act, on in done)
    )


def law(*books: Rulebook, registry: tuple[Agreement, ...] | None = None) -> Law:
    """The law of these rulebooks; every agreement among them is in force unless a registry says otherwise."""
    registered = registry
    if registered is None:
        registered = tuple(
            agreement(book.id, parties=(book.parties[0], book.parties[1]))
            for book in books
            if book.kind is BodyKind.AGREEMENT
        )
    return Law(VOCABULARY, {each.id: each for each in registered}, {book.id: book for book in books})


# Visits


def sheet_of(name: str, *rows: Row) -> pl.DataFrame:
    """A sheet; its rows are those of a spreadsheet, so the first is 2. All are present throughout."""
    own = VOCABULARY.of(name)
    facts = dict.fromkeys(fact for row in rows for fact in row if fact not in LINE_COLUMNS)
    defaults = {"contingent": "1", "ref": None, "arrives_on": START, "departs_on": END}
    columns: dict[str, list[Any]] = {
        key: [row.get(key, defaults.get(key, number)) for number, row in enumerate(rows, start=2)]
        for key in LINE_COLUMNS
    }
    columns |= {fact: [row.get(fact) for row in rows] for fact in facts}
    # What every sheet may have beside its own columns (pool, marking) is text.
    types = {fact: DTYPES[own[fact].type] if fact in own else pl.String() for fact in facts}
    return pl.DataFrame(columns, schema={**LINE_COLUMNS, **types})


def build_visit(*people: Row, sheets: Mapping[str, Sequence[Row]] | None = None, **changes: Any) -> Visit:
    """Alder's soldiers visit Birch by agreement; each positional argument is one person."""
    rows = {**({"people": people} if people else {}), **(sheets or {})}
    defaults: dict[str, Any] = {
        "receiving_state": BIRCH,
        "start": START,
        "end": END,
        "facts": {"agreed": True, "ashore": True},
        "contingents": (Contingent("1", ALDER),),
        "sheets": {name: sheet_of(name, *lines) for name, lines in rows.items()},
    }
    return Visit(**{**defaults, **changes})


def ask(visit: Visit, of: Law, **changes: Any) -> Answer:
    """The answer, asked on the cast's day in the cast's calendars."""
    return assess(visit, of, **{"asked_on": ASKED_ON, "calendar_of": calendar_of, **changes})


# Answers


def outcome(answer: Answer, sheet: str = "people", row: int = 2) -> str:
    return _line(answer, sheet, row)[0]


def group(answer: Answer, sheet: str = "people", row: int = 2) -> Group:
    """The group of a line."""
    name = _line(answer, sheet, row)[1]
    return next(each for each in answer.groups if each.id == name)


def _line(answer: Answer, sheet: str, row: int) -> tuple[str, str]:
    """Outcome and group of a line."""
    lines = next(each for each in answer.lines if each.sheet == sheet)
    return next((found, name) for number, _, found, name in lines if number == row)


def finding(answer: Answer, name: str, sheet: str = "people", row: int = 2) -> FindingShown | None:
    """The finding on a line of a provision, named `body:id`; None if it does not reach the line."""
    found = [f for f in group(answer, sheet, row).findings if f"{f.body}:{f.provision}" == name]
    assert len(found) <= 1, f"{name} is found {len(found)} times"
    return found[0] if found else None


def result(answer: Answer, name: str, sheet: str = "people", row: int = 2) -> str:
    """stands, lifted, met, failed, unknown, or absent."""
    found = finding(answer, name, sheet, row)
    return found.result if found else "absent"


def requirement(answer: Answer, what: str) -> Requirement:
    """The one requirement of a `what`."""
    found = [each for each in answer.requirements if each.what == what]
    assert len(found) == 1, f"{len(found)} requirements of {what}"
    return found[0]


def question(answer: Answer, fact: str, sheet: str | None = None) -> QuestionShown | None:
    return next(
        (each for each in answer.questions if each.fact == fact and sheet in (None, each.sheet)), None
    )


def asked_facts(answer: Answer) -> list[str]:
    return [each.fact for each in answer.questions]


def of_visit(answer: Answer) -> str:
    """The outcome of the visit itself, which is judged as one line per contingent."""
    return outcome(answer, VISIT, row=1)
