"""The command line: `comity assess | rulebook`."""

import argparse
import datetime as dt
import gc
import io
import os
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager

from comity.cli.parser import FORMS, parser
from comity.desk.asking import Asking
from comity.domain.errors import BadInput, Refusal
from comity.languages import ENGLISH, speaking

#: Exit status (design, section 6): the input has errors, or the question cannot be asked.
BAD_INPUT = 2

#: New objects before the collector looks for circles. A small answer is given before that, without a pause.
_BEFORE_COLLECTING = 100_000


def run() -> None:
    """The entry point of the installed command; it ends the process."""
    gc.set_threshold(_BEFORE_COLLECTING)
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a character shows its code; it is no reason to say nothing.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    status = main(sys.argv[1:])
    if sys.argv[1:2] == ["node"]:
        sys.exit(status)  # The last process of a node takes its embedded database down with it.
    if "comity.node.config.database" in sys.modules:
        # The database that a node brought along stops with it.
        sys.exit(status)
    # Everything is written. Taking the interpreter apart would take as long as judging a small visit.
    os._exit(status)


def main(arguments: Sequence[str]) -> int:
    """Run one command and write out what it says; returns the exit status."""
    given = parser().parse_args(arguments)
    try:
        status = _answered(given)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader went away (`| head`); nothing more can be said to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    sys.stderr.flush()
    return status


def _answered(given: argparse.Namespace) -> int:
    try:
        return _run(given)
    except BadInput as bad:
        _complain([bad.sentence, *(f"  [{problem.code}] {problem}" for problem in bad.problems)])
    except Refusal as refusal:
        _complain([f"[{refusal.code}] {refusal.sentence}"])
    return BAD_INPUT


def _complain(lines: list[str]) -> None:
    from comity.cli.terminal import complain  # noqa: PLC0415  only when there is something to say

    complain(lines)


def _run(given: argparse.Namespace) -> int:
    # Each command is imported when it is run: a small answer must not pay for the others.
    match given.command, getattr(given, "step", None):
        case "assess", _:
            from comity.cli.assess import Wanted, assess_command  # noqa: PLC0415

            form = _form(given)
            wanted = Wanted(form, given.out, given.force, given.brief, given.ask)
            with _speaking(given.language, form):
                return assess_command(given.visit, _asking(given), wanted)
        case "look", _:
            from comity.cli.look import look_command  # noqa: PLC0415

            return look_command(given.visit, save=given.save)
        case "compare", None:
            from comity.cli.compare import compare_visit_command  # noqa: PLC0415

            with _speaking(given.language, given.format):
                return compare_visit_command(
                    given.visit,
                    given.cases,
                    _asking(given),
                    form=given.format,
                    out=given.out,
                    force=given.force,
                )
        case "diff", _:
            from comity.cli.diff import diff_command  # noqa: PLC0415

            return diff_command(given.old, given.new, _asking(given), form=given.format)
        case "relief", _:
            from comity.cli.relief import Journey, relief_command  # noqa: PLC0415

            asked = None if given.requested is None else given.requested == "yes"
            return relief_command(
                given.team, Journey(given.to, given.start, given.end, asked, given.agreed_by, given.out)
            )
        case "relief-sheets", _:
            from comity.cli.relief import relief_sheets_command  # noqa: PLC0415

            return relief_sheets_command(given.visit, _asking(given), out=given.out, force=given.force)
        case "pack", _:
            from comity.cli.pack import pack_command  # noqa: PLC0415

            return pack_command(given.visit, _asking(given), given.out, only=given.only, force=given.force)
        case "node", _:
            from comity.cli.node import node_command  # noqa: PLC0415

            return node_command(given)
        case "template", _:
            from comity.cli.template import template_command  # noqa: PLC0415

            return template_command(given.file, given.activity, given.sheets)
        case _:
            return _run_law(given)


def _run_law(given: argparse.Namespace) -> int:
    """Commands about the law and the network of agreements, not about a visit."""
    match given.command, getattr(given, "step", None):
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


def _form(given: argparse.Namespace) -> str:
    """The form that was asked for; else the one that the name of the file to write says; else text."""
    named = given.out.suffix.removeprefix(".").lower() if given.out else ""
    return given.format or {"htm": "html", **{form: form for form in FORMS}}.get(named, "text")


def _speaking(code: str, form: str) -> AbstractContextManager[None]:
    """Speak the language that was asked for. Raises Refusal for a form that there is in English only."""
    if code != ENGLISH and form != "html":
        raise Refusal(
            "language.form",
            "Only the page is written in other languages: say --format html, or no --language.",
        )
    return speaking(code)


def _asking(given: argparse.Namespace) -> Asking:
    """How a visit is asked about, from the options that all commands about visits share."""
    return Asking(
        on=given.on or _today(),
        under=getattr(given, "under", None),
        strict=getattr(given, "strict", False),
        marking_up_to=getattr(given, "marking_up_to", None),
    )


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()
