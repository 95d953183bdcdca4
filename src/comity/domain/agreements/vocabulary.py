"""The words of the record: kinds of event, families of agreement, and what each is in Comity's own words.

One table takes every kind of event to the status that it leads to, or to "no change"; one takes every
family to ours, or to `other`. A kind that is not in the table is refused on import, never passed over.
"""

from collections.abc import Mapping
from enum import StrEnum

from comity.domain.primitives.country import ALPHA_2

#: Parties that are no States.
GROUPS = frozenset({"EU", "NATO", "UN"})
#: Every code that a Party may have.
PARTIES = ALPHA_2 | GROUPS


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


#: The statuses in order of rank: a later step entails the earlier ones.
LADDER = tuple(Status)
#: Statuses that a later act of the same kind undoes: here the last act counts, not the highest.
LEGAL_EFFECT = frozenset({Status.IN_FORCE, Status.SUSPENDED, Status.TERMINATED})

#: Stages of talks: each ends when the next begins, so that two of them cannot both be the present one.
TALKS = frozenset(LADDER[: LADDER.index(Status.SIGNED)])


def takes_over(step: Status, held: Status) -> bool:
    """Whether a later act takes the status over: any legal effect, or a higher step."""
    if step in LEGAL_EFFECT or held in LEGAL_EFFECT:
        return step in LEGAL_EFFECT
    return LADDER.index(step) > LADDER.index(held)


#: Every kind of event, and the status that it leads to; None: no change.
EVENTS: Mapping[str, Status | None] = {
    "proposed": Status.PROPOSED,
    "study_agreed": Status.STUDY_AGREED,
    "talks_agreed": Status.TALKS_AGREED,
    "negotiations_opened": Status.NEGOTIATING,
    "negotiation_round": Status.NEGOTIATING,
    # A status seen on a day, with no act of its own.
    "in_negotiation": Status.NEGOTIATING,
    "agreement_in_principle": Status.AGREED_IN_PRINCIPLE,
    "text_finalised": Status.AGREED_IN_PRINCIPLE,
    "negotiations_concluded": Status.AGREED_IN_PRINCIPLE,
    "signed": Status.SIGNED,
    "ratified_executive": Status.APPROVED,
    "approved_legislature": Status.APPROVED,
    "entered_into_force": Status.IN_FORCE,
    "suspended": Status.SUSPENDED,
    "resumed": Status.IN_FORCE,
    "superseded": Status.TERMINATED,
    "terminated": Status.TERMINATED,
    # What happens beside the ladder.
    # Somebody agreed on something; which act it was is not said.
    "agreed": None,
    "announced": None,
    "tabled_legislature": None,
    "committee_hearing": None,
    "implementing_law": None,
    "instruments_exchanged": None,
    "first_applied": None,
    "amended": None,
    "signature_postponed": None,
    "declined_for_now": None,
    "termination_notified": None,
    "termination_suspended": None,
    "termination_withdrawn": None,
}
#: Events that can happen several times: two dates of them are two acts, not rivals.
REPEATED = frozenset(
    {"proposed", "study_agreed", "negotiation_round", "in_negotiation", "approved_legislature", "agreed"}
    | {"tabled_legislature", "committee_hearing", "amended", "signature_postponed", "declined_for_now"}
)
#: Events about a notice of termination: until it takes effect no status changes.
NOTICES = frozenset({"termination_notified", "termination_suspended", "termination_withdrawn"})
#: Events that can be the act of one Party: each Party has its own.
OF_ONE_PARTY = frozenset(
    {"ratified_executive", "approved_legislature", "tabled_legislature", "committee_hearing"}
    | {"implementing_law", "proposed", "declined_for_now"}
    | NOTICES
)

OTHER_FAMILY = "other"
#: Families as the record names them, and ours (design, section 6).
FAMILIES: Mapping[str, str] = {
    "RAA": "access",
    "ACSA": "cross-servicing",
    "MLSA": "cross-servicing",
    "ISA": "information-security",
    "DETT": "equipment-transfer",
    "SOFA": "status-of-forces",
    "SOVFA": "status-of-forces",
    "DCA": OTHER_FAMILY,
    "DECL": OTHER_FAMILY,
    "MOU": OTHER_FAMILY,
    "ALLIANCE": OTHER_FAMILY,
    "CRM": OTHER_FAMILY,
    "OTHER": OTHER_FAMILY,
}


class Tense(StrEnum):
    """In which sense a claim speaks of its event."""

    DONE = "done"
    """It has happened."""
    STATE = "state"
    """The agreement stood at that step on the day; no act is claimed."""
    SCHEDULED = "scheduled"
    """It is arranged for a day."""
    FORECAST = "forecast"
    """Somebody expects it."""
    DENIED = "denied"
    """It has not happened."""


class SourceKind(StrEnum):
    """What a source is, the most authoritative first: its place is its rank."""

    TREATY = "treaty"
    """The text of the agreement, or the treaty series."""
    PARTY = "party"
    """A government, parliament or embassy of a Party."""
    OFFICIAL = "official"
    """Another public body."""
    AGENCY = "agency"
    """A news agency, or an outlet that carries its text under its name."""
    PRESS = "press"
    COPY = "copy"
    """A repost, mirror, translation or encyclopaedia."""
    RECALL = "recall"
    """Background knowledge; no source was consulted."""


#: Rank of each kind of source, 0 the highest.
RANK: Mapping[SourceKind, int] = {kind: rank for rank, kind in enumerate(SourceKind)}
