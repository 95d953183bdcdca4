"""The words of real lists (headings, worksheets, labels, values, names of States) as plain data."""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from importlib.resources.abc import Traversable
from typing import Any

from comity.corpus.kept import keep, kept_file, kept_text
from comity.corpus.reading import corpus_folder

_FILES = ("headings.toml", "state_names.toml")


def read_heading_words(folder: Traversable | None = None) -> Mapping[str, Any]:
    """The tables of `headings.toml` and `state_names.toml`, of the installed corpus if no folder is named.

    Keys:
        columns: sheet to column to words.
        implied: entries with sheet, column, words, and `implies` (column to strict text).
        sheet: entries with sheet, words, and perhaps `implies`.
        labels: fact of the visit to words; `period` names its first and last day together.
        totals: `whole` and `begins`, words that mark a row as a sum.
        values: "yes", "no", and sheet to column to value to words.
        states: alpha-2 to names, in five languages; `several` to a name that several States bear.
    """
    folder = folder or corpus_folder()
    texts = [folder.joinpath(name).read_bytes() for name in _FILES]
    digest = hashlib.sha256(b"\0".join(texts)).hexdigest()
    kept = kept_file(f"headings-{digest}.json")
    if text := kept_text(kept):
        tables: Mapping[str, Any] = json.loads(text)
        return tables
    headings, states = (tomllib.loads(text.decode()) for text in texts)
    tables = {**headings, **states}
    keep(kept, json.dumps(tables, ensure_ascii=False))
    return tables
