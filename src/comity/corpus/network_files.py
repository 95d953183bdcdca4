"""Where the records of the network lie: those installed, and one file for each import on this machine."""

import os
from pathlib import Path

from comity.domain.errors import Refusal

#: The files of the installed network, those that others refer to first.
NETWORK = ("sources.jsonl", "agreements.jsonl", "claims.jsonl")


def imported_folder() -> Path:
    """The folder of imported claims: in COMITY_DATA, or in `comity` of the user's own data folder."""
    own = os.environ.get("COMITY_DATA")
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return (Path(own) if own else Path(base) / "comity") / "claims"


def imported_files(folder: Path | None) -> list[Path]:
    """The files of earlier imports, the earliest first: later ones may refer to what came in before."""
    return sorted(folder.glob("*.jsonl")) if folder and folder.is_dir() else []


def read_imported(file: Path) -> bytes:
    """The records of an earlier import. Raises Refusal, naming the file, if it cannot be read."""
    try:
        if file.is_file():
            return file.read_bytes()
        why = "it is no file"
    except OSError as error:
        why = error.strerror or "it cannot be opened"
    raise Refusal(
        "claims.imported",
        f"The imported claims '{file.name}' in '{file.parent}' cannot be read: {why}. Mend the file, or move "
        "it out of the folder: then what it says no longer counts.",
    )


def next_import(folder: Path) -> Path:
    """The name of the next import's file: asked for before anything is read, used when it is kept."""
    numbers = [int(file.stem) for file in imported_files(folder) if file.stem.isdecimal()]
    return folder / f"{max(numbers, default=0) + 1:06}.jsonl"


def keep_import(file: Path, content: bytes) -> None:
    """Keep the records of an import, whole or not at all; nothing is ever changed.

    Raises:
        FileExistsError: another import took the name meanwhile; its records were not looked at.
        OSError: the folder cannot be written.
    """
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = file.with_suffix(f".{os.getpid()}.part")
    try:
        part.write_bytes(content)
        os.link(part, file)
    finally:
        part.unlink(missing_ok=True)
