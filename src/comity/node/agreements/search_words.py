"""The words by which texts are found, in any of the languages that sources are written in.

PostgreSQL's own way of cutting a text into words knows no Japanese, and the server that comes with Comity has
no extension for it. So the words are cut here, for what is stored and for what is asked alike: without case,
accents and signs; of scripts that put no space between words, every two signs that follow each other.
"""

import re
import unicodedata
from collections.abc import Iterator

#: Thai, Lao, Burmese, Khmer, kana, Han and Hangul: here two signs that follow each other are a word.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]+"
)
_WORD = re.compile(r"[^\W_]+")
#: Words longer than this are cut: nobody writes them, and an index refuses them.
_LONGEST = 60
#: The most words of one query that are looked for.
_MOST_ASKED = 12


def words_of(text: str) -> set[str]:
    """The words of a text that is to be found."""
    return set(_pieces(text)) - {""}


def query_of(text: str) -> str:
    """What to ask of a text's words, as a `tsquery`: every word, or the beginning of one; "" for none."""
    asked = dict.fromkeys(piece for piece in _pieces(text) if piece)
    # Words hold letters and digits alone, so that nothing in them is an operator.
    return " & ".join(f"'{word}':*" for word in list(asked)[:_MOST_ASKED])


def _pieces(text: str) -> Iterator[str]:
    for word in _WORD.findall(unicodedata.normalize("NFKC", text).casefold()):
        if word.isascii():
            yield word[:_LONGEST]
            continue
        bare, end = _without_accents(word), 0
        for run in _UNSPACED.finditer(bare):
            yield bare[end : run.start()][:_LONGEST]
            yield from _pairs(run.group())
            end = run.end()
        yield bare[end:][:_LONGEST]


def _without_accents(word: str) -> str:
    apart = unicodedata.normalize("NFKD", word)
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return unicodedata.normalize("NFKC", bare)


def _pairs(run: str) -> Iterator[str]:
    """Every two signs that follow each other; one alone by itself."""
    yield from (run[place : place + 2] for place in range(max(1, len(run) - 1)))
