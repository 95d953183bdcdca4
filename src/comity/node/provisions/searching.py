"""Searching the law: headings, paraphrases, provisions. In memory: the law is a few hundred pages."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from markupsafe import Markup, escape

from comity.domain.provisions.rulebook import Definition, Provision, Rulebook
from comity.node.provisions import wording
from comity.node.provisions.anchors import article_anchor
from comity.node.provisions.queries import articles, rulebooks, vocabulary
from comity.node.provisions.spoken import once_per_language

#: Longest search, in characters.
LONGEST_QUERY = 200
#: Most results that are shown.
MOST_FOUND = 50
#: Characters that are shown on either side of the first hit.
_AROUND = 90


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found: a link with its title, its text, and text and title as searched."""

    book: Rulebook
    link: Markup
    text: str
    searched: str
    title_searched: str


@dataclass(frozen=True, slots=True)
class Found:
    """One result: the entry, and the words around the first hit."""

    entry: Entry
    excerpt: Markup


@dataclass(frozen=True, slots=True)
class Results:
    """What was found, by rulebook, the first MOST_FOUND; `count` is how many there are."""

    count: int
    by_book: tuple[tuple[Rulebook, tuple[Found, ...]], ...]


def search(query: str) -> Results:
    """Everything that holds all words of a query; hits in a title before others."""
    words = _folded(query).split()
    if not words:
        return Results(0, ())
    hits = list(_entries())
    for word in words:
        hits = [entry for entry in hits if word in entry.searched]
    hits.sort(key=lambda entry: not all(word in entry.title_searched for word in words))
    by_book: dict[str, list[Found]] = {}
    for entry in hits[:MOST_FOUND]:
        by_book.setdefault(entry.book.id, []).append(Found(entry, _excerpt(entry.text, words)))
    return Results(len(hits), tuple((rulebooks()[name], tuple(found)) for name, found in by_book.items()))


@once_per_language(8)
def _entries() -> tuple[Entry, ...]:
    return tuple(entry for book in rulebooks().values() for entry in _of_book(book))


def _of_book(book: Rulebook) -> Iterator[Entry]:
    page = reverse("law-rulebook", args=(book.id,))
    for article in articles(book.id):
        section = article.section
        place = f"{page}#{article_anchor(section.label)}"
        yield _entry(book, place, article.heading, section.words, is_english=True)
        for part in article.parts:
            if isinstance(part, Provision):
                summary = wording.effect_words(part, vocabulary())
                about = f"{', '.join(part.cites)}. {part.says}"
            elif isinstance(part, Definition):
                summary, about = part.id.replace("_", " "), f"{', '.join(part.cites)}."
            else:
                continue
            address = reverse("law-provision", args=(book.id, part.id))
            yield _entry(book, address, summary, about, part.id, is_english=False)


def _entry(
    book: Rulebook, address: str, title: str, text: str, names: str = "", *, is_english: bool
) -> Entry:
    plain = " ".join(text.replace("*", "").replace("`", "").split())
    searched = _folded(f"{title} {plain} {names} {book.short} {book.id}")
    language = Markup(' lang="en"') if is_english else ""
    link = Markup('<a class="govuk-link" href="{}"{}>{}</a>').format(address, language, title)
    return Entry(book, link, plain, searched, _folded(title))


def _excerpt(text: str, words: list[str]) -> Markup:
    """The words around the first hit, the hits marked."""
    pattern = re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)), re.I)
    first = pattern.search(text)
    around = first.start() if first else 0
    start = text.rfind(" ", 0, max(0, around - _AROUND)) + 1
    end = text.find(" ", around + _AROUND)
    shown = text[start:end] if end >= 0 else text[start:]
    parts, at = ["… " if start else ""], 0
    for hit in pattern.finditer(shown):
        parts += [escape(shown[at : hit.start()]), "<mark>", escape(hit[0]), "</mark>"]
        at = hit.end()
    parts += [escape(shown[at:]), " …" if end >= 0 else ""]
    return Markup("".join(parts))  # noqa: S704  the texts are escaped above


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
