"""Which known name was probably meant, and one way of writing what may be written in several."""

import re
import unicodedata
from collections.abc import Iterable

from comity.domain.primitives.worded import listed, worded

_COMPARED_CHARACTERS = 60
#: White space in the sense of Unicode, which is what Polars strips; Python's own idea takes in controls.
_WHITE = (
    " \t\n\x0b\x0c\r\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)


def folded(text: str) -> str:
    """The text with full-width and half-width forms made plain, composed, and without outer spaces.

    Only the width of characters is folded: a superscript two stays one, for "10²" is not 102.
    """
    if text.isascii():
        return text.strip(_WHITE)
    plain = (unicodedata.normalize("NFKC", c) if unicodedata.east_asian_width(c) in "FH" else c for c in text)
    return unicodedata.normalize("NFC", "".join(plain)).strip(_WHITE)


def is_blank(text: str) -> bool:
    """Whether a text holds nothing but white space."""
    return not text.strip(_WHITE)


def name_of(heading: str) -> str:
    """A heading, sheet or key as a name: case and width folded, spaces and hyphens as underscores."""
    return re.sub(r"[\s\-]+", "_", folded(heading).casefold())


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like a name, if any is like it."""
    # Imported here: most inputs are right, and then nothing is ever suggested.
    from difflib import get_close_matches  # noqa: PLC0415

    close = get_close_matches(name_of(name)[:_COMPARED_CHARACTERS], list(known), n=1, cutoff=0.6)
    return close[0] if close else None


def suggestion(name: str, known: Iterable[str]) -> str:
    """A sentence that proposes the nearest known name, or nothing."""
    close = nearest(name, known)
    return worded("Did you mean {name}?", name=close) if close else ""


def listing(names: Iterable[str]) -> str:
    """Names as a sentence lists them: "a, b or c"."""
    *first, last = names
    return worded("{first} or {second}", first=listed(first), second=last) if first else last
