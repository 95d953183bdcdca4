"""`comity pack` as it is typed."""

import zipfile
from pathlib import Path

import pytest

from comity.cli.main import main
from tests.report.packed import DOG, MEMBER, STORES, folder_of


def _pack(visit: Path, out: Path, *options: str) -> int:
    return main(["pack", str(visit), "--out", str(out), "--on", "2024-04-10", *options])


@pytest.fixture
def visit(tmp_path: Path) -> Path:
    """A person, stores and a dog come to Japan."""
    dog = {**DOG, "animal_id": "D1"}
    return folder_of(tmp_path / "visit", people=(MEMBER,), goods=(STORES,), animals=(dog,))


def test_it_says_which_pack_goes_where_by_when(
    visit: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = _pack(visit, tmp_path / "packs")

    said = capsys.readouterr().out
    assert status == 0
    assert "begin with README.html" in said
    [quarantine] = [line for line in said.splitlines() if "jp-animal-quarantine" in line]
    assert quarantine.split("  ")[1:2] == ["1 May 2024"]
    assert "Animal Quarantine Service" in quarantine


@pytest.mark.parametrize("only", ["jp-customs", "cus"])
def test_one_authority_or_matter_can_be_asked_for(visit: Path, tmp_path: Path, only: str) -> None:
    assert _pack(visit, tmp_path / "packs", "--for", only) == 0

    assert {entry.name for entry in (tmp_path / "packs").iterdir()} == {"jp-customs", "README.html"}


@pytest.mark.parametrize(
    ("only", "code"), [("jp-custom", "pack.unknown-office"), ("jp-coast-guard", "pack.nothing-owed")]
)
def test_an_office_without_a_pack_is_refused_and_nothing_is_written(
    visit: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], only: str, code: str
) -> None:
    assert _pack(visit, tmp_path / "packs", "--for", only) == 2

    said = capsys.readouterr().err
    assert f"[{code}]" in said
    assert only in said
    assert not (tmp_path / "packs").exists()


def test_a_visit_with_mistakes_is_packed_as_far_as_it_could_be_read_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    visit = folder_of(tmp_path / "visit", people=({**MEMBER, "nationality": "Atlantis"},))

    assert _pack(visit, tmp_path / "packs") == 2
    assert "Atlantis" in capsys.readouterr().err
    assert "have mistakes" in (tmp_path / "packs" / "README.html").read_text(encoding="utf-8")

    assert _pack(visit, tmp_path / "strict", "--strict") == 2
    assert not (tmp_path / "strict").exists()


def test_packs_under_a_hypothesis_are_not_for_sending(visit: Path, tmp_path: Path) -> None:
    assert _pack(visit, tmp_path / "packs", "--under", "none") == 0

    pages = (tmp_path / "packs").rglob("letter.html")
    assert all("Not for sending" in page.read_text(encoding="utf-8") for page in pages)


def test_a_folder_that_is_there_is_replaced_only_when_asked(
    visit: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _pack(visit, tmp_path / "packs") == 0
    assert _pack(visit, tmp_path / "packs") == 2
    assert "[pack.folder-not-empty]" in capsys.readouterr().err
    assert _pack(visit, tmp_path / "packs", "--force") == 0


def test_what_is_marked_above_the_level_is_in_no_pack_and_the_letters_say_that_lines_are_left_out(
    tmp_path: Path,
) -> None:
    secret = {**STORES, "description": "a thing that nobody may read of", "marking": "secret"}
    plain = {**STORES, "description": "tents", "marking": "unclassified"}
    visit = folder_of(tmp_path / "visit", more='marking = "unclassified"', goods=(plain, secret))

    assert _pack(visit, tmp_path / "packs", "--marking-up-to", "unclassified") == 0

    letter = (tmp_path / "packs" / "jp-customs" / "letter.html").read_text(encoding="utf-8")
    assert "1 line of goods" in letter
    pages = [page.read_text(encoding="utf-8") for page in (tmp_path / "packs").rglob("*.html")]
    lists = [_text_of(book) for book in (tmp_path / "packs").rglob("*.xlsx")]
    assert any("tents" in text for text in lists)
    assert not [text for text in [*pages, *lists] if "nobody may read" in text]


def _text_of(book: Path) -> str:
    with zipfile.ZipFile(book) as parts:
        return "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
