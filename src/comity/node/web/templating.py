"""The Jinja2 environment of every page."""

from typing import Any

import jinja2
from django.templatetags.static import static
from django.urls import reverse

from comity import __version__, languages


def environment(**options: Any) -> jinja2.Environment:
    """Templates that escape what they write, refuse unset names, and speak the language in force."""
    made = jinja2.Environment(  # noqa: S701  Django passes autoescape on
        **{**options, "trim_blocks": True, "lstrip_blocks": True, "undefined": jinja2.StrictUndefined}
    )
    languages.install(made)
    made.globals.update(
        url=url,
        static=static,
        version=__version__,
        languages=tuple(languages.LANGUAGES.items()),
        language=languages.language,
    )
    return made


def url(name: str, *args: object, **kwargs: object) -> str:
    """The address of a page by its name."""
    return reverse(name, args=args or None, kwargs=kwargs or None)
