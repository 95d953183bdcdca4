"""How a list was read, for a terminal: a short section of the answer, and the whole for `comity look`."""

from collections.abc import Sequence

from comity.desk.layout import wrapped
from comity.domain.visits.answer import Answer
from comity.domain.visits.visit import Table
from comity.manifest.spelling import name_of

_MOST_NOTES = 4
_MOST_HEADINGS = 8


def reading_text(answer: Answer) -> list[str]:
    """What was read otherwise than it is written, table by table; empty if everything was plain."""
    told = [table for table in answer.tables if not _is_plain(table)]
    if not told:
        return []
    lines = ["How your list was read (comity look shows it column by column)"]
    for table in told:
        lines += wrapped(f"{where(table)}: {_summary(table)}", "    ", "  - ")
        for note in table.notes[:_MOST_NOTES]:
            lines += wrapped(note, "        ", "      ")
        if len(table.notes) > _MOST_NOTES:
            lines.append(f"      and {len(table.notes) - _MOST_NOTES} more notes")
    return lines


def where(table: Table) -> str:
    """The file and worksheet of a table."""
    return f"{table.file}, {table.worksheet}" if table.worksheet else table.file


def rows(table: Table) -> str:
    """Which rows a table fills in its file, and in its sheet where they have other numbers."""
    if not table.sheet or table.last_row < table.first_row:
        return "no lines"
    own = f"rows {table.first_row - table.offset} to {table.last_row - table.offset}"
    if not table.offset:
        return own
    return f"{own}, here {table.sheet} rows {table.first_row} to {table.last_row}"


def _summary(table: Table) -> str:
    if not table.sheet:
        return "not read."
    unread = [column.heading or "a column without heading" for column in table.columns if not column.column]
    said = f"{table.sheet}, {rows(table)}."
    renamed = _listed(
        [f"{c.heading} = {c.column}" for c in table.columns if c.column and name_of(c.heading) != c.column]
    )
    said += f" {renamed}." if renamed else ""
    return said + (f" Not read: {_listed(unread)}." if unread else "")


def _listed(words: Sequence[str]) -> str:
    more = len(words) - _MOST_HEADINGS
    return ", ".join(words[:_MOST_HEADINGS]) + (f" and {more} more" if more > 0 else "")


def _is_plain(table: Table) -> bool:
    """Whether a table was read just as it is written."""
    plain = all(column.column == name_of(column.heading) for column in table.columns)
    return bool(table.sheet) and plain and not table.notes and not table.offset
