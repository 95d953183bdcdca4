"""visit.toml as entries: what it states, as texts with the line of the file on which each stands."""

import datetime as dt
import re
import tomllib
from collections.abc import Mapping

from comity.domain.errors import Place
from comity.domain.primitives.worded import run_on, worded
from comity.manifest import limits
from comity.manifest.problems import ProblemLog, shown
from comity.manifest.raw import BLOCKS, Entry, Lead, RawHeader
from comity.manifest.spelling import suggestion
from comity.manifest.toml import read_toml

TABLES = ("contingent", "answers", "leads", "entry_into_force", "profile", "flies", *BLOCKS)

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]")
_KEY = re.compile(r"""\s*("[^"]*"|'[^']*'|[A-Za-z0-9_-]+)\s*[=.]""")
_ERROR_PLACE = re.compile(r"\s*\((?:at line (\d+), column (\d+)|at end of document)\)$")

_Lines = Mapping[tuple[str, int, str], int]
"""Line of a key, by table, how many tables of that name came before, and key; for showing only."""


def read_header_toml(content: bytes, file: str, log: ProblemLog) -> RawHeader | None:
    """The entries of a visit.toml; None, with a problem noted, if it is no TOML."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        where = Place(file, line=content.count(b"\n", 0, error.start) + 1)
        found = worded(
            "byte {position} (hexadecimal {content}) is not UTF-8",
            position=error.start + 1,
            content=f"{content[error.start]:02x}",
        )
        log.add("toml.encoding", where, found, "UTF-8", worded("Save the file as UTF-8."))
        return None
    try:
        table = read_toml(text)
    except (ValueError, RecursionError) as error:
        # ValueError also for a number of thousands of digits; RecursionError for arrays in arrays in …
        words = str(error) if isinstance(error, tomllib.TOMLDecodeError) else "a value that nobody can mean"
        at = _ERROR_PLACE.search(words)
        line = int(at[1]) if at and at[1] else None
        found = worded("it is not TOML: {error}", error=(words[: at.start()] if at else words)[:180])
        mend = worded("Correct the line; texts stand in quotes, days do not: start = 2024-02-01.")
        log.add("toml.syntax", Place(file, line=line), found, "TOML", mend)
        return None
    return _Toml(file, _lines(text), log).header(table)


class _Toml:
    """Turns the tables of one file into entries."""

    def __init__(self, file: str, lines: _Lines, log: ProblemLog) -> None:
        self.file, self.lines, self.log = file, lines, log

    def header(self, table: Mapping[str, object]) -> RawHeader:
        visit = {key: value for key, value in table.items() if key not in TABLES}
        return RawHeader(
            place=Place(self.file, "visit"),
            visit=self._entries("visit", "", 0, visit),
            contingents=self._several("contingent", table.get("contingent", [])),
            answers=self._answers(table.get("answers", {})),
            leads=self._leads(table.get("leads", {})),
            entry_into_force=self._named("entry_into_force", table.get("entry_into_force", {})),
            blocks={name: self._several(name, table[name]) for name in BLOCKS if name in table},
            profile=self._entry("visit", "", 0, "profile", table["profile"]) if "profile" in table else None,
            flies=self._named("flies", table.get("flies", {})),
        )

    def _entries(self, sheet: str, table: str, nth: int, values: Mapping[str, object]) -> tuple[Entry, ...]:
        return tuple(self._entry(sheet, table, nth, key, value) for key, value in values.items())

    def _entry(self, sheet: str, table: str, nth: int, key: str, value: object) -> Entry:
        place = Place(self.file, sheet, column=key, line=self.lines.get((table, nth, key)))
        text = _text(value)
        if text is not None:
            return Entry(key, text, place)
        return Entry(key, None, place, _kind(value), _parts(value, place))

    def _several(self, name: str, value: object) -> tuple[tuple[Entry, ...], ...]:
        if isinstance(value, list) and all(isinstance(each, dict) for each in value):
            return tuple(self._entries(name, name, nth, each) for nth, each in enumerate(value))
        self._not_a_table(name, worded("one table [[{name}]] for each {name}", name=name))
        return ()

    def _answers(self, value: object) -> dict[str, tuple[Entry, ...]]:
        answers: dict[str, tuple[Entry, ...]] = {}
        if not isinstance(value, dict):
            self._not_a_table("answers", "tables [answers.people], [answers.goods] …")
            return answers
        for sheet, given in value.items():
            if isinstance(given, dict):
                answers[sheet] = self._entries(f"answers.{sheet}", f"answers.{sheet}", 0, given)
            else:
                self._not_a_table(f"answers.{sheet}", worded("a table [answers.people] with fact = value"))
        return answers

    def _leads(self, value: object) -> tuple[Lead, ...]:
        if not isinstance(value, dict):
            self._not_a_table(
                "leads", worded('a table [leads] with lines such as notice = "10 working-days"')
            )
            return ()
        leads = []
        for what, given in value.items():
            place = Place(self.file, "leads", column=what, line=self.lines.get(("leads", 0, what)))
            if isinstance(given, dict):
                for key in given.keys() - {"amount", "unit"}:
                    close = suggestion(key, ("amount", "unit"))
                    mend = run_on([close, worded('Write {{ amount = 10, unit = "working-days" }}.')])
                    self.log.add(
                        "lead.key",
                        place,
                        worded("found the key {key}", key=shown(key)),
                        worded("amount and unit"),
                        mend,
                    )
                amount, unit = (_text(given.get(key)) or "" for key in ("amount", "unit"))
                leads.append(Lead(what, amount, unit, place))
            else:
                amount, _, unit = (_text(given) or "").strip().partition(" ")
                leads.append(Lead(what, amount, unit.strip(), place))
        return tuple(leads)

    def _named(self, table: str, value: object) -> tuple[Entry, ...]:
        if isinstance(value, dict):
            return self._entries(table, table, 0, value)
        self._not_a_table(table, worded("a table [{table}]", table=table))
        return ()

    def _not_a_table(self, name: str, expected: str) -> None:
        place = Place(self.file, column=name, line=self.lines.get(("", 0, name)))
        self.log.add(
            "toml.not-a-table", place, worded("found something else"), expected, worded("Write it as shown.")
        )


def _text(value: object) -> str | None:
    """A value as the text that a cell would hold; None for arrays, tables and times of day."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return value
        case int():
            # Beyond the limit of numbers the digits do not matter, and writing them out could fail.
            return str(value) if abs(value) < limits.NUMBER else "9" * 16
        case float():
            return repr(int(value)) if value.is_integer() and abs(value) < limits.NUMBER else repr(value)
        case dt.datetime() | dt.date():
            return value.isoformat()
        case _:
            return None


def _parts(value: object, place: Place) -> tuple[Entry, ...]:
    """What an array or an inline table holds; arrays and tables inside them are named, not opened."""
    pairs = (
        value.items()
        if isinstance(value, dict)
        else [("", v) for v in value]
        if isinstance(value, list)
        else ()
    )
    return tuple(
        Entry(key, text, place, "" if text is not None else _kind(each))
        for key, each in pairs
        for text in [_text(each)]
    )


def _kind(value: object) -> str:
    match value:
        case list():
            return worded("a list")
        case dict():
            return worded("a table")
        case _:
            return worded("a time of day")


def _lines(text: str) -> _Lines:
    """The line on which each key stands, as well as can be told without a second parser."""
    lines: dict[tuple[str, int, str], int] = {}
    seen: dict[str, int] = {}
    table, nth = "", 0
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            table = re.sub(r"\s*\.\s*", ".", header[2]).replace('"', "").replace("'", "")
            nth = seen.get(table, -1) + 1 if header[1] == "[[" else 0
            seen[table] = nth
        elif key := _KEY.match(line):
            lines.setdefault((table, nth, key[1].strip("\"'")), number)
    return lines
