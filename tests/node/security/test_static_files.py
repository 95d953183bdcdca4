"""The folder of styles and scripts gives what was collected into it, and nothing beside it."""

import pytest

from tests.node.security.live import Node

TRICKS = [
    "/static/../secret-key",
    "/static/..%2fsecret-key",
    "/static/%2e%2e/secret-key",
    "/static/%2e%2e%2fsecret-key",
    "/static/%252e%252e%252fsecret-key",
    "/static/..%5csecret-key",
    "/static/..%c0%afsecret-key",
    "/static/....//secret-key",
    "/static/web/../../secret-key",
    "/static/web/..;/..;/secret-key",
    "/static//etc/passwd",
    "/static/%2fetc%2fpasswd",
    "/static/../../../../../../../../etc/passwd",
    "/static/secret-key%00.css",
    "/static/web%00/../../secret-key",
    "/static/../postgres/PG_VERSION",
    "/static/file:///etc/passwd",
    "//static/../secret-key",
    "/./static/../secret-key",
    "/static\\..\\secret-key",
]


@pytest.mark.parametrize("path", TRICKS)
def test_no_path_leads_out_of_it(node: Node, path: str) -> None:
    secret = (node.folder / "secret-key").read_text()
    answer = node.get(path)
    assert answer.status in (400, 404)
    assert secret not in answer.body
    assert "root:" not in answer.body


@pytest.mark.parametrize(
    "path", ["/static", "/static/", "/static/web", "/static/web/", "/static/staticfiles.json.bak"]
)
def test_it_lists_nothing(node: Node, path: str) -> None:
    assert node.get(path).status in (301, 404)


def test_a_style_is_what_it_says_and_is_not_guessed(node: Node) -> None:
    style = next((node.folder / "static" / "web").glob("*.css"))
    answer = node.get(f"/static/web/{style.name}")
    assert answer.status == 200
    assert answer.headers["content-type"] == 'text/css; charset="utf-8"'
    assert answer.headers["x-content-type-options"] == "nosniff"
