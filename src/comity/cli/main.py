"""The command line."""

import argparse
import sys


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; returns the exit status."""
    parser = argparse.ArgumentParser(prog="comity")
    commands = parser.add_subparsers(dest="command", required=True)
    rulebook = commands.add_parser("rulebook").add_subparsers(dest="step", required=True)
    check = rulebook.add_parser("check")
    check.add_argument("names", nargs="*")
    given = parser.parse_args(arguments)
    from comity.corpus.checking import check_rulebooks
    from comity.corpus.library import installed_library

    library = installed_library()
    report = check_rulebooks(library, tuple(given.names) or library.ids())
    for problem in report.problems:
        sys.stdout.write(f"{problem}\n")
    for notice in report.notices:
        sys.stdout.write(f"{notice}\n")
    sys.stdout.write(
        f"{report.rulebooks} rulebooks, {report.provisions} provisions, {report.cases} cases: "
        f"{len(report.problems)} problems\n"
    )
    return 2 if report.problems else 0
