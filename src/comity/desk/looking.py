"""How a list was read, table by table and column by column: what `comity look` and the node show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from comity.domain.visits.visit import Table
from comity.manifest.first_look.draft import TableRead
from comity.manifest.reading import Reading

#: A file, a worksheet of it and the sheet that a table is read as.
_Where: TypeAlias = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class TableLooked:
    """One table of the list with what can be said of its reading.

    `examples` holds by heading the first value under it, as it is written ("" without one; none of columns
    that nobody should look at). `choices` are the sheets that it may be, where that is unclear,
    `columns_unclear` by heading the columns. `can_be_told` is whether a word on its worksheet is a word on
    this table alone.
    """

    table: Table
    examples: Mapping[str, str]
    choices: tuple[str, ...]
    columns_unclear: Mapping[str, tuple[str, ...]]
    can_be_told: bool


def looked(reading: Reading) -> list[TableLooked]:
    """Every table of a reading, in its order."""
    reads: dict[_Where, list[TableRead]] = {}
    for read in reading.looked.tables if reading.looked else ():
        grid = read.found.page.grid
        reads.setdefault((grid.file, grid.worksheet, read.sheet or ""), []).append(read)
    worksheets = [(grid[0], grid[1]) for grid, several in reads.items() for _ in several]
    return [
        _looked(
            table,
            reads.get((table.file, table.worksheet, table.sheet), []),
            can_be_told=worksheets.count((table.file, table.worksheet)) == 1,
        )
        for table in reading.tables
    ]


def _looked(table: Table, reads: Sequence[TableRead], *, can_be_told: bool) -> TableLooked:
    examples: dict[str, str] = {}
    unclear: dict[str, tuple[str, ...]] = {}
    choices: tuple[str, ...] = ()
    first_row = table.first_row - table.offset
    for read in reads:
        if len(reads) > 1 and not read.found.first_heading < first_row <= read.found.end:
            continue
        choices = choices or read.choices
        for mapped in read.columns:
            if mapped.choices:
                unclear.setdefault(mapped.heading, mapped.choices)
            if not mapped.is_private:
                first = read.found.column(mapped.at).drop_nulls().head(1).to_list()
                examples.setdefault(mapped.heading, first[0].strip() if first else "")
    return TableLooked(table, examples, choices, unclear, can_be_told)
