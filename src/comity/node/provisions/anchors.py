"""Names of places on the page of a rulebook. They never change: answers, papers and letters link to them."""

import re

from comity.corpus.library import installed_library
from comity.domain.provisions.rulebook import Definition, Provision

_UNFIT = re.compile(r"[^\w.()]+")


def anchor(cite: str) -> str:
    """The place of a citation: `VI.1`, `Customs-Notice-2023-36`."""
    return _UNFIT.sub("-", cite).strip("-")


def address(cite: str) -> str:
    """Where a citation of an answer ("jp-au-raa VI.1") is read; "" if its body of law is not installed."""
    body, _, place = cite.partition(" ")
    # Not by `reverse`: answers are written by processes without Django, which know no urls.
    return f"/law/{body}/#{anchor(place)}" if installed_library().installed(body) else ""


def article_anchor(label: str) -> str:
    """The place of an article by its label: `article-VI`."""
    return f"article-{anchor(label)}"


def part_anchor(part: Provision | Definition) -> str:
    """The place of a provision, `p-visa`, or definition, `d-dog`; a dated version adds its first day."""
    kind = "p" if isinstance(part, Provision) else "d"
    since = f"-{part.dated.from_}" if part.dated.from_ else ""
    return f"{kind}-{part.id}{since}"
