"""Relief: the path from request to arrangement, and the disaster rules offered where nothing is decided.

Nothing here changes an outcome. What is offered is read from the receiving State's instruments (rulebooks of
a rule bound to disasters) and from the international guidelines for controlled medicines, which bind no one.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import polars as pl

from comity.domain.primitives.worded import apart, known_word, listed, phrase, run_on, worded
from comity.domain.provisions.condition import Condition, Known, evaluate
from comity.domain.provisions.law import Law
from comity.domain.provisions.rulebook import BodyKind, Definition, Effect, Provision, Rulebook
from comity.domain.provisions.vocabulary import SHEETS
from comity.domain.visits.answer import AgreementShown
from comity.domain.visits.line_ranges import LineRanges
from comity.domain.visits.relief_answer import DisasterRule, Relief, ReliefStep
from comity.domain.visits.relief_paragraphs import doctors_paragraph, dogs_paragraph, medicines_paragraph
from comity.domain.visits.visit import Visit

_RELIEF, _REQUEST, _DECIDED, _AGREED_BY = (
    "disaster_relief",
    "affected_state_request",
    "activity_mutually_decided",
    "activity_agreed_by",
)
_GIVES = (Effect.PERMITS, Effect.EXEMPTS)
_WHO = phrase(
    "Model guidelines for the international provision of controlled medicines for emergency medical care"
)
_WHO_CITES = ("WHO and INCB, model guidelines of 1996",)


def relief_of(
    visit: Visit, law: Law, agreements: Iterable[AgreementShown], read: Iterable[str]
) -> Relief | None:
    """The path and the disaster rules of a relief visit; None for any other visit.

    Args:
        visit: what was stated.
        law: vocabulary and rulebooks.
        agreements: the bodies of law that were looked at, and whether each applies.
        read: the ids of the rulebooks that were read.
    """
    if visit.facts.get("activity_type") != _RELIEF:
        return None
    shown = {each.id: each for each in agreements}
    books = [law.rulebooks[name] for name in read if name in law.rulebooks]
    instruments = (book for book in books if book.kind is BodyKind.INSTRUMENT)
    offered = [rule for book in instruments for rule in _offered(book, visit, law, shown.get(book.id))]
    return Relief(
        steps=(_request(visit, books), _consent(visit), _arrangement(visit, books, shown)),
        rules=(*offered, *_guidelines(visit, law)),
    )


def _request(visit: Visit, books: list[Rulebook]) -> ReliefStep:
    asked = visit.facts.get(_REQUEST)
    hanging = [book.title for book in books if _REQUEST in _facts_of_scope(book)]
    waiting = [] if asked is True else [worded("The ordinary rules stand.")]
    if hanging and asked is not True:
        waiting.append(
            worded("Nothing is known yet of what hangs on the request: {rules}.", rules=apart(hanging))
            if asked is None
            else worded(
                "Without it there is nothing from what hangs on the request: {rules}.", rules=apart(hanging)
            )
        )
    return ReliefStep(
        step="request",
        state="done" if asked is True else "not-the-case" if asked is False else "unknown",
        asks=worded("The affected State asks for this help, or expressly consents to it."),
        by=worded("the government of the affected State ({state})", state=visit.receiving_state),
        says={
            True: worded("It has asked, or consented."),
            False: worded("It has neither asked nor consented."),
            None: worded("Nobody has said whether it has: ask the embassy or the foreign ministry."),
        }[asked if isinstance(asked, bool) else None],
        meanwhile=run_on(waiting),
        cites=_cites(books, _REQUEST),
    )


def _consent(visit: Visit) -> ReliefStep:
    recorded = visit.facts.get(_AGREED_BY)
    return ReliefStep(
        step="consent",
        state="open" if recorded is None else "done",
        asks=worded("A paper says so: a note, message or invitation, with its date."),
        by=worded(
            "the affected State, through its embassy or foreign ministry; the team leader carries a copy"
        ),
        says=(
            worded("No such paper is recorded; state its reference as activity_agreed_by.")
            if recorded is None
            else worded('Recorded as "{paper}".', paper=str(recorded))
        ),
        meanwhile=(worded("The answer rests on a consent that is not recorded.") if recorded is None else ""),
        cites=(),
    )


def _arrangement(visit: Visit, books: list[Rulebook], shown: Mapping[str, AgreementShown]) -> ReliefStep:
    """Under an agreement both sides decide on the relief; without one there is nothing to decide under."""
    decided = visit.facts.get(_DECIDED)
    agreements = [book for book in books if book.kind is BodyKind.AGREEMENT and _reads(book, _DECIDED)]
    names = listed(book.short or book.title for book in agreements)
    applies = [book.id for book in agreements if book.id in shown and shown[book.id].applies == "yes"]
    if not agreements:
        state = "done" if decided is True else "not-the-case"
        says: str = worded(
            "No agreement that lets relief in is in force between the States on these days: what the "
            "ordinary rules do not give, the capitals settle by notes, case by case."
        )
    elif decided is True:
        state = "done"
        decision = worded("Both sides have decided on it ({agreements}).", agreements=names)
        says = run_on([decision, "" if applies else worded("Yet no agreement applies.")])
    elif decided is False:
        state = "not-the-case"
        says = worded(
            "The two sides have not decided on it, as the agreement asks ({agreements}).", agreements=names
        )
    else:
        state = "unknown"
        says = worded(
            "Nobody has said whether both sides have decided on it ({agreements}).", agreements=names
        )
    return ReliefStep(
        step="arrangement",
        state=state,
        asks=worded("Both sides decide on this relief, where an agreement asks for it."),
        by=worded("both governments"),
        says=says,
        meanwhile=(
            "" if state == "done" else worded("The ordinary rules stand, with the disaster rules below.")
        ),
        cites=_cites(agreements, _DECIDED),
    )


def _offered(book: Rulebook, visit: Visit, law: Law, shown: AgreementShown | None) -> Iterable[DisasterRule]:
    """What an instrument gives, sheet by sheet, if some line of the visit could have it."""
    applies = shown.applies if shown is not None else "no"
    for sheet in SHEETS:
        provisions = [p for p in book.provisions if p.sheet == sheet and p.effect in _GIVES]
        frame = visit.sheets.get(sheet)
        if not provisions or frame is None or not frame.height:
            continue
        sure, perhaps = _concerned(book, provisions, visit, frame)
        if not sure.height and not (perhaps.height and applies != "no"):
            continue
        verdict = "yes" if applies == "yes" and not perhaps.height else "no" if applies == "no" else "unknown"
        matters = {p.matter for p in provisions}
        ask = _authorities(law, visit.receiving_state, sheet, matters)
        yield DisasterRule(
            body=book.id,
            title=book.title,
            sheet=sheet,
            applies=verdict,
            says=_verdict_words(verdict, shown),
            gives=tuple(dict.fromkeys(p.says for p in provisions if p.says)),
            terms=tuple(
                f"{silence.matter} ({silence.why})" for silence in book.silences if silence.sheet == sheet
            ),
            ordinary=_ordinary(law, visit.receiving_state, sheet, {p.what for p in provisions}),
            ask=ask,
            lines=LineRanges([(sheet, pl.concat([sure["row"], perhaps["row"]]).sort())]),
            cites=tuple(dict.fromkeys(f"{book.id} {cite}" for p in provisions for cite in p.cites)),
            sureness=max((p.sureness for p in provisions), key=lambda s: s.rank).value,
            paragraph=_PARAGRAPHS[sheet](visit, sure, perhaps, ask, book.title)
            if sheet in _PARAGRAPHS
            else "",
        )


_PARAGRAPHS: Mapping[str, Callable[[Visit, pl.DataFrame, pl.DataFrame, tuple[str, ...], str], str]] = {
    "animals": dogs_paragraph,
    "people": doctors_paragraph,
}


def _verdict_words(verdict: str, shown: AgreementShown | None) -> str:
    if verdict == "yes":
        return worded("It applies.")
    if verdict == "unknown":
        return worded("It may apply: ask whether it does.")
    other = worded("It does not apply to this visit; another like it would have to be issued: ask.")
    return run_on([other, shown.why if shown is not None else ""])


def _guidelines(visit: Visit, law: Law) -> Iterable[DisasterRule]:
    """The guidelines by which controlled medicines cross borders in an emergency, if the visit has any."""
    controlled = controlled_medicines(visit)
    if not controlled.height:
        return
    ask = _authorities(law, visit.receiving_state, "goods", {"dru"})
    yield DisasterRule(
        body=None,
        title=known_word(_WHO),
        sheet="goods",
        applies="unknown",
        says=worded(
            "Guidelines: they bind no one, and the receiving State may still ask for its permit (recalled)."
        ),
        gives=(
            worded(
                "The operator sends the supplier a written request; the exporting State may let the "
                "medicines go without the usual import permit, and counts them as its own use."
            ),
            worded(
                "The operator tells the receiving State's authority of the arrival and of what was not used, "
                "as soon as there is one."
            ),
        ),
        terms=(worded("whether the receiving State follows them in this emergency"),),
        ordinary=(),
        ask=ask,
        lines=LineRanges([("goods", controlled["row"])]),
        cites=_WHO_CITES,
        sureness="text",
        paragraph=medicines_paragraph(visit, controlled, ask),
    )


def controlled_medicines(visit: Visit) -> pl.DataFrame:
    """The lines of `goods` that are medicines under control, for others than their holder."""
    goods = visit.sheets.get("goods")
    return pl.DataFrame() if goods is None else goods.filter(_controlled(goods))


def _controlled(goods: pl.DataFrame) -> pl.Expr:
    """Medicines that are under control here, or under one of the conventions, and not for own use."""
    named = [
        pl.col(name).is_not_null() & (pl.col(name).str.to_lowercase() != "none")
        for name in ("medicine_control", "control_un")
        if name in goods.columns
    ]
    if not named or "goods_category" not in goods.columns:
        return pl.lit(False)  # noqa: FBT003  a literal column
    own = (
        pl.col("medicine_purpose") == "personal_prescription"
        if "medicine_purpose" in goods.columns
        else pl.lit(False)  # noqa: FBT003
    )
    medicine = pl.col("goods_category") == "medicines"
    return medicine & pl.any_horizontal(named) & ~own.fill_null(value=False)


def _concerned(
    book: Rulebook, provisions: list[Provision], visit: Visit, frame: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The lines for which what the rule gives holds, and those for which it may; whatever its scope says."""
    definitions = {d.id: d.when for d in book.definitions}
    read = sorted({name for p in provisions for name in _facts(p.when, definitions)} & set(frame.columns))
    keyed = frame.select(read) if read else frame.select(pl.lit(0).alias("none"))
    verdicts = {}
    for values in keyed.unique().iter_rows(named=True):
        facts = {**visit.facts, **values}
        results = {_known(p.when, facts, definitions)[0] for p in provisions}
        verdicts[tuple(values.values())] = True if True in results else None if None in results else False
    result = pl.Series([verdicts[row] for row in keyed.iter_rows()], dtype=pl.Boolean)
    return frame.filter(result.fill_null(value=False)), frame.filter(result.is_null())


def _known(when: Condition, facts: Mapping[str, Any], definitions: Mapping[str, Condition]) -> Known:
    return evaluate(when.tree, facts.get, lambda name: _known(definitions[name], facts, definitions))


def _facts(when: Condition, definitions: Mapping[str, Condition]) -> set[str]:
    """The facts that a condition reads, through its definitions."""
    found = set(when.facts)
    for name in when.definitions:
        found |= _facts(definitions[name], definitions)
    return found


def _facts_of_scope(book: Rulebook) -> set[str]:
    return _facts(book.scope.when, {d.id: d.when for d in book.definitions})


def _reads(book: Rulebook, fact: str) -> bool:
    return bool(_cites([book], fact))


def _cites(books: Iterable[Rulebook], fact: str) -> tuple[str, ...]:
    """The articles of these bodies of law whose own words read a fact."""
    found: dict[str, None] = {}
    for book in books:
        parts = [(book.scope.when, book.scope.sureness, book.scope.cites)]
        stated: tuple[Definition | Provision, ...] = (*book.definitions, *book.provisions)
        for part in stated:
            parts.append((part.when, part.sureness, part.cites))
            parts += [(each.when, each.sureness, each.cites) for each in part.exceptions]
        for when, sureness, cites in parts:
            if fact in when.facts and sureness.decides:
                found |= dict.fromkeys(f"{book.id} {cite}" for cite in cites)
    return tuple(found)


def _host_provisions(law: Law, state: str, sheet: str) -> list[Provision]:
    host = law.host(state)
    return [p for p in host.provisions if p.sheet == sheet] if host is not None else []


def _authorities(law: Law, state: str, sheet: str, matters: set[str]) -> tuple[str, ...]:
    """The names of the authorities that the State's own law sends such lines to."""
    codes = (p.authority for p in _host_provisions(law, state, sheet) if p.matter in matters and p.authority)
    named = (law.vocabulary.authorities[code].name for code in codes)
    return tuple(dict.fromkeys(named))


def _ordinary(law: Law, state: str, sheet: str, whats: set[str]) -> tuple[str, ...]:
    """The ordinary rules that the disaster rule would set aside, each with its article."""
    host = law.host(state)
    return tuple(
        f"{p.says} [{host.id} {p.cites[0]}]" if host else p.says
        for p in _host_provisions(law, state, sheet)
        if p.what in whats and p.says and p.effect in (Effect.REQUIRES, Effect.FORBIDS)
    )
