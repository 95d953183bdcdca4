"""The interface described for people, from the same description that programs read."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from comity.node.api import problems


def described(request: HttpRequest) -> HttpResponse:
    """Every operation: what it does, what it takes, what it gives, and a command that asks it."""
    raise NotImplementedError


@csrf_exempt
def nothing_here(request: HttpRequest) -> HttpResponse:
    """404 for programs: no operation has this address."""
    del request
    return problems.not_found()
