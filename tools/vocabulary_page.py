"""The page of all columns, written from the vocabulary, so that it cannot say anything else.

`python -m tools.vocabulary_page` writes docs/reference/columns.md; with `--check` it writes nothing and
fails if the page is stale.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

from comity.corpus.reading import corpus_folder, read_vocabulary
from comity.domain.provisions.vocabulary import (
    CONTINGENT,
    OCCURRENCES,
    OWN_DAY,
    SHEETS,
    SUPPORTING,
    VISIT,
    Fact,
    Kind,
    Type,
    Vocabulary,
)

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "columns.md"
STALE = "docs/reference/columns.md is stale; run 'python -m tools.vocabulary_page'."

_HEAD = """\
# Every column

Written from `src/comity/corpus/vocabulary/` by `python -m tools.vocabulary_page`; do not edit. How the files
are written stands in [visit-format.md](visit-format.md).

A *circumstance* is read by the law; blank is unknown. A *step* can still be taken: blank is to do, yes is
done, no is failed. A *key* names a row. A *detail* is carried along and never read by the law.
"""
_TYPES = {
    Type.BOOL: "yes/no",
    Type.CHOICE: "one of",
    Type.INT: "whole number",
    Type.NUMBER: "number",
    Type.TEXT: "text",
    Type.STATE: "State",
    Type.DAY: "day",
    Type.INSTANT: "instant",
    Type.PLACE: "place",
}


def page(vocabulary: Vocabulary) -> str:
    """The whole page."""
    parts = [_HEAD]
    for sheet in (VISIT, CONTINGENT, *SHEETS):
        facts = vocabulary.of(sheet).values()
        parts.append(f"## `{sheet}`\n\n{_about(sheet)}\n\n{_table(facts)}")
    return "\n".join(parts)


def stale() -> bool:
    """Whether the page is not what the vocabulary says now."""
    return not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != page(read_vocabulary(corpus_folder()))


def _about(sheet: str) -> str:
    if sheet == VISIT:
        return "Facts of the visit as a whole: keys at the top of `visit.toml`."
    if sheet == CONTINGENT:
        return "Facts of one contingent: keys of a `[[contingent]]` table."
    days = "Every line may also have `contingent` and `ref`"
    if sheet in OWN_DAY:
        days += f"; it is judged on its own day, `{OWN_DAY[sheet]}`."
    else:
        days += ", and the days `arrives_on` and `departs_on`."
    if sheet in SUPPORTING:
        days += " Looked up and counted by other sheets; not judged by itself."
    if sheet in OCCURRENCES:
        days += " Something happened: nobody asks to be let in, and `permitted` reads as settled."
    return days


def _table(facts: Iterable[Fact]) -> str:
    """What matters to the answer as a table, what is only carried along as a list."""
    ranked = sorted(facts, key=lambda fact: list(Kind).index(fact.kind))
    rows = [
        f"| `{fact.name}` | {fact.kind.value} | {_holds(fact)} | {_question(fact)} |"
        for fact in ranked
        if fact.kind is not Kind.DETAIL
    ]
    if rows:
        rows = [
            "| Column | Kind | Holds | Question, and where the answer is found |",
            "|---|---|---|---|",
            *rows,
        ]
    details = ", ".join(f"`{fact.name}` ({_holds(fact)})" for fact in ranked if fact.kind is Kind.DETAIL)
    if details:
        rows += ["", f"Details: {details}."]
    return "\n".join(rows) + "\n"


def _holds(fact: Fact) -> str:
    words = _TYPES[fact.type]
    if fact.values:
        words += " " + ", ".join(f"`{value}`" for value in fact.values)
    return f"{words}, {fact.unit}" if fact.unit else words


def _question(fact: Fact) -> str:
    words = f"{fact.asks} *{fact.find}*" if fact.find else fact.asks
    if fact.counted:
        counted = fact.counted
        words += (
            f" Where blank, counted: the rows of `{counted.sheet}` with the same `{counted.key}` "
            f"in which `{counted.when}`."
        )
    if fact.looked_up:
        looked_up = fact.looked_up
        words += (
            f" Where blank, looked up: `{looked_up.fact}` of the row of `{looked_up.sheet}` that "
            f"`{looked_up.key}` names."
        )
    return words.strip().replace("|", "\\|")


def main(arguments: list[str]) -> int:
    """Write the page, or with `--check` say whether it is stale."""
    if "--check" in arguments:
        if stale():
            print(STALE)
            return 1
        return 0
    PAGE.write_text(page(read_vocabulary(corpus_folder())), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
