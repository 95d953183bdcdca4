"""How a list writes days and numbers where a cell does not tell: from its other cells, and its language."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from comity.manifest.first_look.dates import Order, date_order
from comity.manifest.first_look.numbers import DecimalMark, decimal_mark

_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
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

    day_form: Order | None = None
    decimal: DecimalMark | None = None
    by_language: bool = False
    """Whether the decimal mark is only what is usual in the language of the headings."""


#: Nothing is known of a list.
NO_HABITS = Habits()


def habits_of(headings: Iterable[str], days: Sequence[str], numbers: Sequence[str]) -> Habits:
    """The habits of a table, from its headings and the texts in its columns of days and of numbers."""
    decimal = decimal_mark(numbers)
    usual = None if decimal else _usual(headings)
    return Habits(date_order(days), decimal or usual, usual is not None)


def _usual(headings: Iterable[str]) -> DecimalMark | None:
    """The decimal mark that is usual in the language of headings: a point in English and Japanese."""
    words = {word for heading in headings for word in _WORD.findall(heading[:200].casefold())}
    point = bool(words & _ENGLISH) or any(_WIDE.search(word) for word in words)
    comma = bool(words & _CONTINENTAL)
    if point == comma:
        return None
    return DecimalMark.POINT if point else DecimalMark.COMMA
