"""Words in the cells of lists to what they mean: yes and no, blanks, choices, names of States."""

import unicodedata
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from comity.domain.provisions.vocabulary import Fact
from comity.manifest.first_look.heading_forms import compact


class ValueWords:
    """Words in cells to what they mean: yes and no, blanks, choices, names of States."""

    def __init__(self, load: Callable[[], Mapping[str, Any]]) -> None:
        """Take what gives the tables of words (see `corpus.headings`) when they are needed."""
        self._load = load
        self._meant: dict[tuple[str, str], Mapping[str, tuple[str, ...]]] = {}

    def yes_no(self, word: str) -> bool | None:
        """Whether a word means yes or no."""
        key = word_key(word)
        return True if key in self._yes else False if key in self._no else None

    def is_unknown(self, word: str) -> bool:
        """Whether a word says that something is not known yet, or a sign that there is nothing to say."""
        key = word_key(word)
        return key in self._unknown or key in self._nothing

    def choices(self, word: str, fact: Fact) -> tuple[str, ...]:
        """The values of a choice that a word may mean, in the order of the vocabulary."""
        where = (fact.sheet, fact.name)
        if where not in self._meant:
            self._meant[where] = self._words_of(fact)
        return self._meant[where].get(word_key(word), ())

    def states(self, name: str) -> tuple[str, ...]:
        """The States (alpha-2) that a name or demonym may mean."""
        key = compact(name)
        for word in (key, key.removesuffix("国籍"), key.removesuffix("籍"), key.removesuffix("人")):
            if found := self._states.get(word):
                return found
        return ()

    def _words_of(self, fact: Fact) -> Mapping[str, tuple[str, ...]]:
        """Every word of a choice to its values; the name of a value means that value alone."""
        listed = self._tables["values"].get(fact.sheet, {}).get(fact.name, {})
        meant: dict[str, tuple[str, ...]] = {}
        for value in fact.values:
            for word in listed.get(value, ()):
                meant[word_key(word)] = (*meant.get(word_key(word), ()), value)
        return meant | {word_key(value): (value,) for value in fact.values}

    @cached_property
    def _tables(self) -> Mapping[str, Any]:
        return self._load()

    @cached_property
    def _yes(self) -> frozenset[str]:
        return frozenset(map(word_key, self._tables["values"]["yes"]))

    @cached_property
    def _no(self) -> frozenset[str]:
        return frozenset(map(word_key, self._tables["values"]["no"]))

    @cached_property
    def _unknown(self) -> frozenset[str]:
        return frozenset(map(word_key, self._tables["values"]["unknown"]))

    @cached_property
    def _nothing(self) -> frozenset[str]:
        return frozenset(map(word_key, self._tables["values"]["nothing"]))

    @cached_property
    def _states(self) -> Mapping[str, tuple[str, ...]]:
        named: dict[str, tuple[str, ...]] = {}
        for code, names in self._tables["states"].items():
            for name in names:
                key = compact(name)
                named[key] = tuple(dict.fromkeys((*named.get(key, ()), code)))
        return named | {compact(name): tuple(codes) for name, codes in self._tables["several"].items()}


def no_words() -> Mapping[str, Any]:
    """Tables without any words."""
    return {"values": {"yes": (), "no": (), "unknown": (), "nothing": ()}, "states": {}, "several": {}}


def word_key(word: str) -> str:
    """A word of a cell as words are compared: signs stay, for ○ and × are words."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", word) if not ("\u0300" <= c <= "\u036f"))
    plain = unicodedata.normalize("NFKC", bare).casefold()
    return " ".join(plain.replace("_", " ").replace("-", " ").split()).rstrip(".") or plain.strip()
