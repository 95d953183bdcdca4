"""Lines as people write them: `people!2-171`."""

from collections.abc import Iterable


def ranges(sheet: str, rows: Iterable[int]) -> tuple[str, ...]:
    """Runs of consecutive rows of a sheet, ascending: ("people!2-171", "people!180")."""
    runs: list[list[int]] = []
    for row in sorted(rows):
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        elif not runs or row != runs[-1][1]:
            runs.append([row, row])
    return tuple(f"{sheet}!{a}" if a == b else f"{sheet}!{a}-{b}" for a, b in runs)
