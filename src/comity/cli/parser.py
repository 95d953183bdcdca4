"""What can be typed: the commands and their options."""

import argparse
import datetime as dt
from pathlib import Path
from typing import TypeAlias

from comity import __version__

#: The families of agreements (`domain.agreements.vocabulary.FAMILIES`), without loading anything.
FAMILY_NAMES = (
    "access",
    "cross-servicing",
    "information-security",
    "equipment-transfer",
    "status-of-forces",
    "other",
)


def parser() -> argparse.ArgumentParser:
    """The parser of the command line."""
    whole = argparse.ArgumentParser(
        prog="comity",
        description="What may come along, under which article, cleared with whom, by when.",
        allow_abbrev=False,
    )
    whole.add_argument("--version", action="version", version=f"comity {__version__}")
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")

    _add_assess(commands)
    _add_rulebook(commands)
    _add_agreements(commands)
    _add_claims(commands)
    return whole


_Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def _add_assess(commands: _Commands) -> None:
    assess = commands.add_parser(
        "assess",
        help="answer a visit",
        description="Answer a visit: allowed or not, under which article, what must be cleared by when.",
        epilog="Exit status, the first that is true: 2 the input has errors, 3 something is forbidden, "
        "6 something is not covered by any agreement, 4 undetermined, 0 otherwise.",
        allow_abbrev=False,
    )
    assess.add_argument(
        "visit", type=Path, help="a folder, a visit.toml with CSV sheets beside it, or one .xlsx"
    )
    assess.add_argument(
        "--on", type=_day, metavar="DATE", help="the day the question is asked (default: today)"
    )
    assess.add_argument(
        "--under",
        metavar="AGREEMENT",
        help="put this agreement in place of every access agreement; 'none': remove them",
    )
    assess.add_argument(
        "--strict", action="store_true", help="answer nothing if the input has errors (for filing)"
    )
    assess.add_argument("--format", choices=("text", "json"), default="text")
    assess.add_argument(
        "--brief", action="store_true", help="the summary only, without the groups of findings"
    )


def _add_rulebook(commands: _Commands) -> None:
    steps = commands.add_parser("rulebook", help="the law").add_subparsers(
        dest="step", required=True, metavar="STEP"
    )
    steps.add_parser("list", help="the installed rulebooks")
    show = steps.add_parser("show", help="a rulebook, or one article of it")
    show.add_argument("id")
    show.add_argument("article", nargs="?")
    check = steps.add_parser("check", help="check the installed rulebooks, or one file")
    check.add_argument("file", nargs="?", type=Path, help="a rulebook.md, or the id of an installed rulebook")
    compare = steps.add_parser("compare", help="where two rulebooks differ, article by article")
    compare.add_argument("id")
    compare.add_argument("other")


def _add_agreements(commands: _Commands) -> None:
    agreements = commands.add_parser(
        "agreements",
        help="who has which agreement with whom",
        description="Who has which agreement with whom, in which status, on any day, on whose word.",
        allow_abbrev=False,
    )
    _add_two_clocks(agreements)
    agreements.add_argument("--party", metavar="XX", help="only those of this Party (JP, AUS, EU, NATO, UN)")
    agreements.add_argument("--family", choices=FAMILY_NAMES, help="only those of this family")
    steps = agreements.add_subparsers(dest="step", metavar="STEP")
    show = steps.add_parser("show", help="one agreement: its claims, quotes and contradictions")
    show.add_argument("id")
    _add_two_clocks(show)


def _add_two_clocks(parser: argparse.ArgumentParser) -> None:
    # Left out where not given, so that the options may stand before or after `show`.
    default = argparse.SUPPRESS
    parser.add_argument("--on", type=_day, metavar="DATE", default=default, help="what held on this day")
    parser.add_argument(
        "--known", type=_day, metavar="DATE", default=default, help="also what could be known on this day"
    )
    parser.add_argument("--format", choices=("text", "json", "csv", "ics", "jsonld"), default=default)


def _add_claims(commands: _Commands) -> None:
    steps = commands.add_parser("claims", help="who says what of which agreement").add_subparsers(
        dest="step", required=True, metavar="STEP"
    )
    bring = steps.add_parser("import", help="show what a file of claims would change, then apply it or not")
    bring.add_argument("file", type=Path, help="JSON lines: sources, agreements, claims")
    bring.add_argument(
        "--sources", type=Path, metavar="FOLDER", help="texts against which quotes are checked"
    )
    bring.add_argument("--apply", action="store_true", help="take the records in without asking")
    steps.add_parser("export", help="every record as JSON lines that can be imported again")


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is not a day; write YYYY-MM-DD") from None
