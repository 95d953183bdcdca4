"""What the index of packs says to the planner: which pack goes where by when, and what is amiss."""

from collections.abc import Iterable
from dataclasses import dataclass

from comity.domain.provisions.law import Law
from comity.domain.visits.answer import Answer
from comity.domain.visits.line_ranges import joined, ranges
from comity.report.pack_letter import due_words
from comity.report.pack_lists import Enclosure
from comity.report.packs import Ask, Pack, Packs
from comity.report.wording import day_words, some, where_to_answer, withheld_words


@dataclass(frozen=True, slots=True)
class Task:
    """Something that a pack asks, for the planner: what, by when, for which lines, and what to know."""

    what: str
    due: tuple[str, ...]
    lines: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One pack in the index; `lacks` says which needed values are not stated, by lines of the manifest."""

    name: str
    to: str
    title: str
    by: str
    late: bool
    tasks: tuple[Task, ...]
    missing: int
    lacks: tuple[str, ...]
    warnings: tuple[str, ...]
    lists: bool


@dataclass(frozen=True, slots=True)
class Index:
    """The whole index. `left_out` are (why, what) of what is in no pack."""

    rows: tuple[Row, ...]
    warnings: tuple[str, ...]
    left_out: tuple[tuple[str, tuple[str, ...]], ...]


def index(packs: Packs, law: Law, answer: Answer) -> Index:
    """The index of some packs."""
    whats = law.vocabulary.whats
    left_out: dict[str, dict[str, None]] = {}
    for each in packs.left_out:
        label = whats.get(each.requirement.what, each.requirement.what)
        left_out.setdefault(each.why, {})[label] = None
    for transit in answer.transits:
        left_out.setdefault("its clearance is that State's own", {})[f"transit of {transit.state}"] = None
    return Index(
        rows=tuple(_row(pack, law) for pack in packs.packs),
        warnings=tuple(_warnings(answer)),
        left_out=tuple((why, tuple(labels)) for why, labels in left_out.items()),
    )


def _row(pack: Pack, law: Law) -> Row:
    warnings = [f"Listed though the answer says that it is forbidden: {', '.join(pack.forbidden)}."]
    return Row(
        name=pack.name,
        to=pack.to,
        title=pack.office.title,
        by=day_words(pack.latest_on) if pack.latest_on else ("no day is known" if pack.asks else "–"),
        late=pack.late,
        tasks=tuple(_task(ask, law) for ask in pack.asks),
        missing=pack.missing,
        lacks=tuple(text for each in pack.enclosures for text in _lacks(each)),
        warnings=tuple(warnings) if pack.forbidden else (),
        lists=bool(pack.enclosures),
    )


def _task(ask: Ask, law: Law) -> Task:
    if ask.requirement is None:
        question = ask.question
        asks, where = (question.asks, where_to_answer(question)) if question else ("", "")
        lines = some(question.lines) if question else ""
        return Task(f"Its word: {asks}", (), lines, (f"When it has answered: {where}.",))
    needed = ask.requirement
    if_late = f"If late: {needed.if_late}" if needed.if_late else ""
    notes = tuple(text for text in (needed.says, if_late, *needed.notes) if text)
    lines = some(joined(ranges(sheet, sorted(rows)) for sheet, rows in ask.rows))
    label = law.vocabulary.whats.get(needed.what, needed.what)
    return Task(f"{needed.kind}: {label}", tuple(due_words(needed)), lines, notes)


def _lacks(enclosure: Enclosure) -> Iterable[str]:
    alike: dict[tuple[int, ...], list[str]] = {}
    for each in enclosure.missing:
        alike.setdefault(each.items, []).append(each.label)
    for items, labels in alike.items():
        rows = sorted(enclosure.manifest_rows[item - 1] for item in items)
        yield f"{', '.join(labels)}: {some(ranges(enclosure.fields.sheet, rows))}"


def _warnings(answer: Answer) -> Iterable[str]:
    if answer.hypothetical:
        yield "A hypothesis: these packs are written as if another agreement applied. None is for sending."
    if answer.problems:
        yield "The visit's files have mistakes: only what could be read is listed. See comity assess."
    if answer.withheld:
        yield withheld_words(answer)
    if answer.outcome == "forbidden":
        yield "Something of this visit is forbidden. Settle that before any pack is sent: see comity assess."
