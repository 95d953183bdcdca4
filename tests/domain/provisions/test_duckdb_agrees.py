"""Every installed condition has the same truth in two SQL engines and in an evaluator of our own."""

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import duckdb
import polars as pl
import pytest

from comity.domain.provisions.condition import Condition
from comity.domain.provisions.law import Law
from comity.domain.provisions.rulebook import Definition, ExceptionTo, Provision, Rulebook
from comity.domain.provisions.vocabulary import JUDGED, VISIT, Fact, Kind, Type
from tests.generated import DTYPES, installed_law
from tests.likely_facts import definition_of, read_by, truth_of, value_of

ROWS = 250
SQL_TYPES: Mapping[Type, str] = {
    Type.BOOL: "BOOLEAN",
    Type.INT: "BIGINT",
    Type.NUMBER: "DOUBLE",
    Type.DAY: "DATE",
    Type.INSTANT: "TIMESTAMP WITH TIME ZONE",
}


@dataclass(frozen=True, slots=True)
class Written:
    """One condition as it stands in one body of law, with the body in whose terms it is read."""

    place: str
    condition: Condition
    terms: Rulebook

    def sql(self) -> str:
        """The condition in facts alone."""
        return expanded(self.condition, self.terms)


def expanded(condition: Condition, terms: Rulebook) -> str:
    """The SQL of a condition, every definition replaced by its own condition and exceptions."""

    def words(match: re.Match[str]) -> str:
        definition = definition_of(terms, match[1])
        excepted = "".join(f" AND NOT ({expanded(e.when, terms)})" for e in definition.exceptions)
        return f"(({expanded(definition.when, terms)}){excepted})"

    return re.sub(r'"§([a-z0-9_-]+)"', words, condition.sql)


def written(law: Law, sheet: str) -> Iterator[Written]:
    """Every condition of every installed rulebook that is read on a sheet, in each of its terms."""
    for book in law.rulebooks.values():
        if sheet == VISIT:
            yield Written(f"{book.id}: scope", book.scope.when, book)
        for definition in book.definitions:
            if (definition.sheet or VISIT) == sheet:
                yield from _with_exceptions(f"{book.id}: {definition.id}", definition, book)
        for provision in (p for p in book.provisions if p.sheet == sheet):
            listed = [law.rulebooks[name] for name in provision.under] or [book]
            for terms in listed:
                yield from _with_exceptions(
                    f"{book.id}: {provision.id} (terms: {terms.id})", provision, terms
                )


def _with_exceptions(place: str, part: Definition | Provision, terms: Rulebook) -> Iterator[Written]:
    yield Written(place, part.when, terms)
    exceptions: tuple[ExceptionTo, ...] = part.exceptions
    for number, exception in enumerate(exceptions, start=1):
        yield Written(f"{place}, exception {number}", exception.when, terms)


def rows_for(conditions: list[Written], facts: Mapping[str, Fact], law: Law) -> list[dict[str, Any]]:
    """Random rows, a quarter blank, and for each condition rows that meet it, miss it and leave it open."""
    rng = random.Random(5)

    def filled(blank: float) -> dict[str, Any]:
        return {
            name: None if rng.random() < blank else value_of(fact, law, rng) for name, fact in facts.items()
        }

    rows = [filled(0.25) for _ in range(ROWS)]
    for each in conditions:
        names = sorted(read_by(each.condition, each.terms))
        tried = [filled(0.0) for _ in range(6)]
        rows += [row | {name: None for name in names if rng.random() < 0.15} for row in tried]
        for wanted in (True, False):
            for _ in range(4000):
                row = {name: value_of(facts[name], law, rng) for name in names}
                if truth_of(each.condition, each.terms, row) is wanted:
                    rows.append(filled(0.25) | row)
                    break
    return rows


@pytest.mark.parametrize("sheet", JUDGED)
def test_duckdb_and_polars_and_plain_python_agree_on_every_condition(sheet: str) -> None:
    law = installed_law()
    facts = {n: f for n, f in law.vocabulary.seen_from(sheet).items() if f.kind is Kind.CIRCUMSTANCE}
    conditions = list(written(law, sheet))
    rows = rows_for(conditions, facts, law)
    frame = pl.DataFrame(rows, schema={n: DTYPES.get(f.type, pl.String()) for n, f in facts.items()})
    texts = [each.sql() for each in conditions]

    in_polars = frame.select(pl.sql_expr(text).alias(str(at)) for at, text in enumerate(texts))
    in_duckdb = asked_of_duckdb(facts, rows, texts)

    for at, each in enumerate(conditions):
        expected = [truth_of(each.condition, each.terms, row) for row in rows]
        polars = in_polars[str(at)].to_list()
        if len(polars) == 1:  # a constant condition
            polars = polars * len(rows)
        assert polars == expected, f"Polars: {each.place}: {texts[at]}"
        assert in_duckdb[at] == expected, f"DuckDB: {each.place}: {texts[at]}"
        assert True in expected, f"never true: {each.place}"
        if read_by(each.condition, each.terms):
            assert None in expected, f"never unknown: {each.place}"


def asked_of_duckdb(
    facts: Mapping[str, Fact], rows: list[dict[str, Any]], texts: list[str]
) -> list[list[Any]]:
    """The value of each condition for each row, from a typed DuckDB table."""
    with duckdb.connect() as connection:
        columns = ", ".join(f'"{n}" {SQL_TYPES.get(f.type, "VARCHAR")}' for n, f in facts.items())
        connection.execute(f"CREATE TABLE lines (line INTEGER, {columns})")
        marks = ", ".join("?" for _ in range(len(facts) + 1))
        values = [[at, *row.values()] for at, row in enumerate(rows)]
        connection.executemany(f"INSERT INTO lines VALUES ({marks})", values)
        selected = ", ".join(f"({text})" for text in texts)
        found = connection.execute(f"SELECT {selected} FROM lines ORDER BY line").fetchall()
    return [list(column) for column in zip(*found, strict=True)]
