"""Headings: which column is which."""

from pathlib import Path

import pytest

from tests.manifest.on_disk import codes, only_problem, read_folder, visit_of


@pytest.mark.parametrize(
    "heading", ["person_role", "Person Role", "PERSON-ROLE", " person_role ", "ｐｅｒｓｏｎ＿ｒｏｌｅ"]
)
def test_headings_are_known_in_any_case_width_and_spacing(tmp_path: Path, heading: str) -> None:
    visit = visit_of(read_folder(tmp_path, people=f"{heading}\nmember\n"))

    assert visit.sheets["people"]["person_role"].to_list() == ["member"]


def test_an_unknown_heading_is_told_with_the_nearest_known_one(tmp_path: Path) -> None:
    problem = only_problem(read_folder(tmp_path, people="ref,persn_role\n1,member\n"))

    assert (problem.code, problem.place.row, problem.place.column) == ("column.unknown", 1, "persn_role")
    assert "person_role" in problem.mend


def test_a_heading_of_another_sheet_is_sent_there(tmp_path: Path) -> None:
    problem = only_problem(read_folder(tmp_path, people="ref,iso_chip\n1,yes\n"))

    assert "animals" in problem.mend


def test_a_fact_of_the_visit_is_no_column(tmp_path: Path) -> None:
    problem = only_problem(read_folder(tmp_path, people="ref,activity_mutually_decided\n1,yes\n"))

    assert "fact of the visit" in problem.mend


def test_two_headings_alike_are_told_and_the_first_is_read(tmp_path: Path) -> None:
    reading = read_folder(tmp_path, people="rank,Rank\nSGT,MAJ\n")

    assert only_problem(reading).code == "column.twice"
    assert reading.visit is not None
    assert reading.visit.sheets["people"]["rank"].to_list() == ["SGT"]


def test_values_under_no_heading_are_told(tmp_path: Path) -> None:
    assert only_problem(read_folder(tmp_path, people="ref,,rank\n1,what,SGT\n")).code == "column.no-heading"


def test_a_blank_column_under_no_heading_is_nothing(tmp_path: Path) -> None:
    visit_of(read_folder(tmp_path, people="ref,,rank\n1,,SGT\n"))


@pytest.mark.parametrize("heading", ["blood_group", "Blood Group", "next_of_kin"])
def test_what_the_host_does_not_need_is_refused(tmp_path: Path, heading: str) -> None:
    problem = only_problem(read_folder(tmp_path, people=f"ref,{heading}\n1,A\n"))

    assert problem.code == "column.never-asked"
    assert "does not need it" in problem.mend


def test_a_line_of_an_own_day_has_no_arrival(tmp_path: Path) -> None:
    problem = only_problem(read_folder(tmp_path, purchases="ref,arrives_on\n1,2024-02-02\n"))

    assert "purchased_on" in problem.mend


def test_every_column_that_is_given_is_in_the_frame_with_its_type(tmp_path: Path) -> None:
    headings = "line_id,goods_category,quantity,for_sale,packages_number,expiry,place,origin_controls"
    goods = f"{headings}\nG1,radio,1.5,no,2,2025-01-01,RJTY,none\n"

    frame = visit_of(read_folder(tmp_path, goods=goods)).sheets["goods"]

    assert {name: str(dtype) for name, dtype in frame.schema.items()} == {
        "row": "UInt32",
        "contingent": "String",
        "ref": "String",
        "arrives_on": "Date",
        "departs_on": "Date",
        "line_id": "String",
        "goods_category": "String",
        "quantity": "Float64",
        "for_sale": "Boolean",
        "packages_number": "Int64",
        "expiry": "Date",
        "place": "String",
        "origin_controls": "String",
    }


def test_a_sheet_of_nothing_but_unknown_headings_has_lines_all_the_same(tmp_path: Path) -> None:
    reading = read_folder(tmp_path, people="foo,bar\n1,2\n")

    assert codes(reading) == ["column.unknown", "column.unknown"]
    assert reading.visit is not None
    assert reading.visit.sheets["people"]["row"].to_list() == [2]
