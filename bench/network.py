"""The network of agreements: statuses of all agreements on a day, and an import, beside the bare work.

`python -m bench.network [CLAIMS]` prints the figures as JSON. The peer of the derivation is one `group_by` of
the same rows in Polars, which derives nothing; the peer of the import is parsing the same JSON Lines.
"""

import datetime as dt
import io
import json
import random
import sys
import time
from collections.abc import Callable, Sequence

import polars as pl

from comity.corpus.records import Read, read_records
from comity.domain.agreements.network import Network, network
from comity.domain.agreements.network_reader import Known
from comity.domain.agreements.standings import counted, standings
from comity.domain.agreements.vocabulary import EVENTS, OF_ONE_PARTY

TODAY, THE_DAY = dt.date(2026, 1, 1), dt.date(2010, 5, 5)
CLAIMS, AGREEMENTS, SOURCES = 300_000, 20_000, 2_000
_ROUNDS = 7
_SHORT = ("group_by", "statuses", "statuses_another_day")


def written(
    claims: int, parties: Sequence[Sequence[str]] = (("FR", "JP"),), called: Sequence[str] = ("RAA",)
) -> bytes:
    """That many claims on a fifteenth as many agreements, as JSON Lines; the same each time.

    Args:
        claims: how many.
        parties: of the agreements, in turns.
        called: what the agreements are called, in turns.
    """
    rng = random.Random(20240502)
    agreements = max(1, claims * AGREEMENTS // CLAIMS)
    records: list[dict[str, object]] = [
        {
            "record": "source",
            "id": f"s{number}",
            "title": f"Report {number}",
            "publisher": "Example Press",
            "language": "en",
            "kind": rng.choice(("party", "agency", "press", "copy")),
            "published": "2025-12-31",
        }
        for number in range(SOURCES)
    ]
    records += [
        {
            "record": "agreement",
            "id": f"a{n}",
            "title": f"Agreement {n}",
            "parties": sorted(parties[n % len(parties)]),
            "called": called[n % len(called)],
        }
        for n in range(agreements)
    ]
    for number in range(claims):
        event = rng.choice(tuple(EVENTS))
        day = dt.date(1990, 1, 1) + dt.timedelta(rng.randrange(12_000))
        records.append(
            {
                "id": f"c{number}",
                "source": f"s{rng.randrange(SOURCES)}",
                "agreements": [f"a{rng.randrange(agreements)}"],
                "event": event,
                "date": day.isoformat()[: rng.choice((10, 10, 10, 7, 4))],
                "quote": "hanno concordato giovedì di avviare i negoziati su un accordo di accesso reciproco",
                "gloss": "agreed on Thursday to start negotiations on a reciprocal access agreement",
                "sureness": "summary",
                **({"party": rng.choice(("FR", "JP"))} if event in OF_ONE_PARTY else {}),
            }
        )
    return "\n".join(json.dumps(record, ensure_ascii=False) for record in records).encode()


def figures(claims: int = CLAIMS, rounds: int = _ROUNDS) -> dict[str, float]:
    """Seconds of each piece of work on so many claims, the best of several rounds, taken in turns."""
    lines = written(claims)
    whole = _network(_imported(lines))
    ready = counted(whole.acts)
    work: dict[str, Callable[[], object]] = {
        "parse": lambda: [json.loads(line) for line in lines.split(b"\n")],
        "import": lambda: _imported(lines),
        "group_by": lambda: whole.acts.group_by("agreement").agg(
            pl.col("status").max(), pl.col("last").max()
        ),
        "statuses": lambda: standings(counted(whole.acts), THE_DAY),
        "statuses_another_day": lambda: standings(ready, THE_DAY),
    }
    best = dict.fromkeys(work, float("inf"))
    for _ in range(rounds):
        # What takes milliseconds is run oftener: one lucky or unlucky run says nothing.
        for name in (*work, *_SHORT * 5):
            start = time.perf_counter()
            work[name]()
            best[name] = min(best[name], time.perf_counter() - start)
    return best


def _imported(lines: bytes) -> Read:
    read = read_records(io.BytesIO(lines), "claims.jsonl", Known(TODAY))
    assert not read.problems, read.problems[0]
    return read


def _network(read: Read) -> Network:
    return network(read.agreements, read.sources, read.claims)


if __name__ == "__main__":
    print(json.dumps(figures(int(sys.argv[1]) if len(sys.argv) > 1 else CLAIMS)))
