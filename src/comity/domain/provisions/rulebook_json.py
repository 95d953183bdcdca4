"""A checked rulebook as JSON and back, so that it need not be parsed again while its text stays the same."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from comity.domain.provisions.condition import Condition, Tree
from comity.domain.provisions.rulebook import (
    At,
    BodyKind,
    By,
    Dated,
    Definition,
    Effect,
    ExceptionTo,
    Lead,
    LeadUnit,
    Provision,
    RequirementKind,
    Rulebook,
    Scope,
    Section,
    Silence,
    Sureness,
)

FORMAT = 1
"""Raised when the form of the JSON changes."""


def to_json(book: Rulebook) -> str:
    """The rulebook as JSON text: each value as the list of its fields, in order."""
    return json.dumps(_plain(book), ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Rulebook:
    """The rulebook from `to_json`'s text. Raises ValueError, TypeError or KeyError if it is damaged."""
    (
        book_id,
        version,
        title,
        short,
        kind,
        parties,
        state,
        parties_sureness,
        dated,
        sources,
        silences,
        sections,
        scope,
        definitions,
        provisions,
        digest,
    ) = json.loads(text)
    return Rulebook(
        id=book_id,
        version=version,
        title=title,
        short=short,
        kind=BodyKind(kind),
        parties=tuple(parties),
        state=state,
        parties_sureness=Sureness(parties_sureness),
        dated=_dated(dated),
        sources=sources,
        silences=tuple(Silence(s, matter, why, tuple(cites)) for s, matter, why, cites in silences),
        sections=tuple(Section(*section) for section in sections),
        scope=Scope(tuple(scope[0]), _condition(scope[1]), Sureness(scope[2]), scope[3]),
        definitions=tuple(_definition(entry) for entry in definitions),
        provisions=tuple(_provision(entry) for entry in provisions),
        digest=digest,
    )


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return [_plain(getattr(value, each.name)) for each in fields(value)]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value


def _dated(entry: Sequence[str | None]) -> Dated:
    first, last = entry
    return Dated(
        dt.date.fromisoformat(first) if first else None, dt.date.fromisoformat(last) if last else None
    )


def _condition(entry: Sequence[Any]) -> Condition:
    sql, tree, facts, definitions = entry
    return Condition(sql, _tree(tree), tuple(facts), tuple(definitions))


def _tree(entry: Sequence[Any]) -> Tree:
    return tuple(_tree(part) if isinstance(part, list) else part for part in entry)


def _exception(entry: Sequence[Any]) -> ExceptionTo:
    to, cites, when, sureness, dated, line = entry
    return ExceptionTo(to, tuple(cites), _condition(when), Sureness(sureness), _dated(dated), line)


def _definition(entry: Sequence[Any]) -> Definition:
    name, cites, sheet, when, sureness, dated, exceptions, line = entry
    return Definition(
        name,
        tuple(cites),
        sheet,
        _condition(when),
        Sureness(sureness),
        _dated(dated),
        tuple(_exception(e) for e in exceptions),
        line,
    )


def _provision(entry: Sequence[Any]) -> Provision:
    named = dict(zip(_PROVISION_FIELDS, entry, strict=True))
    lead = named["lead"]
    return Provision(
        **{
            **named,
            "cites": tuple(named["cites"]),
            "effect": Effect(named["effect"]),
            "when": _condition(named["when"]),
            "sureness": Sureness(named["sureness"]),
            "dated": _dated(named["dated"]),
            "exceptions": tuple(_exception(e) for e in named["exceptions"]),
            "by": By(named["by"]),
            "kind": RequirementKind(named["kind"]) if named["kind"] else None,
            "at": At(named["at"]),
            "lead": _lead(lead) if lead else None,
            "under": tuple(named["under"]),
        }
    )


def _lead(entry: Sequence[Any]) -> Lead:
    amount, unit, to, opens_amount, opens_unit, *rest = entry
    return Lead(amount, _unit(unit), to, opens_amount, _unit(opens_unit), *rest)


def _unit(name: str | None) -> LeadUnit | None:
    return LeadUnit(name) if name else None


_PROVISION_FIELDS = tuple(each.name for each in fields(Provision))
