"""Searching the network of agreements."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from comity.languages import say
from comity.node.agreements import wording
from comity.node.agreements.queries import loaded_digest
from comity.node.agreements.search_queries import MOST, Found, search
from comity.node.web.kept import kept

_LONGEST = 200


@require_safe
@kept(loaded_digest)
def find(request: HttpRequest) -> HttpResponse:
    """What the words are found in, by kind."""
    typed = request.GET.get("q", "").strip()
    error = ""
    if len(typed) > _LONGEST:
        error = say("Search for a few words: at most {n} characters.", n=_LONGEST)
    shown = {
        "typed": typed[:_LONGEST],
        "error": error,
        "found": search(typed) if typed and not error else Found(),
        "most": MOST,
        "wording": wording,
    }
    return render(request, "agreements/search.html.j2", shown, status=400 if error else 200)
