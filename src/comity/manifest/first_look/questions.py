"""What the first look asks: problems that say what is unclear, and the line that settles it."""

import dataclasses
from collections.abc import Sequence

from comity.domain.errors import Place
from comity.domain.primitives.worded import worded
from comity.manifest.first_look.draft import TableRead
from comity.manifest.first_look.page import Page
from comity.manifest.first_look.tables import Found
from comity.manifest.first_look.told import heading_key
from comity.manifest.first_look.which_column import Mapped
from comity.manifest.problems import ProblemLog, shown
from comity.manifest.raw import Grid
from comity.manifest.spelling import listing


def ask_headings(page: Page, rows: int, log: ProblemLog) -> None:
    """Cells without a row of known headings."""
    grid = page.grid
    mend = worded(
        "Say in a [[table]] with {grid} its sheet, heading_rows and columns, or ignore it.", grid=_where(grid)
    )
    found = worded("found {rows} rows of cells, and no row of known headings", rows=rows)
    log.add("look.no-headings", Place(grid.file, grid.worksheet), found, worded("a row of headings"), mend)


def ask_sheet(found: Found, choices: Sequence[str], log: ProblemLog) -> None:
    """A table that may be several sheets, or none."""
    grid = found.page.grid
    place = Place(grid.file, grid.worksheet, found.first_heading)
    what = (
        worded("a table that may be {choices}", choices=listing(choices))
        if choices
        else worded("a table of no sheet that is known")
    )
    sheet = choices[0] if choices else "goods"
    rows = f"heading_rows = [{found.first_heading}]"
    mend = worded(
        'Write a [[table]] with {grid}, {rows}, sheet = "{sheet}" (or "ignore").',
        grid=_where(grid),
        rows=rows,
        sheet=sheet,
    )
    log.add(
        "look.sheet-unclear",
        place,
        worded("found {what}", what=what),
        worded("one sheet of the manifest"),
        mend,
    )


def ask_columns(read: TableRead, log: ProblemLog, *, alone: bool) -> None:
    """Headings with several meanings; and what the planner told that cannot be.

    Args:
        read: the table.
        log: gets the problems.
        alone: whether what was told is about this table only.
    """
    for mapped in read.columns:
        if mapped.choices:
            _ask_column(read, mapped, log)
        elif mapped.is_told_wrong and read.told:
            found = worded("found for the heading {heading} something else", heading=shown(mapped.heading))
            expected = worded("a column of {sheet}", sheet=str(read.sheet))
            log.add(
                "table.column", read.told.place, found, expected, worded("Correct the name of the column.")
            )
    if read.told and (alone or read.told.heading_rows):
        known = {heading_key(heading) for heading in read.found.headings}
        for heading in read.told.columns:
            if heading not in known:
                mend = worded("Write the heading as `comity look` shows it.")
                found = worded("found the heading {heading}", heading=shown(heading))
                log.add("table.heading", read.told.place, found, worded("a heading of the table"), mend)


def _ask_column(read: TableRead, mapped: Mapped, log: ProblemLog) -> None:
    place = dataclasses.replace(read.place(mapped.heading), row=read.found.first_heading)
    meaning = worded("which may mean {choices}", choices=listing(mapped.choices))
    if len(mapped.choices) == 1:
        meaning = worded(
            "which means {choice} as another does, and says other things", choice=mapped.choices[0]
        )
    key = " ".join(mapped.heading.split()).replace('"', "'")[:80]
    mend = worded(
        'Write under [table.columns]: "{key}" = "{choice}" (or "" to leave it out).',
        key=key,
        choice=mapped.choices[0],
    )
    found = worded("found the heading {heading}, {meaning}", heading=shown(mapped.heading), meaning=meaning)
    log.add("look.heading-unclear", place, found, worded("a heading with one meaning"), mend)


def _where(grid: Grid) -> str:
    worksheet = f', worksheet = "{grid.worksheet}"' if grid.worksheet else ""
    return f'file = "{grid.file}"{worksheet}'
