"""Where a node keeps what is its own on this machine: its database, its secret, its collected styles."""

import os
from pathlib import Path


def data_folder() -> Path:
    """COMITY_DATA, or `comity` in the user's own data folder; made if it is not there."""
    own = os.environ.get("COMITY_DATA")
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    folder = Path(own) if own else Path(base) / "comity"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
