"""Which agreements stand between the States, and whether each applies, in words."""

import datetime as dt
from dataclasses import dataclass, field

from comity.domain.agreements.registry import Agreement, Said, Standing
from comity.domain.agreements.vocabulary import Status
from comity.domain.agreements.words import STATUS_WORDS
from comity.domain.primitives.worded import StateCode, begun, known_word, phrase, run_on, sentence, worded
from comity.domain.provisions.law import ACCESS, Law, Question, between
from comity.domain.provisions.rulebook import BodyKind, Effect, Rulebook
from comity.domain.provisions.vocabulary import VISIT
from comity.domain.visits.answer import AgreementShown, NotCoveredBy
from comity.domain.visits.grouping import Pattern
from comity.domain.visits.judged import Judged
from comity.domain.visits.visit import Visit

_HYPOTHESIS = phrase(
    "Taken as in force in place of every access agreement, because the question says so; {scope}"
)
_KINDS = {
    BodyKind.AGREEMENT: phrase("An agreement that names no sending State; {scope}"),
    BodyKind.CONVENTION: phrase("A convention that names no sending State; {scope}"),
    BodyKind.INSTRUMENT: phrase("An instrument that names no sending State; {scope}"),
    BodyKind.HOST_LAW: phrase("A law that names no sending State; {scope}"),
    BodyKind.HOME_LAW: phrase("A law that names no sending State; {scope}"),
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
    ground = _HYPOTHESIS if hypothesis else _KINDS[book.kind]
    return AgreementShown(
        id=book.id,
        title=book.title,
        family=registered.family if registered else book.kind.value,
        status=standing.status.value if standing and standing.status else None,
        since=standing.since if standing else None,
        next=(standing.next.act, standing.next.on) if standing and standing.next else None,
        applies=applies,
        why=worded(ground, scope=_scope_words(book, how)),
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
        return worded("Set aside: the question asks without it.")
    if question.under == agreement.id and book is not None and how is not None:
        return worded(_HYPOTHESIS, scope=_scope_words(book, how))
    where = [sentence(_standing_words(standing, question.asked_on))]
    if how is None:
        if book is None and _may_be_in_force(agreement, question, visit):
            where.append(worded("No rulebook of it is installed: what it gives is not examined."))
        else:
            where.append(
                worded("It is not in force between {start} and {end}.", start=visit.start, end=visit.end)
            )
        return run_on(where)
    if None in how.in_force:
        where.append(worded("Whether it enters into force as scheduled is not known on the day asked."))
    act = agreement.entry_into_force()
    if act and visit.start < act.on <= visit.end:
        where.append(worded("Only from {day}: days of the visit before it are not covered.", day=act.on))
    return run_on([*where, begun(_scope_words(book, how)) if book else ""])


def _standing_words(standing: Standing, asked_on: dt.date) -> str:
    """Where it stands, as a clause without its full stop."""
    if standing.status is None:
        recorded = worded("nothing is recorded of it by the day asked")
        return _coming(recorded, standing, asked_on)
    on = standing.since or worded("a day that is not known")
    match standing.status:
        case Status.SIGNED:
            stands = worded("signed on {day}, not in force", day=on)
        case Status.APPROVED:
            stands = worded("signed, and approved on {day}, not in force", day=on)
        case status:
            stands = worded("{status} since {day}", status=known_word(STATUS_WORDS[status]), day=on)
    if not standing.sure:
        stands = worded("{standing} (recalled, not seen in a source)", standing=stands)
    return _coming(stands, standing, asked_on)


def _coming(stands: str, standing: Standing, asked_on: dt.date) -> str:
    """With the next act, which is a schedule, and whether it was foreseen on the day asked."""
    act = standing.next
    if act is None:
        return stands
    coming = worded(
        "{standing}; next: {act} on {day}",
        standing=stands,
        act=known_word(STATUS_WORDS[Status(act.act)]),
        day=act.on,
    )
    if act.known_from is None or act.foreseen(asked_on):
        return coming
    if act.known_from < act.on:
        return worded("{coming} (announced on {day}, after the day asked)", coming=coming, day=act.known_from)
    return worded("{coming} (nothing recorded announced it by the day asked)", coming=coming)


def _said(standing: Standing) -> tuple[Said, ...]:
    """On whose word it stands there, and on whose it changes."""
    acts = (standing.rests_on, standing.next)
    return tuple(said for act in acts if act for said in act.said)


def _scope_words(book: Rulebook, how: _Seen) -> str:
    cited = f" ({', '.join(book.scope.cites)})" if book.scope.cites else ""
    if how.scopes == {True}:
        return worded("the visit is within its scope{cited}.", cited=cited)
    if True not in how.scopes and None not in how.scopes:
        return worded("the visit is outside its scope{cited}.", cited=cited)
    return worded("whether the visit is within its scope{cited} is not settled for all of it.", cited=cited)


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
            why = worded("the visit is outside its scope")
            reasons.append(NotCoveredBy(name, why, _scope_cites(book)))
        else:
            reasons.append(NotCoveredBy(name, *_lets_in(book, sheet)))
    for agreement in between(law, visit.receiving_state, sending):
        if agreement.family != ACCESS or agreement.id in pattern.covers or question.under is not None:
            continue
        standing = agreement.standing(question.asked_on)
        words = _standing_words(standing, question.asked_on)
        why = worded("not in force on those days: {standing}", standing=words)
        reasons.append(NotCoveredBy(agreement.id, why, _force_cites(agreement)))
    if not any(n.agreement for n in reasons):
        why = (
            worded(
                "no access agreement between {host} and {sender} is registered; the status of what {sender} "
                "brings must come from another instrument",
                host=StateCode(visit.receiving_state),
                sender=StateCode(sending),
            )
            if question.under is None
            else worded("the question sets access agreements aside")
        )
        reasons.append(NotCoveredBy(None, why, ()))
    return tuple(reasons)


def _lets_in(book: Rulebook, sheet: str) -> tuple[str, tuple[str, ...]]:
    """What an agreement lets in on a sheet, so that one sees why a line is not among it."""
    permits = [
        p for p in book.provisions if p.sheet == sheet and p.effect is Effect.PERMITS and p.sureness.decides
    ]
    if not permits:
        why = worded(
            "it lets in nothing that stands on the sheet '{sheet}', as far as its text was seen", sheet=sheet
        )
        return why, ()
    defined = {d.id: d for d in book.definitions}
    cites: dict[str, None] = {}
    for p in permits:
        cites |= dict.fromkeys(p.cites)
        for name in p.when.definitions:
            cites |= dict.fromkeys(defined[name].cites)
    why = worded("none of the provisions by which it lets something in fits")
    return why, tuple(f"{book.id} {c}" for c in cites)


def _scope_cites(book: Rulebook | None) -> tuple[str, ...]:
    if book is None:
        return ()
    return tuple(f"{book.id} {cite}" for cite in book.scope.cites)
