"""`comity rulebook list | show | check | compare` on the installed law."""

import re
from pathlib import Path

import pytest

from comity.cli.main import main
from comity.corpus.library import installed_library

BOOKS = installed_library().ids()


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Exit status, output and complaints."""
    status = main(["rulebook", *arguments])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_list_names_every_installed_rulebook_once(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "list")

    assert (status, err) == (0, "")
    assert [line.split()[0] for line in out.splitlines()[1:]] == list(BOOKS)


@pytest.mark.parametrize("book", BOOKS)
def test_show_prints_every_article_and_every_provision_of_a_rulebook(
    book: str, capsys: pytest.CaptureFixture[str]
) -> None:
    rulebook = installed_library().rulebook(book)

    status, out, err = run(capsys, "show", book)

    assert (status, err) == (0, "")
    assert [section.title for section in rulebook.sections if section.title[:60] not in out] == []
    assert [p.id for p in rulebook.provisions if f"[{p.id}]" not in out] == []
    assert [d.id for d in rulebook.definitions if f"[{d.id}]" not in out] == []


@pytest.mark.parametrize("article", ["VI", "Article VI", "vi", "VI.1", "Entry and departure"])
def test_show_finds_an_article_by_label_paragraph_or_title(
    article: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = run(capsys, "show", "jp-au-raa", article)

    headings = re.findall(r"^Article \S+\. .*$", out, re.M)
    assert status == 0
    assert headings == ["Article VI. Entry and departure"]
    assert "[no-visa-application]" in out


def test_an_article_that_is_not_there_is_refused_with_those_that_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status, out, err = run(capsys, "show", "jp-au-raa", "XCIX")

    assert (status, out) == (2, "")
    assert "XXIX" in err


@pytest.mark.parametrize("arguments", [("show", "jp-xx"), ("compare", "jp-au-raa", "jp-xx")])
def test_a_rulebook_that_is_not_there_is_refused_with_those_that_are(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capsys, *arguments)

    assert (status, out) == (2, "")
    assert "'jp-xx'" in err
    assert "jp-au-raa" in err


def test_check_finds_no_mistake_in_the_installed_law(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "check")

    assert out.splitlines()[-1].endswith("no mistake.")
    assert status == 0
    assert f"{len(BOOKS)} rulebooks" in out


def test_check_takes_the_id_of_an_installed_rulebook(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "check", "jp-rescue-dogs")

    assert status == 0
    assert out.splitlines()[-1].startswith("1 rulebook")


def test_check_of_a_file_that_is_not_there_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capsys, "check", str(tmp_path / "nothing.md"))

    assert (status, out) == (2, "")
    assert "cannot be read" in err


def test_compare_says_that_british_duty_relief_is_only_within_host_law(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status, out, _ = run(capsys, "compare", "jp-au-raa", "jp-gb-raa")

    words = " ".join(out.split())
    assert status == 0
    assert "Article VII" in words
    assert "only within host law in jp-gb-raa" in words


def test_compare_of_a_rulebook_with_itself_finds_no_difference(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status, out, _ = run(capsys, "compare", "jp-au-raa", "jp-au-raa")

    assert status == 0
    assert not re.search(r"^  [~<>] ", out, re.M)
    assert f"{len(installed_library().rulebook('jp-au-raa').provisions)} provisions are the same" in out


def test_compare_both_ways_finds_as_many_differences(capsys: pytest.CaptureFixture[str]) -> None:
    _, there, _ = run(capsys, "compare", "jp-au-raa", "jp-ph-raa")
    _, back, _ = run(capsys, "compare", "jp-ph-raa", "jp-au-raa")

    def marks(out: str) -> list[str]:
        return sorted(re.findall(r"^  ([~<>]) ", out.translate(str.maketrans("<>", "><")), re.M))

    assert sorted(re.findall(r"^  ([~<>]) ", there, re.M)) == marks(back)


def test_every_provision_of_both_is_counted_or_shown(capsys: pytest.CaptureFixture[str]) -> None:
    one, other = installed_library().rulebook("jp-au-raa"), installed_library().rulebook("jp-gb-raa")

    _, out, _ = run(capsys, "compare", one.id, other.id)

    same = int(re.findall(r"(\d+) provisions? (?:are|is) the same", out)[0])
    differ, only_one, only_other = (
        len(re.findall(rf"^  {mark}", out, re.M)) for mark in ("~ Both", "< Only", "> Only")
    )
    assert same + differ + only_one == len(one.provisions)
    assert same + differ + only_other == len(other.provisions)


@pytest.mark.parametrize(
    "arguments", [("list",), ("show", "jp-gb-raa"), ("compare", "jp-au-raa", "jp-gb-raa")]
)
def test_asking_again_prints_the_same(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, *arguments) == run(capsys, *arguments)
