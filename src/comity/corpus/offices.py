"""Reading `offices/*.toml`: the field lists, and for each State its offices and what they are sent."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources.abc import Traversable
from typing import Any

from comity.corpus.reading import corpus_folder
from comity.domain.visits.offices import Column, FieldList, Office, Offices, Part, Source, Through

#: The file of field lists; every other file is named after a State, or `any`.
LISTS, ANY = "lists", "any"

_COLUMN_KEYS = {"from", "label", "jp", "au", "count", "need", "only", "unit"}
_LIST_KEYS = {"title", "sheet", "source", "sureness", "sorted_by", "per_leg", "columns"}
_OFFICE_KEYS = {"authority", "matters", "title", "unnamed", "always", "part"}
_PART_KEYS = {"list", "whats", "answers", "when", "through", "whole"}
_ALWAYS = "TRUE"


def read_offices(folder: Traversable) -> Offices:
    """Read `offices/*.toml` of a corpus folder.

    Raises ValueError if a table has a key that is not declared for it, or a part names no list.
    """
    room = folder.joinpath("offices")
    tables = {
        entry.name.removesuffix(".toml"): tomllib.loads(entry.read_text(encoding="utf-8"))
        for entry in room.iterdir()
        if entry.name.endswith(".toml")
    }
    entries = tables.pop(LISTS)
    lists = {
        state: {name: _field_list(name, entry, native=state) for name, entry in entries.items()}
        for state in tables
    }
    return Offices(
        tuple(
            _office(None if state == ANY else state.upper(), entry, lists[state])
            for state in sorted(tables)
            for entry in tables[state]["office"]
        )
    )


@cache
def installed_offices() -> Offices:
    """The offices that are installed with the package."""
    return read_offices(corpus_folder())


def _field_list(name: str, entry: Mapping[str, Any], native: str) -> FieldList:
    _check(f"[{name}]", entry, _LIST_KEYS)
    return FieldList(
        id=name,
        title=entry["title"],
        sheet=entry["sheet"],
        columns=tuple(_column(name, column, native) for column in entry["columns"]),
        source=entry["source"],
        sureness=entry["sureness"],
        sorted_by=tuple(entry.get("sorted_by", ())),
        per_leg=entry.get("per_leg", False),
    )


def _column(name: str, entry: Mapping[str, Any], native: str) -> Column:
    _check(f"[{name}], column {entry.get('label')!r}", entry, _COLUMN_KEYS)
    given = entry.get("from", [])
    need = entry.get("need", False)
    return Column(
        sources=tuple(_source(each) for each in ([given] if isinstance(given, str) else given)),
        label=entry["label"],
        native=entry.get(native, ""),
        counts=entry.get("count"),
        need=_ALWAYS if need is True else need or None,
        only=entry.get("only"),
        unit=entry.get("unit", ""),
    )


def _source(text: str) -> Source:
    """`surname`, or `captain > people.surname`."""
    key, _, there = text.partition(" > ")
    sheet, _, name = there.partition(".")
    return Source(name, key, sheet) if there else Source(key)


def _office(state: str | None, entry: Mapping[str, Any], lists: Mapping[str, FieldList]) -> Office:
    _check(f"offices of {state}", entry, _OFFICE_KEYS)
    return Office(
        state=state,
        authority=entry.get("authority"),
        matters=tuple(entry["matters"]),
        title=entry["title"],
        parts=tuple(_part(part, lists) for part in entry.get("part", ())),
        unnamed=frozenset(entry.get("unnamed", ())),
        always=entry.get("always", False),
    )


def _part(entry: Mapping[str, Any], lists: Mapping[str, FieldList]) -> Part:
    _check(f"part {entry.get('list')}", entry, _PART_KEYS)
    if entry["list"] not in lists:
        raise ValueError(f"part {entry['list']}: there is no such list in offices/{LISTS}.toml")
    through = entry.get("through")
    return Part(
        fields=lists[entry["list"]],
        whats=frozenset(entry.get("whats", ())),
        answers=frozenset(entry.get("answers", ())),
        when=entry.get("when"),
        through=Through(through["sheet"], tuple(through["keys"]), tuple(through["here"]))
        if through
        else None,
        whole=entry.get("whole", False),
    )


def _check(where: str, entry: Mapping[str, Any], allowed: set[str]) -> None:
    if surplus := set(entry) - allowed:
        raise ValueError(f"offices/*.toml, {where}: unknown key {sorted(surplus)}")
