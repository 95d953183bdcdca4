"""What every page keeps to, wherever a visitor goes."""

import re
from urllib.parse import urlsplit

import pytest

from tests.node.security.crawl import Page
from tests.node.security.live import Node

POLICY = (
    "default-src 'none'; base-uri 'none'; connect-src 'self'; font-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; img-src 'self' data:; script-src 'self'; style-src 'self'"
)
#: Every answer has them, page or not.
SAFE = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}
_FOREIGN_STYLE = re.compile(r"url\(\s*[\"']?(?:https?:)?//[^)]*|@import[^;]*")
#: Changes the language of whoever sends it, and nothing else (see `web.views.choose_language`).
NEEDS_NO_TOKEN = "/language"


def _policy(given: str) -> set[str]:
    return {part.strip() for part in given.split(";")}


def test_the_crawl_saw_every_room(pages: list[Page]) -> None:
    rooms = {page.path.split("/")[1].split("?")[0] for page in pages}
    assert rooms >= {"", "agreements", "law", "visits", "api"}
    assert len(pages) > 50


def test_no_link_of_ours_leads_nowhere(pages: list[Page]) -> None:
    assert [(page.path, page.answer.status) for page in pages if page.answer.status not in (200, 302)] == []


def test_every_page_has_the_policy_and_the_safe_headers(pages: list[Page]) -> None:
    for page in pages:
        assert _policy(page.answer.headers["content-security-policy"]) == _policy(POLICY), page.path
        assert {name: page.answer.headers.get(name) for name in SAFE} == SAFE, page.path
        assert "server" not in page.answer.headers


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nowhere", 404),
        ("/agreements/none-such/", 404),
        ("/language", 405),
        ("/static/none-such.css", 404),
        ("/api/v1/none-such", 404),
        ("/health/live", 200),
        ("/visits/00000000-0000-4000-8000-000000000000/answer", 404),
    ],
)
def test_what_is_no_page_has_them_too(node: Node, path: str, status: int) -> None:
    answer = node.get(path)
    assert answer.status == status
    assert {name: answer.headers.get(name) for name in SAFE} == SAFE
    assert _policy(answer.headers["content-security-policy"]) == _policy(POLICY)


def test_styles_and_scripts_have_them_too_and_are_no_one_elses_to_read(node: Node, pages: list[Page]) -> None:
    loaded = {load for page in pages for load in page.loads if load.startswith("/static/")}
    assert any(load.endswith(".css") for load in loaded)
    assert any(load.endswith(".js") for load in loaded)
    for load in loaded:
        answer = node.get(load)
        assert answer.status == 200, load
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "access-control-allow-origin" not in answer.headers
        assert "immutable" in answer.headers["cache-control"]


def test_nothing_is_loaded_from_elsewhere(pages: list[Page]) -> None:
    loads = {(page.path, load) for page in pages for load in page.loads}
    foreign = {(path, load) for path, load in loads if not load.startswith("data:") and _elsewhere(load)}
    assert foreign == set()


def test_styles_load_nothing_from_elsewhere(node: Node, pages: list[Page]) -> None:
    for load in {load for page in pages for load in page.loads if load.endswith(".css")}:
        assert _FOREIGN_STYLE.findall(node.get(load).body) == []


def test_no_form_sends_anything_elsewhere(pages: list[Page]) -> None:
    assert [form for page in pages for form in page.forms if _elsewhere(form["action"])] == []


def test_no_page_has_styles_or_scripts_of_its_own(pages: list[Page]) -> None:
    assert {(page.path, tuple(page.inline)) for page in pages if page.inline} == set()


def test_every_form_that_changes_something_has_a_token(pages: list[Page]) -> None:
    posts = [(page.path, form) for page in pages for form in page.forms if form["method"].lower() == "post"]
    assert any(form["action"].startswith("/visits/") for _, form in posts)
    lacking = [
        (path, form["action"])
        for path, form in posts
        if form["action"] != NEEDS_NO_TOKEN and "field csrfmiddlewaretoken" not in form
    ]
    assert lacking == []


def test_a_form_without_its_token_does_nothing(node: Node, pages: list[Page]) -> None:
    actions = {
        form["action"].split("#")[0]
        for page in pages
        for form in page.forms
        if form["method"].lower() == "post" and form["action"] != NEEDS_NO_TOKEN
    }
    for action in actions:
        for headers in ((), ("Cookie: csrftoken=" + "a" * 32,), ("Origin: https://elsewhere.example",)):
            answer = node.post(action or "/", {"csrfmiddlewaretoken": "b" * 32 + "c" * 32}, *headers)
            assert answer.status == 403, (action, headers)
            assert "web.forged-form" in answer.body


def test_a_token_is_of_no_use_from_another_site(node: Node) -> None:
    cookie, token = node.token("/visits/")
    answer = node.post(
        "/visits/", {"csrfmiddlewaretoken": token}, f"Cookie: {cookie}", "Origin: https://elsewhere.example"
    )
    assert answer.status == 403


def test_cookies_are_for_this_site_alone_and_not_for_scripts(node: Node) -> None:
    chosen = node.post("/language", {"language": "ja", "next": "/"}).headers["set-cookie"]
    form = node.get("/visits/").headers["set-cookie"]
    for cookie in (chosen, form):
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
        assert "Domain" not in cookie


def _elsewhere(address: str) -> bool:
    parts = urlsplit(address)
    return bool(parts.scheme or parts.netloc)
