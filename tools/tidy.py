"""Tests of the code as a text: sizes, names, addresses, codes, links. `python -m tools.tidy`; 1 if untidy.

What ruff, mypy and import-linter check is not checked again here.
"""

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from tools import vocabulary_page

ROOT = Path(__file__).resolve().parent.parent
CODE_FOLDERS = ("src", "tests", "bench", "tools")
PROBLEMS_PAGE = "docs/reference/problems.md"
AUDIT_PAGE = "docs/reference/node.md"

#: A code file has fewer lines than this, a function too.
FILE_LINES, FUNCTION_LINES = 400, 70

BANNED_MODULES = frozenset({"utils", "helpers", "common", "misc", "manager", "base"})
#: Words with two meanings (GLOSSARY.md), which never stand alone as a name.
BARE_WORDS = frozenset(
    {"order", "orders", "clearance", "clearances", "signature", "signatures", "service", "services"}
)

#: Folders and hidden entries that are no part of the repository.
_NOT_OURS = frozenset({"build", "dist", "node_modules", "static", "__pycache__"})
_HIDDEN_OURS = frozenset({".ci", ".gitignore"})

_MACHINE_PATH = re.compile(r"(?<![\w.~:/-])/(?:home|root|work|Users|tmp|mnt|opt|srv)/\w|\b[A-Z]:\\\w")
_ADDRESS = re.compile(r"https?://|--(?:extra-)?index-url|--find-links|--trusted-host|\bfile://")
_CODE = re.compile(r"[a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*")
_NO_CODE = re.compile(
    r"(?:comity|django|waitress)\..*|(?!rulebook\.).*\.(?:toml|csv|xml|xlsx|jsonl?|css|html|txt|atom|ics|zip)|.*\.(?:md|py)"
)
_DOTTED = re.compile(r"\b([a-z_]+)\.([A-Za-z_]\w*)")
_SUFFIXES = frozenset({"toml", "md", "csv", "xlsx", "py"})
_LISTED_CODE = re.compile(r"^\| `([a-z.-]+)` \|", re.M)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_FENCED = re.compile(r"^(`{3,}).*?^\1`*\s*$", re.S | re.M)
_INLINE = re.compile(r"`[^`\n]*`")
_HEADING = re.compile(r"^#{1,6} (.+?)\s*$", re.M)


def main() -> int:
    """Say everything that is untidy."""
    found = [sentence for check in CHECKS for sentence in check()]
    for sentence in found:
        print(sentence)
    print(f"{len(CHECKS)} checks: {len(found) or 'nothing'} untidy.")
    return 1 if found else 0


def long_files() -> Iterator[str]:
    """Code files that have grown too long."""
    for file in _code_files():
        lines = len(_text(file).splitlines())
        if lines >= FILE_LINES:
            yield f"{_name(file)} has {lines} lines; split it by noun before it has {FILE_LINES}."


def long_functions() -> Iterator[str]:
    """Functions that have grown too long."""
    for file in _code_files():
        for node in ast.walk(_tree(file)):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines >= FUNCTION_LINES:
                yield (
                    f"{_name(file)}, line {node.lineno}: {node.name} has {lines} lines; "
                    f"at most {FUNCTION_LINES - 1}."
                )


def banned_modules() -> Iterator[str]:
    """Modules whose name says nothing."""
    for file in _code_files():
        for part in (*file.relative_to(ROOT).parent.parts, file.stem):
            if part in BANNED_MODULES:
                yield f"{_name(file)}: '{part}' names nothing; use a noun of the subject."


def bare_words() -> Iterator[str]:
    """Names in the product that are a word with two meanings and nothing else."""
    for file in _code_files("src"):
        if file.stem in BARE_WORDS:
            yield f"{_name(file)}: '{file.stem}' has two meanings; qualify it (GLOSSARY.md)."
        for name, line in _names(_tree(file)):
            # A constant may be a word of the data, as a kind of requirement is.
            if not name.isupper() and name.lower().strip("_") in BARE_WORDS:
                yield f"{_name(file)}, line {line}: '{name}' has two meanings; qualify it (GLOSSARY.md)."


def addresses_in_lock_files() -> Iterator[str]:
    """Where this machine found its packages is nobody else's business."""
    for file in ROOT.glob("*.lock"):
        for number, line in enumerate(_text(file).splitlines(), start=1):
            # The first lines repeat the command that wrote the file; it may say that it writes no address.
            if _ADDRESS.search(line.replace("--no-emit-find-links", "").replace("--no-emit-index-url", "")):
                yield f"{file.name}, line {number}: a download address; write the file with 'make lock'."


def machine_paths() -> Iterator[str]:
    """Absolute paths of somebody's machine."""
    for file in _files():
        for number, line in enumerate(_text(file).splitlines(), start=1):
            if path := _MACHINE_PATH.search(line):
                yield f"{_name(file)}, line {number}: '{path[0]}…' is a path of one machine."


def codes() -> Iterator[str]:
    """Every code of a problem or refusal is explained, and no other."""
    used: dict[str, str] = {}
    for file in _code_files("src"):
        if file.parent.name == "migrations":
            continue
        for node in ast.walk(_tree(file)):
            if not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
                continue
            if _CODE.fullmatch(node.value) and not _NO_CODE.fullmatch(node.value):
                used.setdefault(node.value, f"{_name(file)}, line {node.lineno}")
    page = ROOT / PROBLEMS_PAGE
    listed = set(_LISTED_CODE.findall(_text(page))) if page.is_file() else set()
    # What the audit records has words of the same form, on a page of its own.
    audited = set(_LISTED_CODE.findall(_text(ROOT / AUDIT_PAGE)))
    for code in sorted(used.keys() - listed - audited):
        yield f"{used[code]}: the code '{code}' is not explained in {PROBLEMS_PAGE}."
    for code in sorted(listed - used.keys()):
        yield f"{PROBLEMS_PAGE}: nothing in src says '{code}'; take it out."


def rulebooks_without_cases() -> Iterator[str]:
    """Every rulebook is proved."""
    for file in (ROOT / "src" / "comity" / "corpus").glob("*/rulebook.md"):
        if not file.with_name("cases.toml").is_file():
            yield f"{_name(file)}: no cases.toml beside it."


def broken_links() -> Iterator[str]:
    """Links between documents, and to headings in them."""
    for file in _files(".md"):
        prose = _INLINE.sub("", _FENCED.sub("", _text(file)))
        for link in _LINK.findall(prose):
            if re.match(r"[a-z]+:", link):
                continue
            path, _, anchor = link.partition("#")
            target = (file.parent / path).resolve() if path else file
            if not target.exists():
                yield f"{_name(file)}: the link '{link}' leads nowhere."
            elif anchor and target.suffix == ".md" and anchor not in _anchors(target):
                yield f"{_name(file)}: the link '{link}' leads to no heading."


def renamed_code() -> Iterator[str]:
    """`module.name` in ARCHITECTURE.md names something that is there."""
    there: dict[str, set[str]] = {}
    for file in _code_files("src"):
        there.setdefault(file.stem, set()).update(name for name, _ in _names(_tree(file)))
    for module, name in _DOTTED.findall(_text(ROOT / "ARCHITECTURE.md")):
        if module in there and name not in there[module] and name not in _SUFFIXES:
            yield f"ARCHITECTURE.md: there is no '{name}' in a module '{module}'."


def stale_pages() -> Iterator[str]:
    """Pages that are written from data."""
    if vocabulary_page.stale():
        yield vocabulary_page.STALE


CHECKS = (
    long_files,
    long_functions,
    banned_modules,
    bare_words,
    addresses_in_lock_files,
    machine_paths,
    codes,
    rulebooks_without_cases,
    broken_links,
    renamed_code,
    stale_pages,
)


def _files(suffix: str = "", under: Path | None = None) -> Iterator[Path]:
    """The files of the repository, or of one folder of it."""
    for entry in sorted((under or ROOT).iterdir()):
        name = entry.name
        if name in _NOT_OURS or name.endswith(".egg-info"):
            continue
        if name.startswith(".") and name not in _HIDDEN_OURS:
            continue
        if entry.is_dir():
            yield from _files(suffix, entry)
        elif entry.suffix == suffix or not suffix:
            yield entry


def _code_files(*folders: str) -> Iterable[Path]:
    for folder in folders or CODE_FOLDERS:
        if (ROOT / folder).is_dir():
            yield from _files(".py", ROOT / folder)


def _names(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """The names that a module gives, with their lines."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield node.name, node.lineno
            case ast.arg():
                yield node.arg, node.lineno
            case ast.Name(ctx=ast.Store()):
                yield node.id, node.lineno


@cache
def _text(file: Path) -> str:
    """The text of a file; nothing for what is no text."""
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


@cache
def _tree(file: Path) -> ast.AST:
    return ast.parse(_text(file), filename=_name(file))


@cache
def _anchors(file: Path) -> frozenset[str]:
    """The anchors of a document's headings, as code hosts make them."""
    anchors: set[str] = set()
    for heading in _HEADING.findall(_FENCED.sub("", _text(file))):
        plain = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        anchor, again = plain, 0
        while anchor in anchors:
            again += 1
            anchor = f"{plain}-{again}"
        anchors.add(anchor)
    return frozenset(anchors)


def _name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


if __name__ == "__main__":
    sys.exit(main())
