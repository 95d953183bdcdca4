"""Citations: a body of law, by the name readers know or by the id commands take, and a place in it."""

import re
from collections.abc import Iterable, Mapping

from comity.domain.primitives.worded import headed, listed
from comity.domain.visits.answer import AgreementShown
from comity.languages import said

#: Short names of bodies of law, by id; where none is given, they are cited by their ids.
Shorts = Mapping[str, str]
BY_ID: Shorts = {}
#: A place that is a number of an article; host law is cited by the names of its acts.
_ARTICLE = re.compile(r"([IVXLC]+|[0-9]+)\b")


def bracketed(cites: Iterable[str], shorts: Shorts = BY_ID) -> str:
    """Citations in brackets after a blank; nothing if there are none."""
    words = [words for _, words in cited(cites, shorts)]
    return f" [{said(listed(words))}]" if words else ""


def cited(cites: Iterable[str], shorts: Shorts) -> list[tuple[str, str]]:
    """Each citation with its words: its body of law by the short name, once for those that follow each other.

    A body without a short name stands with its id before every place.
    """
    found, before = [], ""
    for cite in cites:
        body, _, place = cite.partition(" ")
        if body not in shorts:
            found.append((cite, cite))
        elif body == before:
            found.append((cite, place))
        elif _ARTICLE.match(place):
            found.append((cite, f"{said(shorts[body])} {place}"))
        else:
            found.append((cite, said(headed(said(shorts[body]), place))))
        before = body
    return found


def bodies_words(bodies: Iterable[str], shorts: Shorts) -> list[str]:
    """Bodies of law by their short names."""
    return [body_words(body, shorts) for body in bodies]


def body_words(body: str, shorts: Shorts) -> str:
    """A body of law by its short name; its id if it has none."""
    return said(shorts[body]) if body in shorts else body


def further_cites(agreement: AgreementShown) -> list[str]:
    """The citations of an agreement that its reason does not name already."""
    return [cite for cite in agreement.cites if cite.partition(" ")[2] not in agreement.why]
