"""The interface described for people, and for programs, from one description."""

from functools import cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from markupsafe import Markup, escape

from comity.languages import ENGLISH, speaking
from comity.node.api import description, problems
from comity.node.api.interface import VERSION
from comity.node.api.replying import reply
from comity.node.api.samples import NODE


@require_safe
def interface_page(request: HttpRequest) -> HttpResponse:
    """Every operation: what it does, what it takes, what it gives, and a command that asks it here."""
    shown = {
        "rooms": description.rooms(),
        "interface_version": VERSION,
        "operations": _operations().replace(NODE, escape(request.build_absolute_uri("/").removesuffix("/"))),
    }
    return render(request, "api/interface.html.j2", shown)


@cache
def _operations() -> Markup:
    """What the description says of every operation and shape; it is in English on every page."""
    with speaking(ENGLISH):
        shown = {"rooms": description.rooms(), "shapes": description.shapes()}
        # The template escapes whatever the description holds.
        return Markup(render_to_string("api/operations.html.j2", shown))  # noqa: S704


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """The description for programs: OpenAPI 3.1."""
    return reply(request, description.text, description.digest())


@csrf_exempt
def nothing_here(request: HttpRequest) -> HttpResponse:
    """404 for programs: no operation has this address."""
    del request
    return problems.not_found()
