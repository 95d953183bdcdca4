"""`comity template`."""

import os
from collections.abc import Sequence
from pathlib import Path

from comity.cli.out import written
from comity.cli.terminal import write
from comity.corpus.library import installed_library
from comity.domain.errors import Refusal
from comity.domain.provisions.vocabulary import SHEETS
from comity.report.template import SHEETS_FOR, write_template

_DEFAULT = "exercise"


def template_command(file: Path, activity: str | None, sheets: Sequence[str]) -> int:
    """Write an empty visit as a workbook; returns the exit status.

    Raises:
        Refusal: a sheet is not known, the name is not that of a workbook, or the file is there already.
    """
    if file.suffix.lower() != ".xlsx":
        raise Refusal(
            "template.not-xlsx",
            f"A template is a workbook: give it a name that ends in .xlsx, not '{file.name}'.",
        )
    unknown = [sheet for sheet in sheets if sheet not in SHEETS]
    if unknown:
        sentence = f"There is no sheet '{unknown[0]}'. The sheets are {', '.join(SHEETS)}."
        raise Refusal("template.unknown-sheet", sentence)
    if os.path.lexists(file):
        sentence = f"'{file}' is there already, and a template replaces nothing. Give it another name."
        raise Refusal("out.exists", sentence)
    chosen = tuple(sheets) or SHEETS_FOR[activity or _DEFAULT]
    with written(file, file, force=False) as opened:
        write_template(opened, installed_library().vocabulary, chosen, activity)
    write([f"{file} is ready to be filled in: {', '.join(chosen)}. What each column means stands in help."])
    return 0
