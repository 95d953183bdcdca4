"""Opening what a path names: only plain files, only inside the visit's folder, only up to a size."""

import os
import stat
from pathlib import Path

from comity.domain.errors import Place
from comity.domain.primitives.worded import worded
from comity.manifest.problems import ProblemLog

#: Do not wait for a writer on a named pipe, do not become the owner of a terminal. Not on every system.
_CAREFULLY = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)


def read_file(path: Path, limit: int, log: ProblemLog, *, inside: Path | None = None) -> bytes | None:
    """The bytes of a plain file; None, with a problem noted, if it is anything else or cannot be read.

    Args:
        path: the file.
        limit: how many bytes it may have.
        log: gets the problem.
        inside: a folder that the file must not lead out of, by a symbolic link or otherwise.
    """
    place = Place(file=path.name)
    try:
        if inside is not None and not path.resolve(strict=True).is_relative_to(inside.resolve()):
            log.add(
                "file.outside-the-folder",
                place,
                worded("found a link to a file outside the visit's folder"),
                worded("a file in the folder"),
                worded("Copy the file into the folder."),
            )
            return None
        # What is looked at is what was opened: the kind is asked of the open file, not of the name.
        if not stat.S_ISREG(os.stat(path).st_mode):
            _note_kind(place, log)
            return None
        descriptor = os.open(path, os.O_RDONLY | _CAREFULLY)
        with os.fdopen(descriptor, "rb") as opened:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                _note_kind(place, log)
                return None
            content = opened.read(limit + 1)
    except FileNotFoundError:
        log.add(
            "file.not-found",
            place,
            worded("found no such file"),
            worded("a file"),
            worded("Correct the name or the path."),
        )
        return None
    except (OSError, ValueError, RuntimeError) as error:
        # RuntimeError: a loop of links; ValueError: a NUL in the path.
        reason = getattr(error, "strerror", None) or worded("the name leads nowhere")
        log.add(
            "file.unreadable",
            place,
            worded("the file cannot be opened ({reason})", reason=reason),
            worded("a readable file"),
            worded("Check the file's permissions and that it is not a broken link."),
        )
        return None
    if len(content) > limit:
        log.add(
            "limit.file-size",
            place,
            worded("the file is larger than {limit} bytes", limit=limit),
            worded("at most {limit} bytes (the limit of such a file)", limit=limit),
            worded("Split the visit, or take out what does not belong into the manifest."),
        )
        return None
    return content


def _note_kind(place: Place, log: ProblemLog) -> None:
    log.add(
        "file.not-plain",
        place,
        worded("found a folder, device or pipe"),
        worded("a plain file"),
        worded("Put a file of this name there."),
    )
