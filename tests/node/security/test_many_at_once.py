"""A thousand uploads at the same time: each gets a clear answer, and the node serves on."""

import asyncio
import json
import resource
import time
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.node.security.live import Node
from tests.node.wire import cut_off_after, dialled

MANY = 1_000
_MIB = 1024 * 1024
_FORM = "----invented"


def _upload(cookie: str, token: str, size: int) -> bytes:
    row = b"1,INVENTED,Person,AU\r\n"
    content = b"ref,family_name,given_name,nationality\r\n" + row * (size // len(row))
    body = (
        f'--{_FORM}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n'
        f'--{_FORM}\r\nContent-Disposition: form-data; name="files"; filename="people.csv"\r\n'
        "Content-Type: text/csv\r\n\r\n"
    ).encode()
    body += content + f"\r\n--{_FORM}--\r\n".encode()
    head = (
        "POST /visits/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        f"Cookie: {cookie}\r\nContent-Type: multipart/form-data; boundary={_FORM}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def _status(port: int, request: bytes) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(request)
        await writer.drain()
        first = await asyncio.wait_for(reader.readline(), 120)
        return int(first.split()[1])
    finally:
        writer.close()


async def _statuses(port: int, request: bytes, times: int) -> list[int | BaseException]:
    return await asyncio.gather(*(_status(port, request) for _ in range(times)), return_exceptions=True)


@pytest.fixture
def many_files() -> Iterator[None]:
    """This process may have a file open for each connection."""
    allowed, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    enough = 2 * MANY if most == resource.RLIM_INFINITY else min(2 * MANY, most)
    if allowed != resource.RLIM_INFINITY:
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(allowed, enough), most))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, most))


@pytest.mark.usefixtures("many_files")
def test_every_one_of_a_thousand_uploads_gets_a_clear_answer(node: Node) -> None:
    request = _upload(*node.token("/visits/"), size=100_000)
    before = node.memory()
    statuses = asyncio.run(_statuses(node.port, request, MANY))
    assert {status for status in statuses if isinstance(status, BaseException)} == set()
    assert set(statuses) <= {200, 302, 413, 422, 429, 503}
    assert Counter(statuses)[429] > MANY // 2
    assert node.memory() - before < 400 * _MIB
    assert node.get("/").status == 200
    assert node.get("/health/ready").status == 200


def test_who_is_refused_is_told_when_to_come_back(node: Node) -> None:
    cookie, token = node.token("/visits/")
    request = _upload(cookie, token, size=100)
    statuses = asyncio.run(_statuses(node.port, request, 100))
    assert 429 in statuses
    # If the minute has ended meanwhile, a minute's worth is let through before the next refusal.
    for _ in range(70):
        answer = node.post("/visits/", {"csrfmiddlewaretoken": token}, f"Cookie: {cookie}")
        if answer.status == 429:
            break
    assert answer.status == 429
    assert 0 < int(answer.headers["retry-after"]) <= 3_600
    assert "web.too-often" in answer.body


def test_an_upload_that_is_too_large_gets_a_page_that_says_the_limit(node: Node) -> None:
    request = _upload(*node.token("/visits/"), size=30 * _MIB)
    with dialled(node.port, patience=30) as line:
        line.sendall(request)
        answer = b""
        while piece := line.recv(65_536):
            answer += piece
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b"27 MiB" in answer
    assert b"web.too-large" in answer


def test_hundreds_of_slow_clients_keep_nobody_waiting_and_are_cut_off(node: Node) -> None:
    slow = [dialled(node.port) for _ in range(300)]
    for number, line in enumerate(slow):
        line.sendall(
            b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "
            if number % 2
            else b"POST /visits/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\nfew"
        )
    start = time.monotonic()
    assert [node.get("/").status for _ in range(10)] == [200] * 10
    assert time.monotonic() - start < 15
    assert max(cut_off_after(line, 40) for line in (slow[0], slow[1], slow[-1])) < 35
    for line in slow:
        line.close()


def test_the_log_is_json_of_the_server_and_of_the_worker(node: Node) -> None:
    assert node.get("/").status == 200
    # The last line may be only half written.
    *lines, _ = node.log.read_text("utf-8").split("\n")
    told = [json.loads(line) for line in lines if line.startswith("{")]
    assert [line for line in lines if not line.startswith("{")] == [
        f"Comity is at http://127.0.0.1:{node.port}/ (Ctrl-C stops it)."
    ]
    assert told


def test_nothing_that_was_sent_stands_in_the_log(node: Node) -> None:
    asyncio.run(_statuses(node.port, _upload(*node.token("/visits/"), size=100), 1))
    text = node.log.read_text("utf-8")
    assert "comity.requests" in text
    for secret in (
        "INVENTED",
        "people.csv",
        "csrftoken",
        "csrfmiddlewaretoken",
        (node.folder / "secret-key").read_text(),
    ):
        assert secret not in text
