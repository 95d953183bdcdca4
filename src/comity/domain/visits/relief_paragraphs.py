"""Paragraphs that a team leader can send as they stand: filled in as far as known, and saying what is not."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from comity.domain.visits.naming import names_of
from comity.domain.visits.visit import Visit

_NOT_STATED = "not stated"
_EVENTS: Mapping[str, str] = {
    "chip_implanted": "chip implanted",
    "rabies_vaccination": "rabies vaccination",
    "rabies_titre_sample": "blood sample for rabies antibodies",
    "rabies_titre_result": "rabies antibody result",
    "other_vaccination": "other vaccination",
    "parasite_treatment": "parasite treatment",
    "clinical_exam": "clinical examination",
    "export_certificate": "export certificate",
    "identity_verification": "identity verified",
}


def dogs_paragraph(
    visit: Visit, sure: pl.DataFrame, perhaps: pl.DataFrame, ask: tuple[str, ...], title: str
) -> str:
    """To the animal quarantine authority: these animals, what was done to them, and what is asked."""
    animals = pl.concat([sure, perhaps]).sort("row")
    events = visit.sheets.get("animal_events")
    lines = [
        f"{number}. {_dog(row, events)}" for number, row in enumerate(animals.iter_rows(named=True), start=1)
    ]
    count = f"{len(lines)} animal{'s' if len(lines) != 1 else ''} for search and rescue"
    asks = (
        f"We ask you to let them in under this rule: {title}. Please tell us whether you apply it to this "
        "team, and on which terms: papers, chip, vaccinations, where the animals stay, when they leave."
    )
    return "\n".join([_to(ask), f"{_team(visit)} brings {count}. {_arrival(visit, animals)}", _request(visit),
                      asks, "The animals:", *lines, _contact(visit)])  # fmt: skip


def doctors_paragraph(
    visit: Visit, sure: pl.DataFrame, perhaps: pl.DataFrame, ask: tuple[str, ...], title: str
) -> str:
    """To the health authority: who would treat local patients, with which licence, and what is asked."""
    names = names_of("people", sure)
    people = [
        f"{number}. {person_words(row, name)}."
        for number, (row, name) in enumerate(zip(sure.iter_rows(named=True), names, strict=True), start=1)
    ]
    rest = perhaps.height
    open_ = f"Of {rest} more it is not settled yet whether they do." if rest else ""
    asks = (
        "We ask whether people without your licence may do what is needed in the disaster area this time, as "
        f"under: {title}. Please tell us the area, the acts, and whether nurses and paramedics are meant "
        "beside doctors."
    )
    treats = "These people of the team would treat local patients:" if people else ""
    comes = f"{_team(visit)} comes to help. {_arrival(visit, sure)}"
    parts = [_to(ask), comes, _request(visit), asks, treats, *people, open_, _contact(visit)]
    return "\n".join(part for part in parts if part)


def medicines_paragraph(visit: Visit, medicines: pl.DataFrame, ask: tuple[str, ...]) -> str:
    """To the authority for controlled medicines: what the kit holds, who holds it, and what is asked."""
    lines = [
        f"{number}. {_medicine(visit, row)}"
        for number, row in enumerate(medicines.sort("row").iter_rows(named=True), start=1)
    ]
    asks = (
        "We ask how the team may bring in the controlled medicines below for emergency care, and whether you "
        "follow the model guidelines of WHO and INCB of 1996 in this emergency. We will report to you their "
        "arrival and what was not used."
    )
    comes = f"{_team(visit)} comes to help. {_arrival(visit, medicines)}"
    return "\n".join([_to(ask), comes, _request(visit), asks, "The medicines:", *lines, _contact(visit)])


def _to(ask: tuple[str, ...]) -> str:
    return f"To: {' and '.join(ask) if ask else 'the authority in charge (not known here)'}"


def _team(visit: Visit) -> str:
    """The team by name, code and State, with its strength."""
    stated = visit.profile.team if visit.profile is not None else {}
    states = ", ".join(dict.fromkeys(contingent.sending_state for contingent in visit.contingents))
    code = f"{stated['code']}, " if "code" in stated else ""
    people = visit.sheets.get("people")
    strength = f" with {people.height} people" if people is not None and people.height else ""
    return f"The team {stated.get('name') or visit.title or 'named below'} ({code}{states}){strength}"


def arrival_legs(visit: Visit, frames: Iterable[pl.DataFrame]) -> list[dict[str, Any]]:
    """The rows of `movements` by which lines of these frames arrive, in the sequence of that sheet."""
    legs = visit.sheets.get("movements")
    if legs is None or "leg_id" not in legs.columns:
        return []
    named = [frame["arrives_leg"].drop_nulls() for frame in frames if "arrives_leg" in frame.columns]
    wanted = {leg for series in named for leg in series}
    return [row for row in legs.iter_rows(named=True) if row["leg_id"] in wanted]


def _arrival(visit: Visit, lines: pl.DataFrame) -> str:
    """When and by which legs the lines arrive; their first days where no leg is told."""
    told: list[str] = []
    for row in arrival_legs(visit, [lines]):
        where = f"at {row['to_place']}" if row.get("to_place") else ""
        by = f"by {row['carrier_ref']}" if row.get("carrier_ref") else ""
        at = row.get("eta_utc")
        when = f"on {_day(at)} at {at:%H:%M} UTC" if isinstance(at, dt.datetime) else ""
        told.append(" ".join(part for part in ("Arrival", where, by, when) if part))
    days = lines["arrives_on"].drop_nulls().unique().sort().to_list() or [visit.start]
    return "; ".join(told) + "." if told else f"Arrival on {', '.join(_day(day) for day in days)}."


def _request(visit: Visit) -> str:
    recorded = visit.facts.get("activity_agreed_by")
    asked = visit.facts.get("affected_state_request")
    if recorded is not None:
        return f"It comes on your government's request: {recorded}."
    if asked is True:
        return "It comes on your government's request."
    return "Whether your government has asked for it, or accepts it, we ask you to confirm."


def _dog(row: Mapping[str, object], events: pl.DataFrame | None) -> str:
    facts = [
        str(row.get("name") or row.get("animal_id") or _NOT_STATED),
        *(str(row[name]) for name in ("breed", "sex") if row.get(name)),
        f"chip {row.get('microchip') or _NOT_STATED}",
        f"from {row.get('origin_state') or _NOT_STATED}",
    ]
    done: list[str] = []
    if events is not None and {"animal_id", "event"} <= set(events.columns) and row.get("animal_id"):
        own = events.filter(pl.col("animal_id") == row["animal_id"])
        ordered = own.sort("date", nulls_last=True) if "date" in own.columns else own
        done = [_event(event) for event in ordered.iter_rows(named=True)]
    return f"{', '.join(facts)}: {'; '.join(done) if done else 'no vaccination or test stated'}."


def _event(row: Mapping[str, object]) -> str:
    kind = _EVENTS.get(str(row["event"]), "an event that is not named") if row["event"] else "an event"
    on = row.get("date")
    details = [
        *(str(row[name]) for name in ("product", "product_kind") if row.get(name)),
        f"valid until {_day(until)}" if isinstance(until := row.get("valid_until"), dt.date) else "",
        f"{row['value_iu_ml']} IU/ml" if row.get("value_iu_ml") is not None else "",
        *(str(row[name]) for name in ("laboratory", "document_ref") if row.get(name)),
    ]
    more = ", ".join(detail for detail in details if detail)
    when = _day(on) if isinstance(on, dt.date) else f"day {_NOT_STATED}"
    return f"{kind} {when}" + (f" ({more})" if more else "")


def person_words(row: Mapping[str, object], called: str) -> str:
    """A person by name, function and licence; `called` where no name is given."""
    name = " ".join(str(row[part]) for part in ("given_names", "surname") if row.get(part)) or called
    licence = " ".join(str(row[part]) for part in ("licence_kind", "licence_number") if row.get(part))
    state = f" of {row['licence_state']}" if row.get("licence_state") else ""
    function = row.get("function") or f"function {_NOT_STATED}"
    return f"{name}, {function}, licence {licence or _NOT_STATED}{state}"


def holder_words(visit: Visit, key: object) -> str:
    """Who holds a line: name, function and licence, if the roll has them; else the key as it stands."""
    people = visit.sheets.get("people")
    if key is None or people is None or "person_id" not in people.columns:
        return _NOT_STATED if key is None else str(key)
    rows = people.filter(pl.col("person_id") == key).to_dicts()
    return person_words(rows[0], str(key)) if rows else str(key)


def _medicine(visit: Visit, row: Mapping[str, object]) -> str:
    name = row.get("inn") or row.get("description") or _NOT_STATED
    form = " ".join(str(row[part]) for part in ("strength", "dose_form") if row.get(part))
    amount = row.get("quantity")
    quantity = f"{amount:g} {row.get('unit') or ''}".strip() if isinstance(amount, float) else _NOT_STATED
    control = row.get("control_un") or row.get("medicine_control") or _NOT_STATED
    held = holder_words(visit, row.get("holder"))
    return f"{name} {form}".strip() + f": {quantity}; control: {control}; held by {held}."


def _contact(visit: Visit) -> str:
    stated = visit.profile.team if visit.profile is not None else {}
    of_team = (stated.get(name) for name in ("leader", "satellite_phone", "phone", "email"))
    contact = visit.facts.get("sender_contact") or ", ".join(text for text in of_team if text)
    return f"Contact: {contact or _NOT_STATED}."


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B} {day.year}"
