"""Leaving out what is marked above a level, between reading a visit and everything else."""

from collections.abc import Set
from dataclasses import replace

from comity.corpus.library import installed_library
from comity.corpus.markings import installed_markings
from comity.domain.errors import Refusal
from comity.domain.visits.marking import Name, names_above, problems_left, strayed, withhold
from comity.domain.visits.visit import Visit
from comity.manifest.reading import Reading

#: Mistakes by which cells stand under a heading that is not theirs, or are missing.
_TORN = ("csv.", "sheet.merged-cells")


def marked(reading: Reading, up_to: str, also: Set[Name] = frozenset()) -> Reading:
    """What was read, without the lines marked above a level (and those called by the names in `also`).

    Raises:
        Refusal: there is no such level, the visit itself is above it or not marked, or its markings cannot be
            told because the visit or a cell with a marking could not be read.
    """
    visit = _readable(reading, up_to)
    vocabulary = installed_library().vocabulary
    left = withhold(visit, vocabulary, installed_markings(), up_to, also)
    if where := strayed(left, vocabulary, installed_markings(), up_to):
        raise _unread(f"A marking stands in the column {where[1]} of the sheet {where[0]}.")
    problems = problems_left(reading.problems, left)
    return replace(reading, visit=left, problems=problems, tables=left.tables, looked=None)


def names_marked_above(reading: Reading, up_to: str) -> frozenset[Name]:
    """The names of the lines marked above a level. Raises Refusal as `marked` does."""
    return names_above(_readable(reading, up_to), installed_markings(), up_to)


def _readable(reading: Reading, up_to: str) -> Visit:
    levels = installed_markings().levels
    if up_to not in levels:
        raise Refusal(
            "marking.unknown-level", f"There is no level '{up_to}'. From the lowest: {', '.join(levels)}."
        )
    visit = reading.visit
    if visit is None:
        raise Refusal(
            "marking.unreadable",
            "The visit cannot be read, so its markings cannot be told, and its mistakes may not be quoted. "
            "Ask without --marking-up-to, where everything may be shown.",
        )
    unread = _unread_markings(reading, visit) or _beside_lines(reading, up_to)
    if unread:
        raise _unread(unread)
    return visit


def _unread(why: str) -> Refusal:
    return Refusal(
        "marking.unread",
        f"{why} So it cannot be told what may be shown. Mend it first; everything is listed without "
        "--marking-up-to.",
    )


def _unread_markings(reading: Reading, visit: Visit) -> str:
    """Where a marking may stand that was not read, in a sentence; empty if nowhere."""
    may_head = installed_markings().may_head
    for table in visit.tables:
        for column in table.columns:
            if column.column is None and may_head(column.heading):
                return f"A column of the sheet {table.sheet} that may hold markings was not read."
    for problem in reading.problems:
        place = problem.place
        if problem.code.startswith(_TORN):
            return f"Rows of the sheet {place.sheet} are not whole, and their markings may stand elsewhere."
        if place.column and may_head(place.column):
            return f"The column {place.column} of the sheet {place.sheet} was not read in full."
    return ""


def _beside_lines(reading: Reading, up_to: str) -> str:
    """Where a list itself is marked above the level, in a sentence; empty if nowhere.

    A banner above or below a table, the title of a section and the name of a worksheet are of no line.
    """
    for read in reading.looked.tables if reading.looked else ():
        if read.sheet is None:
            continue
        found, grid = read.found, read.found.page.grid
        texts = [(f"Row {aside.row}", aside.text) for aside in found.asides]
        texts += [(f"Row {section.row}", section.text) for section in found.sections]
        texts += [(f"Row {said.row}", f"{said.label}: {said.value}") for said in found.stated]
        texts += [("The name of the worksheet", grid.worksheet), ("The name of the file", grid.file)]
        for where, text in texts:
            if installed_markings().shows_above(text, up_to):
                return (
                    f"{where} of {grid.file} is marked above that level, or with a word that is not known: "
                    "give the lines that it is about this marking, and take it away there."
                )
    return ""
