"""Who with whom as a table: a row and a column for each State, in each cell the agreements of the two."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from comity.languages import say, state
from comity.node.agreements.forms import NetworkAsked
from comity.node.agreements.queries import Tie
from comity.node.agreements.told import status_said
from comity.node.agreements.wording import family_said, parties_said, standing_said


@dataclass(frozen=True, slots=True)
class Entry:
    """One agreement in a cell: where its page is, its status, the word for it, and all of it in words."""

    address: str
    status: str
    words: str
    label: str


@dataclass(frozen=True, slots=True)
class Cell:
    """The agreements of one pair, the furthest first; `more` are not named, and stand at `more_address`."""

    partner: str
    entries: tuple[Entry, ...]
    more: int
    more_address: str


@dataclass(frozen=True, slots=True)
class Row:
    """A State's agreements with each State of the columns; None: nothing is recorded."""

    code: str
    name: str
    cells: tuple[Cell | None, ...]


def entry(tie: Tie, asked: NetworkAsked) -> Entry:
    """An agreement as a link."""
    words = {
        "parties": parties_said(list(dict.fromkeys((tie.first, tie.second)))),
        "family": family_said(asked.family),
        "standing": standing_said(tie.status, tie.dated, tie.may_be),
    }
    return Entry(
        f"{tie.agreement}/?on={asked.on.isoformat()}",
        tie.status or tie.may_be or "",
        status_said(tie.status) if tie.status else standing_said(None, None, tie.may_be),
        say("{parties}, {family}: {standing}", **words),
    )


def matrix(states: Sequence[str], found: Iterable[Tie], asked: NetworkAsked) -> list[Row]:
    """The rows, one for each State; the columns are the same States."""
    by_pair: dict[tuple[str, str], list[Tie]] = {}
    for tie in found:
        by_pair.setdefault((tie.first, tie.second), []).append(tie)
    names = {code: state(code) for code in states}
    cells: dict[tuple[str, str], Cell] = {}
    for (first, second), of_pair in by_pair.items():
        entries = tuple(entry(tie, asked) for tie in of_pair)
        more = of_pair[0].of_pair - len(entries)
        for row, column in {(first, second), (second, first)}:
            address = f"states/{row}/?on={asked.on.isoformat()}&with={column}&family={asked.family}"
            cells[row, column] = Cell(names[column], entries, more, address)
    return [Row(row, names[row], tuple(cells.get((row, column)) for column in states)) for row in states]
