"""Runs the engines side by side: each in its own process, in turns, the best of several rounds."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from comity.domain.provisions.engine import OUTCOMES


@dataclass(frozen=True, slots=True)
class Contender:
    """An engine and the most lines that it is given; `blanks`: on a manifest with blanks."""

    engine: str
    most: int = 1_000_000
    blanks: bool = False

    @property
    def name(self) -> str:
        """Unique name."""
        return f"{self.engine}-blanks" if self.blanks else self.engine


@dataclass(slots=True)
class Measured:
    """One engine on one manifest: the best time in seconds, peak memory in bytes, and its note."""

    contender: Contender
    lines: int
    seconds: float = float("inf")
    memory: int = 0
    note: dict[str, Any] = field(default_factory=dict)


class DifferentAnswersError(Exception):
    """Two engines gave different answers to the same line: no figure can be trusted."""


class _Worker:
    """The process of one engine."""

    def __init__(self, contender: Contender, lines: int) -> None:
        command = [sys.executable, "-m", "bench.worker", contender.engine, str(lines)]
        command += ["--blanks"] if contender.blanks else []
        self.measured = Measured(contender, lines)
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self) -> Self:
        self._read()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.communicate()

    def run(self) -> float:
        """Judge once; the seconds that it took."""
        seconds = float(self.ask("run")["seconds"])
        self.measured.seconds = min(self.measured.seconds, seconds)
        return seconds

    def ask(self, command: str) -> dict[str, Any]:
        """Send one command and read its answer."""
        assert self.process.stdin is not None
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        return self._read()

    def _read(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.measured.contender.name} ended without an answer")
        answer: dict[str, Any] = json.loads(line)
        return answer


def side_by_side(
    contenders: Sequence[Contender], lines: int, seconds: float, say: Callable[[str], None]
) -> list[Measured]:
    """Measure all contenders that take so many lines, in turns, for about so many seconds in all.

    Raises:
        DifferentAnswersError: naming the first line that two engines answer differently.
    """
    with ExitStack() as stack, tempfile.TemporaryDirectory() as folder:
        workers = []
        for contender in contenders:
            if lines <= contender.most:
                say(f"{lines:,} lines: {contender.name}")
                workers.append(stack.enter_context(_Worker(contender, lines)))
        # The first round warms up; the fastest of the rest is kept.
        once = sum(worker.run() for worker in workers)
        for worker in workers:
            worker.measured.seconds = float("inf")
        for _ in range(max(3, min(40, int(seconds / max(once, 1e-6))))):
            for worker in workers:
                worker.run()
        _compare(workers, Path(folder))
        for worker in workers:
            worker.measured.memory = int(worker.ask("memory")["bytes"])
            worker.measured.note = worker.ask("note")
        return [worker.measured for worker in workers]


def _compare(workers: Sequence[_Worker], folder: Path) -> None:
    """Every engine that decides has decided every line alike; with blanks only Comity's own are compared."""
    first: dict[bool, tuple[str, bytes]] = {}
    for worker in workers:
        contender = worker.measured.contender
        file = folder / contender.name
        worker.ask(f"outcomes {file}")
        outcomes = file.read_bytes()
        if not outcomes:
            continue
        name, expected = first.setdefault(contender.blanks, (contender.name, outcomes))
        if outcomes != expected:
            raise DifferentAnswersError(_difference(name, expected, contender.name, outcomes))


def _difference(name: str, expected: bytes, other: str, outcomes: bytes) -> str:
    if len(outcomes) != len(expected):
        return f"{name} answers {len(expected)} lines, {other} {len(outcomes)}"
    wrong = [line for line, (a, b) in enumerate(zip(expected, outcomes, strict=True)) if a != b]
    line = wrong[0]
    return (
        f"{len(wrong)} of {len(expected)} lines are answered differently; the first is line {line}: "
        f"{name} says {OUTCOMES[expected[line]]}, {other} says {OUTCOMES[outcomes[line]]}"
    )
