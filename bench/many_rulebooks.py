"""A library of any number of rulebooks, and one small visit answered from it in this process.

`python -m bench.many_rulebooks LIBRARY VISIT DAY` prints the seconds from opening the library to the answer.
"""

import datetime as dt
import itertools
import json
import shutil
import sys
import time
from pathlib import Path

from comity import corpus
from comity.corpus.calendars import calendar_of
from comity.corpus.library import Library
from comity.domain.primitives.country import ALPHA_2
from comity.domain.visits.assessment import assess
from comity.manifest.reading import read_visit

#: The law that the example needs; host law may be read in the terms of all three agreements.
NEEDED = ("host-jp", "jp-au-raa", "jp-gb-raa", "jp-ph-raa")
SHARES = (("agreement", 5), ("host", 4), ("instrument", 1))
"""Of ten further rulebooks, so many are agreements of other States, their host law, their instruments."""


def install(folder: Path, count: int) -> None:
    """Fill a folder with the corpus's own tables, the rulebooks needed, and copies for other States."""
    source = Path(corpus.__path__[0])
    shutil.copytree(source / "vocabulary", folder / "vocabulary")
    shutil.copytree(source / "network", folder / "network")
    for table in ("authorities.toml", "whats.toml"):
        shutil.copy(source / table, folder / table)
    for name in NEEDED:
        shutil.copytree(source / name, folder / name)
    kinds = itertools.cycle([kind for kind, share in SHARES for _ in range(share)])
    others = sorted(ALPHA_2 - {"JP", "AU", "GB", "PH"})
    for number in range(count - len(NEEDED)):
        # Past the last State the pairs begin again with another distance between the two.
        round_, place = divmod(number, len(others))
        _copy(source, folder, next(kinds), others[place], others[(place + 3 + 7 * round_) % len(others)])


def _copy(source: Path, folder: Path, kind: str, state: str, other: str) -> None:
    if kind == "agreement":
        name, text = f"{state}-{other}-raa".lower(), _text(source, "jp-gb-raa")
        text = text.replace('id = "jp-gb-raa"', f'id = "{name}"', 1)
        text = text.replace('["JP", "GB"]', f'["{state}", "{other}"]', 1)
        for file, record in _records(name, state, other).items():
            with (folder / "network" / file).open("a", encoding="utf-8") as records:
                records.write(json.dumps(record) + "\n")
    elif kind == "host":
        name, text = f"host-{state.lower()}", _text(source, "host-gb")
        text = text.replace('id = "host-gb"', f'id = "{name}"', 1).replace('"GB"', f'"{state}"', 1)
    else:
        name, text = f"{state.lower()}-rescue-dogs", _text(source, "jp-rescue-dogs")
        text = text.replace('id = "jp-rescue-dogs"', f'id = "{name}"', 1).replace('"JP"', f'"{state}"', 1)
    (folder / name).mkdir()
    (folder / name / "rulebook.md").write_text(text, encoding="utf-8")


def _text(source: Path, name: str) -> str:
    return (source / name / "rulebook.md").read_text(encoding="utf-8")


def _records(name: str, state: str, other: str) -> dict[str, dict[str, object]]:
    """The identity of an agreement, and the claim that it is in force; its source is an installed one."""
    title = f"Access agreement of {state} and {other}"
    return {
        "agreements.jsonl": {"id": name, "title": title, "parties": [state, other], "called": "RAA"},
        "claims.jsonl": {
            "id": f"{name}.in-force",
            "source": "recall",
            "agreements": [name],
            "event": "entered_into_force",
            "date": "2020-01-01",
            "sureness": "recall",
        },
    }


def main(library: str, visit: str, day: str) -> None:
    """Answer the visit, and print how long it took."""
    start = time.perf_counter()
    opened = Library(Path(library))
    reading = read_visit(Path(visit), opened.vocabulary)
    assert reading.visit is not None
    law = opened.law(reading.visit.receiving_state, (c.sending_state for c in reading.visit.contingents))
    asked_on = dt.date.fromisoformat(day)
    answer = assess(reading.visit, law, asked_on=asked_on, calendar_of=calendar_of, problems=reading.problems)
    seconds = time.perf_counter() - start
    assert {NEEDED[0], NEEDED[1]} <= {book for book, _, _ in answer.rulebooks}
    print(json.dumps({"seconds": seconds, "outcome": answer.outcome}))


if __name__ == "__main__":
    main(*sys.argv[1:])
