"""Who with whom as a table: a row and a column for each State, in each cell the agreements of the two."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup, escape

from comity.languages import language, say, speaking, state
from comity.node.agreements.forms import NetworkAsked
from comity.node.agreements.queries import Tie
from comity.node.agreements.wording import family_said, parties_said, standing_said, status_said


@dataclass(frozen=True, slots=True)
class Entry:
    """One agreement in a cell: where its page is, its status, the word for it, and all of it in words."""

    address: str
    status: str
    words: str
    label: Markup


@dataclass(frozen=True, slots=True)
class Cell:
    """The agreements of one pair; `more` are not named, and stand at `more_address`."""

    partner: str
    pair: tuple[str, str]
    more: int
    more_address: str


@dataclass(frozen=True, slots=True)
class Row:
    """A State's agreements with each State of the columns; None: nothing is recorded."""

    code: str
    name: str
    cells: tuple[Cell | None, ...]


#: Of each pair (in the order of the codes) the agreements that are named, the furthest first.
Entries = dict[tuple[str, str], list[Entry]]


def entry(tie: Tie, asked: NetworkAsked) -> Entry:
    """An agreement as a link."""
    address = f"{tie.agreement}/?on={asked.on.isoformat()}"
    words = _words(language(), asked.family, tie.first, tie.second, tie.status, tie.dated, tie.may_be)
    return Entry(address, tie.status or tie.may_be or "", *words)


@lru_cache(maxsize=4_096)
def _words(
    code: str, family: str, first: str, second: str, status: str | None, dated: str | None, may_be: str | None
) -> tuple[str, Markup]:
    """The word for a status, and all that is known in words: on the next day most are the same."""
    with speaking(code):
        label = say(
            "{parties}, {family}: {standing}",
            parties=parties_said(list(dict.fromkeys((first, second)))),
            family=family_said(family),
            standing=standing_said(status, dated, may_be),
        )
        return status_said(status) if status else standing_said(None, None, may_be), escape(label)


def matrix(states: Sequence[str], found: Iterable[Tie], asked: NetworkAsked) -> tuple[list[Row], Entries]:
    """The rows, one for each State; the columns are the same States. The agreements of a pair stand in two
    cells, and are given once.
    """
    by_pair: dict[tuple[str, str], list[Tie]] = {}
    for tie in found:
        by_pair.setdefault((tie.first, tie.second), []).append(tie)
    names = {code: state(code) for code in states}
    cells: dict[tuple[str, str], Cell] = {}
    for (first, second), of_pair in by_pair.items():
        more = of_pair[0].of_pair - len(of_pair)
        for row, column in {(first, second), (second, first)}:
            address = f"states/{row}/?on={asked.on.isoformat()}&with={column}&family={asked.family}"
            cells[row, column] = Cell(names[column], (first, second), more, address)
    rows = [Row(row, names[row], tuple(cells.get((row, column)) for column in states)) for row in states]
    return rows, {pair: [entry(tie, asked) for tie in of_pair] for pair, of_pair in by_pair.items()}
