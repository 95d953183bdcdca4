"""Cells that say that they are as the one above: "-do-", "〃", "wie oben"."""

from collections.abc import Sequence

from comity.domain.errors import Place
from comity.domain.primitives.worded import worded
from comity.domain.visits.derivation import OWN_KEY
from comity.manifest.first_look.draft import Cells, rows_words
from comity.manifest.first_look.identifiers import FREE_TEXTS, IDENTIFIERS, NAMES
from comity.manifest.first_look.signs import Signs
from comity.manifest.problems import ProblemLog, Words, shown

#: Keys that many lines of another sheet name: several goods are in one package.
_SHARED = frozenset({"animal_id", "package_id"})


def read_ditto(
    cells: Cells, rows: Sequence[int], sheet: str, name: str, signs: Signs, place: Place, log: ProblemLog
) -> list[str]:
    """Put the cell above in the place of each mark for it; returns what there is to say of it.

    A mark without a cell above it, one with more beside it, and one for what no two things share (a name, a
    serial number) is a problem, and its cell is left unread. `name` is the column of `sheet`.
    """
    marks = {text for text in set(cells.texts) if text is not None and signs.begins_ditto(text)}
    marks |= {text for text in set(cells.texts) if text is not None and signs.is_ditto(text)}
    if not marks:
        return []
    shared = name in _SHARED and OWN_KEY.get(sheet) != name
    unique = name in NAMES or (name in IDENTIFIERS and not shared)
    read: dict[str, list[int]] = {}
    unclear: list[tuple[int, str]] = []
    for at, text in enumerate(cells.texts):
        if text not in marks or text is None:
            continue
        above = cells.texts[at - 1] if at else None
        whole = signs.is_ditto(text)
        if not whole and name in FREE_TEXTS:
            continue
        if whole and above is not None and not unique:
            cells.texts[at] = above
            read.setdefault(text, []).append(rows[at])
        else:
            cells.texts[at] = None
            cells.spoiled.add(rows[at])
            unclear.append((rows[at], text))
    if unclear:
        words = Words(worded("a value of its own"), worded("Write what it is."))
        log.add_rows(
            "look.cell-unclear",
            place,
            [row for row, _ in unclear],
            lambda nth: worded(
                "found {unclear}, which refers to the cell above", unclear=shown(unclear[nth][1])
            ),
            words,
        )
    return [
        worded(
            "{heading}: {text} is read as the cell above it ({at}).",
            heading=cells.heading,
            text=shown(text),
            at=rows_words(at),
        )
        for text, at in read.items()
    ]
