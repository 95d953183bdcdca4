"""A page of the law as a reader has it: its text, its places, its links."""

from collections import Counter
from html.parser import HTMLParser

from django.test import Client

_WITHOUT_END = frozenset({"meta", "link", "input", "br", "img", "path", "hr"})


class Page(HTMLParser):
    """What stands on a page: `text`, `ids`, `links`, and `english`, the text marked as English."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.texts: list[str] = []
        self.english_texts: list[str] = []
        self.ids: Counter[str] = Counter()
        self.links: list[str] = []
        self._languages: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag not in _WITHOUT_END:
            inherited = self._languages[-1] if self._languages else ""
            self._languages.append(given.get("lang") or inherited)
        if "id" in given:
            self.ids[given["id"] or ""] += 1
        if tag == "a":
            self.links.append(given["href"] or "")

    def handle_endtag(self, tag: str) -> None:
        if tag not in _WITHOUT_END:
            self._languages.pop()

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
        if self._languages and self._languages[-1] == "en":
            self.english_texts.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())

    @property
    def english(self) -> str:
        return " ".join(" ".join(self.english_texts).split())


def opened(client: Client, address: str, language: str = "en") -> Page:
    """The page at an address; it is there, and it is well-formed."""
    client.cookies["language"] = language
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return Page(response.content.decode())
