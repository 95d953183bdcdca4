"""What a stranger's file may cost: every limit refuses by name, and no path leads out of the folder."""

import io
import os
import zipfile
from pathlib import Path

import pytest

from comity.manifest import limits
from tests.manifest.on_disk import (
    HEADER,
    HEADER_ROWS,
    codes,
    only_problem,
    read,
    read_folder,
    workbook_bytes,
    write_folder,
)


def rezipped(content: bytes, changed: dict[str, bytes]) -> bytes:
    """A workbook with some of its parts replaced or added."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {*old.namelist(), *changed}:
            new.writestr(name, changed[name] if name in changed else old.read(name))
    return held.getvalue()


def read_workbook_bytes(folder: Path, content: bytes) -> list[str]:
    path = folder / "visit.xlsx"
    path.write_bytes(content)
    reading = read(path)
    assert reading.visit is None
    return codes(reading)


def small_workbook() -> bytes:
    return workbook_bytes({"visit": HEADER_ROWS, "people": (("ref",), ("1",))})


def test_a_visit_toml_may_not_be_endless(tmp_path: Path) -> None:
    reading = read_folder(tmp_path, HEADER + "#" * limits.HEADER_BYTES)

    assert only_problem(reading).code == "limit.file-size"
    assert f"{limits.HEADER_BYTES:,}" in only_problem(reading).expected


def test_a_sheet_may_not_have_more_rows_than_the_limit(tmp_path: Path) -> None:
    reading = read_folder(tmp_path, people="ref\n" + "1\n" * (limits.ROWS + 1))

    assert codes(reading) == ["limit.rows"]


def test_a_sheet_may_not_have_more_columns_than_the_limit(tmp_path: Path) -> None:
    reading = read_folder(tmp_path, people=",".join(f"c{n}" for n in range(limits.COLUMNS + 1)))

    assert codes(reading) == ["limit.columns"]


def test_a_visit_may_not_have_more_contingents_than_the_limit(tmp_path: Path) -> None:
    toml = HEADER.replace('sending_state = "AU"', "")
    toml += "".join(
        f'[[contingent]]\nid = "{n}"\nsending_state = "AU"\n' for n in range(limits.CONTINGENTS + 1)
    )

    assert codes(read_folder(tmp_path, toml)) == ["limit.contingents"]


def test_a_workbook_may_not_have_more_sheets_than_the_limit(tmp_path: Path) -> None:
    content = workbook_bytes({f"s{n}": (("a",),) for n in range(limits.SHEETS + 1)})

    assert read_workbook_bytes(tmp_path, content) == ["limit.sheets"]


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    bomb = rezipped(small_workbook(), {"xl/worksheets/sheet2.xml": b" " * 100_000_000})

    assert len(bomb) < 200_000
    assert read_workbook_bytes(tmp_path, bomb) == ["limit.workbook-unpacked"]


def test_a_zip_bomb_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    content = rezipped(small_workbook(), {"xl/worksheets/sheet2.xml": b" " * 100_000_000})
    lying = content.replace((100_000_000).to_bytes(4, "little"), (1_000).to_bytes(4, "little"))

    assert lying != content
    assert read_workbook_bytes(tmp_path, lying) == ["limit.workbook-unpacked"]


def test_two_cells_far_apart_are_refused_before_everything_between_is_allocated(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(small_workbook())) as archive:
        sheet = archive.read("xl/worksheets/sheet2.xml")
    far_down = sheet.replace(b'r="A2"', b'r="KN1048576"')
    far_right = sheet.replace(b'r="A2"', b'r="XFD2"')
    nowhere = sheet.replace(b'<c r="A2"', b"<c")
    hidden = sheet.replace(b'<c r="A2"', b"<c x=\" r='A2'\"")
    prefixed = sheet.replace(b'<c r="A2"', b'<x:c xmlns:x="y" r="XFD1048576"').replace(
        b"</c></row></s", b"</x:c></row></s"
    )

    refused = [
        read_workbook_bytes(tmp_path, rezipped(small_workbook(), {"xl/worksheets/sheet2.xml": changed}))
        for changed in (far_down, far_right, nowhere, hidden, prefixed)
    ]

    assert refused == [
        ["limit.workbook-cells"],
        ["limit.columns"],
        ["workbook.damaged"],
        ["workbook.damaged"],
        ["limit.columns"],
    ]


def test_a_long_text_shared_by_many_cells_is_refused_before_it_is_multiplied(tmp_path: Path) -> None:
    rows = [["x" * 30_000] * 10 for _ in range(4_000)]

    assert read_workbook_bytes(tmp_path, workbook_bytes({"visit": HEADER_ROWS, "people": rows})) == [
        "limit.workbook-text"
    ]


def test_a_workbook_that_declares_entities_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(small_workbook())) as archive:
        index = archive.read("xl/workbook.xml")
    laughing = index.replace(b"<workbook", b'<!DOCTYPE w [<!ENTITY a "ha">]><workbook', 1)

    assert read_workbook_bytes(tmp_path, rezipped(small_workbook(), {"xl/workbook.xml": laughing})) == [
        "workbook.damaged"
    ]


def test_a_workbook_of_a_thousand_parts_is_refused(tmp_path: Path) -> None:
    parts = {f"xl/part{n}.xml": b"<a/>" for n in range(limits.WORKBOOK_PARTS)}

    assert read_workbook_bytes(tmp_path, rezipped(small_workbook(), parts)) == ["limit.workbook-parts"]


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("ref\n1\n")
    folder = write_folder(tmp_path / "visit")
    (folder / "people.csv").symlink_to(secret)

    reading = read(folder)

    assert codes(reading) == ["file.outside-the-folder"]
    assert reading.visit is not None
    assert reading.visit.sheets == {}


def test_a_link_inside_the_folder_is_followed(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, goods="ref\n1\n")
    (folder / "people.csv").symlink_to(folder / "goods.csv")

    assert codes(read(folder)) == []


def test_a_link_to_itself_is_told(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    (folder / "people.csv").symlink_to(folder / "people.csv")

    assert codes(read(folder)) == ["file.unreadable"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_does_not_make_the_reader_wait(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    os.mkfifo(folder / "people.csv")
    os.mkfifo(tmp_path / "visit.xlsx")

    assert codes(read(folder)) == ["file.not-read", "file.not-plain"]
    assert codes(read(tmp_path / "visit.xlsx")) == ["file.not-plain"]


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no devices in its files")
def test_a_device_is_refused(tmp_path: Path) -> None:
    (tmp_path / "visit.xlsx").symlink_to("/dev/zero")

    assert codes(read(tmp_path / "visit.xlsx")) == ["file.not-plain"]


def test_a_folder_in_the_place_of_a_sheet_is_told(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    (folder / "people.csv").mkdir()

    assert codes(read(folder)) == ["file.not-plain"]


@pytest.mark.parametrize(
    ("name", "code"),
    [("missing", "file.not-found"), ("missing.toml", "file.not-found"), ("missing.xlsx", "file.not-found")],
)
def test_a_path_to_nothing_is_told(tmp_path: Path, name: str, code: str) -> None:
    reading = read(tmp_path / name)

    assert reading.visit is None
    assert codes(reading) == [code]


def test_another_kind_of_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "visit.pdf").write_bytes(b"%PDF")

    assert codes(read(tmp_path / "visit.pdf")) == ["file.kind"]


def test_a_folder_without_a_visit_toml_is_told_and_its_sheets_are_checked(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("person_role\nmembr\n")

    assert codes(read(tmp_path)) == ["file.not-found", "cell.not-a-choice"]
