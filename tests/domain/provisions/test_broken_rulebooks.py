"""A mistake in a rulebook or in its cases is named: what was found, at which line, and how to mend it.

`broken/` holds a rulebook for each mistake, otherwise whole, and `broken/cases/` the cases of `whole.md`
with a mistake each. They are checked as `comity rulebook check FILE` checks what a partner sends.
"""

import shutil
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from comity.corpus.checking import Report, check_file
from comity.corpus.library import Library, installed_library
from comity.domain.errors import Problem, Refusal
from comity.domain.provisions.enumeration import MOST_COMBINATIONS
from comity.domain.provisions.rulebook_reader import LARGEST_RULEBOOK, read_rulebook

BROKEN = Path(__file__).parent / "broken"
RULEBOOKS: dict[str, Any] = tomllib.loads((BROKEN / "expected.toml").read_text(encoding="utf-8"))
CASES: dict[str, Any] = tomllib.loads((BROKEN / "expected-of-cases.toml").read_text(encoding="utf-8"))


@cache
def library() -> Library:
    return installed_library()


def words_of(problem: Problem) -> str:
    return f"{problem.found}; {problem.expected}; {problem.mend}"


def is_named(problems: list[Problem], expected: dict[str, Any]) -> bool:
    """Whether one of the problems has the code, the line (if a line is expected) and all the words."""
    return any(
        problem.code == expected["code"]
        and problem.place.line == expected.get("line", problem.place.line)
        and all(word in words_of(problem) for word in expected["words"])
        for problem in problems
    )


def test_the_whole_rulebook_has_no_mistake() -> None:
    report = check_file(library(), BROKEN / "whole.md")

    assert report.problems == []
    assert (report.rulebooks, report.provisions) == (1, 1)
    assert report.cases > 0


def test_every_broken_rulebook_is_expected_and_every_expected_one_is_there() -> None:
    assert {file.stem for file in BROKEN.glob("*.md")} == {"whole", *RULEBOOKS}
    assert {file.stem for file in (BROKEN / "cases").glob("*.toml")} == set(CASES)


@pytest.mark.parametrize("name", RULEBOOKS)
def test_the_mistake_is_named_with_its_line_and_how_to_mend_it(name: str) -> None:
    expected = RULEBOOKS[name]

    report = check_file(library(), BROKEN / f"{name}.md")

    assert is_named(report.problems, expected), shown(report)
    assert all(problem.found and problem.expected and problem.mend for problem in report.problems)


@pytest.mark.parametrize("name", RULEBOOKS)
def test_no_other_mistake_is_named(name: str) -> None:
    expected = RULEBOOKS[name]

    report = check_file(library(), BROKEN / f"{name}.md")

    strays = [
        problem
        for problem in report.problems
        if problem.place.line != expected["line"] and problem.code not in expected.get("also", ())
    ]
    assert strays == [], shown(report)


@pytest.mark.parametrize("name", CASES)
def test_the_mistake_in_a_case_is_named(name: str, tmp_path: Path) -> None:
    expected = CASES[name]
    file = tmp_path / "rulebook.md"
    shutil.copyfile(BROKEN / "whole.md", file)
    shutil.copyfile(BROKEN / "cases" / f"{name}.toml", tmp_path / "cases.toml")

    report = check_file(library(), file)

    assert is_named(report.problems, expected), shown(report)
    assert {problem.code for problem in report.problems} <= {expected["code"], *expected.get("also", ())}


def shown(report: Report) -> str:
    return "\n".join(f"[{problem.code}] {problem}" for problem in report.problems) or "no problem"


def test_a_file_of_three_megabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "rulebook.md"
    file.write_text((BROKEN / "whole.md").read_text(encoding="utf-8") + "word " * 600_000)

    with pytest.raises(Refusal) as refused:
        check_file(library(), file)

    assert refused.value.code == "rulebook.unreadable"
    assert f"{LARGEST_RULEBOOK:,}" in refused.value.sentence


def test_a_text_that_is_too_large_is_a_problem() -> None:
    book, problems = read_rulebook("+" * (LARGEST_RULEBOOK + 1), "huge.md", library().vocabulary)

    assert book is None
    assert [problem.code for problem in problems] == ["rulebook.too-large"]


@pytest.mark.parametrize(
    "content", [b"\xff\xfe+\x00", b'+++\nid = "\x80"\n+++\n'], ids=["UTF-16", "not UTF-8"]
)
def test_a_file_that_is_not_utf_8_is_refused(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "rulebook.md"
    file.write_bytes(content)

    with pytest.raises(Refusal) as refused:
        check_file(library(), file)

    assert "UTF-8" in refused.value.sentence


@pytest.mark.parametrize("name", ["not-there.md", "."])
def test_what_is_no_file_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        check_file(library(), tmp_path / name)

    assert refused.value.code == "rulebook.unreadable"


@pytest.mark.parametrize("start", ["\ufeff", "\n", "\n\n", " "], ids=["BOM", "line", "lines", "space"])
def test_what_stands_before_the_front_matter_is_named(start: str) -> None:
    text = start + (BROKEN / "whole.md").read_text(encoding="utf-8")

    book, problems = read_rulebook(text, "rulebook.md", library().vocabulary)

    assert book is not None or [problem.code for problem in problems] == ["rulebook.front-matter"]


def test_line_ends_of_another_system_change_nothing(tmp_path: Path) -> None:
    content = (BROKEN / "whole.md").read_bytes().replace(b"\n", b"\r\n")
    (tmp_path / "rulebook.md").write_bytes(content)
    shutil.copyfile(BROKEN / "cases.toml", tmp_path / "cases.toml")

    assert check_file(library(), tmp_path / "rulebook.md").problems == []


def test_a_partners_own_version_of_an_installed_host_law_is_checked_and_not_the_installed_one(
    tmp_path: Path,
) -> None:
    for name, changed in (("whole.md", "rulebook.md"), ("cases.toml", "cases.toml")):
        text = (BROKEN / name).read_text(encoding="utf-8").replace('"BV"', '"GB"').replace('"AQ"', '"NO"')
        (tmp_path / changed).write_text(text.replace('"host-bv"', '"host-gb-new"'), encoding="utf-8")

    assert shown(check_file(library(), tmp_path / "rulebook.md")) == "no problem"


def test_beyond_a_million_combinations_it_says_that_it_did_not_try_them(tmp_path: Path) -> None:
    facts = sorted(
        name
        for name, fact in library().vocabulary.seen_from("goods").items()
        if fact.type == "bool" and fact.kind == "circumstance"
    )[:21]
    text = (BROKEN / "assigned-twice.md").read_text(encoding="utf-8").replace("people", "goods")
    text = text.replace("employed_by_visiting_force", " AND ".join(facts[:10]))
    text = text.replace("person_role <> 'contractor'", " AND ".join(facts[10:]))
    (tmp_path / "rulebook.md").write_text(text, encoding="utf-8")

    report = check_file(library(), tmp_path / "rulebook.md")

    assert 2 ** len(facts) > MOST_COMBINATIONS
    assert [problem for problem in report.problems if problem.code == "rulebook.contradiction"] == []
    assert any(
        "'pays-sender' and 'pays-host' were not enumerated" in notice and "1,000,000" in notice
        for notice in report.notices
    )
