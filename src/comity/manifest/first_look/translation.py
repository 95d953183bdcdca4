"""A table of the list as a sheet in the strict form: columns by name, cells as the strict reader has them.

What was read otherwise than it is written is noted, with its rows; what can mean several things is a problem.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from comity.domain.primitives.worded import apart, listed, worded
from comity.domain.provisions.vocabulary import Fact, Type, Vocabulary
from comity.domain.visits.visit import ColumnRead
from comity.manifest.cells import Flaw
from comity.manifest.first_look.contingents import Contingents
from comity.manifest.first_look.dates import DayForm, Unsettled, day_form_of, read_day
from comity.manifest.first_look.ditto import read_ditto
from comity.manifest.first_look.draft import Cells, Draft, TableRead, raw_sheet, rows_words
from comity.manifest.first_look.events import EVENTS, event_pieces, name_animals
from comity.manifest.first_look.habits import Habits, habits_of
from comity.manifest.first_look.lines_said import (
    note_several,
    note_un_numbers,
    read_contingent,
    read_implied,
    read_sections,
    read_un_numbers,
)
from comity.manifest.first_look.mending import Asked, Mender
from comity.manifest.first_look.numbers import DecimalMark
from comity.manifest.first_look.tables import Section
from comity.manifest.first_look.which_column import Mapped
from comity.manifest.joining import PARTS_OF_GOODS, Piece
from comity.manifest.problems import ProblemLog, shown
from comity.manifest.sheets import line_facts
from comity.manifest.spelling import name_of
from comity.manifest.wording import note_flaw

#: So much of a text beside a table is quoted.
_LONG = 300
#: So many texts of a column that is not read are quoted.
_QUOTED = 6
_GROUPS = re.compile(r"\b[1-9][0-9]{0,2}\.[0-9]{3}\b")
_SAID_POUNDS = re.compile(r"\b(?:weights?|wts?|mass(?:es)?|gw)\b.{0,30}\b(?:lbs?|pounds)\b", re.IGNORECASE)


class Translator:
    """Turns tables into pieces of sheets."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        mender: Mender,
        contingents: Contingents,
        day_forms: Mapping[str, DayForm],
        log: ProblemLog,
    ) -> None:
        """Take the vocabulary, what mends cells, the contingents, how each file writes days, and the log."""
        self.vocabulary, self.mender, self.contingents, self.log = vocabulary, mender, contingents, log
        self.day_forms = day_forms

    def pieces(self, read: TableRead) -> list[tuple[str, Piece]]:
        """The sheets that a table makes up: its own, and the packages that its sections name."""
        sheet = read.sheet or ""
        found, grid = read.found, read.found.page.grid
        facts = {**self.vocabulary.of(sheet), **line_facts(sheet)}
        draft = Draft(read, sheet, found.rows, facts, notes=[*grid.notes, *found.notes])
        for mapped in read.columns:
            if mapped.column:
                cells = draft.cells[mapped.column] = Cells(mapped.heading, self._texts(draft, mapped))
                signs, place = found.page.words.signs, read.place(mapped.heading)
                draft.notes += read_ditto(cells, draft.rows, sheet, mapped.column, signs, place, self.log)
        self._note_formulas(draft)
        note_several(draft)
        packages = read_sections(draft, self.contingents)
        read_contingent(draft, self.contingents)
        habits = _habits(draft, self.day_forms.get(grid.file))
        read_un_numbers(draft)
        remarks = {m.heading: self._mended(draft, m, habits) for m in read.columns if m.column}
        read_implied(draft)
        has_events = sheet == "animals" and name_animals(draft)
        note_un_numbers(draft, self.log)
        draft.notes += [
            worded("Row {row} is no line: {text}.", row=str(aside.row), text=shown(aside.text, _LONG))
            for aside in found.asides
        ]
        draft.notes += [
            worded(
                "Row {row} says {whole}, of which nothing was taken.",
                row=str(each.row),
                whole=shown(each.whole),
            )
            for each in found.stated
            if not each.facts and each.row not in {aside.row for aside in found.asides}
        ]
        columns = tuple(
            _shown(draft, m, remarks.get(m.heading, m.note), has_events=has_events) for m in read.columns
        )
        own = Piece(draft.raw(), grid.worksheet, _part(draft), columns, tuple(draft.notes))
        pieces = [(sheet, own)]
        if has_events:
            pieces += event_pieces(draft, habits, self.vocabulary, self.mender, self.log)
        return [*pieces, ("packages", self._packages(draft, packages, habits))] if packages else pieces

    def _texts(self, draft: Draft, mapped: Mapped) -> list[str | None]:
        """The texts of a column, with those of merged cells in each of their rows."""
        texts: list[str | None] = draft.read.found.column(mapped.at).to_list()
        tall = [
            (top, bottom)
            for top, left, bottom, right in draft.read.found.page.grid.merged
            if left <= mapped.at + 1 <= right and bottom > top
        ]
        if not tall:
            return texts
        at = {row: nth for nth, row in enumerate(draft.rows)}
        for top, bottom in tall:
            below = [at[row] for row in range(top + 1, bottom + 1) if row in at]
            text = texts[at[top]] if top in at else None
            if text is None or not below:
                continue
            if draft.facts[mapped.column or ""].type in (Type.NUMBER, Type.INT):
                self._note_merged_number(draft, mapped, top, bottom)
                continue
            for nth in below:
                texts[nth] = text
            draft.notes.append(
                worded(
                    "{heading}: one cell over rows {top} to {bottom}; it was read for each of them.",
                    heading=mapped.heading,
                    top=str(top),
                    bottom=str(bottom),
                )
            )
        return texts

    def _note_merged_number(self, draft: Draft, mapped: Mapped, top: int, bottom: int) -> None:
        found = worded("found one cell over rows {top} to {bottom}", top=str(top), bottom=str(bottom))
        mend = worded("Unmerge it and write the number of each row; it was read for the first row.")
        place = draft.read.place(mapped.heading, top)
        self.log.add("sheet.merged-cells", place, found, worded("one number in each row"), mend)

    def _note_formulas(self, draft: Draft) -> None:
        """Results of formulas are taken, which is said; one without a result, or an error, is a problem."""
        flaws = draft.read.found.page.grid.flaws
        columns = {m.at + 1: m for m in draft.read.columns if m.column} if flaws else {}
        at = {row: nth for nth, row in enumerate(draft.rows)} if flaws else {}
        taken: dict[str, list[int]] = {}
        for flaw, row, column in sorted(flaws, key=lambda each: (each[2], each[1])):
            mapped = columns.get(column)
            if mapped is None or not draft.read.found.last_heading < row <= draft.read.found.end:
                continue
            if row not in at:
                self._note_lost(draft, flaw, row, mapped)
                continue
            cells = draft.cells[mapped.column or ""]
            if flaw is Flaw.FORMULA and cells.texts[at[row]] is not None:
                taken.setdefault(mapped.heading, []).append(row)
                continue
            cells.spoiled.add(row)
            cells.texts[at[row]] = None
            note_flaw(
                self.log, flaw, draft.read.place(mapped.heading, row), "", draft.facts[mapped.column or ""]
            )
        draft.notes += [
            worded(
                "{heading}: the last result of the formula was read ({rows}).",
                heading=heading,
                rows=rows_words(rows),
            )
            for heading, rows in taken.items()
        ]

    def _note_lost(self, draft: Draft, flaw: Flaw, row: int, mapped: Mapped) -> None:
        """A row that would be blank but for a cell without a value is no line, and is told."""
        if draft.read.found.page.counts[row] == 0:
            place = draft.read.place(mapped.heading, row)
            note_flaw(self.log, flaw, place, "", draft.facts[mapped.column or ""])

    def _mended(self, draft: Draft, mapped: Mapped, habits: Habits) -> str:
        """Mend the cells of a column; returns what to say of the column."""
        fact = draft.facts[mapped.column or ""]
        cells = draft.cells[mapped.column or ""]
        if mapped.column != "contingent":
            unit, said = self._unit(draft.read, mapped, fact)
            day_form = draft.read.told.date_order if draft.read.told else ""
            asked = Asked(fact, mapped.heading, unit, day_form, habits)
            draft.notes += self.mender.mend(
                cells, draft.rows, asked, draft.read.place(mapped.heading), self.log
            )
            for at, word in cells.units.items() if "unit" in draft.facts else ():
                draft.fill("unit", [at], word)
            return apart((mapped.note, said))
        return mapped.note

    def _unit(self, read: TableRead, mapped: Mapped, fact: Fact) -> tuple[str, str]:
        """The unit in which the numbers of a column are written, and what to say about it."""
        if not fact.unit or fact.type not in (Type.NUMBER, Type.INT):
            return "", ""
        told = read.told.mass_unit if read.told else ""
        if fact.unit == "kg" and told and (not mapped.unit or "|" in mapped.unit):
            return told, worded("in {told}, as told", told=told)
        if mapped.unit:
            return mapped.unit, "" if mapped.unit == fact.unit else worded("in {unit}", unit=mapped.unit)
        stated = [f"{each.label} {each.value}" for each in read.found.stated]
        texts = [*stated, *(aside.text for aside in read.found.asides)]
        if fact.unit == "kg" and any(_SAID_POUNDS.search(text[:500]) for text in texts):
            return "lb", worded("in lb, as the list says")
        return "", worded("no unit is written; plain numbers were read as {unit}", unit=fact.unit)

    def _packages(self, draft: Draft, packages: Mapping[str, Section], habits: Habits) -> Piece:
        """The packages that sections name, each on the row of its title, with its mass if it is there."""
        grid = draft.read.found.page.grid
        rows = [section.row for section in packages.values()]
        cells = {"package_id": Cells("", list(packages))}
        notes: list[str] = [worded("Each title of a package above its goods was read as a package.")]
        mass = next((m for m in draft.read.columns if m.column == "gross_mass_kg"), None)
        texts = [section.cells[mass.at] if mass else None for section in packages.values()]
        if mass and any(texts):
            cells["gross_mass_kg"] = Cells(mass.heading, texts)
            fact = self.vocabulary.of("packages")["gross_mass_kg"]
            asked = Asked(fact, mass.heading, self._unit(draft.read, mass, fact)[0], "", habits)
            place = draft.read.place(mass.heading)
            notes += self.mender.mend(cells["gross_mass_kg"], rows, asked, place, self.log)
        columns = tuple(ColumnRead(c.heading, name) for name, c in cells.items() if c.heading)
        return Piece(raw_sheet(grid.file, "packages", rows, cells), grid.worksheet, "", columns, tuple(notes))


def day_forms(reads: Sequence[TableRead], vocabulary: Vocabulary) -> dict[str, DayForm]:
    """How each file writes days in figures, by all its tables; a file that does not tell is left out."""
    texts: dict[str, dict[str, None]] = {}
    for read in reads:
        facts = {**vocabulary.of(read.sheet), **line_facts(read.sheet)} if read.sheet else {}
        for mapped in read.columns:
            is_day = mapped.column and facts[mapped.column].type in (Type.DAY, Type.INSTANT)
            if is_day or (mapped.event and mapped.event[1] == "date"):
                of_file = texts.setdefault(read.found.page.grid.file, {})
                of_file |= dict.fromkeys(read.found.column(mapped.at).drop_nulls().to_list())
    return {file: form for file, of_file in texts.items() if (form := day_form_of(of_file))}


def _habits(draft: Draft, of_file: DayForm | None) -> Habits:
    """How the table writes days and numbers; where only its file or its language tells, that is noted."""
    texts: dict[bool, list[str]] = {True: [], False: []}
    for name, cells in draft.cells.items():
        kind = draft.facts[name].type
        if kind in (Type.DAY, Type.INSTANT, Type.NUMBER, Type.INT):
            texts[kind in (Type.DAY, Type.INSTANT)] += [
                t for t in dict.fromkeys(cells.texts) if t is not None
            ]
    is_workbook = bool(draft.read.found.page.grid.worksheet)
    habits = habits_of(draft.read.found.headings, texts[True], texts[False], is_workbook=is_workbook)
    if of_file and habits.day_form is None:
        habits = replace(habits, day_form=of_file)
        if any(isinstance(day := read_day(text), Unsettled) and len(day.days) > 1 for text in texts[True]):
            draft.notes.append(
                worded(
                    "Its days in figures were read {form}, as the rest of the file has them.", form=of_file
                )
            )
    if (
        not habits.by_language
        and habits.decimal is DecimalMark.COMMA
        and any(map(_GROUPS.search, texts[False]))
    ):
        draft.notes.append(worded("Its numbers have decimal commas, so that points in them mark thousands."))
    if habits.by_language and any("," in text or re.search(r"\.\d{3}\b", text) for text in texts[False]):
        usual = (
            worded("commas mark thousands")
            if habits.decimal is DecimalMark.POINT
            else worded("commas mark decimals")
        )
        draft.notes.append(
            worded("In its numbers {usual}, as is usual in the language of its headings.", usual=usual)
        )
    return habits


def _shown(draft: Draft, mapped: Mapped, note: str, *, has_events: bool) -> ColumnRead:
    """What a heading was read as; of one that was not, the rows that say something under it."""
    elsewhere = f"{EVENTS}.{mapped.event[1]}" if mapped.event and has_events else None
    if mapped.column is None and elsewhere is None and not mapped.is_private:
        filled = draft.read.found.column(mapped.at).is_not_null().arg_true().to_list()
        where = worded(
            "it holds {texts} in {rows}",
            texts=_said(draft, mapped),
            rows=rows_words([draft.rows[at] for at in filled]),
        )
        note = apart((note, where if filled else ""))
    return ColumnRead(mapped.heading, mapped.column or elsewhere, note)


def _said(draft: Draft, mapped: Mapped) -> str:
    """The first texts of a column that was not read; those of people may be private, and are not shown."""
    if draft.sheet == "people":
        return worded("something")
    texts = draft.read.found.column(mapped.at).drop_nulls().unique(maintain_order=True).to_list()
    quoted = listed(map(shown, texts[:_QUOTED]))
    more = len(texts) - _QUOTED
    return worded("{texts} and {n} more", texts=quoted, n=more) if more > 0 else quoted


def _part(draft: Draft) -> str:
    """The part of the goods that a table is, by the exact name of its worksheet or file."""
    grid = draft.read.found.page.grid
    name = name_of(grid.worksheet or grid.file.rsplit(".", 1)[0])
    return name if draft.sheet == "goods" and name in PARTS_OF_GOODS else ""
