"""What may be sent, under which names it lies, and what is refused before anybody opens it."""

import io
import stat
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.desk import uploads
from comity.desk.uploads import Sent, laid_out, safe_name
from comity.domain.errors import Refusal

LIST = b"surname\nTest\n"


def archive(entries: dict[str, bytes], way: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", way) as made:
        for name, content in entries.items():
            made.writestr(zipfile.ZipInfo(name), content, way)
    return held.getvalue()


def refused(folder: Path, *files: Sent) -> str:
    with pytest.raises(Refusal) as caught:
        laid_out(files, folder)
    assert caught.value.sentence.endswith(".")
    return caught.value.code


def test_one_list_is_the_visit(tmp_path: Path) -> None:
    assert laid_out([Sent("crew.csv", LIST)], tmp_path) == tmp_path / "crew.csv"


def test_a_list_with_the_file_that_states_its_visit_is_that_list(tmp_path: Path) -> None:
    files = [Sent("crew.csv", LIST), Sent("crew.toml", b"#")]

    assert laid_out(files, tmp_path) == tmp_path / "crew.csv"


def test_several_lists_are_a_folder(tmp_path: Path) -> None:
    assert laid_out([Sent("people.csv", LIST), Sent("goods.csv", LIST)], tmp_path) == tmp_path


def test_a_header_of_its_own_name_beside_several_lists_states_the_visit(tmp_path: Path) -> None:
    files = [Sent("a.csv", LIST), Sent("b.csv", LIST), Sent("roll.toml", b"#")]

    assert laid_out(files, tmp_path) == tmp_path / "roll.toml"


def test_an_archive_of_a_folder_is_that_folder(tmp_path: Path) -> None:
    content = archive({"visit/visit.toml": b"#", "visit/people.csv": LIST, "visit/notes.pdf": b"%PDF"})

    assert laid_out([Sent("visit.zip", content)], tmp_path) == tmp_path / "visit"
    assert not (tmp_path / "visit" / "notes.pdf").exists()


def test_a_visit_and_its_team_beside_each_other_are_both_there(tmp_path: Path) -> None:
    content = archive({"journey/visit.toml": b"#", "team/people.csv": LIST})

    assert laid_out([Sent("both.zip", content)], tmp_path) == tmp_path / "journey"
    assert (tmp_path / "team" / "people.csv").is_file()


def test_what_a_computer_adds_to_an_archive_is_left_there(tmp_path: Path) -> None:
    content = archive({"v/people.csv": LIST, "__MACOSX/v/._people.csv": b"x", "v/.DS_Store": b"x"})

    assert laid_out([Sent("v.zip", content)], tmp_path).name == "people.csv"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("people.csv", "people.csv"),
        ("名簿 2024.xlsx", "名簿 2024.xlsx"),
        ("Liste d\u2019e\u0301quipage.csv", "Liste d\u2019\u00e9quipage.csv"),
        ("../../etc/passwd.csv", None),
        ("..\\boot.csv", None),
        ("C:people.csv", None),
        ("nul.csv", None),
        ("COM1.people.csv", None),
        ("people\x00.csv", None),
        ("people\r\nSet-Cookie: a=b.csv", None),
        ("\u202egpj.csv", None),
        ("~$people.csv", None),
        (".csv", None),
        ("people.csv ", None),
        ("a" * 300 + ".csv", None),
    ],
)
def test_a_name_is_kept_where_it_can_do_no_harm(name: str, kept: str | None) -> None:
    assert safe_name(name) == kept


def test_a_name_that_cannot_be_kept_is_replaced_by_one_of_ours(tmp_path: Path) -> None:
    assert laid_out([Sent("../up.csv", LIST)], tmp_path) == tmp_path / "list-1.csv"


@given(st.text(max_size=40))
def test_no_name_leads_out_of_a_folder(name: str) -> None:
    kept = safe_name(name)

    assert kept is None or (Path("/folder") / kept).parent == Path("/folder")


def test_two_files_whose_names_differ_only_in_case_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, Sent("People.csv", LIST), Sent("people.CSV", LIST)) == "upload.same-name"


def test_nothing_sent_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path) == "upload.nothing"


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, Sent("people.csv", b"")) == "upload.empty"


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, Sent("people.exe", b"MZ")) == "upload.kind"


def test_more_files_than_may_be_sent_are_refused(tmp_path: Path) -> None:
    files = [Sent(f"{at}.csv", LIST) for at in range(uploads.SENT_FILES + 1)]

    assert refused(tmp_path, *files) == "upload.too-many-files"


def test_more_bytes_than_may_be_sent_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, Sent("a.csv", bytes(uploads.SENT_BYTES + 1))) == "upload.too-large"


def test_an_archive_with_something_beside_it_is_refused(tmp_path: Path) -> None:
    files = Sent("v.zip", archive({"people.csv": LIST})), Sent("people.csv", LIST)

    assert refused(tmp_path, *files) == "upload.archive-alone"


@pytest.mark.parametrize(
    "name",
    ["../people.csv", "/people.csv", "a/../../people.csv", "C:/people.csv", "a\\..\\people.csv", "con/a.csv",
     "people\x00.csv", "a/b/c/d/people.csv", "a//people.csv", "./people.csv"],
)  # fmt: skip
def test_an_archive_whose_names_lead_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    marked = archive({"x" * len(name): LIST}).replace(b"x" * len(name), name.encode())

    assert refused(tmp_path, Sent("v.zip", marked)) == "upload.archive-name"
    assert list(tmp_path.iterdir()) == []


def test_an_archive_with_a_link_is_refused(tmp_path: Path) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        link = zipfile.ZipInfo("people.csv")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        made.writestr(link, "/etc/passwd")

    assert refused(tmp_path, Sent("v.zip", held.getvalue())) == "upload.archive-link"


def test_an_archive_in_an_archive_is_refused(tmp_path: Path) -> None:
    inner = archive({"people.csv": LIST})

    assert refused(tmp_path, Sent("v.zip", archive({"more.zip": inner}))) == "upload.archive-nested"


def test_two_files_of_one_name_in_an_archive_are_refused(tmp_path: Path) -> None:
    content = archive({"People.csv": LIST, "people.csv": LIST})

    assert refused(tmp_path, Sent("v.zip", content)) == "upload.same-name"


def test_an_archive_that_unpacks_to_far_more_is_refused(tmp_path: Path) -> None:
    bomb = archive({"people.csv": bytes(60 * 1024 * 1024)})
    assert len(bomb) < 100_000

    assert refused(tmp_path, Sent("v.zip", bomb)) == "upload.archive-too-large"


def test_an_archive_that_lies_about_its_sizes_is_refused(tmp_path: Path) -> None:
    size = 60 * 1024 * 1024
    bomb = archive({"people.csv": bytes(size)}).replace(
        size.to_bytes(4, "little"), (10).to_bytes(4, "little")
    )

    assert refused(tmp_path, Sent("v.zip", bomb)) in ("upload.archive-too-large", "upload.archive-broken")


def test_many_files_that_are_each_small_are_too_large_together(tmp_path: Path) -> None:
    noise = bytes(range(256)) * 4 * 1024 * 4
    content = archive({f"{at}.csv": noise for at in range(30)})

    assert refused(tmp_path, Sent("v.zip", content)) == "upload.archive-too-large"


def test_an_archive_of_too_many_files_is_refused(tmp_path: Path) -> None:
    content = archive({f"{at}.txt": b"x" for at in range(uploads.ARCHIVE_FILES + 1)})

    assert refused(tmp_path, Sent("v.zip", content)) == "upload.archive-files"


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04 and then nothing", b"no archive", archive({"a.csv": LIST})[:-30]]
)
def test_what_is_no_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    assert refused(tmp_path, Sent("v.zip", content)) == "upload.archive-broken"


def test_an_archive_under_a_password_is_refused(tmp_path: Path) -> None:
    content = bytearray(archive({"people.csv": LIST}))
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(header) + flags] |= 1

    assert refused(tmp_path, Sent("v.zip", bytes(content))) == "upload.archive-locked"


def test_a_way_of_packing_that_costs_memory_is_refused(tmp_path: Path) -> None:
    content = archive({"people.csv": LIST}, zipfile.ZIP_LZMA)

    assert refused(tmp_path, Sent("v.zip", content)) == "upload.archive-broken"


def test_an_archive_without_any_list_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, Sent("v.zip", archive({"notes.txt": b"x"}))) == "upload.no-list"
