"""Writing to a terminal: nothing from a file may act there, and work in progress shows."""

import sys
from collections.abc import Callable, Iterable

from comity.desk.layout import shown

#: Fewer lines than this are answered before anybody looks for a progress bar.
_WORTH_A_BAR = 50_000


def write(lines: Iterable[str]) -> None:
    """Write lines to standard output, made safe."""
    for line in lines:
        sys.stdout.write(shown(line) + "\n")


def complain(lines: Iterable[str]) -> None:
    """Write lines to standard error, made safe."""
    for line in lines:
        sys.stderr.write(shown(line) + "\n")


def progress(total: int, what: str) -> Callable[[int], None]:
    """A progress bar on standard error for long work; silent where nobody watches."""
    if total < _WORTH_A_BAR or not sys.stderr.isatty():
        return lambda done: None
    from tqdm import tqdm  # noqa: PLC0415  only long work pays for it

    bar = tqdm(total=total, desc=what, unit=" lines", leave=False)
    return lambda done: (bar.update(done), None)[1]


def judging(total: int) -> Callable[[int], None]:
    """The progress bar of judging so many lines (`desk.answering.Watch`)."""
    return progress(total, "judging")
