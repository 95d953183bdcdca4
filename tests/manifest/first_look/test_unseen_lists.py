"""Lists by somebody who had not seen how lists are read: nothing is lost without a word, nothing invented.

Each list NAME.py has its NAME.toml. `[sheets]` gives the number of lines of each sheet (an array: any of
these; no other sheet has lines), columns that stay `blank` because the list does not state them, and texts
that `must_not_appear`. `[[line]]` finds lines by `where` and gives cells: an array is any of these, "" a
blank, "?words" a blank whose words the planner is shown. `[[said]]` are words that the reading must show.
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
from tests.manifest.first_look.lists import france, jgsdf, look, marines, raaf, usar

WRITERS = {"raaf": raaf, "jgsdf": jgsdf, "france": france, "marines": marines, "usar": usar}
EXPECTED: Mapping[str, Mapping[str, Any]] = {
    name: tomllib.loads((Path(__file__).parent / "lists" / f"{name}.toml").read_text(encoding="utf-8"))
    for name in WRITERS
}
BLANK = [(n, path) for n, e in EXPECTED.items() for path in e["sheets"]["blank"]]
COUNTED = [(n, k) for n, e in EXPECTED.items() for k in e["sheets"] if k not in ("blank", "must_not_appear")]


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
    return "\n".join([*map(str, read.problems), *map(repr, read.tables), *map(repr, looked_facts(read))])


def looked_facts(read: Reading) -> Sequence[object]:
    return read.looked.facts if read.looked else ()


def is_as(found: object, wanted: object, name: str) -> bool:
    if isinstance(wanted, list):
        return any(is_as(found, each, name) for each in wanted)
    if isinstance(wanted, str) and wanted.startswith("?"):
        return found is None and wanted[1:] in shown(name)
    if wanted == "":
        return found is None
    if isinstance(wanted, bool) or isinstance(found, bool):
        return found is wanted
    if isinstance(wanted, int | float) and isinstance(found, int | float):
        return math.isclose(found, wanted, abs_tol=0.006)
    assert isinstance(wanted, str | int | float | dt.date)
    return found == wanted


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
    frame = sheets(name)[line["sheet"]]
    found = [
        row
        for row in frame.to_dicts()
        if all(is_as(row.get(column), value, name) for column, value in line["where"].items())
    ]

    assert found
    assert [
        (column, row.get(column), wanted)
        for row in found
        for column, wanted in line["is"].items()
        if not is_as(row.get(column), wanted, name)
    ] == []


@pytest.mark.parametrize(
    ("name", "words"),
    [pytest.param(n, each["words"], id=each["about"]) for n, e in EXPECTED.items() for each in e["said"]],
)
def test_what_was_left_out_or_is_unclear_is_said(name: str, words: Sequence[str]) -> None:
    assert [word for word in words if word not in shown(name)] == []
