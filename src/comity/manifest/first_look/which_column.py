"""Which column of its sheet each heading of a table means: from its words, else from the values under it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from comity.domain.primitives.worded import worded
from comity.domain.provisions.vocabulary import Fact, Kind, Type, Vocabulary
from comity.domain.visits.derivation import OWN_KEY
from comity.manifest.first_look.identifiers import FREE_TEXTS
from comity.manifest.first_look.tables import Found
from comity.manifest.first_look.told import Told, heading_key
from comity.manifest.first_look.words import NAMES_OF_THINGS, Candidate
from comity.manifest.sheets import line_facts
from comity.manifest.spelling import listing, name_of, nearest

#: Whether a text can be read as a value of a fact, in a unit.
Fits = Callable[[str, Fact, str], bool]
#: Whether the texts of a column only say yes and no.
AreMarks = Callable[[Sequence[str]], bool]

_PRIVATE = worded("never read: the host does not need it, and it is sensitive")
_SAMPLE = 400
#: Columns whose heading ("Item") may as well stand above the numbers of the lines.
_NAMES_A_THING = frozenset({"description", "equipment", "product", "model", "name", "serial_number"})
_DISTINCT = 60
#: Columns of `goods` that are for one category only, where a word is used in several.
_OF_CATEGORY: Mapping[str, frozenset[str]] = {
    "medicines": frozenset({"inn", "brand", "strength", "dose_form", "batch", "expiry", "holder"}),
    "arms": frozenset({"make", "calibre", "kind", "condition", "issued_to"}),
    "radio": frozenset({"equipment", "station_kind", "place", "network", "hours"}),
}
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_RUNNING = re.compile(r"0*([0-9]{1,7})\.?")


@dataclass(frozen=True, slots=True)
class Mapped:
    """One column of a table: its place (from 0), its heading, and the column of the sheet that it is.

    `column` is None where it is not read; `choices` then holds the columns that it may be, if it is unclear.
    `unit` is the unit of its numbers, `implies` what it says of every line that has a value in it.
    """

    at: int
    heading: str
    column: str | None
    unit: str = ""
    implies: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    choices: tuple[str, ...] = ()
    is_private: bool = False
    """Sensitive, and not needed by the host: not even looked at."""
    event: tuple[str, str] | None = None
    """The event of animals that each cell tells of, and the column of `animal_events` that it holds."""
    is_told_wrong: bool = False
    """The planner has named a column that the sheet does not have."""


def which_columns(
    found: Found,
    sheet: str,
    told: Told | None,
    vocabulary: Vocabulary,
    knows: tuple[Fits, AreMarks],
    category: str = "",
) -> tuple[Mapped, ...]:
    """The columns of a table, in their order; each column of the sheet is given once.

    Args:
        found: the table.
        sheet: the sheet that it is.
        told: what the planner says of it.
        vocabulary: the columns that there are.
        knows: whether a text can be read as a value of a fact, and whether texts only say yes and no.
        category: the category of goods that the table is called after, or "".
    """
    return _Columns(found, sheet, told, vocabulary, knows, category).mapped()


class _Columns:
    def __init__(
        self,
        found: Found,
        sheet: str,
        told: Told | None,
        vocabulary: Vocabulary,
        knows: tuple[Fits, AreMarks],
        category: str,
    ) -> None:
        self.found, self.sheet, self.told, self.category = found, sheet, told, category
        self.fits, self.are_marks = knows
        self.facts = {**vocabulary.of(sheet), **line_facts(sheet)}

    def mapped(self) -> tuple[Mapped, ...]:
        first = [self._by_words(at, heading) for at, heading in enumerate(self.found.headings)]
        open_ = [each for each in first if each is not None and each.choices]
        sure = {each.column for each in first if each is not None}
        running = {each.at for each in open_ if is_running(self._values(each.at))}
        settled = {each.at: self._by_values(each, sure) for each in open_ if each.at in running}
        if running:
            # Another column numbers the lines: "Serial" beside it is stamped on the thing.
            sure |= {"ref", OWN_KEY.get(self.sheet, "ref")}
        settled |= {each.at: self._by_values(each, sure) for each in open_ if each.at not in running}
        there = [settled.get(each.at, each) for each in first if each is not None]
        return tuple(self._once(there))

    def _by_words(self, at: int, heading: str) -> Mapped | None:
        """What the heading alone says; None for a column without heading and values."""
        key = heading_key(heading)
        if self.told and key in self.told.columns:
            return self._as_told(at, heading, self.told.columns[key])
        if not heading:
            values = self.found.column(at)
            note = worded("it has no heading") if values.null_count() < len(values) else ""
            return Mapped(at, "", None, note=note) if note else None
        if self.found.page.words.is_private(heading, self.sheet):
            return Mapped(at, heading, None, note=_PRIVATE, is_private=True)
        meant = [c for c in self._meant(heading) if c.sheet == self.sheet and c.column in self.facts]
        columns = tuple(dict.fromkeys(candidate.column for candidate in meant))
        if not columns and self.sheet == "animals" and (event := self.found.page.words.event(heading)):
            note = worded("a {event} for each animal", event=event.event)
            return Mapped(at, heading, None, event.unit, note=note, event=(event.event, event.column))
        if not columns:
            close = nearest(heading[:60], self.facts) if heading.isascii() else None
            return Mapped(at, heading, None, note=worded("perhaps {column}", column=close) if close else "")
        if len(columns) == 1:
            if columns[0] in _NAMES_A_THING and is_running(self._values(at)):
                return Mapped(
                    at,
                    heading,
                    "ref",
                    note=worded("it could be {column}; its values number the lines", column=columns[0]),
                )
            if self._holds_marks(at, columns[0]):
                note = worded("it could be {column}, but its values only say yes or no", column=columns[0])
                return Mapped(at, heading, None, note=note)
            if self._fits_nothing(at, heading, columns[0]):
                note = worded("it could be {column}, but none of its values is one", column=columns[0])
                return Mapped(at, heading, None, note=note)
            return _of(at, heading, meant)
        return Mapped(at, heading, None, choices=columns)

    def _meant(self, heading: str) -> list[Candidate]:
        """What a heading means; beside "L" a small "l" is the width, as the French write it."""
        page = self.found.page
        if heading[:1] == "l" and heading[1:2] in ("", " ") and f"L{heading[1:]}" in self.found.headings:
            return page.meant(f"W{heading[1:]}")
        return page.meant(heading)

    def _as_told(self, at: int, heading: str, column: str) -> Mapped:
        if not column:
            return Mapped(at, heading, None, note=worded("left out, as told"))
        meant = [c for c in self.found.page.meant(heading) if c.sheet == self.sheet and c.column == column]
        if meant:
            return replace(_of(at, heading, meant), note=worded("as told"))
        if column not in self.facts:
            note = worded("told to be what is no column of {sheet}", sheet=self.sheet)
            return Mapped(at, heading, None, note=note, is_told_wrong=True)
        return Mapped(at, heading, column, note=worded("as told"))

    def _by_values(self, open_: Mapped, sure: set[str | None]) -> Mapped:
        """What the values tell of a heading that has several meanings."""
        at = open_.at
        meant = [c for c in self.found.page.meant(open_.heading) if c.sheet == self.sheet]
        values = self._values(at)
        if not values:
            return replace(open_, choices=(), note=worded("it has no values"))
        choices = [column for column in open_.choices if column not in sure] or list(open_.choices)
        choices = self._named_generally(self._of_category(choices), sure)
        column = choices[0] if len(choices) == 1 else self._told_by(values, choices, meant, sure)
        if column is None:
            return replace(open_, choices=tuple(choices))
        note = worded("it could be {choices}; its values and its table tell", choices=listing(open_.choices))
        return replace(_of(at, open_.heading, [c for c in meant if c.column == column]), note=note)

    def _of_category(self, choices: list[str]) -> list[str]:
        """Of columns for several kinds of goods those of the kind that the table is called after."""
        own = _OF_CATEGORY.get(self.category, frozenset())
        others = frozenset[str]().union(*_OF_CATEGORY.values()) - own
        fitting = [c for c in choices if c in own] or [c for c in choices if c not in others]
        return (fitting or choices) if self.category else choices

    def _named_generally(self, choices: list[str], sure: set[str | None]) -> list[str]:
        """Of ways to name a thing the general one, where nothing tells that it is a radio or a medicine."""
        if not self.category and "description" in choices and "description" not in sure:
            return [c for c in choices if c == "description" or c not in NAMES_OF_THINGS]
        if not self.category and "description" in sure and "model" in choices:
            # The thing has its name: this is its make, and nothing tells that it is a weapon.
            return [c for c in choices if c != "kind"]
        return choices

    def _holds_marks(self, at: int, column: str) -> bool:
        """Whether a column of texts only says yes and no: whether there is one, not which."""
        is_number = self.facts[column].type is Type.TEXT and column not in FREE_TEXTS
        return is_number and self.are_marks(self._values(at))

    def _fits_nothing(self, at: int, heading: str, column: str) -> bool:
        """Whether a column of choices by its word ("Condition") holds something else ("Serviceable")."""
        fact = self.facts[column]
        if fact.type is not Type.CHOICE or name_of(heading) == column:
            return False
        values = list(dict.fromkeys(self._values(at)))[:_DISTINCT]
        if not values or self.are_marks(values):
            return False
        return not any(self.fits(text, fact, "") for text in values)

    def _values(self, at: int) -> list[str]:
        texts = self.found.column(at).head(_SAMPLE).drop_nulls().to_list()
        return [text.strip() for text in texts if not self.found.page.words.signs.is_ditto(text)]

    def _told_by(
        self, values: Sequence[str], choices: Sequence[str], meant: Sequence[Candidate], sure: set[str | None]
    ) -> str | None:
        """The one column that the values can be of; None if there are several, or no values."""
        if not values:
            return None
        own_key = OWN_KEY.get(self.sheet, "")
        numbering = [c for c in ("ref", own_key) if c in choices]
        if is_running(values):
            return numbering[0] if numbering else None
        left = list(choices)
        if set(left) <= {"ref", own_key}:
            return own_key if own_key in left and len(set(values)) == len(self.found.rows) else "ref"
        if _is_serial(values) and "serial_number" in left:
            left = [column for column in left if column not in numbering]
        left = self._of_names(values, left, sure)
        typed = [
            c for c in left if self.facts[c].type is not Type.TEXT and self.facts[c].kind is not Kind.KEY
        ]
        distinct = list(dict.fromkeys(values))[:_DISTINCT]
        fitting = [c for c in typed if self._share(distinct, c, meant) >= 0.8]
        if len(fitting) == 1:
            return fitting[0]
        if not fitting:
            left = [c for c in left if c not in typed or self._share(distinct, c, meant) >= 0.3]
        return left[0] if len(left) == 1 else None

    def _share(self, values: Sequence[str], column: str, meant: Sequence[Candidate]) -> float:
        unit = next((c.unit for c in meant if c.column == column), "")
        return sum(self.fits(text, self.facts[column], unit) for text in values) / len(values)

    def _of_names(self, values: Sequence[str], choices: list[str], sure: set[str | None]) -> list[str]:
        """Of the columns for names those that the values can be: whole names, parts, own script."""
        names = [c for c in choices if c in ("surname", "given_names", "full_name", "name_native")]
        if len(names) < 2:
            return choices
        wide = 2 * sum(bool(_WIDE.search(text)) for text in values) > len(values)
        parted = 2 * sum(bool(re.search(r"[\s,]", text)) for text in values) > len(values)
        if wide and "name_native" in names:
            kept = "name_native"
        elif "given_names" in sure and "surname" in names:
            kept = "surname"
        elif "surname" in sure and "given_names" in names:
            kept = "given_names"
        elif "full_name" in names and (parted or wide):
            kept = "full_name"
        else:
            kept = "surname" if "surname" in names else names[0]
        return [c for c in choices if c not in names or c == kept]

    def _once(self, there: Sequence[Mapped]) -> list[Mapped]:
        """The same, each column of the sheet once: the one in its own unit, else the first."""
        taken: dict[str, Mapped] = {}
        for each in there:
            if each.column is None:
                continue
            other = taken.get(each.column)
            own_unit = self.facts[each.column].unit
            if other is None or (each.unit == own_unit != other.unit and other.unit):
                taken[each.column] = each
        return [
            each
            if each.column is None or taken[each.column] is each
            else Mapped(
                each.at,
                each.heading,
                None,
                note=worded(
                    "it means {column} too, which was read from {heading}",
                    column=each.column,
                    heading=taken[each.column].heading,
                ),
                choices=() if self._agree(each, taken[each.column]) else (each.column,),
            )
            for each in there
        ]

    def _agree(self, one: Mapped, other: Mapped) -> bool:
        """Whether a second column of one meaning says nothing new: another unit, or the same cells."""
        if one.unit != other.unit:
            return True
        mine, theirs = self.found.column(one.at), self.found.column(other.at)
        return bool((mine.is_null() | (mine == theirs).fill_null(value=False)).all())


def is_running(values: Sequence[str]) -> bool:
    """Whether values are the running numbers of lines: whole numbers, each (but for few) one more."""
    numbers = [int(found[1]) for text in values if (found := _RUNNING.fullmatch(text))]
    if len(numbers) < len(values) or not numbers:
        return False
    if len(numbers) == 1:
        return numbers[0] == 1
    steps = [after - before for before, after in pairwise(numbers)]
    restarts = sum(step < 0 for step in steps)
    return (
        numbers[0] <= 1
        and all(step > 0 or after == 1 for step, after in zip(steps, numbers[1:], strict=True))
        and 10 * steps.count(1) >= 8 * (len(steps) - restarts)
        and steps.count(1) >= restarts
    )


def _is_serial(values: Sequence[str]) -> bool:
    """Whether values look like the numbers that a maker stamps: long, with figures, all different."""
    stamped = [v for v in values if len(v) >= 5 and re.search(r"\d", v)]
    return len(set(values)) == len(values) and 10 * len(stamped) >= 8 * len(values)


def _of(at: int, heading: str, meant: Sequence[Candidate]) -> Mapped:
    """A column whose heading means one thing; what only some of its words imply is not said."""
    implies = meant[0].implies if all(c.implies == meant[0].implies for c in meant) else {}
    return Mapped(at, heading, meant[0].column, meant[0].unit, implies)
