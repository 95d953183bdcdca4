"""Requests that no browser sends: each is answered plainly, none is believed, none brings the node down."""

import pytest

from tests.node.security.live import Node
from tests.node.wire import Heard, dialled, said

CRLF = "\r\n"


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "localhost@evil.example",
        "127.0.0.1.evil.example",
        "",
        "a" * 300,
    ],
)
def test_a_name_that_is_not_ours_is_refused(node: Node, host: str) -> None:
    answer = said(node.port, f"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
    assert answer.status == 400
    assert "evil" not in answer.body


def test_a_name_in_another_header_is_not_believed(node: Node) -> None:
    answer = node.get(
        "/", "X-Forwarded-Host: evil.example", "X-Forwarded-For: 192.0.2.1", "Forwarded: host=evil.example"
    )
    assert answer.status == 200
    assert "evil.example" not in answer.raw.decode(errors="replace")


@pytest.mark.parametrize("header", ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"])
def test_a_method_in_a_header_is_not_believed(node: Node, header: str) -> None:
    assert node.get("/language", f"{header}: POST").status == 405
    assert node.post("/visits/?_method=GET", {"_method": "GET"}, f"{header}: GET").status == 403


@pytest.mark.parametrize(
    "method", ["TRACE", "TRACK", "CONNECT", "PUT", "DELETE", "PATCH", "PROPFIND", "FOO", "get"]
)
@pytest.mark.parametrize("path", ["/", "/language", "/visits/", "/law/", "/agreements/", "/health/live"])
def test_methods_that_nobody_needs_are_refused(node: Node, method: str, path: str) -> None:
    answer = said(
        node.port, f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()
    )
    assert answer.status in (400, 403, 405, 501)
    assert "evil" not in answer.body


def test_a_request_is_not_sent_back(node: Node) -> None:
    answer = said(
        node.port,
        b"TRACE / HTTP/1.1\r\nHost: localhost\r\nX-Secret: told-to-nobody\r\nConnection: close\r\n\r\n",
    )
    assert b"told-to-nobody" not in answer.raw


@pytest.mark.parametrize(
    "next_",
    [
        "//evil.example/",
        "https://evil.example/",
        "javascript:alert(1)",
        "/\\evil.example",
        "\\\\evil.example",
        "/%0d%0aSet-Cookie: a=b",
        "/a\r\nSet-Cookie: a=b",
        "/\x00",
        "///evil.example",
        "http:evil.example",
    ],
)
def test_a_redirect_leads_back_here_and_nowhere_else(node: Node, next_: str) -> None:
    answer = node.post("/language", {"language": "fr", "next": next_})
    location = answer.headers.get("location", "")
    assert answer.status in (302, 400)
    assert location == "" or (location.startswith("/") and not location.startswith(("//", "/\\")))
    assert "a=b" not in answer.headers.get("set-cookie", "")


@pytest.mark.parametrize(
    "form",
    [
        {"language": "fr\r\nSet-Cookie: a=b", "next": "/"},
        {"language": "fr; Path=/; Domain=evil.example", "next": "/"},
        {"language": "../../etc/passwd", "next": "/"},
        {"language": "x" * 100_000, "next": "/"},
        {"next": "/"},
        {},
    ],
)
def test_a_language_that_is_none_sets_nothing(node: Node, form: dict[str, str]) -> None:
    answer = node.post("/language", form)
    assert answer.status == 302
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    ("headers", "allowed"),
    [
        (["X-Long: " + "x" * 31_000], (200,)),
        (["X-Long: " + "x" * 40_000], (431,)),
        (["Cookie: language=" + "x" * 20_000], (200,)),
        (["Cookie: " + "; ".join(f"c{n}=1" for n in range(2_000))], (200,)),
        (['Cookie: language=\x01\x7f\xff; =; ;;; visitor="\\"'], (200, 400)),
        (["Accept-Language: " + ",".join(["fr;q=0.1"] * 3_000)], (200,)),
        (["Accept-Language: \xe6\x97\xa5;q=NaN, *;q=inf, ja;q=1e309"], (200,)),
        (["Accept-Encoding: " + "gzip;q=1," * 2_000], (200,)),
        (["If-None-Match: " + '"x",' * 5_000], (200,)),
        (["If-Modified-Since: Mon, 99 Foo 99999 99:99:99 GMT"], (200,)),
        (["Range: bytes=0-0,1-1,2-2,-1"], (200, 206, 416)),
        (["X-Request-ID: a\x00b"], (200, 400)),
        (["Expect: 100-continue"], (100,)),
        (["Content-Length: 0", "Content-Length: 5"], (400,)),
        (["Transfer-Encoding: chunked, identity"], (501,)),
        (["Transfer-Encoding:\x0bchunked"], (400, 501)),
        (["HX-Request: true", "HX-Current-URL: javascript:alert(1)"], (200,)),
    ],
)
def test_odd_headers_are_read_or_refused(node: Node, headers: list[str], allowed: tuple[int, ...]) -> None:
    lines = ["GET / HTTP/1.1", "Host: localhost", "Connection: close", *headers]
    with dialled(node.port) as line:
        line.sendall((CRLF.join([*lines, "", ""])).encode("latin-1"))
        # Only how it begins: who is told to go on hears nothing more until it does.
        answer = Heard(line.recv(65_536))
    assert answer.status in allowed


@pytest.mark.parametrize(
    "path", ["/", "/law/", "/agreements/", "/agreements/search/", "/visits/", "/api/v1/agreements"]
)
@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "q=%ff%fe",
        "q=%ED%A0%80",
        "q=%F0%9F%95%8A%EF%B8%8F&on=%D9%A2",
        "q=%E2%80%AE%E2%80%8B",
        "on=%00&family=%00&party=%00&known=%00&page=%00",
        "on=9999-99-99&page=-1&known=0000-00-00",
        "on=99999-01-01&page=99999999999999999999",
        "on[]=1&on=2&on=3&page=1e9",
        "q=" + "x" * 20_000,
        "&".join(f"p{n}=1" for n in range(3_000)),
        "%",
        "q=%",
        "q='%20OR%201=1--&family=');DROP%20TABLE%20agreements_claim;--",
        "q=%7B%7B7*7%7D%7D&family=%24%7B7*7%7D",
        "q=%3Cscript%3Ealert(1)%3C/script%3E&family=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
    ],
)
def test_odd_parameters_are_answered_and_never_run(node: Node, path: str, query: str) -> None:
    answer = node.get(f"{path}?{query}")
    assert answer.status in (200, 301, 302, 400, 404, 414, 422), answer.raw[:300]
    if "html" in answer.headers.get("content-type", ""):
        assert "<script>alert(1)" not in answer.body
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert ">49<" not in answer.body


@pytest.mark.parametrize(
    "path",
    [
        "/%00",
        "/law/%00/",
        "/law/%ff%fe/",
        "/agreements/%E2%80%AE/",
        "/agreements/" + "a" * 5_000 + "/",
        "/law/%2e%2e/",
        "/agreements/states/%00/",
        "/agreements/states/%F0%9F%95%8A/",
        "//evil.example/%2f..",
        "/;/",
        "/law/host-jp/%0d%0a/",
        "http://evil.example/",
        "*",
        "/visits/%00/answer",
        "/api/v1/agreements/%00",
        "/api/v1/assessments/%00",
    ],
)
def test_odd_addresses_lead_nowhere(node: Node, path: str) -> None:
    answer = node.get(path)
    assert answer.status in (400, 404) or (answer.status == 200 and path.startswith("http:")), answer.raw[
        :200
    ]
    assert "evil.example" not in answer.headers.get("location", "")


@pytest.mark.parametrize(
    "codec",
    ["unicode_escape", "raw_unicode_escape", "rot13", "idna", "undefined", "utf-16", "utf-7", "latin-1"],
)
@pytest.mark.parametrize("path", ["/language", "/visits/", "/api/v1/assessments"])
def test_a_form_in_another_codec_is_refused(node: Node, path: str, codec: str) -> None:
    form = (
        b'--x\r\nContent-Disposition: form-data; name="next"\r\n\r\n/\\ud800\r\n'
        b'--x\r\nContent-Disposition: form-data; name="activity_type"\r\n\r\n\\ud800\r\n--x--\r\n'
    )
    head = (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        f"Content-Type: multipart/form-data; boundary=x; charset={codec}\r\n"
        f"Content-Length: {len(form)}\r\n\r\n"
    )
    answer = said(node.port, head.encode() + form)
    assert answer.status == 400
    assert "web.bad-request" in answer.body


@pytest.mark.parametrize("codec", ["idna", "punycode", "undefined", "rot13", "hex", "no-such-codec"])
def test_an_address_is_never_read_in_a_codec_that_a_request_names(node: Node, codec: str) -> None:
    head = (
        "GET /?a=%ff HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        f"Content-Type: text/html; charset={codec}\r\n\r\n"
    )
    answer = said(node.port, head.encode())

    assert answer.status == 400
    assert "web.bad-request" in answer.body


def test_what_one_asker_called_the_node_is_not_told_to_the_next(node: Node) -> None:
    feed = "/agreements/changes.atom"
    mine = said(
        node.port, f"GET {feed} HTTP/1.1\r\nHost: localhost:6666\r\nConnection: close\r\n\r\n".encode()
    )
    assert "localhost:6666" in mine.body
    assert "localhost:6666" not in node.get(feed).body


def test_after_all_that_nothing_failed_and_the_node_serves(node: Node) -> None:
    assert node.get("/").status == 200
    assert [line for line in node.logged() if line.get("status") == 500] == []
