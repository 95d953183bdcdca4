"""Runs what the documents show: every ```console block must print what stands below its command.

`python -m tools.doc_snippets [DOCUMENT …]` (default: README.md and the other pages at the top, and docs/).

A line that begins with `$ ` is a command; the lines after it are the output expected, where a line `…`
stands for any number of lines, and `…` within a line for any text. Only commands of COMMANDS are run.
A block below `<!-- file: NAME -->` is written to a file first (`<!-- file: NAME, continued -->`: added to
it). Each document has a temporary folder of its own that stands for the repository: whatever lies in the
repository is there too.
"""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
#: What a document may run; `comity` is this installation's own.
COMMANDS = frozenset({"comity", "cat", "ls", "mkdir"})
#: Prints the exit status of the command before it.
STATUS = "echo $?"
ANY = "…"

_FENCE = re.compile(r"(`{3,})\s*([\w-]*)\s*")
_FILE = re.compile(r"<!-- file: ([^\s,]+)(, continued)? -->")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language, its lines, the line of the document on which they begin, and the name
    of the file that it is to be written to, if any (`continued`: added to)."""

    language: str
    lines: tuple[str, ...]
    first: int
    file: str = ""
    continued: bool = False


@dataclass(frozen=True, slots=True)
class Command:
    """A command of a console block, its line in the document, and the output expected."""

    text: str
    line: int
    expected: tuple[str, ...]


def blocks(text: str) -> Iterator[Block]:
    """The fenced blocks of a document, in order."""
    fence, language, first = "", "", 0
    inside: list[str] = []
    named: re.Match[str] | None = None
    above = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if fence:
            if line.startswith(fence) and not line.strip("` "):
                file, continued = (named[1], bool(named[2])) if named else ("", False)
                yield Block(language, tuple(inside), first, file, continued)
                fence = ""
            else:
                inside.append(line)
        elif opening := _FENCE.fullmatch(line):
            fence, language, first, inside = opening[1], opening[2], number + 1, []
            named = _FILE.fullmatch(above)
        if line.strip():
            above = line.strip()


def commands(block: Block) -> list[Command]:
    """The commands of a console block. Raises ValueError if its first line is none."""
    found: list[tuple[str, int, list[str]]] = []
    for number, line in enumerate(block.lines, start=block.first):
        if line.startswith("$ "):
            found.append((line[2:].strip(), number, []))
        elif found:
            found[-1][2].append(line)
        else:
            raise ValueError(f"line {number}: a console block begins with a command, '$ …'")
    return [Command(text, line, tuple(_trimmed(expected))) for text, line, expected in found]


def matches(expected: Sequence[str], got: Sequence[str]) -> bool:
    """Whether the output is as expected; a line `…` stands for any lines, within a line for any text."""
    if not expected:
        return not got
    if expected[0].strip() == ANY:
        return any(matches(expected[1:], got[start:]) for start in range(len(got) + 1))
    if not got:
        return False
    pattern = ".*".join(re.escape(part) for part in expected[0].rstrip().split(ANY))
    return re.fullmatch(pattern, got[0].rstrip()) is not None and matches(expected[1:], got[1:])


def failures(document: Path) -> tuple[list[str], int]:
    """What a document shows and is not so, in sentences; and how many commands were run."""
    wrong: list[str] = []
    count = 0
    name = document.relative_to(ROOT).as_posix() if document.is_relative_to(ROOT) else document.name
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        _stand_in(folder)
        for block in blocks(document.read_text(encoding="utf-8")):
            try:
                if block.file:
                    _write(folder, block)
                elif block.language == "console":
                    shown = commands(block)
                    count += len(shown)
                    wrong += _run_all(shown, folder, name)
            except ValueError as error:
                wrong.append(f"{name}, {error}")
    return wrong, count


def documents() -> list[Path]:
    """The documents whose blocks are run."""
    return sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


def _stand_in(folder: Path) -> None:
    """Links to everything in the repository that is not hidden."""
    for entry in ROOT.iterdir():
        if not entry.name.startswith("."):
            (folder / entry.name).symlink_to(entry)


def _write(folder: Path, block: Block) -> None:
    name = PurePosixPath(block.file)
    if name.is_absolute() or ".." in name.parts or (folder / name.parts[0]).is_symlink():
        raise ValueError(f"line {block.first}: '{name}' would be written outside the temporary folder")
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a" if block.continued else "w", encoding="utf-8") as opened:
        opened.write("\n".join(block.lines) + "\n")


def _run_all(shown: list[Command], folder: Path, name: str) -> list[str]:
    wrong = []
    status = 0
    for command in shown:
        try:
            got, status = ([str(status)], 0) if command.text == STATUS else _run(command, folder)
        except ValueError as error:
            wrong.append(f"{name}, {error}")
            continue
        if not matches(command.expected, got):
            wrong.append(
                f"{name}, line {command.line}: $ {command.text}\n  expected:\n"
                + "\n".join(f"    {line}" for line in command.expected)
                + "\n  got:\n"
                + "\n".join(f"    {line}" for line in got)
            )
    return wrong


def _run(command: Command, folder: Path) -> tuple[list[str], int]:
    """The lines that a command writes, both streams together, and its exit status."""
    if re.search(r"[|&;<>$`*\\]", command.text):
        raise ValueError(f"line {command.line}: write one plain command, without shell signs")
    words = shlex.split(command.text)
    if words[0] not in COMMANDS:
        raise ValueError(f"line {command.line}: '{words[0]}' is not run here; use a block ```sh for it")
    if words[0] == "comity":
        words = [sys.executable, "-m", "comity.cli", *words[1:]]
    run = subprocess.run(
        words,
        cwd=folder,
        env={**os.environ, "COLUMNS": "96", "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    return _trimmed(run.stdout.splitlines()), run.returncode


def _trimmed(lines: Sequence[str]) -> list[str]:
    kept = list(lines)
    while kept and not kept[-1].strip():
        kept.pop()
    return kept


def main(arguments: list[str]) -> int:
    """Run the blocks of all documents, or of those named; 1 if anything is not as shown."""
    wrong: list[str] = []
    count = 0
    for document in [Path(name).resolve() for name in arguments] or documents():
        found, more = failures(document)
        wrong += found
        count += more
    for sentence in wrong:
        print(sentence)
    print(f"{count} commands shown in documents: {len(wrong) or 'none'} not as shown.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
