"""The ready statements of `attestations.toml`, checked against the vocabulary."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources.abc import Traversable
from typing import Any

from comity.corpus.library import installed_library
from comity.domain.provisions.vocabulary import CONTINGENT, VISIT, Fact, Type, Vocabulary
from comity.domain.visits.statements import Clause, Statement
from comity.domain.visits.visit import Value

FILE = "attestations.toml"


@cache
def installed_statements() -> tuple[Statement, ...]:
    """The statements that are installed with the package, in the order of the file."""
    library = installed_library()
    return read_statements(library.folder, library.vocabulary)


def read_statements(folder: Traversable, vocabulary: Vocabulary) -> tuple[Statement, ...]:
    """The statements of a corpus folder.

    Raises ValueError for a key, a fact or a value that is not declared.
    """
    table = tomllib.loads(folder.joinpath(FILE).read_text(encoding="utf-8"))
    return tuple(_statement(name, entry, vocabulary) for name, entry in table.items())


def _statement(name: str, entry: Mapping[str, Any], vocabulary: Vocabulary) -> Statement:
    _only(entry, {"about", "find", "visit", "clause"}, name)
    visit = entry.get("visit", {})
    for fact, value in visit.items():
        _check(name, VISIT, fact, value, vocabulary)
    clauses = tuple(
        _clause(f"{name}, clause {at}", each, vocabulary) for at, each in enumerate(entry["clause"], 1)
    )
    return Statement(name, str(entry["about"]), clauses, str(entry.get("find", "")), visit)


def _clause(where: str, entry: Mapping[str, Any], vocabulary: Vocabulary) -> Clause:
    _only(entry, {"says", "sheet", "facts", "where", "rides"}, where)
    sheet = str(entry["sheet"])
    for fact, value in entry["facts"].items():
        _check(where, sheet, fact, value, vocabulary)
    narrowed = {fact: tuple(values) for fact, values in entry.get("where", {}).items()}
    for fact, values in narrowed.items():
        for value in values:
            _check(where, sheet, fact, value, vocabulary)
    return Clause(str(entry["says"]), sheet, entry["facts"], narrowed, bool(entry.get("rides", False)))


def _only(entry: Mapping[str, Any], allowed: set[str], where: str) -> None:
    if surplus := set(entry) - allowed:
        raise ValueError(f"{FILE}, {where}: unknown key {sorted(surplus)}")


def _check(where: str, sheet: str, name: str, value: Value, vocabulary: Vocabulary) -> None:
    """A fact of the sheet (of a visit also its contingents'), and a value that it can have."""
    facts: dict[str, Fact] = dict(vocabulary.of(sheet))
    if sheet == VISIT:
        facts |= vocabulary.of(CONTINGENT)
    fact = facts.get(name)
    if fact is None:
        raise ValueError(f"{FILE}, {where}: {sheet} has no fact {name}")
    fits = isinstance(value, bool) if fact.type is Type.BOOL else value in fact.values
    if not fits:
        raise ValueError(f"{FILE}, {where}: {sheet}.{name} cannot be {value!r}")
