"""The first look at a list as it is: every worksheet and CSV file, translated into sheets in the strict form.

What is in the strict form already is taken as it is.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from comity.domain.provisions.vocabulary import Vocabulary
from comity.manifest.first_look.looked import Looked, sheets_of
from comity.manifest.first_look.opening import opened
from comity.manifest.first_look.stated import is_loose, mended_header
from comity.manifest.problems import ProblemLog
from comity.manifest.sources import Source, is_there

if TYPE_CHECKING:
    from comity.manifest.first_look.mending import Mender
    from comity.manifest.first_look.words import WordTables


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
