"""What can be typed: the commands and their options."""

import argparse
import datetime as dt
from pathlib import Path
from typing import TypeAlias

from comity import __version__


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


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is not a day; write YYYY-MM-DD") from None
