"""Server time of each page of a node against an empty page of the same layout, and how many queries it takes.

`python -m bench.node_pages [CLAIMS]` prints the figures as JSON. A page is called as the server calls it,
through every layer, in this process; the database is real, and holds the generated agreements beside the
installed ones.
"""

import io
import itertools
import json
import logging
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from wsgiref.util import setup_testing_defaults

CLAIMS = 300_000
_ROUNDS = 15
_EMPTY = "/empty"
_STATES = (
    "AU",
    "CA",
    "DE",
    "FR",
    "GB",
    "IN",
    "IT",
    "JP",
    "KR",
    "NZ",
    "PH",
    "US",
    "ES",
    "NL",
    "SE",
    "NO",
    "PL",
    "SG",
)
_CALLED = ("RAA", "ACSA", "ISA", "DETT", "SOFA")
_DAYS = tuple(f"{year}-{month:02}-15" for year in range(2006, 2026) for month in (3, 9))

Application = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Page:
    """A kind of page: its name, how many times the empty page it may take, and addresses of it."""

    name: str
    most: float
    addresses: Sequence[str]


@dataclass(frozen=True, slots=True)
class Figures:
    """What a kind of page took: milliseconds (medians), the most queries, the most bytes.

    `first`: nobody asked for that page since the node knows what it rests on; `again`: somebody did.
    """

    name: str
    most: float
    first: float
    again: float
    queries: int
    size: int


@dataclass(frozen=True, slots=True)
class Measured:
    """All pages, and the empty one (milliseconds); seconds of the load."""

    agreements: int
    claims: int
    load: float
    empty: float
    pages: list[Figures]


def measured(claims: int = CLAIMS) -> Measured:
    """The figures, from a process of its own with a node of its own."""
    with tempfile.TemporaryDirectory(prefix="comity-bench-") as folder:
        # The embedded server runs as another user where root measures.
        Path(folder).chmod(0o755)
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        environment |= {"COMITY_DATA": folder, "COMITY_RATE": "100000/second"}
        done = subprocess.run(
            [sys.executable, "-m", "bench.node_pages", str(claims)],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise RuntimeError(f"the node was not measured: {done.stderr[-2000:]}")
    told = json.loads(done.stdout)
    return Measured(**{**told, "pages": [Figures(**page) for page in told["pages"]]})


def _pages(agreements: int) -> list[Page]:
    """Addresses of each kind: enough that most are asked for the first time when they are measured."""
    some = [f"a{number}" for number in range(7, agreements, max(1, agreements // 20))]
    law = ("jp-au-raa", "jp-gb-raa", "jp-ph-raa", "host-jp", "host-au", "host-ph", "host-gb", "jp-fr-acsa")
    pairs = [f"/law/{one}/beside/{other}/" for one, other in itertools.permutations(law[:3], 2)]
    return [
        Page("who with whom", 5, [f"/agreements/?family=access&on={day}" for day in _DAYS]),
        Page("the picture", 3, [f"/agreements/picture?family=cross-servicing&on={day}" for day in _DAYS]),
        Page("one agreement", 3, [f"/agreements/{name}/" for name in some]),
        Page(
            "one agreement, as installed", 3, [f"/agreements/{name}/" for name in ("jp-au-raa", "jp-fr-raa")]
        ),
        Page("one State", 3, [f"/agreements/states/{code}/?on=2020-05-05" for code in _STATES]),
        Page(
            "search",
            3,
            [f"/agreements/search/?q={word}" for word in ("Agreement+7", "Report", "access", "raa")],
        ),
        Page("what changed", 3, [f"/agreements/changes/?since={day}" for day in _DAYS]),
        Page("two reports", 3, ["/agreements/reports/origin-it/origin-de/"]),
        Page("the law", 3, ["/law/", "/law/?q=dogs", "/law/?q=weapons", "/law/?q=visa"]),
        Page("one rulebook", 3, [f"/law/{name}/" for name in law]),
        Page(
            "one article", 3, [f"/law/jp-au-raa/article/{name}/" for name in ("IV", "V", "VI", "VII", "XXI")]
        ),
        Page("two agreements", 3, pairs),
        Page("the vocabulary", 3, ["/law/vocabulary/"]),
        Page("first page", 3, ["/"]),
        Page("drop a visit", 3, ["/visits/"]),
        Page("the interface", 3, ["/api/"]),
    ]


def main(claims: int) -> Measured:
    """Load, then measure every kind of page, in this process."""
    from comity.node.config import serving  # noqa: PLC0415  its folders are settled before it is imported

    serving.begin()
    from django.conf import settings  # noqa: PLC0415  Django is there now
    from django.core.management import call_command  # noqa: PLC0415

    settings.ROOT_URLCONF = "bench.node_urls"
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    start = time.perf_counter()
    agreements = _load(claims)
    load = time.perf_counter() - start

    from comity.node.config.wsgi import application  # noqa: PLC0415

    visit, cookie = _of_a_visit()
    # A line of log costs every page the same: without it the empty page is the harder measure.
    logging.getLogger("comity.requests").setLevel(logging.WARNING)
    for _ in range(30):
        _timed(application, _EMPTY, cookie)
    return Measured(agreements, claims, load, *_figures(application, [*_pages(agreements), *visit], cookie))


def _load(claims: int) -> int:
    """The generated network beside the installed one, in the database; returns how many agreements."""
    from bench.network import TODAY, written  # noqa: PLC0415
    from comity.corpus.library import installed_library  # noqa: PLC0415
    from comity.corpus.network_files import imported_folder  # noqa: PLC0415
    from comity.corpus.records import known_records, read_records  # noqa: PLC0415
    from comity.domain.agreements.network import network  # noqa: PLC0415
    from comity.node.agreements.actions import replace_network  # noqa: PLC0415

    known = known_records(installed_library().folder.joinpath("network"), imported_folder())
    known.today = TODAY
    pairs = list(itertools.combinations(_STATES, 2))
    read = read_records(io.BytesIO(written(claims, pairs, _CALLED)), "claims.jsonl", known)
    assert not read.problems, read.problems[0]
    whole = network(known.agreements.values(), known.sources.values(), known.claims.values())
    replace_network(whole, "bench", "bench")
    return len(read.agreements)


def _of_a_visit() -> tuple[list[Page], str]:
    """The pages of the flagship, dropped and answered, and the cookie of whoever dropped it."""
    from django.test import Client  # noqa: PLC0415

    from comity.node.visits.worker import work  # noqa: PLC0415

    client = Client(headers={"Host": "localhost"})
    desk = client.post("/visits/examples/bushido-guardian-23").headers["Location"].rsplit("/", 1)[0]
    for page in ("reading", "questions", "answer"):
        client.get(f"{desk}/{page}")
        work(until_idle=True)
    pages = [
        Page("how it was read", 3, [f"{desk}/reading"]),
        Page("questions", 3, [f"{desk}/questions"]),
        Page("the answer", 3, [f"{desk}/answer"]),
        Page("take it with you", 3, [f"{desk}/take"]),
    ]
    return pages, "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())


def _figures(application: Application, pages: Sequence[Page], cookie: str) -> tuple[float, list[Figures]]:
    """Milliseconds of the empty page, in turns with all others, and what each kind of page took."""
    from django.core.cache import caches  # noqa: PLC0415

    empty: list[float] = []
    found = []
    for page in pages:
        # Templates are compiled, and the law is read, once in the life of a process.
        _timed(application, page.addresses[0], cookie)
        first, queries, size = [], [], []
        for address in page.addresses:
            caches["pages"].clear()
            empty.append(_timed(application, _EMPTY, cookie)[0])
            seconds, asked, length = _timed(application, address, cookie)
            first.append(seconds)
            queries.append(asked)
            size.append(length)
        again = []
        for _ in range(_ROUNDS):
            for address in page.addresses[:5]:
                empty.append(_timed(application, _EMPTY, cookie)[0])
                again.append(_timed(application, address, cookie)[0])
        found.append(
            Figures(
                page.name,
                page.most,
                statistics.median(first) * 1000,
                statistics.median(again) * 1000,
                max(queries),
                max(size),
            )
        )
    return statistics.median(empty) * 1000, found


def _timed(application: Application, address: str, cookie: str) -> tuple[float, int, int]:
    """Seconds, queries and bytes of one page."""
    from django.db import connection  # noqa: PLC0415

    path, _, query = address.partition("?")
    environ: dict[str, Any] = {"PATH_INFO": path, "QUERY_STRING": query, "REMOTE_ADDR": "127.0.0.1"}
    environ["HTTP_COOKIE"] = cookie
    environ["HTTP_HOST"] = "localhost"
    setup_testing_defaults(environ)
    statuses: list[str] = []
    asked = 0

    def counting(execute: Callable[..., Any], *arguments: Any) -> Any:
        nonlocal asked
        asked += 1
        return execute(*arguments)

    with connection.execute_wrapper(counting):
        start = time.perf_counter()
        response = application(environ, lambda status, headers, *_: statuses.append(status))
        body = b"".join(response)
        response.close()
        seconds = time.perf_counter() - start
    assert statuses[0].startswith(("200", "302")), f"{address}: {statuses[0]}"
    return seconds, asked, len(body)


if __name__ == "__main__":
    print(json.dumps(asdict(main(int(sys.argv[1]) if len(sys.argv) > 1 else CLAIMS))))
