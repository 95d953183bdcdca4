"""One engine in a process of its own: `python -m bench.worker ENGINE LINES [--blanks]`.

Commands come on standard input, one a line, and each is answered with one line of JSON: `run` (seconds),
`outcomes FILE` (writes one byte per line), `memory` (bytes) and `note`. So the parent can take turns
between engines, and each engine's memory is its own.
"""

import argparse
import importlib
import json
import resource
import sys
import time
from contextlib import suppress
from pathlib import Path

import polars as pl

from bench.engines import Engine
from bench.manifest import manifest

ENGINES = {
    "bare": "bench.engines.bare:Bare",
    "comity-outcomes": "bench.engines.comity:Outcomes",
    "comity-findings": "bench.engines.comity:Findings",
    "comity-answer": "bench.engines.comity:WholeAnswer",
    "openfisca": "bench.engines.openfisca:OpenFisca",
    "cedar": "bench.engines.cedar:Cedar",
    "zen-decision": "bench.engines.zen:ZenDecision",
    "zen-expression": "bench.engines.zen:ZenExpression",
    "manifest": "bench.worker:Manifest",
}


class Manifest:
    """No engine: the lines at hand and nothing done, for the memory that the others start from."""

    def __init__(self, lines: pl.DataFrame) -> None:
        self.lines = lines

    def run(self) -> None:
        """Do nothing."""

    def outcomes(self) -> bytes:
        """Nothing is decided."""
        return b""

    def note(self) -> dict[str, object]:
        """How large the lines are."""
        return {"bytes": self.lines.estimated_size()}


def main() -> None:
    """Prepare the engine, say so, and do what is told until the input ends."""
    parser = argparse.ArgumentParser()
    parser.add_argument("engine", choices=ENGINES)
    parser.add_argument("lines", type=int)
    parser.add_argument("--blanks", action="store_true")
    given = parser.parse_args()
    module, name = ENGINES[given.engine].split(":")
    make = getattr(importlib.import_module(module), name)
    engine: Engine = make(manifest(given.lines, blanks=given.blanks))
    _forget_peak()
    _answer({"ready": given.engine})
    for line in sys.stdin:
        _answer(_done(engine, *line.split()))


def _done(engine: Engine, command: str, argument: str = "") -> dict[str, object]:
    match command:
        case "run":
            start = time.perf_counter()
            engine.run()
            return {"seconds": time.perf_counter() - start}
        case "outcomes":
            Path(argument).write_bytes(engine.outcomes())
            return {}
        case "memory":
            return {"bytes": peak_memory()}
        case _:
            return engine.note()


def _answer(content: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(content) + "\n")
    sys.stdout.flush()


def _forget_peak() -> None:
    """What making the manifest took is not the engine's; Linux can forget the peak so far."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def peak_memory() -> int:
    """The most memory that this process has held, in bytes.

    The figure of `getrusage` may be that of the process that started this one, so Linux is asked first.
    """
    with suppress(OSError, StopIteration, ValueError):
        status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
        return int(next(line for line in status if line.startswith("VmHWM:")).split()[1]) * 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


if __name__ == "__main__":
    main()
