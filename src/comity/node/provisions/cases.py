"""The cases that try a provision: small visits with the answer that they must have."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from comity.corpus.case import RESULTS
from comity.corpus.case_reader import read_cases
from comity.corpus.library import CASES, installed_library

#: What each expected result says of a provision: it applies, it does not, or it cannot be told.
APPLIES, UNKNOWN, APPLIES_NOT = "applies", "unknown", "does-not-apply"
_MEANINGS = {"absent": APPLIES_NOT, "unknown": UNKNOWN}


@dataclass(frozen=True, slots=True)
class Tried:
    """One case that names a provision.

    `name` is its sentence (English), `book` the rulebook whose case it is, `meaning` whether the provision
    applies in it, `outcome` that of the line, which stands on `sheet`.
    """

    name: str
    book: str
    meaning: str
    outcome: str
    sheet: str


def cases_of(rulebook_id: str, provision_id: str) -> tuple[Tried, ...]:
    """The cases that name a provision, in the order of the files."""
    return _all_cases().get((rulebook_id, provision_id), ())


@cache
def _all_cases() -> Mapping[tuple[str, str], tuple[Tried, ...]]:
    """Every case of every rulebook, by the provisions that it names."""
    library = installed_library()
    found: dict[tuple[str, str], list[Tried]] = {}
    for book in library.ids():
        cases, _ = read_cases(library.cases(book) or "", book, f"{book}/{CASES}", library.vocabulary)
        for case in cases:
            outcome = str(case.expect["outcome"])
            for result in RESULTS:
                for name in case.expect.get(result, ()):
                    of, _, provision = (name if ":" in name else f"{book}:{name}").partition(":")
                    meaning = _MEANINGS.get(result, APPLIES)
                    tried = Tried(case.name, book, meaning, outcome, case.sheet)
                    found.setdefault((of, provision), []).append(tried)
    return {key: tuple(each) for key, each in found.items()}
