"""Writing to a terminal: nothing from a file may act there, long words wrap, work in progress shows."""

import sys
import textwrap
from collections.abc import Callable, Iterable, Sequence

WIDTH = 96
#: The space of Japanese text: Python calls it unprintable, people see it.
WIDE_SPACE = "\u3000"

#: Fewer lines than this are answered before anybody looks for a progress bar.
_WORTH_A_BAR = 50_000


def shown(text: str) -> str:
    """One line with everything that could steer a terminal made visible: escapes, bidi marks, line ends."""
    return "".join(c if c.isprintable() or c == WIDE_SPACE else f"\\u{ord(c):04x}" for c in text)


def write(lines: Iterable[str]) -> None:
    """Write lines to standard output, made safe."""
    for line in lines:
        sys.stdout.write(shown(line) + "\n")


def complain(lines: Iterable[str]) -> None:
    """Write lines to standard error, made safe."""
    for line in lines:
        sys.stderr.write(shown(line) + "\n")


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


def progress(total: int, what: str) -> Callable[[int], None]:
    """A progress bar on standard error for long work; silent where nobody watches."""
    if total < _WORTH_A_BAR or not sys.stderr.isatty():
        return lambda done: None
    from tqdm import tqdm  # noqa: PLC0415  only long work pays for it

    bar = tqdm(total=total, desc=what, unit=" lines", leave=False)
    return lambda done: (bar.update(done), None)[1]
