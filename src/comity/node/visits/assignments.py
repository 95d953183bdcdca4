"""What is asked of the process that opens what strangers sent, and what it gives back: plain values only."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Assignment:
    """One piece of work.

    `folder` holds what was sent, as files named 0, 1 …, whose own names are `names`; everything that is
    unpacked or written on the way goes there too. `answers`, `beside` and `passed` are as in `models.Desk`.
    """

    folder: str
    names: tuple[str, ...]
    kind: str
    parameters: dict[str, Any]
    language: str
    answers: str
    beside: dict[str, str]
    passed: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Made:
    """What came of it: a file (bytes with their media type and the name to offer them under), or a part of a
    page (HTML) with the plain values that go with it.
    """

    content: bytes = b""
    media_type: str = ""
    file_name: str = ""
    page: str = ""
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NotMade:
    """Why nothing came of it: a stable code, a sentence in its language, and the mistakes found.

    `trace` says, for the log alone, where a mistake of our own was made.
    """

    code: str
    sentence: str
    problems: tuple[dict[str, Any], ...] = ()
    trace: str = ""


#: The file of an assignment's folder in which its process tells how far it is.
TOLD = "told.json"
