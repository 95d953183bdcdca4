"""`[[pool]]`: of some lines only so many come. Every mistake in one is named with what to write instead."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from comity.domain.visits.visit import Pool
from tests.manifest.on_disk import (
    HEADER,
    HEADER_ROWS,
    Rows,
    codes,
    only_problem,
    read,
    read_folder,
    values,
    visit_of,
    write_workbook,
)

JETS = '\n[[pool]]\nid = "jets"\nsheet = "aircraft"\ntake = 2\n'
THREE = "tail_number,pool\nA35-1,jets\nA35-2,jets\nA35-3,jets\n"


def test_a_pool_and_its_lines_are_read(tmp_path: Path) -> None:
    reading = read_folder(tmp_path, HEADER + JETS, aircraft=THREE)

    assert visit_of(reading).pools == (Pool("jets", "aircraft", 2),)
    assert values(reading, "aircraft", "pool") == ["jets"] * 3


def test_a_worksheet_may_hold_the_pools(tmp_path: Path) -> None:
    sheets: Mapping[str, Rows] = {
        "pools": [("id", "sheet", "take"), ("jets", "aircraft", 2)],
        "aircraft": [("tail_number", "pool"), ("A35-1", "jets"), ("A35-2", "jets")],
    }

    reading = read(write_workbook(tmp_path / "visit.xlsx", sheets, HEADER_ROWS))

    assert visit_of(reading).pools == (Pool("jets", "aircraft", 2),)


def test_one_word_may_put_a_whole_sheet_into_a_pool(tmp_path: Path) -> None:
    toml = HEADER + '\n[answers.aircraft]\npool = "jets"\n' + JETS

    reading = read_folder(tmp_path, toml, aircraft="tail_number\nA35-1\nA35-2\n")

    assert values(reading, "aircraft", "pool") == ["jets", "jets"]
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("toml", "code", "found"),
    [
        ('[[pool]]\nid = "jets"\nsheet = "aircraft"\n', "pool.incomplete", "take is missing"),
        ("[[pool]]\ntake = 2\n", "pool.incomplete", "id, sheet are missing"),
        (JETS.replace("take = 2", 'take = "some"'), "pool.take", 'found "some"'),
        (JETS.replace("take = 2", "take = 0"), "pool.take", 'found "0"'),
        (JETS.replace("take = 2", "take = -1"), "pool.take", 'found "-1"'),
        (JETS.replace("take = 2", "take = 99999999999999999999999"), "pool.take", 'found "9999999999999999"'),
        (JETS.replace("take = 2", "take = 4"), "pool.too-small", "4 of 3 lines are to come"),
        (JETS.replace('"aircraft"', '"aircrafts"'), "pool.sheet", 'found "aircrafts"'),
        (JETS.replace('"aircraft"', '"movements"'), "pool.sheet", 'found "movements"'),
        (JETS + "of = 9\n", "pool.unknown-key", 'found "of"'),
        (JETS + JETS, "pool.twice", 'found the pool "jets" a second time'),
    ],
)
def test_a_mistake_in_a_pool_is_named(toml: str, code: str, found: str, tmp_path: Path) -> None:
    reading = read_folder(tmp_path, HEADER + toml, aircraft=THREE)

    problem = next(each for each in reading.problems if each.code == code)
    assert problem.found == found
    assert problem.mend


def test_a_line_that_names_no_pool_is_named_with_its_row(tmp_path: Path) -> None:
    reading = read_folder(tmp_path, HEADER + JETS, aircraft=THREE + "A35-4,jest\n")

    problem = only_problem(reading)
    assert (problem.code, problem.place.row, problem.found) == ("pool.unknown", 5, 'found "jest"')


def test_a_pool_has_lines_of_one_sheet(tmp_path: Path) -> None:
    reading = read_folder(tmp_path, HEADER + JETS, aircraft=THREE, people="person_id,pool\nP1,jets\n")

    problem = only_problem(reading)
    assert (problem.code, problem.place.sheet, problem.place.row) == ("pool.other-sheet", "people", 2)


def test_sheets_that_are_not_judged_have_no_pools(tmp_path: Path) -> None:
    reading = read_folder(tmp_path, HEADER + JETS, aircraft=THREE, movements="leg_id,pool\nL1,jets\n")

    assert codes(reading) == ["column.unknown"]


def test_every_sheet_may_have_a_marking(tmp_path: Path) -> None:
    toml = HEADER + '\n[answers.movements]\nmarking = "OFFICIAL"\n'

    reading = read_folder(tmp_path, toml, movements="leg_id\nL1\n", people="person_id,marking\nP1,SECRET\n")

    assert values(reading, "movements", "marking") == ["OFFICIAL"]
    assert values(reading, "people", "marking") == ["SECRET"]
    assert reading.problems == ()
