"""The installed list of security markings."""

import tomllib
from functools import cache

from comity.corpus.reading import corpus_folder
from comity.domain.visits.marking import Markings, folded_marking


@cache
def installed_markings() -> Markings:
    """The levels of markings.toml and the words that stand for them."""
    text = corpus_folder().joinpath("markings.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    levels = table["level"]
    return Markings(
        levels=tuple(level["id"] for level in levels),
        words={
            folded_marking(entry["word"]): rank
            for rank, level in enumerate(levels)
            for entry in level["words"]
        },
        headings=tuple(folded_marking(part) for part in table["headings"]),
    )
