"""What has been filed: the tables `[[filing]]` of a visit.toml, or the rows of the worksheet `filings`."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from comity.domain.errors import Place
from comity.domain.primitives.worded import run_on, worded
from comity.domain.provisions.vocabulary import VISIT, Fact, Kind, Type, Vocabulary
from comity.domain.visits.visit import Filing, Value
from comity.manifest import limits
from comity.manifest.cells import Flaw, read_cell
from comity.manifest.problems import ProblemLog, shown
from comity.manifest.raw import Entry, RawHeader
from comity.manifest.spelling import folded, listing, name_of, suggestion
from comity.manifest.wording import note_flaw

_BLOCK = "filing"
_THEM, _US = "them", "us"


def _fact(name: str, type_: Type, *values: str) -> Fact:
    return Fact(VISIT, name, Kind.DETAIL, type_, values)


_KEYS: Mapping[str, Fact] = {
    fact.name: fact
    for fact in (
        _fact("what", Type.TEXT),
        _fact("authority", Type.TEXT),
        _fact("leg", Type.TEXT),
        _fact("filed_on", Type.DAY),
        _fact("waiting_for", Type.CHOICE, _THEM, _US),
        _fact("since", Type.DAY),
        _fact("decided_on", Type.DAY),
        _fact("decision", Type.CHOICE, "granted", "refused"),
        _fact("reference", Type.TEXT),
        _fact("note", Type.TEXT),
    )
}


def read_filings(
    raw: RawHeader | None, vocabulary: Vocabulary, legs: Collection[str] | None, log: ProblemLog
) -> tuple[Filing, ...]:
    """The filings of a visit; every mistake is noted, and a filing that is for nothing known is left out.

    Args:
        raw: the header as it stands; None if there is none.
        vocabulary: declares what can be required, and the authorities.
        legs: the ids of the movements; None if the visit has none, and then no leg can be checked.
        log: takes the problems.
    """
    blocks = raw.blocks.get(_BLOCK, ()) if raw else ()
    if raw and len(blocks) > limits.FILINGS:
        found = worded("found {count} filings", count=len(blocks))
        expected = worded("at most {most} (the limit of a visit)", most=limits.FILINGS)
        log.add("limit.filings", raw.place, found, expected, worded("Take out what has been decided."))
        return ()
    reader = _Reader(vocabulary, legs, log)
    filings = (reader.filing(entries) for entries in blocks)
    return tuple(filing for filing in filings if filing is not None)


@dataclass(slots=True)
class _Stated:
    """The values of one filing, and where each stands; `place` is where what is missing would stand."""

    values: dict[str, Value]
    places: dict[str, Place]
    place: Place

    def text(self, name: str) -> str:
        return str(self.values.get(name, ""))

    def day(self, name: str) -> dt.date | None:
        value = self.values.get(name)
        return value if isinstance(value, dt.date) else None

    def at(self, name: str) -> Place:
        return self.places.get(name, self.place)


class _Reader:
    def __init__(self, vocabulary: Vocabulary, legs: Collection[str] | None, log: ProblemLog) -> None:
        self.vocabulary, self.legs, self.log = vocabulary, legs, log

    def filing(self, entries: Sequence[Entry]) -> Filing | None:
        stated = self._stated(entries)
        if stated is None:
            return None
        what, authority = self._what(stated), self._authority(stated)
        self._check_leg(stated)
        self._check_days(stated)
        if what is None:
            return None
        waiting_for = stated.text("waiting_for") or _THEM
        if waiting_for == _US and stated.day("since") is None:
            mend = worded(
                "State since: the day on which they asked back. Until then no day stands with them."
            )
            self._wrong(
                "filing.no-since", stated, "waiting_for", worded("found no day"), worded("since when"), mend
            )
        return Filing(
            what=what,
            authority=authority,
            leg=folded(stated.text("leg")) or None,
            filed_on=stated.day("filed_on"),
            waiting_for=waiting_for,
            since=stated.day("since"),
            decided_on=stated.day("decided_on"),
            decision=stated.text("decision") or None,
            reference=stated.text("reference"),
            note=stated.text("note"),
        )

    def _stated(self, entries: Sequence[Entry]) -> _Stated | None:
        if not entries:
            return None
        stated = _Stated({}, {}, Place(entries[0].place.file, entries[0].place.sheet, entries[0].place.row))
        for entry in entries:
            name = name_of(entry.key)
            fact = _KEYS.get(name)
            if fact is None:
                mend = run_on(
                    [suggestion(entry.key, _KEYS), worded("A filing has {names}.", names=listing(_KEYS))]
                )
                self.log.add(
                    "filing.key",
                    entry.place,
                    worded("found {key}", key=shown(entry.key)),
                    worded("a key of a filing"),
                    mend,
                )
            elif name in stated.places:
                found = worded("found {name} a second time", name=name)
                self.log.add(
                    "header.twice", entry.place, found, worded("one value"), worded("Delete one of them.")
                )
            else:
                stated.places[name] = entry.place
                value = self._value(entry, fact)
                if value is not None:
                    stated.values[name] = value
        return stated

    def _value(self, entry: Entry, fact: Fact) -> Value | None:
        if entry.text is None:
            found, mend = worded("found {found}", found=entry.found), worded("Write one value.")
            self.log.add("header.not-a-value", entry.place, found, worded("a single value"), mend)
            return None
        if not entry.text.strip():
            return None
        value = read_cell(entry.text, fact)
        if isinstance(value, Flaw):
            note_flaw(self.log, value, entry.place, entry.text, fact)
            return None
        return value

    def _what(self, stated: _Stated) -> str | None:
        given = stated.text("what")
        what = name_of(given).replace("_", "-")
        if what in self.vocabulary.whats:
            return what
        mend = run_on(
            [
                suggestion(given, self.vocabulary.whats),
                worded("Write the 'what' of a requirement of the answer."),
            ]
        )
        found = (
            worded("found {given}", given=shown(given)) if given else worded("{key} is missing", key="what")
        )
        self._wrong("filing.what", stated, "what", found, worded("something that can be required"), mend)
        return None

    def _authority(self, stated: _Stated) -> str | None:
        given = stated.text("authority")
        id_ = name_of(given).replace("_", "-")
        if not given or id_ in self.vocabulary.authorities:
            return id_ or None
        mend = run_on(
            [
                suggestion(given, self.vocabulary.authorities),
                worded(
                    "Write the id of an authority of the answer, or leave it out: then the filing "
                    "is for every authority that asks for this."
                ),
            ]
        )
        self._wrong(
            "filing.authority",
            stated,
            "authority",
            worded("found {given}", given=shown(given)),
            worded("an authority's id"),
            mend,
        )
        return None

    def _check_leg(self, stated: _Stated) -> None:
        leg = folded(stated.text("leg"))
        if leg and self.legs is not None and leg not in self.legs:
            mend = run_on(
                [
                    suggestion(leg, self.legs),
                    worded("Write a leg_id of the movements, or leave it out for all legs."),
                ]
            )
            self._wrong(
                "filing.leg",
                stated,
                "leg",
                worded("found {leg}", leg=shown(leg)),
                worded("a leg of the movements"),
                mend,
            )

    def _check_days(self, stated: _Stated) -> None:
        """What is asked back or decided comes after what is filed."""
        filed, since, decided = (stated.day(name) for name in ("filed_on", "since", "decided_on"))
        for name, day, before in (
            ("since", since, filed),
            ("decided_on", decided, since or filed),
        ):
            if day and before and day < before:
                found, expected = (
                    worded("found {day}", day=str(day)),
                    worded("a day from {before} on", before=str(before)),
                )
                self._wrong("filing.days", stated, name, found, expected, worded("Correct one of the days."))
        if decided and "decision" not in stated.places:
            mend = worded("State decision = granted or refused.")
            self._wrong(
                "filing.no-decision",
                stated,
                "decided_on",
                worded("found no decision"),
                worded("which one"),
                mend,
            )

    def _wrong(self, code: str, stated: _Stated, name: str, found: str, expected: str, mend: str) -> None:
        place = stated.at(name)
        where = Place(place.file, place.sheet, place.row, name, place.line)
        self.log.add(code, where, found, expected, mend)
