"""`comity rulebook list | show | check | compare`."""

import sys
from collections.abc import Sequence
from pathlib import Path

from comity.cli.rulebook_text import compared, shown_section
from comity.cli.terminal import write
from comity.corpus.checking import Report, check_file, check_rulebooks
from comity.corpus.library import Library, installed_library
from comity.desk.layout import table, wrapped
from comity.domain.errors import Refusal
from comity.domain.provisions.citations import is_under
from comity.domain.provisions.rulebook import Rulebook, Section

_OK, _BAD_INPUT = 0, 2


def list_command() -> int:
    """List the installed rulebooks."""
    library = installed_library()
    rows = [("id", "kind", "between, or law of", "provisions", "decide", "name")]
    for name in library.ids():
        book = library.rulebook(name)
        decide = sum(p.sureness.decides for p in book.provisions)
        of = book.state or "-".join(book.parties) or "many"
        rows.append((book.id, book.kind.value, of, str(len(book.provisions)), str(decide), book.short))
    write(table(rows, indent=""))
    return _OK


def show_command(rulebook_id: str, article: str | None) -> int:
    """Show a rulebook, or one article: words first, then what they come to."""
    library = installed_library()
    book = _book(library, rulebook_id)
    sections = book.sections if article is None else _sections(book, article)
    lines = [*wrapped(book.title), ""] if article is None else []
    for section in sections:
        lines += [*shown_section(book, section, library.vocabulary.whats), ""]
    if article is None and book.silences:
        lines.append("Silent on")
        for silence in book.silences:
            lines += wrapped(f"{silence.sheet}: {silence.matter}. {silence.why}", "    ", "  - ")
    write(lines)
    return _OK


def compare_command(rulebook_id: str, other_id: str) -> int:
    """Say where two rulebooks differ, article by article."""
    library = installed_library()
    one, other = _book(library, rulebook_id), _book(library, other_id)
    write(compared(one, other, library.vocabulary.whats))
    return _OK


def check_command(file: Path | None) -> int:
    """Check the installed rulebooks, one of them, or a file."""
    library = installed_library()
    report = _checked(library, file)
    write(f"[{problem.code}] {problem}" for problem in report.problems)
    write(f"Note: {notice}" for notice in report.notices)
    count = len(report.problems)
    books = f"{report.rulebooks} rulebook{'s' if report.rulebooks != 1 else ''}"
    verdict = "no mistake" if not count else f"{count:,} mistake{'s' if count != 1 else ''}"
    write([f"{books}, {report.provisions} provisions, {report.cases} cases: {verdict}."])
    return _BAD_INPUT if count else _OK


def _checked(library: Library, file: Path | None) -> Report:
    if file is None:
        return check_rulebooks(library, library.ids(), _bar)
    if str(file) in library.ids():
        return check_rulebooks(library, (str(file),), _bar)
    return check_file(library, file)


def _bar(done: int, total: int) -> None:
    if sys.stderr.isatty():
        end = "\n" if done == total else ""
        sys.stderr.write(f"\rcases {done}/{total}{end}")


def _book(library: Library, rulebook_id: str) -> Rulebook:
    if rulebook_id not in library.ids():
        raise Refusal(
            "rulebook.unknown",
            f"There is no rulebook '{rulebook_id}'. Installed: {', '.join(library.ids())}.",
        )
    return library.rulebook(rulebook_id)


def _sections(book: Rulebook, article: str) -> Sequence[Section]:
    wanted = article.removeprefix("Article ").strip().casefold()
    exact = [s for s in book.sections if s.label.casefold() == wanted]
    found = exact or [s for s in book.sections if is_under(wanted, s.label.casefold())]
    found = found or [s for s in book.sections if wanted in f"{s.label} {s.title}".casefold()]
    if not found:
        labels = ", ".join(s.label for s in book.sections)
        raise Refusal(
            "rulebook.unknown-article", f"'{book.id}' has no heading '{article}'. It has: {labels}."
        )
    return found
