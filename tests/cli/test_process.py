"""`comity` as a process: exit status, a reader that goes away, other encodings, and a closed terminal."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.visits import ON, STATUS, with_outcome

COMITY = [sys.executable, "-m", "comity.cli"]


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMITY, *arguments], capture_output=True, env={**os.environ, **environment}, timeout=60, check=False
    )


@pytest.mark.parametrize("outcome", ["permitted", "forbidden"])
def test_the_exit_status_is_that_of_the_process(outcome: str, tmp_path: Path) -> None:
    folder = with_outcome(tmp_path / "visit", outcome)

    done = run("assess", str(folder), "--on", ON)

    assert done.returncode == STATUS[outcome]
    assert done.stderr == b""
    assert outcome.upper().encode() in done.stdout


def test_the_installed_command_is_the_same(tmp_path: Path) -> None:
    folder = with_outcome(tmp_path / "visit", "not-covered")
    command = Path(sys.executable).with_name("comity")

    done = subprocess.run(
        [str(command), "assess", str(folder), "--on", ON], capture_output=True, timeout=60, check=False
    )

    assert (done.returncode, done.stderr) == (6, b"")


def test_every_process_prints_the_same_to_the_last_byte(tmp_path: Path) -> None:
    folder = with_outcome(tmp_path / "visit", "undetermined")
    arguments = ("assess", str(folder), "--on", ON, "--format", "json")

    done = [run(*arguments, PYTHONHASHSEED=seed) for seed in ("1", "2", "3")]

    assert {each.returncode for each in done} == {STATUS["undetermined"]}
    assert len({each.stdout for each in done}) == 1


def test_what_python_holds_back_is_written_before_the_process_ends(tmp_path: Path) -> None:
    folder = with_outcome(tmp_path / "visit", "undetermined")
    buffered = {"PYTHONUNBUFFERED": ""}

    answered = run("assess", str(folder), "--on", ON, "--format", "json", **buffered)
    refused = run("assess", str(tmp_path / "nowhere"), "--on", ON, "--format", "json", **buffered)

    assert json.loads(answered.stdout)["outcome"] == "undetermined"
    assert json.loads(refused.stdout)["problems"]
    assert refused.returncode == 2
    assert b"nowhere" in refused.stderr


def test_a_small_answer_loads_nothing_that_it_does_not_need(tmp_path: Path) -> None:
    folder = with_outcome(tmp_path / "visit", "undetermined")
    heavy = (
        *("comity.manifest.first_look.recognition", "comity.manifest.first_look.mending"),
        *("comity.manifest.workbook", "comity.report.html", "comity.report.workbook"),
        *("jinja2", "xlsxwriter", "openpyxl", "sqlglot", "icalendar", "tqdm", "babel"),
    )
    arguments = ["assess", str(folder), "--on", ON]
    program = (
        "import sys\n"
        "from comity.cli.main import main\n"
        f"main({arguments!r})\n"
        f"sys.exit(' '.join(name for name in {heavy!r} if name in sys.modules))\n"
    )

    # Twice: the first run may have to compile rulebooks.
    for _ in range(2):
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=60, check=False)

    assert done.stderr.strip() == b""


@pytest.mark.parametrize(
    "arguments", [("rulebook", "list"), ("rulebook", "show", "jp-au-raa"), ("rulebook", "show", "host-jp")]
)
def test_a_reader_that_goes_away_is_no_error(arguments: tuple[str, ...]) -> None:
    reads, writes = os.pipe()
    os.close(reads)

    with os.fdopen(writes, "wb") as output:
        done = subprocess.run(
            [*COMITY, *arguments], stdout=output, stderr=subprocess.PIPE, timeout=60, check=False
        )

    assert done.stderr == b""
    assert done.returncode == 0


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1", "cp1252", "cp932"])
def test_a_terminal_of_another_encoding_is_written_to(encoding: str) -> None:
    done = run("rulebook", "show", "jp-au-raa", PYTHONIOENCODING=encoding)

    assert done.stderr == b""
    assert done.returncode == 0
    assert b"no-visa-application" in done.stdout


def test_without_a_home_it_answers_all_the_same(tmp_path: Path) -> None:
    folder = with_outcome(tmp_path / "visit", "permitted")
    environment = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "LC_ALL": "C"}

    done = subprocess.run(
        [*COMITY, "assess", str(folder), "--on", ON],
        capture_output=True,
        env=environment,
        timeout=60,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, b"")


def test_the_version_is_told() -> None:
    done = run("--version")

    assert done.returncode == 0
    assert done.stdout.startswith(b"comity ")
