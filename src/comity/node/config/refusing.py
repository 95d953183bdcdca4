"""What is turned away before anybody works on it: too large, too often, too much at once, or not in UTF-8."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from comity.languages import said, say
from comity.node.config.patience import LARGEST_REQUEST, NO_ROOM, NOT_UTF_8, TOO_LARGE, TURNED_AWAY
from comity.node.config.rates import TooOften
from comity.node.web.errors import problem, refused

_SECONDS_UNTIL_ROOM = 30


class RefusingMiddleware:
    """Answers what was turned away, and who asks too often: as a page, or to programs as a problem."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The refusal if the request is turned away; else the answer."""
        why = request.META.get(f"HTTP_{TURNED_AWAY}")
        if why == TOO_LARGE:
            return _too_large(request)
        if why == NO_ROOM:
            return _no_room(request)
        if why == NOT_UTF_8:
            return _not_utf_8(request)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """429 for those who ask too often; other exceptions are not its matter."""
        return too_often(request, exception) if isinstance(exception, TooOften) else None


def too_often(request: HttpRequest, refusal: TooOften) -> HttpResponse:
    """429: this client had all that COMITY_RATE allows."""
    title = say("Too many visits in a short time")
    return _refusal(request, 429, refusal.code, title, said(refusal.sentence), refusal.seconds)


def _too_large(request: HttpRequest) -> HttpResponse:
    why = say(
        "What you sent has more than {megabytes} MiB, the most that this node reads. Nothing was kept. Leave "
        "out what does not belong to the visit, such as pictures, or send a part of it.",
        megabytes=LARGEST_REQUEST // 1024 // 1024,
    )
    return _refusal(request, 413, "web.too-large", say("This is too large"), why)


def _no_room(request: HttpRequest) -> HttpResponse:
    why = say(
        "So much is being sent to this node right now that there was no room for more. Nothing was kept. "
        "Wait half a minute, then send it again."
    )
    return _refusal(request, 503, "web.no-room", say("This node is busy"), why, _SECONDS_UNTIL_ROOM)


def _not_utf_8(request: HttpRequest) -> HttpResponse:
    why = say("The address or the form that was sent is not one that this page understands.")
    return _refusal(request, 400, "web.bad-request", say("This request cannot be read"), why)


def _refusal(
    request: HttpRequest, status: int, code: str, title: str, sentence: str, seconds: int = 0
) -> HttpResponse:
    """A refusal as whoever asks can read it; after so many seconds it can be tried again, if ever."""
    if request.path.startswith("/api/"):
        answer = problem(status, code, sentence)
    else:
        answer = refused(request, status, code, title, (sentence,))
    if seconds:
        answer.headers["Retry-After"] = str(seconds)
    return answer
