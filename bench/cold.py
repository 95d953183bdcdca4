"""What a person waits for: a small visit from a cold start, and one with many rulebooks installed."""

import datetime as dt
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.many_rulebooks import install

ROOT = Path(__file__).parent.parent
FEW, MANY = 4, 400
FLAGSHIP = "bushido-guardian-23"
ASKED_ON = dt.date(2023, 8, 1)


def example() -> Path:
    """The flagship example, or any other that is there."""
    visits = sorted(file.parent for file in (ROOT / "examples").glob("*/visit.toml"))
    return next((visit for visit in visits if visit.name == FLAGSHIP), visits[0])


def cold_start(rounds: int) -> dict[str, float]:
    """Seconds of `comity assess` on the example, and of starting Python and importing Polars, in turns."""
    assess = ["-m", "comity.cli", "assess", str(example()), "--on", ASKED_ON.isoformat()]
    commands: dict[str, Sequence[str]] = {
        "assess": assess,
        "json": [*assess, "--format", "json"],
        "polars": ["-c", "import polars"],
    }
    return _best(commands, rounds)


def library_size(rounds: int) -> dict[str, float]:
    """Seconds of answering the example from a library of four rulebooks and from one of four hundred.

    Each time in a fresh process, timed from opening the library to the answer; compiled rulebooks are kept
    between the rounds, as in production.
    """
    with tempfile.TemporaryDirectory() as folder:
        folders = {}
        for count in (FEW, MANY):
            folders[count] = Path(folder) / str(count)
            install(folders[count], count)
        best: dict[str, float] = {}
        for _ in range(rounds + 1):
            for count, library in folders.items():
                seconds = _answered(library, Path(folder) / "cache")
                best[str(count)] = min(seconds, best.get(str(count), float("inf")))
        return best


def _answered(library: Path, cache: Path) -> float:
    command = [
        sys.executable,
        "-m",
        "bench.many_rulebooks",
        str(library),
        str(example()),
        ASKED_ON.isoformat(),
    ]
    own = {**environment(), "COMITY_CACHE": str(cache)}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=own)
    return float(json.loads(done.stdout)["seconds"])


def environment() -> dict[str, str]:
    """As installed: Python keeps what it has compiled, whatever is set here."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _best(commands: dict[str, Sequence[str]], rounds: int) -> dict[str, float]:
    best = dict.fromkeys(commands, float("inf"))
    for _ in range(rounds + 1):
        for name, command in commands.items():
            start = time.perf_counter()
            done = subprocess.run(
                [sys.executable, *command], capture_output=True, check=False, env=environment()
            )
            seconds = time.perf_counter() - start
            if b"Traceback" in done.stderr:
                raise RuntimeError(done.stderr.decode())
            best[name] = min(best[name], seconds)
    return best
