"""Attestations: `[[attestation]]` of a visit.toml, or the rows of the worksheet `attestations`.

Somebody vouches for facts of every line of a sheet, except those that are named. What the sheet says wins:
only blanks are filled, and where the two contradict each other both are named.
"""

import dataclasses
import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from comity.domain.errors import Place
from comity.domain.primitives.worded import run_on, worded
from comity.domain.provisions.vocabulary import CONTINGENT, SHEETS, VISIT, Fact, Kind, Type, Vocabulary
from comity.domain.visits.derivation import OWN_KEY
from comity.domain.visits.visit import Attestation, Value
from comity.manifest import limits
from comity.manifest.attested import Stated, attested_header, attested_sheet
from comity.manifest.cells import Flaw, read_cell
from comity.manifest.header import Header
from comity.manifest.problems import ProblemLog, shown
from comity.manifest.raw import Entry, RawHeader
from comity.manifest.sheets import ReadSheet
from comity.manifest.spelling import folded, listing, name_of, suggestion
from comity.manifest.wording import note_flaw

_MANDATORY = ("sheet", "statement", "by", "facts")
_KEYS = (*_MANDATORY, "on", "except", "only", "contingent")
_TEXT = Fact("attestation", "", Kind.DETAIL, Type.TEXT)
_DAY = Fact("attestation", "on", Kind.DETAIL, Type.DAY)
#: Without these there is no visit, or they name it: nobody attests them.
_NEVER_ATTESTED = frozenset({"receiving_state", "start", "end", "title", "visit_id", "id", "sending_state"})
_SEPARATORS = re.compile(r"[;\r\n]+")


@dataclass(slots=True)
class _Parts:
    """One attestation while it is read."""

    place: Place
    texts: dict[str, str] = field(default_factory=dict)
    facts: tuple[Entry, ...] = ()
    names: dict[str, tuple[Entry, ...]] = field(default_factory=dict)


def apply_attestations(
    raw: RawHeader | None,
    header: Header,
    sheets: Mapping[str, ReadSheet],
    vocabulary: Vocabulary,
    log: ProblemLog,
) -> tuple[Header, dict[str, ReadSheet], tuple[Attestation, ...]]:
    """The header and the sheets with the blanks filled that attestations settle, and the attestations.

    Each attestation counts the lines in which it filled at least one blank. One that lacks what makes it
    one (who says what, of which sheet) is a problem and fills nothing.
    """
    filled = dict(sheets)
    done: list[Stated] = []
    for stated in _Reader(vocabulary, log).all_of(raw):
        attestation = stated.attestation
        if attestation.sheet == VISIT:
            header, lines = attested_header(raw, header, stated, vocabulary, log)
        elif attestation.sheet in filled:
            read = filled[attestation.sheet]
            ids = [contingent.id for contingent in header.contingents]
            written = sheets[attestation.sheet]
            filled[attestation.sheet], lines = attested_sheet(read, written, stated, ids, vocabulary, log)
        else:
            lines = 0
        done.append(Stated(dataclasses.replace(attestation, lines=lines), stated.place))
    return header, filled, tuple(stated.attestation for stated in done)


class _Reader:
    def __init__(self, vocabulary: Vocabulary, log: ProblemLog) -> None:
        self.vocabulary, self.log = vocabulary, log

    def all_of(self, raw: RawHeader | None) -> list[Stated]:
        blocks = raw.blocks.get("attestation", ()) if raw else ()
        if len(blocks) > limits.ATTESTATIONS:
            found = worded("found {count} attestations", count=len(blocks))
            expected = worded("at most {most} (the limit of a visit)", most=limits.ATTESTATIONS)
            place = blocks[0][0].place if blocks[0] else Place()
            self.log.add(
                "limit.attestations", place, found, expected, worded("Join those that say the same.")
            )
            return []
        read = (self._attestation(entries, raw.place if raw else Place()) for entries in blocks)
        return [stated for stated in read if stated]

    def _attestation(self, entries: Sequence[Entry], otherwise: Place) -> Stated | None:
        """One attestation; None, with problems noted, if it lacks what makes it one."""
        parts = self._parts(entries, otherwise)
        missing = [key for key in _MANDATORY if not (parts.facts if key == "facts" else parts.texts.get(key))]
        for key in missing:
            self.log.add(
                "attestation.missing",
                dataclasses.replace(parts.place, column=key),
                worded("{key} is missing", key=key),
                worded("who says what, of which sheet, with which facts"),
                worded("State {key}; until then the attestation fills nothing.", key=key),
            )
        sheet = name_of(parts.texts.get("sheet", ""))
        if sheet and sheet not in (VISIT, *SHEETS):
            self.log.add(
                "attestation.not-a-sheet",
                parts.place,
                worded("found an attestation for {text}", text=shown(parts.texts["sheet"])),
                worded("visit, or a sheet of the manifest"),
                run_on(
                    [
                        suggestion(sheet, (VISIT, *SHEETS)),
                        worded("The sheets are {names}.", names=listing(SHEETS)),
                    ]
                ),
            )
            return None
        if missing:
            return None
        facts = self._facts(parts.facts, sheet)
        on = self._day(parts)
        attestation = Attestation(
            sheet=sheet,
            statement=parts.texts["statement"],
            by=parts.texts["by"],
            on=on,
            facts=facts,
            exceptions=self._names(parts, "except"),
            only=self._names(parts, "only"),
            contingent=folded(parts.texts["contingent"]) if "contingent" in parts.texts else None,
        )
        return Stated(attestation, parts.place) if facts else None

    def _parts(self, entries: Sequence[Entry], otherwise: Place) -> _Parts:
        parts = _Parts(entries[0].place if entries else otherwise)
        for entry in entries:
            key = name_of(entry.key)
            if key not in _KEYS:
                expected = worded("only {names}", names=listing(_KEYS))
                self.log.add(
                    "attestation.unknown-key",
                    entry.place,
                    worded("found {key}", key=shown(entry.key)),
                    expected,
                    run_on([suggestion(key, _KEYS), worded("Facts stand in facts = {{ … }}.")]),
                )
            elif key == "facts":
                parts.facts = self._pairs(entry)
            elif key in ("except", "only"):
                parts.names[key] = self._listed(entry)
            elif entry.text is None:
                self.log.add(
                    "header.not-a-value",
                    entry.place,
                    worded("found {found}", found=entry.found),
                    worded("a text"),
                    worded("Write one text."),
                )
            elif entry.text.strip():
                text = read_cell(entry.text, _TEXT)
                if isinstance(text, Flaw):
                    note_flaw(self.log, text, entry.place, entry.text, _TEXT)
                else:
                    parts.texts[key] = str(text).strip()
        return parts

    def _pairs(self, entry: Entry) -> tuple[Entry, ...]:
        """The facts: a table, or in a cell the text "fact = value; fact = value"."""
        if entry.text is None:
            return entry.parts
        pairs = []
        for piece in _SEPARATORS.split(entry.text):
            name, equals, value = piece.partition("=")
            if equals:
                pairs.append(Entry(name.strip(), value.strip(), entry.place))
            elif piece.strip():
                pairs.append(Entry("", piece.strip(), entry.place))
        return tuple(pairs)

    def _listed(self, entry: Entry) -> tuple[Entry, ...]:
        """The names of lines: an array, or in a cell the text "P171, P172; row 12"."""
        if entry.text is None:
            return entry.parts
        pieces = re.split(r"[,;\r\n]+", entry.text)
        return tuple(Entry("", piece.strip(), entry.place) for piece in pieces if piece.strip())

    def _facts(self, entries: Sequence[Entry], sheet: str) -> dict[str, Value]:
        known = self._attestable(sheet)
        facts: dict[str, Value] = {}
        for entry in entries:
            name = name_of(entry.key)
            if name not in known:
                mend = run_on(
                    [
                        suggestion(name, known),
                        worded("Write a column of {sheet}, as fact = value.", sheet=sheet),
                    ]
                )
                self.log.add(
                    "attestation.unknown-fact",
                    entry.place,
                    worded("found {key}", key=shown(entry.key or entry.text or "")),
                    worded("a fact of {sheet} that can be attested", sheet=sheet),
                    mend,
                )
            elif name in facts:
                found = worded("found {name} a second time", name=name)
                self.log.add(
                    "header.twice", entry.place, found, worded("one value"), worded("Delete one of them.")
                )
            elif entry.text is None or not entry.text.strip():
                found = worded("found {found} as {name}", found=entry.found or worded("nothing"), name=name)
                self.log.add(
                    "header.not-a-value",
                    entry.place,
                    found,
                    worded("a single value"),
                    worded("Write one value."),
                )
            else:
                value = read_cell(entry.text, known[name])
                if isinstance(value, Flaw):
                    note_flaw(self.log, value, entry.place, entry.text, known[name])
                else:
                    facts[name] = value
        return facts

    def _attestable(self, sheet: str) -> dict[str, Fact]:
        """What can be said of all lines at once: anything but the name of each."""
        facts = dict(self.vocabulary.of(sheet))
        if sheet == VISIT:
            facts |= self.vocabulary.of(CONTINGENT)
            return {name: fact for name, fact in facts.items() if name not in _NEVER_ATTESTED}
        facts.pop(OWN_KEY.get(sheet, ""), None)
        return facts

    def _day(self, parts: _Parts) -> dt.date | None:
        text = parts.texts.get("on")
        if not text:
            return None
        day = read_cell(text, _DAY)
        if isinstance(day, Flaw):
            note_flaw(self.log, day, parts.place, text, _DAY)
        return day if isinstance(day, dt.date) else None

    def _names(self, parts: _Parts, key: str) -> tuple[str, ...]:
        """The names of the lines that are left out, or alone spoken of; each once."""
        names: dict[str, None] = {}
        for entry in parts.names.get(key, ()):
            text = folded(entry.text or "")
            if not text:
                found = worded("found {found} in {key}", found=entry.found or worded("nothing"), key=key)
                mend = worded("Write each line's ref or key, or row 12.")
                self.log.add("header.not-a-value", entry.place, found, worded("names of lines"), mend)
            elif text in names:
                _note_twice(self.log, entry.place, text)
            names |= {text: None} if text else {}
        return tuple(names)


def _note_twice(log: ProblemLog, place: Place, name: str) -> None:
    found = worded("found {name} a second time", name=shown(name))
    log.add(
        "attestation.exception-twice", place, found, worded("each line once"), worded("Delete one of them.")
    )
