"""The registry as the engine reads it: of each agreement between two States the acts that count.

It is compiled from the claims (`registering.registry_of`); what counts follows from the rules of `standings`.
"""

import datetime as dt
from dataclasses import dataclass

from comity.domain.agreements.vocabulary import LEGAL_EFFECT, Status, takes_over

#: The status that an act leads to.
STATUS_OF_ACT = {status.value: status for status in Status}


@dataclass(frozen=True, slots=True)
class Said:
    """Who says that an act took place: the claim's id, its source in words, and its quote, if it has one."""

    claim: str
    source: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """One act that changes a status: which, from which day it is certain, how sure, and where it stands.

    `known_from` is the first day on which it is recorded to have been foreseen (None: it always was);
    `confirmed` whether anybody says that it took place, or only that it was arranged. `said` holds who says
    so: the claim that counts, then one of each other source.
    """

    act: str
    on: dt.date
    sureness: str
    cites: str = ""
    note: str = ""
    known_from: dt.date | None = None
    confirmed: bool = True
    said: tuple[Said, ...] = ()

    def foreseen(self, asked_on: dt.date) -> bool:
        """Whether it could be known on the day asked that it would come."""
        return self.known_from is None or self.known_from <= asked_on


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an agreement stands on a day.

    `rests_on` is the act, `next` the next one: after the day asked it is a schedule, whenever that was
    announced. `sure` tells whether the act was seen in a source, not only recalled.
    """

    status: Status | None
    since: dt.date | None
    next: Act | None
    sure: bool = True
    rests_on: Act | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """One agreement between two States: id, title, family and acts in order of date."""

    id: str
    title: str
    parties: tuple[str, str]
    family: str
    sources: tuple[str, ...]
    acts: tuple[Act, ...]

    def standing(self, asked_on: dt.date) -> Standing:
        """The status on the day asked, and what comes next."""
        reached = None
        for act in self.acts:
            if (
                act.confirmed
                and act.on <= asked_on
                and (reached is None or takes_over(STATUS_OF_ACT[act.act], STATUS_OF_ACT[reached.act]))
            ):
                reached = act
        return Standing(
            status=STATUS_OF_ACT[reached.act] if reached else None,
            since=reached.on if reached else None,
            next=next((act for act in self.acts if act.on > asked_on), None),
            sure=reached is None or reached.sureness in ("text", "summary"),
            rests_on=reached,
        )

    def in_force(self, day: dt.date, asked_on: dt.date) -> bool | None:
        """Whether it is in force on a day, as far as can be known on the day asked.

        None if it enters into force after the day asked but by that day: acts after the day asked are
        schedules. None too if it was arranged for the day and nobody says that it took place.
        """
        held: bool | None = False
        for act in self.acts:
            status = STATUS_OF_ACT[act.act]
            if act.on > day:
                continue
            if status is Status.IN_FORCE:
                held = True if act.on <= asked_on and act.confirmed else None
            elif status in LEGAL_EFFECT:
                held = False
        return held

    def turning_days(self) -> set[dt.date]:
        """The days on which it enters into force, is suspended or ends."""
        return {act.on for act in self.acts if STATUS_OF_ACT[act.act] in LEGAL_EFFECT}

    def entry_into_force(self) -> Act | None:
        """The act of entry into force, if one is recorded."""
        return next((act for act in self.acts if act.act == Status.IN_FORCE), None)
