"""Records as they are written (JSON objects) to sources, agreements and claims, with every mistake named.

A record says what it is in `record`: source, agreement or claim (where it is left out). The keys are the
fields of the classes in `claim`; a date is EDTF, or a relative word if its source has an anchor.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import Any

from comity.domain.agreements.claim import Annotation, Claim, Identity, Instrument, Source
from comity.domain.agreements.relative_date import is_relative, resolved
from comity.domain.agreements.stated_date import StatedDate, stated_date
from comity.domain.agreements.vocabulary import EVENTS, FAMILIES, OF_ONE_PARTY, PARTIES, SourceKind, Tense
from comity.domain.errors import Place, Problem

SURENESSES = ("text", "summary", "recall")
#: Characters of one text, and characters that no id may lack.
TEXT_CHARACTERS = 20_000
_ID_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.-")
_LISTED = 10

_TENSES = {tense.value: tense for tense in Tense}
_KINDS = {kind.value: kind for kind in SourceKind}
_CLAIM_KEYS = frozenset(f.name for f in fields(Claim)) | {"record"}
_CLAIM_TEXTS = ("place", "who", "quote", "gloss", "attributed_to", "says", "cites", "note")
#: Keys that few claims have; the others are looked at in one go.
_SELDOM = frozenset({"party", "months", "paragraph", "date_words", "other_dates", "annotations"})
_SOURCE_KEYS = frozenset(f.name for f in fields(Source)) | {"record"}
_SOURCE_TEXTS = (
    "title",
    "publisher",
    "language",
    "origin",
    "translated_from",
    "anchor_why",
    "address",
    "file",
)
_AGREEMENT_KEYS = frozenset(
    {"record", "id", "title", "parties", "called", "replaces", "title_is_description", "instruments"}
)

Record = Mapping[str, Any]


class Flaw(Exception):  # noqa: N818  caught where the record's place is known
    """What is wrong with one record: code, key, what was found, what was expected, how to mend it."""

    def __init__(self, code: str, key: str, found: str, expected: str, mend: str) -> None:
        super().__init__(found)
        self.code, self.key, self.found, self.expected, self.mend = code, key, found, expected, mend

    def at(self, file: str, line: int | None) -> Problem:
        """The problem, with the place of its record."""
        return Problem(
            self.code, Place(file, line=line, column=self.key), self.found, self.expected, self.mend
        )


@dataclass(slots=True)
class Known:
    """What records may refer to: agreements and sources by id, claims to tell repeats from changes; and the
    day of reading, after which nothing can have been published or done."""

    today: dt.date
    agreements: dict[str, Identity] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)


def read_source(record: Record, known: Known) -> Source:
    """A source. Raises Flaw."""
    _keys(record, _SOURCE_KEYS, "source.key")
    texts = {key: _text(record, key) for key in _SOURCE_TEXTS if key in record}
    kind = _KINDS[_one_of(record, "kind", _KINDS, "source.kind")]
    published = _stated(record, "published")
    if published and published.first > known.today:
        raise Flaw(
            "source.from-the-future",
            "published",
            f"it would be published on {published}",
            f"a day up to {known.today}",
            "Correct the date, or import it when it is out.",
        )
    anchor = _stated(record, "anchor")
    if anchor and not anchor.is_day:
        raise Flaw("source.anchor", "anchor", f"found {anchor}", "one day", "An anchor is a day.")
    return Source(
        id=_id(record),
        kind=kind,
        published=published,
        anchor=anchor.first if anchor else None,
        **{"title": "", "publisher": "", "language": "", **texts},
    )


def read_agreement(record: Record) -> Identity:
    """The identity of an agreement. Raises Flaw."""
    _keys(record, _AGREEMENT_KEYS, "agreement.key")
    called = _one_of(record, "called", FAMILIES, "agreement.family")
    instruments = record.get("instruments", [])
    if not isinstance(instruments, list) or not all(isinstance(each, dict) for each in instruments):
        raise Flaw(
            "agreement.instruments", "instruments", "found no list of objects", "a list", "Correct it."
        )
    return Identity(
        id=_id(record),
        title=_text(record, "title"),
        parties=_parties(record),
        family=FAMILIES[called],
        called=called,
        replaces=_id(record, "replaces") if "replaces" in record else None,
        descriptive=record.get("title_is_description") is True,
        instruments=tuple(
            Instrument(_text(each, "title"), _text(each, "kind"), _stated(each, "on")) for each in instruments
        ),
    )


def read_claim(record: Record, known: Known) -> Claim:
    """A claim whose source and agreements are known. Raises Flaw."""
    if not _CLAIM_KEYS.issuperset(record):
        _keys(record, _CLAIM_KEYS, "claim.key")
    name = record.get("source")
    source = known.sources.get(name) if isinstance(name, str) else None
    if source is None:
        raise Flaw(
            "claim.source",
            "source",
            f"found {_shown(name)}",
            "the id of a source",
            "Add the source as a record above its claims.",
        )
    values: dict[str, Any] = {"id": _id(record), "source": source.id}
    agreements = record.get("agreements", ())
    if agreements:
        values["agreements"] = _agreements(agreements, known)
    if "event" in record:
        values["event"] = _one_of(record, "event", EVENTS, "claim.event")
    if "tense" in record:
        values["tense"] = _TENSES[_one_of(record, "tense", _TENSES, "claim.tense")]
    if "sureness" in record:
        values["sureness"] = _one_of(record, "sureness", SURENESSES, "claim.sureness")
    for key in _CLAIM_TEXTS:
        if key in record:
            values[key] = _text(record, key)
    _dates(record, source, known, values)
    if not _SELDOM.isdisjoint(record):
        _seldom(record, values)
    return Claim(**values)


def _dates(record: Record, source: Source, known: Known, values: dict[str, Any]) -> None:
    text = record.get("date")
    if text is None:
        return
    if isinstance(text, str) and is_relative(text):
        if source.anchor is None:
            raise Flaw(
                "claim.relative-date",
                "date",
                f"found {_shown(text)}",
                "a date, or a source with an anchor",
                f"Add to the source {source.id}: anchor, the day that its relative dates count from, and "
                "anchor_why, how that day is known.",
            )
        day = resolved(text, source.anchor)
        values["date"], values["date_words"] = StatedDate(day, day), text
    else:
        values["date"] = _stated(record, "date")
    date: StatedDate = values["date"]
    latest = source.published.last if source.published else known.today
    if (
        values.get("tense", Tense.DONE) is Tense.DONE
        and not date.is_open
        and date.first > min(latest, known.today)
    ):
        raise Flaw(
            "claim.from-the-future",
            "date",
            f"{date} is said to be done, in a source of {latest}",
            f"a date up to {min(latest, known.today)}",
            'Write "tense": "scheduled" or "forecast", or correct the date.',
        )


def _seldom(record: Record, values: dict[str, Any]) -> None:
    """The keys that few claims have."""
    if "party" in record:
        party = record["party"]
        if not isinstance(party, str) or party not in PARTIES:
            raise Flaw("claim.party", "party", f"found {_shown(party)}", "the code of a State", "Correct it.")
        if record.get("event") not in OF_ONE_PARTY:
            found = "the event is no act of one Party"
            raise Flaw("claim.party", "party", found, _listing(sorted(OF_ONE_PARTY)), "Leave the Party out.")
        values["party"] = party
    if "months" in record or "paragraph" in record:
        for key in ("months", "paragraph"):
            number = record.get(key)
            if number is not None and (
                not isinstance(number, int) or isinstance(number, bool) or not 0 < number < 10_000
            ):
                raise Flaw(
                    "claim.number", key, f"found {_shown(number)}", "a whole number from 1", "Correct it."
                )
            values[key] = number
    if "date_words" in record:
        values["date_words"] = _text(record, "date_words")
    if "other_dates" in record:
        others = record["other_dates"]
        if not isinstance(others, dict) or not PARTIES.issuperset(others):
            raise Flaw(
                "claim.other-dates", "other_dates", f"found {_shown(others)}", "State to day", "Correct it."
            )
        values["other_dates"] = {state: _day(day, "other_dates") for state, day in others.items()}
    if "annotations" in record:
        notes = record["annotations"]
        if not isinstance(notes, list) or not all(isinstance(each, dict) for each in notes):
            raise Flaw(
                "claim.annotations", "annotations", "found no list of objects", "a list", "Correct it."
            )
        values["annotations"] = tuple(
            Annotation(_text(each, "kind"), _text(each, "says"), _text(each, "by")) for each in notes
        )


def _keys(record: Record, allowed: frozenset[str], code: str) -> None:
    surplus = sorted(set(record) - allowed)
    if surplus:
        known = _listing(sorted(allowed - {"record"}))
        raise Flaw(code, str(surplus[0])[:60], f"found the key {_shown(surplus[0])}", known, "Correct it.")


def _id(record: Record, key: str = "id") -> str:
    name = record.get(key)
    if isinstance(name, str) and 0 < len(name) <= 200 and _ID_CHARACTERS.issuperset(name):
        return name
    raise Flaw(
        "record.id", key, f"found {_shown(name)}", "an id of a-z, 0-9, full stop and hyphen", "Correct it."
    )


def _text(record: Record, key: str) -> str:
    text = record.get(key, "")
    if isinstance(text, str) and len(text) <= TEXT_CHARACTERS:
        return text
    if isinstance(text, str):
        raise Flaw(
            "record.too-long",
            key,
            f"found {len(text):,} characters",
            f"at most {TEXT_CHARACTERS:,}",
            "Shorten it.",
        )
    raise Flaw("record.text", key, f"found {_shown(text)}", "a text", "Write it in quotes.")


def _parties(record: Record) -> tuple[str, ...]:
    parties = record.get("parties")
    if not isinstance(parties, list) or not parties:
        raise Flaw(
            "agreement.parties", "parties", f"found {_shown(parties)}", "a list of codes", "Correct it."
        )
    for party in parties:
        if not isinstance(party, str) or party not in PARTIES:
            raise Flaw(
                "agreement.parties",
                "parties",
                f"found {_shown(party)}",
                "ISO 3166 alpha-2 codes, or EU, NATO, UN",
                "Correct the code.",
            )
    return tuple(sorted(set(parties)))


def _agreements(names: object, known: Known) -> tuple[str, ...]:
    if not isinstance(names, list):
        raise Flaw("claim.agreements", "agreements", f"found {_shown(names)}", "a list of ids", "Correct it.")
    for name in names:
        if not isinstance(name, str) or name not in known.agreements:
            raise Flaw(
                "claim.agreements",
                "agreements",
                f"found {_shown(name)}",
                "the id of an agreement",
                "Add the agreement as a record above its claims, or correct the id.",
            )
    return tuple(names)


def _one_of(record: Record, key: str, words: Collection[str], code: str) -> str:
    word = record.get(key)
    if isinstance(word, str) and word in words:
        return word
    raise Flaw(code, key, f"found {_shown(word)}", _listing(words), "Use one of these words.")


@lru_cache(maxsize=100_000)
def _parsed(text: str) -> StatedDate:
    return stated_date(text)


def _stated(record: Record, key: str) -> StatedDate | None:
    text = record.get(key)
    if text is None:
        return None
    try:
        return _parsed(text if isinstance(text, str) else str(text)[:60])
    except ValueError as error:
        raise Flaw("record.date", key, str(error), "a date in EDTF", "Correct the date.") from None


def _day(text: object, key: str) -> dt.date:
    date = _stated({key: text}, key)
    if date is None or not date.is_day:
        raise Flaw("record.date", key, f"found {_shown(text)}", "one day", "Write it as 2024-05-02.")
    return date.first


def _shown(value: object) -> str:
    text = repr(value) if not isinstance(value, str) else value
    return "nothing" if value is None else '"' + ascii(text[:60])[1:-1] + '"'


def _listing(words: Iterable[str]) -> str:
    found = list(words)
    return ", ".join(found[:_LISTED]) + (f" and {len(found) - _LISTED} more" if len(found) > _LISTED else "")
