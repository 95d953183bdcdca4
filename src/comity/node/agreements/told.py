"""Words for acts, statuses and sources in the language in force."""

from comity.domain.agreements.vocabulary import Status
from comity.domain.agreements.words import EVENT_WORDS, SOURCE_WORDS, STATUS_WORDS
from comity.domain.primitives.worded import begun, known_word
from comity.languages import said, say, state


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
