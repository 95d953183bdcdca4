"""Operations on the law: rulebooks, their articles, and the vocabulary that they are written in."""

import hashlib
from enum import StrEnum
from functools import cache

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Schema
from pydantic import Field

from comity.domain.provisions.vocabulary import CONTINGENT, SHEETS, VISIT
from comity.languages import said
from comity.node.api import law_values
from comity.node.api.replying import as_json, reply
from comity.node.api.shapes import Id, Left
from comity.node.api.shapes_law import (
    Article,
    Authorities,
    Comparison,
    Facts,
    Rulebooks,
    RulebookShown,
    Whats,
)
from comity.node.provisions import queries

router = Router(tags=["The law"])
_SHEETS = (VISIT, CONTINGENT, *SHEETS)
_Sheet = StrEnum("_Sheet", list(_SHEETS))  # type: ignore[misc]


class FactsAsked(Schema):
    """Which facts are listed."""

    sheet: _Sheet | Left = Field(None, description="Of this sheet alone.", examples=["people"])


@router.get("/rulebooks", response=Rulebooks, operation_id="list_rulebooks", summary="All rulebooks")
def rulebooks(request: HttpRequest) -> HttpResponse:
    """Every body of law that is installed: agreements, conventions, instruments, host law and home law."""
    return reply(
        request,
        lambda: {"rulebooks": [law_values.rulebook_listed(book) for book in queries.rulebooks().values()]},
        _digest_of_all(),
    )


@router.get(
    "/rulebooks/{rulebook}", response=RulebookShown, operation_id="show_rulebook", summary="One rulebook"
)
def rulebook(request: HttpRequest, rulebook: Path[Id]) -> HttpResponse:
    """A rulebook, whole: its words, paraphrased in English, and under each article what it comes to."""
    book = queries.rulebook(rulebook)
    return reply(request, lambda: _whole(book.id), book.digest)


@router.get(
    "/rulebooks/{rulebook}/articles/{article}",
    response=Article,
    operation_id="show_article",
    summary="One article",
)
def article(request: HttpRequest, rulebook: Path[Id], article: str) -> HttpResponse:
    """One article with its definitions and provisions, by its `name` (`VI`, `Annex`, `Customs-duty`)."""
    book = queries.rulebook(rulebook)
    section = queries.article(rulebook, article).section
    return reply(
        request,
        lambda: {
            "rulebook": book.id,
            "digest": book.digest,
            "article": law_values.article_shown(book, section),
        },
        book.digest,
    )


@router.get(
    "/rulebooks/{rulebook}/beside/{other}",
    response=Comparison,
    operation_id="compare_rulebooks",
    summary="Two rulebooks beside each other",
)
def compare(request: HttpRequest, rulebook: Path[Id], other: Path[Id]) -> HttpResponse:
    """Subject by subject what both make of it, and in which points they differ."""
    one, beside = queries.rulebook(rulebook), queries.rulebook(other)
    return reply(request, lambda: law_values.beside(one, beside), one.digest, beside.digest)


@router.get("/vocabulary/facts", response=Facts, operation_id="list_facts", summary="The facts")
def facts(request: HttpRequest, asked: Query[FactsAsked]) -> HttpResponse:
    """Every column of every sheet, with the question it answers. Questions are in the language asked for."""
    vocabulary = queries.vocabulary()
    return reply(
        request,
        lambda: {
            "version": vocabulary.version,
            "digest": vocabulary.digest,
            "facts": [
                law_values.fact_shown(fact)
                for name in _SHEETS
                if asked.sheet in (None, name)
                for fact in vocabulary.of(name).values()
            ],
        },
        vocabulary.digest,
    )


@router.get(
    "/vocabulary/whats", response=Whats, operation_id="list_whats", summary="What provisions speak of"
)
def whats(request: HttpRequest) -> HttpResponse:
    """Everything that law can permit, exempt from, require, forbid or assign; in the language asked for."""
    vocabulary = queries.vocabulary()
    return reply(
        request,
        lambda: {"whats": [{"id": name, "label": said(label)} for name, label in vocabulary.whats.items()]},
        vocabulary.digest,
    )


@router.get(
    "/vocabulary/authorities",
    response=Authorities,
    operation_id="list_authorities",
    summary="The authorities",
)
def authorities(request: HttpRequest) -> HttpResponse:
    """The offices that clear, permit or are told; their names in the language asked for."""
    vocabulary = queries.vocabulary()
    return reply(
        request,
        lambda: {
            "authorities": [law_values.authority_shown(each) for each in vocabulary.authorities.values()]
        },
        vocabulary.digest,
    )


@cache
def _whole(name: str) -> str:
    """A rulebook as JSON text; it does not change while the node runs."""
    return as_json(law_values.rulebook_shown(queries.rulebook(name)))


@cache
def _digest_of_all() -> str:
    digests = "".join(book.digest for book in queries.rulebooks().values())
    return hashlib.sha256(digests.encode()).hexdigest()
