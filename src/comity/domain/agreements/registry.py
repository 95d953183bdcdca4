"""The registry of agreements: who has which agreement with whom, and its status on a day."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """Statuses of an agreement (design, section 6), the first step first."""

    PROPOSED = "proposed"
    STUDY_AGREED = "study-agreed"
    TALKS_AGREED = "talks-agreed"
    NEGOTIATING = "negotiating"
    AGREED_IN_PRINCIPLE = "agreed-in-principle"
    SIGNED = "signed"
    APPROVED = "approved"
    IN_FORCE = "in-force"
    SUSPENDED = "suspended"
    TERMINATED = "terminated"


#: The status that an act leads to; other acts (exchange of notes …) change nothing.
STATUS_OF_ACT = {
    **{status.value: status for status in Status},
    "superseded": Status.TERMINATED,
}


@dataclass(frozen=True, slots=True)
class Act:
    """One dated act: what was done, on which local day, how sure, and where in the agreement it stands."""

    act: str
    on: dt.date
    sureness: str
    cites: str = ""
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an agreement stands on a day: status, since when, the next act that is scheduled, and whether the
    act that it rests on was seen in a source (not only recalled)."""

    status: Status | None
    since: dt.date | None
    next: Act | None
    sure: bool = True


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
        """The status on the day asked; later acts are schedules."""
        done = [act for act in self.acts if act.on <= asked_on and act.act in STATUS_OF_ACT]
        later = [act for act in self.acts if act.on > asked_on and act.act in STATUS_OF_ACT]
        reached = done[-1] if done else None
        return Standing(
            status=STATUS_OF_ACT[reached.act] if reached else None,
            since=reached.on if reached else None,
            next=later[0] if later else None,
            sure=reached is None or reached.sureness in ("text", "summary"),
        )

    def in_force(self, day: dt.date, asked_on: dt.date) -> bool | None:
        """Whether it is in force on a day, as far as can be known on the day asked.

        None if entry into force is scheduled for after the day asked but by that day.
        """
        held: bool | None = False
        for act in self.acts:
            status = STATUS_OF_ACT.get(act.act)
            if act.on > day or status is None:
                continue
            if status is Status.IN_FORCE:
                held = True if act.on <= asked_on else None
            elif status in (Status.SUSPENDED, Status.TERMINATED):
                held = False
        return held

    def turning_days(self) -> set[dt.date]:
        """The days on which it enters into force, is suspended or ends."""
        turning = (Status.IN_FORCE, Status.SUSPENDED, Status.TERMINATED)
        return {act.on for act in self.acts if STATUS_OF_ACT.get(act.act) in turning}

    def entry_into_force(self) -> Act | None:
        """The act of entry into force, if one is recorded."""
        return next((act for act in self.acts if act.act == Status.IN_FORCE), None)
