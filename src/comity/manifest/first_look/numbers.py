"""Numbers as lists write them: with separators of two habits, with units inside, with feet and inches."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class DecimalMark(StrEnum):
    """Which sign parts the whole from its fraction in a file."""

    POINT = "."
    COMMA = ","


@dataclass(frozen=True, slots=True)
class Amount:
    """One reading of a number: the number itself and the mark with which it was read, if that mattered."""

    number: Decimal
    mark: DecimalMark | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """The parts of a text that names one amount: pairs of figures and the word after them, in order.

    `about` is the word that says that it is not exact ("approx"), or blank.
    """

    parts: tuple[tuple[str, str], ...]
    about: str = ""


_LONGEST = 80
_NUMBER = r"[+\-]?(?:[0-9]+(?:[.,][0-9]+|['’ ][0-9]{3}(?![0-9]))*\.?|[.,][0-9]+)"
_PART = re.compile(rf"({_NUMBER})\s*([^0-9]*)", re.DOTALL)
_ABOUT = re.compile(
    r"^(?:approx\.?|approximately|about|circa|ca\.?|c\.|est\.?|environ|env\.?|circa|etwa|rund|約|およそ|~|≈|±)\s*(?=[0-9])"
)
_LEADING_UNIT = re.compile(rf"([a-z°$€£¥]{{1,10}}\.?)\s*({_NUMBER})")
_GROUPED = {
    DecimalMark.POINT: re.compile(r"[+\-]?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?"),
    DecimalMark.COMMA: re.compile(r"[+\-]?[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?"),
}
_SPACED = re.compile(r"[+\-]?[1-9][0-9]{0,2}(?:['’ ][0-9]{3})+(?:[.,][0-9]+)?")
_PLAIN = re.compile(r"[+\-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
#: A number cell: no nought at its end.
_FRACTION = re.compile(r"-?[0-9]+\.[0-9]*[1-9]")
_WITH_COMMA = re.compile(r"[+\-]?(?:[0-9]+,[0-9]*|,[0-9]+)")


def figures_of(text: str) -> Figures | None:
    """The figures of a text that names one amount, with the words after them; None if it does not."""
    if len(text) > _LONGEST:
        return None
    plain = unicodedata.normalize("NFKC", text).replace("\u2212", "-").strip()
    about = _ABOUT.match(plain.lower())
    if about:
        plain = plain[about.end() :]
    if (ahead := _LEADING_UNIT.fullmatch(plain.lower())) is not None:
        return Figures(((ahead[2], ahead[1]),), about[0].strip() if about else "")
    if not plain or not (plain[0].isdigit() or plain[0] in "+-.,"):
        return None
    parts: list[tuple[str, str]] = []
    at = 0
    while at < len(plain):
        part = _PART.match(plain, at)
        if part is None or len(parts) > 3:
            return None
        parts.append((part[1], part[2].strip()))
        at = part.end()
    return Figures(tuple(parts), about[0].strip() if about else "")


def amounts(figures: str, mark: DecimalMark | None = None) -> tuple[Amount, ...]:
    """What a number may be: one amount, or two where its separator can mean either; none if it is no number.

    Args:
        figures: digits with separators.
        mark: the decimal mark of the file, if that is known.
    """
    if _SPACED.fullmatch(figures):
        figures = re.sub(r"['’ ]", "", figures)
    found: list[Amount] = []
    for each in DecimalMark:
        digits = _read(figures, each)
        if digits is not None:
            found.append(Amount(Decimal(digits), each))
    if len({amount.number for amount in found}) == 1:
        told_apart = len(found) == 1 and not figures.lstrip("+-").isdigit()
        return (Amount(found[0].number, found[0].mark if told_apart else None),)
    told = [amount for amount in found if amount.mark is mark]
    return tuple(told or found)


def marks_of(texts: Iterable[str]) -> Mapping[DecimalMark, frozenset[str]]:
    """The decimal marks of texts, each with the texts that can be read with it only."""
    marks: dict[DecimalMark, set[str]] = {}
    for text in texts:
        figures = figures_of(text)
        for number, _ in figures.parts if figures else ():
            read = amounts(number)
            if len(read) == 1 and read[0].mark is not None:
                marks.setdefault(read[0].mark, set()).add(text)
    return {mark: frozenset(them) for mark, them in marks.items()}


def decimal_mark(texts: Iterable[str], *, is_workbook: bool = False) -> DecimalMark | None:
    """The decimal mark of a file, from numbers that can be read one way only; None if they do not tell.

    In a workbook a cell that holds a number is shown with a point, which tells nothing of its texts.
    """
    marks = marks_of(texts)
    if is_workbook and len(marks) > 1:
        written = {text for text in marks[DecimalMark.POINT] if not _FRACTION.fullmatch(text)}
        return None if written else DecimalMark.COMMA
    return next(iter(marks)) if len(marks) == 1 else None


def plainly(number: Decimal) -> str:
    """A number as the strict reader takes it: no exponent, no needless noughts."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _read(figures: str, mark: DecimalMark) -> str | None:
    """The figures with a decimal point, if they are a number where that mark parts the fraction."""
    grouping = "," if mark is DecimalMark.POINT else "."
    if _GROUPED[mark].fullmatch(figures):
        return figures.replace(grouping, "").replace(mark, ".")
    alone = _PLAIN if mark is DecimalMark.POINT else _WITH_COMMA
    if alone.fullmatch(figures):
        return figures.replace(mark, ".")
    return None
