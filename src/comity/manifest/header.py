"""The visit as a whole: what visit.toml (or the sheets in its place) states, checked and typed."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from comity.domain.errors import Place
from comity.domain.primitives.worded import known_word, run_on, worded
from comity.domain.provisions.rulebook import LeadUnit
from comity.domain.provisions.vocabulary import CONTINGENT, SHEETS, VISIT, Fact, Kind, Type, Vocabulary
from comity.domain.visits.derivation import OWN_KEY
from comity.domain.visits.visit import AssumedLead, Contingent, Value
from comity.manifest import limits
from comity.manifest.cells import Flaw, read_cell
from comity.manifest.problems import ProblemLog, shown
from comity.manifest.raw import Entry, Lead, RawHeader
from comity.manifest.sheets import line_facts
from comity.manifest.spelling import folded, listing, name_of, suggestion
from comity.manifest.wording import note_flaw

_MANDATORY = ("receiving_state", "start", "end")
#: How the lines of a visit.toml look without which nothing can be answered.
_EXAMPLES = {
    "receiving_state": 'receiving_state = "JP"',
    "sending_state": 'sending_state = "AU"',
    "start": "start = 2024-02-01",
    "end": "end = 2024-02-20",
}
_OWN_FIELDS = frozenset({*_MANDATORY, "title"})
_ATTESTED_BY = Fact(VISIT, "attested_by", Kind.DETAIL, Type.TEXT)
#: Columns beside those of the vocabulary that one word may state for a whole sheet.
_SHARED = frozenset({"marking", "pool"})
_TAKES_PLACE = Fact("entry_into_force", "", Kind.CIRCUMSTANCE, Type.BOOL)


@dataclass(frozen=True, slots=True)
class Header:
    """The visit as a whole. What could not be read is None; without it there is no visit.

    `answers` holds, by sheet and fact, the value that fills the blanks of that column.
    """

    receiving_state: str | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    facts: Mapping[str, Value] = field(default_factory=dict)
    contingents: tuple[Contingent, ...] = ()
    answers: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    leads: Mapping[str, AssumedLead] = field(default_factory=dict)
    entry_into_force: Mapping[str, bool] = field(default_factory=dict)
    attested_by: str | None = None
    title: str = ""


def read_header(raw: RawHeader, vocabulary: Vocabulary, log: ProblemLog) -> Header:
    """Check and type the entries of a visit; every mistake is noted, what can be read is kept."""
    return _Reader(raw, vocabulary, log).header()


class _Reader:
    def __init__(self, raw: RawHeader, vocabulary: Vocabulary, log: ProblemLog) -> None:
        self.raw, self.vocabulary, self.log = raw, vocabulary, log

    def header(self) -> Header:
        known = {**self.vocabulary.of(VISIT), "attested_by": _ATTESTED_BY}
        # One contingent needs no table of its own: its facts may stand beside those of the visit.
        shorthand = {} if self.raw.contingents else self.vocabulary.of(CONTINGENT)
        stated = self._facts(self.raw.visit, {**known, **shorthand})
        visit = {name: value for name, value in stated.items() if name in known}
        for name in _MANDATORY:
            if name not in visit and name not in {name_of(entry.key) for entry in self.raw.visit}:
                self._missing(known[name], self.raw.place)
        start, end = visit.get("start"), visit.get("end")
        if isinstance(start, dt.date) and isinstance(end, dt.date) and end < start:
            self._end_before_start(start, end)
            start = end = None
        attested_by = visit.pop("attested_by", None)
        state = visit.get("receiving_state")
        return Header(
            receiving_state=state if isinstance(state, str) else None,
            start=start if isinstance(start, dt.date) else None,
            end=end if isinstance(end, dt.date) else None,
            facts={name: value for name, value in visit.items() if name not in _OWN_FIELDS},
            contingents=self._contingents({k: v for k, v in stated.items() if k in shorthand}),
            answers=self._answers(),
            leads=self._leads(),
            entry_into_force=self._entry_into_force(),
            attested_by=str(attested_by) if attested_by is not None else None,
            title=str(visit.get("title", "")),
        )

    def _facts(self, entries: Sequence[Entry], known: Mapping[str, Fact]) -> dict[str, Value]:
        facts: dict[str, Value] = {}
        seen: set[str] = set()
        for entry in entries:
            name = name_of(entry.key)
            if name not in known:
                self._unknown(entry, known)
            elif name in seen:
                found = worded("found {name} a second time", name=name)
                self.log.add(
                    "header.twice", entry.place, found, worded("one value"), worded("Delete one of them.")
                )
            else:
                seen.add(name)
                value = self._value(entry, known[name])
                if value is not None:
                    facts[name] = value
        return facts

    def _value(self, entry: Entry, fact: Fact) -> Value | None:
        """The typed value of an entry; None, with a problem noted, if it has none."""
        if entry.text is None:
            expected = worded("a single value")
            self.log.add(
                "header.not-a-value",
                entry.place,
                worded("found {found}", found=entry.found),
                expected,
                worded("Write one value."),
            )
            return None
        if not entry.text.strip():
            mend = worded("Write its value, or take the line out: what is not stated is unknown.")
            self.log.add("header.blank", entry.place, worded("found nothing"), worded("a value"), mend)
            return None
        value = read_cell(entry.text, fact)
        if isinstance(value, Flaw):
            note_flaw(self.log, value, entry.place, entry.text, fact)
            return None
        return value

    def _unknown(self, entry: Entry, known: Mapping[str, Fact]) -> None:
        name = name_of(entry.key)
        sheets = [sheet for sheet in SHEETS if name in self.vocabulary.of(sheet)]
        if name in self.vocabulary.of(CONTINGENT):
            mend: str = worded(
                "It is a fact of a contingent: write it in the table [[contingent]] that it belongs to."
            )
        elif name in self.vocabulary.of(VISIT):
            mend = worded("It is a fact of the visit: write it at the top, above all tables.")
        elif sheets:
            mend = worded(
                "It is a column of {sheets}: to state it for every line, use [answers.{sheet}].",
                sheets=listing(sheets),
                sheet=sheets[0],
            )
        else:
            mend = run_on([suggestion(entry.key, known), worded("Correct the name, or take the line out.")])
        self.log.add(
            "header.unknown",
            entry.place,
            worded("found {key}", key=shown(entry.key)),
            worded("a known fact"),
            mend,
        )

    def _missing(self, fact: Fact, place: Place) -> None:
        where = Place(place.file, place.sheet, column=fact.name)
        stated = worded("State {fact} in {file}.", fact=fact.name, file=place.file)
        if fact.name in _EXAMPLES:
            stated = worded(
                "State {fact} in {file}, for example {line}.",
                fact=fact.name,
                file=place.file,
                line=_EXAMPLES[fact.name],
            )
        mend = run_on([known_word(fact.asks), stated])
        self.log.add(
            "header.missing", where, worded("{name} is missing", name=fact.name), worded("a value"), mend
        )

    def _end_before_start(self, start: dt.date, end: dt.date) -> None:
        place = Place(self.raw.place.file, self.raw.place.sheet, column="end")
        self.log.add(
            "visit.end-before-start",
            place,
            worded("the visit ends on {end}", end=str(end)),
            worded("a day from {start} on", start=str(start)),
            worded("Correct one of the days."),
        )

    def _contingents(self, shorthand: Mapping[str, Value]) -> tuple[Contingent, ...]:
        """The contingents; none if any of them has no sending State, for every line is judged by its flag."""
        known = self.vocabulary.of(CONTINGENT)
        if not self.raw.contingents:
            if "sending_state" in shorthand:
                return (_contingent(shorthand, str(shorthand["sending_state"])),)
            if "sending_state" not in {name_of(entry.key) for entry in self.raw.visit}:
                self._missing(known["sending_state"], self.raw.place)
            return ()
        if len(self.raw.contingents) > limits.CONTINGENTS:
            found = worded("found {count} contingents", count=len(self.raw.contingents))
            expected = worded("at most {most} (the limit of a visit)", most=limits.CONTINGENTS)
            self.log.add("limit.contingents", self.raw.place, found, expected, worded("Split the visit."))
            return ()
        contingents: dict[str, Contingent] = {}
        complete = True
        for entries in self.raw.contingents:
            stated = self._facts(entries, known)
            place = entries[0].place if entries else Place(self.raw.place.file, CONTINGENT)
            there = {name_of(entry.key) for entry in entries}
            for name in ("id", "sending_state"):
                if name not in there:
                    self._missing(known[name], place)
            if "id" not in stated or "sending_state" not in stated:
                complete = False
            elif (id_ := folded(str(stated["id"]))) in contingents:
                found = worded("found the contingent {id} a second time", id=shown(id_))
                self.log.add(
                    "contingent.twice",
                    place,
                    found,
                    worded("an id of its own"),
                    worded("Rename one of them."),
                )
            else:
                contingents[id_] = _contingent(stated, id_)
        return tuple(contingents.values()) if complete else ()

    def _answers(self) -> dict[str, dict[str, Value]]:
        answers: dict[str, dict[str, Value]] = {}
        for key, entries in self.raw.answers.items():
            sheet = name_of(key)
            place = entries[0].place if entries else self.raw.place
            if sheet in (VISIT, CONTINGENT, "contingents"):
                mend: str = worded(
                    "State the facts of the visit at the top, those of a contingent in its own table."
                )
                self.log.add(
                    "answers.not-a-sheet",
                    place,
                    worded("found answers for {sheet}", sheet=sheet),
                    worded("answers for a sheet"),
                    mend,
                )
            elif sheet not in SHEETS:
                mend = run_on(
                    [suggestion(key, SHEETS), worded("Answers are for {names}.", names=listing(SHEETS))]
                )
                self.log.add(
                    "answers.not-a-sheet",
                    place,
                    worded("found answers for {key}", key=shown(key)),
                    worded("answers for a sheet"),
                    mend,
                )
            else:
                answers.setdefault(sheet, {}).update(self._facts(entries, self._answerable(sheet)))
        return answers

    def _answerable(self, sheet: str) -> dict[str, Fact]:
        """What one word can state for a whole column: anything but the name of each row."""
        own_key = OWN_KEY.get(sheet)
        own = {name: fact for name, fact in self.vocabulary.of(sheet).items() if name != own_key}
        return {**own, **{name: fact for name, fact in line_facts(sheet).items() if name in _SHARED}}

    def _leads(self) -> dict[str, AssumedLead]:
        leads: dict[str, AssumedLead] = {}
        for lead in self.raw.leads:
            what = name_of(lead.what).replace("_", "-")
            assumed = self._lead(lead)
            if what not in self.vocabulary.whats:
                mend = run_on(
                    [
                        suggestion(lead.what, self.vocabulary.whats),
                        worded("Use a word of the list of requirements."),
                    ]
                )
                self.log.add(
                    "lead.unknown",
                    lead.place,
                    worded("found {what}", what=shown(lead.what)),
                    worded("something that can be required"),
                    mend,
                )
            elif what in leads:
                self.log.add(
                    "header.twice",
                    lead.place,
                    worded("found {what} a second time", what=what),
                    worded("one lead"),
                    worded("Delete one of them."),
                )
            elif assumed:
                leads[what] = assumed
        return leads

    def _lead(self, lead: Lead) -> AssumedLead | None:
        amount, unit = folded(lead.amount), re.sub(r"[\s_]+", "-", folded(lead.unit).casefold())
        if unit not in set(LeadUnit):
            mend = run_on([suggestion(unit, LeadUnit), worded("Write for example 10 working-days.")])
            self.log.add(
                "lead.unit",
                lead.place,
                worded("found the unit {unit}", unit=shown(lead.unit)),
                listing(LeadUnit),
                mend,
            )
        elif not re.fullmatch(r"[0-9]{1,6}", amount) or not 0 < int(amount) <= limits.LEAD_AMOUNT:
            expected = worded("a whole number from 1 to {most}", most=limits.LEAD_AMOUNT)
            mend = worded("Write for example 10 working-days.")
            self.log.add(
                "lead.amount",
                lead.place,
                worded("found the amount {amount}", amount=shown(lead.amount)),
                expected,
                mend,
            )
        else:
            return AssumedLead(int(amount), unit)
        return None

    def _entry_into_force(self) -> dict[str, bool]:
        stated: dict[str, bool] = {}
        for entry in self.raw.entry_into_force:
            value = self._value(entry, _TAKES_PLACE)
            if isinstance(value, bool):
                stated[entry.key.strip()] = value
        return stated


def _contingent(stated: Mapping[str, Value], id_: str) -> Contingent:
    facts = {name: value for name, value in stated.items() if name not in ("id", "sending_state")}
    return Contingent(id_, str(stated["sending_state"]), facts)
