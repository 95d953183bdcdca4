"""Damaged inputs: never anything but a reading, and never a cell that is silently lost.

By default a few hundred damaged visits; with HYPOTHESIS_PROFILE=thorough tens of thousands.
"""

import csv
import datetime as dt
import io
import os
import tempfile
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from comity.domain.provisions.vocabulary import SHEETS
from comity.manifest.problems import label
from comity.manifest.reading import Reading
from comity.manifest.spelling import is_blank, name_of
from tests.manifest.on_disk import HEADER, HEADER_ROWS, read, read_folder, vocabulary, workbook_bytes

THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"


def examples(quick: int) -> settings:
    return settings(
        max_examples=quick * 50 if THOROUGH else quick,
        deadline=None,
        database=None,
        derandomize=not THOROUGH,
        suppress_health_check=list(HealthCheck),
    )


PEOPLE = (
    "ref,contingent,person_role,nationality,has_passport,date_of_birth,surname,arrives_on,arrives_leg\n"
    "1,army,member,AU,yes,1990-01-02,Smith,2024-02-03,L1\n"
    '2,navy,contractor,GBR,no,1985-12-31,"O""Hara, J\nJr",,L1\n'
    ",,civilian_component,jp,はい,,佐藤,2024-02-05,\n"
)
MOVEMENTS = "leg_id,mode,eta_utc,to_place\nL1,air,2024-02-02T16:00Z,RJTY\nL2,sea,2024-02-03 10:00,\n"
GOODS = "line_id;quantity;packages_number;for_sale\nG1;1.5;2;no\nG2;-3;4;\n"
TOML = (
    'title = "Übung"\nreceiving_state = "JP"\nstart = 2024-02-01\nend = 2024-02-20\n'
    "activity_mutually_decided = true\n"
    '[[contingent]]\nid = "army"\nsending_state = "AU"\n[[contingent]]\nid = "navy"\nsending_state = "GB"\n'
    '[answers.goods]\nfor_sale = false\n[leads]\nvisa = "10 working-days"\n'
)
FILES = {
    "visit.toml": TOML.encode(),
    "people.csv": PEOPLE.encode(),
    "movements.csv": MOVEMENTS.encode("utf-8-sig"),
    "goods.csv": b"\xff\xfe" + GOODS.encode("utf-16-le"),
}


def read_files(files: dict[str, bytes]) -> Reading:
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        return read(Path(folder))


def read_workbook(content: bytes) -> Reading:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "visit.xlsx"
        path.write_bytes(content)
        return read(path)


def assert_sound(reading: Reading) -> None:
    """Every problem is a full sentence, there is a reason for having no visit, and frames hold together."""
    for problem in reading.problems:
        assert problem.code
        assert problem.found
        assert problem.expected
        assert problem.mend.endswith((".", "]."))
        assert str(problem).isprintable()
    if reading.visit is None:
        assert reading.problems
        return
    for frame in reading.visit.sheets.values():
        assert frame["row"].is_unique().all()
        assert frame["arrives_on"].null_count() == frame["departs_on"].null_count() == 0
        assert (frame["arrives_on"] >= reading.visit.start).all()
        assert (frame["departs_on"] <= reading.visit.end).all()
        assert (frame["arrives_on"] <= frame["departs_on"]).all()


def told(reading: Reading, sheet: str) -> Counter[str]:
    """How many problems were told of each column of a sheet, by its heading as shown."""
    counts: Counter[str] = Counter()
    for problem in reading.problems:
        if problem.place.sheet == sheet:
            more = problem.found.removeprefix("and ").removesuffix(" more like it").replace(",", "")
            counts[problem.place.column] += int(more) if more.isdigit() else 1
    return counts


def assert_nothing_lost(reading: Reading, sheet: str, table: list[list[str]]) -> None:
    """Every cell that is not blank became a value, or is told of: cell by cell, as the table was written."""
    assert reading.visit is not None
    headings, *rows = table
    counts = told(reading, sheet)
    frame = reading.visit.sheets[sheet]
    written = [number for number, row in enumerate(rows, start=2) if not all(is_blank(cell) for cell in row)]
    assert frame["row"].to_list() == written
    for at, heading in enumerate(headings):
        filled = sum(not is_blank(row[at]) for row in rows)
        name = name_of(heading)
        is_first = [name_of(other) for other in headings].index(name) == at
        if name in frame.columns and is_first:
            told_of = counts[label(heading.strip())]
            assert frame.height - frame[name].null_count() >= filled - told_of, (
                name,
                table,
                reading.problems,
            )
        elif filled:
            assert counts[label(heading.strip())] + counts[label(heading)] > 0, (
                heading,
                table,
                reading.problems,
            )


edits = st.lists(
    st.tuples(st.floats(0, 1), st.sampled_from(["flip", "drop", "add", "cut"]), st.integers(0, 255)),
    min_size=1,
    max_size=6,
)


def damaged(content: bytes, changes: list[tuple[float, str, int]]) -> bytes:
    """The content with bytes changed, dropped or added, or its end cut off."""
    held = bytearray(content)
    for where, how, byte in changes:
        at = min(int(where * len(held)), max(0, len(held) - 1))
        match how:
            case "flip" if held:
                held[at] = byte
            case "drop":
                del held[at : at + 1]
            case "add":
                held.insert(at, byte)
            case "cut":
                del held[max(at, len(held) // 2) :]
    return bytes(held)


@examples(150)
@given(st.sampled_from(sorted(FILES)), edits)
def test_damaged_files_are_read_or_told(name: str, changes: list[tuple[float, str, int]]) -> None:
    reading = read_files({**FILES, name: damaged(FILES[name], changes)})

    assert_sound(reading)


@cache
def workbook() -> bytes:
    tables = {
        name.removesuffix(".csv"): list(
            csv.reader(io.StringIO(text), delimiter=";" if "goods" in name else ",")
        )
        for name, text in (("people.csv", PEOPLE), ("movements.csv", MOVEMENTS), ("goods.csv", GOODS))
    }
    contingents = (("id", "sending_state"), ("army", "AU"), ("navy", "GB"))
    header = tuple(row for row in HEADER_ROWS if row[0] != "sending_state")
    return workbook_bytes({"visit": header, "contingents": contingents, **tables})


def test_the_undamaged_visits_are_without_mistakes() -> None:
    assert read_files(FILES).problems == ()
    assert read_workbook(workbook()).problems == ()


@examples(40)
@given(edits)
def test_damaged_workbooks_are_told(changes: list[tuple[float, str, int]]) -> None:
    content = damaged(workbook(), changes)
    assume(content != workbook())

    reading = read_workbook(content)

    assert_sound(reading)


@examples(80)
@given(
    st.sampled_from(["sheet1", "sheet2", "sheet3", "sheet4", "sharedStrings", "styles", "workbook"]), edits
)
def test_workbooks_with_damaged_parts_are_read_or_told(
    part: str, changes: list[tuple[float, str, int]]
) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as old, zipfile.ZipFile(held, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, damaged(content, changes) if name.endswith(f"{part}.xml") else content)

    assert_sound(read_workbook(held.getvalue()))


odd_texts = st.one_of(
    st.text(max_size=12),
    st.text(
        alphabet="\u202e\u200b\u200f\0\x07\ufeff\ufffd０１２ｙｅｓ\u0661²½−–'\"=+-@,;\t\n\r Ａ", max_size=6
    ),
    st.sampled_from(
        [
            "NaN",
            "inf",
            "1e999",
            "9" * 40,
            "1,234",
            "12,5",
            "2023-02-30",
            "30/01/2024",
            "2024-02-01T05:00",
            "=A1",
            "#REF!",
            "-",
            "n/a",
            "L1",
            "army",
            "AU",
        ]
    ),
)
good_texts = st.sampled_from(
    [
        "",
        "yes",
        "no",
        "member",
        "AU",
        "jpn",
        "2024-02-03",
        "2024-02-04T10:00Z",
        "5",
        "2.5",
        "army",
        "dog",
        "text",
        "１２",
    ]
)


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, list[list[str]]]:
    """A sheet with some headings that are known and some that are not, and cells of all kinds."""
    sheet = draw(st.sampled_from(SHEETS))
    known = [*vocabulary().of(sheet), "contingent", "ref", "arrives_on", "departs_on"]
    headings = draw(
        st.lists(st.one_of(st.sampled_from(known), st.sampled_from(known), odd_texts), min_size=2, max_size=8)
    )
    cell = st.one_of(good_texts, odd_texts)
    rows = draw(st.lists(st.lists(cell, min_size=len(headings), max_size=len(headings)), max_size=6))
    return sheet, [headings, *rows]


def as_csv(table: list[list[str]], quoting: int = csv.QUOTE_MINIMAL) -> bytes:
    held = io.StringIO()
    csv.writer(held, quoting=quoting, lineterminator="\n").writerows(table)  # type: ignore[arg-type]
    return held.getvalue().encode("utf-8", "replace")


@examples(250)
@given(tables())
def test_no_cell_of_a_random_sheet_is_lost_without_a_word(written: tuple[str, list[list[str]]]) -> None:
    sheet, table = written
    assume(name_of(table[0][-1]) and not any("\0" in cell for row in table for cell in row))

    with tempfile.TemporaryDirectory() as folder:
        reading = read_folder(Path(folder), TOML, **{sheet: as_csv(table, csv.QUOTE_ALL)})

    assert_sound(reading)
    if reading.visit is not None and sheet in reading.visit.sheets:
        assert_nothing_lost(reading, sheet, table)
    else:
        assert reading.problems


@examples(100)
@given(tables())
def test_quotes_change_nothing(written: tuple[str, list[list[str]]]) -> None:
    sheet, table = written
    plain = [
        [cell.translate(dict.fromkeys(map(ord, ',;\t\n\r"\0\ufeff'), " ")) for cell in row] for row in table
    ]

    with tempfile.TemporaryDirectory() as folder:
        unquoted = read_folder(Path(folder), TOML, **{sheet: as_csv(plain)})
        quoted = read_folder(Path(folder), TOML, **{sheet: as_csv(plain, csv.QUOTE_ALL)})

    assert unquoted.problems == quoted.problems
    assert_same_sheets(unquoted, quoted)


@examples(20)
@given(tables())
def test_a_long_sheet_is_read_as_a_short_one(written: tuple[str, list[list[str]]]) -> None:
    sheet, table = written
    headings, *rows = table
    assume(rows and not all(is_blank(cell) for row in rows for cell in row))
    long = [headings, *rows * (2_001 // len(rows) + 1)]

    with tempfile.TemporaryDirectory() as folder:
        short = read_folder(Path(folder), TOML, **{sheet: as_csv(table, csv.QUOTE_ALL)})
        repeated = read_folder(Path(folder), TOML, **{sheet: as_csv(long, csv.QUOTE_ALL)})

    of_cells = [{p.code for p in reading.problems if p.code != "key.twice"} for reading in (short, repeated)]
    assert of_cells[0] == of_cells[1]
    assert_same_sheets(
        short,
        repeated,
        rows=short.visit.sheets[sheet].height if short.visit and sheet in short.visit.sheets else 0,
    )


cells = st.one_of(
    odd_texts,
    good_texts,
    st.none(),
    st.booleans(),
    st.integers(-(10**18), 10**18),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(dt.date(1900, 3, 1), dt.date(2300, 1, 1)),
    st.datetimes(dt.datetime(1900, 3, 1), dt.datetime(2300, 1, 1)),  # noqa: DTZ001
)


@examples(60)
@given(st.sampled_from(SHEETS), st.data())
def test_no_cell_of_a_random_workbook_is_lost_without_a_word(sheet: str, data: st.DataObject) -> None:
    known = [*vocabulary().of(sheet), "ref", "contingent"]
    headings = data.draw(st.lists(st.sampled_from(known), min_size=1, max_size=6, unique=True))
    rows = data.draw(st.lists(st.lists(cells, min_size=len(headings), max_size=len(headings)), max_size=5))
    # What a spreadsheet cannot hold is not put into one.
    storable = [
        [cell if not isinstance(cell, str) or cell.isprintable() else "odd" for cell in row] for row in rows
    ]

    reading = read_workbook(workbook_bytes({"visit": HEADER_ROWS, sheet: [headings, *storable]}))

    assert_sound(reading)
    assert reading.visit is not None
    texts = [["" if cell is None else str(cell) for cell in row] for row in storable]
    if any(not is_blank(cell) for row in texts for cell in row):
        assert_nothing_lost(reading, sheet, [headings, *texts])


@examples(60)
@given(st.text(max_size=40), st.sampled_from(["activity_type", "start", "sending_state", "title", "x"]))
def test_random_values_in_visit_toml_are_read_or_told(text: str, key: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        as_text = read_folder(
            Path(folder), HEADER.encode() + f"\n{key} = '''{text}'''".encode("utf-8", "replace")
        )
        as_value = read_folder(Path(folder), HEADER.encode() + f"\n{key} = {text}".encode("utf-8", "replace"))

    assert_sound(as_text)
    assert_sound(as_value)
    assert as_value.problems or as_value.visit


def assert_same_sheets(one: Reading, other: Reading, rows: int | None = None) -> None:
    assert (one.visit is None) == (other.visit is None)
    if one.visit is None or other.visit is None:
        return
    assert one.visit.sheets.keys() == other.visit.sheets.keys()
    for name, frame in one.visit.sheets.items():
        compared = other.visit.sheets[name].head(len(frame) if rows is None else rows)
        assert_frame_equal(frame, compared)
