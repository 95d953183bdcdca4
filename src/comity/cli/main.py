"""The command line: `comity assess | rulebook`."""

import argparse
import datetime as dt
import io
import os
import sys
from collections.abc import Sequence

from comity.cli.asking import Asking
from comity.cli.parser import parser
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
    given = parser().parse_args(arguments)
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

            return assess_command(given.visit, _asking(given), form=given.format, brief=given.brief)
        case "agreements", step:
            from comity.cli.agreements import list_command as list_agreements  # noqa: PLC0415
            from comity.cli.agreements import show_command as show_agreement  # noqa: PLC0415

            on, known_on = getattr(given, "on", _today()), getattr(given, "known", None)
            form = getattr(given, "format", "text")
            if step == "show":
                return show_agreement(given.id, on, known_on, form)
            return list_agreements(on, known_on, given.party, given.family, form)
        case "claims", "import":
            from comity.cli.claims import import_command  # noqa: PLC0415

            return import_command(given.file, _today(), sources=given.sources, apply=given.apply)
        case "claims", _:
            from comity.cli.claims import export_command  # noqa: PLC0415

            return export_command()
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


def _asking(given: argparse.Namespace) -> Asking:
    """How a visit is asked about, from the options that all commands about visits share."""
    return Asking(
        on=given.on or _today(),
        under=getattr(given, "under", None),
        strict=getattr(given, "strict", False),
    )


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()
