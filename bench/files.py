"""What writing an answer costs: the workbook beside the bare writing of the same cells, and the page."""

import io
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import python_calamine
import xlsxwriter

from bench.manifest import manifest
from bench.scenario import ASKED_ON, SHEET, law, visit, vocabulary
from comity.domain.visits.assessment import assess
from comity.domain.visits.visit import LINE_COLUMNS, Table
from comity.report.html import answer_html
from comity.report.workbook import write_workbook

LINES, QUICK = 100_000, 20_000
#: As many facts as an ordinary list has columns.
COLUMNS = 15
_OPTIONS = {"constant_memory": True, "strings_to_numbers": False, "strings_to_formulas": False}


def answer_files(rounds: int, lines: int = LINES) -> dict[str, float]:
    """Seconds and bytes of the answer to a visit that was read from a workbook of so many lines.

    `workbook`: reading the planner's workbook again and writing it with the answer beside each row; `cells`:
    xlsxwriter alone writing the very cells of the result; `page`: the HTML report; `page-bytes`: its size.
    """
    frame = manifest(lines)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "visit.xlsx"
        given = frame.select("ref", *frame.columns[len(LINE_COLUMNS) :][:COLUMNS])
        _write(path, {SHEET: [given.columns, *given.iter_rows()]})
        table = Table(SHEET, path.name, SHEET, 2, lines + 1)
        asked = replace(visit(frame), tables=(table,))
        answer = assess(asked, law(), asked_on=ASKED_ON, calendar_of=lambda state: lambda day: False)
        whats = vocabulary().whats

        def workbook() -> bytes:
            target = io.BytesIO()
            write_workbook(target, answer, asked, path, whats)
            return target.getvalue()

        result = python_calamine.load_workbook(io.BytesIO(workbook()))
        cells = {name: list(result.get_sheet_by_name(name).iter_rows()) for name in result.sheet_names}
        page = answer_html(answer, asked, whats)
        return {
            **_best(
                {
                    "workbook": workbook,
                    "cells": lambda: _write(io.BytesIO(), cells),
                    "page": lambda: answer_html(answer, asked, whats),
                },
                rounds,
            ),
            "page-bytes": float(len(page.encode())),
            "lines": float(lines),
        }


def _write(target: Path | io.BytesIO, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> None:
    """The cells as they are, each by its type, and nothing else."""
    with xlsxwriter.Workbook(target, dict(_OPTIONS)) as workbook:
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            text, number = sheet.write_string, sheet.write_number
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    match cell:
                        case "" | None:
                            pass
                        case str():
                            text(at, column, cell)
                        case bool():
                            sheet.write_boolean(at, column, cell)
                        case int() | float():
                            number(at, column, cell)
                        case _:
                            sheet.write_datetime(at, column, cell, day)


def _best(runs: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """The best of so many rounds, in turns."""
    best = dict.fromkeys(runs, float("inf"))
    for _ in range(rounds):
        for name, run in runs.items():
            start = time.perf_counter()
            run()
            best[name] = min(best[name], time.perf_counter() - start)
    return best
