"""What the first look asks: problems that say what is unclear, and the line that settles it."""

import dataclasses
from collections.abc import Sequence

from comity.domain.errors import Place
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
    mend = f"Say in a [[table]] with {_where(grid)} its sheet, heading_rows and columns, or ignore it."
    found = f"found {rows:,} rows of cells, and no row of known headings"
    log.add("look.no-headings", Place(grid.file, grid.worksheet), found, "a row of headings", mend)


def ask_sheet(found: Found, choices: Sequence[str], log: ProblemLog) -> None:
    """A table that may be several sheets, or none."""
    grid = found.page.grid
    place = Place(grid.file, grid.worksheet, found.first_heading)
    what = f"a table that may be {listing(choices)}" if choices else "a table of no sheet that is known"
    sheet = choices[0] if choices else "goods"
    rows = f"heading_rows = [{found.first_heading}]"
    mend = f'Write a [[table]] with {_where(grid)}, {rows}, sheet = "{sheet}" (or "ignore").'
    log.add("look.sheet-unclear", place, f"found {what}", "one sheet of the manifest", mend)


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
            found = f"found for the heading {shown(mapped.heading)} something else"
            expected = f"a column of {read.sheet}"
            log.add("table.column", read.told.place, found, expected, "Correct the name of the column.")
    if read.told and (alone or read.told.heading_rows):
        known = {heading_key(heading) for heading in read.found.headings}
        for heading in read.told.columns:
            if heading not in known:
                mend = "Write the heading as `comity look` shows it."
                found = f"found the heading {shown(heading)}"
                log.add("table.heading", read.told.place, found, "a heading of the table", mend)


def _ask_column(read: TableRead, mapped: Mapped, log: ProblemLog) -> None:
    place = dataclasses.replace(read.place(mapped.heading), row=read.found.first_heading)
    meaning = f"which may mean {listing(mapped.choices)}"
    if len(mapped.choices) == 1:
        meaning = f"which means {mapped.choices[0]} as another does, and says other things"
    key = " ".join(mapped.heading.split()).replace('"', "'")[:80]
    mend = f'Write under [table.columns]: "{key}" = "{mapped.choices[0]}" (or "" to leave it out).'
    found = f"found the heading {shown(mapped.heading)}, {meaning}"
    log.add("look.heading-unclear", place, found, "a heading with one meaning", mend)


def _where(grid: Grid) -> str:
    worksheet = f', worksheet = "{grid.worksheet}"' if grid.worksheet else ""
    return f'file = "{grid.file}"{worksheet}'
