"""Claims and their sources for a terminal: the words as they stand, whose they are, what readers noted."""

import datetime as dt
from collections.abc import Iterable, Sequence

from comity.desk.layout import wrapped
from comity.domain.agreements.claim import Claim, Source
from comity.domain.agreements.words import (
    EVENT_WORDS,
    SOURCE_WORDS,
    SURENESS_WORDS,
    TENSE_WORDS,
    annotation_words,
)

_MOST = 60


def claims_text(claims: Sequence[Claim], on: dt.date) -> list[str]:
    """The claims in order of date: those up to a day, those on later days, those without a date."""
    dated = sorted((c for c in claims if c.date), key=_when)
    parts = (
        (f"Claims up to {on}", [c for c in dated if c.date and c.date.first <= on]),
        (f"Claims on what lies after {on}", [c for c in dated if c.date and c.date.first > on]),
        ("Claims without a date", [c for c in claims if not c.date]),
    )
    # One reader's name under every note would drown the notes.
    readers = {note.by for claim in claims for note in claim.annotations}
    one = readers.pop() if len(readers) == 1 else ""
    lines: list[str] = []
    left = _MOST
    for title, some in parts:
        if some:
            lines += ["", f"{title}: {len(some):,}"]
        for claim in some[:left]:
            lines += _claim(claim, one)
        if len(some) > left:
            lines.append(f"  and {len(some) - left:,} more (see --format json)")
        left = max(0, left - len(some))
    if one:
        lines += wrapped(f"The readers' notes are by: {one}.")
    return lines


def sources_text(sources: Iterable[Source]) -> list[str]:
    """Every source with what is known of it."""
    lines = ["", "Sources"]
    for source in sources:
        lines += wrapped(f"{source.id}: {_source(source)}", "    ", "  - ")
    return lines


def _claim(claim: Claim, reader: str) -> list[str]:
    words = [TENSE_WORDS[claim.tense], f"by {claim.party}" if claim.party else ""]
    what = ", ".join(word for word in (EVENT_WORDS.get(claim.event, ""), *words) if word)
    if not claim.event:
        what = claim.says or "background"
    elif claim.says and not claim.quote:
        what += f": {claim.says}"
    local = "".join(f", {day} in {state}" for state, day in claim.other_dates.items())
    place = f" in {claim.place}" if claim.place else ""
    date = f"{_date(claim)}{place}{local}: " if claim.date else ""
    lines = wrapped(
        f"{date}{what} [{claim.id}; {claim.source}, {SURENESS_WORDS[claim.sureness]}]", "    ", "  - "
    )
    if claim.quote:
        lines += wrapped(f"“{claim.quote}”", "      ")
    if claim.gloss:
        lines += wrapped(f"In English: {claim.gloss}", "      ")
    if claim.attributed_to:
        lines += wrapped(f"Attributed to: {claim.attributed_to}", "      ")
    if claim.note:
        lines += wrapped(f"Note: {claim.note}", "      ")
    for note in claim.annotations:
        if kind := annotation_words(note.kind):
            by = "" if note.by == reader else f" ({note.by})"
            lines += wrapped(f"Reader: {kind}: {note.says}{by}", "      ")
    return lines


def _date(claim: Claim) -> str:
    words = f" (“{claim.date_words}”)" if claim.date_words else ""
    return f"{claim.date}{words}"


def _source(source: Source) -> str:
    named = f"{source.publisher}, “{source.title}”" if source.publisher else source.title
    facts = [
        SOURCE_WORDS[source.kind],
        source.language,
        f"published {source.published}" if source.published else "publication date not recorded",
        f"from {source.origin}" if source.origin else "",
        f"translated from {source.translated_from}" if source.translated_from else "",
        f"relative dates count from {source.anchor} ({source.anchor_why})" if source.anchor else "",
        source.address,
    ]
    return f"{named}; {'; '.join(fact for fact in facts if fact)}"


def _when(claim: Claim) -> tuple[dt.date, str]:
    return (claim.date.first if claim.date else dt.date.max), claim.id
