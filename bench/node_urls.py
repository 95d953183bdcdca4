"""Every address of a node, and an empty page of the same layout."""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from comity.node.config import urls

handler404 = urls.handler404
handler500 = urls.handler500

_EMPTY = engines["jinja2"].from_string(
    '{% extends "web/base.html.j2" %}{% block title %}Empty{% endblock %}'
    '{% block main %}<h1 class="govuk-heading-xl">Empty</h1>{% endblock %}'
)


def empty(request: HttpRequest) -> HttpResponse:
    """The layout, with a heading in it."""
    return HttpResponse(_EMPTY.render({}, request))


urlpatterns = [path("empty", empty), path("", include(urls))]
