"""What the words above the columns of a list mean: headings, names of worksheets, labels of title blocks.

Plain columns of the vocabulary are known at once; the words of other lists are loaded when the first
heading needs them. A word that could mean several columns gives them all: which of them, the values under
it tell, or the planner.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from comity.domain.provisions.vocabulary import OWN_DAY, SHEETS, Vocabulary
from comity.manifest.first_look.heading_forms import (
    BRACKETS,
    PARTS,
    WIDE,
    WORD,
    compact,
    halves_of,
    runs_of_words,
    without_number,
    without_unit,
)
from comity.manifest.first_look.signs import Signs
from comity.manifest.first_look.units import same_dimension
from comity.manifest.spelling import name_of

#: Plain tables of words, as `corpus.headings.read_heading_words` gives them.
WordTables = Mapping[str, Any]

#: Columns that every sheet has besides those of the vocabulary; the days only where no own day is declared.
_EVERYWHERE = ("contingent", "ref")
#: Columns of which one names the thing that a line is.
NAMES_OF_THINGS = frozenset({"description", "equipment", "product", "inn", "brand"})
_DAYS = ("arrives_on", "departs_on")
_LONGEST = 120
#: Fewer letters are short for too much.
_SHORTEST = 3
_COUNTED = re.compile(r"[0-9０-９〇一二三四五六七八九十百千]\s*[名人台機両輌個件点]")
_ENUMERATOR = re.compile(r"^\s*(?:\(?(?:[0-9]{1,2}|[a-z])[.)]|[\u2460-\u2473])\s*(?=\S)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A column that a heading may mean.

    `implies` gives what the heading says of every line besides (column to strict text: the number under
    "Weapon serial" makes the line arms). `unit` is the unit that the heading states ("lb"; several that it
    may mean joined by "|": "t|short ton|long ton"), blank if it states none; a plain column of the vocabulary
    states its own.
    """

    sheet: str
    column: str
    implies: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""


@dataclass(frozen=True, slots=True)
class EventNamed:
    """What a column of a list of animals tells: an event, and the column of `animal_events` that it holds."""

    event: str
    column: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class SheetNamed:
    """A sheet that the name of a worksheet, file or title may mean; `implies` as in `Candidate`."""

    sheet: str
    implies: Mapping[str, str] = field(default_factory=dict)


class HeadingWords:
    """Headings, names of sheets and labels to what they mean."""

    def __init__(self, vocabulary: Vocabulary, load: Callable[[], WordTables]) -> None:
        """Take the vocabulary, and what gives the tables of words when they are needed."""
        self._vocabulary = vocabulary
        self._load = load

    def candidates(self, heading: str, sheet: str | None = None) -> list[Candidate]:
        """The columns that a heading may mean, on one sheet or on all; none if it is not known.

        A name of the vocabulary, as the vocabulary writes it, means itself and nothing else on its sheet; in
        another spelling ("Equipment", "Inspection certificate") it may mean other columns of the sheet too.
        A heading in two languages, or in two lines, means what both halves can mean.
        """
        if len(heading) > _LONGEST:
            return []
        named = {each: self._exact(heading, each) for each in ((sheet,) if sheet is not None else SHEETS)}
        if "_" in heading or heading.strip() == name_of(heading):
            settled = {each for each, exact in named.items() if exact}
            if sheet in settled or (sheet is None and len(settled) == len(SHEETS)):
                return [candidate for exact in named.values() for candidate in exact]
        else:
            settled = set()
        found = self._meant(heading) or self._meant(_ENUMERATOR.sub("", heading)) or self._plural(heading)
        known = {candidate.sheet for candidate in found}
        found = [*found, *(c for c in self._shortened(heading) if c.sheet not in known)]
        candidates: list[Candidate] = []
        for each, exact in named.items():
            more = [] if each in settled else [c for c in found if c.sheet == each]
            candidates += exact + [c for c in more if c not in exact and not _same_column(c, exact)]
        return candidates

    def sheet_names(self, name: str) -> list[SheetNamed]:
        """The sheets that the name of a worksheet, a file or a title may mean."""
        plain = name_of(name)
        if plain in SHEETS:
            return [SheetNamed(plain)]
        if len(name) > _LONGEST:
            return []
        if found := self._sheets.get(compact(name)):
            return found
        named: list[SheetNamed] = []
        longest = 0
        for length, run in runs_of_words(name):
            if length < longest:
                break
            for meant in self._sheets.get(run, ()):
                longest = length
                if meant not in named:
                    named.append(meant)
        return named

    def event(self, heading: str) -> EventNamed | None:
        """The event of animals whose day or result stands under a heading ("Rabies 2", "Titre IU/ml")."""
        for rest, units in ((heading, ("",)), *without_unit(heading)) if len(heading) <= _LONGEST else ():
            if found := self._events.get(compact(rest).strip("0123456789")):
                return replace(found, unit="|".join(units))
        return None

    def label(self, text: str) -> tuple[str, ...]:
        """The facts of the visit, or of its contingent, that a label of a title block may name."""
        plain = name_of(text.strip().rstrip(":："))
        if plain in self._vocabulary.of("visit") or plain in self._vocabulary.of("contingent"):
            return (plain,)
        return self._labels.get(compact(text), ()) if len(text) <= _LONGEST else ()

    def is_private(self, heading: str, sheet: str) -> bool:
        """Whether a heading names what the host does not need to know of anybody, and is sensitive.

        A sheet's own word is not private on it: goods have a telephone for emergencies.
        """
        if len(heading) > _LONGEST or any(c.sheet == sheet for c in self._columns.get(compact(heading), ())):
            return False
        return self.may_be_private(heading)

    def may_be_private(self, text: str) -> bool:
        """Whether a text is private as a heading, on sheets that have no such word of their own."""
        whole = compact(text)
        pieces = [
            whole,
            *(compact(piece) for piece in (*PARTS.split(text), *BRACKETS.split(text)) if piece),
        ]
        return (
            any(piece in self._never["whole"] for piece in pieces)
            or any(compact(word) in self._never["word"] for word in WORD.findall(text))
            or any(part in whole for part in self._never["part"])
        )

    @cached_property
    def total_stems(self) -> tuple[str, ...]:
        """A part of every word for a total, so that long columns can be searched for all of them at once."""
        words = (*self._tables["totals"]["whole"], *self._tables["totals"]["begins"])
        return tuple(dict.fromkeys(max(re.split(r"[\s-]+", word), key=len) for word in words))

    def is_whole_total(self, text: str) -> bool:
        """Whether a cell is a word for a sum and nothing else."""
        return len(text) <= _LONGEST and compact(text) in self._totals

    def is_total(self, text: str) -> bool:
        """Whether a cell says that its row sums up others ("Total", "Sub-total:", "合計")."""
        if len(text) > _LONGEST:
            return False
        word = compact(text)
        if word in self._totals or word.startswith(self._subtotals):
            return True
        # "Total vehicles", "Total 12", "Total chalk 2", "車両計"; but a total station is an instrument.
        rests = [rest.strip("0123456789") for rest in self._beside_total(word)]
        return any(not rest or rest in self._sheets or rest in self._columns for rest in rests)

    def may_be_total(self, text: str) -> str | None:
        """What a cell names beside a word for a sum ("CON1" of "CON1 total"), compact; None without one.

        Whether the row is a sum its figures have to tell: "Total station" names an instrument.
        """
        rests = self._beside_total(compact(text)) if len(text) <= _LONGEST else []
        return min(rests, key=len, default=None)

    def sums_in_words(self, text: str) -> bool:
        """Whether a text sums up in words ("Gesamt: sechs Soldaten", "計　医師2名")."""
        if _COUNTED.search(text[:_LONGEST]) and text.strip().startswith(self._wide_totals):
            return True
        first, _, rest = re.sub(r"[\s:：=]+", " ", text[:_LONGEST]).strip().partition(" ")
        return compact(first) in self._totals and any(
            any(c.isdigit() for c in word) or self.signs.is_number(word) for word in rest.split()
        )

    def _beside_total(self, word: str) -> list[str]:
        """What is left of a compact text without the word for a sum that it begins or ends with."""
        rests = [word[len(t) :] for t in self._totals if t and word.startswith(t)]
        return rests + [word[: -len(t)] for t in self._totals if t and word.endswith(t)]

    def _exact(self, heading: str, sheet: str) -> list[Candidate]:
        """The column of a sheet whose name the heading is, with the unit that the vocabulary gives it."""
        name = name_of(heading)
        facts = self._vocabulary.of(sheet)
        if name in facts:
            return [Candidate(sheet, name, unit=facts[name].unit)]
        if name in _EVERYWHERE or (name in _DAYS and sheet not in OWN_DAY):
            return [Candidate(sheet, name)]
        return []

    def _meant(self, heading: str) -> list[Candidate]:
        """What a heading means: whole, without the unit it states, or half by half."""
        if found := self._known(heading):
            return found
        for rest, units in without_unit(heading):
            if found := self._known(rest) or self._bilingual(rest):
                return self._measured(found, units)
        return self._bilingual(heading)

    def _known(self, heading: str) -> list[Candidate]:
        """What a heading means as it is listed, or with another word for number ("Passport #")."""
        found = self._columns.get(compact(heading))
        return found or self._numbers.get(without_number(heading), [])

    def _shortened(self, heading: str) -> list[Candidate]:
        """What a word that ends with a point is short for ("Kennz.", "Lungh. (cm)").

        On each sheet it is the shortest word that begins so, if that is one column.
        """
        for rest, units in ((heading, ("",)), *without_unit(heading)):
            begun = compact(rest) if rest.strip().endswith(".") else ""
            if len(begun) < _SHORTEST:
                continue
            shortest: dict[str, list[Candidate]] = {}
            for word in sorted((word for word in self._columns if word.startswith(begun)), key=len):
                for sheet in {candidate.sheet for candidate in self._columns[word]} - shortest.keys():
                    shortest[sheet] = [c for c in self._columns[word] if c.sheet == sheet]
            found = [Candidate(sheet, each[0].column) for sheet, each in shortest.items() if len(each) == 1]
            return self._measured(found, units) if units != ("",) else found
        return []

    def _plural(self, heading: str) -> list[Candidate]:
        """What a heading means in the singular ("Serial Nos")."""
        word = compact(heading)
        return (
            self._columns.get(word[:-1], []) if len(word) > 4 and word.isascii() and word[-1] == "s" else []
        )

    def _bilingual(self, heading: str) -> list[Candidate]:
        """What the halves of a heading agree on, or all that they may mean where they do not."""
        for halves in halves_of(heading):
            meanings = [self._known(half) for half in halves]
            known = [meaning for meaning in meanings if meaning]
            if known and (len(known) == len(meanings) or self._translated(halves, meanings)):
                agreed = [c for c in known[0] if all(c in meaning for meaning in known[1:])]
                return agreed or self._which_name(known) or _united(known)
        return []

    def _which_name(self, meanings: Sequence[Sequence[Candidate]]) -> list[Candidate]:
        """Of ways to name one thing the last: "Medicine (INN)" has the international names."""
        if all(c.column in NAMES_OF_THINGS for meaning in meanings for c in meaning):
            return list(meanings[-1])
        return []

    def _translated(self, halves: Sequence[str], meanings: Sequence[list[Candidate]]) -> bool:
        """Whether an unknown half can be passed over: a translation, or a remark that measures nothing."""
        wide = {bool(WIDE.search(half)) for half, meaning in zip(halves, meanings, strict=True) if meaning}
        unknown = [half for half, meaning in zip(halves, meanings, strict=True) if not meaning]
        if all(bool(WIDE.search(half)) not in wide for half in unknown):
            return True
        measures = any(self._unit_of(c) for meaning in meanings for c in meaning)
        return all(half.startswith("(") for half in unknown) and not measures

    def _measured(self, found: Sequence[Candidate], units: Sequence[str]) -> list[Candidate]:
        """The candidates that can be told in a unit, with it."""
        measured = []
        for candidate in found:
            own = self._unit_of(candidate)
            fitting = [unit for unit in units if not own or same_dimension(unit, own)]
            if fitting:
                measured.append(replace(candidate, unit="|".join(fitting)))
        return measured

    def _unit_of(self, candidate: Candidate) -> str:
        fact = self._vocabulary.of(candidate.sheet).get(candidate.column)
        return fact.unit if fact else ""

    @cached_property
    def signs(self) -> Signs:
        """Cells that are about other cells."""
        return Signs(self._tables)

    @cached_property
    def _tables(self) -> WordTables:
        return self._load()

    @cached_property
    def _columns(self) -> Mapping[str, list[Candidate]]:
        columns: dict[str, list[Candidate]] = {}
        for sheet, words_of in self._tables["columns"].items():
            for column, words in words_of.items():
                for word in words:
                    columns.setdefault(compact(word), []).append(Candidate(sheet, column))
        for entry in self._tables["implied"]:
            candidate = Candidate(entry["sheet"], entry["column"], entry["implies"])
            for word in entry["words"]:
                there = columns.setdefault(compact(word), [])
                there[:] = [c for c in there if (c.sheet, c.column) != (candidate.sheet, candidate.column)]
                there.append(candidate)
        return columns

    @cached_property
    def _numbers(self) -> Mapping[str, list[Candidate]]:
        """What has a number ("passport") to the columns for it."""
        numbers: dict[str, list[Candidate]] = {}
        listed = [
            word
            for words_of in self._tables["columns"].values()
            for words in words_of.values()
            for word in words
        ]
        listed += [word for entry in self._tables["implied"] for word in entry["words"]]
        for word in dict.fromkeys(listed):
            if base := without_number(word):
                there = numbers.setdefault(base, [])
                there += [candidate for candidate in self._columns[compact(word)] if candidate not in there]
        return numbers

    @cached_property
    def _sheets(self) -> Mapping[str, list[SheetNamed]]:
        sheets: dict[str, list[SheetNamed]] = {
            sheet.replace("_", ""): [SheetNamed(sheet)] for sheet in SHEETS
        }
        for entry in self._tables["sheet"]:
            for word in entry["words"]:
                named = SheetNamed(entry["sheet"], entry.get("implies", {}))
                there = sheets.setdefault(compact(word), [])
                if named not in there:
                    there.append(named)
        return sheets

    @cached_property
    def _labels(self) -> Mapping[str, tuple[str, ...]]:
        labels: dict[str, tuple[str, ...]] = {}
        for fact, words in self._tables["labels"].items():
            for word in words:
                labels[compact(word)] = (*labels.get(compact(word), ()), fact)
        return labels

    @cached_property
    def _events(self) -> Mapping[str, EventNamed]:
        return {
            compact(word): EventNamed(entry["event"], entry["column"])
            for entry in self._tables["event"]
            for word in entry["words"]
        }

    @cached_property
    def _never(self) -> Mapping[str, frozenset[str]]:
        return {kind: frozenset(map(compact, words)) for kind, words in self._tables["never"].items()}

    @cached_property
    def _totals(self) -> frozenset[str]:
        return frozenset(compact(word) for word in self._tables["totals"]["whole"])

    @cached_property
    def _wide_totals(self) -> tuple[str, ...]:
        return tuple(word for word in self._tables["totals"]["whole"] if WIDE.match(word))

    @cached_property
    def _subtotals(self) -> tuple[str, ...]:
        return tuple(compact(word) for word in self._tables["totals"]["begins"])


def _same_column(candidate: Candidate, others: Sequence[Candidate]) -> bool:
    return any(candidate.column == other.column and not candidate.implies for other in others)


def _united(meanings: Sequence[Sequence[Candidate]]) -> list[Candidate]:
    united: list[Candidate] = []
    for meaning in meanings:
        united += [candidate for candidate in meaning if candidate not in united]
    return united
