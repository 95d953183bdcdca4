"""Visits sent by a program over a real connection."""

import urllib.error
import urllib.request
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ADDRESS = "/api/v1/assessments"

Sent = tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class Told:
    """What was answered: the status, the content, and the address that it leads to, if any."""

    status: int
    content: bytes
    location: str


def files_of(folder: Path) -> list[Sent]:
    """The files of a visit."""
    files = (file for file in sorted(folder.iterdir()) if file.suffix in (".csv", ".toml"))
    return [(file.name, file.read_bytes()) for file in files]


def posted(node: str, files: Sequence[Sent], fields: Mapping[str, str], wait: int) -> Told:
    """Send a visit, and wait that many seconds for its answer."""
    edge = uuid.uuid4().hex
    begins = f"--{edge}\r\nContent-Disposition: form-data; name="
    parts = [f'{begins}"{name}"\r\n\r\n{value}\r\n'.encode() for name, value in fields.items()]
    for name, content in files:
        parts += [f'{begins}"files"; filename="{name}"\r\n\r\n'.encode(), content, b"\r\n"]
    body = b"".join(parts) + f"--{edge}--\r\n".encode()
    headers = {"Content-Type": f"multipart/form-data; boundary={edge}", "Prefer": f"wait={wait}"}
    return asked(urllib.request.Request(f"{node}{ADDRESS}", body, headers))


def asked(request: urllib.request.Request) -> Told:
    """What a request is answered, whether well or not."""
    try:
        with urllib.request.urlopen(request, timeout=120) as response:
            return Told(response.status, response.read(), response.headers.get("Location", ""))
    except urllib.error.HTTPError as error:
        return Told(error.code, error.read(), error.headers.get("Location", ""))
