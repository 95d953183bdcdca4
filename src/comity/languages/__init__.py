"""The language being spoken, and what is said in it.

Code is written in English. `say` says a message in the language in force, `said` says again what was made
elsewhere: a sentence of the domain by its message and values, a word of the corpus by itself. What a
catalogue does not know stays English.
"""

from typing import TYPE_CHECKING

from comity.languages.speech import (
    ENGLISH,
    LANGUAGES,
    day,
    ended,
    language,
    moment,
    month,
    number,
    said,
    say,
    say_count,
    sentence,
    speaking,
    state,
)

if TYPE_CHECKING:
    import jinja2

__all__ = [
    "ENGLISH",
    "LANGUAGES",
    "day",
    "ended",
    "install",
    "language",
    "moment",
    "month",
    "number",
    "said",
    "say",
    "say_count",
    "sentence",
    "speaking",
    "state",
]


def install(environment: "jinja2.Environment") -> None:
    """Give templates the words of the language in force: see `comity.languages.jinja.install`."""
    # Texts have no use for templates, and importing their engine takes as long as answering a small visit.
    from comity.languages import jinja  # noqa: PLC0415

    jinja.install(environment)
