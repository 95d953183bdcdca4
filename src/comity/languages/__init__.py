"""The language being spoken, and what is said in it.

Code is written in English. `say` says a message in the language in force, `said` says again what was made
elsewhere: a sentence of the domain by its message and values, a word of the corpus by itself. What a
catalogue does not know stays English.
"""

from comity.languages.jinja import install
from comity.languages.speaking import (
    ENGLISH,
    LANGUAGES,
    day,
    language,
    moment,
    month,
    number,
    said,
    say,
    say_count,
    speaking,
    state,
)

__all__ = [
    "ENGLISH",
    "LANGUAGES",
    "day",
    "install",
    "language",
    "moment",
    "month",
    "number",
    "said",
    "say",
    "say_count",
    "speaking",
    "state",
]
