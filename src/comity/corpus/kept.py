"""What takes long to make and never changes while its source stays the same is kept in a cache folder.

Only text is kept, never anything that could run, below a checksum: what was damaged is made again. Losing
the folder costs time, nothing else.
"""

import hashlib
import os
from pathlib import Path


def kept_file(name: str) -> Path:
    """A file in the cache folder: COMITY_CACHE, or `comity` in the user's own."""
    own = os.environ.get("COMITY_CACHE")
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return (Path(own) if own else Path(base) / "comity") / name


def kept_text(file: Path) -> str | None:
    """The text that was kept; None if there is none, or it is not what was written."""
    try:
        checksum, _, text = file.read_text(encoding="utf-8").partition("\n")
    except (OSError, UnicodeDecodeError):
        return None
    return text if checksum == _checksum(text) else None


def keep(file: Path, text: str) -> None:
    """Keep a text, whole or not at all; where nothing can be written nothing is kept."""
    part = file.with_suffix(f".{os.getpid()}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part.write_text(f"{_checksum(text)}\n{text}", encoding="utf-8")
        part.replace(file)
    except OSError:
        pass  # A read-only or full disk: it is made again each time.


def _checksum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
