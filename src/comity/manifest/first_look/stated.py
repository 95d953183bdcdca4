"""What the head of a visit states in words ("Australia"), in the strict form."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from comity.domain.primitives.worded import worded
from comity.domain.provisions.vocabulary import CONTINGENT, VISIT, Fact, Vocabulary
from comity.manifest.cells import Flaw, read_cell
from comity.manifest.problems import place_words, shown
from comity.manifest.raw import Entry, RawHeader
from comity.manifest.spelling import name_of

if TYPE_CHECKING:
    from comity.manifest.first_look.mending import Mender


def is_loose(header: RawHeader, vocabulary: Vocabulary) -> bool:
    """Whether a head has a value that is not in its strict form."""
    facts = _facts(vocabulary)
    return any(_loose(entry, facts) for entry in (*header.visit, *_of_contingents(header)))


def mended_header(
    header: RawHeader, vocabulary: Vocabulary, mender: "Mender"
) -> tuple[RawHeader, tuple[str, ...]]:
    """The head with every value that means one thing in its strict form, and what to say of it."""
    facts = _facts(vocabulary)
    notes: list[str] = []

    def mended(entries: Sequence[Entry]) -> tuple[Entry, ...]:
        return tuple(_mended(entry, facts, mender, notes.append) for entry in entries)

    visit, contingents = mended(header.visit), tuple(map(mended, header.contingents))
    return replace(header, visit=visit, contingents=contingents), tuple(notes)


def _mended(entry: Entry, facts: dict[str, Fact], mender: "Mender", say: Callable[[str], None]) -> Entry:
    fact = _loose(entry, facts)
    strict = mender.one(entry.text or "", fact) if fact else None
    if strict is None:
        return entry
    say(
        worded(
            "{place}: {text} is read as {strict}.",
            place=place_words(entry.place),
            text=shown(entry.text or ""),
            strict=strict,
        )
    )
    return replace(entry, text=strict)


def _loose(entry: Entry, facts: dict[str, Fact]) -> Fact | None:
    """The fact that an entry states, if its text is not in the strict form of it."""
    fact = facts.get(name_of(entry.key))
    text = (entry.text or "").strip()
    return fact if fact and text and isinstance(read_cell(text, fact), Flaw) else None


def _facts(vocabulary: Vocabulary) -> dict[str, Fact]:
    return {**vocabulary.of(CONTINGENT), **vocabulary.of(VISIT)}


def _of_contingents(header: RawHeader) -> Sequence[Entry]:
    return [entry for entries in header.contingents for entry in entries]
