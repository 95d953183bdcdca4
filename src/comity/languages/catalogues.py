"""The message catalogues: one `.po` file per language beside this module, read when it is first spoken.

Importing Babel takes longer than answering a small visit: it is done only where another language than English
is spoken.
"""

import io
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import GNUTranslations


@cache
def catalogue(code: str) -> "GNUTranslations":
    """The catalogue of a language other than English; messages without a translation are left out of it."""
    from gettext import GNUTranslations  # noqa: PLC0415  see above

    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.messages.pofile import read_po  # noqa: PLC0415

    with files("comity.languages").joinpath(f"{code}.po").open("rb") as opened:
        read = read_po(opened, locale=code, abort_invalid=True)
    compiled = io.BytesIO()
    write_mo(compiled, read)
    compiled.seek(0)
    return GNUTranslations(compiled)
