"""The Jinja2 environment of every page."""

from functools import lru_cache
from typing import Any

import jinja2
from django.templatetags.static import static
from django.urls import get_script_prefix, reverse

from comity import __version__, languages


def environment(**options: Any) -> jinja2.Environment:
    """Templates that escape what they write, refuse unset names, and speak the language in force."""
    made = jinja2.Environment(  # noqa: S701  Django passes autoescape on
        **{**options, "trim_blocks": True, "lstrip_blocks": True, "undefined": jinja2.StrictUndefined}
    )
    languages.install(made)
    made.globals.update(
        url=url,
        static=lru_cache(static),
        version=__version__,
        languages=tuple(languages.LANGUAGES.items()),
        language=languages.language,
    )
    return made


def url(name: str, *args: object, **kwargs: object) -> str:
    """The address of a page by its name."""
    return _reversed(get_script_prefix(), name, args, tuple(kwargs.items()))


@lru_cache(maxsize=4_096)
def _reversed(
    prefix: str, name: str, args: tuple[object, ...], kwargs: tuple[tuple[str, object], ...]
) -> str:
    """A page has some twenty addresses, and the same ones again next time."""
    del prefix  # it stands in the address, so it is part of what is remembered
    return reverse(name, args=args or None, kwargs=dict(kwargs) or None)
