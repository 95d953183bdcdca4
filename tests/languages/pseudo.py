"""A language in which every message stands in brackets: what is without them was never said."""

import io
from functools import cache
from gettext import GNUTranslations

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo

from tools.catalogues import messages

OPEN, CLOSE = "⟦", "⟧"


@cache
def pseudo_catalogue() -> GNUTranslations:
    """The catalogue of that language, with every message that code, templates and corpus have."""
    catalogue = Catalog(locale="de", fuzzy=False)
    for message in messages():
        if message.id:
            catalogue.add(message.id, _bracketed(message))
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


def _bracketed(message: Message) -> str | tuple[str, ...]:
    if isinstance(message.id, (tuple, list)):
        return tuple(f"{OPEN}{text}{CLOSE}" for text in message.id)
    return f"{OPEN}{message.id}{CLOSE}"


def said_in(text: str, depth: int = 0) -> tuple[str, int]:
    """What stands outside of all brackets, and how deep they are open at the end."""
    outside = []
    for sign in text:
        depth += (sign == OPEN) - (sign == CLOSE)
        if depth == 0 and sign != CLOSE:
            outside.append(sign)
    return "".join(outside), depth
