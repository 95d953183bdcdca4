"""The slow are cut off, the many have bounded room, and everybody else is served."""

import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from comity.node.config import patience
from tests.node.wire import cut_off_after, dialled, got, heard, said

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_MIB = 1024 * 1024
_LARGE = 16 * _MIB


def _echo(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    """Says how long the body was, and why it was turned away; /large answers at length."""
    if environ["PATH_INFO"] == "/connections":
        start_response("200 OK", [])
        return [str(len(environ["comity.server"].active_channels)).encode()]
    why = environ.get(f"HTTP_{patience.TURNED_AWAY}", "")
    length = len(environ["wsgi.input"].read())
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"x" * _LARGE] if environ["PATH_INFO"] == "/large" else [f"{length} {why}".encode()]


def _knowing(held: list[Any]) -> "WSGIApplication":
    """The application, told of the server that it runs in."""
    return lambda environ, start_response: _echo({**environ, "comity.server": held[0]}, start_response)


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A server with little room; it cuts off nobody only because the machine is slow."""
    monkeypatch.setattr(patience, "_GRACE", 60.0)
    monkeypatch.setattr(patience, "LARGEST_REQUEST", 2 * _MIB)
    monkeypatch.setattr(patience, "ROOM", 3 * _MIB)
    held: list[Any] = []
    server: Any = patience.patient_server(_knowing(held), host="127.0.0.1", port=0, threads=2)
    held.append(server)
    thread = threading.Thread(target=_run, args=(server,))
    thread.start()
    yield int(server.effective_port)
    server.task_dispatcher.shutdown()
    server.stop_now = True
    thread.join()
    # The connections too: one left open is found by a later test's garbage collection.
    server.asyncore.close_all(server._map)


@pytest.fixture
def a_second_of_grace(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server cuts off after a second who is slower than it waits for."""
    del port
    monkeypatch.setattr(patience, "_GRACE", 1.0)


def _run(server: Any) -> None:
    """The server's own loop, round by round, so that it can be ended."""
    server.stop_now = False
    while not server.stop_now:
        server.asyncore.loop(timeout=0.1, map=server._map, use_poll=True, count=1)


def _dripping(line: socket.socket, piece: bytes) -> Callable[[], None]:
    def drip() -> None:
        try:
            for _ in range(100):
                line.sendall(piece)
                time.sleep(0.1)
        except OSError:
            pass

    return drip


@pytest.mark.usefixtures("a_second_of_grace")
@pytest.mark.parametrize(
    ("begun", "piece"),
    [
        (b"GET / HTTP/1.1\r\nHost: localhost\r\n", b"X-Slow: 1\r\n"),
        (b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n", b"x"),
        (b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
    ],
    ids=["head", "body", "chunks"],
)
def test_who_drips_a_request_is_cut_off_while_others_are_served(
    port: int, begun: bytes, piece: bytes
) -> None:
    with dialled(port) as line:
        start = time.monotonic()
        line.sendall(begun)
        drip = threading.Thread(target=_dripping(line, piece))
        drip.start()
        served = [got(port).status for _ in range(5)]
        cut_off_after(line, 30)
        seconds = time.monotonic() - start
        line.close()
        drip.join()
    assert served == [200] * 5
    assert 1 <= seconds < 30


@pytest.mark.usefixtures("a_second_of_grace")
def test_who_does_not_take_the_answer_is_cut_off(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "_SLOWEST", 16 * _MIB)
    # Well before a connection is cut off for its silence.
    assert _seconds_until_cut_off(port, most=25) < 25


@pytest.mark.usefixtures("a_second_of_grace")
def test_the_time_to_take_an_answer_grows_with_it(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "_SLOWEST", 1 * _MIB)
    assert _seconds_until_cut_off(port, most=4) == 4


def _seconds_until_cut_off(port: int, most: float) -> float:
    """How long a reader is waited for who takes nothing of a long answer; the most if it still is then."""
    with dialled(port) as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        line.sendall(b"GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n")
        start = time.monotonic()
        while (seconds := time.monotonic() - start) < most:
            time.sleep(0.1)
            if got(port, "/connections").body == "1":
                return seconds
        return most


@pytest.mark.usefixtures("a_second_of_grace")
def test_a_slow_line_that_keeps_its_pace_is_waited_for(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    # Each piece earns ten seconds, so that no stall of the machine loses the pace.
    monkeypatch.setattr(patience, "_SLOWEST", 200)
    piece = b"x" * 2_000
    head = b"POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 50000\r\n\r\n"
    with dialled(port, patience=60) as line:
        line.sendall(head + piece)
        for _ in range(24):
            time.sleep(0.1)
            line.sendall(piece)
        assert heard(line).body == "50000 "


def test_a_request_that_is_too_large_is_read_to_its_end_and_thrown_away(port: int) -> None:
    size = 5 * _MIB
    head = f"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: {size}\r\n\r\n".encode()
    answer = said(port, head + b"x" * size)
    assert (answer.status, answer.body) == (200, "0 too-large")


def test_who_waits_to_be_told_to_go_on_is_refused_at_once(port: int) -> None:
    head = (
        f"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: {5 * _MIB}\r\nExpect: 100-continue\r\n\r\n"
    ).encode()
    answer = said(port, head)
    assert (answer.status, answer.body) == (200, "0 too-large")


def test_what_is_on_its_way_at_one_time_has_bounded_room(port: int) -> None:
    promise = f"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: {_MIB}\r\n"
    with dialled(port) as first, dialled(port) as second, dialled(port) as third, dialled(port) as fourth:
        for line in (first, second, third):
            line.sendall(f"{promise}Expect: 100-continue\r\n\r\n".encode())
            # Who is told to go on has been given its room.
            assert line.recv(65_536).startswith(b"HTTP/1.1 100")
        fourth.sendall(f"{promise}\r\n".encode() + b"x" * _MIB)
        assert heard(fourth).body == "0 no-room"
        third.sendall(b"x" * _MIB)
        assert third.recv(65_536).startswith(b"HTTP/1.1 200")


def test_room_is_free_again_once_a_request_was_answered(port: int) -> None:
    for _ in range(5):
        body = b"x" * _MIB
        head = f"POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {_MIB}\r\n\r\n"
        assert said(port, head.encode() + body).body == f"{_MIB} "


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nbad header\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 40_000 + b"\r\n\r\n", 431),
        (b"GET /" + b"x" * 40_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", 431),
        (b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip\r\n\r\n", 501),
        (b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1, 2\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + b"9" * 5_000 + b"\r\n\r\n", 400),
        (b"GET / HTTP/1.1\rHost: localhost\r\n\r\n", 400),
        (b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n", 400),
    ],
    ids=["header", "head", "address", "coding", "negative", "two-lengths", "long-length", "bare-cr", "tls"],
)
def test_what_cannot_be_read_is_refused_as_text(port: int, request_: bytes, status: int) -> None:
    answer = said(port, request_)
    assert answer.status == status
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert "server" not in answer.headers
