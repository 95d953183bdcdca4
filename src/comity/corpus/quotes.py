"""Whether quotes stand word for word in their sources, where a folder has the texts of sources."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from comity.domain.agreements.claim import Claim, Source
from comity.domain.errors import Place, Problem

#: Bytes of one source text.
SOURCE_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Checked:
    """How many quotes there are, how many were found, how many could not be checked and why, and problems."""

    quotes: int
    found: int
    unchecked: int
    why: str
    problems: tuple[Problem, ...]


def check_quotes(claims: Iterable[Claim], sources: Mapping[str, Source], folder: Path | None) -> Checked:
    """Look every quote up in the text of its source; white space may differ, nothing else.

    A source without `file`, or whose file is not in the folder, is not checked, and that is said.
    """
    texts: dict[str, str | None] = {}
    quotes = found = unchecked = 0
    problems = []
    for claim in claims:
        if not claim.quote:
            continue
        quotes += 1
        source = sources[claim.source]
        if source.id not in texts:
            texts[source.id] = _text(folder, source.file)
        text = texts[source.id]
        if text is None:
            unchecked += 1
        elif _folded(claim.quote) in text:
            found += 1
        else:
            problems.append(
                Problem(
                    "claim.quote",
                    Place(source.file, column=claim.id),
                    "the quote does not stand in the source",
                    "the source's own words",
                    "Copy the words from the source; leave out nothing between them.",
                )
            )
    why = ""
    if unchecked:
        why = (
            ": no folder of sources was given" if folder is None else ": their sources are not in the folder"
        )
    return Checked(quotes, found, unchecked, why, tuple(problems))


def _text(folder: Path | None, name: str) -> str | None:
    """The text of a source; None if there is none. A name is a name: it leads nowhere else."""
    if folder is None or not name or Path(name).name != name:
        return None
    file = folder / name
    if not file.is_file() or file.is_symlink() or file.stat().st_size > SOURCE_BYTES:
        return None
    return _folded(file.read_text(encoding="utf-8", errors="replace"))


def _folded(text: str) -> str:
    return " ".join(text.split())
