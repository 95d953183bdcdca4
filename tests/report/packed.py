"""Visits under the installed law, and their packs."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from comity.corpus.calendars import calendar_of
from comity.corpus.library import installed_library
from comity.corpus.offices import installed_offices
from comity.domain.provisions.law import Law
from comity.domain.visits.answer import Answer
from comity.domain.visits.assessment import assess
from comity.domain.visits.visit import Visit
from comity.manifest.reading import read_visit
from comity.report.pack_letter import Letter, letter
from comity.report.pack_lists import Blank, Cell, Enclosure
from comity.report.packs import Pack, Packs, packs
from tests.manifest.on_disk import write_folder

#: Asked two months before the visit; the agreement between Japan and Australia is in force.
ON = dt.date(2024, 4, 10)
Table = Sequence[Mapping[str, str]]

_HEADER = """
visit_id = "EX-1"
title = "Exercise Example"
receiving_state = "{receiving}"
start = 2024-06-10
end = 2024-06-19
activity_type = "exercise"
activity_mutually_decided = true
activity_agreed_by = "note of 1 May 2024"
location_kind = "land"
restricted_area_requested = false
{more}
[[contingent]]
id = "force"
sending_state = "{sending}"
capacity = "own_force"
{tables}
"""
MOVEMENTS: Table = (
    {
        "leg_id": "SHIP",
        "mode": "commercial_sea",
        "carrier_ref": "voyage 1",
        "from_place": "AUBNE",
        "to_place": "JPKNZ",
        "eta_utc": "2024-06-09T22:00Z",
    },
    {
        "leg_id": "JET",
        "mode": "air",
        "carrier_ref": "A39-901",
        "from_place": "YPDN",
        "to_place": "RJNK",
        "etd_utc": "2024-06-10T00:00Z",
        "eta_utc": "2024-06-10T03:00Z",
    },
)
MEMBER = {
    "person_role": "member",
    "nationality": "AU",
    "ordinarily_resident_in_receiving_state": "no",
    "drives_official_vehicle": "no",
    "practises_medicine_on_local_people": "no",
    "arrives_leg": "JET",
}
STORES = {
    "goods_category": "official",
    "owner": "sending_state",
    "importer": "force",
    "exclusive_official_use": "yes",
    "for_sale": "no",
    "mixed_consignment": "no",
    "arrives_leg": "SHIP",
}
MORPHINE = {
    **STORES,
    "goods_category": "medicines",
    "medicine_control": "narcotic",
    "medicine_purpose": "team_kit",
    "carried_accompanied": "yes",
    "inn": "morphine",
}
DOG = {
    "species": "dog",
    "purpose": "detection",
    "owner": "sending_state",
    "origin_state": "AU",
    "iso_chip": "yes",
    "resident_in_origin_since_birth_or_180_days": "yes",
    "arrives_leg": "JET",
}
TANKER = {
    "tail_number": "A39-901",
    "state_aircraft": "yes",
    "arrives_leg": "JET",
    "lands_in_receiving_state": "yes",
    "domestic_leg": "no",
    "munitions_aboard": "no",
}


@dataclass(frozen=True)
class Packed:
    """A visit, what was asked about it, and its packs."""

    visit: Visit
    law: Law
    answer: Answer
    packs: Packs

    def pack(self, name: str) -> Pack:
        """The pack of that name."""
        found = {each.name: each for each in self.packs.packs}
        assert name in found, f"no pack {name} among {sorted(found)}"
        return found[name]

    def letter(self, name: str) -> Letter:
        """The letter of the pack of that name."""
        return letter(self.pack(name), self.visit, self.law, self.answer)


def csv(rows: Table) -> str:
    """Rows as the text of a CSV sheet."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    quoted = (",".join('"' + row.get(c, "").replace('"', '""') + '"' for c in columns) for row in rows)
    return "\n".join([",".join(columns), *quoted]) + "\n"


def folder_of(
    folder: Path,
    *,
    sending: str = "AU",
    receiving: str = "JP",
    more: str = "",
    tables: str = "",
    **sheets: Table,
) -> Path:
    """A visit on disk: the force of `sending` comes to `receiving`; `movements` are there unless given."""
    header = _HEADER.format(sending=sending, receiving=receiving, more=more, tables=tables)
    given = {"movements": MOVEMENTS, **sheets}
    return write_folder(folder, header, **{name: csv(rows) for name, rows in given.items() if rows})


def packed(folder: Path, *, on: dt.date = ON, under: str | None = None) -> Packed:
    """The packs of a visit on disk."""
    library = installed_library()
    reading = read_visit(folder, library.vocabulary)
    visit = reading.visit
    assert visit is not None, reading.problems
    law = library.law(visit.receiving_state, [c.sending_state for c in visit.contingents], under)
    answer = assess(visit, law, asked_on=on, calendar_of=calendar_of, under=under, problems=reading.problems)
    return Packed(visit, law, answer, packs(visit, law, answer, installed_offices()))


def column(enclosure: Enclosure, label: str) -> list[Cell]:
    """The cells below a heading."""
    at = [heading.label for heading in enclosure.headings].index(label)
    return [row[at] for row in enclosure.rows]


def labels(enclosure: Enclosure) -> list[str]:
    """The headings of a list."""
    return [heading.label for heading in enclosure.headings]


def stated(enclosure: Enclosure) -> list[Cell]:
    """Every value of a list."""
    return [cell for row in enclosure.rows for cell in row if not isinstance(cell, Blank)]
