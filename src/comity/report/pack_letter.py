"""What a covering letter says: short, numbered, in plain words, each item with its article.

The words of a pack as plain texts; the templates in `templates/packs` say where they stand. The letter speaks
to the office; what only the planner should know stands in the index.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from comity.domain.provisions.law import ACCESS, Law
from comity.domain.provisions.rulebook import BodyKind
from comity.domain.visits.answer import AgreementShown, Answer, Clock, Requirement, Turn
from comity.domain.visits.visit import Visit
from comity.report.pack_lists import Enclosure, Missing
from comity.report.packs import WITH_THEM, Ask, Pack
from comity.report.wording import counted, day_words, withheld_words

#: What a pack says of every list of its own.
NOT_A_FORM = "A list prepared from the sending force's manifest. Not an official form."
NOT_STATED = "not stated"

_KINDS = {
    "clearance": "for your decision",
    "notice": "our notice to you",
    "document": "a paper that we show you",
    "marking": "a marking that we make",
    "payment": "a payment",
}
_SURENESS = {
    "text": "read in the law, a form or a page of the authority",
    "summary": "from a summary",
    "recall": "recalled, not checked",
}
_ACTIVITIES = {
    "training": "training",
    "exercise": "an exercise",
    "disaster_relief": "disaster relief",
    "port_call": "a port call",
    "liaison": "liaison",
}
_ARTICLE = re.compile(r"[IVXLC]+\b")
_MOST_RUNS = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """One row of what an office is asked: what, as what, for which items, by when, on which ground."""

    what: str
    kind: str
    items: str
    due: tuple[str, ...]
    grounds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A covering letter. `facts` are (label, value) pairs for its head, `contacts` for its foot."""

    to: str
    subject: str
    warnings: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    visit: tuple[str, ...]
    asked: tuple[Asked, ...]
    settled: tuple[str, ...]
    open: tuple[str, ...]
    missing: tuple[tuple[str, tuple[str, ...]], ...]
    enclosures: tuple[tuple[str, str, str], ...]
    contacts: tuple[tuple[str, str], ...]


def letter(pack: Pack, visit: Visit, law: Law, answer: Answer) -> Letter:
    """The covering letter of a pack."""
    words = _Words(law, answer)
    facts = visit.facts
    title = visit.title or str(facts.get("activity_name", "")) or "the visit"
    contacts = [
        ("Host unit", "host_unit"),
        ("Contact at the host unit", "host_contact"),
        ("Contact of the sending force", "sender_contact"),
        ("Contact at the embassy", "embassy_contact"),
    ]
    return Letter(
        to=pack.to,
        subject=f"{pack.office.title}: {title}",
        warnings=tuple(_warnings(answer)),
        facts=(
            ("Our reference", str(facts.get("visit_id", NOT_STATED))),
            ("Day", day_words(answer.asked_on)),
            ("Sending State", ", ".join(dict.fromkeys(c.sending_state for c in visit.contingents))),
            ("Receiving State", visit.receiving_state),
        ),
        visit=(_stay(visit, title), words.consent(visit)),
        asked=tuple(words.asked(ask, pack.enclosures) for ask in pack.asks),
        settled=tuple(
            f"{_capital(words.label(each.what))} ({words.cited(each.cites)}): not asked for "
            f"{items_words(each.items, pack.enclosures)}, by {words.cited(each.lifted_by)}"
            for each in pack.settled
        ),
        open=tuple(f"{each.question.asks} {items_words(each.items, pack.enclosures)}" for each in pack.open),
        missing=tuple(
            (f"{each.letter}. {each.fields.title}", tuple(missing_words(each.missing)))
            for each in pack.enclosures
            if each.missing
        ),
        enclosures=tuple(
            (
                f"{each.letter}. {each.fields.title}",
                counted(len(each.rows), "item"),
                field_list_words(each),
            )
            for each in pack.enclosures
        ),
        contacts=tuple((label, str(facts.get(name, NOT_STATED))) for label, name in contacts),
    )


class _Words:
    """Citations and asks in words, with the agreements of an answer at hand."""

    def __init__(self, law: Law, answer: Answer) -> None:
        self.law, self.answer = law, answer
        self.access = [a for a in answer.agreements if a.family == ACCESS and a.applies != "no"]

    def consent(self, visit: Visit) -> str:
        """On what the force comes: the record of the agreed activity, and the agreement."""
        recorded = self.answer.visit.consent
        consent = (
            f"Both sides have agreed on it; the record is “{recorded}”."
            if recorded
            else "The record of its agreement between both sides is not stated."
        )
        return " ".join([consent, *(self._agreement(each, visit) for each in self.access)]) + (
            "" if self.access else " No agreement on access applies: the ordinary law is what we go by."
        )

    def _agreement(self, agreement: AgreementShown, visit: Visit) -> str:
        some = agreement.contingents and len(agreement.contingents) < len(visit.contingents)
        whom = f"For {', '.join(agreement.contingents)} it" if some else "It"
        since = ""
        if agreement.status and agreement.since:
            since = f", {agreement.status.replace('-', ' ')} since {day_words(agreement.since)}"
        if agreement.applies == "unknown":
            return f"Whether the {agreement.title}{since} applies is not settled."
        return f"{whom} takes place under the {agreement.title}{since} (below: the Agreement)."

    def asked(self, ask: Ask, enclosures: Sequence[Enclosure]) -> Asked:
        items = items_words(ask.items, enclosures)
        if ask.requirement is None:
            asks = ask.question.asks if ask.question else ""
            return Asked(asks, "your word on it", items, (), self._grounds(ask.cites, ""))
        needed = ask.requirement
        kind = _KINDS.get(needed.kind, needed.kind)
        if needed.state == "unknown":
            kind += ", if it applies"
        if needed.state == "failed":
            kind += "; it was refused or could not be met before"
        return Asked(
            what=_capital(self.label(needed.what)),
            kind=kind,
            items=items,
            due=tuple(due_words(needed)),
            grounds=self._grounds(needed.cites, needed.sureness),
        )

    def label(self, what: str) -> str:
        """The plain words of a `what`."""
        return self.law.vocabulary.whats.get(what, what)

    def _grounds(self, cites: Iterable[str], sureness: str) -> tuple[str, ...]:
        found = tuple(self.cite(cite) for cite in cites)
        return (*found, "known to us from a summary only") if sureness == "summary" else found

    def cited(self, cites: Iterable[str]) -> str:
        """Citations in one phrase."""
        return "; ".join(self.cite(each) for each in cites)

    def cite(self, cite: str) -> str:
        """A citation as a letter writes it: Article VII.5 of the Agreement."""
        body, _, place = cite.partition(" ")
        book = self.law.rulebooks.get(body)
        if book is None or book.kind is BodyKind.HOST_LAW:
            return place
        if book.kind is not BodyKind.AGREEMENT:
            return f"{place} ({book.short})"
        whole = (
            "the Agreement"
            if [body] == [a.id for a in self.access if a.applies == "yes"]
            else f"the {book.title}"
        )
        if not _ARTICLE.match(place):
            return f"{place} of {whole}"
        several = " to " in place or "," in place
        return f"Article{'s' if several else ''} {place} of {whole}"


def due_words(requirement: Requirement) -> list[str]:
    """By when, leg by leg where the days differ; what is with the office already says so."""
    turn = requirement.turn
    if requirement.clocks:
        legs: dict[str, list[str]] = {}
        for clock in requirement.clocks:
            if words := _clock_words(clock):
                legs.setdefault(words, []).extend([clock.leg] if clock.leg else [])
        return [f"{', '.join(names)}: {words}" if names else words for words, names in legs.items()]
    if turn is not None and (said := _turn_words(turn)):
        return [said]
    if requirement.due_on is None:
        return [requirement.due_words or "no day is known to us"]
    late = "; this day has passed: we ask what can still be done" if requirement.late else ""
    window = f" ({requirement.due_words})" if requirement.due_words else ""
    return [f"by {day_words(requirement.due_on)}{window}{_basis(requirement.due_basis)}{late}"]


def _clock_words(clock: Clock) -> str:
    """One clock, without its leg; nothing if it has been granted."""
    if clock.turn.state in ("granted", "done"):
        return ""
    if said := _turn_words(clock.turn):
        return said
    by = f"{day_words(clock.due_at.date())}, {clock.due_at:%H:%M} UTC" if clock.due_at else ""
    by = by or day_words(clock.due_on)
    opens = f", not before {day_words(clock.opens_on)}" if clock.opens_on else ""
    unit = clock.unit.replace("-", " ")
    lead = f"{clock.amount} {unit if clock.amount != 1 else unit.removesuffix('s')} before {clock.counted_to}"
    late = "; this day has passed: we ask what can still be done" if clock.late else ""
    return f"by {by}{opens} ({lead}){_basis(clock.basis)}{late}"


def _turn_words(turn: Turn) -> str:
    """What has been filed, and whose turn it is; nothing if nothing has been."""
    named = f", your reference {turn.reference}" if turn.reference else ""
    filed = f"filed with you on {day_words(turn.filed_on)}{named}" if turn.filed_on else f"filed{named}"
    if turn.state in WITH_THEM:
        return f"{filed}; your answer is awaited"
    if turn.state == "with-us":
        by = f" by {day_words(turn.latest_on)}" if turn.latest_on else ""
        return f"{filed}; you asked back, and what you asked for follows{by}"
    return ""


def _basis(basis: str) -> str:
    return {
        "assumed": ": our own planning day, no period is known to us",
        "practice": ", by practice",
    }.get(basis, "")


def _stay(visit: Visit, title: str) -> str:
    """The visit in one sentence."""
    activity = _ACTIVITIES.get(str(visit.facts.get("activity_type", "")), "an activity")
    name = str(visit.facts.get("activity_name", "")) or title
    unit = visit.facts.get("host_unit")
    with_unit = f", with {unit}" if unit else ""
    return (
        f"From {day_words(visit.start)} to {day_words(visit.end)} the contingent named above is to be in "
        f"your country for {activity} ({name}){with_unit}."
    )


def _warnings(answer: Answer) -> Iterable[str]:
    if answer.hypothetical:
        law = "no access agreement" if answer.hypothetical == "none" else answer.hypothetical
        yield f"Not for sending. It is written as if {law} stood in place of every access agreement."
    if answer.problems:
        yield "Not for sending. The manifest has mistakes; only what could be read is listed."
    if answer.withheld:
        yield withheld_words(answer)


def items_words(items: Iterable[tuple[str, tuple[int, ...]]], enclosures: Sequence[Enclosure]) -> str:
    """Items of enclosures as a letter names them: A (all), D (items 1–3 and 5)."""
    sizes = {each.letter: len(each.rows) for each in enclosures}
    said = [
        f"{letter} (all)" if len(numbers) == sizes[letter] else f"{letter} ({_runs(numbers)})"
        for letter, numbers in items
    ]
    return ", ".join(said) or "–"


def missing_words(missing: Iterable[Missing]) -> Iterable[str]:
    """What is not stated, fields that lack the same items together."""
    alike: dict[tuple[int, ...], list[str]] = {}
    for each in missing:
        alike.setdefault(each.items, []).append(each.label)
    totals = {each.items: each.of for each in missing}
    for items, labels in alike.items():
        which = "all items" if len(items) == totals[items] else _runs(items)
        yield f"{', '.join(labels)}: {which}"


def field_list_words(enclosure: Enclosure) -> str:
    """Where a list's fields are known from, and how surely."""
    fields = enclosure.fields
    return f"Field list after: {fields.source} ({_SURENESS.get(fields.sureness, fields.sureness)})."


def _runs(numbers: Sequence[int]) -> str:
    """Numbers as runs: item 4; items 1–3 and 5."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    said = [str(first) if first == last else f"{first}–{last}" for first, last in runs[:_MOST_RUNS]]
    if len(runs) > _MOST_RUNS:
        left = sum(last - first + 1 for first, last in runs[_MOST_RUNS:])
        return f"items {', '.join(said)} and {left:,} more"
    if len(numbers) == 1:
        return f"item {said[0]}"
    return "items " + (" and ".join([", ".join(said[:-1]), said[-1]]) if len(said) > 1 else said[0])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
