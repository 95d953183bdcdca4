"""What every test runs under: the Hypothesis profile, and a folder of its own for compiled rulebooks."""

import os
import shutil
import tempfile

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("quick", max_examples=25, deadline=None, derandomize=True)
settings.register_profile(
    "thorough", max_examples=1_000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

_FOLDER = pytest.StashKey[str]()


def pytest_configure(config: pytest.Config) -> None:
    """Tests compile rulebooks into a temporary folder, never into the user's cache."""
    if hasattr(config, "workerinput"):
        return  # A worker of pytest-xdist inherits the folder of the process that started it.
    folder = tempfile.mkdtemp(prefix="comity-tests-")
    os.environ["COMITY_CACHE"] = folder
    config.stash[_FOLDER] = folder


def pytest_unconfigure(config: pytest.Config) -> None:
    folder = config.stash.get(_FOLDER, "")
    if folder:
        shutil.rmtree(folder, ignore_errors=True)
