"""Reading `cases.toml`: every mistake in it is named, with the case it stands in."""

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from typing import Any

import polars as pl

from comity.corpus.case import RESULTS, Case
from comity.domain.errors import Place, Problem
from comity.domain.primitives.calendar import FIRST_DAY, LAST_DAY
from comity.domain.provisions.board import DTYPES
from comity.domain.provisions.engine import OUTCOMES
from comity.domain.provisions.vocabulary import CONTINGENT, JUDGED, VISIT, Fact, Type, Vocabulary
from comity.domain.visits.visit import LINE_COLUMNS, Contingent, Visit

LARGEST_NUMBER = 10**15

_CASE_KEYS = frozenset(
    {"name", "rules", "sheet", "start", "end", "asked_on", "under", "given", "expect", "entry_into_force"}
)
_LISTS = (*RESULTS, "asks", "applies")
_EXPECT_KEYS = frozenset({"outcome", "values", *_LISTS})


def read_cases(
    text: str, book: str, file: str, vocabulary: Vocabulary
) -> tuple[tuple[Case, ...], tuple[Problem, ...]]:
    """The cases of a rulebook, and every mistake in them; a case with a mistake in its facts is left out."""
    reader = _Reader(book, file, vocabulary)
    cases = reader.cases(text)
    return cases, tuple(reader.problems)


class _Reader:
    """Reads one file of cases."""

    def __init__(self, book: str, file: str, vocabulary: Vocabulary) -> None:
        self.book, self.file, self.vocabulary = book, file, vocabulary
        self.problems: list[Problem] = []
        self.base: dict[str, Any] = {}

    def cases(self, text: str) -> tuple[Case, ...]:
        """All cases that can be run."""
        try:
            content = tomllib.loads(text)
        except (ValueError, RecursionError) as error:
            self._wrong(f"not TOML: {error}", "TOML")
            return ()
        for surplus in sorted(content.keys() - {"base", "case"}):
            self._wrong(f"a table '{surplus}'", "[base] and [[case]]")
        self.base = self._table(content, "base", "the file")
        entries = content.get("case", [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            self._wrong("case is no list of tables", "[[case]]")
            return ()
        return tuple(case for entry in entries if (case := self._case(entry)) is not None)

    def _case(self, entry: dict[str, Any]) -> Case | None:
        name = entry.get("name")
        if not isinstance(name, str) or not name.strip():
            self._wrong("a case without a name", "a sentence as its name")
            name = "a case without a name"
        self._only(entry, _CASE_KEYS, f"'{name}': the key")
        expect = self._expectation(self._table(entry, "expect", name), name)
        rules = entry.get("rules", [])
        if not _are_texts(rules):
            self._wrong(f"'{name}': rules {_short(rules)}", "a list of texts")
            rules = []
        days = self._days(entry, name)
        sheet = entry.get("sheet")
        if sheet not in JUDGED:
            self._wrong(f"'{name}': sheet {_short(sheet)}", f"a judged sheet: {', '.join(JUDGED)}")
        given = self._table(entry, "given", name)
        if sheet not in JUDGED or days is None:
            return None
        start, end, asked_on = days
        visit = self._visit(str(sheet), (start, end), {**self.base, **given}, name, entry)
        if visit is None:
            return None
        return Case(self.book, name, tuple(rules), str(sheet), visit, asked_on, entry.get("under"), expect)

    def _expectation(self, expect: dict[str, Any], name: str) -> dict[str, Any]:
        self._only(expect, _EXPECT_KEYS, f"'{name}': expect.", glue="")
        if expect.get("outcome") not in OUTCOMES:
            self._wrong(f"'{name}': outcome {_short(expect.get('outcome'))}", " ".join(OUTCOMES))
        for key in _LISTS:
            if key in expect and not _are_texts(expect[key]):
                self._wrong(f"'{name}': {key} {_short(expect[key])}", "a list of texts")
                expect = {k: v for k, v in expect.items() if k != key}
        values = expect.get("values", {})
        if not isinstance(values, dict):
            self._wrong(f"'{name}': values {_short(values)}", "a table: what = value")
            expect = {k: v for k, v in expect.items() if k != "values"}
        return expect

    def _days(self, entry: Mapping[str, Any], name: str) -> tuple[dt.date, dt.date, dt.date] | None:
        start = entry.get("start")
        days = {"start": start, "end": entry.get("end", start), "asked_on": entry.get("asked_on", start)}
        good = True
        for key, day in days.items():
            given = key == "start" or key in entry
            if given and not _is_day(day):
                expected = f"a day from {FIRST_DAY.year} to {LAST_DAY.year}, without quotes"
                self._wrong(f"'{name}': {key} {_short(day)}", expected)
                good = False
        if good and days["end"] < days["start"]:
            self._wrong(f"'{name}': end {days['end']}", f"a day not before the start, {days['start']}")
            good = False
        return (days["start"], days["end"], days["asked_on"]) if good else None

    def _visit(
        self,
        sheet: str,
        days: tuple[dt.date, dt.date],
        given: Mapping[str, Any],
        name: str,
        entry: Mapping[str, Any],
    ) -> Visit | None:
        """A visit of one contingent and one line; facts find the level they are declared on."""
        levels: dict[str, dict[str, Any]] = {sheet: {}, CONTINGENT: {}, VISIT: {}}
        good = True
        for fact_name, value in given.items():
            level = next(
                (at for at in (sheet, CONTINGENT, VISIT) if fact_name in self.vocabulary.of(at)), None
            )
            if level is None:
                elsewhere = any(fact_name in self.vocabulary.of(other) for other in JUDGED)
                if not (fact_name in self.base and elsewhere):
                    self._wrong(
                        f"'{name}': '{fact_name}' is not a fact that the sheet '{sheet}' sees",
                        "facts that the sheet sees, with values of their type",
                    )
                    good = False
                continue
            fact = self.vocabulary.of(level)[fact_name]
            if not _fits(fact, value):
                self._wrong(f"'{name}': '{fact_name}' is {_short(value)}", _expected(fact))
                good = False
            levels[level][fact_name] = value
        receiving = levels[VISIT].pop("receiving_state", None)
        sending = levels[CONTINGENT].pop("sending_state", None)
        if not receiving or not sending:
            self._wrong(f"'{name}': no States", "sending_state and receiving_state, in the case or in [base]")
            good = False
        if not good:
            return None
        return Visit(
            receiving_state=receiving,
            start=days[0],
            end=days[1],
            facts=levels[VISIT],
            contingents=(Contingent("1", str(sending), levels[CONTINGENT]),),
            sheets={} if sheet == VISIT else {sheet: self._line(sheet, days, levels[sheet])},
            entry_into_force=self._table(entry, "entry_into_force", name),
        )

    def _line(self, sheet: str, days: tuple[dt.date, dt.date], facts: Mapping[str, Any]) -> pl.DataFrame:
        own = {"row": 2, "contingent": "1", "ref": None, "arrives_on": days[0], "departs_on": days[1]}
        types = {name: DTYPES[self.vocabulary.of(sheet)[name].type] for name in facts}
        columns = {name: [value] for name, value in {**own, **facts}.items()}
        return pl.DataFrame(columns, schema={**LINE_COLUMNS, **types})

    def _table(self, entry: Mapping[str, Any], key: str, name: str) -> dict[str, Any]:
        value = entry.get(key, {})
        if isinstance(value, dict):
            return value
        self._wrong(f"'{name}': {key} {_short(value)}", "a table")
        return {}

    def _only(self, entry: Mapping[str, Any], allowed: frozenset[str], what: str, glue: str = " ") -> None:
        for surplus in sorted(entry.keys() - allowed):
            shown = f"'{surplus}'" if glue else surplus
            self._wrong(f"{what}{glue}{shown}", ", ".join(sorted(allowed)))

    def _wrong(self, found: str, expected: str) -> None:
        self.problems.append(Problem("cases.entry", Place(file=self.file), found, expected, "Mend the case."))


def _fits(fact: Fact, value: object) -> bool:
    """Whether a value has the type of a fact, as TOML writes it."""
    if fact.values:
        return isinstance(value, str) and value in fact.values
    match fact.type:
        case Type.BOOL:
            return isinstance(value, bool)
        case Type.INT:
            return type(value) is int and abs(value) < LARGEST_NUMBER
        case Type.NUMBER:
            return type(value) in (int, float) and abs(value) < LARGEST_NUMBER  # type: ignore[arg-type]
        case Type.DAY:
            return _is_day(value)
        case Type.INSTANT:
            return isinstance(value, dt.datetime)
        case Type.STATE:
            # Cases may use the user-assigned codes of ISO 3166 (XA …), which are no State's.
            return isinstance(value, str) and re.fullmatch("[A-Z]{2}", value) is not None
        case _:
            return isinstance(value, str)


def _expected(fact: Fact) -> str:
    return f"one of {', '.join(fact.values)}" if fact.values else f"a value of the type {fact.type.value}"


def _is_day(value: object) -> bool:
    return type(value) is dt.date and FIRST_DAY <= value <= LAST_DAY


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _short(value: object) -> str:
    return "a huge number" if isinstance(value, int) and abs(value) >= LARGEST_NUMBER else repr(value)[:60]
