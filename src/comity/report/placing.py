"""Giving what was written its place on disk."""

import os
from pathlib import Path

from comity.domain.errors import Refusal


def umask() -> int:
    """The process's own mask; it can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def unwritable(out: Path, error: OSError) -> Refusal:
    """The refusal for a file or folder that cannot be written."""
    reason = error.strerror or "for a reason that is not known"
    return Refusal("out.unwritable", f"'{out}' cannot be written ({reason}).")
