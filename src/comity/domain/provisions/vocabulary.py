"""The vocabulary: every fact that law may read and every column that a manifest may have, declared once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

VISIT = "visit"
CONTINGENT = "contingent"

#: Sheets in the order in which they are shown (design, section 6).
SHEETS = (
    "movements",
    "packages",
    "people",
    "vehicles",
    "vessels",
    "aircraft",
    "uas",
    "goods",
    "animals",
    "animal_events",
    "support",
    "purchases",
    "incidents",
    "claims",
)
#: Sheets on which nobody asks to be let in: something happened, and the law says whose matter it is.
OCCURRENCES = frozenset({VISIT, "incidents", "claims"})
#: Sheets that other sheets look up and count; they are not judged by themselves.
SUPPORTING = frozenset({"movements", "packages", "animal_events"})
#: Sheets that are judged, the visit as a whole first.
JUDGED = (VISIT, *(sheet for sheet in SHEETS if sheet not in SUPPORTING))
#: Sheets whose lines are judged on their own day, and the column that gives it.
OWN_DAY = {
    "support": "wanted_on",
    "purchases": "purchased_on",
    "incidents": "occurred_on",
    "claims": "occurred_on",
}


#: The fields that an authority or a provision concerns (entry of persons, customs, animals, plants …).
MATTERS = frozenset(
    {"imm", "cus", "ani", "pla", "hea", "dru", "arm", "exp", "air", "sea", "prt", "rad", "rod", "mil"}
    | {"own", "log", "jus"}
)


class Kind(StrEnum):
    """What a column is to the law."""

    CIRCUMSTANCE = "circumstance"
    """Read by conditions; blank is unknown."""
    STEP = "step"
    """Something that can still be done; blank is to do. Only a provision's `done` reads it."""
    KEY = "key"
    """Names a row, for lookups and counts."""
    DETAIL = "detail"
    """Carried along, for papers and people; the law never reads it."""


class Type(StrEnum):
    """The type of a column's values."""

    BOOL = "bool"
    CHOICE = "choice"
    INT = "int"
    NUMBER = "number"
    TEXT = "text"
    STATE = "state"
    DAY = "day"
    INSTANT = "instant"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Counted:
    """A fact that is the number of rows of `sheet` that share this row's `key` and meet `when`."""

    sheet: str
    key: str
    when: str


@dataclass(frozen=True, slots=True)
class LookedUp:
    """A fact taken from the row of `sheet` that this row's `key` names."""

    sheet: str
    key: str
    fact: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One column of one sheet (or one key of the visit or a contingent).

    `asks` is the question when it is missing, `find` where the planner finds the answer,
    `unit` the unit of a number.
    """

    sheet: str
    name: str
    kind: Kind
    type: Type
    values: tuple[str, ...] = ()
    unit: str = ""
    asks: str = ""
    find: str = ""
    counted: Counted | None = None
    looked_up: LookedUp | None = None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All declared facts by sheet and name, the declared `what`s, and the authorities."""

    facts: Mapping[str, Mapping[str, Fact]]
    whats: Mapping[str, str]
    """`what` to its plain words."""
    authorities: Mapping[str, "Authority"]
    version: int = 0
    digest: str = ""
    _seen: dict[str, dict[str, Fact]] = field(default_factory=dict, compare=False, repr=False)

    def of(self, sheet: str) -> Mapping[str, Fact]:
        """The columns declared on a sheet itself."""
        return self.facts.get(sheet, {})

    def seen_from(self, sheet: str) -> Mapping[str, Fact]:
        """Every fact that a line of the sheet sees: its own, its contingent's and its visit's."""
        if sheet not in self._seen:
            own = {} if sheet in (VISIT, CONTINGENT) else self.of(sheet)
            self._seen[sheet] = {**self.of(VISIT), **self.of(CONTINGENT), **own}
        return self._seen[sheet]

    def derived(self, sheet: str) -> Iterator[Fact]:
        """The facts of a sheet that can be counted or looked up when they are blank."""
        return (fact for fact in self.of(sheet).values() if fact.counted or fact.looked_up)


@dataclass(frozen=True, slots=True)
class Authority:
    """An office that clears, permits or is told."""

    id: str
    state: str
    name: str
    level: str
    matter: str
