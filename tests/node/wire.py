"""Speaking HTTP by hand: what no well-behaved client sends."""

import socket
import time
from dataclasses import dataclass

#: Seconds of silence that a test bears from a server on a slow machine.
_PATIENCE = 60


@dataclass(frozen=True)
class Heard:
    """What a server answered: everything until it closed the connection, or fell silent."""

    raw: bytes

    @property
    def status(self) -> int:
        """The status; 0 if there was no answer."""
        first = self.raw.split(b"\r\n", 1)[0].split(b" ")
        return int(first[1]) if len(first) > 1 and first[1].isdigit() else 0

    @property
    def headers(self) -> dict[str, str]:
        """The headers, their names in small letters."""
        lines = self.raw.split(b"\r\n\r\n", 1)[0].decode("latin-1").split("\r\n")[1:]
        return {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}

    @property
    def body(self) -> str:
        """The body as text."""
        return self.raw.partition(b"\r\n\r\n")[2].decode(errors="replace")


def dialled(port: int, patience: float = _PATIENCE) -> socket.socket:
    """A connection to this machine's port."""
    return socket.create_connection(("127.0.0.1", port), timeout=patience)


def said(port: int, request: bytes, patience: float = _PATIENCE) -> Heard:
    """Send these bytes, and hear the answer out."""
    with dialled(port, patience) as line:
        line.sendall(request)
        return heard(line)


def heard(line: socket.socket) -> Heard:
    """What comes until the other side closes, or says nothing for the patience of the line."""
    pieces = []
    try:
        while piece := line.recv(65_536):
            pieces.append(piece)
    except (TimeoutError, ConnectionResetError):
        pass
    return Heard(b"".join(pieces))


def got(port: int, path: str = "/", *headers: str, host: str = "localhost") -> Heard:
    """A plain GET."""
    lines = [f"GET {path} HTTP/1.1", f"Host: {host}", "Connection: close", *headers, "", ""]
    return said(port, "\r\n".join(lines).encode())


def cut_off_after(line: socket.socket, most: float) -> float:
    """Seconds until the other side closes the connection; the most if it does not."""
    start = time.monotonic()
    line.settimeout(most)
    try:
        while line.recv(65_536):
            pass
    except (ConnectionResetError, BrokenPipeError):
        pass
    except TimeoutError:
        return most
    return time.monotonic() - start
