"""Plain text in lines: long words wrap, columns stand under each other, nothing from a file may act."""

import textwrap
from collections.abc import Sequence

WIDTH = 96
#: The space of Japanese text: Python calls it unprintable, people see it.
WIDE_SPACE = "\u3000"


def shown(text: str) -> str:
    """One line with everything that could steer a terminal made visible: escapes, bidi marks, line ends."""
    return "".join(c if c.isprintable() or c == WIDE_SPACE else f"\\u{ord(c):04x}" for c in text)


def wrapped(text: str, indent: str = "", first: str | None = None) -> list[str]:
    """The text in lines of the terminal's width, indented."""
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [indent]


def table(rows: Sequence[Sequence[str]], indent: str = "  ") -> list[str]:
    """Rows in aligned columns; the last column is not padded."""
    if not rows:
        return []
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]) - 1)]
    return [
        indent + "  ".join([*(cell.ljust(w) for cell, w in zip(row, widths, strict=False)), row[-1]]).rstrip()
        for row in rows
    ]
