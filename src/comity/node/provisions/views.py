"""The pages of the law."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from comity.domain.errors import Refusal
from comity.languages import say
from comity.node.provisions import pages, queries
from comity.node.provisions.searching import LONGEST_QUERY, MOST_FOUND, search
from comity.node.web.errors import refused

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def _found(view: View[P]) -> View[P]:
    """A view that answers 404 with a sentence where the law has no such thing."""

    @wraps(view)
    def answered(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Refusal as refusal:
            return refused(request, 404, refusal.code, say("This is not in the law"), (refusal.sentence,))

    return answered


@require_safe
def law(request: HttpRequest) -> HttpResponse:
    """All rulebooks, by kind; with `q`, what the law says about some words."""
    query = " ".join(request.GET.get("q", "").replace("\0", " ").split())
    is_too_long = len(query) > LONGEST_QUERY
    shown = {
        "query": query[:LONGEST_QUERY],
        "is_too_long": is_too_long,
        "longest": LONGEST_QUERY,
        "most": MOST_FOUND,
        "results": search(query) if query and not is_too_long else None,
        "body": pages.law_body(timezone.localdate()),
    }
    return render(request, "provisions/law.html.j2", shown)


@require_safe
@_found
def rulebook(request: HttpRequest, rulebook_id: str) -> HttpResponse:
    """One rulebook from top to bottom."""
    book = queries.rulebook(rulebook_id)
    standing = pages.stands(rulebook_id, timezone.localdate())
    shown = {
        "title": book.short,
        "body": pages.rulebook_body(rulebook_id),
        "standing": standing,
        "book": book,
    }
    return render(request, "provisions/rulebook.html.j2", shown)


@require_safe
@_found
def article(request: HttpRequest, rulebook_id: str, name: str) -> HttpResponse:
    """One article alone."""
    found = queries.article(rulebook_id, name)
    title = f"{found.heading} - {queries.rulebook(rulebook_id).short}"
    # Under one name, so that spellings of an address do not fill the memory.
    body = pages.article_body(rulebook_id, found.section.label)
    return _page(request, title, body, rulebook_id)


@require_safe
@_found
def provision(request: HttpRequest, rulebook_id: str, provision_id: str) -> HttpResponse:
    """One provision or definition, with the cases that name it."""
    body = pages.provision_body(rulebook_id, provision_id)
    return _page(request, f"{provision_id} - {queries.rulebook(rulebook_id).short}", body, rulebook_id)


@require_safe
@_found
def choose_beside(request: HttpRequest) -> HttpResponse:
    """From the form to the address of two rulebooks side by side."""
    one, other = (queries.rulebook(request.GET.get(name, "")).id for name in ("one", "other"))
    address = reverse("law-beside", args=(one, other))
    only = "?only=differences" if request.GET.get("only") == "differences" else ""
    return HttpResponseRedirect(f"{address}{only}")


@require_safe
@_found
def beside(request: HttpRequest, one: str, other: str) -> HttpResponse:
    """Two rulebooks side by side."""
    first, second = queries.rulebook(one), queries.rulebook(other)
    title = say("{one} beside {other}", one=first.short, other=second.short)
    only = request.GET.get("only") == "differences"
    return _page(request, title, pages.beside_body(one, other, only_differences=only), None)


@require_safe
@_found
def word(request: HttpRequest, group: str, name: str) -> HttpResponse:
    """One fact, what or authority, with what reads it or names it."""
    return _page(request, name, pages.word_body(group, name), None)


@require_safe
def vocabulary(request: HttpRequest) -> HttpResponse:
    """The facts, the whats and the authorities, each with what reads it."""
    return _page(request, say("The words of the law"), pages.vocabulary_body(), None)


def _page(request: HttpRequest, title: str, body: str, rulebook_id: str | None) -> HttpResponse:
    shown = {
        "title": title,
        "body": body,
        "book": queries.rulebook(rulebook_id) if rulebook_id else None,
        "standing": pages.stands(rulebook_id, timezone.localdate()) if rulebook_id else None,
    }
    return render(request, "provisions/page.html.j2", shown)
