"""What the words above the columns of a list mean: headings, names of worksheets, labels of title blocks.

Plain columns of the vocabulary are known at once; the words of other lists are loaded when the first
heading needs them. A word that could mean several columns gives them all: which of them, the values under
it tell, or the planner.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from comity.domain.provisions.vocabulary import OWN_DAY, SHEETS, Vocabulary
from comity.manifest.first_look.units import same_dimension, units_named
from comity.manifest.spelling import name_of

#: Plain tables of words, as `corpus.headings.read_heading_words` gives them.
WordTables = Mapping[str, Any]

#: Columns that every sheet has besides those of the vocabulary; the days only where no own day is declared.
_EVERYWHERE = ("contingent", "ref")
_DAYS = ("arrives_on", "departs_on")
_LONGEST = 120
_ENUMERATOR = re.compile(r"^\s*(?:\(?(?:[0-9]{1,2}|[a-z])[.)]|[\u2460-\u2473])\s*(?=\S)", re.IGNORECASE)
_BRACKETS = re.compile(r"[(\[{（［【〔<](?P<inside>[^)\]}）］】〕>]*)[)\]}）］】〕>]?")
_PARTS = re.compile(r"[\n\r/|;／｜；・]+|\s[-–—]\s")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff々〆ー]")
_SCRIPTS = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff々〆ー]+|[^\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff々〆ー]+"
)
_WIDE_THEN_UNIT = re.compile(
    r"^(?P<before>.*[\u3040-\u30ff\u3400-\u9fff])(?P<last>[A-Za-z]+[23]?)$", re.DOTALL
)
_WORD = re.compile(r"[^\W_\u3040-\u30ff\u3400-\u9fff]+|[\u3040-\u30ff\u3400-\u9fff々ー]+")
_LONGEST_NAME = 4
_LAST_WORD = re.compile(r"^(?P<before>.+?)[\s_.,:]+(?:in\s+)?(?P<last>\S+)$", re.DOTALL)


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
class SheetNamed:
    """A sheet that the name of a worksheet, file or title may mean; `implies` as in `Candidate`."""

    sheet: str
    implies: Mapping[str, str] = field(default_factory=dict)


def compact(text: str) -> str:
    """A heading as words are compared: width, case and accents folded, only letters, digits, # and % left."""
    if text.isascii():
        return "".join(c for c in text.lower() if c.isalnum() or c in "#%")
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    kept: list[str] = []
    for character in decomposed:
        if not unicodedata.combining(character):
            kept.append(character)
        elif kept and _WIDE.match(kept[-1]):
            # A voiced sound mark makes another letter; an accent is only a spelling.
            kept.append(character)
    composed = unicodedata.normalize("NFKC", "".join(kept))
    return "".join(c for c in composed if c.isalnum() or c in "#%々")


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
        found = self._meant(heading) or self._meant(_ENUMERATOR.sub("", heading))
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
        for length, run in _runs_of_words(name):
            if length < longest:
                break
            for meant in self._sheets.get(run, ()):
                longest = length
                if meant not in named:
                    named.append(meant)
        return named

    def label(self, text: str) -> str | None:
        """The fact of the visit, or of its contingent, that a label of a title block names."""
        plain = name_of(text.strip().rstrip(":："))
        if plain in self._vocabulary.of("visit") or plain in self._vocabulary.of("contingent"):
            return plain
        return self._labels.get(compact(text)) if len(text) <= _LONGEST else None

    @cached_property
    def total_stems(self) -> tuple[str, ...]:
        """A part of every word for a total, so that long columns can be searched for all of them at once."""
        words = (*self._tables["totals"]["whole"], *self._tables["totals"]["begins"])
        return tuple(dict.fromkeys(max(re.split(r"[\s-]+", word), key=len) for word in words))

    def is_total(self, text: str) -> bool:
        """Whether a cell says that its row sums up others ("Total", "Sub-total:", "合計")."""
        if len(text) > _LONGEST:
            return False
        word = compact(text)
        if word in self._totals or word.startswith(self._subtotals):
            return True
        # "Total vehicles", "Total 12", "車両計"; but a total station is an instrument.
        rests = [word[len(t) :] for t in self._totals if t and word.startswith(t)]
        rests += [word[: -len(t)] for t in self._totals if t and word.endswith(t)]
        return any(rest.isdigit() or rest in self._sheets or rest in self._columns for rest in rests)

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
        if found := self._columns.get(compact(heading)):
            return found
        for rest, units in _without_unit(heading):
            if found := self._columns.get(compact(rest)) or self._bilingual(rest):
                return self._measured(found, units)
        return self._bilingual(heading)

    def _bilingual(self, heading: str) -> list[Candidate]:
        """What the halves of a heading agree on, or all that they may mean where they do not."""
        for halves in _halves(heading):
            meanings = [self._columns.get(compact(half), []) for half in halves]
            known = [meaning for meaning in meanings if meaning]
            if known and (len(known) == len(meanings) or self._translated(halves, meanings)):
                agreed = [c for c in known[0] if all(c in meaning for meaning in known[1:])]
                return agreed or _united(known)
        return []

    def _translated(self, halves: Sequence[str], meanings: Sequence[list[Candidate]]) -> bool:
        """Whether an unknown half can be passed over: a translation, or a remark that measures nothing."""
        wide = {bool(_WIDE.search(half)) for half, meaning in zip(halves, meanings, strict=True) if meaning}
        unknown = [half for half, meaning in zip(halves, meanings, strict=True) if not meaning]
        if all(bool(_WIDE.search(half)) not in wide for half in unknown):
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
    def _labels(self) -> Mapping[str, str]:
        return {compact(word): fact for fact, words in self._tables["labels"].items() for word in words}

    @cached_property
    def _totals(self) -> frozenset[str]:
        return frozenset(compact(word) for word in self._tables["totals"]["whole"])

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


def _without_unit(heading: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The heading without the unit in brackets, or at its end, and the units that it can mean."""
    named: list[tuple[str, ...]] = []

    def taken(bracket: re.Match[str]) -> str:
        units = units_named(bracket["inside"].strip())
        if units:
            named.append(units)
        return " " if units else bracket[0]

    rest = _BRACKETS.sub(taken, heading)
    if named:
        yield rest, named[0]
        return
    ends = _LAST_WORD.match(heading.strip()) or _WIDE_THEN_UNIT.match(heading.strip())
    if ends and (units := units_named(ends["last"])):
        yield ends["before"], units


def _halves(heading: str) -> Iterator[list[str]]:
    """The ways to take a heading in parts: before and in brackets, at lines and strokes, by script.

    What stood in brackets begins with "(".
    """
    if _BRACKETS.search(heading):
        inside = ["(" + bracket["inside"] for bracket in _BRACKETS.finditer(heading)]
        yield [part for part in (_BRACKETS.sub(" ", heading), *inside) if compact(part)]
    parts = [part for part in _PARTS.split(heading) if compact(part)]
    if len(parts) > 1:
        yield parts
    runs = [part for part in _SCRIPTS.findall(heading) if compact(part)]
    if len(runs) > 1:
        yield runs


def _runs_of_words(name: str) -> Iterator[tuple[int, str]]:
    """Every run of words in a name, longest first, with how many words it has."""
    words = [word for word in _WORD.findall(name) if word]
    for length in range(min(len(words), _LONGEST_NAME), 0, -1):
        for start in range(len(words) - length + 1):
            yield length, compact("".join(words[start : start + length]))
