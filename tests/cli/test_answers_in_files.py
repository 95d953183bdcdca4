"""`comity assess --format … --out FILE`: whole or not at all, and never over what is there."""

import io
import json
import os
import re
from pathlib import Path
from typing import BinaryIO

import openpyxl
import pytest
import python_calamine

from comity.cli.main import main
from tests.cli.visits import MEMBER, ON, STATUS, visit_folder, with_outcome
from tests.manifest.on_disk import write_workbook

#: How a file of each form begins.
BEGINS = {"text": b"Winter", "json": b"{", "html": b"<!doctype html>", "xlsx": b"PK", "ics": b"BEGIN"}


def assess(visit: Path, *options: str) -> int:
    return main(["assess", str(visit), "--on", ON, *options])


@pytest.mark.parametrize("form", BEGINS)
def test_an_answer_is_written_in_each_form_and_the_status_stays(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = with_outcome(tmp_path / "visit", "undetermined"), tmp_path / "answer.file"

    status = assess(folder, "--format", form, "--out", str(out))

    assert status == STATUS["undetermined"]
    begins = {
        "text": b"Winter exercise",
        "json": b"{",
        "html": b"<!doctype html>",
        "xlsx": b"PK",
        "ics": b"BEGIN",
    }
    assert out.read_bytes().startswith(begins[form])
    said = capsys.readouterr().out
    assert "UNDETERMINED: 1 of 1 lines" in said
    assert "answer.file" in said
    assert sorted(file.name for file in tmp_path.iterdir()) == ["answer.file", "visit"]


@pytest.mark.parametrize(
    ("name", "form"),
    [("a.html", "html"), ("a.HTM", "html"), ("a.json", "json"), ("a.xlsx", "xlsx"), ("a.txt", "text")],
)
def test_the_name_of_the_file_tells_the_form(name: str, form: str, tmp_path: Path) -> None:
    folder = with_outcome(tmp_path / "visit", "permitted")

    assess(folder, "--out", str(tmp_path / name))

    assert (tmp_path / name).read_bytes().startswith(BEGINS[form])


@pytest.mark.parametrize("form", ["html", "ics", "xlsx"])
def test_without_a_file_the_bytes_go_to_standard_output(
    form: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    folder = with_outcome(tmp_path / "visit", "permitted")

    assess(folder, "--format", form)

    out = capfdbinary.readouterr().out
    if form == "xlsx":
        assert python_calamine.load_workbook(io.BytesIO(out)).sheet_names[0] == "Answer"
    else:
        assert b"Winter exercise" in out


def test_a_workbook_is_not_poured_into_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)

    status = assess(with_outcome(tmp_path / "visit", "permitted"), "--format", "xlsx")

    assert status == 2
    assert "[out.needed]" in capsys.readouterr().err


def test_a_file_that_is_there_is_replaced_only_by_force(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = with_outcome(tmp_path / "visit", "permitted"), tmp_path / "answer.html"
    out.write_text("mine")

    refused = assess(folder, "--out", str(out))

    assert (refused, out.read_text()) == (2, "mine")
    assert "[out.exists]" in capsys.readouterr().err
    assert assess(folder, "--out", str(out), "--force") == 0
    assert out.read_text().startswith("<!doctype")


@pytest.mark.parametrize("name", ["visit.toml", "people.csv"])
@pytest.mark.parametrize("named_by", ["folder", "toml"])
def test_no_force_writes_over_what_was_read(
    name: str, named_by: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = with_outcome(tmp_path / "visit", "permitted")
    visit = folder if named_by == "folder" else folder / "visit.toml"
    before = (folder / name).read_bytes()
    (tmp_path / "soft").symlink_to(folder / name)
    os.link(folder / name, tmp_path / "hard")

    for out in (folder / name, tmp_path / "soft", tmp_path / "hard"):
        status = assess(visit, "--format", "html", "--out", str(out), "--force")

        assert (status, (folder / name).read_bytes()) == (2, before)
        assert "[out.is-input]" in capsys.readouterr().err


def test_the_workbook_that_was_read_is_never_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_workbook(tmp_path / "visit.xlsx", {"people": [list(MEMBER), list(MEMBER.values())]})
    before = path.read_bytes()

    status = assess(path, "--format", "xlsx", "--out", str(path), "--force")

    assert (status, path.read_bytes()) == (2, before)
    assert "[out.is-input]" in capsys.readouterr().err


def test_a_table_is_not_put_where_it_would_be_read_as_part_of_the_visit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = with_outcome(tmp_path / "visit", "permitted")

    status = assess(folder, "--out", str(folder / "answer.xlsx"))

    assert status == 2
    assert "[out.in-visit]" in capsys.readouterr().err
    assert assess(folder, "--out", str(folder / "answer.html")) == 0
    assert assess(folder, "--out", str(tmp_path / "answer.xlsx")) == 0


@pytest.mark.parametrize("kind", ["folder", "pipe"])
def test_only_plain_files_are_written(kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.html"
    out.mkdir() if kind == "folder" else os.mkfifo(out)

    status = assess(with_outcome(tmp_path / "visit", "permitted"), "--out", str(out), "--force")

    assert status == 2
    assert "[out.not-plain]" in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = with_outcome(tmp_path / "visit", "permitted")

    assert assess(folder, "--out", str(tmp_path / "nowhere" / "a.html")) == 2
    assert "[out.no-folder]" in capsys.readouterr().err


def test_what_fails_while_it_is_written_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, out = with_outcome(tmp_path / "visit", "permitted"), tmp_path / "answer.xlsx"
    out.write_text("mine")

    def fails(target: BinaryIO, *_: object) -> None:
        target.write(b"half of it")
        raise KeyboardInterrupt

    monkeypatch.setattr("comity.report.workbook.write_workbook", fails)
    with pytest.raises(KeyboardInterrupt):
        assess(folder, "--out", str(out), "--force")

    assert out.read_text() == "mine"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["answer.xlsx", "visit"]


def test_where_nothing_can_be_answered_a_machine_finds_the_mistakes_in_the_file(tmp_path: Path) -> None:
    folder, out = visit_folder(tmp_path / "visit", MEMBER, start=None), tmp_path / "answer.json"

    assert assess(folder, "--out", str(out)) == 2
    assert json.loads(out.read_text())["outcome"] is None


def test_the_answer_of_a_workbook_can_be_opened_and_has_the_planners_rows(tmp_path: Path) -> None:
    rows = [list(MEMBER), list(MEMBER.values())]
    path = write_workbook(tmp_path / "visit.xlsx", {"people": rows})
    out = tmp_path / "answer.xlsx"

    assess(path, "--out", str(out))

    book = python_calamine.load_workbook(str(out))
    assert book.sheet_names == ["Answer", "visit", "people"]
    people = book.get_sheet_by_name("people").to_python()
    assert [row[: len(MEMBER)] for row in people] == rows
    assert people[1][len(MEMBER)] in STATUS


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "a\u202eb", "=cmd|' /C calc'!A0"]
)
def test_what_a_list_says_acts_in_no_form(text: str, tmp_path: Path) -> None:
    folder = visit_folder(
        tmp_path / "visit", {**MEMBER, "person_id": text}, title=text, activity_agreed_by=text
    )

    for name in ("a.html", "a.xlsx"):
        assess(folder, "--out", str(tmp_path / name))

    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert not re.search("<script|<img|\u202e", page)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
