"""Whose desk it is: a page of a desk is there for the visitor whose it is, and for nobody else."""

import uuid
from functools import wraps
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse

from comity.node.visits import actions, queries
from comity.node.visits.refusing import View, refusing
from comity.node.visits.visitors import visitor_of


def of_desk(view: View) -> View:
    """A view of a desk; 404 if the desk is not there, or another's. What it refuses becomes a page."""

    @wraps(view)
    @refusing
    def shown(request: HttpRequest, desk_id: uuid.UUID, *args: Any, **kwargs: Any) -> HttpResponse:
        desk = queries.desk_of(visitor_of(request), desk_id)
        if desk is None:
            raise Http404
        actions.used(desk)
        try:
            response = view(request, desk, *args, **kwargs)
        except ObjectDoesNotExist as gone:
            # It was removed on another page meanwhile.
            raise Http404 from gone
        # What an upload holds stays in no cache, the browser's own included.
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return shown
