"""What every test runs under: the Hypothesis profile, and folders of its own for all that Comity keeps."""

import os
import shutil
import tempfile

import pytest
from django.conf import settings as django_settings
from hypothesis import HealthCheck, settings

settings.register_profile("quick", max_examples=25, deadline=None, derandomize=True)
settings.register_profile(
    "thorough", max_examples=1_000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

_FOLDER = pytest.StashKey[str]()


def pytest_configure(config: pytest.Config) -> None:
    """Tests keep compiled rulebooks and data in a temporary folder, never in the user's own."""
    if not hasattr(config, "workerinput"):  # A worker of pytest-xdist inherits what the first process sets.
        _own_folders(config)
    os.environ["DJANGO_SETTINGS_MODULE"] = "comity.node.config.settings"
    # pytest-django sets Django up where its settings have been looked at.
    _ = django_settings.DEBUG


def _own_folders(config: pytest.Config) -> None:
    folder = tempfile.mkdtemp(prefix="comity-tests-")
    os.environ["COMITY_CACHE"] = f"{folder}/cache"
    os.environ["COMITY_DATA"] = f"{folder}/data"
    # The embedded server runs as another user where the tests run as root.
    os.chmod(folder, 0o755)
    config.stash[_FOLDER] = folder


def pytest_unconfigure(config: pytest.Config) -> None:
    folder = config.stash.get(_FOLDER, "")
    if folder:
        shutil.rmtree(folder, ignore_errors=True)
