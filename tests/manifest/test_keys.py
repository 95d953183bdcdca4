"""Keys: each names one row, and every reference finds one."""

from pathlib import Path

import pytest

from tests.manifest.on_disk import codes, only_problem, read_folder, visit_of


@pytest.mark.parametrize(
    ("sheet", "key"),
    [
        ("movements", "leg_id"),
        ("packages", "package_id"),
        ("animals", "animal_id"),
        ("goods", "line_id"),
        ("people", "person_id"),
    ],
)
def test_a_key_given_twice_is_told_with_the_row_that_has_it(tmp_path: Path, sheet: str, key: str) -> None:
    problem = only_problem(read_folder(tmp_path, **{sheet: f"{key}\nA\nB\nＡ\n"}))

    assert (problem.code, problem.place.row) == ("key.twice", 4)
    assert "row 2" in problem.found


def test_many_rows_without_a_key_are_no_repetition(tmp_path: Path) -> None:
    visit_of(read_folder(tmp_path, people="ref,person_id\n1,\n2,\n3,P1\n"))


@pytest.mark.parametrize(
    ("sheets", "column"),
    [
        ({"movements": "leg_id\nL1\n", "people": "arrives_leg\nL2\n"}, "arrives_leg"),
        ({"packages": "package_id\nC1\n", "goods": "package_id\nC2\n"}, "package_id"),
        ({"packages": "package_id,parent_package_id\nC1,C2\n"}, "parent_package_id"),
        ({"animals": "animal_id\nD1\n", "animal_events": "animal_id\nD2\n"}, "animal_id"),
        ({"people": "person_id\nP1\n", "goods": "owner_person\nP2\n"}, "owner_person"),
    ],
)
def test_a_reference_to_no_row_is_told(tmp_path: Path, sheets: dict[str, str], column: str) -> None:
    problem = only_problem(read_folder(tmp_path, **sheets))

    assert (problem.code, problem.place.column, problem.place.row) == ("key.unknown", column, 2)


def test_a_leg_without_a_sheet_of_movements_is_told(tmp_path: Path) -> None:
    problem = only_problem(read_folder(tmp_path, people="arrives_leg\nL1\n"))

    assert problem.code == "key.nothing-to-name"
    assert "movements" in problem.found


def test_events_of_animals_without_their_sheet_are_told(tmp_path: Path) -> None:
    assert codes(read_folder(tmp_path, animal_events="animal_id\nD1\n")) == ["key.nothing-to-name"]


def test_owners_without_a_sheet_of_people_are_told_only_if_something_is_looked_up_there(
    tmp_path: Path,
) -> None:
    told = read_folder(tmp_path / "blank", goods="owner_person\nP1\n")
    given = read_folder(tmp_path / "given", goods="owner_person,owner_role\nP1,member\n")

    assert codes(told) == ["key.nothing-to-name"]
    assert codes(given) == []


def test_a_supporting_sheet_without_its_key_is_told(tmp_path: Path) -> None:
    assert codes(read_folder(tmp_path, packages="kind\nBX\n")) == ["column.missing"]
