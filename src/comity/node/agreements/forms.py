"""What a visitor asks of the network, read from an address: mistakes become sentences, never guesses."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import QueryDict

from comity.corpus.states import state_code
from comity.domain.agreements.vocabulary import FAMILIES, GROUPS, LADDER, PARTIES
from comity.domain.primitives.calendar import FIRST_DAY, LAST_DAY
from comity.domain.primitives.country import alpha_2
from comity.languages import say
from comity.node.web.asking import day_in, page_in

#: The families, the two that this is about first.
FAMILY_NAMES = tuple(dict.fromkeys(FAMILIES.values()))
STATUSES = tuple(status.value for status in LADDER)
#: Rows and columns of the matrix, States of the picture, where nobody chose others.
MOST_STATES = 24
#: So many may be chosen.
MOST_CHOSEN = 40
SORTS = ("family", "title", "status", "since", "next")

_BETWEEN_NAMES = re.compile(r"[,;、，；\n]+")
_ECHOED = 60

#: A mistake: the id of the field, and a sentence.
Mistake = tuple[str, str]


@dataclass(frozen=True, slots=True)
class NetworkAsked:
    """Who with whom: on which day, in which family, among which States (none: those with most).

    `typed` is what stood in the field for the States.
    """

    on: dt.date
    family: str
    states: tuple[str, ...]
    typed: str
    page: int
    mistakes: tuple[Mistake, ...]


@dataclass(frozen=True, slots=True)
class StateAsked:
    """The agreements of one State: on which day; only of a family, in a status, with a Party ("": any)."""

    on: dt.date
    family: str
    status: str
    partner: str
    sort: str
    page: int
    mistakes: tuple[Mistake, ...]


@dataclass(frozen=True, slots=True)
class AgreementAsked:
    """One agreement: on which day, and what could be known on which (None: not asked)."""

    on: dt.date
    known: dt.date | None
    page: int
    mistakes: tuple[Mistake, ...]


def network_asked(query: QueryDict) -> NetworkAsked:
    """What is asked of the matrix and the picture."""
    mistakes: list[Mistake] = []
    typed = ", ".join(text for text in query.getlist("states") if text.strip())
    return NetworkAsked(
        on=_day(query, "on", mistakes) or today(),
        family=_word(query, "family", FAMILY_NAMES, mistakes) or FAMILY_NAMES[0],
        states=_states(typed, mistakes),
        typed=typed[:2_000],
        page=page_in(query.get("page", "")),
        mistakes=tuple(mistakes),
    )


def state_asked(query: QueryDict) -> StateAsked:
    """What is asked of one State's page."""
    mistakes: list[Mistake] = []
    partner, mistake = state_asked_for(query.get("with", ""))
    if mistake:
        mistakes.append(("with", mistake))
    return StateAsked(
        on=_day(query, "on", mistakes) or today(),
        family=_word(query, "family", FAMILY_NAMES, mistakes),
        status=_word(query, "status", STATUSES, mistakes),
        partner=partner,
        sort=_word(query, "sort", SORTS, mistakes) or SORTS[0],
        page=page_in(query.get("page", "")),
        mistakes=tuple(mistakes),
    )


def agreement_asked(query: QueryDict) -> AgreementAsked:
    """What is asked of one agreement's page."""
    mistakes: list[Mistake] = []
    on, known = _day(query, "on", mistakes), _day(query, "known", mistakes)
    return AgreementAsked(on or today(), known, page_in(query.get("page", "")), tuple(mistakes))


def today() -> dt.date:
    """The day, in UTC."""
    return dt.datetime.now(dt.UTC).date()


def state_asked_for(typed: str) -> tuple[str, str]:
    """The code of a State or group by its code or name ("" for a blank), and what is wrong with it, if so."""
    code = _party(typed) or ""
    if code or not typed.strip():
        return code, ""
    return "", say(
        "“{text}” is no State or group that is known here. Write one name or code: Japan, AU or EU.",
        text=_echo(typed),
    )


def _day(query: Mapping[str, str], name: str, mistakes: list[Mistake]) -> dt.date | None:
    text = query.get(name, "").strip()
    if not text:
        return None
    day = day_in(text, FIRST_DAY, LAST_DAY)
    if day is None:
        sentence = say(
            "“{text}” is no day that can be asked about. Write a day from {first} to {last} as 2024-05-02.",
            text=_echo(text),
            first=FIRST_DAY,
            last=LAST_DAY,
        )
        mistakes.append((name, sentence))
    return day


def _word(query: Mapping[str, str], name: str, words: Iterable[str], mistakes: list[Mistake]) -> str:
    text = query.get(name, "").strip()
    if text and text not in words:
        mistakes.append(
            (name, say("“{text}” is none of the choices. Choose one from the list.", text=_echo(text)))
        )
        return ""
    return text


def _states(typed: str, mistakes: list[Mistake]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for text in _BETWEEN_NAMES.split(typed):
        # Codes may stand side by side; names are kept whole.
        names = [text] if _party(text) else text.split()
        codes = [_party(name) for name in names]
        if None in codes:
            mistakes.append(("states", _no_state(text)))
            return ()
        found.update(dict.fromkeys(code for code in codes if code))
    if len(found) > MOST_CHOSEN:
        mistakes.append(
            (
                "states",
                say(
                    "{n} are too many to show side by side. Choose at most {most}.",
                    n=len(found),
                    most=MOST_CHOSEN,
                ),
            )
        )
        return ()
    return tuple(found)


def _no_state(text: str) -> str:
    return say(
        "“{text}” is no State or group that is known here. Write names or codes, with commas between them: "
        "Japan, AU, EU.",
        text=_echo(text),
    )


def _party(name: str) -> str | None:
    """The code of a State or group by its code or name."""
    name = name.strip()
    if len(name) > _ECHOED:
        return None
    group = name.upper() if name.upper() in GROUPS else None
    return group or alpha_2(name) or state_code(name)


def is_party(code: str) -> bool:
    """Whether a code is one that a Party may have."""
    return code in PARTIES


def _echo(text: str) -> str:
    return text.strip()[:_ECHOED]
