"""Lists from strangers: what is huge, odd or meant to deceive costs little and is never lost silently."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity.manifest.spelling import is_blank
from tests.manifest.first_look.lists import codes, columns, look, look_at_csv, look_at_workbook, values
from tests.manifest.on_disk import HEADER, workbook_bytes
from tests.manifest.test_limits import rezipped

#: People see it, and Japanese text is full of it.
WIDE_SPACE = "\u3000"


def test_two_hundred_columns_are_read(tmp_path: Path) -> None:
    names = [f"Note {nth}" for nth in range(194)]
    names[7:7] = ["Rank", "Surname", "Given names", "Svc No", "DOB", "Nationality"]
    cells = [f"c{nth}" for nth in range(200)]
    cells[11:13] = ["13/02/1990", "Australian"]

    reading = look_at_csv(tmp_path, f"{','.join(names)}\n{','.join(cells)}\n")

    assert reading.problems == ()
    assert values(reading, "people", "nationality") == ["AU"]
    assert len(reading.tables[0].columns) == 200
    assert columns(reading, "people")["Note 193"] is None


def test_a_heading_of_ten_thousand_characters_is_unknown_and_shown_short(tmp_path: Path) -> None:
    reading = look_at_csv(tmp_path, f"Rank,Surname,{'Weight ' * 1500}\nSGT,Example,1\n")

    assert values(reading, "people", "rank") == ["SGT"]


@pytest.mark.parametrize(
    "heading", ["Ｓｕｒｎａｍｅ", "SURNAME", " surname ", "Sur­name".replace("­", ""), "Surname\u200b"]
)
def test_odd_unicode_headings_are_known_or_listed(tmp_path: Path, heading: str) -> None:
    reading = look_at_csv(tmp_path, f"Rank,{heading},Svc No\nSGT,Example,A1\n")

    assert list(columns(reading, "people").values())[1] in ("surname", None)
    assert all(str(problem).replace(WIDE_SPACE, "").isprintable() for problem in reading.problems)


@pytest.mark.parametrize(
    "cell", ["=HYPERLINK(1)", "<script>alert(1)</script>", "\u202egpj.exe", "+1+1", "@x"]
)
def test_what_would_act_elsewhere_is_only_a_text(tmp_path: Path, cell: str) -> None:
    reading = look_at_csv(tmp_path, f"{cell}\nRank,Surname,{cell}\nSGT,{cell},{cell}\nTotal,{cell},1\n")

    assert reading.visit is not None
    for problem in reading.problems:
        assert str(problem).replace(WIDE_SPACE, "").isprintable()
    for table in reading.tables:
        assert all(note.replace(WIDE_SPACE, "").isprintable() for note in table.notes)


@pytest.mark.parametrize("cell", ["9" * 400, "1e999", "-" * 5000, "1," * 4000, "9" * 9_999 + " lb"])
def test_huge_numbers_are_problems_not_values(tmp_path: Path, cell: str) -> None:
    reading = look_at_csv(tmp_path, f'Rego,Make,Weight (lb)\nA1,Merc,"{cell}"\n')

    assert reading.problems
    assert values(reading, "vehicles", "gross_mass_kg") == [None]


def test_every_other_row_blank_costs_no_more(tmp_path: Path) -> None:
    rows = "\n\n".join(f"SGT,Example,A{nth}" for nth in range(5_000))

    assert len(values(look_at_csv(tmp_path, f"Rank,Surname,Svc No\n{rows}\n"), "people", "row")) == 5_000


def test_a_zip_bomb_is_still_refused(tmp_path: Path) -> None:
    content = workbook_bytes({"Roll": (("Rank", "Surname"), ("SGT", "Example"))})
    (tmp_path / "list.xlsx").write_bytes(rezipped(content, {"xl/worksheets/sheet2.xml": b" " * 100_000_000}))

    assert codes(look(tmp_path / "list.xlsx"))[0] == "limit.workbook-unpacked"


def test_a_companion_that_is_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.toml").write_text(HEADER)
    folder = tmp_path / "lists"
    folder.mkdir()
    (folder / "list.csv").write_text("Rank,Surname\nSGT,Example\n")
    (folder / "list.toml").symlink_to(tmp_path / "secret.toml")

    assert codes(look(folder / "list.csv")) == ["file.outside-the-folder"]


CELLS = st.text(
    alphabet=st.sampled_from("aB1, ./-:;\n\"'%$=+@（）合計年UNkglbx×\u3000\u202e\u200b½é"), max_size=12
) | st.sampled_from(["Rank", "Surname", "Ser", "Total", "PALLET 1", "DOB", "Qty", "6 x Tent", "1,250 lb", ""])


@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=6), min_size=1, max_size=12))
def test_whatever_stands_in_a_grid_the_reading_is_sound(tmp_path: Path, rows: list[list[str]]) -> None:
    headed = [["Rank", "Surname", "DOB", "Remarks"], *rows]

    reading = look_at_workbook(
        tmp_path, {"Roll": [[c.replace("\u200b", "") or None for c in row] for row in headed]}
    )

    for problem in reading.problems:
        assert str(problem).replace(WIDE_SPACE, "").isprintable()
    assert reading.visit is not None
    told = {
        number
        for table in reading.tables
        for number in _rows_named((*table.notes, *(column.note for column in table.columns)))
    }
    lines = {int(str(row)) for frame in reading.visit.sheets.values() for row in frame["row"]}
    for number, row in enumerate(headed[1:], start=2):
        if any(not is_blank(cell.replace("\u200b", "")) for cell in row) and not reading.problems:
            assert number in lines | told or _stated(reading.looked, number), (number, row)


def _rows_named(notes: tuple[str, ...]) -> set[int]:
    return {int(found) for note in notes for found in re.findall(r"\b(\d+)\b", note)}


def _stated(looked: object, row: int) -> bool:
    facts = getattr(looked, "facts", ())
    tables = getattr(looked, "tables", ())
    heads = {n for t in tables for n in range(t.found.first_heading, t.found.last_heading + 1)}
    return row in heads or any(fact.place.row == row for fact in facts)
