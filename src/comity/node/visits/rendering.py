"""Parts of pages, made where the work is done: once for each revision and language, and not at every visit.

Whatever stands in them is escaped by the templates. Only a page can fill in what belongs to its visitor: it
puts the hidden fields of a form in the place of HIDDEN, a tag that no escaped text can hold.
"""

from functools import cache
from pathlib import Path
from typing import Any

import jinja2

from comity import languages

HIDDEN = "<hidden-fields>"
_ROOMS = Path(__file__).parents[1]


def rendered(template: str, **shown: Any) -> str:
    """A template of this room, with the pieces of all pages, in the language in force."""
    return _environment().get_template(f"visits/{template}").render(hidden=HIDDEN, **shown)


@cache
def _environment() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader([_ROOMS / room / "templates" for room in ("web", "visits")]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    languages.install(made)
    return made
