"""What cells say: the strict forms of each type, and the mistakes that are told instead of guessed."""

import datetime as dt
from pathlib import Path

import pytest

from tests.manifest.on_disk import codes, only_problem, read_folder, values, visit_of


def written(sheet: str, column: str, cells: tuple[str, ...]) -> dict[str, str]:
    first = "leg_id" if sheet == "movements" else "contingent" if column == "ref" else "ref"
    rows = (f'{"AU" if first == "contingent" else nth},"{cell}"' for nth, cell in enumerate(cells))
    return {sheet: "\n".join([f"{first},{column}", *rows])}


def in_column(folder: Path, sheet: str, column: str, *cells: str) -> list[object]:
    return visit_of(read_folder(folder, **written(sheet, column, cells))).sheets[sheet][column].to_list()


def mistakes_in_column(folder: Path, sheet: str, column: str, *cells: str) -> list[str]:
    reading = read_folder(folder, **written(sheet, column, cells))
    assert values(reading, sheet, column) == [None] * len(cells)
    return codes(reading)


def test_yes_and_no_have_many_words(tmp_path: Path) -> None:
    yes, no = (
        ("yes", "Y", "TRUE", "True", "1", "はい", "ＹＥＳ", " yes "),
        ("no", "N", "false", "0", "いいえ", "０"),
    )

    read = in_column(tmp_path, "people", "has_passport", *yes, *no)

    assert read == [True] * len(yes) + [False] * len(no)


def test_blank_cells_are_unknown_not_no(tmp_path: Path) -> None:
    assert in_column(tmp_path, "people", "has_passport", "", "  ", "\u3000") == [None, None, None]


def test_choices_are_taken_in_any_case_and_width(tmp_path: Path) -> None:
    read = in_column(
        tmp_path, "people", "person_role", "member", "Member", "ＭＥＭＢＥＲ", " civilian_component"
    )

    assert read == ["member", "member", "member", "civilian_component"]


def test_a_misspelt_choice_is_told_with_the_nearest(tmp_path: Path) -> None:
    problem = only_problem(read_folder(tmp_path, people="person_role\ncontracter\n"))

    assert str(problem) == (
        'people.csv, sheet people, row 2, column person_role: found "contracter"; expected member, '
        "civilian_component, contractor, dependant or other. Did you mean contractor? Write one of these "
        "words, or leave the cell blank."
    )


def test_states_are_alpha_2_or_alpha_3(tmp_path: Path) -> None:
    assert in_column(tmp_path, "people", "nationality", "AU", "aus", "ＪＰ", "Gbr") == [
        "AU",
        "AU",
        "JP",
        "GB",
    ]


def test_days_are_iso_days_of_the_calendar(tmp_path: Path) -> None:
    read = in_column(tmp_path, "people", "date_of_birth", "1990-02-28", "２０００-０２-２９")

    assert read == [dt.date(1990, 2, 28), dt.date(2000, 2, 29)]


def test_instants_have_an_offset_or_a_heading_that_says_utc(tmp_path: Path) -> None:
    read = in_column(
        tmp_path, "movements", "eta_utc", "2024-02-01T05:30Z", "2024-02-01 05:30", "2024-02-01T14:30+09:00"
    )

    assert read == [dt.datetime(2024, 2, 1, 5, 30, tzinfo=dt.UTC)] * 3


def test_numbers_have_a_decimal_point(tmp_path: Path) -> None:
    read = in_column(tmp_path, "goods", "quantity", "1", "-2.5", "１２", "1e3", ".5", "+4")

    assert read == [1.0, -2.5, 12.0, 1000.0, 0.5, 4.0]


def test_text_is_kept_as_it_is(tmp_path: Path) -> None:
    cells = (
        "ＡＢＣ",
        "=1+1",
        "-Smith",
        "@home",
        "  two  spaces",
        "a\tb",
        "\u200fעברית",
        "👩\u200d🚒",
        "1,234",
    )

    assert in_column(tmp_path, "people", "surname", *cells) == list(cells)


def test_keys_are_folded_so_that_they_find_each_other(tmp_path: Path) -> None:
    assert in_column(tmp_path, "people", "person_id", "Ｐ１", " P2 ") == ["P1", "P2"]


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("people.has_passport", "maybe", "cell.not-yes-no"),
        ("people.has_passport", "=A1", "cell.formula"),
        ("people.has_passport", "ye\u200bs", "cell.control-character"),
        ("people.person_role", "membr", "cell.not-a-choice"),
        ("people.nationality", "XX", "cell.not-a-state"),
        ("people.nationality", "Japan", "cell.not-a-state"),
        ("people.date_of_birth", "1990-02-30", "cell.impossible-day"),
        ("people.date_of_birth", "30/01/1990", "cell.not-a-day"),
        ("people.date_of_birth", "1990-1-2", "cell.not-a-day"),
        ("people.date_of_birth", "32874", "cell.not-a-day"),
        ("people.date_of_birth", "1990-01-02T10:00", "cell.day-with-time"),
        ("people.date_of_birth", "0001-01-01", "cell.day-out-of-range"),
        ("people.date_of_birth", "9999-12-31", "cell.day-out-of-range"),
        ("movements.eta_utc", "2024-02-01", "cell.not-an-instant"),
        ("movements.eta_utc", "2024-02-01T25:00Z", "cell.impossible-instant"),
        ("movements.eta_utc", "2024-02-30T05:00Z", "cell.impossible-instant"),
        ("incidents.occurred_at", "2024-02-01T05:30", "cell.instant-without-offset"),
        ("goods.packages_number", "3.5", "cell.not-a-whole-number"),
        ("goods.packages_number", "three", "cell.not-a-whole-number"),
        ("goods.packages_number", "10²", "cell.not-a-whole-number"),
        ("goods.packages_number", "9" * 400, "cell.not-a-whole-number"),
        ("goods.packages_number", "1,234", "cell.thousands-separator"),
        ("goods.quantity", "1,234.5", "cell.thousands-separator"),
        ("goods.quantity", "1 234", "cell.thousands-separator"),
        ("goods.quantity", "12,5", "cell.decimal-comma"),
        ("goods.quantity", "NaN", "cell.not-a-number"),
        ("goods.quantity", "inf", "cell.not-a-number"),
        ("goods.quantity", "1e400", "cell.out-of-range"),
        ("goods.quantity", "1" + "0" * 15, "cell.out-of-range"),
        ("goods.quantity", "12 kg", "cell.not-a-number"),
        ("goods.quantity", "-A1", "cell.formula"),
        ("people.surname", "evil\u202egnp.exe", "cell.control-character"),
        ("people.surname", "bell\x07", "cell.control-character"),
        ("people.surname", "x" * 10_001, "cell.too-long"),
        ("people.person_id", "P\u202e1", "cell.control-character"),
        ("people.person_id", "P\u200b1", "cell.control-character"),
        ("people.ref", "1\x1f", "cell.control-character"),
    ],
)
def test_what_cannot_be_read_is_told_and_unknown(tmp_path: Path, column: str, cell: str, code: str) -> None:
    sheet, name = column.split(".")

    assert mistakes_in_column(tmp_path, sheet, name, cell) == [code]


def test_invisible_characters_are_spelled_out_in_the_sentence(tmp_path: Path) -> None:
    problem = only_problem(read_folder(tmp_path, people="surname\nevil\u202egnp\n"))

    assert problem.found == 'found "evil\\u202egnp"'


def test_mistakes_of_one_kind_in_a_column_are_listed_up_to_ten_and_counted_exactly(tmp_path: Path) -> None:
    rows = "".join(f"{n},{'membr' if n % 2 else 'member'}\n" for n in range(10_000))

    reading = read_folder(tmp_path, people="ref,person_role\n" + rows)

    assert len(reading.problems) == 11
    assert [problem.place.row for problem in reading.problems[:3]] == [3, 5, 7]
    assert reading.problems[-1].found == "and 4,990 more like it"
    assert values(reading, "people", "person_role").count(None) == 5_000
