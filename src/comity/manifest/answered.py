"""Answers given after the files were read: they count as if they stood in visit.toml."""

import dataclasses

from comity.domain.errors import Place
from comity.manifest.header_toml import read_header_toml
from comity.manifest.problems import ProblemLog
from comity.manifest.raw import RawHeader

#: The name of the place where such answers stand, for problems.
ANSWERS = "your answers"


def with_answers(header: RawHeader | None, answers: str, log: ProblemLog) -> RawHeader | None:
    """A header with answers added, in the form of a visit.toml; problems in them stand in ANSWERS."""
    added = read_header_toml(answers.encode(), ANSWERS, log) if answers else None
    if added is None:
        return header
    if header is None:
        header = RawHeader(Place(ANSWERS))
    blocks = {name: header.blocks.get(name, ()) + rows for name, rows in added.blocks.items()}
    return dataclasses.replace(
        header,
        visit=header.visit + added.visit,
        entry_into_force=header.entry_into_force + added.entry_into_force,
        blocks={**header.blocks, **blocks},
    )
