"""By language, the messages that are the same in it as in English: names, abbreviations, words they share."""

from collections.abc import Mapping

SAME: Mapping[str, frozenset[str]] = {
    "ja": frozenset(),
    "fr": frozenset(),
    "it": frozenset(),
    "de": frozenset(),
}
