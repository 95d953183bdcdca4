"""The language of a request: the one chosen, else the first that the browser asks for."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

from comity.languages import ENGLISH, LANGUAGES, speaking

#: The cookie that holds the chosen language.
COOKIE = f"{settings.COOKIE_PREFIX}language"


class SpeakingMiddleware:
    """Answers each request in its language, and says that the answer depends on it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, in the language of the request."""
        code = asked_for(request)
        with speaking(code), translation.override(code):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", code)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response


def asked_for(request: HttpRequest) -> str:
    """The code of the language: the cookie, then Accept-Language, then English."""
    chosen = request.COOKIES.get(COOKIE, "")
    if chosen in LANGUAGES:
        return chosen
    for wanted, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "").lower()[:500]):
        if wanted == "*":
            break
        try:
            return get_supported_language_variant(wanted)
        except LookupError:
            continue
    return ENGLISH
