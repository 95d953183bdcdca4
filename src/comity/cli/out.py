"""Writing an answer to a file: never over what was read, never over anything unasked, whole or not at all."""

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from comity.domain.errors import Refusal
from comity.report.placing import umask, unwritable


@contextlib.contextmanager
def written(out: Path, visit: Path, *, force: bool) -> Iterator[BinaryIO]:
    """A file that gets the name `out` when everything has been written to it, and no name if that fails.

    Args:
        out: the file to write.
        visit: what is read: a folder, or a file in whose folder more may be read.
        force: whether a file that is there already may be replaced.

    Raises:
        Refusal: `out` is there already, is what was read, is no plain file, or cannot be written.
    """
    import tempfile  # noqa: PLC0415  an answer on the screen does not pay for it

    check_out(out, visit, force=force)
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{out.name[:100]}.", suffix=".part", dir=out.parent)
    except OSError as error:
        raise unwritable(out, error) from error
    part = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as opened:
            yield opened
        # mkstemp keeps it from others; an answer is as open as any file that its writer makes.
        part.chmod(0o666 & ~umask())
        part.replace(out)
    except OSError as error:
        raise unwritable(out, error) from error
    finally:
        part.unlink(missing_ok=True)


def check_out(out: Path, visit: Path, *, force: bool) -> None:
    """Raise the refusals of `written` that can be known before anything is read."""
    if not out.parent.is_dir():
        raise Refusal("out.no-folder", f"There is no folder '{out.parent}' to write '{out.name}' into.")
    if not os.path.lexists(out):
        _check_folder(out, visit)
        return
    if any(_is_same(out, read) for read in _read_from(visit)):
        sentence = f"'{out}' is what the visit is read from; it is never written. Give --out another name."
        raise Refusal("out.is-input", sentence)
    if out.exists() and not stat.S_ISREG(out.stat().st_mode):
        raise Refusal("out.not-plain", f"'{out}' is a folder, device or pipe. Give --out the name of a file.")
    if not force:
        sentence = f"'{out}' is there already. Give --out another name, or --force to replace it."
        raise Refusal("out.exists", sentence)
    _check_folder(out, visit)


def _check_folder(out: Path, visit: Path) -> None:
    """What would be taken for a part of the visit the next time: a table in its folder, a list's own file."""
    beside = _beside(visit)
    if beside and out.name == beside.name and _is_same(out.parent, beside.parent):
        sentence = (
            f"'{out.name}' is the file that would state the visit of '{visit.name}' the next time. Give "
            "--out another name."
        )
        raise Refusal("out.in-visit", sentence)
    folder = visit if visit.is_dir() else visit.parent if visit.suffix.lower() == ".toml" else None
    if (
        folder is not None
        and out.suffix.lower() in (".xlsx", ".csv", ".toml")
        and _is_same(out.parent, folder)
    ):
        sentence = (
            f"'{out.parent}' is the visit's folder: '{out.name}' would be read as a part of the visit the "
            "next time. Give --out a name in another folder."
        )
        raise Refusal("out.in-visit", sentence)


def _read_from(visit: Path) -> Iterator[Path]:
    """Whatever may have been read: the file that was named, the one beside it, the files of its folder."""
    yield visit
    if beside := _beside(visit):
        yield beside
    folder = visit if visit.is_dir() else visit.parent
    if visit.is_dir() or visit.suffix.lower() == ".toml":
        yield from (file for file in folder.iterdir() if file.suffix.lower() in (".csv", ".toml", ".xlsx"))


def _beside(visit: Path) -> Path | None:
    """The file that states the visit of a lone list."""
    return visit.with_suffix(".toml") if visit.suffix.lower() in (".xlsx", ".csv", ".tsv", ".tab") else None


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
