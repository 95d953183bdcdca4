"""Gathering every mistake of an input, each with its place, without drowning the reader."""

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from comity.domain.errors import Place, Problem
from comity.domain.primitives.worded import listed, worded
from comity.manifest.limits import LISTED

_SHOWN_CHARACTERS = 60
#: The space of Japanese text: Python calls it unprintable, people see it.
_WIDE_SPACE = "\u3000"


@dataclass(frozen=True, slots=True)
class Words:
    """What was expected and how to mend it, for mistakes that differ only in what was found."""

    expected: str
    mend: str


@dataclass(slots=True)
class _Group:
    """Mistakes of one kind in one column: the first few, and how many there are."""

    listed: list[Problem] = field(default_factory=list)
    count: int = 0


class ProblemLog:
    """The mistakes found so far.

    Of each kind (code, file, sheet, column) the first `limits.LISTED` are listed; one problem more says
    how many others there are. The count is exact.
    """

    def __init__(self) -> None:
        self._groups: dict[tuple[str, str, str, str], _Group] = {}

    def add(self, code: str, place: Place, found: str, expected: str, mend: str) -> None:
        """Note one mistake; found and expected are parts of a sentence, mend is one of its own."""
        group = self._group(code, place)
        group.count += 1
        if len(group.listed) < LISTED:
            # The names of files, sheets and columns come from the input too.
            where = dataclasses.replace(
                place, file=label(place.file), sheet=label(place.sheet), column=label(place.column)
            )
            group.listed.append(Problem(code, where, found, expected, mend))

    def add_uncounted(self, code: str, place: Place, more: int) -> None:
        """Note that there are so many more mistakes of a kind that has been listed already."""
        if more:
            self._group(code, place).count += more

    def add_rows(
        self, code: str, place: Place, rows: Sequence[int], found: Callable[[int], str], words: Words
    ) -> None:
        """Note one mistake in each of many rows; `found` says what was found in the nth of them."""
        for nth, row in enumerate(rows[:LISTED]):
            where = dataclasses.replace(place, row=row)
            self.add(code, where, found(nth), words.expected, words.mend)
        self.add_uncounted(code, place, max(0, len(rows) - LISTED))

    def has(self, kind: str) -> bool:
        """Whether there is a mistake whose code begins so."""
        return any(code.startswith(kind) for code, *_ in self._groups)

    def take(self, other: "ProblemLog") -> None:
        """Note all that another log has gathered."""
        for key, theirs in other._groups.items():
            group = self._groups.setdefault(key, _Group())
            group.listed += theirs.listed[: LISTED - len(group.listed)]
            group.count += theirs.count

    def problems(self) -> tuple[Problem, ...]:
        """Every mistake, in the order in which files, sheets and columns were read."""
        return tuple(problem for group in self._groups.values() for problem in _listed(group))

    def _group(self, code: str, place: Place) -> _Group:
        return self._groups.setdefault((code, place.file, place.sheet, place.column), _Group())


def _listed(group: _Group) -> list[Problem]:
    more = group.count - len(group.listed)
    if not more:
        return group.listed
    last = group.listed[-1]
    place = dataclasses.replace(last.place, row=None, line=None)
    return [
        *group.listed,
        dataclasses.replace(last, place=place, found=worded("and {n} more like it", n=more)),
    ]


def place_words(place: Place) -> str:
    """Where a problem stands, as a part of a sentence."""
    return listed(
        (
            place.file,
            worded("line {n}", n=str(place.line)) if place.line is not None else "",
            worded("sheet {sheet}", sheet=place.sheet) if place.sheet else "",
            worded("row {n}", n=str(place.row)) if place.row is not None else "",
            worded("column {column}", column=place.column) if place.column else "",
        )
    )


def shown(text: str, longest: int = _SHOWN_CHARACTERS) -> str:
    """A text from the input as a sentence may quote it: short, with what cannot be seen spelled out."""
    cut = text[:longest]
    visible = "".join(c if c.isprintable() or c == _WIDE_SPACE else _escaped(c) for c in cut)
    return f'"{visible}…"' if len(text) > longest else f'"{visible}"'


def label(name: str) -> str:
    """A name from the input as it may be shown: as it is, unless it is long or cannot be seen."""
    return name if len(name) <= _SHOWN_CHARACTERS and name.isprintable() else shown(name)


def _escaped(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
