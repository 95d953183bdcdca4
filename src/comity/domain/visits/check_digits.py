"""Numbers that tell by themselves whether they were mistyped, and what the beginning of some of them tells.

Sources are the standards as commonly published (recalled, not read for this): the IMO number scheme, ISO
6346, ITU country identities, ICAO 24-bit address blocks, the UN dangerous-goods list. Only States and
numbers that the product has met are held; of the others nothing is said.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

#: State to the beginnings of its maritime identities (MMSI).
MARITIME: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "AU": ("503",),
        "FR": ("226", "227", "228"),
        "GB": ("232", "233", "234", "235"),
        "JP": ("431", "432"),
        "PH": ("548",),
    }
)
#: State to the first and last beginning, two hexadecimal digits, of its block of 24-bit aircraft addresses.
AIRCRAFT: Mapping[str, tuple[str, str]] = MappingProxyType(
    {"AU": ("7C", "7F"), "FR": ("38", "3B"), "GB": ("40", "43"), "JP": ("84", "87")}
)
#: UN number to its class or division with compatibility group; several where the list has several.
DANGEROUS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "0012": ("1.4S",),
        "0014": ("1.4S",),
        "0093": ("1.3G",),
        "0276": ("1.4C",),
        "0323": ("1.4S",),
        "1001": ("2.1",),
        "1066": ("2.2",),
        "1072": ("2.2",),
        "1073": ("2.2",),
        "1202": ("3",),
        "1203": ("3",),
        "1845": ("9",),
        "1863": ("3",),
        "1950": ("2", "2.1", "2.2"),
        "2794": ("8",),
        "3171": ("9",),
        "3316": ("9",),
        "3480": ("9",),
        "3481": ("9",),
        "3556": ("9",),
        "3557": ("9",),
        "3558": ("9",),
    }
)
_DANGER = re.compile(r"([1-9](?:\.[1-6])?)([A-Z]?)")


def is_imo_number(text: str) -> bool:
    """Whether a ship's number has seven digits and its check digit: 1 to 6 times 7, 6, 5, 4, 3, 2."""
    digits = _bare(text).removeprefix("IMO")
    if not re.fullmatch(r"[0-9]{7}", digits):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(7, 1, -1), strict=False))
    return total % 10 == int(digits[6])


def is_container_number(text: str) -> bool:
    """Whether a container has owner code, serial number and check digit of ISO 6346."""
    number = _bare(text)
    if not re.fullmatch(r"[A-Z]{3}[UJZ][0-9]{7}", number):
        return False
    return sum(_container_value(c) << place for place, c in enumerate(number[:10])) % 11 % 10 == int(
        number[10]
    )


def dangerous_class(class_division: str | None, group: str | None) -> str | None:
    """Class or division with compatibility group in one way of writing ("1.4S"); None if it is none."""
    if not class_division:
        return None
    words = class_division.upper().replace("CLASS", "").replace("DIV", "").replace(" ", "").strip(".")
    found = _DANGER.fullmatch(words)
    if found is None:
        return None
    letter = found[2] or (group or "").strip().upper()
    return found[1] + letter if found[1].startswith("1") else found[1]


def agrees(un_number: str, stated: str) -> bool:
    """Whether a class is that of the UN number; true where the number is not held, or no group is stated."""
    held = DANGEROUS.get(un_number)
    if held is None:
        return True
    return any(stated == each or (stated in ("1", each[:-1]) and each[-1].isalpha()) for each in held)


def _bare(text: str) -> str:
    return re.sub(r"[\s\-./]", "", text).upper()


def _container_value(character: str) -> int:
    """Digits as they are; letters from A = 10 on, leaving out the multiples of eleven."""
    if character.isdigit():
        return int(character)
    value = 10 + ord(character) - ord("A")
    return value + (value - 1) // 10
