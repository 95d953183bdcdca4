"""Every command of docs/reference/api.md runs against a node, and answers what stands below it."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from comity.node.api.samples import NODE, SAMPLES
from tools.doc_snippets import Block, blocks, matches

ROOT = Path(__file__).parents[3]
DOCUMENT = (ROOT / "docs" / "reference" / "api.md").read_text(encoding="utf-8")
BLOCKS = list(blocks(DOCUMENT))
LOCATION = re.compile(r"^location: .*/([\w-]{43})\s*$", re.IGNORECASE | re.MULTILINE)
TOKEN = "TOKEN"


def commands() -> list[tuple[str, Block | None]]:
    """Each command with the block that shows its answer, if one follows directly."""
    found = []
    for at, block in enumerate(BLOCKS):
        if block.language != "sh":
            continue
        below = BLOCKS[at + 1] if at + 1 < len(BLOCKS) else None
        shows = below is not None and below.language in ("json", "http")
        follows = shows and below is not None and below.first <= block.first + len(block.lines) + 3
        found.append((block.lines[0], below if follows else None))
    return found


def run(command: str, folder: Path) -> str:
    """What a command writes, when it succeeds."""
    words = ["curl", "--silent", "--show-error", "--fail-with-body", *shlex.split(command)[1:]]
    if "-i" in words:
        words.remove("--fail-with-body")
    done = subprocess.run(words, cwd=folder, capture_output=True, check=False, timeout=60)
    assert done.returncode == 0, (command, done.stdout.decode(), done.stderr.decode())
    return done.stdout.decode()


def test_every_command_of_the_document_answers_what_stands_below_it(node: str, tmp_path: Path) -> None:
    assert shutil.which("curl"), "the examples are curl commands: install curl"
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    token = TOKEN

    for command, expected in commands():
        got = run(command.replace(NODE, node).replace(TOKEN, token), tmp_path)

        given = LOCATION.search(got)
        token = given[1] if given else token
        if expected is not None:
            lines = [line.rstrip() for line in got.splitlines()]
            assert matches(expected.lines, lines), f"{command}\n{got[:2000]}"

    assert token != TOKEN
    assert (tmp_path / "visit.xlsx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize(("operation", "sample"), SAMPLES.items())
def test_the_command_of_every_operation_stands_in_the_document(operation: str, sample: str) -> None:
    assert sample in [command for command, _ in commands()], operation
