"""The levels of security markings, and the words that stand for them."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

_BETWEEN = re.compile(r"[\s:_/\-–—]+")
_WORD = re.compile(r"\w+")


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
        """Whether a text that is no cell of markings ("SECRET - NOMINAL ROLL") shows one above a level."""
        plain = f" {' '.join(_WORD.findall(folded_marking(text)))} "
        return self.labels_above(text, up_to) or any(
            (f" {word} " if word.isascii() else word) in plain
            for word, rank in self.words.items()
            if rank > self.levels.index(up_to)
        )

    def labels_above(self, text: str, up_to: str) -> bool:
        """Whether a text is a label of markings and one above a level: "Classification: AUSTEO"."""
        label, _, value = text.replace("：", ":").partition(":")
        return self.may_head(label) and bool(value.strip()) and self.is_above(value, up_to)

    def is_above(self, text: str, up_to: str) -> bool:
        """Whether a marking is above a level, as one that is not known is."""
        rank = self.rank(text)
        return rank is None or rank > self.levels.index(up_to)

    def may_head(self, heading: str) -> bool:
        """Whether a column of that heading may hold markings."""
        return any(part in folded_marking(heading) for part in self.headings)


def folded_marking(text: str) -> str:
    """A marking with case, accents, width, hyphens, colons and strokes made plain."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return _BETWEEN.sub(" ", "".join(c for c in plain if not unicodedata.combining(c))).strip()
