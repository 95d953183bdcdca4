"""What `--ask` asks before anything can be answered: how the list is read, and what a visit must state."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from comity.cli.replies import Unclear, choices, value_of
from comity.desk.answers_toml import Answers, TableTold
from comity.desk.filling import missing
from comity.domain.provisions.vocabulary import VISIT, Fact
from comity.manifest.first_look.told import IGNORE
from comity.manifest.reading import Reading
from comity.manifest.spelling import listing, name_of

_LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class ListQuestion:
    """One question: who it is by name, what is asked, what can be typed, and what a reply adds.

    `answered` raises Unclear for a reply that is no answer.
    """

    name: tuple[str, ...]
    asks: str
    how: str
    answered: Callable[[str, Answers], Answers]


def list_questions(reading: Reading) -> Iterator[ListQuestion]:
    """The questions that a reading leaves, the mapping of tables first."""
    yield from _tables(reading)
    yield from map(_of_visit, missing(reading))


def _tables(reading: Reading) -> Iterator[ListQuestion]:
    reads = reading.looked.tables if reading.looked else ()
    where = [(read.found.page.grid.file, read.found.page.grid.worksheet) for read in reads]
    for read, place in zip(reads, where, strict=True):
        # Two tables of one worksheet, or one that the planner has spoken of, are settled in the file itself.
        if where.count(place) > 1 or read.told is not None:
            continue
        called = ", ".join(filter(None, place))
        if read.sheet is None and read.choices:
            asks = f"The table in {called} may be {listing(read.choices)}. Which is it?"
            yield _of_table(place, "", asks, read.choices)
        for mapped in read.columns:
            if mapped.choices:
                asks = (
                    f"The heading {mapped.heading!r} in {called} may mean {listing(mapped.choices)}. Which?"
                )
                yield _of_table(place, mapped.heading, asks, mapped.choices)


def _of_table(place: tuple[str, str], heading: str, asks: str, allowed: tuple[str, ...]) -> ListQuestion:
    def answered(reply: str, answers: Answers) -> Answers:
        word = name_of(reply)
        if word == name_of(_LEFT_OUT):
            word = "" if heading else IGNORE
        elif word not in allowed:
            raise Unclear(f"Type {listing((*allowed, _LEFT_OUT))}, ? (not known) or q (end).")
        told = answers.tables.get(place, TableTold())
        told = (
            replace(told, columns={**told.columns, heading: word}) if heading else replace(told, sheet=word)
        )
        return replace(answers, tables={**answers.tables, place: told})

    return ListQuestion((*place, heading), asks, listing((*allowed, _LEFT_OUT)), answered)


def _of_visit(fact: Fact) -> ListQuestion:
    def answered(reply: str, answers: Answers) -> Answers:
        return replace(answers, visit={**answers.visit, fact.name: value_of(reply, fact)})

    return ListQuestion(
        (VISIT, fact.name), f"{fact.asks} Where to look: {fact.find}", choices(fact), answered
    )
