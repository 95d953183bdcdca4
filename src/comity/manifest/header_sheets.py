"""The sheets of a workbook that stand in the place of visit.toml, as entries.

`visit` (fact, value), `contingents` (a row of headings, one row each), `answers` (sheet, fact, value),
`leads` (what, amount, unit), `entry_into_force` (agreement, value), and for each of BLOCKS a sheet with a row
of headings and one row each, as `contingents` has.
"""

from collections.abc import Mapping

from comity.domain.errors import Place
from comity.domain.primitives.worded import listed, worded
from comity.manifest.problems import ProblemLog, shown
from comity.manifest.raw import BLOCKS, Entry, Lead, RawHeader, RawSheet
from comity.manifest.spelling import name_of

VISIT, CONTINGENTS, ANSWERS, LEADS, ENTRY_INTO_FORCE = (
    "visit",
    "contingents",
    "answers",
    "leads",
    "entry_into_force",
)
#: For people: what the columns mean. It is never read.
HELP = "help"
#: The headings of each such sheet; those of `contingents` are the facts themselves.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    VISIT: ("fact", "value"),
    CONTINGENTS: (),
    ANSWERS: ("sheet", "fact", "value"),
    LEADS: ("what", "amount", "unit"),
    ENTRY_INTO_FORCE: ("agreement", "value"),
    **{sheet: () for sheet in BLOCKS.values() if sheet},
    HELP: (),
}


def read_header_sheets(sheets: Mapping[str, RawSheet], file: str, log: ProblemLog) -> RawHeader | None:
    """The entries of the header sheets of a workbook, by the names above; None if there is no `visit`."""
    if VISIT not in sheets:
        expected = worded("a sheet named visit, with the columns fact and value")
        mend = worded(
            "Add the sheet: receiving_state, sending_state, start, end and the visit's other facts."
        )
        log.add("sheet.missing", Place(file), worded("there is no sheet visit"), expected, mend)
        return None
    answers: dict[str, list[Entry]] = {}
    for row, (sheet, fact, value) in _rows(sheets.get(ANSWERS), HEADINGS[ANSWERS], log):
        entry = _entry(sheets[ANSWERS], row, fact, value, log)
        if entry:
            answers.setdefault(name_of(sheet), []).append(entry)
    return RawHeader(
        place=sheets[VISIT].place(),
        visit=_pairs(sheets[VISIT], log),
        contingents=_several(sheets.get(CONTINGENTS), log),
        answers={sheet: tuple(entries) for sheet, entries in answers.items()},
        leads=tuple(
            Lead(what, amount, unit, sheets[LEADS].place(row=row))
            for row, (what, amount, unit) in _rows(sheets.get(LEADS), HEADINGS[LEADS], log)
        ),
        entry_into_force=_pairs(sheets.get(ENTRY_INTO_FORCE), log),
        blocks={name: _several(sheets[sheet], log) for name, sheet in BLOCKS.items() if sheet in sheets},
    )


_Row = tuple[int, tuple[str, ...]]
"""Row number and the texts of the wanted columns; "" for a blank cell."""


def _rows(sheet: RawSheet | None, wanted: tuple[str, ...], log: ProblemLog) -> list[_Row]:
    """The rows of a sheet that hold anything, in the wanted columns.

    Without its heading row a sheet is read too, if the columns stand in the wanted order: no fact is
    called "fact".
    """
    if sheet is None:
        return []
    names = [name_of(heading) for heading in sheet.headings]
    rows = [
        (sheet.rows[at], tuple(column[at] or "" for column in sheet.columns)) for at in range(len(sheet.rows))
    ]
    if set(wanted) <= set(names):
        positions = [names.index(name) for name in wanted]
    else:
        positions = list(range(len(wanted)))
        rows.insert(0, (1, sheet.headings))
    found = []
    for row, cells in rows:
        surplus = [cell for at, cell in enumerate(cells) if at not in positions and cell.strip()]
        if surplus:
            mend = worded("This sheet has the columns {names}; delete the others.", names=listed(wanted))
            log.add(
                "column.unknown",
                sheet.place(row=row),
                worded("found {surplus}", surplus=shown(surplus[0])),
                worded("no other column"),
                mend,
            )
        texts = tuple(cells[at].strip() if at < len(cells) else "" for at in positions)
        if any(texts):
            found.append((row, texts))
    return found


def _pairs(sheet: RawSheet | None, log: ProblemLog) -> tuple[Entry, ...]:
    if sheet is None:
        return ()
    wanted = HEADINGS[ENTRY_INTO_FORCE if name_of(sheet.sheet) == ENTRY_INTO_FORCE else VISIT]
    entries = (_entry(sheet, row, key, value, log) for row, (key, value) in _rows(sheet, wanted, log))
    return tuple(entry for entry in entries if entry)


def _entry(sheet: RawSheet, row: int, key: str, value: str, log: ProblemLog) -> Entry | None:
    """A fact and its value; None for a blank value, which states nothing."""
    if not key:
        mend = worded("Name the fact, or delete the value.")
        log.add(
            "header.no-fact",
            sheet.place(row=row),
            worded("found {value} alone", value=shown(value)),
            worded("a fact and its value"),
            mend,
        )
    if not key or not value:
        return None
    return Entry(key, value, sheet.place(key, row))


def _several(sheet: RawSheet | None, log: ProblemLog) -> tuple[tuple[Entry, ...], ...]:
    if sheet is None:
        return ()
    several = []
    for at, row in enumerate(sheet.rows):
        texts = [
            (heading.strip(), column[at] or "")
            for heading, column in zip(sheet.headings, sheet.columns, strict=True)
        ]
        entries = [_entry(sheet, row, heading, text, log) for heading, text in texts if text.strip()]
        if any(entries):
            several.append(tuple(entry for entry in entries if entry))
    return tuple(several)
