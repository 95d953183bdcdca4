"""What the first look found, and the sheets that its pieces make up."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from comity.domain.provisions.vocabulary import SHEETS, Vocabulary
from comity.manifest.first_look.keys import settled
from comity.manifest.joining import Joined, Piece, joined
from comity.manifest.problems import ProblemLog
from comity.manifest.sources import Source

if TYPE_CHECKING:
    from comity.manifest.first_look.draft import TableRead
    from comity.manifest.first_look.mending import Mender
    from comity.manifest.first_look.titles import FoundFact


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
