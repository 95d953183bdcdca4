"""TOML that strangers wrote, read without taking more time than it is long."""

import re
import tomllib
from typing import Any

#: Points on one line outside of texts: the reader's time grows with the square of a dotted key's parts.
_MOST_POINTS = 200
_QUOTED = re.compile(r""""(?:[^"\\\n]|\\.)*+"?|'[^'\n]*+'?""")
_COMMENT = re.compile("#[^\n]*")
_MORE_LINES = ('"""', "'''")


def read_toml(text: str) -> dict[str, Any]:
    """The tables of a TOML document.

    Raises:
        ValueError: it is no TOML (tomllib.TOMLDecodeError), or has a key or number that nobody can mean.
        RecursionError: arrays or tables stand too deep in each other.
    """
    if any(line.count(".") > _MOST_POINTS for line in _keys_of(text).split("\n")):
        raise ValueError("a key of too many parts")
    return tomllib.loads(text)


def _keys_of(text: str) -> str:
    """The text without the quoted texts and comments in it, as far as that is certain.

    A key stands on one line. Where a text runs over several, its end could pass for the beginning of another,
    and hide a key: then nothing is left away.
    """
    if any(mark in text for mark in _MORE_LINES):
        return text
    return _COMMENT.sub("", _QUOTED.sub("", text))
