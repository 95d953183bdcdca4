"""Paragraphs that a team leader can send as they stand: filled in as far as known, and saying what is not."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from comity.domain.primitives.worded import (
    StateCode,
    all_of,
    apart,
    known_word,
    listed,
    paragraphs,
    phrase,
    run_on,
    worded,
    worded_count,
)
from comity.domain.visits.naming import names_of
from comity.domain.visits.visit import Visit

_NOT_STATED = worded("not stated")
_AN_EVENT, _UNNAMED = phrase("an event"), phrase("an event that is not named")
_EVENTS: Mapping[str, str] = {
    "chip_implanted": phrase("chip implanted"),
    "rabies_vaccination": phrase("rabies vaccination"),
    "rabies_titre_sample": phrase("blood sample for rabies antibodies"),
    "rabies_titre_result": phrase("rabies antibody result"),
    "other_vaccination": phrase("other vaccination"),
    "parasite_treatment": phrase("parasite treatment"),
    "clinical_exam": phrase("clinical examination"),
    "export_certificate": phrase("export certificate"),
    "identity_verification": phrase("identity verified"),
}


#: How a leg arrives, as far as known: where, by what, when.
_ARRIVAL = {
    (True, True, True): phrase("Arrival at {place} by {carrier} on {day} at {time} UTC"),
    (True, True, False): phrase("Arrival at {place} by {carrier}"),
    (True, False, True): phrase("Arrival at {place} on {day} at {time} UTC"),
    (True, False, False): phrase("Arrival at {place}"),
    (False, True, True): phrase("Arrival by {carrier} on {day} at {time} UTC"),
    (False, True, False): phrase("Arrival by {carrier}"),
    (False, False, True): phrase("Arrival on {day} at {time} UTC"),
    (False, False, False): phrase("Arrival"),
}


def dogs_paragraph(
    visit: Visit, sure: pl.DataFrame, perhaps: pl.DataFrame, ask: tuple[str, ...], title: str
) -> str:
    """To the animal quarantine authority: these animals, what was done to them, and what is asked."""
    animals = pl.concat([sure, perhaps]).sort("row")
    events = visit.sheets.get("animal_events")
    lines = _numbered(_dog(row, events) for row in animals.iter_rows(named=True))
    count = worded_count(
        "{team} brings {n} animal for search and rescue.",
        "{team} brings {n} animals for search and rescue.",
        len(lines),
        team=_team(visit),
    )
    asks = worded(
        "We ask you to let them in under this rule: {rule}. Please tell us whether you apply it to this "
        "team, and on which terms: papers, chip, vaccinations, where the animals stay, when they leave.",
        rule=title,
    )
    comes = run_on([count, _arrival(visit, animals)])
    return paragraphs(
        [_to(ask), comes, _request(visit), asks, worded("The animals:"), *lines, _contact(visit)]
    )


def doctors_paragraph(
    visit: Visit, sure: pl.DataFrame, perhaps: pl.DataFrame, ask: tuple[str, ...], title: str
) -> str:
    """To the health authority: who would treat local patients, with which licence, and what is asked."""
    names = names_of("people", sure)
    people = _numbered(
        worded("{person}.", person=person_words(row, name))
        for row, name in zip(sure.iter_rows(named=True), names, strict=True)
    )
    open_ = (
        worded("Of {n} more it is not settled yet whether they do.", n=perhaps.height)
        if perhaps.height
        else ""
    )
    asks = worded(
        "We ask whether people without your licence may do what is needed in the disaster area this time, as "
        "under: {rule}. Please tell us the area, the acts, and whether nurses and paramedics are meant "
        "beside doctors.",
        rule=title,
    )
    treats = worded("These people of the team would treat local patients:") if people else ""
    comes = _comes(visit, sure)
    return paragraphs([_to(ask), comes, _request(visit), asks, treats, *people, open_, _contact(visit)])


def medicines_paragraph(visit: Visit, medicines: pl.DataFrame, ask: tuple[str, ...]) -> str:
    """To the authority for controlled medicines: what the kit holds, who holds it, and what is asked."""
    lines = _numbered(_medicine(visit, row) for row in medicines.sort("row").iter_rows(named=True))
    asks = worded(
        "We ask how the team may bring in the controlled medicines below for emergency care, and whether you "
        "follow the model guidelines of WHO and INCB of 1996 in this emergency. We will report to you their "
        "arrival and what was not used."
    )
    return paragraphs(
        [
            _to(ask),
            _comes(visit, medicines),
            _request(visit),
            asks,
            worded("The medicines:"),
            *lines,
            _contact(visit),
        ]
    )


def _numbered(items: Iterable[str]) -> list[str]:
    return [worded("{number}. {item}", number=str(n), item=item) for n, item in enumerate(items, start=1)]


def _comes(visit: Visit, lines: pl.DataFrame) -> str:
    return run_on([worded("{team} comes to help.", team=_team(visit)), _arrival(visit, lines)])


def _to(ask: tuple[str, ...]) -> str:
    if not ask:
        return worded("To: the authority in charge (not known here)")
    return worded("To: {authorities}", authorities=all_of(known_word(name) for name in ask))


def _team(visit: Visit) -> str:
    """The team by name, code and State, with its strength."""
    stated = visit.profile.team if visit.profile is not None else {}
    states = [StateCode(state) for state in dict.fromkeys(c.sending_state for c in visit.contingents)]
    code = listed([stated["code"], *states] if "code" in stated else states)
    name = stated.get("name") or visit.title or worded("named below")
    people = visit.sheets.get("people")
    if people is not None and people.height:
        return worded("The team {name} ({code}) with {n} people", name=name, code=code, n=people.height)
    return worded("The team {name} ({code})", name=name, code=code)


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
    told = [_leg(row) for row in arrival_legs(visit, [lines])]
    if told:
        return worded("{arrivals}.", arrivals=apart(told))
    days = lines["arrives_on"].drop_nulls().unique().sort().to_list() or [visit.start]
    return worded("Arrival on {days}.", days=listed(worded("{day}", day=day) for day in days))


def _leg(row: Mapping[str, Any]) -> str:
    at = row.get("eta_utc")
    known = bool(row.get("to_place")), bool(row.get("carrier_ref")), isinstance(at, dt.datetime)
    return worded(
        _ARRIVAL[known],
        place=str(row.get("to_place")),
        carrier=str(row.get("carrier_ref")),
        day=at.date() if isinstance(at, dt.datetime) else "",
        time=f"{at:%H:%M}" if isinstance(at, dt.datetime) else "",
    )


def _request(visit: Visit) -> str:
    recorded = visit.facts.get("activity_agreed_by")
    asked = visit.facts.get("affected_state_request")
    if recorded is not None:
        return worded("It comes on your government's request: {paper}.", paper=str(recorded))
    if asked is True:
        return worded("It comes on your government's request.")
    return worded("Whether your government has asked for it, or accepts it, we ask you to confirm.")


def _dog(row: Mapping[str, object], events: pl.DataFrame | None) -> str:
    facts = [
        _stated(row.get("name") or row.get("animal_id")),
        *(str(row[name]) for name in ("breed", "sex") if row.get(name)),
        worded("chip {number}", number=_stated(row.get("microchip"))),
        worded("from {state}", state=_state(row.get("origin_state"))),
    ]
    done: list[str] = []
    if events is not None and {"animal_id", "event"} <= set(events.columns) and row.get("animal_id"):
        own = events.filter(pl.col("animal_id") == row["animal_id"])
        ordered = own.sort("date", nulls_last=True) if "date" in own.columns else own
        done = [_event(event) for event in ordered.iter_rows(named=True)]
    events_said = apart(done) or worded("no vaccination or test stated")
    return worded("{animal}: {events}.", animal=listed(facts), events=events_said)


def _event(row: Mapping[str, object]) -> str:
    kind = worded(_EVENTS.get(str(row["event"]), _UNNAMED) if row["event"] else _AN_EVENT)
    on, until = row.get("date"), row.get("valid_until")
    details = [
        *(str(row[name]) for name in ("product", "product_kind") if row.get(name)),
        worded("valid until {day}", day=until) if isinstance(until, dt.date) else "",
        f"{row['value_iu_ml']} IU/ml" if row.get("value_iu_ml") is not None else "",
        *(str(row[name]) for name in ("laboratory", "document_ref") if row.get(name)),
    ]
    done = (
        worded("{event} {day}", event=kind, day=on)
        if isinstance(on, dt.date)
        else worded("{event} day not stated", event=kind)
    )
    more = listed(details)
    return worded("{event} ({details})", event=done, details=more) if more else done


def person_words(row: Mapping[str, object], called: str) -> str:
    """A person by name, function and licence; `called` where no name is given."""
    name = " ".join(str(row[part]) for part in ("given_names", "surname") if row.get(part)) or called
    licence = " ".join(str(row[part]) for part in ("licence_kind", "licence_number") if row.get(part))
    function = str(row["function"]) if row.get("function") else worded("function not stated")
    person = worded(
        "{name}, {function}, licence {licence}", name=name, function=function, licence=_stated(licence)
    )
    state = row.get("licence_state")
    return worded("{person} of {state}", person=person, state=_state(state)) if state else person


def holder_words(visit: Visit, key: object) -> str:
    """Who holds a line: name, function and licence, if the roll has them; else the key as it stands."""
    people = visit.sheets.get("people")
    if key is None or people is None or "person_id" not in people.columns:
        return _NOT_STATED if key is None else str(key)
    rows = people.filter(pl.col("person_id") == key).to_dicts()
    return person_words(rows[0], str(key)) if rows else str(key)


def _medicine(visit: Visit, row: Mapping[str, object]) -> str:
    form = " ".join(str(row[part]) for part in ("strength", "dose_form") if row.get(part))
    name = _stated(row.get("inn") or row.get("description"))
    amount = row.get("quantity")
    quantity = f"{amount:g} {row.get('unit') or ''}".strip() if isinstance(amount, float) else _NOT_STATED
    return worded(
        "{medicine}: {quantity}; control: {control}; held by {holder}.",
        medicine=worded("{name} {form}", name=name, form=form) if form else name,
        quantity=quantity,
        control=_stated(row.get("control_un") or row.get("medicine_control")),
        holder=holder_words(visit, row.get("holder")),
    )


def _stated(value: object) -> str:
    return str(value) if value else _NOT_STATED


def _state(code: object) -> str:
    return StateCode(code) if code else _NOT_STATED


def _contact(visit: Visit) -> str:
    stated = visit.profile.team if visit.profile is not None else {}
    of_team = (stated.get(name) for name in ("leader", "satellite_phone", "phone", "email"))
    contact = visit.facts.get("sender_contact")
    told = str(contact) if contact else listed(text for text in of_team if text)
    return worded("Contact: {contact}.", contact=told or _NOT_STATED)
