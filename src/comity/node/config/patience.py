"""What the server does with the slow and the many: waitress with deadlines and bounded room.

A request is read to its end before anybody works on it, so a slow client costs one connection and no thread.
Who sends or takes less than a slow line carries is cut off. What is on its way at one time is bounded: a
request above the bounds is read to its end and thrown away, so that its sender sees a page, not a broken
connection.
"""

import resource
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import BaseWSGIServer, MultiSocketServer, create_server
from waitress.task import ErrorTask
from waitress.utilities import BadRequest

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

#: The key, among a request's headers, under which it says why it is turned away. What a client sends
#: under this name is overwritten, or turns away that client alone.
TURNED_AWAY = "COMITY_TURNED_AWAY"
TOO_LARGE, NO_ROOM, NOT_UTF_8 = "too-large", "no-room", "not-utf-8"

#: The largest request that is read at all, in bytes: the uploads of one visit and the form around them.
LARGEST_REQUEST = 27 * 1024 * 1024

#: Seconds to send a head, or to show that a line is as fast as the slowest we wait for.
_GRACE = 20
#: Bytes a second of that line: a shared satellite link.
_SLOWEST = 8 * 1024
#: Bytes of all requests that are being read or wait for their turn.
ROOM = 1024 * 1024 * 1024
#: Connections at one time; further ones wait to be accepted.
_MOST_CONNECTIONS = 2_000
#: Seconds that a connection may stay silent.
_SILENCE = 30
#: Bytes of a body held in memory rather than in a file, and of an answer that its reader has not taken yet.
_IN_MEMORY, _UNSENT = 64 * 1024, 64 * 1024 * 1024
#: Bytes of a request's first line and headers.
_LARGEST_HEAD = 32 * 1024
#: Longer bodies are not read to the end only to be thrown away.
_MOST_THROWN_AWAY = 256 * 1024 * 1024


class Arriving(HTTPRequestParser):
    """A request while it is read: since when, how much, and whether there is room for it.

    `held` gives the bytes that all requests of the server may take, this one among them.
    """

    def __init__(self, adj: Adjustments, held: Callable[[], int]) -> None:
        super().__init__(adj)
        self._held = held
        self._began = time.monotonic()
        self._to_throw_away = 0

    @property
    def promised(self) -> int:
        """Bytes that its body may take."""
        return self.adj.max_request_body_size if self.chunked else self.content_length

    @property
    def overdue(self) -> bool:
        """Whether it came slower than the slowest line."""
        return time.monotonic() - self._began > _GRACE + self.body_bytes_received / _SLOWEST

    def received(self, data: bytes) -> int:
        """Take what came in; returns how many bytes of it belong to this request."""
        if self._to_throw_away:
            return self._thrown_away(data)
        head = not self.headers_finished
        try:
            taken = super().received(data)
        except ValueError:
            # A length of more digits than a number may have.
            self.error, self.completed = BadRequest("Content-Length invalid"), True
            return len(data)
        if head and self.headers_finished and self.promised and (why := self._why_not()):
            self._turn_away(why)
        return taken

    def _why_not(self) -> str:
        if self.content_length >= self.adj.max_request_body_size:
            return TOO_LARGE
        return NO_ROOM if self.error is None and self._held() > ROOM else ""

    def _turn_away(self, why: str) -> None:
        # Who waits to be told to go on sends nothing; of a chunked body nobody knows the end.
        read = not self.expect_continue and not self.chunked and self.content_length <= _MOST_THROWN_AWAY
        self.headers = {**self.headers, TURNED_AWAY: why, "CONTENT_LENGTH": "0", "CONNECTION": "close"}
        self._to_throw_away = self.content_length if read else 0
        self.completed = not read
        self.error, self.body_rcv, self.expect_continue = None, None, False
        self.content_length, self.chunked = 0, False

    def _thrown_away(self, data: bytes) -> int:
        taken = min(len(data), self._to_throw_away)
        self._to_throw_away -= taken
        self.body_bytes_received += taken
        self.completed = not self._to_throw_away
        return taken


class PlainErrorTask(ErrorTask):
    """What the server itself answers to a request that no application can read."""

    def execute(self) -> None:
        """Answer as waitress does, as text that no browser takes for anything else."""
        self.response_headers = [
            *self.response_headers,
            ("X-Content-Type-Options", "nosniff"),
            ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
            ("Cache-Control", "no-store"),
        ]
        super().execute()


def patient_server(application: "WSGIApplication", **adjustments: Any) -> MultiSocketServer | BaseWSGIServer:
    """A waitress server of such connections. Raises OSError if it cannot listen where it is told to."""
    listening: dict[int, Any] = {}
    server = create_server(
        application,
        map=listening,
        max_request_body_size=LARGEST_REQUEST,
        connection_limit=_MOST_CONNECTIONS,
        channel_timeout=_SILENCE,
        cleanup_interval=5,
        inbuf_overflow=_IN_MEMORY,
        outbuf_high_watermark=_UNSENT,
        max_request_header_size=_LARGEST_HEAD,
        asyncore_use_poll=True,
        ident=None,
        **adjustments,
    )
    for each in listening.values():
        if isinstance(each, BaseWSGIServer):
            each.channel_class = PatientChannel
    _open_files()
    return server


def _open_files() -> None:
    """Let the process have a file for each connection, and one for each body beside it."""
    allowed, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * _MOST_CONNECTIONS + 256
    if allowed != resource.RLIM_INFINITY and allowed < wanted:
        enough = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
        resource.setrlimit(resource.RLIMIT_NOFILE, (enough, most))


class PatientChannel(HTTPChannel):
    """A connection that is cut off when it sends or takes too slowly; the server asks it every second."""

    error_task_class = PlainErrorTask

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._sending_since = 0.0
        self._to_send = 0
        super().__init__(*args, **kwargs)

    def parser_class(self, adj: Adjustments) -> Arriving:  # type: ignore[override]  # called as the class would be
        """The next request of this connection."""
        return Arriving(adj, self._held)

    def readable(self) -> bool:
        """Whether to read on. Who is too slow is cut off here: who takes nothing is never writable."""
        if self._too_slow():
            self.handle_close()
            return False
        return bool(super().readable())

    def _too_slow(self) -> bool:
        if self.total_outbufs_len:
            now = time.monotonic()
            self._sending_since = self._sending_since or now
            self._to_send = max(self._to_send, self.total_outbufs_len)
            return now - self._sending_since > _GRACE + self._to_send / _SLOWEST
        self._sending_since, self._to_send = 0.0, 0
        # While a request is worked on, the next one of the same connection is not read.
        return isinstance(self.request, Arriving) and not self.requests and self.request.overdue

    def _held(self) -> int:
        channels: dict[int, PatientChannel] = self.server.active_channels  # type: ignore[assignment]
        return sum(
            each.promised
            for channel in tuple(channels.values())
            for each in (channel.request, *channel.requests)
            if isinstance(each, Arriving)
        )
