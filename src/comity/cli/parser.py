"""What can be typed: the commands and their options."""

import argparse
import datetime as dt
from pathlib import Path
from typing import TypeAlias

from comity import __version__
from comity.cli.node import add_node
from comity.languages import ENGLISH, LANGUAGES

#: The families of agreements (`domain.agreements.vocabulary.FAMILIES`), without loading anything.
FAMILY_NAMES = (
    "access",
    "cross-servicing",
    "information-security",
    "equipment-transfer",
    "status-of-forces",
    "other",
)

_VISIT = "a folder, a visit.toml with CSV sheets beside it, or one .xlsx"


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
    _add_look(commands)
    _add_diff(commands)
    _add_pack(commands)
    _add_compare(commands)
    _add_relief(commands)
    _add_template(commands)
    _add_rulebook(commands)
    _add_agreements(commands)
    _add_claims(commands)
    add_node(commands)
    return whole


#: The forms of an answer.
FORMS = ("text", "json", "html", "xlsx", "ics")

#: The values of `activity_type`; a test compares them with the vocabulary.
ACTIVITIES = (
    *("training", "exercise", "disaster_relief", "port_call"),
    *("liaison", "peacekeeping", "evacuation", "other"),
)

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
    assess.add_argument("visit", type=Path, help=_VISIT)
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
    _add_marking(assess)
    assess.add_argument(
        "--format",
        choices=FORMS,
        help="html: one page to read, print and send; xlsx: your own rows with the answer beside each; "
        "ics: deadlines for a calendar (default: by the name of --out, else text)",
    )
    _add_language(assess)
    assess.add_argument(
        "--out", type=Path, metavar="FILE", help="write the answer to a file instead of standard output"
    )
    assess.add_argument("--force", action="store_true", help="let --out replace a file that is there already")
    assess.add_argument("--ask", action="store_true", help="ask at the terminal what would settle most lines")
    assess.add_argument(
        "--brief", action="store_true", help="the summary only, without the groups of findings"
    )


def _add_language(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--language", choices=tuple(LANGUAGES), default=ENGLISH, help="of the html page (default: English)"
    )


def _add_look(commands: _Commands) -> None:
    look = commands.add_parser(
        "look",
        help="how a list is read, column by column",
        description="Show which table is which sheet, how each heading was read, and what was left out.",
        epilog="Exit status: 0 everything was read, 2 something was not, or is unclear.",
        allow_abbrev=False,
    )
    look.add_argument("visit", type=Path, metavar="LIST", help="an .xlsx, a .csv, a folder, or a visit.toml")
    look.add_argument(
        "--save",
        action="store_true",
        help="write what was found into visit.toml (NAME.toml beside NAME.xlsx), to be corrected there",
    )


def _add_diff(commands: _Commands) -> None:
    diff = commands.add_parser(
        "diff",
        help="what a change of the list reopens, and what stays",
        description="Compare two versions of a visit: lines are matched by what they are called, not by row.",
        epilog="Exit status: 0 nothing changed, 1 something did, 2 the input has errors.",
        allow_abbrev=False,
    )
    diff.add_argument("old", type=Path, help="the version that was answered before")
    diff.add_argument("new", type=Path, help="the version of now")
    diff.add_argument("--on", type=_day, metavar="DATE", help="the day asked about both (default: today)")
    diff.add_argument("--under", metavar="AGREEMENT", help="as with assess, for both versions")
    diff.add_argument("--strict", action="store_true", help="say nothing if the input has errors")
    _add_marking(diff)
    diff.add_argument("--format", choices=("text", "json"), default="text")


def _add_relief(commands: _Commands) -> None:
    relief = commands.add_parser(
        "relief",
        help="a relief visit from a team's stored profile",
        description="Write a visit that takes a team's stored profile, everybody ticked.",
        allow_abbrev=False,
    )
    relief.add_argument("team", type=Path, help="the profile: a folder, or an .xlsx")
    relief.add_argument("--to", required=True, metavar="STATE", help="the affected State")
    relief.add_argument("--start", required=True, type=_day, metavar="DATE", help="first day there")
    relief.add_argument("--end", required=True, type=_day, metavar="DATE", help="last day there")
    relief.add_argument(
        "--requested", choices=("yes", "no"), help="whether the affected State has asked, or consented"
    )
    relief.add_argument("--agreed-by", metavar="TEXT", help="the note or message that says so, with its date")
    relief.add_argument("--out", type=Path, metavar="FOLDER", help="the new folder, beside the team")
    sheets = commands.add_parser(
        "relief-sheets",
        help="the papers of a relief visit, filled in as far as they are known",
        description="Write the team fact sheet, the request for controlled medicines and the paragraphs to "
        "send. None of them is an official form.",
        allow_abbrev=False,
    )
    sheets.add_argument("visit", type=Path, help="the visit")
    sheets.add_argument("--out", required=True, type=Path, metavar="FOLDER", help="where the papers go")
    sheets.add_argument("--on", type=_day, metavar="DATE", help="the day they are written (default: today)")
    sheets.add_argument("--strict", action="store_true", help="write nothing if the input has errors")
    _add_marking(sheets)
    sheets.add_argument("--force", action="store_true", help="replace papers that are there already")


def _add_compare(commands: _Commands) -> None:
    compare = commands.add_parser(
        "compare",
        help="what a treaty is worth for a visit",
        description="Answer a visit under several agreements: duties gained and lost, days won.",
        epilog="Exit status: 0, or 2 if the input has errors.",
        allow_abbrev=False,
    )
    compare.add_argument("visit", type=Path, help=_VISIT)
    compare.add_argument(
        "--under",
        action="append",
        required=True,
        dest="cases",
        metavar="AGREEMENT",
        help="an agreement, 'none' or 'as-is' (the law as it stands); give it twice or more, the first is "
        "what the others are held against (given once: against 'as-is')",
    )
    compare.add_argument("--on", type=_day, metavar="DATE", help="the day asked about (default: today)")
    compare.add_argument("--strict", action="store_true", help="answer nothing if the input has errors")
    _add_marking(compare)
    compare.add_argument("--format", choices=("text", "json", "html"), default="text")
    _add_language(compare)
    compare.add_argument("--out", type=Path, metavar="FILE", help="write it to this file")
    compare.add_argument("--force", action="store_true", help="replace the file if it is there")


def _add_pack(commands: _Commands) -> None:
    pack = commands.add_parser(
        "pack",
        help="a folder for each office: a letter, and the rows and columns that it needs",
        description="Write a covering letter and lists for each office that something open is owed to.",
        epilog="Exit status: 2 the input has errors or the request cannot be carried out, else 0.",
        allow_abbrev=False,
    )
    pack.add_argument("visit", type=Path, help=_VISIT)
    pack.add_argument("--out", type=Path, metavar="FOLDER", required=True, help="a new or empty folder")
    pack.add_argument(
        "--for",
        dest="only",
        metavar="AUTHORITY|MATTER",
        help="only the packs of this authority (jp-customs) or matter (cus)",
    )
    pack.add_argument(
        "--on", type=_day, metavar="DATE", help="the day the question is asked (default: today)"
    )
    pack.add_argument(
        "--under", metavar="AGREEMENT", help="as with assess; the packs are then not for sending"
    )
    pack.add_argument("--strict", action="store_true", help="write nothing if the input has errors")
    _add_marking(pack)
    pack.add_argument("--force", action="store_true", help="replace the packs that an earlier run wrote")


def _add_template(commands: _Commands) -> None:
    template = commands.add_parser(
        "template",
        help="an empty visit as a workbook",
        description="Write an empty workbook to fill in, with lists, checks and help for every column.",
        allow_abbrev=False,
    )
    template.add_argument("file", type=Path, metavar="FILE.xlsx", help="the workbook; never replaced")
    template.add_argument(
        "--for",
        dest="activity",
        choices=ACTIVITIES,
        help="only the sheets that the activity needs (default: those of an exercise)",
    )
    template.add_argument("--sheets", nargs="+", default=(), metavar="SHEET", help="only these sheets")


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


def _add_marking(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--marking-up-to",
        metavar="LEVEL",
        help="leave out lines marked above this level (unclassified … top-secret), and say how many",
    )


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is not a day; write YYYY-MM-DD") from None
