"""The cast: Alder sends, Birch receives, Cedar has no agreement with anybody; and the words of their law.

Their codes are those of places where nobody lives, so that no test speaks of a State.
"""

import datetime as dt

from comity.domain.primitives.calendar import IsDayOff
from comity.domain.provisions.vocabulary import (
    CONTINGENT,
    VISIT,
    Authority,
    Counted,
    Fact,
    Kind,
    LookedUp,
    Type,
    Vocabulary,
)

ALDER, BIRCH, CEDAR = SENDER, HOST, STRANGER = "AQ", "BV", "HM"
#: The access agreement between Alder and Birch, another one of theirs, and the law of Birch.
TREATY, OTHER_TREATY, HOST_LAW = "aq-bv-access", "aq-bv-supply", "host-bv"

#: The visit: a Monday to the Wednesday of the week after. It is asked about in good time.
START, END = dt.date(2024, 6, 10), dt.date(2024, 6, 19)
ASKED_ON = dt.date(2024, 1, 8)
#: The treaties of the cast have been in force for years.
IN_FORCE_SINCE = dt.date(2020, 4, 1)

#: A Monday before the visit that is a holiday in Birch, and a Wednesday that is one in Alder.
BIRCH_HOLIDAY, ALDER_HOLIDAY = dt.date(2024, 6, 3), dt.date(2024, 6, 5)
_HOLIDAYS = {BIRCH: BIRCH_HOLIDAY, ALDER: ALDER_HOLIDAY}
_SATURDAY = 5


def calendar_of(state: str) -> IsDayOff:
    """Days off: weekends everywhere, and the one holiday that Alder and Birch have each."""
    return lambda day: day.weekday() >= _SATURDAY or day == _HOLIDAYS.get(state)


WHATS = {
    "entry": "entry into Birch",
    "visa": "a visa",
    "passport": "a passport",
    "permit": "a permit",
    "weapons": "weapons",
    "notice": "notice of the visit",
    "fees": "fees",
    "jurisdiction": "criminal jurisdiction",
    "costs": "the costs",
}

AUTHORITIES = {
    name: Authority(name, state, f"Office {name}", "national", matter)
    for name, state, matter in (
        ("birch-border", BIRCH, "imm"),
        ("birch-arms", BIRCH, "arm"),
        ("alder-embassy", ALDER, "log"),
    )
}


def _facts(sheet: str, **types: Type | tuple[str, ...]) -> list[Fact]:
    """Circumstances by name and type; a tuple stands for the values of a choice."""
    return [
        Fact(sheet, name, Kind.CIRCUMSTANCE, Type.CHOICE, declared, asks=f"Which {name}?")
        if isinstance(declared, tuple)
        else Fact(sheet, name, Kind.CIRCUMSTANCE, declared, asks=f"What of {name}?", find="The order.")
        for name, declared in types.items()
    ]


def _steps(sheet: str, *names: str) -> list[Fact]:
    return [Fact(sheet, name, Kind.STEP, Type.BOOL) for name in names]


def _keys(sheet: str, *names: str) -> list[Fact]:
    return [Fact(sheet, name, Kind.KEY, Type.TEXT, asks=f"Which {name}?") for name in names]


_ROLES, _CARRIERS = ("soldier", "civilian", "contractor"), ("military", "hired")
#: A fact that is counted, and one that is looked up.
_DOGS = Fact(
    "people", "dogs", Kind.CIRCUMSTANCE, Type.INT, counted=Counted("animals", "person_id", "species = 'dog'")
)
_CARRIER = Fact(
    "people",
    "carrier",
    Kind.CIRCUMSTANCE,
    Type.CHOICE,
    _CARRIERS,
    looked_up=LookedUp("movements", "leg_id", "carrier"),
)

_DECLARED = [
    *_facts(VISIT, receiving_state=Type.STATE, start=Type.DAY, end=Type.DAY),
    *_facts(VISIT, agreed=Type.BOOL, ashore=Type.BOOL, reading=("narrow", "wide")),
    *_steps(VISIT, "notice_given"),
    Fact(VISIT, "marking", Kind.DETAIL, Type.TEXT),
    *_facts(CONTINGENT, sending_state=Type.STATE, capacity=("own_force", "headquarters")),
    *_keys("movements", "leg_id"),
    *_facts("movements", carrier=_CARRIERS),
    *_keys("people", "person_id", "leg_id"),
    *_facts("people", role=_ROLES, resident=Type.BOOL, armed=Type.BOOL, age=Type.INT, born_on=Type.DAY),
    *_facts("people", nickname=Type.TEXT, capacity=("own_force", "headquarters")),
    *_steps("people", "visa_held", "passport_held", "permit_held", "fee_paid"),
    _DOGS,
    _CARRIER,
    *_keys("goods", "line_id"),
    *_facts("goods", kind=("food", "arms"), quantity=Type.NUMBER, dangerous=Type.BOOL),
    *_steps("goods", "permit_held"),
    *_keys("animals", "animal_id", "person_id"),
    *_facts("animals", species=("dog", "horse")),
    *_facts("purchases", purchased_on=Type.DAY, official=Type.BOOL),
    *_facts("incidents", occurred_on=Type.DAY, on_duty=Type.BOOL, victim=("host", "own")),
    *_steps("incidents", "report_made"),
]

#: The words of the cast's law; the names of the sheets are the real ones.
VOCABULARY = Vocabulary(
    facts={
        sheet: {fact.name: fact for fact in _DECLARED if fact.sheet == sheet}
        for sheet in dict.fromkeys(fact.sheet for fact in _DECLARED)
    },
    whats=WHATS,
    authorities=AUTHORITIES,
    digest="of-the-cast",
)
