"""Which agreements stand between the States, and whether each applies, in words."""

import datetime as dt
from dataclasses import dataclass, field

from comity.domain.agreements.registry import Agreement, Said, Standing
from comity.domain.agreements.vocabulary import Status
from comity.domain.primitives.day_words import day_words
from comity.domain.provisions.law import ACCESS, Law, Question, between
from comity.domain.provisions.rulebook import BodyKind, Effect, Rulebook
from comity.domain.provisions.vocabulary import VISIT
from comity.domain.visits.answer import AgreementShown, NotCoveredBy
from comity.domain.visits.grouping import Pattern
from comity.domain.visits.judged import Judged
from comity.domain.visits.visit import Visit

_HYPOTHESIS = "Taken as in force in place of every access agreement, because the question says so"
_KINDS = {
    BodyKind.AGREEMENT: "An agreement",
    BodyKind.CONVENTION: "A convention",
    BodyKind.INSTRUMENT: "An instrument",
    BodyKind.HOST_LAW: "A law",
    BodyKind.HOME_LAW: "A law",
}


@dataclass(slots=True)
class _Seen:
    """How one body of law applied, contingent by contingent."""

    applies: dict[str, set[bool | None]] = field(default_factory=dict)
    scopes: set[bool | None] = field(default_factory=set)
    in_force: set[bool | None] = field(default_factory=set)


def agreements_shown(
    visit: Visit, law: Law, question: Question, judged: Judged
) -> tuple[AgreementShown, ...]:
    """Every agreement registered between the receiving State and a sending State, and every other body of
    law that was looked at (conventions, instruments, a hypothesis)."""
    seen = _seen(judged)
    shown: dict[str, AgreementShown] = {}
    for contingent in visit.contingents:
        for agreement in between(law, visit.receiving_state, contingent.sending_state):
            if agreement.id not in shown:
                shown[agreement.id] = _registered(agreement, law, question, visit, seen.get(agreement.id))
    for name, how in seen.items():
        if name not in shown:
            shown[name] = _other(law.rulebooks[name], law, question, how)
    return tuple(sorted(shown.values(), key=lambda a: (a.applies != "yes", a.family != ACCESS, a.id)))


def _seen(judged: Judged) -> dict[str, _Seen]:
    seen: dict[str, _Seen] = {}
    for sheet in judged.sheets:
        if sheet.sheet != VISIT:
            continue
        contingents = sheet.lines["contingent"].to_list()
        for index, group in sheet.placed.select("index", "group").iter_rows():
            for number in sheet.groups[group]:
                pattern = judged.patterns[number]
                for name, applies in pattern.applies.items():
                    how = seen.setdefault(name, _Seen())
                    how.applies.setdefault(contingents[index], set()).add(applies)
                    how.scopes.add(pattern.scopes[name])
                    how.in_force.add(pattern.in_force[name])
    return seen


def _registered(
    agreement: Agreement, law: Law, question: Question, visit: Visit, how: _Seen | None
) -> AgreementShown:
    standing = agreement.standing(question.asked_on)
    book = law.rulebooks.get(agreement.id)
    applies, contingents = _verdict(how)
    if book is None and _may_be_in_force(agreement, question, visit):
        # Without its text nobody can say whether it applies.
        applies = "unknown"
    why = _why(agreement, standing, question, book, how, visit)
    return AgreementShown(
        id=agreement.id,
        title=agreement.title,
        family=agreement.family,
        status=standing.status.value if standing.status else None,
        since=standing.since,
        next=(standing.next.act, standing.next.on) if standing.next else None,
        applies=applies,
        why=why,
        contingents=contingents,
        cites=_scope_cites(book) if how is not None else _force_cites(agreement),
        sources=agreement.sources,
        said=_said(standing),
    )


def _other(book: Rulebook, law: Law, question: Question, how: _Seen) -> AgreementShown:
    applies, contingents = _verdict(how)
    hypothesis = question.under == book.id
    registered = law.registry.get(book.id)
    standing = registered.standing(question.asked_on) if registered else None
    ground = f"{_HYPOTHESIS}; " if hypothesis else f"{_KINDS[book.kind]} that names no sending State; "
    return AgreementShown(
        id=book.id,
        title=book.title,
        family=registered.family if registered else book.kind.value,
        status=standing.status.value if standing and standing.status else None,
        since=standing.since if standing else None,
        next=(standing.next.act, standing.next.on) if standing and standing.next else None,
        applies=applies,
        why=ground + _scope_words(book, how),
        contingents=contingents,
        cites=_scope_cites(book),
        sources=tuple(book.sources.values()),
        said=_said(standing) if standing and not hypothesis else (),
    )


def _verdict(how: _Seen | None) -> tuple[str, tuple[str, ...]]:
    if how is None:
        return "no", ()
    for value, word in ((True, "yes"), (None, "unknown")):
        contingents = tuple(c for c, applied in how.applies.items() if value in applied)
        if contingents:
            return word, contingents
    return "no", ()


def _why(
    agreement: Agreement,
    standing: Standing,
    question: Question,
    book: Rulebook | None,
    how: _Seen | None,
    visit: Visit,
) -> str:
    if question.under is not None and agreement.family == ACCESS and question.under != agreement.id:
        return "Set aside: the question asks without it."
    if question.under == agreement.id and book is not None and how is not None:
        return f"{_HYPOTHESIS}; {_scope_words(book, how)}"
    where = _standing_words(standing, question.asked_on)
    if how is None:
        if book is None and _may_be_in_force(agreement, question, visit):
            return f"{where} No rulebook of it is installed: what it gives is not examined."
        return f"{where} It is not in force between {day_words(visit.start)} and {day_words(visit.end)}."
    if None in how.in_force:
        where += " Whether it enters into force as scheduled is not known on the day asked."
    act = agreement.entry_into_force()
    if act and visit.start < act.on <= visit.end:
        where += f" Only from {day_words(act.on)}: days of the visit before it are not covered."
    return f"{where} {_sentence(_scope_words(book, how))}" if book else where


def _standing_words(standing: Standing, asked_on: dt.date) -> str:
    if standing.status is None:
        return f"Nothing is recorded of it by the day asked{_coming(standing, asked_on)}."
    on = day_words(standing.since) if standing.since else "a day that is not known"
    words = {
        Status.SIGNED: f"Signed on {on}, not in force",
        Status.APPROVED: f"Signed, and approved on {on}, not in force",
    }
    plain = standing.status.value.replace("-", " ").capitalize()
    status = words.get(standing.status, f"{plain} since {on}")
    recalled = "" if standing.sure else " (recalled, not seen in a source)"
    return f"{status}{recalled}{_coming(standing, asked_on)}."


def _coming(standing: Standing, asked_on: dt.date) -> str:
    """The next act, which is a schedule; and if nothing recorded foresaw it on the day asked, that too."""
    act = standing.next
    if act is None:
        return ""
    text = f"; next: {act.act.replace('-', ' ')} on {day_words(act.on)}"
    if act.known_from is None or act.foreseen(asked_on):
        return text
    if act.known_from < act.on:
        return f"{text} (announced on {day_words(act.known_from)}, after the day asked)"
    return f"{text} (nothing recorded announced it by the day asked)"


def _said(standing: Standing) -> tuple[Said, ...]:
    """On whose word it stands there, and on whose it changes."""
    acts = (standing.rests_on, standing.next)
    return tuple(said for act in acts if act for said in act.said)


def _scope_words(book: Rulebook, how: _Seen) -> str:
    cited = f" ({', '.join(book.scope.cites)})" if book.scope.cites else ""
    if how.scopes == {True}:
        return f"the visit is within its scope{cited}."
    if True not in how.scopes and None not in how.scopes:
        return f"the visit is outside its scope{cited}."
    return f"whether the visit is within its scope{cited} is not settled for all of it."


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _may_be_in_force(agreement: Agreement, question: Question, visit: Visit) -> bool:
    return any(agreement.in_force(day, question.asked_on) is not False for day in (visit.start, visit.end))


def _force_cites(agreement: Agreement) -> tuple[str, ...]:
    act = agreement.entry_into_force()
    return (f"{agreement.id} {act.cites}",) if act and act.cites else ()


def not_covered_by(
    pattern: Pattern, sheet: str, sending: str, visit: Visit, law: Law, question: Question
) -> tuple[NotCoveredBy, ...]:
    """Why no agreement covers the lines of a pattern, agreement by agreement."""
    reasons = []
    for name, covers in pattern.covers.items():
        book = law.rulebooks[name]
        if covers is not False or (book.kind is not BodyKind.AGREEMENT and pattern.applies[name] is False):
            continue
        if pattern.scopes[name] is False:
            reasons.append(NotCoveredBy(name, "the visit is outside its scope", _scope_cites(book)))
        else:
            reasons.append(NotCoveredBy(name, *_lets_in(book, sheet)))
    for agreement in between(law, visit.receiving_state, sending):
        if agreement.family != ACCESS or agreement.id in pattern.covers or question.under is not None:
            continue
        standing = agreement.standing(question.asked_on)
        words = _standing_words(standing, question.asked_on).rstrip(".")
        why = f"not in force on those days: {words[:1].lower()}{words[1:]}"
        reasons.append(NotCoveredBy(agreement.id, why, _force_cites(agreement)))
    if not any(n.agreement for n in reasons):
        why = (
            f"no access agreement between {visit.receiving_state} and {sending} is registered; the status of "
            f"what {sending} brings must come from another instrument"
        )
        hypothetical = "the question sets access agreements aside"
        reasons.append(NotCoveredBy(None, why if question.under is None else hypothetical, ()))
    return tuple(reasons)


def _lets_in(book: Rulebook, sheet: str) -> tuple[str, tuple[str, ...]]:
    """What an agreement lets in on a sheet, so that one sees why a line is not among it."""
    permits = [
        p for p in book.provisions if p.sheet == sheet and p.effect is Effect.PERMITS and p.sureness.decides
    ]
    if not permits:
        return f"it lets in nothing that stands on the sheet '{sheet}', as far as its text was seen", ()
    defined = {d.id: d for d in book.definitions}
    cites: dict[str, None] = {}
    for p in permits:
        cites |= dict.fromkeys(p.cites)
        for name in p.when.definitions:
            cites |= dict.fromkeys(defined[name].cites)
    return "none of the provisions by which it lets something in fits", tuple(f"{book.id} {c}" for c in cites)


def _scope_cites(book: Rulebook | None) -> tuple[str, ...]:
    if book is None:
        return ()
    return tuple(f"{book.id} {cite}" for cite in book.scope.cites)
