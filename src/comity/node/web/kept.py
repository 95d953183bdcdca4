"""Pages that are made once: they say the same to everybody, until what they rest on changes."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response

from comity import __version__
from comity.languages import language

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

#: Characters of an address that is kept: longer ones are made anew each time.
_LONGEST_ADDRESS = 1_000


def kept(rests_on: Callable[[], str | None]) -> Callable[[View[P]], View[P]]:
    """A view whose pages are kept in memory, and that tells a browser when its copy is still good.

    A page may depend on its address with host and port, the language, the day and what it rests on; on
    nothing of the visitor.

    Args:
        rests_on: a text that changes with what the pages rest on (a digest).
    """

    def decorated(view: View[P]) -> View[P]:
        @wraps(view)
        def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            address = request.get_full_path()
            if len(address) > _LONGEST_ADDRESS:
                return view(request, *args, **kwargs)
            day = timezone.now().date().isoformat()
            # A feed names whole addresses: what one asker called the node is not told to the next.
            host = f"{request.scheme}://{request.get_host()}"
            parts = (__version__, rests_on() or "", language(), day, host, address)
            key = hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()
            pages = caches["pages"]
            made: tuple[str, bytes] | None = pages.get(key)
            if made is None:
                response = view(request, *args, **kwargs)
                if response.status_code != 200:
                    return response
                made = response["Content-Type"], response.content
                pages.set(key, made)
            headers = {"ETag": f'"{key[:32]}"', "Cache-Control": "no-cache", "Content-Type": made[0]}
            response = HttpResponse(made[1], headers=headers)
            return get_conditional_response(request, etag=response["ETag"], response=response) or response

        return answer

    return decorated
