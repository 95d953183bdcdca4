"""The words of real lists (headings, worksheets, labels, values, names of States) as plain data."""

from collections.abc import Mapping
from importlib.resources.abc import Traversable
from typing import Any

from comity.corpus.reading import corpus_folder, read_tables

_FILES = ("headings.toml", "state_names.toml")


def read_heading_words(folder: Traversable | None = None) -> Mapping[str, Any]:
    """The tables of `headings.toml` and `state_names.toml`, of the installed corpus if no folder is named.

    Keys:
        columns: sheet to column to words.
        implied: entries with sheet, column, words, and `implies` (column to strict text).
        sheet: entries with sheet, words, and perhaps `implies`.
        labels: fact of the visit to words (one word may stand under several); `period` names its first and
            last day together.
        event: entries with event, column and words: columns of a list of animals that tell of an event.
        never: words of headings that are not read: `whole`, `word` (one word of them), `part` (anywhere).
        totals: `whole` and `begins`, words that mark a row as a sum; `number_words`, words for numbers.
        ends: `whole` and `part`, what a row says below which nothing follows.
        ditto: `whole` and `begins`, marks in a cell for the cell above it.
        values: "yes", "no", and sheet to column to value to words.
        states: alpha-2 to names, in five languages; `several` to a name that several States bear.
    """
    folder = folder or corpus_folder()
    tables, _ = read_tables("words", {name: folder.joinpath(name).read_bytes() for name in _FILES})
    return {key: value for file in _FILES for key, value in tables[file].items()}
