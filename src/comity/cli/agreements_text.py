"""Agreements for a terminal: who has what with whom on a day, on whose word, and what contradicts it."""

import datetime as dt
from collections.abc import Iterable, Sequence

from comity.cli.claims_text import claims_text, sources_text
from comity.desk.layout import table, wrapped
from comity.domain.agreements.contradictions import COMPATIBLE
from comity.domain.agreements.durations import Duration, Outcome
from comity.domain.agreements.network import Network
from comity.domain.agreements.view import Next, Standing, View, Views
from comity.domain.agreements.words import EVENT_WORDS, KIND_WORDS, SOURCE_WORDS, SURENESS_WORDS, TENSE_WORDS
from comity.domain.primitives.day_words import day_words


def views_text(views: Views, network: Network) -> list[str]:
    """One line per agreement, those with a status first."""
    title = f"Agreements on {day_words(views.on)}"
    if views.known_on:
        title += f", and what could be known on {day_words(views.known_on)}"
    ordered = sorted(views.agreements, key=lambda view: (view.held.status is None, view.agreement.id))
    header = ("agreement", "Parties", "family", "status", "since", *_known_header(views), "notes")
    lines = [title, *table([header, *(_row(view, network) for view in ordered)])]
    if not ordered:
        lines.append("  none is registered")
    if views.known_on:
        lines += wrapped(
            f"{views.undated:,} claims were left out of what could be known: nobody recorded when they were "
            "published."
        )
    return lines


def view_text(view: View, views: Views, network: Network) -> list[str]:
    """One agreement: where it stands and why, contradictions, durations, forecasts, claims, sources."""
    agreement = view.agreement
    called = " (a description: no copy seen shows its title)" if agreement.descriptive else ""
    lines = [
        *wrapped(f"{agreement.title}{called}"),
        *wrapped(f"{agreement.id}: {', '.join(agreement.parties)}; {agreement.family} ({agreement.called})"),
        *_papers(view),
        "",
        *wrapped(f"On {day_words(views.on)}: {_standing(view.held, network)}"),
    ]
    if views.known_on and view.known is not None:
        lines += wrapped(f"Could be known on {day_words(views.known_on)}: {_standing(view.known, network)}")
        lines += wrapped(
            "Claims whose publication nobody recorded are left out of what could be known "
            f"({views.undated:,} in the whole network)."
        )
    claims = network.by_agreement[agreement.id]
    return [
        *lines,
        *_contradictions(view),
        *_durations(view.durations),
        *_outcomes(view.outcomes, views.on),
        *claims_text(claims, views.on),
        *sources_text(network.sources[name] for name in dict.fromkeys(c.source for c in claims)),
    ]


def _known_header(views: Views) -> tuple[str, ...]:
    return ("could be known",) if views.known_on else ()


def _row(view: View, network: Network) -> tuple[str, ...]:
    held = view.held
    status = held.status.value if held.status else "nothing recorded"
    if held.may_be:
        status += f" (or {held.may_be.value} already)"
    known: tuple[str, ...] = ()
    if view.known is not None:
        known = (view.known.status.value if view.known.status else "nothing",)
    return (
        view.agreement.id,
        "-".join(view.agreement.parties),
        view.agreement.family,
        status,
        _since(held),
        *known,
        "; ".join(_notes(view, network)),
    )


def _notes(view: View, network: Network) -> Iterable[str]:
    held = view.held
    if held.sureness == "recall":
        yield SURENESS_WORDS["recall"]
    if held.notice:
        notice = network.claim[held.notice]
        yield f"{EVENT_WORDS[notice.event]} {notice.date}"
    if held.next:
        yield f"{_next(held.next)}"
    conflicts = sum(found.kind not in COMPATIBLE for found in view.contradictions)
    if conflicts:
        yield f"{conflicts} contradiction{'s' if conflicts != 1 else ''}"


def _next(coming: Next) -> str:
    """What comes next: what is arranged was known; what is only recorded came to be known later."""
    words = "next, as arranged" if coming.scheduled else "later"
    return f"{words}: {EVENT_WORDS[coming.event]} {coming.on}"


def _since(held: Standing) -> str:
    """The date as it is claimed, or the day, where another claim gives it."""
    if held.since is None:
        return ""
    return str(held.dated) if held.dated and held.dated.last == held.since else held.since.isoformat()


def _papers(view: View) -> list[str]:
    lines = []
    if view.agreement.replaces:
        lines.append(f"It replaces {view.agreement.replaces}.")
    if view.replaced_by:
        lines.append(f"It is replaced by {', '.join(view.replaced_by)}.")
    papers = [f"{each.title}, {each.on}" if each.on else each.title for each in view.agreement.instruments]
    if papers:
        lines.append(f"With it: {'; '.join(papers)}.")
    return [piece for line in lines for piece in wrapped(line)]


def _standing(standing: Standing, network: Network) -> str:
    if standing.status is None or standing.rests_on is None:
        text = "nothing is recorded of it."
    else:
        claim = network.claim[standing.rests_on]
        source = network.sources[claim.source]
        named = f"{source.publisher}, “{source.title}”" if source.publisher else source.title
        others = len(standing.also)
        more = f" {others} other claim{'s name' if others > 1 else ' names'} the same step." if others else ""
        dated = _since(standing)
        certain = f", certain from {standing.since}" if dated != str(standing.since) else ""
        text = (
            f"{standing.status.value}, since {dated}{certain}, on the word of {named} "
            f"({SOURCE_WORDS[source.kind]}; {SURENESS_WORDS[claim.sureness]}) [{claim.id}].{more}"
        )
    if standing.may_be:
        text += f" It may be {standing.may_be.value} already: only the month or year of that is recorded."
    if standing.notice:
        notice = network.claim[standing.notice]
        by = f" by {notice.party}" if notice.party else ""
        text += f" {EVENT_WORDS[notice.event].capitalize()}{by}, {notice.date} [{notice.id}]."
    if standing.approved_by:
        text += f" Approved by {', '.join(standing.approved_by)}."
    if standing.next:
        text += f" {_next(standing.next).capitalize()} [{standing.next.claim}]."
    return text


def _contradictions(view: View) -> list[str]:
    if not view.contradictions:
        return []
    lines = ["", "Where the claims differ"]
    for found in sorted(view.contradictions, key=lambda c: (c.kind in COMPATIBLE, c.kind)):
        mark = " (no contradiction)" if found.kind in COMPATIBLE else ""
        against = f" against {_some(found.against)}" if found.against else ""
        lines += wrapped(
            f"{KIND_WORDS[found.kind].capitalize()}{mark}: {found.says} [{_some(found.claims)}{against}]",
            "    ",
            "  - ",
        )
    return lines


def _durations(durations: Sequence[Duration]) -> list[str]:
    if not durations:
        return []
    steps = []
    for each in durations:
        months = f"{each.least}" if each.least == each.most else f"{each.least} to {each.most}"
        steps.append(f"{months} months to {EVENT_WORDS[each.ends.event]} ({each.ends.date})")
    begins = durations[0].begins
    return [
        "",
        *wrapped(f"It took, from {EVENT_WORDS[begins.event]} ({begins.date}): {'; '.join(steps)}."),
    ]


def _outcomes(outcomes: Sequence[Outcome], on: dt.date) -> list[str]:
    lines = ["", "Forecasts and schedules, and what came"] if outcomes else []
    for each in outcomes:
        said = f"{EVENT_WORDS[each.forecast.event].capitalize()}, {TENSE_WORDS[each.forecast.tense]} for"
        lines += wrapped(
            f"{said} {each.forecast.date}: {_came(each, on)} [{each.forecast.id}]", "    ", "  - "
        )
    return lines


def _came(outcome: Outcome, on: dt.date) -> str:
    if outcome.came is None or outcome.late is None:
        return f"nothing recorded up to {on}."
    if outcome.late == 0:
        return f"it came as said, {outcome.came.date}."
    days = f"{abs(outcome.late):,} day{'s' if abs(outcome.late) != 1 else ''}"
    return f"it came {days} {'later' if outcome.late > 0 else 'earlier'}, {outcome.came.date}."


def _some(ids: Sequence[str], most: int = 4) -> str:
    more = f" and {len(ids) - most:,} more" if len(ids) > most else ""
    return ", ".join(ids[:most]) + more
