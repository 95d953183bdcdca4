"""Cells that are about other cells: as the one above, nothing follows, a number in words."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from comity.manifest.first_look.heading_forms import WORD

_LONGEST = 120


class Signs:
    """Words and marks of cells that state nothing of their own."""

    def __init__(self, tables: Mapping[str, Any]) -> None:
        """Take the tables of words (see `corpus.headings`)."""
        self._tables = tables

    def is_number(self, text: str) -> bool:
        """Whether a text is a number in words ("FIVE", "dreihundert", "二名")."""
        words = [word.casefold() for word in WORD.findall(text)] if len(text) <= _LONGEST else []
        return bool(words) and all(self._in_words.fullmatch(word) for word in words)

    def ends_list(self, text: str) -> bool:
        """Whether a text says that nothing follows ("NOTHING FOLLOWS", "以下余白")."""
        if len(text) > _LONGEST:
            return False
        plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
        ends = self._tables["ends"]
        return plain.strip(" .*-=/") in {word.casefold().strip(" -/") for word in ends["whole"]} or any(
            part.casefold() in plain for part in ends["part"]
        )

    def is_ditto(self, text: str) -> bool:
        """Whether a cell says that it is as the one above it ("-do-", "〃", "wie oben")."""
        return len(text) <= _LONGEST and _said(text) in self._ditto

    def begins_ditto(self, text: str) -> bool:
        """Whether a cell says that it is nearly as the one above it ("-do-, spare")."""
        return _said(text[:_LONGEST]).startswith(self._begins_ditto)

    @cached_property
    def _in_words(self) -> re.Pattern[str]:
        words = "|".join(
            map(re.escape, sorted(self._tables["totals"]["number_words"], key=len, reverse=True))
        )
        return re.compile(rf"(?:(?:und|et|e)?(?:{words}))+|[〇一二三四五六七八九十百千万]+[^\W\d_]{{0,2}}")

    @cached_property
    def _ditto(self) -> frozenset[str]:
        return frozenset(map(_said, self._tables["ditto"]["whole"]))

    @cached_property
    def _begins_ditto(self) -> tuple[str, ...]:
        return tuple(map(_said, self._tables["ditto"]["begins"]))


def _said(text: str) -> str:
    """A cell as signs are compared: width, case and white space folded."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
