"""What an operator is given fits the node: units that systemd takes, and settings that are all explained."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from comity.cli.parser import parser

ROOT = Path(__file__).parents[3]
DEPLOY, PAGE = ROOT / "deploy", ROOT / "docs" / "reference" / "node.md"
UNITS = sorted(DEPLOY.glob("*.service"))
_VARIABLE = re.compile(r"\b(?:COMITY_[A-Z_]+|DATABASE_URL)\b")
#: Set by the tests, and read by nothing but them.
_OF_TESTS = {"COMITY_THOROUGH", "COMITY_BROWSER", "COMITY_CHROMIUM", "COMITY_TURNED_AWAY"}


def _settings() -> set[str]:
    """The variables that the product reads."""
    read: set[str] = set()
    for file in (ROOT / "src" / "comity").rglob("*.py"):
        if "node_modules" not in file.parts:
            read.update(_VARIABLE.findall(file.read_text("utf-8")))
    return read - _OF_TESTS


def test_every_setting_is_explained() -> None:
    explained = set(re.findall(r"^\| `([A-Z_]+)` \|", PAGE.read_text("utf-8"), re.M))
    assert explained == _settings()


@pytest.mark.parametrize("file", sorted(DEPLOY.iterdir()), ids=lambda file: file.name)
def test_examples_name_settings_that_there_are(file: Path) -> None:
    named = set(_VARIABLE.findall(file.read_text("utf-8")))
    assert named - _settings() == set()


@pytest.mark.parametrize("unit", UNITS, ids=lambda file: file.name)
def test_units_start_commands_that_there_are(unit: Path) -> None:
    started = re.findall(r"^ExecStart(?:Pre)?=\S+/comity (.+)$", unit.read_text("utf-8"), re.M)
    assert started
    for command in started:
        assert parser().parse_args(command.split()).command == "node"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not on this machine")
@pytest.mark.parametrize("unit", UNITS, ids=lambda file: file.name)
def test_systemd_takes_the_units_and_finds_little_exposed(unit: Path, tmp_path: Path) -> None:
    here = tmp_path / unit.name
    here.write_text(re.sub(r"/usr/local/lib/comity/bin/comity", sys.executable, unit.read_text("utf-8")))
    verified = subprocess.run(
        ["systemd-analyze", "verify", here], capture_output=True, text=True, check=False
    )
    assert unit.stem not in verified.stderr
    exposed = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", here], capture_output=True, text=True, check=False
    )
    level = re.search(r"exposure level for .*: ([\d.]+)", exposed.stdout)
    assert level, exposed.stderr
    assert float(level[1]) < 2.0
