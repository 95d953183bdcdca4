"""What columns of a list of animals say of vaccinations and tests: a row of `animal_events` for each cell.

A list has a row for each dog and a column for each date ("Rabies 1"); the manifest has a row for each event.
"""

from collections.abc import Sequence

from comity.domain.primitives.worded import worded
from comity.domain.provisions.vocabulary import Vocabulary
from comity.domain.visits.visit import ColumnRead
from comity.manifest.first_look.ditto import read_ditto
from comity.manifest.first_look.draft import Cells, Draft, raw_sheet
from comity.manifest.first_look.habits import Habits
from comity.manifest.first_look.mending import Asked, Mender
from comity.manifest.first_look.which_column import Mapped
from comity.manifest.joining import Piece
from comity.manifest.problems import ProblemLog

EVENTS = "animal_events"
#: Columns that tell one animal from another, the best first.
_NAMED_BY = ("animal_id", "microchip", "name")


def name_animals(draft: Draft) -> bool:
    """Give every animal an id, if each has a chip or a name of its own; False if there is none."""
    if not any(mapped.event for mapped in draft.read.columns):
        return False
    for name in _NAMED_BY:
        texts = draft.cells[name].texts if name in draft.cells else [None]
        if all(texts) and len(set(texts)) == len(texts):
            if name != "animal_id":
                draft.cells.pop("animal_id", None)
                draft.column("animal_id").texts[:] = texts
                draft.notes.append(
                    worded("Each animal is called by its {name} in {sheet}.", name=name, sheet=EVENTS)
                )
            return True
    return False


def event_pieces(
    draft: Draft, habits: Habits, vocabulary: Vocabulary, mender: Mender, log: ProblemLog
) -> list[tuple[str, Piece]]:
    """A table of events for each column of them; a row for each cell that says something."""
    return [
        (EVENTS, _piece(draft, mapped, habits, vocabulary, mender, log))
        for mapped in draft.read.columns
        if mapped.event
    ]


def _piece(
    draft: Draft, mapped: Mapped, habits: Habits, vocabulary: Vocabulary, mender: Mender, log: ProblemLog
) -> Piece:
    event, column = mapped.event or ("", "")
    grid = draft.read.found.page.grid
    said = Cells(mapped.heading, draft.read.found.column(mapped.at).to_list())
    signs, place = draft.read.found.page.words.signs, draft.read.place(mapped.heading)
    ditto = read_ditto(said, draft.rows, EVENTS, column, signs, place, log)
    asked = Asked(vocabulary.of(EVENTS)[column], mapped.heading, mapped.unit, "", habits)
    notes = [*ditto, *mender.mend(said, draft.rows, asked, place, log)]
    lines = [at for at, text in enumerate(said.texts) if text is not None or draft.rows[at] in said.spoiled]
    notes.append(
        worded(
            "The cells under {heading} are {count} rows of the event {event}.",
            heading=mapped.heading,
            count=len(lines),
            event=event,
        )
    )
    own = draft.cells["animal_id"]
    cells = {
        "animal_id": Cells(own.heading, _picked(own.texts, lines)),
        "event": Cells("", [event] * len(lines)),
        column: Cells(mapped.heading, _picked(said.texts, lines), said.spoiled),
    }
    columns = (ColumnRead(mapped.heading, column),)
    raw = raw_sheet(grid.file, EVENTS, [draft.rows[at] for at in lines], cells)
    return Piece(raw, grid.worksheet, "", columns, tuple(notes))


def _picked(texts: Sequence[str | None], lines: Sequence[int]) -> list[str | None]:
    return [texts[at] for at in lines]
