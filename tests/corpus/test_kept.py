"""Compiled law in the cache folder: it saves time, and never changes an answer."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from comity.corpus import calendars
from comity.corpus.library import Library, installed_library
from comity.corpus.network_files import NETWORK
from comity.corpus.reading import corpus_folder, read_vocabulary

SMALL = "jp-rescue-dogs"
DAMAGES = {
    "empty": "",
    "cut off": None,
    "another value": "[]",
    "an object": "{}",
    "null": "null",
    "a number": "5",
    "a text": '"text"',
    "sixteen nulls": json.dumps([None] * 16),
    "sixteen numbers": json.dumps([5] * 16),
    "not JSON": "{'a': ",
    "deep": "[" * 100_000,
}


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COMITY_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def nothing_remembered() -> Iterator[None]:
    calendars.calendar_of.cache_clear()
    calendars._public_holidays.cache_clear()
    yield
    calendars.calendar_of.cache_clear()
    calendars._public_holidays.cache_clear()


def kept(cache: Path) -> list[Path]:
    return [file for file in cache.iterdir() if file.name.startswith("rulebook")]


def damage(file: Path, text: str | None) -> None:
    content = file.read_text(encoding="utf-8")
    file.write_text(content[: len(content) // 2] if text is None else text, encoding="utf-8")


def test_a_rulebook_is_kept_once_it_was_read_and_is_the_same_when_it_is_read_again(cache: Path) -> None:
    first, _ = Library(corpus_folder()).read(SMALL)

    files = kept(cache)
    again, _ = Library(corpus_folder()).read(SMALL)

    assert len(files) == 1
    assert kept(cache) == files
    assert first is not None
    assert again == first


@pytest.mark.parametrize("text", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_rulebook_in_the_cache_is_ignored_and_the_text_counts(
    cache: Path, text: str | None
) -> None:
    first, _ = Library(corpus_folder()).read(SMALL)
    for file in kept(cache):
        damage(file, text)

    again, problems = Library(corpus_folder()).read(SMALL)

    assert problems == ()
    assert again == first


def test_bytes_that_are_no_text_in_the_cache_are_ignored(cache: Path) -> None:
    first, _ = Library(corpus_folder()).read(SMALL)
    for file in cache.iterdir():
        file.write_bytes(b"\xff\xfe\x00\x80")

    again, problems = Library(corpus_folder()).read(SMALL)

    assert problems == ()
    assert again == first


@pytest.mark.parametrize("text", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_vocabulary_in_the_cache_is_ignored_and_the_text_counts(
    cache: Path, text: str | None
) -> None:
    first = read_vocabulary(corpus_folder())
    for file in cache.iterdir():
        damage(file, text)

    assert read_vocabulary(corpus_folder()) == first


@pytest.mark.parametrize("name", sorted(DAMAGES.keys() - {"another value"}))
@pytest.mark.usefixtures("nothing_remembered")
def test_damaged_holidays_in_the_cache_are_ignored(cache: Path, name: str) -> None:
    new_year = dt.date(2024, 1, 1)
    assert calendars.calendar_of("JP")(new_year)
    for file in cache.iterdir():
        damage(file, DAMAGES[name])
    calendars._public_holidays.cache_clear()

    assert calendars.calendar_of("JP")(new_year)
    assert not calendars.calendar_of("JP")(dt.date(2024, 1, 9))


@pytest.mark.usefixtures("nothing_remembered")
def test_where_no_calendar_is_known_weekends_are_days_off(cache: Path) -> None:
    is_day_off = calendars.calendar_of("XB")

    assert is_day_off(dt.date(2024, 6, 8))
    assert not is_day_off(dt.date(2024, 6, 10))


def test_where_nothing_can_be_written_the_law_is_read_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_the_way = tmp_path / "a-file"
    in_the_way.write_text("")
    monkeypatch.setenv("COMITY_CACHE", str(in_the_way / "below"))

    found, problems = Library(corpus_folder()).read(SMALL)

    assert problems == ()
    assert found == installed_library().read(SMALL)[0]


def test_a_rulebook_with_problems_is_not_kept(cache: Path, tmp_path: Path) -> None:
    folder = copy_of_the_corpus(tmp_path)
    text = (folder / SMALL / "rulebook.md").read_text(encoding="utf-8")
    (folder / SMALL / "rulebook.md").write_text(text.replace("species = 'dog'", "breed = 'dog'"))

    _, problems = Library(folder).read(SMALL)

    assert [problem.code for problem in problems] == ["rulebook.condition"]
    assert kept(cache) == []


def test_a_changed_text_is_read_anew(cache: Path, tmp_path: Path) -> None:
    folder = copy_of_the_corpus(tmp_path)
    Library(folder).read(SMALL)
    text = (folder / SMALL / "rulebook.md").read_text(encoding="utf-8")
    (folder / SMALL / "rulebook.md").write_text(text.replace("species = 'dog'", "species = 'cat'"))

    found, _ = Library(folder).read(SMALL)

    assert found is not None
    assert "species = 'cat'" in found.definitions[0].when.sql


def copy_of_the_corpus(into: Path) -> Path:
    """The corpus with one small rulebook."""
    folder = into / "corpus"
    installed = Path(str(corpus_folder()))
    for file in (
        *(f"network/{name}" for name in NETWORK),
        "whats.toml",
        "authorities.toml",
        f"{SMALL}/rulebook.md",
        f"{SMALL}/cases.toml",
        *(f"vocabulary/{each.name}" for each in (installed / "vocabulary").iterdir()),
    ):
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_bytes((installed / file).read_bytes())
    return folder
