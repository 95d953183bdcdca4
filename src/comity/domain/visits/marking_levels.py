"""The levels of security markings, and the words that stand for them."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

_BETWEEN = re.compile(r"[\s:_/\-–—]+")
_WORD = re.compile(r"[^\s;,:/()\[\]\"']+")


@dataclass(frozen=True, slots=True)
class Markings:
    """Levels from the lowest to the highest, and the rank of every known word (as `folded_marking` has).

    `headings` are parts of words by which a column is known that may hold markings, though it was not read.
    """

    levels: tuple[str, ...]
    words: Mapping[str, int]
    headings: tuple[str, ...] = ()

    def rank(self, text: str) -> int | None:
        """The rank of a marking; None for one that is not known, which is above every level."""
        return self.words.get(folded_marking(text))

    def shows_above(self, text: str, up_to: str) -> bool:
        """Whether a text that is no cell of markings ("SECRET - NOMINAL ROLL") shows one above a level.

        "Classification: AUSTEO" does too, for what is not known is above every level.
        """
        label, colon, value = text.replace("：", ":").partition(":")
        if colon and self.may_head(label) and self.rank(value) is None:
            return True
        plain = f" {' '.join(_WORD.findall(folded_marking(text)))} "
        return any(
            (f" {word} " if word.isascii() else word) in plain
            for word, rank in self.words.items()
            if rank > self.levels.index(up_to)
        )

    def may_head(self, heading: str) -> bool:
        """Whether a column of that heading may hold markings."""
        return any(part in folded_marking(heading) for part in self.headings)


def folded_marking(text: str) -> str:
    """A marking with case, accents, width, hyphens, colons and strokes made plain."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return _BETWEEN.sub(" ", "".join(c for c in plain if not unicodedata.combining(c))).strip()
