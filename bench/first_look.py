"""A planner's own list: an ordinary one from cold, and a workbook of many lines, read and answered."""

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter

from bench.cold import environment

ORDINARY, MANY = 800, 100_000
_STATED = (("Host nation: Japan", "", "Sending nation:", "Australia"), ("From 1 Feb 24 to 20 Feb 24",))
_STRICT = (
    *("ref", "service_number", "rank", "surname", "given_names", "date_of_birth", "nationality"),
    *("passport_number", "person_role", "drives_official_vehicle"),
)
_MESSY = (
    *("Ser", "Svc No", "Rank", "Surname", "Given names", "DOB", "Nat"),
    *("PP No", "Role", "Driver"),
)
_READ = (
    "from pathlib import Path\n"
    "from comity.corpus.headings import read_heading_words\n"
    "from comity.corpus.library import installed_library\n"
    "from comity.manifest.reading import read_visit\n"
    "reading = read_visit(Path({path!r}), installed_library().vocabulary, words=read_heading_words)\n"
    "assert reading.visit is not None, reading.problems\n"
)


def first_look(rounds: int, many: int = MANY) -> dict[str, float]:
    """Seconds, the best of some rounds, each in a fresh process.

    Keys: `polars` (starting Python and importing Polars), `ordinary` (the first look of an ordinary list),
    `read` and `read_messy` (reading a workbook of many lines, in the strict form and as a list), `text` and
    `text_messy` (answering it as text).
    """
    with TemporaryDirectory() as folder:
        ordinary = _workbook(Path(folder) / "ordinary.xlsx", ORDINARY, messy=True)
        strict = _workbook(Path(folder) / "strict.xlsx", many, messy=False)
        messy = _workbook(Path(folder) / "messy.xlsx", many, messy=True)
        commands: dict[str, Sequence[str]] = {
            "polars": ["-c", "import polars"],
            "ordinary": ["-c", _READ.format(path=str(ordinary))],
            "read": ["-c", _READ.format(path=str(strict))],
            "read_messy": ["-c", _READ.format(path=str(messy))],
            "text": ["-m", "comity.cli", "assess", str(strict), "--on", "2024-01-02", "--brief"],
            "text_messy": ["-m", "comity.cli", "assess", str(messy), "--on", "2024-01-02", "--brief"],
        }
        best: dict[str, float] = {}
        for _ in range(rounds):
            for name, command in commands.items():
                start = time.perf_counter()
                done = subprocess.run(
                    [sys.executable, *command], capture_output=True, check=False, env=environment()
                )
                seconds = time.perf_counter() - start
                if done.returncode not in (0, 3, 4, 6):
                    raise RuntimeError(done.stderr.decode())
                best[name] = min(seconds, best.get(name, seconds))
        return best


def _workbook(path: Path, lines: int, *, messy: bool) -> Path:
    """A nominal roll of so many people, in the strict form or as a unit writes it."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        if not messy:
            header = book.add_worksheet("visit")
            facts = (("fact", "value"), ("receiving_state", "JP"), ("sending_state", "AU"))
            for at, row in enumerate((*facts, ("start", "2024-02-01"), ("end", "2024-02-20"))):
                header.write_row(at, 0, row)
        sheet = book.add_worksheet("Nominal roll" if messy else "people")
        above = (*_STATED, (), _MESSY) if messy else (_STRICT,)
        for at, cells in enumerate(above):
            sheet.write_row(at, 0, cells)
        for nth in range(lines):
            day, month, year = 1 + nth % 28, 1 + nth % 12, 1970 + nth % 33
            born = f"{day:02}/{month:02}/{year}" if messy else f"{year}-{month:02}-{day:02}"
            words = ("AUSTRALIAN", "Mil") if messy else ("AU", "member")
            name = (f"81{nth:06}", ("SGT", "CPL", "PTE")[nth % 3], f"Example{nth}", "Ann", born)
            line = (nth + 1, *name, words[0], f"PA{nth:07}", words[1], "YN"[nth % 2])
            sheet.write_row(len(above) + nth, 0, line)
        if messy:
            sheet.write_row(len(above) + lines, 0, ("Total", lines))
    return path
