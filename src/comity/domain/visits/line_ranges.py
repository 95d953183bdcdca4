"""Lines as people write them: `people!2-171`."""

from collections.abc import Iterable, Iterator


def ranges(sheet: str, rows: Iterable[int]) -> tuple[str, ...]:
    """Runs of consecutive rows of a sheet, ascending: ("people!2-171", "people!180")."""
    runs: list[list[int]] = []
    for row in sorted(rows):
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        elif not runs or row != runs[-1][1]:
            runs.append([row, row])
    return tuple(f"{sheet}!{a}" if a == b else f"{sheet}!{a}-{b}" for a, b in runs)


def joined(texts: Iterable[str]) -> tuple[str, ...]:
    """Ranges of several lists as one list, sheet by sheet in the order given."""
    by_sheet: dict[str, list[int]] = {}
    for text in texts:
        sheet, _, span = text.rpartition("!")
        by_sheet.setdefault(sheet, []).extend(_rows(span))
    return tuple(run for sheet, rows in by_sheet.items() for run in ranges(sheet, rows))


def _rows(span: str) -> Iterator[int]:
    first, _, last = span.partition("-")
    return iter(range(int(first), int(last or first) + 1))
