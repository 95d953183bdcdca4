"""What the title blocks of a list say of the visit: facts that the header does not state itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from comity.domain.errors import Place
from comity.domain.primitives.worded import apart, worded
from comity.domain.provisions.vocabulary import CONTINGENT, VISIT, Vocabulary
from comity.manifest.first_look.mending import Mender
from comity.manifest.first_look.tables import Found
from comity.manifest.first_look.title_block import PERIOD, Stated, period
from comity.manifest.problems import ProblemLog, place_words, shown
from comity.manifest.raw import Entry, RawHeader
from comity.manifest.spelling import listing, name_of


@dataclass(frozen=True, slots=True)
class FoundFact:
    """A fact of the visit that a title block states: its name, its text in the strict form, and where."""

    fact: str
    text: str
    place: Place
    written: str
    used: bool = False
    choices: tuple[str, ...] = ()
    """The facts that it may be, where its label names several; `fact` then lists them."""


def found_facts(tables: Sequence[Found], vocabulary: Vocabulary, mender: Mender) -> list[FoundFact]:
    """Every fact of the visit that a label names; a value that cannot be read is noted with its table."""
    found: list[FoundFact] = []
    for table in tables:
        grid = table.page.grid
        for stated in table.stated:
            place = Place(grid.file, grid.worksheet, stated.row)
            written = stated.whole
            values = _values(stated, vocabulary, mender)
            if len(stated.facts) > 1 and (text := next(iter(values.values()), "")):
                found.append(FoundFact(listing(stated.facts), text, place, written, choices=stated.facts))
            else:
                found += [FoundFact(fact, text, place, written) for fact, text in values.items()]
            if stated.facts and not values:
                table.notes.append(
                    worded(
                        "Row {row}: {text} could not be read, and says nothing.",
                        row=str(stated.row),
                        text=shown(written),
                    )
                )
    return found


def _values(stated: Stated, vocabulary: Vocabulary, mender: Mender) -> Mapping[str, str]:
    if stated.facts[:1] in ((PERIOD,), ("start",)) and (days := _period(stated.value, vocabulary, mender)):
        return {"start": days[0], "end": days[1]}
    values: dict[str, str] = {}
    for name in stated.facts:
        fact = vocabulary.of(VISIT).get(name) or vocabulary.of(CONTINGENT).get(name)
        text = mender.one(stated.value, fact) if fact else None
        values |= {name: text} if text else {}
    return values


def _period(text: str, vocabulary: Vocabulary, mender: Mender) -> tuple[str, str] | None:
    """The first and last day of "5-30 Sep 2023", or of "From 30 Aug 23 to 18 Sep 23"."""
    if days := mender.period(text):
        return days
    if not (ends := period(text)):
        return None
    facts = vocabulary.of(VISIT)
    first, last = mender.one(ends[0], facts["start"]), mender.one(ends[1], facts["end"])
    return (first, last) if first and last else None


def with_found(
    header: RawHeader, found: Sequence[FoundFact], log: ProblemLog
) -> tuple[RawHeader, tuple[FoundFact, ...], tuple[str, ...]]:
    """The header with the facts that it does not state, the facts as used or not, and notes on differences.

    Where two places say different things neither is used, and that is a problem.
    """
    stated = {name_of(entry.key): entry for entry in header.visit}
    entries: list[Entry] = []
    notes: list[str] = []
    used: list[FoundFact] = []
    for either in (each for each in found if each.choices):
        used.append(either)
        known = {each.text for each in found if each.fact in either.choices} | _stated(header, either.choices)
        if either.text.casefold() not in {text.casefold() for text in known}:
            meant = worded("found {text}, which may be {fact}", text=shown(either.written), fact=either.fact)
            mend = worded("State it in {file} as what it is.", file=header.place.file)
            log.add("look.fact-unclear", either.place, meant, worded("a label that says which"), mend)
    for fact in dict.fromkeys(each.fact for each in found if not each.choices):
        same = [each for each in found if each.fact == fact]
        texts = list(dict.fromkeys(each.text for each in same))
        if fact in stated:
            differing = [
                each for each in same if each.text.casefold() != (stated[fact].text or "").casefold()
            ]
            notes += [
                worded(
                    "{place}: {text} differs from {fact} = {text2} in {file}, which was read.",
                    place=place_words(each.place),
                    text=shown(each.written),
                    fact=fact,
                    text2=shown(stated[fact].text or ""),
                    file=stated[fact].place.file,
                )
                for each in differing
            ]
            used += same
        elif fact in ("sending_state", "capacity") and header.contingents:
            used += same
        elif len(texts) > 1:
            places = apart(
                worded("{place}: {text}", place=place_words(each.place), text=shown(each.written))
                for each in same[:4]
            )
            file = header.place.file
            mend = worded("State {fact} in {file}.", fact=fact, file=file)
            if fact == "sending_state":
                mend = worded("State {fact} in {file}, or a [[contingent]] for each.", fact=fact, file=file)
            log.add(
                "look.fact-unclear",
                same[0].place,
                worded("found for {fact} {places}", fact=fact, places=places),
                worded("one value"),
                mend,
            )
            used += same
        else:
            entries.append(Entry(fact, texts[0], same[0].place))
            used += [FoundFact(e.fact, e.text, e.place, e.written, used=True) for e in same[:1]] + same[1:]
    completed = replace(header, visit=(*header.visit, *entries))
    return completed, tuple(used), tuple(notes)


def _stated(header: RawHeader, names: Sequence[str]) -> set[str]:
    """What a header states for facts of the visit, or of its contingents."""
    entries = [*header.visit, *(entry for each in header.contingents for entry in each)]
    return {entry.text or "" for entry in entries if name_of(entry.key) in names}
