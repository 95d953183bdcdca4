"""Every case of every installed rulebook, one test each, named by its sentence, against the whole law."""

from functools import cache

import pytest

from comity.corpus.case import Case
from comity.corpus.case_reader import read_cases
from comity.corpus.cases import run_case
from comity.corpus.library import installed_library
from comity.domain.provisions.law import Law

_LIBRARY = installed_library()


def _read(book: str) -> tuple[Case, ...]:
    """The cases of a rulebook; whether they read without problems is a test of its own."""
    text = _LIBRARY.cases(book) or ""
    return read_cases(text, book, f"{book}/cases.toml", _LIBRARY.vocabulary)[0]


CASES = {f"{book}: {case.name}": case for book in _LIBRARY.ids() for case in _read(book)}


@cache
def whole_law() -> Law:
    return _LIBRARY.everything()


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_case(case: Case) -> None:
    differences, _ = run_case(case, whole_law())

    assert differences == []


@pytest.mark.parametrize("book", _LIBRARY.ids())
def test_the_cases_of_a_rulebook_read_without_problems_and_no_two_share_a_sentence(book: str) -> None:
    text = _LIBRARY.cases(book)
    assert text is not None

    cases, problems = read_cases(text, book, f"{book}/cases.toml", _LIBRARY.vocabulary)

    assert problems == ()
    assert cases
    assert len({case.name for case in cases}) == len(cases)


@pytest.mark.parametrize("book", _LIBRARY.ids())
def test_a_case_begins_with_a_capital_and_says_something(book: str) -> None:
    names = [case.name for case in _read(book)]

    assert [name for name in names if len(name.split()) < 4 or not name[:1].isupper()] == []
