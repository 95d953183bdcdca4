"""`[[table]]`: what the planner says about how a table of the list is to be read."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from comity.domain.errors import Place
from comity.domain.primitives.worded import run_on, worded
from comity.domain.provisions.vocabulary import SHEETS
from comity.manifest.problems import ProblemLog, shown
from comity.manifest.raw import Entry
from comity.manifest.spelling import folded, listing, name_of, suggestion

IGNORE = "ignore"
#: Units of mass that `mass_unit` may name.
MASS_UNITS = ("kg", "lb", "g", "t", "short ton", "long ton")
#: What `date_order` may say, and the words for it.
DATE_ORDERS: Mapping[str, str] = {
    "dmy": "day first",
    "mdy": "month first",
    "ymd": "year first",
}
_KEYS = (
    "file",
    "worksheet",
    "sheet",
    "heading_rows",
    "contingent",
    "date_order",
    "mass_unit",
    "columns",
)


@dataclass(frozen=True, slots=True)
class Told:
    """One `[[table]]`; blank and None where nothing is said.

    `columns` holds by heading (as `heading_key` writes it) the column, "" for one that is left out.
    """

    place: Place
    file: str = ""
    worksheet: str = ""
    sheet: str = ""
    heading_rows: tuple[int, int] | None = None
    contingent: str = ""
    date_order: str = ""
    mass_unit: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)

    def is_about(self, file: str, worksheet: str) -> bool:
        """Whether a worksheet, or a CSV file, is meant."""
        return (not self.file or folded(self.file).casefold() == folded(file).casefold()) and (
            not self.worksheet or folded(self.worksheet).casefold() == folded(worksheet).casefold()
        )


def heading_key(heading: str) -> str:
    """A heading as it is looked up: white space, width and case folded."""
    return re.sub(r"\s+", " ", folded(heading)).casefold()


def read_told(tables: Sequence[Sequence[Entry]], log: ProblemLog) -> tuple[Told, ...]:
    """The tables as they are told; what cannot be meant is a problem, and not said."""
    return tuple(_read(entries, log) for entries in tables if entries)


def _read(entries: Sequence[Entry], log: ProblemLog) -> Told:
    said: dict[str, Entry] = {}
    for entry in entries:
        key = name_of(entry.key)
        if key in _KEYS:
            said[key] = entry
        else:
            mend = run_on([suggestion(entry.key, _KEYS), worded("Correct the key, or take the line out.")])
            log.add(
                "table.key", entry.place, worded("found {key}", key=shown(entry.key)), listing(_KEYS), mend
            )
    return Told(
        place=entries[0].place,
        file=_text(said.get("file")),
        worksheet=_text(said.get("worksheet")),
        sheet=_word(said.get("sheet"), (*SHEETS, IGNORE), log),
        heading_rows=_rows(said.get("heading_rows"), log),
        contingent=_text(said.get("contingent")),
        date_order=DATE_ORDERS.get(_word(said.get("date_order"), tuple(DATE_ORDERS), log), ""),
        mass_unit=_word(said.get("mass_unit"), MASS_UNITS, log),
        columns={
            heading_key(part.key): name_of(part.text or "")
            for part in (said["columns"].parts if "columns" in said else ())
        },
    )


def _text(entry: Entry | None) -> str:
    return (entry.text or "").strip() if entry else ""


def _word(entry: Entry | None, words: Sequence[str], log: ProblemLog) -> str:
    text = folded(_text(entry)).casefold()
    if text in words or name_of(text) in words:
        return text if text in words else name_of(text)
    if entry:
        mend = run_on([suggestion(text, words), worded("Write one of these words, or take the line out.")])
        log.add(
            "table.value",
            entry.place,
            worded("found {entry}", entry=shown(_text(entry))),
            listing(words),
            mend,
        )
    return ""


def _rows(entry: Entry | None, log: ProblemLog) -> tuple[int, int] | None:
    if entry is None:
        return None
    texts = [part.text or "" for part in entry.parts] if entry.text is None else [entry.text]
    if texts and all(re.fullmatch(r"[0-9]{1,7}", text.strip()) for text in texts):
        rows = [int(text) for text in texts]
        return min(rows), max(rows)
    mend = worded("Write heading_rows = [5], or [5, 6] for two rows.")
    log.add("table.value", entry.place, worded("found something else"), worded("numbers of rows"), mend)
    return None
