"""Which sheet of the manifest a table is: from its headings, and from the names above it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from comity.domain.provisions.vocabulary import OWN_DAY, SHEETS
from comity.manifest.first_look.tables import Found

#: A sheet is certain if its headings speak for it so many times more than for the next.
_CLEARLY = 1.25
#: What a name says holds if the headings speak for it at least so much as for the best.
_NOT_AGAINST = 0.5
#: Sheets of which there is hardly ever a list, and what a heading counts for them.
_SELDOM_LISTED = OWN_DAY.keys()
_SELDOM = 0.7


@dataclass(frozen=True, slots=True)
class WhichSheet:
    """The sheet, or None with the sheets that it may be; `implies` is what the name says of every line."""

    sheet: str | None
    implies: Mapping[str, str] = field(default_factory=dict)
    choices: tuple[str, ...] = ()


def which_sheet(found: Found, names: Sequence[str]) -> WhichSheet:
    """The sheet of a table.

    Args:
        found: the table.
        names: what it is called, nearest first: title, worksheet, file.
    """
    scores = _scores(found)
    if not scores:
        return WhichSheet(None)
    best = max(scores.values())
    for name in names:
        named = [each for each in found.page.words.sheet_names(name) if scores.get(each.sheet, 0) > 0]
        likely = [each for each in named if scores[each.sheet] >= _NOT_AGAINST * best]
        sheets = {each.sheet for each in likely}
        if len(sheets) == 1:
            implied = [each.implies for each in likely]
            return WhichSheet(sheets.pop(), implied[0] if len(implied) == 1 else {})
        if sheets:
            scores = {sheet: score for sheet, score in scores.items() if sheet in sheets}
            best = max(scores.values())
            break
    close = [sheet for sheet in SHEETS if scores.get(sheet, 0) * _CLEARLY > best]
    return WhichSheet(close[0]) if len(close) == 1 else WhichSheet(None, choices=tuple(close))


def _scores(found: Found) -> dict[str, float]:
    """How much the headings speak for each sheet: a word that only one sheet knows counts most."""
    scores: dict[str, float] = {}
    for heading in dict.fromkeys(h for h in found.headings if h):
        sheets = {candidate.sheet for candidate in found.page.meant(heading)}
        if found.page.words.event(heading):
            sheets.add("animals")
        for sheet in sheets:
            weight = _SELDOM if sheet in _SELDOM_LISTED else 1
            scores[sheet] = scores.get(sheet, 0) + weight / len(sheets)
    return scores
