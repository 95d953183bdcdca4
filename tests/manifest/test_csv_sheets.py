"""CSV sheets: encodings, separators, quoting, and the numbers of rows."""

import codecs
from pathlib import Path

import pytest

from tests.manifest.on_disk import codes, only_problem, read_folder, values, visit_of

TABLE = "ref,surname\n1,Müller\n2,佐藤\n"


@pytest.mark.parametrize(
    "content",
    [
        TABLE.encode(),
        TABLE.encode("utf-8-sig"),
        codecs.BOM_UTF16_LE + TABLE.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TABLE.encode("utf-16-be"),
        TABLE.replace("\n", "\r\n").encode(),
        TABLE.replace("\n", "\r").encode(),
        TABLE.rstrip("\n").encode(),
        TABLE.replace(",", ";").encode(),
        TABLE.replace(",", "\t").encode(),
        TABLE.replace("Müller", '"Müller"').encode(),
    ],
)
def test_a_sheet_says_the_same_in_every_accepted_form(tmp_path: Path, content: bytes) -> None:
    visit = visit_of(read_folder(tmp_path, people=content))

    assert visit.sheets["people"]["surname"].to_list() == ["Müller", "佐藤"]
    assert visit.sheets["people"]["row"].to_list() == [2, 3]


def test_a_byte_that_is_not_utf_8_is_named_with_its_line(tmp_path: Path) -> None:
    reading = read_folder(tmp_path, people=b"ref,surname\n1,Miller\n2,M\xfcller\n")

    problem = only_problem(reading)
    assert (problem.code, problem.place.line) == ("csv.encoding", 3)
    assert "byte 25 (hexadecimal fc)" in problem.found
    assert reading.visit is not None
    assert "people" not in reading.visit.sheets


@pytest.mark.parametrize("content", [b"ref,surname\n1,a\0b\n", TABLE.encode("utf-16-le")])
def test_a_nul_is_named_with_its_line(tmp_path: Path, content: bytes) -> None:
    problem = only_problem(read_folder(tmp_path, people=content))

    assert problem.code in ("csv.nul", "csv.encoding")


def test_blank_rows_are_passed_over_but_counted(tmp_path: Path) -> None:
    visit = visit_of(read_folder(tmp_path, people="ref,surname\n1,a\n\n,\n  ,\t\n2,b\n\n\n"))

    assert visit.sheets["people"]["row"].to_list() == [2, 6]


def test_a_quoted_line_end_does_not_start_a_row(tmp_path: Path) -> None:
    visit = visit_of(read_folder(tmp_path, people='ref,local_address\n1,"Street 1\nTokyo"\n2,b\n'))

    assert visit.sheets["people"]["row"].to_list() == [2, 3]
    assert visit.sheets["people"]["local_address"].to_list() == ["Street 1\nTokyo", "b"]


def test_a_quoted_cell_may_hold_the_separator_and_quotes(tmp_path: Path) -> None:
    visit = visit_of(read_folder(tmp_path, people='ref,surname\n1,"a, ""b"""\n'))

    assert visit.sheets["people"]["surname"].to_list() == ['a, "b"']


@pytest.mark.parametrize(
    ("content", "row"),
    [('ref,surname\n1,a\n2,"b\n3,c\n', 3), ('ref,surname\n1,"a"b\n', 2), ('"ref,surname\n', 1)],
)
def test_a_quote_that_is_not_closed_is_told_where_it_opens(tmp_path: Path, content: str, row: int) -> None:
    problem = only_problem(read_folder(tmp_path, people=content))

    assert (problem.code, problem.place.row) == ("csv.quotes", row)


def test_rows_that_are_longer_or_shorter_than_the_headings_are_told(tmp_path: Path) -> None:
    reading = read_folder(tmp_path, people="ref,surname,rank\n1,a,SGT\n2,b,SGT,MAJ\n3,c\n4,d,SGT,,\n")

    assert [(p.code, p.place.row) for p in reading.problems] == [
        ("csv.row-too-long", 3),
        ("csv.row-too-short", 4),
    ]
    assert values(reading, "people", "surname") == ["a", "b", "c", "d"]


def test_headings_with_two_kinds_of_separators_are_refused(tmp_path: Path) -> None:
    assert only_problem(read_folder(tmp_path, people="ref,surname;rank\n")).code == "csv.separator"


@pytest.mark.parametrize("content", ["", "\n", ",,\n", "\n1,2\n"])
def test_a_sheet_without_headings_is_refused(tmp_path: Path, content: str) -> None:
    assert only_problem(read_folder(tmp_path, people=content)).code == "sheet.no-headings"


def test_a_sheet_with_headings_alone_has_no_lines(tmp_path: Path) -> None:
    visit = visit_of(read_folder(tmp_path, people="ref,surname\n"))

    assert visit.sheets["people"].height == 0


def test_a_sheet_name_may_be_written_with_capitals_and_spaces(tmp_path: Path) -> None:
    visit = visit_of(read_folder(tmp_path, **{"Animal Events": "animal_id\n\n"}))

    assert "animal_events" in visit.sheets


def test_two_files_for_one_sheet_are_refused(tmp_path: Path) -> None:
    reading = read_folder(tmp_path, **{"animal_events": "animal_id\n", "Animal-Events": "animal_id\n"})

    assert only_problem(reading).code == "sheet.twice"


def test_a_table_that_will_not_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "people.xlsx").write_bytes(b"")
    (tmp_path / "notes.md").write_text("free text is nobody's table")
    (tmp_path / ".people.csv.swp").write_bytes(b"")

    reading = read_folder(tmp_path, poeple="ref\n")

    assert codes(reading) == ["sheet.unknown", "file.not-read"]
    assert "people" in reading.problems[0].mend
