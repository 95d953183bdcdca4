"""A rulebook as it is read: articles from top to bottom, the words first, what they make directly below."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from markdown_it import MarkdownIt
from markupsafe import Markup

from comity.domain.provisions.citations import is_under
from comity.domain.provisions.rulebook import (
    Definition,
    ExceptionTo,
    Provision,
    Rulebook,
    Scope,
    Section,
)
from comity.node.provisions.anchors import anchor

#: What a block of a rulebook makes.
Part: TypeAlias = Scope | Definition | Provision | ExceptionTo

# Raw HTML is never let through; what begins "1." is a paragraph of the law, not an item of a list.
_MARKDOWN = MarkdownIt("zero").enable(["emphasis", "balance_pairs", "backticks", "escape"])
_NUMBERED = re.compile(r"(\d+)\.(?:(?P<how> and |–)(\d+)\.)?(?=\s)")
_LETTERED = re.compile(r"(?:^|(?<=\s))\(([a-z])\)(?=[\s,])")
_NUMERAL, _NUMERALS = re.compile(r"\d+|[IVXLC]+"), re.compile(r"[IVXLC]+ to [IVXLC]+")
_NOT_ENCODED = "Not encoded, because "
_FENCE, _FENCE_END = "```toml", "```"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the paraphrase, in English.

    `number` is its number as it stands ("1."), `anchors` the places that it holds, that of the number first;
    `is_reason` whether it says why something is not encoded.
    """

    number: str
    words: Markup
    anchors: tuple[str, ...]
    is_reason: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Some paragraphs, and the parts that were made of them."""

    paragraphs: tuple[Paragraph, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """One heading with its pieces; `anchors` are the places of citations that no paragraph holds."""

    section: Section
    pieces: tuple[Piece, ...]
    anchors: tuple[str, ...]

    @property
    def name(self) -> str:
        """How the heading is called: Article VI, Annex."""
        return name_of(self.section.label)

    @property
    def heading(self) -> str:
        """Its name and its title: Article VI. Entry and departure."""
        return f"{self.name}. {self.section.title}"

    @property
    def parts(self) -> Iterator[Part]:
        """All that the article makes, in the order of the text."""
        return (part for piece in self.pieces for part in piece.parts)


def name_of(label: str) -> str:
    """What a heading with a label is called: Article VI, Annex."""
    if _NUMERALS.fullmatch(label):
        return f"Articles {label}"
    return f"Article {label}" if _NUMERAL.fullmatch(label) else label


def introduction(text: str) -> tuple[Markup, ...]:
    """The paragraphs above the first heading, which say what the rulebook was made from."""
    above = text.split("+++", 2)[-1].split("\n## ", 1)[0]
    return tuple(_html(each) for each in _paragraphs(above) if not each.startswith("# "))


def articles_of(book: Rulebook, text: str) -> tuple[Article, ...]:
    """The articles of a rulebook, read from its text."""
    made = _parts_by_line(book)
    lines = text.splitlines()
    ends = [section.line - 1 for section in book.sections[1:]] + [len(lines)]
    places = _cites_by_label(book)
    return tuple(
        _article(section, lines[section.line : end], made, places.get(section.label, []))
        for section, end in zip(book.sections, ends, strict=True)
    )


def label_of(book: Rulebook, cite: str) -> str:
    """The label of the heading that a citation is of; the longest that fits."""
    return max((s.label for s in book.sections if is_under(cite, s.label)), key=len, default="")


def named_parts(book: Rulebook) -> tuple[Definition | Provision, ...]:
    """The definitions and provisions of a rulebook."""
    return (*book.definitions, *book.provisions)


def _parts_of(book: Rulebook) -> Iterator[Part]:
    """Scope, definitions, provisions and exceptions."""
    yield from (book.scope,) if book.scope.line else ()
    yield from named_parts(book)
    for each in named_parts(book):
        yield from each.exceptions


def _parts_by_line(book: Rulebook) -> dict[int, list[Part]]:
    """What was made by the block that begins at a line."""
    found: dict[int, list[Part]] = {}
    for part in _parts_of(book):
        found.setdefault(part.line, []).append(part)
    return found


def _cites_by_label(book: Rulebook) -> dict[str, list[str]]:
    """All citations of a rulebook, by the label of their heading."""
    cited = [cite for part in _parts_of(book) for cite in part.cites]
    cited += [cite for silence in book.silences for cite in silence.cites]
    found: dict[str, list[str]] = {}
    for cite in dict.fromkeys(cited):
        found.setdefault(label_of(book, cite), []).append(cite)
    return found


def _article(section: Section, lines: list[str], made: dict[int, list[Part]], cites: list[str]) -> Article:
    numbering = _Numbering(section.label)
    pieces: list[Piece] = []
    words: list[str] = []
    parts: list[Part] = []
    inside = False

    def close() -> None:
        if words or parts:
            paragraphs = tuple(numbering.paragraph(text) for text in _paragraphs("\n".join(words)))
            pieces.append(Piece(paragraphs, tuple(parts)))
            words.clear()
            parts.clear()

    for at, line in enumerate(lines, start=section.line + 1):
        if inside:
            inside = line.strip() != _FENCE_END
        elif line.strip() == _FENCE:
            inside = True
            parts += made.get(at, ())
        else:
            if parts and line.strip():
                close()
            words.append(line)
    close()
    elsewhere = [anchor(cite) for cite in cites if anchor(cite) not in numbering.given]
    return Article(section, tuple(pieces), tuple(dict.fromkeys(elsewhere)))


class _Numbering:
    """Gives paragraphs and letters of one article their places, each once."""

    def __init__(self, label: str) -> None:
        self.label, self.under = label, anchor(label)
        self.given: set[str] = set()

    def paragraph(self, text: str) -> Paragraph:
        """A paragraph with the places that it holds."""
        match = _NUMBERED.match(text)
        places = []
        if match:
            for number in _numbers(match):
                self.under = f"{anchor(self.label)}.{number}"
                places.append(self.under)
        places += [f"{self.under}({letter})" for letter in _LETTERED.findall(text)]
        new = tuple(place for place in dict.fromkeys(places) if place not in self.given)
        self.given.update(new)
        words = _html(text[match.end() :].lstrip() if match else text)
        return Paragraph(match[0] if match else "", words, new, text.startswith(_NOT_ENCODED))


def _numbers(match: re.Match[str]) -> range | tuple[int, ...]:
    """The numbers that a paragraph has: 1., 1. and 2., 2.–6."""
    first, last = int(match[1]), int(match[3] or match[1])
    return range(first, last + 1) if match["how"] == "–" else tuple(dict.fromkeys((first, last)))


def _paragraphs(text: str) -> list[str]:
    return [each.strip() for each in re.split(r"\n\s*\n", text) if each.strip()]


def _html(text: str) -> Markup:
    return Markup(_MARKDOWN.renderInline(text))  # noqa: S704  the renderer escapes
