"""The templates of pages, letters and papers: whatever they write is escaped, and nothing in it hides.

They speak the language in force when they are rendered.
"""

from functools import cache
from importlib.resources import files
from typing import Any

import jinja2

from comity.domain.primitives.worded import Worded
from comity.languages import install, language, said
from comity.report.visible import visible


def environment(folder: str = "") -> jinja2.Environment:
    """An environment for the templates of `templates/`, or of a folder in it."""
    made = jinja2.Environment(
        loader=jinja2.FunctionLoader(lambda name: text_of(f"templates/{folder}{name}")),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(language=language)
    made.tests.update(worded=lambda text: isinstance(text, Worded))
    install(made)
    return made


def _shown(value: Any) -> Any:
    """A value as it is written: what is worded is said, and nothing in a text hides."""
    text = said(value) if isinstance(value, Worded) else value
    # Only plain texts: what is marked as safe already is our own.
    return visible(text) if type(text) is str else text


@cache
def text_of(name: str) -> str:
    """The text of a file beside this one: a template, a style sheet."""
    return files("comity.report").joinpath(name).read_text(encoding="utf-8")
