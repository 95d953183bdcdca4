"""Attestations: somebody vouches for facts of a sheet, except some lines; what the sheet says wins."""

import datetime as dt
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.domain.visits.visit import Attestation
from tests.manifest.on_disk import (
    HEADER,
    codes,
    only_problem,
    read,
    read_folder,
    values,
    visit_of,
    write_workbook,
)

MEMBERS = """
[[attestation]]
sheet = "people"
statement = "All persons listed are members"
by = "Wing Commander A. Example"
on = 2024-01-10
facts = { person_role = "member", has_military_id = true }
except = ["P3", "row 5"]
"""
PEOPLE = "person_id,ref,person_role\nP1,,\nP2,second,member\nP3,,\nP4,,\n"


def test_an_attestation_fills_the_blanks_of_every_line_but_those_excepted(tmp_path: Path) -> None:
    reading = read_folder(tmp_path, HEADER + MEMBERS, people=PEOPLE)

    assert values(reading, "people", "person_role") == ["member", "member", None, None]
    assert values(reading, "people", "has_military_id") == [True, True, None, None]


def test_an_attestation_is_kept_with_who_when_what_and_how_many_lines(tmp_path: Path) -> None:
    visit = visit_of(read_folder(tmp_path, HEADER + MEMBERS, people=PEOPLE))

    assert visit.attestations == (
        Attestation(
            sheet="people",
            statement="All persons listed are members",
            by="Wing Commander A. Example",
            on=dt.date(2024, 1, 10),
            facts={"person_role": "member", "has_military_id": True},
            exceptions=("P3", "row 5"),
            lines=2,
        ),
    )


def test_a_line_is_named_by_its_key_its_ref_its_row_or_its_place_in_the_answer(tmp_path: Path) -> None:
    names = 'except = ["P1", "second", "people!4-5"]'
    toml = HEADER + MEMBERS.replace('except = ["P3", "row 5"]', names)

    assert visit_of(read_folder(tmp_path, toml, people=PEOPLE)).attestations[0].lines == 0


def test_an_attestation_may_speak_of_some_lines_only(tmp_path: Path) -> None:
    toml = HEADER + MEMBERS.replace("except =", "only =")

    reading = read_folder(tmp_path, toml, people=PEOPLE)

    assert values(reading, "people", "has_military_id") == [None, None, True, True]


def test_an_attestation_may_be_of_one_contingent(tmp_path: Path) -> None:
    header = """
receiving_state = "JP"
start = 2024-02-01
end = 2024-02-20
[[contingent]]
id = "one"
sending_state = "AU"
[[contingent]]
id = "two"
sending_state = "GB"
"""
    people = "ref,contingent,person_role\nA,,\nB,one,\nC,two,\n"
    toml = header + MEMBERS.replace('except = ["P3", "row 5"]', 'contingent = "one"')

    assert values(read_folder(tmp_path, toml, people=people), "people", "person_role") == [
        "member",
        "member",
        None,
    ]


def test_where_the_sheet_says_otherwise_the_sheet_wins_and_both_are_named(tmp_path: Path) -> None:
    people = PEOPLE.replace("P1,,", "P1,,contractor")

    reading = read_folder(tmp_path, HEADER + MEMBERS, people=people)

    problem = only_problem(reading)
    assert problem.code == "attestation.contradicted"
    assert problem.place.row == 2
    assert "contractor" in problem.found
    assert "Wing Commander A. Example" in problem.found
    assert values(reading, "people", "person_role")[0] == "contractor"


def test_a_line_that_is_excepted_contradicts_nothing(tmp_path: Path) -> None:
    people = PEOPLE.replace("P3,,", "P3,,contractor")

    assert visit_of(read_folder(tmp_path, HEADER + MEMBERS, people=people))


def test_two_attestations_that_differ_are_named_and_the_first_fills(tmp_path: Path) -> None:
    whole = MEMBERS.replace('except = ["P3", "row 5"]', "")
    other = whole.replace('"member"', '"contractor"').replace("Wing", "Group")

    reading = read_folder(tmp_path, HEADER + whole + other, people="ref\nA\n")

    problem = only_problem(reading)
    assert problem.code == "attestation.contradicted"
    assert "an earlier attestation" in problem.found
    assert values(reading, "people", "person_role") == ["member"]


def test_a_cell_that_could_not_be_read_is_no_blank(tmp_path: Path) -> None:
    people = PEOPLE.replace("P1,,", "P1,,soldier")

    reading = read_folder(tmp_path, HEADER + MEMBERS, people=people)

    assert codes(reading) == ["cell.not-a-choice"]
    assert values(reading, "people", "person_role")[0] is None


def test_facts_of_the_visit_and_of_its_contingents_can_be_attested(tmp_path: Path) -> None:
    toml = (
        HEADER
        + """
location_kind = "land"
[[attestation]]
sheet = "visit"
statement = "An exercise of both forces"
by = "Major B. Example"
facts = { activity_type = "exercise", capacity = "own_force" }
"""
    )
    visit = visit_of(read_folder(tmp_path, toml))

    assert visit.facts["activity_type"] == "exercise"
    assert visit.facts["location_kind"] == "land"
    assert visit.contingents[0].facts == {"capacity": "own_force"}
    assert visit.attestations[0].lines == 1


def test_what_the_visit_states_itself_wins_over_an_attestation(tmp_path: Path) -> None:
    toml = (
        HEADER
        + """
activity_type = "training"
[[attestation]]
sheet = "visit"
statement = "An exercise"
by = "Major B. Example"
facts = { activity_type = "exercise" }
"""
    )
    reading = read_folder(tmp_path, toml)

    assert only_problem(reading).code == "attestation.contradicted"
    assert reading.visit is not None
    assert reading.visit.facts["activity_type"] == "training"


def test_an_attestation_that_leaves_out_a_line_nobody_knows_fills_nothing(tmp_path: Path) -> None:
    reading = read_folder(tmp_path, HEADER + MEMBERS.replace('"P3"', '"P9"'), people=PEOPLE)

    assert reading.visit is not None
    assert reading.visit.attestations[0].lines == 0


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ('by = "Wing Commander A. Example"', "", "attestation.missing"),
        ('statement = "All persons listed are members"', "", "attestation.missing"),
        ('sheet = "people"', 'sheet = "persons"', "attestation.not-a-sheet"),
        ("person_role", "role", "attestation.unknown-fact"),
        ("person_role", "person_id", "attestation.unknown-fact"),
        ('"member"', '"soldier"', "cell.not-a-choice"),
        ("on = 2024-01-10", 'on = "soon"', "cell.not-a-day"),
        ("on =", "day =", "attestation.unknown-key"),
        ('"P3"', '"P9"', "attestation.exception-unknown"),
        ('"row 5"', '"P3"', "attestation.exception-twice"),
        ('"row 5"', '"row 4"', "attestation.exception-twice"),
        ("except =", 'contingent = "none"\nexcept =', "attestation.unknown-contingent"),
        ("{ person_role", "[{ a = 1 }] #", "attestation.unknown-fact"),
    ],
)
def test_every_mistake_in_an_attestation_is_named_with_its_place(
    tmp_path: Path, before: str, after: str, code: str
) -> None:
    reading = read_folder(tmp_path, HEADER + MEMBERS.replace(before, after), people=PEOPLE)

    assert code in codes(reading)
    assert all(problem.place.file and problem.mend for problem in reading.problems)


def test_an_attestation_by_nobody_fills_nothing(tmp_path: Path) -> None:
    toml = HEADER + MEMBERS.replace('by = "Wing Commander A. Example"', "")

    assert values(read_folder(tmp_path, toml, people=PEOPLE), "people", "person_role")[0] is None


def test_a_workbook_has_attestations_as_rows(tmp_path: Path) -> None:
    book = write_workbook(
        tmp_path / "visit.xlsx",
        {
            "attestations": (
                ("sheet", "statement", "by", "on", "facts", "except"),
                ("people", "All are members", "A. Example", "2024-01-10",
                 "person_role = member; has_military_id = yes", "P2, row 4"),
            ),
            "people": (("person_id", "surname"), ("P1", "Example"), ("P2", "Example"), ("P3", "Example")),
        },
    )  # fmt: skip

    reading = read(book)

    assert values(reading, "people", "person_role") == ["member", None, None]
    assert visit_of(reading).attestations[0].exceptions == ("P2", "row 4")


def test_more_attestations_than_any_visit_has_are_refused(tmp_path: Path) -> None:
    reading = read_folder(tmp_path, HEADER + MEMBERS * 501, people=PEOPLE)

    assert codes(reading) == ["limit.attestations"]


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_no_text_whatever_in_an_attestation_raises(
    tmp_path_factory: pytest.TempPathFactory, name: str, by: str, exception: str
) -> None:
    quoted = [
        io.StringIO(text).getvalue().encode("utf-8", "replace").decode() for text in (name, by, exception)
    ]
    escaped = ["".join(f"\\U{ord(c):08x}" for c in text) for text in quoted]
    toml = f"""{HEADER}
[[attestation]]
sheet = "people"
statement = "{escaped[0]}"
by = "{escaped[1]}"
facts = {{ "{escaped[0]}" = "{escaped[1]}", has_passport = true }}
except = ["{escaped[2]}"]
"""
    reading = read_folder(tmp_path_factory.mktemp("visit"), toml, people="ref\nA\n")

    assert reading.visit is not None
