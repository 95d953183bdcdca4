"""Small visits of real States under the installed law, built in memory."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from comity.corpus.calendars import calendar_of
from comity.corpus.library import installed_library
from comity.domain.provisions.board import DTYPES
from comity.domain.visits.answer import Answer
from comity.domain.visits.assessment import assess
from comity.domain.visits.visit import LINE_COLUMNS, Contingent, Filing, Value, Visit

Row = Mapping[str, Any]

EXERCISE: Mapping[str, Value] = {
    "activity_type": "exercise",
    "activity_mutually_decided": True,
    "carried_out_by_forces": True,
    "both_forces_take_part": True,
    "location_kind": "land",
    "restricted_area_requested": False,
}


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def frame(sheet: str, days: tuple[dt.date, dt.date], *rows: Row) -> pl.DataFrame:
    own = installed_library().vocabulary.of(sheet)
    lines = [
        {"row": n, "contingent": "1", "ref": None, "arrives_on": days[0], "departs_on": days[1], **row}
        for n, row in enumerate(rows, start=2)
    ]
    names = dict.fromkeys(name for row in rows for name in row if name not in LINE_COLUMNS)
    return pl.DataFrame(lines, schema={**LINE_COLUMNS, **{name: DTYPES[own[name].type] for name in names}})


def visit(
    sending: str,
    receiving: str,
    days: tuple[str, str],
    filings: tuple[Filing, ...] = (),
    **sheets: Sequence[Row],
) -> Visit:
    start, end = (day(text) for text in days)
    return Visit(
        receiving_state=receiving,
        start=start,
        end=end,
        facts=EXERCISE,
        contingents=(Contingent("1", sending, {"capacity": "own_force"}),),
        sheets={name: frame(name, (start, end), *rows) for name, rows in sheets.items()},
        filings=filings,
    )


def answer_to(of: Visit, on: str) -> Answer:
    law = installed_library().law(of.receiving_state, [c.sending_state for c in of.contingents])
    return assess(of, law, asked_on=day(on), calendar_of=calendar_of)


DOG = {
    "animal_id": "DOG1",
    "species": "dog",
    "purpose": "detection",
    "owner": "sending_state",
    "for_sale": False,
    "origin_state": "AU",
    "iso_chip": True,
    "microchip": "036000000000001",
    "resident_in_origin_since_birth_or_180_days": True,
}
