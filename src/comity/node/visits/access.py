"""Whose desk it is: a page of a desk is there for the visitor whose it is, and for nobody else."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse

from comity.node.visits import actions, queries
from comity.node.visits.models import Desk
from comity.node.visits.refusing import refusing
from comity.node.visits.visitors import visitor_of

_P = ParamSpec("_P")


def of_desk(
    view: Callable[Concatenate[HttpRequest, Desk, _P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, uuid.UUID, _P], HttpResponse]:
    """A view of a desk; 404 if the desk is not there, or another's. What it refuses becomes a page."""

    @wraps(view)
    @refusing
    def shown(request: HttpRequest, desk_id: uuid.UUID, *args: _P.args, **kwargs: _P.kwargs) -> HttpResponse:
        desk = queries.desk_of(visitor_of(request), desk_id)
        if desk is None:
            raise Http404
        actions.used(desk)
        response = view(request, desk, *args, **kwargs)
        # What an upload holds stays in no cache, the browser's own included.
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return shown
