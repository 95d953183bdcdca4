"""A library of any number of rulebooks, and one small visit answered from it in this process.

`python -m bench.many_rulebooks LIBRARY VISIT DAY` prints the seconds from opening the library to the answer.
"""

import datetime as dt
import itertools
import json
import shutil
import string
import sys
import time
from pathlib import Path

from comity import corpus
from comity.corpus.calendars import calendar_of
from comity.corpus.library import Library
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
    for table in ("agreements.toml", "authorities.toml", "whats.toml"):
        shutil.copy(source / table, folder / table)
    for name in NEEDED:
        shutil.copytree(source / name, folder / name)
    kinds = itertools.cycle([kind for kind, share in SHARES for _ in range(share)])
    states = (a + b for a in string.ascii_uppercase for b in string.ascii_uppercase)
    others = [state for state in states if state not in ("JP", "AU", "GB", "PH")]
    for number in range(count - len(NEEDED)):
        _copy(source, folder, next(kinds), others[number], others[(number * 7 + 3) % len(others)])


def _copy(source: Path, folder: Path, kind: str, state: str, other: str) -> None:
    if kind == "agreement":
        name, text = f"{state}-{other}-raa".lower(), _text(source, "jp-gb-raa")
        text = text.replace('id = "jp-gb-raa"', f'id = "{name}"', 1)
        text = text.replace('["JP", "GB"]', f'["{state}", "{other}"]', 1)
        with (folder / "agreements.toml").open("a", encoding="utf-8") as registry:
            registry.write(_entry(name, state, other))
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


def _entry(name: str, state: str, other: str) -> str:
    return (
        f'\n[{name}]\ntitle = "Access agreement of {state} and {other}"\nparties = ["{state}", "{other}"]\n'
        f'family = "access"\nsources = ["None: made for the benchmark"]\n'
        f'[[{name}.act]]\nact = "in-force"\non = 2020-01-01\nsureness = "text"\n'
    )


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
