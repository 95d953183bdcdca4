"""The machine in words: what a reader needs to judge the figures by, and nothing that names it."""

import os
import platform
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

LIBRARIES = ("polars", "numpy", "openfisca-core", "cedarpy", "zen-engine")


def described() -> dict[str, str]:
    """Cores, memory, system, Python and the versions of the libraries measured."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "processor": f"{cores} cores, {_processor()}",
        "memory": f"{memory:.0f} GiB",
        "system": platform.system(),
        "python": platform.python_version(),
        **{name: version(name) for name in LIBRARIES},
    }


def _processor() -> str:
    with suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return " ".join(line.split(":", 1)[1].split())
    return platform.machine()
