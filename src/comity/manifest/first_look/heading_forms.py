"""The same heading in other forms: compact, without its unit, half by half, with another word for number."""

import re
import unicodedata
from collections.abc import Iterator

from comity.manifest.first_look.units import units_named

BRACKETS = re.compile(r"[(\[{（［【〔<](?P<inside>[^)\]}）］】〕>]*)[)\]}）］】〕>]?")
PARTS = re.compile(r"[\n\r/|;／｜；・]+|\s[-–—]\s")
WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff々〆ー]")
_SCRIPTS = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff々〆ー]+|[^\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff々〆ー]+"
)
_WIDE_THEN_UNIT = re.compile(
    r"^(?P<before>.*[\u3040-\u30ff\u3400-\u9fff])(?P<last>[A-Za-z]+[23]?)$", re.DOTALL
)
WORD = re.compile(r"[^\W_\u3040-\u30ff\u3400-\u9fff]+|[\u3040-\u30ff\u3400-\u9fff々ー]+")
_LONGEST_NAME = 4
_LAST_WORD = re.compile(r"^(?P<before>.+?)[\s_.,:]+(?:in\s+)?(?P<last>\S+)$", re.DOTALL)


def compact(text: str) -> str:
    """A heading as words are compared: width, case and accents folded, only letters, digits, # and % left."""
    if text.isascii():
        return "".join(c for c in text.lower() if c.isalnum() or c in "#%")
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    kept: list[str] = []
    for character in decomposed:
        if not unicodedata.combining(character):
            kept.append(character)
        elif kept and WIDE.match(kept[-1]):
            # A voiced sound mark makes another letter; an accent is only a spelling.
            kept.append(character)
    composed = unicodedata.normalize("NFKC", "".join(kept))
    return "".join(c for c in composed if c.isalnum() or c in "#%々")


#: "Passport no.", "Reisepass-Nr.", "Passaporto n.", "PP #", "旅券番号": what is before the word for a number.
_NUMBER_AFTER = re.compile(
    r"(?P<base>.*?\w.*?)(?:[\s.:_/(-]*(?:(?<![^\W_])(?:no|nr|num|number|nummer|numero|numéro|n)\b[.°º]?|#|№)\)?"
    r"|nummer|番号)\s*",
    re.IGNORECASE | re.DOTALL,
)
#: "N° passeport", "Numero di serie", "No. of the hull"; but "Number of crew" counts them.
_NUMBER_BEFORE = re.compile(
    r"\s*(?:n[°º]\.?|№|#|(?:no|nr|num|number|numero|numéro|n)\b\.?)\s*(?!\s*of\b)"
    r"(?:(?:de la|de l'|de|du|d'|di|del|della|dell'|des|der)(?:\s+|(?<=')))?(?P<base>.*\w.*)",
    re.IGNORECASE | re.DOTALL,
)


def without_number(heading: str) -> str:
    """What a heading gives the number of, compact ("passport" of "Passport #"); "" if it names no number."""
    found = _NUMBER_AFTER.fullmatch(heading) or _NUMBER_BEFORE.fullmatch(heading)
    return compact(found["base"]) if found else ""


def without_unit(heading: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The heading without the unit in brackets, or at its end, and the units that it can mean."""
    named: list[tuple[str, ...]] = []

    def taken(bracket: re.Match[str]) -> str:
        units = units_named(bracket["inside"].strip())
        if units:
            named.append(units)
        return " " if units else bracket[0]

    rest = BRACKETS.sub(taken, heading)
    if named:
        yield rest, named[0]
        return
    ends = _LAST_WORD.match(heading.strip()) or _WIDE_THEN_UNIT.match(heading.strip())
    if ends and (units := units_named(ends["last"])):
        yield ends["before"], units


def halves_of(heading: str) -> Iterator[list[str]]:
    """The ways to take a heading in parts: before and in brackets, at lines and strokes, by script.

    What stood in brackets begins with "(".
    """
    if BRACKETS.search(heading):
        inside = ["(" + bracket["inside"] for bracket in BRACKETS.finditer(heading)]
        yield [part for part in (BRACKETS.sub(" ", heading), *inside) if compact(part)]
    parts = [part for part in PARTS.split(heading) if compact(part)]
    if len(parts) > 1:
        yield parts
    runs = [part for part in _SCRIPTS.findall(heading) if compact(part)]
    if len(runs) > 1:
        yield runs


def runs_of_words(name: str) -> Iterator[tuple[int, str]]:
    """Every run of words in a name, longest first, with how many words it has."""
    words = [word for word in WORD.findall(name) if word]
    for length in range(min(len(words), _LONGEST_NAME), 0, -1):
        for start in range(len(words) - length + 1):
            yield length, compact("".join(words[start : start + length]))
