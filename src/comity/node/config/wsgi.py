"""The node as a WSGI application, for any server that speaks WSGI."""

import codecs
import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from comity.node.config.database import ensure_database
from comity.node.config.patience import NOT_UTF_8, TURNED_AWAY

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

ensure_database()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comity.node.config.settings")

from django.core.wsgi import get_wsgi_application  # noqa: E402  the database comes before the settings
from django.utils.http import parse_header_parameters  # noqa: E402

_django = get_wsgi_application()


def application(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    """The node. What comes in another codec than UTF-8 is turned away.

    Django reads even the address with the codec that a request names, before anybody can refuse it; Python
    knows codecs that make halves of characters, which nothing can store or send, or that decode no text.
    """
    if not _is_utf_8(environ.get("CONTENT_TYPE", "")):
        environ = {**environ, "CONTENT_TYPE": "", f"HTTP_{TURNED_AWAY}": NOT_UTF_8}
    return _django(environ, start_response)


def _is_utf_8(content_type: str) -> bool:
    """Whether a content type names UTF-8, or no codec."""
    try:
        codec = parse_header_parameters(content_type)[1].get("charset", "utf-8")
        return codecs.lookup(codec).name == "utf-8"
    except (LookupError, ValueError):
        return False
