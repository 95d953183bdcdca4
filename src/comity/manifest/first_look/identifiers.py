"""Texts that name one person or thing, and when such a text is not certain."""

import re

from comity.domain.primitives.worded import worded
from comity.manifest.first_look.dates import Day, read_day
from comity.manifest.spelling import folded

NAMES = frozenset({"surname", "given_names", "full_name", "name_native", "name"})
#: Columns of texts in which every word may be meant: somebody is called None.
FREE_TEXTS = NAMES | {"remarks", "description", "description_host"}
#: Numbers given by an office or stamped on: there are figures in them, and no sentences.
_NUMBERED = frozenset({"passport_number", "un_number", "vin", "imo_number", "mmsi", "microchip"})
#: Columns of what marks one person or thing: no two lines share it, and it is never two.
IDENTIFIERS = _NUMBERED - {"un_number"} | {
    "animal_id",
    "hull_number",
    "licence_number",
    "line_id",
    "military_id_number",
    "mode_s_address",
    "package_id",
    "person_id",
    "plate",
    "ref",
    "registration_id",
    "serial_number",
    "service_number",
    "tail_number",
    "weapon_carried",
}
_ALTERNATIVES = re.compile(
    r"\S.*?\s(?:or|oder|bzw\.?|ou|o|oppure)\s.*?\S|.+(?:または|又は|もしくは).+", re.IGNORECASE
)
_SHORT_UN = re.compile(r"(?:UN)?\s?(?P<figures>[0-9]{1,3})", re.IGNORECASE)
#: ISO 11784 has 15; the older chips of two makers 9 and 10.
_CHIP_FIGURES = (9, 10, 15)
_SEPARATED = re.compile(r"[\s./,-]")
_LONGEST = 200
_LONGEST_NUMBER = 24


def why_doubtful(text: str, column: str) -> tuple[tuple[str, ...], str] | None:
    """What a text may stand for, and why it is not certain; None if nothing tells that it is not."""
    plain = folded(text)
    if column in FREE_TEXTS or len(plain) > _LONGEST:
        return None
    if plain.endswith("?"):
        return (plain.rstrip("? "),), worded("is marked as not certain")
    if column in IDENTIFIERS | _NUMBERED and _ALTERNATIVES.fullmatch(plain):
        return (), worded("names several")
    if column == "un_number" and (found := _SHORT_UN.fullmatch(plain)):
        return (f"{int(found['figures']):04}",), worded("has fewer figures than a UN number")
    if column == "microchip" and (figures := _SEPARATED.sub("", plain)).isdigit():
        wrong = len(figures) not in _CHIP_FIGURES
        return (
            ((), worded("has {count} figures, and a chip has 15, or 9 or 10", count=len(figures)))
            if wrong
            else None
        )
    if column in _NUMBERED:
        words = sum(len(word) > 1 and word.isalpha() for word in plain.split())
        if not any(map(str.isdigit, plain)) or len(plain) > _LONGEST_NUMBER or words > 1:
            return (), worded("is a text, and no number")
        if column == "passport_number" and _SEPARATED.search(plain) and isinstance(read_day(plain), Day):
            return (), worded("is a day, and no number")
    return None
