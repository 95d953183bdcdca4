"""Lists by somebody who had not seen how lists are read: nothing is lost without a word, nothing invented.

Each list NAME.py has its NAME.toml. `[sheets]` gives the number of lines of each sheet (an array: any of
these; no other sheet has lines), columns that stay `blank` because the list does not state them, and texts
that `must_not_appear`. `[[line]]` finds lines by `where` and gives cells: an array is any of these, "" a
blank, "?words" a blank whose words the planner is shown; "a|b" is one of two columns, `any` some column of
the line. `[[said]]` are words that the reading must show, `[[kept]]` words ("a|b": one of these) that must
stand in a cell or be shown.
"""

import datetime as dt
import math
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
import pytest

from comity.manifest.reading import Reading
from tests.manifest.first_look.lists import (
    engineers,
    france,
    frigate,
    futsuka,
    hunde,
    iryohan,
    jgsdf,
    look,
    luftwaffe,
    marines,
    nave,
    philippine_army,
    raaf,
    rafale,
    us_company,
    usar,
)

WRITERS = {
    "raaf": raaf,
    "jgsdf": jgsdf,
    "france": france,
    "marines": marines,
    "usar": usar,
    "philippine_army": philippine_army,
    "luftwaffe": luftwaffe,
    "nave": nave,
    "us_company": us_company,
    "iryohan": iryohan,
    "engineers": engineers,
    "frigate": frigate,
    "rafale": rafale,
    "futsuka": futsuka,
    "hunde": hunde,
}
EXPECTED: Mapping[str, Mapping[str, Any]] = {
    name: tomllib.loads((Path(__file__).parent / "lists" / f"{name}.toml").read_text(encoding="utf-8"))
    for name in WRITERS
}
NO_SHEETS = ("blank", "must_not_appear", "together")
BLANK = [(n, path) for n, e in EXPECTED.items() for path in e["sheets"]["blank"]]
COUNTED = [(n, k) for n, e in EXPECTED.items() for k in e["sheets"] if k not in NO_SHEETS]


@cache
def reading(name: str) -> Reading:
    with TemporaryDirectory() as folder:
        WRITERS[name].write(Path(folder))
        return look(Path(folder))


def sheets(name: str) -> Mapping[str, pl.DataFrame]:
    visit = reading(name).visit
    assert visit is not None
    return visit.sheets


@cache
def shown(name: str) -> str:
    """Everything that the planner is shown."""
    read = reading(name)
    parts = [*map(str, read.problems), *map(repr, read.tables), *map(repr, looked_facts(read))]
    return plain("\n".join(parts))


def plain(text: str) -> str:
    """White space of every kind is one, also as `repr` writes it."""
    for written in ("\\u3000", "\\xa0", "\\n", "\u3000", "\n"):
        text = text.replace(written, " ")
    return text.replace("\\'", "'")


def looked_facts(read: Reading) -> Sequence[object]:
    return read.looked.facts if read.looked else ()


def is_as(found: object, wanted: object, name: str) -> bool:
    if isinstance(wanted, list):
        return any(is_as(found, each, name) for each in wanted)
    if isinstance(wanted, str) and wanted.startswith("?"):
        return found is None and plain(wanted[1:]) in shown(name)
    if wanted == "":
        return found is None
    if isinstance(wanted, bool) or isinstance(found, bool):
        return found is wanted
    if isinstance(wanted, int | float) and isinstance(found, int | float):
        return math.isclose(found, wanted, abs_tol=0.006)
    assert isinstance(wanted, str | int | float | dt.date)
    if isinstance(found, str) and isinstance(wanted, str):
        return plain(found) == plain(wanted)
    return found == wanted


def holds(row: Mapping[str, object], column: str, wanted: object, name: str) -> bool:
    """Whether a column, or one of several, holds what is wanted; "" and "?words" need all of them blank."""
    stated = [row[each] for each in column.split("|") if row.get(each) is not None]
    if column == "any":
        stated = [cell for cell in row.values() if cell is not None]
        return any(is_as(cell, wanted, name) for cell in stated)
    return any(is_as(cell, wanted, name) for cell in stated or [None])


@pytest.mark.parametrize(("name", "sheet"), COUNTED)
def test_every_line_is_read_and_no_other(name: str, sheet: str) -> None:
    count = EXPECTED[name]["sheets"][sheet]

    height = sheets(name)[sheet].height if sheet in sheets(name) else 0

    assert height in (count if isinstance(count, list) else [count])


@pytest.mark.parametrize("name", WRITERS)
def test_no_sheet_has_lines_that_the_list_does_not_have(name: str) -> None:
    assert {sheet for sheet, frame in sheets(name).items() if frame.height} <= set(EXPECTED[name]["sheets"])


@pytest.mark.parametrize(
    ("name", "path"), [(n, p) for n, e in EXPECTED.items() for p in e["sheets"]["blank"]]
)
def test_what_the_list_does_not_state_stays_blank(name: str, path: str) -> None:
    sheet, column = path.split(".")
    frame = sheets(name).get(sheet, pl.DataFrame())

    assert column not in frame.columns or frame[column].null_count() == frame.height


@pytest.mark.parametrize(
    ("name", "text"), [(n, t) for n, e in EXPECTED.items() for t in e["sheets"]["must_not_appear"]]
)
def test_what_is_private_or_no_line_is_in_no_cell(name: str, text: str) -> None:
    texts = {
        cell
        for frame in sheets(name).values()
        for column in frame.select(pl.col(pl.String)).iter_columns()
        for cell in column.drop_nulls()
    }

    assert text not in texts
    assert len(text) <= 3 or not any(text in cell for cell in texts)


@pytest.mark.parametrize(
    ("name", "line"),
    [pytest.param(n, line, id=f"{n} {line['where']}") for n, e in EXPECTED.items() for line in e["line"]],
)
def test_a_line_says_what_its_row_says(name: str, line: Mapping[str, Any]) -> None:
    named = line["sheet"] if isinstance(line["sheet"], list) else [line["sheet"]]
    rows = [row for sheet in named if sheet in sheets(name) for row in sheets(name)[sheet].to_dicts()]
    found = [
        row
        for row in rows
        if all(holds(row, column, wanted, name) for column, wanted in line["where"].items())
    ]

    assert found or line.get("optional")
    assert [
        (column, [row.get(each) for each in column.split("|")], wanted)
        for row in found
        for column, wanted in line["is"].items()
        if not holds(row, column, wanted, name)
    ] == []


@pytest.mark.parametrize(
    ("name", "words"),
    [pytest.param(n, each["words"], id=each["about"]) for n, e in EXPECTED.items() for each in e["said"]],
)
def test_what_was_left_out_or_is_unclear_is_said(name: str, words: Sequence[str]) -> None:
    assert [word for word in words if plain(word) not in shown(name)] == []


@pytest.mark.parametrize(
    ("name", "words"), [(n, each["words"]) for n, e in EXPECTED.items() for each in e.get("kept", ())]
)
def test_nothing_that_the_list_says_is_lost(name: str, words: Sequence[str]) -> None:
    frames = sheets(name).values()
    cells = plain("\n".join(str(cell) for frame in frames for row in frame.rows() for cell in row))
    filled = {c for frame in frames for c in frame.columns if frame[c].null_count() < frame.height}

    assert [
        word
        for word in words
        if not any(
            plain(one) in shown(name) or plain(one) in cells or one in filled for one in word.split("|")
        )
    ] == []


@pytest.mark.parametrize(
    ("name", "together"),
    [(n, e["sheets"]["together"]) for n, e in EXPECTED.items() if "together" in e["sheets"]],
)
def test_every_line_is_read_once_on_some_sheet(name: str, together: Mapping[str, Any]) -> None:
    assert sum(sheets(name)[s].height for s in together["sheets"] if s in sheets(name)) == together["lines"]
