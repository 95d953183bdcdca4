"""Answers as they are sent: JSON with a validator, so that who has it already is told so without work."""

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from comity import __version__
from comity.languages import ENGLISH, language

JSON = "application/json"


def reply(
    request: HttpRequest,
    made: Callable[[], str | Mapping[str, object]],
    *rests_on: str,
) -> HttpResponse:
    """Answer with JSON, or with 304 if the asker has it.

    Args:
        request: what was asked; its address is a part of the validator, and so is the language.
        made: makes the answer, JSON text or plain values; not called where the asker has it.
        rests_on: digests and days that decide what the answer says.
    """
    parts = "\n".join((__version__, language(), request.get_full_path(), *rests_on))
    tag = f'"{hashlib.sha256(parts.encode(errors="replace")).hexdigest()[:32]}"'
    response = get_conditional_response(request, etag=tag)
    if response is None:
        values = made()
        text = values if isinstance(values, str) else as_json(values)
        response = HttpResponse(text + "\n", content_type=JSON, headers={"Content-Language": language()})
    response["ETag"] = tag
    response["Cache-Control"] = "no-cache"
    return response


def as_json(values: Mapping[str, object]) -> str:
    """Plain values as JSON text, in ASCII as every answer of Comity."""
    return json.dumps(values, ensure_ascii=True, indent=1)


def plainly(response: HttpResponse) -> HttpResponse:
    """An answer that no cache may keep, in English."""
    response["Cache-Control"] = "no-store"
    response["Content-Language"] = ENGLISH
    return response


def reply_page(
    request: HttpRequest,
    made: Callable[[], str | Mapping[str, object]],
    listed: "Paginator[Any]",
    page: int,
    *rests_on: str,
) -> HttpResponse:
    """As `reply`, with a page of a list: the others stand in `Link`, how many entries in `Total-Count`."""
    response = reply(request, made, *rests_on, str(listed.count))
    wanted = {"first": 1, "prev": page - 1, "next": page + 1, "last": listed.num_pages}
    asked = {name: value for name, value in request.GET.items() if name != "page"}
    response["Link"] = ", ".join(
        f'<{request.path}?{urlencode({**asked, "page": number})}>; rel="{name}"'
        for name, number in wanted.items()
        if 1 <= number <= listed.num_pages
    )
    response["Total-Count"] = str(listed.count)
    return response


def piece(listed: "Paginator[Any]", page: int) -> QuerySet[Any]:
    """The entries of one page; none beyond the last."""
    before = (page - 1) * listed.per_page
    whole: Any = listed.object_list
    found: QuerySet[Any] = whole[before : before + listed.per_page]
    return found
