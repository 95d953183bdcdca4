"""The engine against a slow and plain oracle, line by line, over random visits under the installed law.

With COMITY_THOROUGH=1 in the environment the comparison runs over 200,000 lines (`make thorough`).
"""

import datetime as dt
import os
from dataclasses import replace

import polars as pl
import pytest

from comity.corpus.library import installed_library
from comity.domain.provisions.engine import OUTCOMES
from comity.domain.visits.assessment import assess
from tests import generated_law
from tests.comparison import Compared, compare, compare_answer
from tests.generated import RECEIVING, Asked, Generator, installed_law, with_problems

THOROUGH = os.environ.get("COMITY_THOROUGH") == "1"
#: Lines on each of the eleven sheets, and visits, for each receiving State.
LINES, VISITS = (50, 100) if THOROUGH else (8, 25)
ANSWERED = 40 if THOROUGH else 8


def test_every_installed_rulebook_can_be_read() -> None:
    faulty = with_problems(installed_library())

    assert not faulty, faulty


@pytest.mark.parametrize("receiving", RECEIVING)
def test_engine_and_oracle_agree_on_every_line_and_finding(receiving: str) -> None:
    law = installed_law()
    generator = Generator(law, seed=1000 + RECEIVING.index(receiving))
    compared = Compared()

    for _ in range(VISITS):
        compare(generator.asked(LINES, receiving=receiving), law, compared)

    print(f"\n{receiving}: {compared}")  # noqa: T201
    assert compared.lines >= VISITS * LINES * 11
    assert compared.straddling > 0
    assert all(compared.outcomes[outcome] > compared.lines // 500 for outcome in OUTCOMES), str(compared)
    assert not compared.differing, str(compared)


@pytest.mark.parametrize("receiving", RECEIVING)
def test_the_answer_shows_what_the_oracle_finds(receiving: str) -> None:
    law = installed_law()
    generator = Generator(law, seed=2000 + RECEIVING.index(receiving))
    compared = Compared()

    for _ in range(ANSWERED):
        asked = generator.asked(6, receiving=receiving)
        answer = assess(
            asked.visit,
            law,
            asked_on=asked.asked_on,
            calendar_of=lambda state: lambda day: False,
            under=asked.under,
        )
        compare_answer(asked, law, answer, compared)

    assert not compared.differing, str(compared)


@pytest.mark.parametrize("first", range(0, 400 if THOROUGH else 16, 16))
def test_engine_and_oracle_agree_under_random_law(first: int) -> None:
    compared = Compared()

    for seed in range(first, first + 16):
        law = generated_law.random_law(seed)
        generator = Generator(law, seed)
        for _ in range(2):
            compare(generator.asked(16, generated_law.SHEETS, "JP"), law, compared)

    assert compared.straddling > 0
    assert not compared.differing, str(compared)


def test_engine_and_oracle_agree_where_a_registered_agreement_is_also_the_hypothesis() -> None:
    law = installed_law()
    generator = Generator(law, seed=4000)
    compared = Compared()
    entry = law.registry["jp-fr-acsa"].entry_into_force()
    assert entry is not None
    first, last = entry.on - dt.timedelta(4), entry.on + dt.timedelta(4)

    for _ in range(10):
        asked = generator.asked(4, ("people", "support"), "JP")
        visit = replace(
            asked.visit,
            start=first,
            end=last,
            contingents=tuple(replace(c, sending_state="FR") for c in asked.visit.contingents),
            sheets={
                name: frame.with_columns(arrives_on=pl.lit(first), departs_on=pl.lit(last))
                for name, frame in asked.visit.sheets.items()
            },
            entry_into_force={},
        )
        compare(Asked(visit, first - dt.timedelta(60), "jp-fr-acsa"), law, compared)

    assert not compared.differing, str(compared)


def test_a_state_without_a_rulebook_leaves_its_lines_undetermined() -> None:
    law = installed_law()
    generator = Generator(law, seed=3000)
    compared = Compared()

    for _ in range(20):
        compare(generator.asked(6, receiving="FR"), law, compared)

    assert set(compared.outcomes) <= {"undetermined", "not-covered", "forbidden"}, str(compared)
    assert compared.outcomes["undetermined"]
    assert not compared.differing, str(compared)
