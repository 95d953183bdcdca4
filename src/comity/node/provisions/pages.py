"""What the pages show, each made once per language: installed law does not change while the node runs."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.urls import reverse
from markupsafe import Markup

from comity.domain.agreements.vocabulary import Status
from comity.domain.agreements.words import STATUS_WORDS
from comity.domain.primitives.worded import listed
from comity.domain.provisions.rulebook import BodyKind, Definition, Rulebook, Sureness
from comity.domain.provisions.vocabulary import CONTINGENT, SHEETS, VISIT
from comity.languages import said, state
from comity.node.provisions import wording
from comity.node.provisions.anchors import anchor, article_anchor
from comity.node.provisions.articles import Article, Piece, named_parts
from comity.node.provisions.cases import APPLIES, APPLIES_NOT, UNKNOWN, Tried, cases_of
from comity.node.provisions.comparing import compared
from comity.node.provisions.queries import (
    AUTHORITY,
    WHAT,
    article,
    article_with,
    articles,
    introduced,
    is_read,
    neighbours,
    provision,
    rulebook,
    rulebooks,
    standing,
    vocabulary,
    word,
)
from comity.node.provisions.reading import Reader, all_readers
from comity.node.provisions.rules import Link, RuleShown, Shower
from comity.node.provisions.spoken import once_per_language
from comity.report.words import outcome_name


@dataclass(frozen=True, slots=True)
class PieceShown:
    """Some paragraphs, and in words what was made of them."""

    piece: Piece
    rules: tuple[RuleShown, ...]


@dataclass(frozen=True, slots=True)
class ArticleShown:
    """An article with what it makes, in words."""

    article: Article
    anchor: str
    slug: str
    pieces: tuple[PieceShown, ...]


@dataclass(frozen=True, slots=True)
class Stands:
    """The status of an agreement, in words too, and since when; without an act there is none."""

    status: Status | None
    words: str
    since: dt.date | None


@once_per_language(64)
def rulebook_body(rulebook_id: str) -> Markup:
    """A rulebook from top to bottom. Raises Refusal if there is none."""
    book = rulebook(rulebook_id)
    shower = _shower(book)
    return _rendered(
        "rulebook",
        book=book,
        states=states_of(book),
        kind=wording.one_kind_words(book.kind),
        sure=sure_counts(book),
        introduction=introduced(rulebook_id),
        articles=tuple(_shown(each, shower) for each in articles(rulebook_id)),
        silences=tuple(
            (wording.sheet_words(silence.sheet), silence, shower.links(silence.cites))
            for silence in book.silences
        ),
        parties_sureness=wording.sureness_words(book.parties_sureness),
        others=tuple(
            (other.id, other.short)
            for other in sorted(rulebooks().values(), key=lambda each: each.kind is not book.kind)
            if other.id != book.id
        ),
    )


@once_per_language(512)
def article_body(rulebook_id: str, name: str) -> Markup:
    """One article alone. Raises Refusal if there is none."""
    found = article(rulebook_id, name)
    book = rulebook(rulebook_id)
    before, after = neighbours(rulebook_id, found)
    return _rendered(
        "article",
        book=book,
        shown=_shown(found, _shower(book)),
        before=_article_link(book, before),
        after=_article_link(book, after),
    )


@once_per_language(1024)
def provision_body(rulebook_id: str, provision_id: str) -> Markup:
    """A provision or definition, opened, with the cases that name it. Raises Refusal if there is none."""
    versions = provision(rulebook_id, provision_id)
    book = rulebook(rulebook_id)
    shower = _shower(book)
    tried = cases_of(rulebook_id, provision_id)
    return _rendered(
        "provision",
        book=book,
        rules=tuple(shower.shown(version) for version in versions),
        article=article_with(rulebook_id, versions[0]),
        article_link=_article_link(book, article_with(rulebook_id, versions[0])),
        is_definition=isinstance(versions[0], Definition),
        users=_users(book, provision_id) if isinstance(versions[0], Definition) else (),
        cases={meaning: _of_meaning(tried, meaning) for meaning in (APPLIES, UNKNOWN, APPLIES_NOT)},
    )


@once_per_language(128)
def beside_body(one: str, other: str, *, only_differences: bool) -> Markup:
    """Two rulebooks side by side. Raises Refusal if there is not one of them."""
    first, second = rulebook(one), rulebook(other)
    return _rendered(
        "beside",
        one=first,
        other=second,
        beside=compared(first, second, vocabulary()),
        only_differences=only_differences,
        choices=_choices(),
    )


@once_per_language(2)
def law_body(today: dt.date) -> Markup:
    """All rulebooks by kind, with the status of agreements on a day."""
    books = rulebooks().values()

    def of_kind(kind: BodyKind) -> list[tuple[object, ...]]:
        """The rows of a kind: rulebook, States, how sure, and where it stands."""
        return [
            (book, states_of(book), sure_counts(book), stands(book.id, today))
            for book in books
            if book.kind is kind
        ]

    return _rendered(
        "law",
        kinds=[(wording.kind_words(kind), of_kind(kind)) for kind in wording.KINDS],
        choices=_choices(),
    )


@once_per_language(1)
def vocabulary_body() -> Markup:
    """The facts, the whats and the authorities, each with how many rules read it or name it."""
    words = vocabulary()
    count = {named: len(readers) for named, readers in all_readers().items()}
    sheets = []
    for sheet in (VISIT, CONTINGENT, *SHEETS):
        facts = tuple((f, count.get((sheet, f.name), 0)) for f in words.of(sheet).values() if is_read(f))
        if facts:
            sheets.append((sheet, wording.sheet_words(sheet), facts))
    return _rendered(
        "vocabulary",
        sheets=tuple(sheets),
        carried=sum(not is_read(fact) for facts in words.facts.values() for fact in facts.values()),
        whats=tuple((what, label, count.get((WHAT, what), 0)) for what, label in words.whats.items()),
        authorities=tuple(
            (each, state(each.state), count.get((AUTHORITY, each.id), 0))
            for each in words.authorities.values()
        ),
    )


@once_per_language(512)
def word_body(group: str, name: str) -> Markup:
    """A fact, a what or an authority, with what reads it or names it. Raises Refusal if there is none."""
    found = word(group, name)
    return _rendered(
        "word",
        group=group,
        name=name,
        word=found,
        sheet=wording.sheet_words(group),
        readers=_by_book(all_readers().get((group, name), ())),
    )


def stands(rulebook_id: str, today: dt.date) -> Stands | None:
    """Where an agreement stands on a day, in words; None if the registry does not know it."""
    found = standing(rulebook_id, today)
    if found is None:
        return None
    words = said(STATUS_WORDS[found.status]) if found.status else ""
    return Stands(found.status, words, found.since)


def states_of(book: Rulebook) -> str:
    """The States of a rulebook by name; empty for a convention whose Parties are not listed."""
    return said(listed(state(code) for code in (book.parties or ((book.state,) if book.state else ()))))


def sure_counts(book: Rulebook) -> tuple[tuple[Sureness, str, int], ...]:
    """How many provisions are how sure, the surest first; none are left out."""
    counts = Counter(p.sureness for p in book.provisions)
    return tuple((each, wording.sureness_words(each), counts[each]) for each in Sureness if counts[each])


def _shower(book: Rulebook) -> Shower:
    return Shower(book, vocabulary(), lambda name: rulebooks()[name].short if name in rulebooks() else name)


def _shown(found: Article, shower: Shower) -> ArticleShown:
    label = found.section.label
    pieces = tuple(
        PieceShown(piece, tuple(shower.shown(part) for part in piece.parts)) for piece in found.pieces
    )
    return ArticleShown(found, article_anchor(label), anchor(label), pieces)


def _article_link(book: Rulebook, found: Article | None) -> Link | None:
    if found is None:
        return None
    address = reverse("law-article", args=(book.id, anchor(found.section.label)))
    return Link(found.heading, address)


def _users(book: Rulebook, definition_id: str) -> tuple[Link, ...]:
    """The provisions and definitions of a rulebook that build on a definition."""
    ids = [
        part.id
        for part in named_parts(book)
        if any(definition_id in c.definitions for c in (part.when, *(e.when for e in part.exceptions)))
    ]
    return tuple(Link(name, reverse("law-provision", args=(book.id, name))) for name in dict.fromkeys(ids))


def _of_meaning(tried: Iterable[Tried], meaning: str) -> tuple[tuple[Tried, str, Rulebook], ...]:
    return tuple(
        (each, outcome_name(each.outcome, each.sheet), rulebooks()[each.book])
        for each in tried
        if each.meaning == meaning
    )


def _by_book(readers: Iterable[Reader]) -> tuple[tuple[Rulebook, tuple[RuleShown, ...]], ...]:
    """What reads something, by rulebook."""
    by_book: dict[str, list[RuleShown]] = {}
    for reader in readers:
        by_book.setdefault(reader.book.id, []).append(_shower(reader.book).shown(reader.part))
    return tuple((rulebooks()[name], tuple(rules)) for name, rules in by_book.items())


def _choices() -> list[tuple[str, str]]:
    """All rulebooks, to choose one."""
    return [(book.id, book.short) for book in rulebooks().values()]


def _rendered(template: str, /, **shown: object) -> Markup:
    return Markup(render_to_string(f"provisions/{template}_body.html.j2", shown))  # noqa: S704  Jinja2 escapes
