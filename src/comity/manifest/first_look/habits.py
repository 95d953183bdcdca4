"""How a list writes days and numbers where a cell does not tell: from its other cells, and its language."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from comity.manifest.first_look.dates import DayForm, day_form_of
from comity.manifest.first_look.numbers import DecimalMark, decimal_mark, marks_of

_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_GROUP = re.compile(r"\b[1-9][0-9]{0,2},[0-9]{3}\b")
_WORD = re.compile(r"[^\W\d_]+")
#: Words of headings by which the language of a list is told; none is a word of the other languages.
_ENGLISH = frozenset(
    {
        "qty",
        "quantity",
        "weight",
        "weights",
        "wt",
        "gross",
        "rank",
        "surname",
        "remarks",
        "name",
        "item",
        "items",
        "date",
        "length",
        "width",
        "height",
        "rego",
        "plate",
        "tail",
        "callsign",
        "owner",
        "mass",
        "number",
        "no",
        "of",
        "birth",
        "nationality",
        "passport",
        "forename",
    }
)
_CONTINENTAL = frozenset(
    {
        "poids",
        "quantité",
        "désignation",
        "masse",
        "prénom",
        "nom",
        "immatriculation",
        "longueur",
        "largeur",
        "hauteur",
        "gewicht",
        "menge",
        "anzahl",
        "bezeichnung",
        "nachname",
        "vorname",
        "dienstgrad",
        "länge",
        "breite",
        "höhe",
        "kennzeichen",
        "bemerkungen",
        "peso",
        "quantità",
        "descrizione",
        "cognome",
        "grado",
        "targa",
        "lunghezza",
        "larghezza",
        "altezza",
        "matricola",
    }
)


@dataclass(frozen=True, slots=True)
class Habits:
    """The order of days in figures and the decimal mark of a list; None where it does not tell."""

    day_form: DayForm | None = None
    decimal: DecimalMark | None = None
    by_language: bool = False
    """Whether the decimal mark is only what is usual in the language of the headings."""
    mixed: bool = False
    """Whether its numbers are written with both marks."""
    odd: frozenset[str] = frozenset()
    """A number with a decimal comma in an English list whose other commas mark thousands."""


#: Nothing is known of a list.
NO_HABITS = Habits()


def habits_of(
    headings: Iterable[str], days: Sequence[str], numbers: Sequence[str], *, is_workbook: bool = False
) -> Habits:
    """The habits of a table, from its headings and the texts in its columns of days and of numbers."""
    marks = marks_of(numbers)
    decimal = decimal_mark(numbers, is_workbook=is_workbook)
    language = _usual(headings)
    odd = marks.get(DecimalMark.COMMA, frozenset())
    if language is DecimalMark.POINT and len(odd) == 1 and any(map(_has_group, numbers)):
        return Habits(day_form_of(days), language, by_language=True, odd=odd)
    usual = None if marks else language
    return Habits(day_form_of(days), decimal or usual, usual is not None, len(marks) > 1 and decimal is None)


def _has_group(text: str) -> bool:
    """Whether a number has a comma that may mark thousands."""
    return _GROUP.search(text) is not None


def _usual(headings: Iterable[str]) -> DecimalMark | None:
    """The decimal mark that is usual in the language of headings: a point in English and Japanese."""
    words = {word for heading in headings for word in _WORD.findall(heading[:200].casefold())}
    point = bool(words & _ENGLISH) or any(_WIDE.search(word) for word in words)
    comma = bool(words & _CONTINENTAL)
    if point == comma:
        return None
    return DecimalMark.POINT if point else DecimalMark.COMMA
