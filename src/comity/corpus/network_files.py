"""Where the records of the network lie: those installed, and one file for each import on this machine."""

import hashlib
import os
from pathlib import Path

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


def keep_import(folder: Path, content: bytes) -> Path:
    """Add the records of an import under the next number, whole or not at all; nothing is ever changed.

    Raises:
        OSError: the folder cannot be written.
    """
    number = len(imported_files(folder)) + 1
    file = folder / f"{number:06}-{hashlib.sha256(content).hexdigest()[:16]}.jsonl"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = file.with_suffix(f".{os.getpid()}.part")
    part.write_bytes(content)
    # Two imports at once must not take one number: the second is told, and can be tried again.
    os.link(part, file)
    part.unlink()
    return file
