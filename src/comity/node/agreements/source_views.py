"""One source: what it is, and all that it says."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from comity.node.agreements import wording
from comity.node.agreements.queries import PAGE, claims_of_source, loaded_digest, source, titles
from comity.node.web.asking import page_in, pages_of
from comity.node.web.kept import kept


@require_safe
@kept(loaded_digest)
def source_page(request: HttpRequest, source_id: str) -> HttpResponse:
    """A source with its claims, a page of them at a time."""
    found = source(source_id)
    if found is None:
        raise Http404
    claims = claims_of_source(source_id)
    total = claims.count()
    pages = pages_of(total, PAGE)
    page = min(page_in(request.GET.get("page", "")), pages)
    listed = list(claims[(page - 1) * PAGE : page * PAGE])
    shown = {
        "source": found,
        "claims": listed,
        "titles": titles({name for claim in listed for name in claim.agreements}),
        "total": total,
        "page": page,
        "pages": pages,
        "wording": wording,
    }
    return render(request, "agreements/source.html.j2", shown)
