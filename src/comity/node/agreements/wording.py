"""Words for what the network records, in the language in force."""

import datetime as dt
from collections.abc import Sequence

from comity.domain.agreements.stated_date import StatedDate, stated_date
from comity.domain.agreements.vocabulary import Status
from comity.domain.agreements.words import (
    EVENT_WORDS,
    FAMILY_WORDS,
    SOURCE_WORDS,
    STATUS_WORDS,
    TENSE_WORDS,
    date_words,
)
from comity.domain.primitives.worded import begun, known_word, listed
from comity.languages import day, said, say, state


def act_said(event: str, party: str | None = None) -> str:
    """A kind of event, and whose act it is, if it is one Party's: "Approval by parliament (Japan)"."""
    act = said(begun(known_word(EVENT_WORDS[event])))
    return say("{act} ({state})", act=act, state=state(party)) if party else act


def status_said(status: str) -> str:
    """A status by its code."""
    return said(STATUS_WORDS[Status(status)])


def source_said(kind: str) -> str:
    """What kind of source it is."""
    return said(SOURCE_WORDS[kind])


def tense_said(tense: str) -> str:
    """That an act was not simply done: arranged, expected, denied; "" if it was."""
    return said(TENSE_WORDS[tense])


def family_said(family: str) -> str:
    """A family of agreements."""
    return said(FAMILY_WORDS[family])


def parties_said(parties: Sequence[str]) -> str:
    """The Parties to an agreement, by name."""
    names = [state(code) for code in parties]
    if len(names) == 2:
        return say("{first} and {second}", first=names[0], second=names[1])
    return said(listed(names))


def stated(date: StatedDate) -> str:
    """A date as precise as it is stated: 2 May 2024, May 2024, 2024, by 2 May 2023."""
    return said(date_words(date))


def stated_text(date: str | None) -> str:
    """As `stated`, of a date as it is recorded (EDTF); "" for none."""
    return stated(stated_date(date)) if date else ""


def act_day_said(on: dt.date, date: str | None) -> str:
    """When an act was: the day, or as precisely as it is recorded (EDTF)."""
    recorded = stated_date(date) if date else None
    return day(on) if recorded is None or recorded.is_day else stated(recorded)


def standing_said(status: str | None, dated: str | None, may_be: str | None) -> str:
    """A status with its date (EDTF), or what it may be."""
    if status is None:
        return say("perhaps {status}", status=status_said(may_be)) if may_be else say("nothing recorded")
    if may_be:
        return say("{status}, perhaps {next}", status=status_said(status), next=status_said(may_be))
    if dated is None:
        return status_said(status)
    return say("{status} since {date}", status=status_said(status), date=stated_text(dated))
