"""What stands above and below a table: labels with their values, and texts that are for people."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from comity.manifest.first_look.page import LONGEST_WORD, Cells, Page, is_figure, texts

#: The label of a first and a last day together.
PERIOD = "period"

_FROM_TO = re.compile(
    r"(?:^|\b)(?:from|du|vom|dal|between)?\s*(?P<first>[^:]*?\d[^:]*?)\s*"
    r"(?:\bto\b|\buntil\b|\btill\b|\bthrough\b|\bau\b|\bbis\b|\bal\b|\band\b|から|[–—〜～~]|\s-\s)\s*(?P<last>[^:]*?\d[^:]*)$",
    re.IGNORECASE,
)
#: A row of labels and values has no more cells.
_MOST_CELLS = 8
_LABELLED = re.compile(r"\s*([^:：]{1,80})[:：]\s*(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Stated:
    """A label and its value, as they stand in a row."""

    row: int
    label: str
    value: str
    facts: tuple[str, ...]
    """The fact of the visit that the label names, or PERIOD; several if it may name each; none if unknown."""

    @property
    def whole(self) -> str:
        """Label and value, as they stand there."""
        return f"{self.label}: {self.value}" if self.label else self.value


@dataclass(frozen=True, slots=True)
class Aside:
    """A row that belongs to no table, as one text."""

    row: int
    text: str


def is_labelled(page: Page, cells: Cells) -> bool:
    """Whether a row holds labels with their values, or a text, rather than a line of a table."""
    there = texts(cells)
    if len(there) == 1:
        return True
    return len(there) <= _MOST_CELLS and (
        any(text.endswith((":", "：")) for text in there)
        or any(pair.facts for pair in _pairs(page, 0, there))
    )


def read_block(page: Page, rows: Sequence[int], *, whole: bool = False) -> tuple[list[Stated], list[Aside]]:
    """The labels and values of rows above or below a table, and the rows that hold something else.

    With `whole` no label is taken: every row is a text.
    """
    stated: list[Stated] = []
    asides: list[Aside] = []
    for row in rows:
        there = texts(page.cells(row))
        found = [] if whole else list(_pairs(page, row, there))
        stated += found
        if not any(pair.facts for pair in found) and there:
            asides.append(Aside(row, " ".join(there)))
    return stated, asides


def period(text: str) -> tuple[str, str] | None:
    """The two days of "From 30 Aug 23 to 18 Sep 23", as they are written."""
    if len(text) > LONGEST_WORD or not (found := _FROM_TO.search(text)):
        return None
    return found["first"].strip(), found["last"].strip()


def _pairs(page: Page, row: int, there: Sequence[str]) -> Iterator[Stated]:
    at = 0
    while at < len(there):
        text = there[at]
        after = there[at + 1] if at + 1 < len(there) else ""
        labelled = _LABELLED.fullmatch(text) if len(text) <= 10 * LONGEST_WORD else None
        if labelled:
            yield Stated(row, labelled[1].strip(), labelled[2].strip(), _facts(page, labelled[1]))
        elif after and (text.endswith((":", "：")) or _facts(page, text)):
            at += 1
            yield Stated(row, text.strip(" :："), after, _facts(page, text))
        elif period(text) and not is_figure(text):
            yield Stated(row, "", text, (PERIOD,))
        elif after or at:
            # Beside others; alone in its row it is a text of its own.
            yield Stated(row, "", text, ())
        at += 1


def _facts(page: Page, label: str) -> tuple[str, ...]:
    return page.label(label.strip(" :："))
