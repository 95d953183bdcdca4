"""Answers as TOML, and into the planner's own visit.toml: what stands there is never changed."""

import datetime as dt
import os
import re
import stat
import tempfile
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from comity.domain.errors import Refusal
from comity.domain.visits.visit import Attestation, Value
from comity.manifest.toml import read_toml

_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_TABLE = re.compile(r"^[ \t]*\[[ \t]*entry_into_force[ \t]*\][ \t]*(?:#.*)?$", re.MULTILINE)
_ESCAPES = {"\b": r"\b", "\t": r"\t", "\n": r"\n", "\f": r"\f", "\r": r"\r", '"': r"\"", "\\": r"\\"}


@dataclass(frozen=True, slots=True)
class TableTold:
    """How a table of the list is to be read: its sheet ("": as found), and columns by heading."""

    sheet: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Answers:
    """What was answered so far.

    Attestations; words on whether scheduled acts take place; what a visit must state; by file and worksheet
    how a table is to be read.
    """

    attestations: list[Attestation] = field(default_factory=list)
    entry_into_force: dict[str, bool] = field(default_factory=dict)
    visit: dict[str, Value] = field(default_factory=dict)
    tables: dict[tuple[str, str], TableTold] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.attestations or self.entry_into_force or self.visit or self.tables)

    def toml(self) -> str:
        """The answers as a TOML document of their own."""
        blocks = [_pairs(self.visit)] if self.visit else []
        blocks += self.blocks()
        if self.entry_into_force:
            blocks.append(f"[entry_into_force]\n{_pairs(self.entry_into_force)}")
        return "\n".join(blocks)

    def blocks(self) -> list[str]:
        """The tables that come in any number."""
        told = [_table_toml(*where, table) for where, table in self.tables.items()]
        return told + [attestation_toml(attestation) for attestation in self.attestations]


def answers_of(text: str) -> Answers:
    """Answers from the TOML that `Answers.toml` gave. Raises ValueError for any other text."""
    said = read_toml(text)
    answers = Answers(entry_into_force=dict(said.pop("entry_into_force", {})))
    for each in said.pop("table", ()):
        told = TableTold(each.get("sheet", ""), each.get("columns", {}))
        answers.tables[each["file"], each.get("worksheet", "")] = told
    for each in said.pop("attestation", ()):
        answers.attestations.append(
            Attestation(
                sheet=each["sheet"],
                statement=each["statement"],
                by=each["by"],
                on=each.get("on"),
                facts=each["facts"],
                exceptions=tuple(each.get("except", ())),
                only=tuple(each.get("only", ())),
                contingent=each.get("contingent"),
            )
        )
    answers.visit = said
    return answers


def attestation_toml(attestation: Attestation) -> str:
    """One `[[attestation]]`."""
    entries: dict[str, object] = {
        "sheet": attestation.sheet,
        "statement": attestation.statement,
        "by": attestation.by,
    }
    if attestation.on:
        entries["on"] = attestation.on
    if attestation.contingent:
        entries["contingent"] = attestation.contingent
    entries["facts"] = dict(attestation.facts)
    if attestation.only:
        entries["only"] = list(attestation.only)
    if attestation.exceptions:
        entries["except"] = list(attestation.exceptions)
    return f"[[attestation]]\n{_pairs(entries)}"


def _table_toml(file: str, worksheet: str, told: TableTold) -> str:
    entries: dict[str, object] = {"file": file}
    if worksheet:
        entries["worksheet"] = worksheet
    if told.sheet:
        entries["sheet"] = told.sheet
    if told.columns:
        entries["columns"] = dict(told.columns)
    return f"[[table]]\n{_pairs(entries)}"


def place_to_save(path: Path) -> Path:
    """The file that answers about a visit are kept in: its visit.toml, or LIST.toml beside a lone list."""
    if path.is_dir():
        headers = [p for p in sorted(path.iterdir()) if p.name.casefold() == "visit.toml"]
        return headers[0] if headers else path / "visit.toml"
    return path if path.suffix.lower() == ".toml" else path.with_suffix(".toml")


def save(answers: Answers, place: Path, day: dt.date) -> None:
    """Add answers to a file, which is made if it is not there. What stands in it stays as it is.

    Raises:
        Refusal: the file cannot be read or written, leads out of its folder, or cannot hold the answers as
            it is.
    """
    # A link is followed, so that it stays a link; out of its folder it could lead anywhere.
    named, place = place, place.resolve()
    if place.parent != named.parent.resolve():
        raise Refusal(
            "answers.link", f"'{named.name}' is a link out of its folder, and is not written through."
        )
    if place.exists() and not place.stat().st_mode & _WRITABLE:
        raise Refusal("answers.unwritable", f"'{place}' cannot be written: it is protected against that.")
    try:
        old = place.read_bytes().decode("utf-8-sig") if place.exists() else ""
        before = tomllib.loads(old)
    except (OSError, ValueError) as error:
        raise Refusal("answers.unreadable", f"'{place.name}' cannot be added to: {error}.") from error
    new = _added(old, before, answers, day)
    expected = _merged(before, tomllib.loads(answers.toml()))
    try:
        holds = tomllib.loads(new) == expected
    except tomllib.TOMLDecodeError:
        holds = False
    if expected is None or not holds:
        sentence = (
            f"'{place.name}' has a form that answers cannot be added to without changing what stands there. "
            "Copy them in by hand."
        )
        raise Refusal("answers.not-added", sentence)
    _write(place, new)


def _added(old: str, before: Mapping[str, object], answers: Answers, day: dt.date) -> str:
    blocks = answers.blocks()
    if answers.visit:
        # Facts of the visit stand above all tables.
        old = f"{_pairs(answers.visit)}{old}"
    if answers.entry_into_force:
        pairs = _pairs(answers.entry_into_force)
        if "entry_into_force" in before:
            old = _TABLE.sub(lambda header: f"{header[0]}\n{pairs.rstrip()}", old, count=1)
        else:
            blocks.append(f"[entry_into_force]\n{pairs}")
    if not blocks:
        return old
    gap = "" if not old else "\n" if old.endswith("\n") else "\n\n"
    return f"{old}{gap}# Answered on {day.isoformat()}\n\n" + "\n".join(blocks)


def _merged(before: Mapping[str, object], added: Mapping[str, object]) -> dict[str, object] | None:
    """What the file must say afterwards; None if one of the two speaks against it."""
    merged = dict(before)
    for key, value in added.items():
        old = merged.get(key)
        if isinstance(value, list) and isinstance(old, list | None):
            merged[key] = [*(old or []), *value]
        elif old is None:
            merged[key] = value
        elif isinstance(value, dict) and isinstance(old, dict | None) and not set(old or {}) & set(value):
            merged[key] = {**(old or {}), **value}
        else:
            return None
    return merged


def _write(place: Path, text: str) -> None:
    """Write a file whole or not at all."""
    try:
        descriptor, name = tempfile.mkstemp(prefix=".comity-", suffix=".part", dir=place.parent)
        part = Path(name)
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as opened:
                opened.write(text)
            part.chmod(place.stat().st_mode & 0o777 if place.exists() else 0o644)
            part.replace(place)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise Refusal("answers.unwritable", f"'{place}' cannot be written ({error.strerror}).") from error


def _pairs(entries: Mapping[str, object]) -> str:
    return "".join(f"{_key(name)} = {_value(value)}\n" for name, value in entries.items())


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _text(name)


def _value(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case dt.datetime() | dt.date():
            return value.isoformat()
        case dict():
            return "{ " + ", ".join(f"{_key(name)} = {_value(each)}" for name, each in value.items()) + " }"
        case list() | tuple():
            return "[" + ", ".join(_value(each) for each in value) + "]"
        case _:
            return _text(str(value))


def _text(text: str) -> str:
    """A basic string; whatever could act in a file or a terminal is escaped."""
    return '"' + "".join(_ESCAPES.get(c) or _character(c) for c in text) + '"'


def _character(character: str) -> str:
    code = ord(character)
    if character.isprintable():
        return character
    if 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
