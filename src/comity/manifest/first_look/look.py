"""The first look at a list as it is: every worksheet and CSV file, translated into sheets in the strict form.

What is in the strict form already is taken as it is.
"""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from comity.domain.provisions.vocabulary import SHEETS, Vocabulary
from comity.manifest.first_look.keys import settled
from comity.manifest.first_look.opening import opened
from comity.manifest.first_look.stated import is_loose, mended_header
from comity.manifest.joining import Joined, Piece, joined
from comity.manifest.problems import ProblemLog
from comity.manifest.sources import Source, is_there

if TYPE_CHECKING:
    from comity.manifest.first_look.draft import TableRead
    from comity.manifest.first_look.mending import Mender
    from comity.manifest.first_look.titles import FoundFact
    from comity.manifest.first_look.words import WordTables


@dataclass(frozen=True, slots=True)
class Looked:
    """What the first look found: the source for the strict reader, and how it came about.

    `tables` are the tables that were read by their headings, `facts` what title blocks say of the visit,
    `companion` the name of the file that states the visit and corrects the mapping. `mender` gives what
    mends a sheet that was in the strict form but for some cells.
    """

    source: Source
    tables: "tuple[TableRead, ...]" = ()
    facts: "tuple[FoundFact, ...]" = ()
    companion: str = ""
    mender: "Callable[[], Mender] | None" = None


def look_at(
    path: Path, vocabulary: Vocabulary, words: "Callable[[], WordTables]", log: ProblemLog, answers: str = ""
) -> Looked:
    """Look at whatever a path names; what cannot be read or settled is a problem, the rest is translated.

    `answers` count as if they stood in the file that states the visit.
    """
    if not is_there(path, log):
        return Looked(Source())
    files = opened(path, vocabulary, log, answers)

    @cache
    def mender() -> "Mender":
        # Imported here: lists in the strict form need none of what mends.
        from comity.manifest.first_look.mending import Mender  # noqa: PLC0415

        return Mender(vocabulary, words)

    if files.header is not None and (files.grids or files.strict) and is_loose(files.header, vocabulary):
        files.header, files.notes = mended_header(files.header, vocabulary, mender())
    if files.grids:
        from comity.manifest.first_look.recognition import recognised  # noqa: PLC0415  see above

        return recognised(files, vocabulary, words, log)
    sheets = sheets_of(files.strict, files.notes, vocabulary, log)
    source = Source(files.header, sheets, tuple(files.left_out))
    return Looked(source, companion=files.companion, mender=mender)


def sheets_of(
    pieces: Sequence[tuple[str, Piece]], notes: tuple[str, ...], vocabulary: Vocabulary, log: ProblemLog
) -> Mapping[str, Joined]:
    """The tables of each sheet as one; the notes are shown with the first table."""
    by_sheet: dict[str, list[Piece]] = {}
    for sheet, piece in pieces:
        by_sheet.setdefault(sheet, []).append(piece)
    if notes and pieces:
        first = by_sheet[pieces[0][0]]
        first[0] = dataclasses.replace(first[0], notes=(*first[0].notes, *notes))
    whole = settled(by_sheet, vocabulary)
    return {sheet: joined(sheet, whole[sheet], log) for sheet in SHEETS if sheet in whole}
