"""`comity compare`."""

from collections.abc import Sequence
from pathlib import Path

from comity.cli.out import check_out, written
from comity.cli.terminal import complain, judging, write
from comity.corpus.library import installed_library
from comity.desk.answering import read
from comity.desk.asking import Asking
from comity.desk.comparing import cases_of, comparison_of
from comity.desk.layout import shown, table, wrapped
from comity.domain.visits.comparison import Comparison
from comity.domain.visits.comparison_json import comparison_json
from comity.report.comparison import (
    case_words,
    comparison_html,
    heading,
    held_words,
    paragraphs,
    point_words,
    setting,
    without_agreement,
)
from comity.report.wording import Whats, counts, cut

_OK, _BAD_INPUT = 0, 2
_LABEL_CHARACTERS = 58


def compare_visit_command(
    path: Path, under: Sequence[str], asking: Asking, *, form: str, out: Path | None, force: bool
) -> int:
    """Answer a visit under several agreements and say what each is worth; returns the exit status.

    Raises:
        BadInput: the visit cannot be read at all, or it was to be read strictly and has mistakes.
        Refusal: what was asked for cannot be carried out.
    """
    names = cases_of(under)
    if out is not None:
        check_out(out, path, force=force)
    reading = read(path, asking)
    comparison = comparison_of(reading, names, asking, judging)
    whats = installed_library().vocabulary.whats
    match form:
        case "json":
            lines = comparison_json(comparison).splitlines()
        case "html":
            lines = comparison_html(comparison, whats).splitlines()
        case _:
            lines = compare_text(comparison, whats)
    if out is None:
        write(lines)
    else:
        with written(out, path, force=force) as file:
            safe = lines if form == "html" else [shown(line) for line in lines]
            file.write(("\n".join(safe) + "\n").encode())
    complain(f"[{problem.code}] {problem}" for problem in reading.problems)
    return _BAD_INPUT if reading.problems else _OK


def compare_text(comparison: Comparison, whats: Whats) -> list[str]:
    """The comparison in lines of text: words first, then outcomes and points as tables."""
    lines = [*wrapped(heading(comparison)), *wrapped(setting(comparison)), ""]
    if bare := without_agreement(comparison):
        lines += [*wrapped(bare), ""]
    for step in comparison.steps:
        for text in paragraphs(comparison, step, whats):
            lines += [*wrapped(text), ""]
    names = [case_words(case) for case in comparison.cases]
    found = [counts(case.answer) for case in comparison.cases]
    outcomes = dict.fromkeys(outcome for each in found for outcome in each)
    rows = [("lines", *names), *((o, *(f"{each.get(o, 0):,}" for each in found)) for o in outcomes)]
    lines += [*table(rows), ""]
    rows = [("stands for so many lines", *names)]
    for point, held in comparison.points:
        kind = {"requires": point.kind, "forbids": "forbidden", "assigns": "settled"}[point.effect]
        label = point_words(point, whats)
        rows.append((cut(f"{kind}: {label}", _LABEL_CHARACTERS), *(held_words(each) for each in held)))
    return [*lines, *table(rows)]
