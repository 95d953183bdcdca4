"""Where the headings of a grid stand: rows whose cells are mostly words that name columns.

Headings may fill two rows or three (a group above its parts, units below, two languages), and come again on
every page of a printed list.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from comity.manifest.first_look.heading_forms import without_unit
from comity.manifest.first_look.page import Cells, Page, is_figure, texts
from comity.manifest.first_look.units import units_named

#: The first headings are looked for in every one of so many rows; later ones only below a gap.
_TOP = 60
#: In grids of up to so many rows headings are looked for in every row.
_SMALL = 3_000
_MOST_ROWS = 3
#: "Arrival [X]": a box of a form, ticked or not; no heading.
_BOX = re.compile(r"[\[(［（]\s*[xX×✓]?\s*[\])］）]|[☐☑☒□■]")
#: "7. Family name": the number of a field in a form.
_FIELD = re.compile(r"\s*[0-9]{1,2}\.\s*(?=[^\W\d])")
#: Share of known words that makes a row in the midst of a table one of headings.
_NEARLY_ALL = 0.7


@dataclass(frozen=True, slots=True)
class Span:
    """A row of headings, or several that belong together; one text for each column, "" where none stands."""

    first: int
    last: int
    headings: tuple[str, ...]


def spans(page: Page, told: Sequence[tuple[int, int]] = ()) -> list[Span]:
    """The headings of a grid from top to bottom; `told` are rows that the planner has named."""
    inside = [(first, last) for first, last in told if 1 <= first <= last <= len(page)]
    named = [Span(first, last, _joined(page, first, last)) for first, last in sorted(set(inside))]
    taken = {row for span in named for row in range(span.first, span.last + 1)}
    others = [span for span in _found(page) if not taken & set(range(span.first, span.last + 1))]
    return sorted([*named, *others], key=lambda span: span.first)


def _found(page: Page) -> list[Span]:
    found: list[Span] = []
    for row in _promising(page):
        if found and row <= found[-1].last:
            continue
        cells = page.filled(row)
        if _is_heading(page, cells, sure=bool(found) and page.counts[row - 1] > 1):
            first = row - 1 if _is_group_above(page, row) and (not found or row - 1 > found[-1].last) else row
            last = _last_row(page, row)
            found.append(Span(first, last, _joined(page, first, last)))
    return found or _single(page)


def _promising(page: Page) -> Iterator[int]:
    counts = page.counts
    for row in range(1, len(page) + 1):
        if counts[row] > 1 and (row <= _TOP or len(page) <= _SMALL or counts[row - 1] <= 1):
            yield row


def _is_heading(page: Page, cells: Cells, *, sure: bool) -> bool:
    """Whether the cells are headings. In the midst of a table (`sure`) nearly all must be known words."""
    there = texts(cells)
    if any(is_figure(text) for text in there if len(text) > 3) or (
        sure and not _may_all_be_words(page, there)
    ):
        return False
    if _is_pairs(page, there):
        return False
    words = [text for text in there if not text.endswith((":", "：")) and not _BOX.search(text)]
    known = {text for text in words if page.meant(text)}
    if all(len(text) < 2 for text in known):
        # Letters alone ("L", "B", "H") are headings beside others only.
        return False
    different = set(there)
    if sure or len(known) < 2:
        return len(known) >= 3 and len(known) >= _NEARLY_ALL * len(different)
    return 2 * len(known) >= len(different) or (len(known) >= 3 and _are_labels(there))


def _is_pairs(page: Page, there: Sequence[str]) -> bool:
    """Whether a row may be labels, each with its value beside it: no value is a known word.

    Real headings of which just every second one is unknown would be asked about.
    """
    return len(there) in (4, 6, 8) and not any(page.meant(value) for value in there[1::2])


def _may_all_be_words(page: Page, there: Sequence[str]) -> bool:
    """Whether nearly all of some texts may still be known words, once the first few have been looked up."""
    some = there[:4]
    figures = sum(any(c.isdigit() for c in _FIELD.sub("", text)) for text in there)
    return figures <= 0.3 * len(there) and sum(bool(page.meant(text)) for text in some) >= len(some) / 2


def _are_labels(there: Sequence[str]) -> bool:
    """Whether texts may all be headings: without figures, and hardly any of them twice."""
    return not any(is_figure(text) for text in there) and len(set(there)) >= 0.8 * len(there)


def _single(page: Page) -> list[Span]:
    """The headings of a grid that has one known column only: the first full row with a known word."""
    for row in range(1, min(len(page), _TOP) + 1):
        there = texts(page.cells(row))
        known = [text for text in there if len(text) > 1 and page.meant(text)]
        if known and 2 * len(known) >= len(there) and page.counts[row] == max(page.counts):
            return [Span(row, row, _joined(page, row, row))]
    return []


def _is_group_above(page: Page, row: int) -> bool:
    """Whether the row above holds words for groups of columns: "Weight" above "kg" and "lb"."""
    above = row - 1
    if above < 1 or page.counts[above] < 1:
        return False
    width = max(len(texts(page.filled(row))), 1)
    groups = [
        (left, right)
        for top, left, bottom, right in page.grid.merged
        if top == above == bottom and 0 < right - left < 0.7 * width
    ]
    if groups:
        return True
    cells = page.cells(above)
    there = texts(cells)
    if len(there) < 2 or page.grid.merged or not _are_labels(there) or any(t.endswith(":") for t in there):
        return False
    # Without merged cells: a group stands above the first of its parts, and parts alone are unclear.
    below = page.cells(row)
    return all(below[at] is not None for at, cell in enumerate(cells) if cell is not None) and all(
        not page.label(text) for text in there
    )


def _last_row(page: Page, first: int) -> int:
    last = first
    while last < len(page) and last - first + 1 < _MOST_ROWS and _belongs(page, first, last + 1):
        last += 1
    return last


def _belongs(page: Page, first: int, row: int) -> bool:
    """Whether a row below headings holds headings too: parts, units, or the same in another language."""
    above, own, shown = page.filled(row - 1), page.cells(row), page.filled(row)
    parts = [(above[at], text) for at, text in enumerate(own) if text is not None]
    if not parts or page.counts[row] == 0:
        # All cells of the row belong to merged cells above it.
        return row <= _end_of_merged(page, first)
    if row <= _end_of_merged(page, first) and sum(text is not None for text in own) < len(texts(shown)):
        # The other headings reach down beside it: these are parts, whatever they say ("1.", "2.").
        return True
    groups = _spread(above, own)
    if all(page.words.may_be_private(group or "") for group, text in zip(groups, own, strict=True) if text):
        # "Name" and "Phone" below somebody's next of kin; no line says that alone.
        return True
    yes = 0
    for parent, text in parts:
        if len(text) > 60 or (is_figure(text) and len(parts) > 1):
            return False
        alone = bool(page.meant(text.strip())) and (len(text.strip()) > 1 or not page.meant(parent or ""))
        unit = bool(units_named(text.strip().strip("()[]（）")))
        with_parent = parent is not None and not page.meant(parent) and bool(page.meant(f"{parent} {text}"))
        yes += alone or unit or with_parent
    enough = 2 if len(parts) > 2 else 1
    return yes >= enough and 10 * yes >= 6 * len(parts) and texts(shown) != texts(above)


def _end_of_merged(page: Page, first: int) -> int:
    """The last row that a merged cell of a row reaches down to; 0 if none does."""
    return max((bottom for top, _, bottom, _ in page.grid.merged if top == first < bottom), default=0)


def _joined(page: Page, first: int, last: int) -> tuple[str, ...]:
    """One heading for each column: the text that is known, of the rows together or of one of them."""
    rows = [page.filled(row) for row in range(first, last + 1)]
    if last > first:
        rows[:-1] = [_spread(cells, rows[-1]) for cells in rows[:-1]]
    return tuple(_heading(page, column) for column in zip(*rows, strict=True))


def _spread(groups: Cells, parts: Cells) -> Cells:
    """The groups, each also above the parts next to its right that have no group of their own."""
    spread: list[str | None] = []
    for at, (group, part) in enumerate(zip(groups, parts, strict=True)):
        goes_on = part is not None and at > 0 and parts[at - 1] is not None
        spread.append(group if group is not None else spread[-1] if goes_on else None)
    return tuple(spread)


def _heading(page: Page, column: Sequence[str | None]) -> str:
    pieces = list(dict.fromkeys(text.strip() for text in column if text is not None and text.strip()))
    if len(pieces) <= 1:
        return pieces[0] if pieces else ""
    if any(page.words.may_be_private(piece) for piece in pieces):
        # Nobody's next of kin is found again as a "Name" of the person.
        return " / ".join(pieces)
    if page.words.event(" ".join(pieces)):
        return " ".join(pieces)
    *above, below = pieces
    unit = below.strip("()[]（） ")
    ways = [" ".join(pieces), " / ".join(pieces), below, *reversed(above)]
    if units_named(unit):
        ways.insert(0, f"{' '.join(above)} ({unit})")
    known = [way for way in ways if page.meant(way)]
    best = min(known, key=lambda way: len({c.column for c in page.meant(way)}), default=ways[0])
    return _with_unit_above(page, best, above)


def _with_unit_above(page: Page, heading: str, above: Sequence[str]) -> str:
    """A heading with the unit that a group above it states: "L" below "Dimensions (in)" is "L (in)"."""
    if next(without_unit(heading), None) or not page.meant(heading):
        return heading
    for group in reversed(above):
        for _, units in without_unit(group):
            measured = f"{heading} ({units[0] if len(units) == 1 else group.split()[-1].strip('()[]')})"
            if page.meant(measured):
                return measured
    return heading
