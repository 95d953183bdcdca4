"""Checking rulebooks: form, contradictions, idle exemptions, cases that fail, results without a case."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from comity.corpus.case import Case
from comity.corpus.case_reader import read_cases
from comity.corpus.cases import run_case
from comity.corpus.library import CASES, RULEBOOK, Library
from comity.domain.errors import Place, Problem, Refusal
from comity.domain.provisions.contradictions import (
    contradictions,
    hosts_of,
    idle_exemptions,
    missing_cases,
)
from comity.domain.provisions.law import Law
from comity.domain.provisions.rulebook import BodyKind, Rulebook
from comity.domain.provisions.rulebook_reader import LARGEST_RULEBOOK, read_rulebook


@dataclass(slots=True)
class Report:
    """What a check found, and how much it looked at."""

    problems: list[Problem] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    rulebooks: int = 0
    provisions: int = 0
    cases: int = 0


def check_rulebooks(
    library: Library, names: tuple[str, ...], progress: Callable[[int, int], None] = lambda done, of: None
) -> Report:
    """Check rulebooks of a library against the whole library.

    Args:
        library: the installed rulebooks.
        names: those to check.
        progress: told how many cases of how many were run.
    """
    report = Report()
    law = library.everything()
    checked = [name for name in names if _read(library, name, report)]
    cases = {name: _cases(library, name, report) for name in library.ids() if name in law.rulebooks}
    taken: dict[tuple[str, str, str], set[bool | None]] = {}
    total = sum(len(of) for of in cases.values())
    done = 0
    for name, of_book in cases.items():
        for case in of_book:
            _run(case, law, report if name in checked else Report(), taken)
            done += 1
            progress(done, total)
    for name in checked:
        _law(law.rulebooks[name], law, report, taken)
    return report


def check_file(library: Library, file: Path) -> Report:
    """Check a rulebook that is not installed: form, contradictions, and its cases if they lie beside it.

    Raises:
        Refusal: the file cannot be read.
    """
    text = _text(file)
    report = Report(rulebooks=1)
    agreements = {name: book for name in library.ids() if (book := library.read(name)[0]) is not None}
    book, problems = read_rulebook(text, str(file), library.vocabulary, agreements)
    report.problems += problems
    if book is None:
        return report
    report.provisions = len(book.provisions)
    installed = library.everything()
    law = Law(installed.vocabulary, installed.registry, {**_others(installed, book), book.id: book})
    taken: dict[tuple[str, str, str], set[bool | None]] = {}
    beside = file.with_name(CASES)
    if beside.is_file():
        cases, problems = read_cases(_text(beside), book.id, str(beside), library.vocabulary)
        report.problems += problems
        report.cases = len(cases)
        for case in cases:
            _run(case, law, report, taken)
    _law(book, law, report, taken)
    return report


def _others(installed: Law, book: Rulebook) -> dict[str, Rulebook]:
    """The installed rulebooks beside the checked one; of two host laws of a State the checked one counts."""
    return {
        name: other
        for name, other in installed.rulebooks.items()
        if not (book.kind is other.kind is BodyKind.HOST_LAW and other.state == book.state)
    }


def _text(file: Path) -> str:
    try:
        size = file.stat().st_size
        if not file.is_file() or size > LARGEST_RULEBOOK:
            raise Refusal(
                "rulebook.unreadable",
                f"'{file}' is not a file of at most {LARGEST_RULEBOOK:,} bytes. Name a rulebook.md, or the "
                "id of an installed rulebook (comity rulebook list).",
            )
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal(
            "rulebook.unreadable", f"'{file}' cannot be read: {error}. Name a rulebook.md in UTF-8."
        ) from None


def _read(library: Library, name: str, report: Report) -> bool:
    book, problems = library.read(name)
    report.problems += problems
    report.rulebooks += 1
    if book is None:
        return False
    report.provisions += len(book.provisions)
    if book.id != name:
        place = Place(file=f"{name}/{RULEBOOK}", line=1)
        report.problems.append(
            Problem(
                "rulebook.id", place, f"the id '{book.id}'", f"'{name}', as the folder", "Mend one of them."
            )
        )
        return False
    return True


def _cases(library: Library, name: str, report: Report) -> tuple[Case, ...]:
    text = library.cases(name)
    file = f"{name}/{CASES}"
    if text is None:
        report.problems.append(Problem("cases.missing", Place(file=file), "no cases", CASES, "Add the file."))
        return ()
    cases, problems = read_cases(text, name, file, library.vocabulary)
    report.problems += problems
    report.cases += len(cases)
    return cases


def _run(case: Case, law: Law, report: Report, taken: dict[tuple[str, str, str], set[bool | None]]) -> None:
    place = Place(file=f"{case.book}/{CASES}")
    try:
        differences, results = run_case(case, law)
    except Refusal as refusal:
        differences, results = [refusal.sentence], {}
    for key, values in results.items():
        taken.setdefault(key, set()).update(values)
    report.problems += [
        Problem(
            "cases.result",
            place,
            f"'{case.name}': {difference}",
            "the result that the case expects",
            "Mend the law or the case.",
        )
        for difference in differences
    ]


def _law(
    book: Rulebook, law: Law, report: Report, taken: Mapping[tuple[str, str, str], set[bool | None]]
) -> None:
    file = f"{book.id}/{RULEBOOK}"
    problems, notices = contradictions(book, file, law.vocabulary)
    report.problems += problems
    report.notices += notices
    report.problems += idle_exemptions(book, file, hosts_of(law.rulebooks.values()))
    own = {
        (provision, terms): results for (body, provision, terms), results in taken.items() if body == book.id
    }
    report.problems += missing_cases(book, file, law.vocabulary, own, law.rulebooks)
