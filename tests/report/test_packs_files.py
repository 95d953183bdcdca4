"""Packs on disk: whole or not at all, never over anything foreign, and nothing in them can act."""

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.domain.errors import Refusal
from comity.domain.visits.offices import FieldList
from comity.report import packs_files
from comity.report.pack_lists import Enclosure, Heading
from comity.report.pack_workbook import write_lists
from comity.report.packs_files import check_folder, write_packs
from comity.report.visible import visible
from tests.report.packed import DOG, MEMBER, ON, STORES, Packed, folder_of, packed


def _write(made: Packed, out: Path, *, force: bool = False) -> None:
    write_packs(out, made.packs, made.visit, made.law, made.answer, force=force)


@pytest.fixture
def made(tmp_path: Path) -> Packed:
    """The packs of a visit with a person, stores and a dog."""
    dog = {**DOG, "animal_id": "D1"}
    return packed(folder_of(tmp_path / "visit", people=(MEMBER,), goods=(STORES,), animals=(dog,)))


def test_there_is_a_folder_for_each_pack_with_a_letter_and_lists_and_an_index_above(
    made: Packed, tmp_path: Path
) -> None:
    out = tmp_path / "packs"

    _write(made, out)

    names = {pack.name for pack in made.packs.packs}
    assert {entry.name for entry in out.iterdir()} == {*names, "README.html"}
    assert all({f.name for f in (out / name).iterdir()} == {"letter.html", "list.xlsx"} for name in names)
    index = (out / "README.html").read_text(encoding="utf-8")
    assert all(f'href="{name}/letter.html"' in index for name in names)
    assert [entry.name for entry in tmp_path.iterdir() if entry.name.startswith(".")] == []


def test_a_list_has_one_worksheet_for_each_enclosure_and_says_what_it_is(
    made: Packed, tmp_path: Path
) -> None:
    _write(made, tmp_path / "packs")

    book = openpyxl.load_workbook(tmp_path / "packs" / "jp-customs" / "list.xlsx")

    [sheet] = book.worksheets
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert texts[0] == "A. Goods for the declaration in the user's name, with the statement"
    assert "Not an official form" in texts[1]
    assert "not stated" in texts
    assert "Description and type *\n品名" in texts


def test_folders_have_plain_names(made: Packed) -> None:
    for pack in made.packs.packs:
        assert pack.name.isascii()
        assert pack.name.replace("-", "").isalnum()


@pytest.mark.parametrize(
    "text", ["=HYPERLINK(0)", "+1+1", "-2", "@SUM(1)", "\tx", "http://example.org/", "'x", "1e5", "<b>x</b>"]
)
def test_no_text_becomes_a_formula_a_link_or_a_number(text: str) -> None:
    cells = _read_back(text)

    assert cells["type"] == "s"
    assert cells["value"] == text
    assert cells["link"] is None


@given(st.text(max_size=60))
def test_every_text_comes_back_as_it_was_with_what_cannot_be_seen_spelled_out(text: str) -> None:
    shown = visible(text)

    assert all(character.isprintable() or character in "\n\t\u3000\u00a0\u202f" for character in shown)
    if shown and shown.strip() == shown:
        assert _read_back(text)["value"] == shown


def _read_back(text: str) -> dict[str, Any]:
    fields = FieldList("x", "Goods", "goods", (), "nowhere", "recall")
    enclosure = Enclosure("A", fields, (Heading("Name", "", needed=True),), ((text,),), (), (2,), ())
    held = io.BytesIO()
    write_lists(held, "T", (enclosure,), ON)
    sheet = openpyxl.load_workbook(io.BytesIO(held.getvalue())).worksheets[0]
    cell = sheet.cell(row=sheet.max_row, column=2)
    return {"value": cell.value, "type": cell.data_type, "link": cell.hyperlink}


def test_nothing_of_the_visit_acts_in_a_page(tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>\u202e\x7f"
    header = f'host_unit = "{evil}"\nsender_contact = "javascript:alert(1)"'.replace("\x7f", "\\u007f")
    made = packed(folder_of(tmp_path / "visit", more=header, people=({**MEMBER, "surname": "<b>"},)))

    _write(made, tmp_path / "packs")

    for page in (tmp_path / "packs").rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert "<script" not in text
        assert "\u202e" not in text
        assert "\x7f" not in text
        assert "default-src 'none'" in text


def test_a_folder_that_holds_something_is_not_touched(made: Packed, tmp_path: Path) -> None:
    out = tmp_path / "packs"
    out.mkdir()
    (out / "diary.txt").write_text("mine")

    with pytest.raises(Refusal) as plain:
        _write(made, out)
    with pytest.raises(Refusal) as forced:
        _write(made, out, force=True)

    assert (plain.value.code, forced.value.code) == ("pack.folder-not-empty", "pack.folder-not-ours")
    assert [entry.name for entry in out.iterdir()] == ["diary.txt"]


def test_force_replaces_what_an_earlier_run_wrote_and_leaves_none_of_it(made: Packed, tmp_path: Path) -> None:
    out = tmp_path / "packs"
    _write(made, out)
    fewer = packed(folder_of(tmp_path / "second", people=(MEMBER,)))

    _write(fewer, out, force=True)

    assert {entry.name for entry in out.iterdir()} == {*(p.name for p in fewer.packs.packs), "README.html"}


def test_force_does_not_replace_a_pack_to_which_somebody_added_a_file(made: Packed, tmp_path: Path) -> None:
    out = tmp_path / "packs"
    _write(made, out)
    (out / "jp-customs" / "answer of the office.pdf").write_bytes(b"mine")

    with pytest.raises(Refusal, match="jp-customs"):
        _write(made, out, force=True)

    assert (out / "jp-customs" / "answer of the office.pdf").exists()


def test_an_empty_folder_is_filled(made: Packed, tmp_path: Path) -> None:
    out = tmp_path / "packs"
    out.mkdir()

    _write(made, out)

    assert (out / "README.html").is_file()


def test_what_fails_in_the_middle_leaves_nothing(
    made: Packed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(packs_files, "write_lists", full)

    with pytest.raises(Refusal, match="No space left") as refused:
        _write(made, tmp_path / "packs")

    assert refused.value.code == "out.unwritable"
    assert {entry.name for entry in tmp_path.iterdir()} == {"visit"}


def test_a_file_or_a_link_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")

    for name in ("file", "link"):
        with pytest.raises(Refusal) as refused:
            check_folder(tmp_path / name, force=True)
        assert refused.value.code == "pack.not-a-folder"
    with pytest.raises(Refusal) as refused:
        check_folder(tmp_path / "missing" / "packs", force=False)
    assert refused.value.code == "out.no-folder"
