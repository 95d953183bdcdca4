"""Who asks: a browser, known by a secret that only it holds. The node keeps the secret's digest alone."""

import hashlib
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from comity.node.visits import limits

#: The cookie that holds the secret, and the bytes of a secret.
COOKIE = f"{settings.COOKIE_PREFIX}visitor"
_BYTES = 32
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody's browser: the digest of its secret, and the secret where it has just been made."""

    digest: str
    new_secret: str = ""


def visitor_of(request: HttpRequest) -> Visitor | None:
    """Who asks; None for a browser that has no secret yet."""
    secret = request.COOKIES.get(COOKIE, "")
    return known_by(secret)


def known_by(secret: str) -> Visitor | None:
    """Who has a secret; None for what cannot be one."""
    return Visitor(_digest(secret)) if 0 < len(secret) <= _LONGEST else None


def new_visitor() -> Visitor:
    """A browser that gets its secret with the next response."""
    secret = secrets.token_urlsafe(_BYTES)
    return Visitor(_digest(secret), secret)


def remember(response: HttpResponse, secret: str, *, keep: bool = False) -> None:
    """Give a browser its secret: until it is closed, or for as long as visits are kept."""
    response.set_cookie(
        COOKIE,
        secret,
        max_age=int(limits.KEPT.total_seconds()) if keep else None,
        secure=settings.PRODUCTION,
        httponly=True,
        samesite="Lax",
    )


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()
