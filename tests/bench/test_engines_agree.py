"""The benchmark's engines decide every line alike, and the floor computes the same conditions as Comity."""

import importlib
from typing import Any

import polars as pl
import pytest

from bench.engines.bare import Bare
from bench.engines.comity import Findings, Outcomes, judged
from bench.manifest import BLANK, manifest
from bench.scenario import SHEET, law, visit
from comity.domain.visits.visit import LINE_COLUMNS

LINES = 20_000


@pytest.fixture(scope="module")
def lines() -> pl.DataFrame:
    return manifest(LINES)


@pytest.fixture(scope="module")
def expected(lines: pl.DataFrame) -> bytes:
    engine = Outcomes(lines)
    engine.run()
    return engine.outcomes()


def test_the_law_has_sixty_provisions_and_the_lines_every_outcome_of_complete_cases(expected: bytes) -> None:
    provisions = [p for book in law().rulebooks.values() for p in book.provisions if p.sheet == SHEET]

    assert len(provisions) == 60
    assert {0, 1, 3, 4} == set(expected)


@pytest.mark.parametrize(
    ("needs", "module", "name"),
    [
        ("openfisca_core", "openfisca", "OpenFisca"),
        ("cedarpy", "cedar", "Cedar"),
        ("zen", "zen", "ZenDecision"),
        ("zen", "zen", "ZenExpression"),
    ],
)
def test_every_peer_decides_every_line_alike(
    needs: str, module: str, name: str, lines: pl.DataFrame, expected: bytes
) -> None:
    pytest.importorskip(needs)
    make: Any = getattr(importlib.import_module(f"bench.engines.{module}"), name)
    few = lines.head(2_000)
    engine = make(few)
    engine.run()

    assert engine.outcomes() == expected[: few.height]


def test_findings_come_with_the_same_outcomes(lines: pl.DataFrame, expected: bytes) -> None:
    engine = Findings(lines)
    engine.run()

    assert engine.outcomes() == expected


def test_the_floor_computes_what_the_engine_computes(lines: pl.DataFrame) -> None:
    floor = Bare(lines)
    floor.run()
    judgement = judged(visit(lines))
    terms = {found.rule.key: next(iter(found.holds.values())) for found in judgement.found}

    for name in floor.columns.columns:
        truth = terms[name]
        assert isinstance(truth, pl.Expr)
        held = judgement.lines.select(truth).to_series()
        assert held.equals(floor.columns[name]), name


def test_a_tenth_of_the_cells_is_blank_where_blanks_are_asked_for() -> None:
    facts = manifest(LINES, blanks=True).drop(list(LINE_COLUMNS))
    blank = sum(facts.null_count().row(0)) / (facts.height * facts.width)

    assert abs(blank - BLANK) < 0.03
