"""`comity diff`."""

from collections.abc import Mapping, Set
from dataclasses import replace
from pathlib import Path

from comity.cli.diff_text import diff_text
from comity.cli.terminal import complain, judging, write
from comity.corpus.library import installed_library
from comity.corpus.offices import installed_offices
from comity.desk.answering import answered, read, read_anyway
from comity.desk.asking import Asking
from comity.desk.marked import marked, names_marked_above
from comity.domain.errors import BadInput
from comity.domain.visits.answer import Requirement
from comity.domain.visits.difference import Version, difference
from comity.domain.visits.difference_json import difference_json
from comity.domain.visits.offices import Office
from comity.domain.visits.reopening import Sent
from comity.manifest.reading import Reading

#: As `diff`: 0 nothing differs, 1 something does, 2 trouble.
_SAME, _DIFFERENT, _BAD_INPUT = 0, 1, 2


def diff_command(old: Path, new: Path, asking: Asking, *, form: str) -> int:
    """Say what differs between two versions of a visit; returns the exit status.

    Raises:
        BadInput: one of them cannot be read at all, or it was to be read strictly and has mistakes.
        Refusal: what was asked for cannot be carried out.
    """
    readings = _read(old, new, asking)
    was, now = (answered(reading, asking, watch=judging) for reading in readings)
    offices = installed_offices().of(now.visit.receiving_state)
    found = difference(
        Version(was.visit, was.answer), Version(now.visit, now.answer), now.law, sent_by(offices)
    )
    if form == "json":
        write(difference_json(found, asking.on).splitlines())
    else:
        write(diff_text(found, installed_library().vocabulary.whats))
    for path, reading in zip((old, new), readings, strict=True):
        complain(f"{path}: [{problem.code}] {problem}" for problem in reading.problems)
    if any(reading.problems for reading in readings):
        return _BAD_INPUT
    return _SAME if found.is_none else _DIFFERENT


def _read(old: Path, new: Path, asking: Asking) -> tuple[Reading, Reading]:
    """Both versions; a line that may not be shown in one of them is shown in neither."""
    up_to = asking.marking_up_to
    if up_to is None:
        return read(old, asking), read(new, asking)
    whole = [read_anyway(path, replace(asking, marking_up_to=None)) for path in (old, new)]
    hidden = frozenset().union(*(names_marked_above(reading, up_to) for reading in whole))
    readings = [marked(reading, up_to, hidden) for reading in whole]
    for reading in readings:
        if asking.strict and reading.problems:
            raise BadInput(reading.problems)
    return readings[0], readings[1]


def sent_by(offices: tuple[Office, ...]) -> Sent:
    """What the offices of a State are sent for a requirement: columns by sheet."""

    def sent(requirement: Requirement) -> Mapping[str, Set[str]]:
        columns: dict[str, set[str]] = {}
        for office in offices:
            if office.authority != requirement.authority:
                continue
            for part in office.parts:
                if requirement.what not in part.whats:
                    continue
                for source in (source for column in part.fields.columns for source in column.sources):
                    columns.setdefault(source.of or part.fields.sheet, set()).add(source.name)
        return columns

    return sent
