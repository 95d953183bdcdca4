"""`python -m bench [--quick]`: measure, compare, print one table."""

import argparse
import json
import sys
import time
from pathlib import Path

from bench.cold import cold_start, library_size
from bench.files import LINES, QUICK, answer_files
from bench.first_look import first_look
from bench.machine import described
from bench.measuring import Contender, DifferentAnswersError, Measured, side_by_side
from bench.network import CLAIMS, figures
from bench.node_pages import measured as node_pages
from bench.node_report import NodePages
from bench.report import Lists, Network, Report

SIZES = (1_000, 10_000, 100_000, 1_000_000)
QUICK_CLAIMS = 60_000
PER_LINE = 10_000
"""Engines that take one line at a time get no more than this; their rate does not depend on it."""

CONTENDERS = (
    Contender("manifest"),
    Contender("comity-outcomes"),
    Contender("bare"),
    Contender("openfisca"),
    Contender("comity-findings"),
    Contender("comity-answer"),
    Contender("zen-expression", most=PER_LINE),
    Contender("zen-decision", most=PER_LINE),
    Contender("cedar", most=PER_LINE),
    Contender("comity-outcomes", blanks=True),
    Contender("comity-findings", blanks=True),
)


def main() -> int:
    """Measure everything; 1 if two engines differ, 0 otherwise, whether or not the aims are met."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Comity beside its peers.")
    parser.add_argument("--quick", action="store_true", help="up to 100,000 lines; about a minute")
    parser.add_argument("--out", type=Path, default=Path("build"), help="folder of bench.md and bench.json")
    given = parser.parse_args()
    start = time.perf_counter()

    def say(what: str) -> None:
        print(f"{time.perf_counter() - start:5.0f} s  {what}", file=sys.stderr)

    measured: list[Measured] = []
    try:
        for lines in SIZES[:-1] if given.quick else SIZES:
            measured += side_by_side(CONTENDERS, lines, seconds=6 if given.quick else 60, say=say)
    except DifferentAnswersError as different:
        print(f"The engines do not agree: {different}", file=sys.stderr)
        return 1
    rounds = 5 if given.quick else 15
    say("a small visit from cold")
    cold = cold_start(rounds)
    say("a library of 400 rulebooks")
    library = library_size(rounds)
    say("an answer as workbook and as page")
    files = answer_files(1, QUICK) if given.quick else answer_files(3, LINES)
    say("a planner's own list")
    lists = first_look(2 if given.quick else 5)
    claims = QUICK_CLAIMS if given.quick else CLAIMS
    say(f"the network of agreements, {claims:,} claims")
    network = figures(claims, rounds=3 if given.quick else 7)
    say(f"the pages of a node, {claims:,} claims")
    pages = NodePages(node_pages(claims))
    report = Report(
        measured, cold, library, files, described(), Network(claims, network), Lists(lists), pages
    )
    given.out.mkdir(parents=True, exist_ok=True)
    (given.out / "bench.md").write_text(report.markdown(), encoding="utf-8")
    (given.out / "bench.json").write_text(json.dumps(report.as_json(), indent=2), encoding="utf-8")
    print(report.markdown())
    say("done")
    return 0


if __name__ == "__main__":
    sys.exit(main())
