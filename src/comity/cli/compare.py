"""`comity compare`."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from comity.cli.answering import answered, read
from comity.cli.asking import Asking
from comity.cli.out import check_out, written
from comity.cli.terminal import complain, shown, table, wrapped, write
from comity.corpus.library import installed_library
from comity.domain.errors import Refusal
from comity.domain.visits.comparison import AS_IS, Case, Comparison, compared
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
from comity.report.wording import Whats, counts

_OK, _BAD_INPUT = 0, 2
_MOST_CASES = 6


def compare_visit_command(
    path: Path, under: Sequence[str], asking: Asking, *, form: str, out: Path | None, force: bool
) -> int:
    """Answer a visit under several agreements and say what each is worth; returns the exit status.

    Raises:
        BadInput: the visit cannot be read at all, or it was to be read strictly and has mistakes.
        Refusal: what was asked for cannot be carried out.
    """
    names = _cases(under)
    if out is not None:
        check_out(out, path, force=force)
    reading = read(path, asking)
    cases = [
        Case(name, answered(reading, replace(asking, under=None if name == AS_IS else name)).answer)
        for name in names
    ]
    comparison = compared(cases)
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


def _cases(under: Sequence[str]) -> list[str]:
    """What is compared: with one agreement, the law as it stands comes first. Raises Refusal."""
    names = list(dict.fromkeys(under if len(set(under)) > 1 else [AS_IS, *under]))
    if len(names) < 2:
        raise Refusal(
            "compare.one-case",
            f"Only '{AS_IS}' was named, and there is nothing to hold it against. Give --under AGREEMENT, or "
            "--under none.",
        )
    if len(names) > _MOST_CASES:
        raise Refusal(
            "compare.too-many", f"{len(names)} cases are too many to read; give at most {_MOST_CASES}."
        )
    return names


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
        rows.append((_cut(f"{kind}: {label}"), *(held_words(each) for each in held)))
    return [*lines, *table(rows)]


def _cut(text: str, most: int = 58) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
