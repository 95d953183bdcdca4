"""Starting a node as its operator does, and asking it."""

import json
import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from tests.node.wire import Heard, got, said

_LONGEST_START, _LONGEST_STOP = 180, 120
#: Below those that the system hands out: none of them is taken by whoever asks for any port.
_PORTS = range(10_000, 32_768)
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True)
class Node:
    """A node that runs: its port, its process, its data folder, and the file of its log."""

    port: int
    pid: int
    folder: Path
    log: Path

    def get(self, path: str, *headers: str) -> Heard:
        """A plain GET."""
        return got(self.port, path, *headers)

    def post(self, path: str, form: Mapping[str, str], *headers: str) -> Heard:
        """A form, sent without a token unless the headers and the form have one."""
        body = urlencode(form).encode()
        lines = [
            f"POST {path} HTTP/1.1",
            "Host: localhost",
            "Connection: close",
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(body)}",
            *headers,
        ]
        return said(self.port, "\r\n".join([*lines, "", ""]).encode() + body)

    def token(self, path: str) -> tuple[str, str]:
        """The cookie and the token of the form on a page."""
        page = self.get(path)
        found = _TOKEN.search(page.body)
        assert found, f"no token on {path}"
        return page.headers["set-cookie"].split(";")[0], found[1]

    def logged(self) -> list[dict[str, object]]:
        """The lines of its log so far."""
        return [json.loads(line) for line in self.log.read_text("utf-8").splitlines() if line.startswith("{")]

    def memory(self) -> int:
        """Bytes of memory that the serving process holds."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")


@contextmanager
def running(folder: Path, **settings: str) -> Iterator[Node]:
    """A node with its data in a folder, ready to serve; stopped at the end."""
    port = _free_port()
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    environment |= {"COMITY_DATA": str(folder), **settings}
    log = folder / "log"
    command = [sys.executable, "-m", "comity.cli", "node", "run", "--port", str(port)]
    with log.open("wb") as written:
        process = subprocess.Popen(command, env=environment, stdout=written, stderr=written)
        try:
            _wait_until_ready(port, process, log)
            yield Node(port, process.pid, folder, log)
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(_LONGEST_STOP)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _free_port() -> int:
    """A port that nobody listens at, and that nobody gets by chance while the node prepares."""
    for _ in range(100):
        port = secrets.choice(_PORTS)
        try:
            with socket.create_server(("127.0.0.1", port)):
                return port
        except OSError:
            pass
    raise AssertionError("no port is free")


def _wait_until_ready(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    end = time.monotonic() + _LONGEST_START
    while time.monotonic() < end and process.poll() is None:
        try:
            if got(port, "/health/ready").status == 200:
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise AssertionError(f"the node did not start: {log.read_text('utf-8', errors='replace')[-3000:]}")
