"""The command line: `comity assess | rulebook`."""

import argparse
import datetime as dt
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from comity import __version__
from comity.domain.errors import BadInput, Refusal

#: Exit status (design, section 6): the input has errors, or the question cannot be asked.
BAD_INPUT = 2


def run() -> None:
    """The entry point of the installed command."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a character shows its code; it is no reason to say nothing.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """Run one command; returns the exit status."""
    given = _parser().parse_args(arguments)
    try:
        return _run(given)
    except BadInput as bad:
        _complain([bad.sentence, *(f"  [{problem.code}] {problem}" for problem in bad.problems)])
        return BAD_INPUT
    except Refusal as refusal:
        _complain([f"[{refusal.code}] {refusal.sentence}"])
        return BAD_INPUT
    except BrokenPipeError:
        # The reader went away (`| head`); nothing more can be said to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _complain(lines: list[str]) -> None:
    from comity.cli.terminal import complain  # noqa: PLC0415  only when there is something to say

    complain(lines)


def _run(given: argparse.Namespace) -> int:
    # Each command is imported when it is run: a small answer must not pay for the others.
    match given.command, getattr(given, "step", None):
        case "assess", _:
            from comity.cli.assess import assess_command  # noqa: PLC0415

            return assess_command(
                given.visit,
                on=given.on or dt.datetime.now().astimezone().date(),
                under=given.under,
                strict=given.strict,
                form=given.format,
                brief=given.brief,
            )
        case "rulebook", "check":
            from comity.cli.rulebooks import check_command  # noqa: PLC0415

            return check_command(given.file)
        case "rulebook", "list":
            from comity.cli.rulebooks import list_command  # noqa: PLC0415

            return list_command()
        case "rulebook", "show":
            from comity.cli.rulebooks import show_command  # noqa: PLC0415

            return show_command(given.id, given.article)
        case _:
            from comity.cli.rulebooks import compare_command  # noqa: PLC0415

            return compare_command(given.id, given.other)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="comity",
        description="What may come along, under which article, cleared with whom, by when.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"comity {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

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
    return parser


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is not a day; write YYYY-MM-DD") from None
