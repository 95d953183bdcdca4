"""Visits whose people come by legs, and the requirement of a visa with a lead."""

import datetime as dt
from dataclasses import replace
from typing import Any

import polars as pl

from comity.domain.visits.answer import Requirement
from comity.domain.visits.visit import Visit
from tests.build import ask, build_visit, host, law, provision, requirement, sheet_of, treaty
from tests.cast import calendar_of

IN = provision("in", "permits", "entry")
TEN_DAYS = {"amount": 10, "unit": "calendar-days"}


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def by_legs(*arrivals: tuple[str | None, str], eta: dict[str, str] | None = None, **changes: Any) -> Visit:
    """One person for each leg (None: the line names none) and day of arrival; `eta` gives legs an instant."""
    people = sheet_of("people", *({"arrives_on": day(arrives)} for _, arrives in arrivals))
    legs = pl.Series("arrives_leg", [leg for leg, _ in arrivals], pl.String)
    visit = build_visit({}, **changes)
    sheets = {"people": people.with_columns(legs)}
    if eta:
        instants = pl.Series("eta_utc", [at(text) for text in eta.values()], pl.Datetime("us", "UTC"))
        sheets["movements"] = sheet_of("movements", *({"leg_id": leg} for leg in eta)).with_columns(instants)
    return replace(visit, sheets=sheets)


def visa(visit: Visit, lead: dict[str, Any] | None, calendar: Any = calendar_of, **asked: Any) -> Requirement:
    """The visa of the visit's people, with a lead."""
    duty = provision("visa", "requires", "visa", authority="birch-border", lead=lead)
    answer = ask(visit, law(treaty(IN), host(duty)), calendar_of=calendar, **asked)
    return requirement(answer, "visa")
