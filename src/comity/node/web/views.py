"""The first page, what every page links to, and the choice of the language."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from comity.languages import LANGUAGES
from comity.node.web.middleware import COOKIE

_YEAR = 365 * 24 * 60 * 60


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """The first page: what there is to do here."""
    return render(request, "web/front.html.j2")


@require_safe
def kept(request: HttpRequest) -> HttpResponse:
    """What is kept of a visitor, and for how long."""
    return render(request, "web/kept.html.j2")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What these pages are like for everyone, and what is not good enough yet."""
    return render(request, "web/accessibility.html.j2")


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What Comity is, its version, and what it is built with."""
    return render(request, "web/about.html.j2")


@csrf_exempt
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Remember the chosen language and go back to the page it was chosen on.

    Every page has this form. It needs no token: whoever forged it could change the language and nothing else,
    while a token would put a cookie on every visitor and make every page different from the same page before.
    """
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, None):
        back = "/"
    response = HttpResponseRedirect(back)
    chosen = request.POST.get("language", "")
    if chosen in LANGUAGES:
        response.set_cookie(
            COOKIE, chosen, max_age=_YEAR, httponly=True, samesite="Lax", secure=settings.PRODUCTION
        )
    return response
