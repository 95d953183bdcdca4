"""Records of the network as lines of JSON: the installed ones, those imported on this machine, and a file's.

A line is read whole or not at all; what is wrong with it is a problem with its line, and the other lines are
read. Of a record that is there already with the same content nothing is said.
"""

import io
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import IO, TypeVar

from comity.corpus.network_files import NETWORK, imported_files, read_imported
from comity.domain.agreements.claim import Claim, Identity, Source
from comity.domain.agreements.network import Network, network
from comity.domain.agreements.network_reader import (
    Flaw,
    Known,
    Record,
    read_agreement,
    read_claim,
    read_source,
)
from comity.domain.errors import BadInput, Problem
from comity.domain.primitives.calendar import LAST_DAY

#: Bytes of one line: a claim is a sentence or two.
LINE_BYTES = 256 * 1024
_LISTED = 50
_TOLD_EVERY = 10_000

T = TypeVar("T", Claim, Source, Identity)


@dataclass(slots=True)
class Read:
    """What a file added, how many of its records were there already, and its problems."""

    sources: list[Source] = field(default_factory=list)
    agreements: list[Identity] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    repeated: int = 0
    problems: list[Problem] = field(default_factory=list)
    more: int = 0
    """Problems beyond those listed."""


def read_records(
    opened: IO[bytes],
    file: str,
    known: Known,
    what: str = "claim",
    progress: Callable[[int], None] = lambda lines: None,
) -> Read:
    """Read the records of a file; `known` takes them in as they are read.

    Args:
        opened: the file; no more than LINE_BYTES of a line are ever held.
        file: its name, for the problems.
        known: what the records may refer to.
        what: the kind of record where a line does not say.
        progress: told after every so many lines how many more were read.
    """
    read = Read()
    for number, line in enumerate(iter(lambda: opened.readline(LINE_BYTES + 1), b""), start=1):
        try:
            if len(line) > LINE_BYTES:
                _skip_rest(opened)
                expected = f"at most {LINE_BYTES:,} bytes"
                raise Flaw(
                    "record.too-long", "", "the line has no end within it", expected, "Split the record."
                )
            if line.strip():
                _take(_parsed(line), known, read, what)
        except Flaw as flaw:
            if len(read.problems) < _LISTED:
                read.problems.append(flaw.at(file, number))
            else:
                read.more += 1
        if number % _TOLD_EVERY == 0:
            progress(_TOLD_EVERY)
    return read


def known_records(folder: Traversable, imported: Path | None) -> Known:
    """Every record that is installed in a corpus's folder `network`, or was imported on this machine.

    Raises:
        BadInput: a record is wrong; the file is named.
        Refusal: an imported file cannot be read.
    """
    # What stands there was checked against its own day when it came in.
    known = Known(LAST_DAY)
    for name in NETWORK:
        with folder.joinpath(name).open("rb") as opened:
            read = read_records(opened, name, known, name.removesuffix("s.jsonl"))
        _without_problems(read, f"The installed '{name}'")
    for file in imported_files(imported):
        read = read_records(io.BytesIO(read_imported(file)), file.name, known)
        where = f"'{file.parent}'; mend it, or move it out and its claims no longer count"
        _without_problems(read, f"The imported file '{file.name}' (in {where})")
    return known


def read_network(folder: Traversable, imported: Path | None = None) -> Network:
    """The network of every known record. Raises BadInput and Refusal as `known_records` does."""
    known = known_records(folder, imported)
    return network(known.agreements.values(), known.sources.values(), known.claims.values())


def _without_problems(read: Read, what: str) -> None:
    if read.problems:
        raise BadInput(tuple(read.problems), what)


def _skip_rest(opened: IO[bytes]) -> None:
    while (rest := opened.readline(LINE_BYTES)) and not rest.endswith(b"\n"):
        pass


def _parsed(line: bytes) -> Record:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        raise Flaw(
            "record.no-json", "", "the line is no JSON", "one JSON object on a line", "Correct the line."
        ) from None
    if not isinstance(record, dict):
        raise Flaw(
            "record.no-json", "", "the line is no JSON object", "one JSON object on a line", "Correct it."
        )
    return record


def _take(record: Record, known: Known, read: Read, what: str) -> None:
    match record.get("record", what):
        case "claim":
            _add(read_claim(record, known), known.claims, read.claims, read)
        case "source":
            _add(read_source(record, known), known.sources, read.sources, read)
        case "agreement":
            _add(read_agreement(record), known.agreements, read.agreements, read)
        case _:
            raise Flaw(
                "record.kind", "record", "found another kind", "source, agreement or claim", "Correct it."
            )


def _add(item: T, held: dict[str, T], added: list[T], read: Read) -> None:
    """Take in a record; the same again is nothing new, another of the same id is a mistake."""
    there = held.get(item.id)
    if there is None:
        held[item.id] = item
        added.append(item)
    elif there == item:
        read.repeated += 1
    else:
        raise Flaw(
            "record.changed",
            "id",
            f"{item.id} is there already with other content",
            "a record that never changes",
            "Give the new record an id of its own: what was claimed once stays claimed.",
        )
