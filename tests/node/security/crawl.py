"""Following the links of a node, as a visitor would: some pages of every kind."""

import re
from collections import Counter, deque
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

from tests.node.security.live import Node
from tests.node.wire import Heard

_OF_A_KIND, _OF_A_ROOM = 4, 60
_HERE = "http://here"


@dataclass
class Page(HTMLParser):
    """One page: what it loads, where it links to, and its forms, each with its fields."""

    path: str
    answer: Heard
    loads: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    forms: list[dict[str, str]] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Read the page."""
        super().__init__()
        self.feed(self.answer.body)

    def __hash__(self) -> int:
        return hash(self.path)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag loads, links to or asks for."""
        given = {name: value or "" for name, value in attrs}
        self.inline += [name for name in given if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and "src" not in given and "type" not in given):
            self.inline.append(tag)
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif tag == "form":
            self.forms.append({"method": "get", "action": self.path, **given})
        elif tag in ("input", "button", "select", "textarea") and self.forms and "name" in given:
            self.forms[-1][f"field {given['name']}"] = given.get("value", "")
        for name in ("src", "srcset", "poster", "data", "background", "formaction", "ping", "manifest"):
            if given.get(name):
                self.loads.append(given[name])
        if tag in ("link", "use", "image", "base") and given.get("href"):
            self.loads.append(given["href"])


def crawled(node: Node) -> list[Page]:
    """Pages by their links, breadth first; of addresses that differ in names and numbers only, a few."""
    waiting, seen, kinds = deque(["/"]), {"/"}, Counter[str]()
    pages: list[Page] = []
    while waiting:
        path = waiting.popleft()
        answer = node.get(path)
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        page = Page(path, answer)
        pages.append(page)
        for link in page.links:
            address = urlsplit(urljoin(f"{_HERE}{path}", urldefrag(link).url))
            target = address.path + (f"?{address.query}" if address.query else "")
            if f"{address.scheme}://{address.netloc}" != _HERE or target in seen:
                continue
            kind = re.sub(r"=[^&]*", "=", re.sub(r"(?<=/)[^/?]*[\d.-][^/?]*", "*", target))
            room = f"room {target.split('/')[1]}"
            if kinds[kind] < _OF_A_KIND and kinds[room] < _OF_A_ROOM:
                kinds.update((kind, room))
                seen.add(target)
                waiting.append(target)
    return pages
