"""Cells that have no strict form: each distinct text is asked once for the strict form that it means."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import polars as pl

from comity.domain.errors import Place
from comity.domain.primitives.worded import worded
from comity.domain.provisions.vocabulary import Fact, Type, Vocabulary
from comity.manifest.cells import Flaw, read_cell
from comity.manifest.first_look.dates import DayForm, day_form_of, days_between, names_era, told_day_form
from comity.manifest.first_look.draft import Cells, rows_words
from comity.manifest.first_look.habits import NO_HABITS, Habits
from comity.manifest.first_look.identifiers import FREE_TEXTS
from comity.manifest.first_look.numbers import DecimalMark, decimal_mark, figures_of
from comity.manifest.first_look.units import same_dimension, units_named
from comity.manifest.first_look.value_words import ValueWords
from comity.manifest.first_look.values import Doubt, Hints, Lenient, is_doubtful, is_text, lenient
from comity.manifest.first_look.words import WordTables
from comity.manifest.problems import ProblemLog, Words
from comity.manifest.raw import RawSheet
from comity.manifest.sheets import line_facts
from comity.manifest.spelling import is_blank, name_of
from comity.manifest.wording import expected_of, note_flaw

_LISTED = 8
#: Longer texts are no words for nothing, and no shortened numbers.
_SHORT = 20
_DAYS = (Type.DAY, Type.INSTANT)
_NUMBERS = (Type.NUMBER, Type.INT)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the texts of a column: the fact, the heading, and what the list says of its cells.

    `unit` is the unit of its numbers and `day_form` that of its days ("day first"), blank if not told;
    `habits` are those of the whole table.
    """

    fact: Fact
    heading: str = ""
    unit: str = ""
    day_form: str = ""
    habits: Habits = NO_HABITS


class Mender:
    """Knows what the cells of lists mean."""

    def __init__(self, vocabulary: Vocabulary, load: Callable[[], WordTables]) -> None:
        """Take the vocabulary, and what gives the tables of words when they are needed."""
        self._vocabulary = vocabulary
        self._words = ValueWords(load)
        self._hints = Hints(self._words)

    def fits(self, text: str, fact: Fact, unit: str) -> bool:
        """Whether a text can be read as a value of a fact."""
        meant = lenient(text, fact, replace(self._hints, unit=unit))
        return isinstance(meant, Doubt) or (isinstance(meant, Lenient) and bool(meant.text))

    @property
    def knows(self) -> tuple[Callable[[str, Fact, str], bool], Callable[[Sequence[str]], bool]]:
        """What is asked of the values under a heading that may mean several columns."""
        return self.fits, self.are_marks

    def are_marks(self, texts: Sequence[str]) -> bool:
        """Whether texts only say yes and no; letters alone may be codes, and "nil" says nothing."""
        words = {text.casefold() for text in texts}
        if not words or any(self._words.yes_no(word) is None for word in words):
            return False
        telling = {word for word in words if not self._words.is_unknown(word)}
        return any(len(word) > 1 or not word.isascii() for word in telling) or {"y", "n"} <= telling

    def one(self, text: str, fact: Fact) -> str | None:
        """The strict form of a single text; None if it has none, or could have several."""
        if is_blank(text):
            return None
        meant = lenient(text.strip(), fact, self._hints)
        return meant.text or None if isinstance(meant, Lenient) else None

    def period(self, text: str) -> tuple[str, str] | None:
        """The first and last day that a text names together, as the strict reader takes them."""
        days = days_between(text)
        return (days[0].isoformat(), days[1].isoformat()) if days else None

    def mend(
        self, cells: Cells, rows: Sequence[int], asked: Asked, place: Place, log: ProblemLog
    ) -> list[str]:
        """Put the strict forms of cells in their place; returns what there is to say of it.

        What may mean several things is a problem, and its cell is left unread.
        """
        fact = asked.fact
        distinct = [text for text in dict.fromkeys(cells.texts) if text is not None]
        hints = self._hints_for(asked, distinct, is_workbook=place.file.lower().endswith(".xlsx"))
        told = bool(hints.unit) and hints.unit != fact.unit and fact.type in _NUMBERS
        if is_text(fact):
            others = [text for text in distinct if is_doubtful(text, fact) or _may_say_nothing(text, fact)]
        else:
            others = [text for text in distinct if told or isinstance(read_cell(text, fact), Flaw)]
            if fact.type in _NUMBERS and (hints.mixed or hints.odd or hints.decimal is DecimalMark.COMMA):
                others = distinct
        if not others:
            return []
        meant = {text: found for text in others if (found := lenient(text, fact, hints)) is not None}
        where: dict[str, list[int]] = {}
        for at, text in enumerate(cells.texts):
            if text is None or (found := meant.get(text)) is None:
                continue
            where.setdefault(text, []).append(rows[at])
            if isinstance(found, Lenient):
                cells.texts[at] = found.text or None
                if found.unit:
                    cells.units[at] = found.unit
            else:
                cells.texts[at] = None
                cells.spoiled.add(rows[at])
        for text, found in meant.items():
            if not isinstance(found, Lenient):
                _note_unread(text, found, where[text], asked, place, log)
        said = [
            (text, found.note) for text, found in meant.items() if isinstance(found, Lenient) and found.note
        ]
        notes: list[str] = [
            worded(
                "{heading}: {note} ({rows}).", heading=asked.heading, note=note, rows=rows_words(where[text])
            )
            for text, note in said[:_LISTED]
        ]
        if len(said) > _LISTED:
            rest = sum(len(where[text]) for text, _ in said[_LISTED:])
            notes.append(
                worded(
                    "{heading}: {rest} more cells were read in the same way.",
                    heading=asked.heading,
                    rest=rest,
                )
            )
        return notes

    def sheet(self, raw: RawSheet, log: ProblemLog) -> tuple[RawSheet, list[str]]:
        """A sheet in the strict form with its cells mended, and what there is to say of it."""
        facts = {**self._vocabulary.of(raw.sheet), **line_facts(raw.sheet)}
        rows = raw.rows.to_list()
        columns = list(raw.columns)
        spoiled = dict(raw.spoiled)
        notes: list[str] = []
        for at, heading in enumerate(raw.headings):
            fact = facts.get(name_of(heading))
            if fact is None:
                continue
            texts = [None if text is None or is_blank(text) else text for text in columns[at].to_list()]
            cells = Cells(heading, texts)
            notes += self.mend(cells, rows, Asked(fact, heading), raw.place(heading), log)
            columns[at] = pl.Series(str(at), cells.texts, dtype=pl.String)
            if cells.spoiled:
                spoiled[at] = spoiled.get(at, frozenset()) | cells.spoiled
        return replace(raw, columns=tuple(columns), spoiled=spoiled), notes

    def _hints_for(self, asked: Asked, texts: Sequence[str], *, is_workbook: bool) -> Hints:
        fact = asked.fact
        day_form = DayForm(asked.day_form) if asked.day_form else None
        if fact.type in _DAYS and day_form is None:
            day_form = told_day_form(asked.heading) or day_form_of(texts) or asked.habits.day_form
        hints = replace(self._hints, day_form=day_form, is_workbook=is_workbook, unit=asked.unit)
        if fact.type not in _NUMBERS:
            return replace(hints, has_eras=fact.type in _DAYS and any(map(names_era, texts)))
        habits = asked.habits
        own = None if habits.odd else decimal_mark(texts, is_workbook=is_workbook)
        unit = asked.unit or "|".join(_units_stated(texts, fact))
        decimal = own or habits.decimal
        mixed = habits.mixed and own is None
        return replace(hints, decimal=decimal, mixed=mixed, odd=habits.odd, unit=unit)


def _units_stated(texts: Sequence[str], fact: Fact) -> list[str]:
    """The units that cells of a column state, if any is not the fact's own."""
    if not fact.unit:
        return []
    stated: dict[str, None] = {}
    for text in texts:
        figures = figures_of(text)
        if figures and len(figures.parts) == 1:
            named = units_named(figures.parts[0][1])
            stated |= {unit: None for unit in named if len(named) == 1 and same_dimension(unit, fact.unit)}
    return [] if set(stated) <= {fact.unit} else list(stated | {fact.unit: None})


def _may_say_nothing(text: str, fact: Fact) -> bool:
    """Whether a text may be a word for nothing, or a number that was shortened: told at a glance."""
    if len(text) > _SHORT:
        return False
    return "E+" in text or (fact.name not in FREE_TEXTS and not any(map(str.isdigit, text)))


def _note_unread(
    text: str, found: Doubt | Flaw, rows: Sequence[int], asked: Asked, place: Place, log: ProblemLog
) -> None:
    """List the cells of a text that may mean several things, or that cannot be."""
    if isinstance(found, Flaw):
        for row in rows:
            note_flaw(log, found, replace(place, row=row), text, asked.fact)
        return
    words = Words(_expected(asked.fact), _mend(asked.fact, found, asked))
    log.add_rows("look.cell-unclear", place, rows, lambda _: worded("found {why}", why=found.why), words)


def _expected(fact: Fact) -> str:
    return expected_of(Flaw.NOT_A_CHOICE, fact)


def _mend(fact: Fact, doubt: Doubt, asked: Asked) -> str:
    """How to settle a cell that may mean several things; what stands in the cell is not quoted."""
    if fact.type in _DAYS and len(doubt.choices) > 1:
        return worded(
            'Write which it is, or date_order = "dmy" (or "mdy", "ymd") in a [[table]] for the whole list.'
        )
    if fact.unit == "kg" and "|" in asked.unit:
        unit = asked.unit.split("|")[0]
        return worded(
            'Write which it is, or mass_unit = "{unit}" in a [[table]] for the whole list.', unit=unit
        )
    return worded("Write which it is.") if doubt.choices else worded("Write it in full.")
