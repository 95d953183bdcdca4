"""The templates of pages, letters and papers: whatever they write is escaped, and nothing in it hides."""

from functools import cache
from importlib.resources import files

import jinja2

from comity.report.visible import visible


def environment(folder: str = "") -> jinja2.Environment:
    """An environment for the templates of `templates/`, or of a folder in it."""
    return jinja2.Environment(
        loader=jinja2.FunctionLoader(lambda name: text_of(f"templates/{folder}{name}")),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        # Only plain texts: what is marked as safe already is our own.
        finalize=lambda value: visible(value) if type(value) is str else value,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def text_of(name: str) -> str:
    """The text of a file beside this one: a template, a style sheet."""
    return files("comity.report").joinpath(name).read_text(encoding="utf-8")
