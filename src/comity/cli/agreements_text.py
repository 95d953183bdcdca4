"""Agreements for a terminal: who has what with whom on a day, on whose word, and what contradicts it."""

import datetime as dt
from collections.abc import Sequence

from comity.cli.terminal import table, wrapped
from comity.domain.agreements.claim import Claim, Source
from comity.domain.agreements.contradictions import COMPATIBLE
from comity.domain.agreements.durations import durations
from comity.domain.agreements.network import Network
from comity.domain.agreements.view import Standing, View, Views

_MOST_CLAIMS = 60


def views_text(views: Views) -> list[str]:
    """One line per agreement, those with a status first."""
    lines = [f"Agreements on {_day(views.on)}" + (", and what could be known on " if views.known_on else "")]
    if views.known_on:
        lines[0] += _day(views.known_on)
    ordered = sorted(views.agreements, key=lambda view: (view.held.status is None, view.agreement.id))
    rows = [_row(view) for view in ordered]
    last = "could be known" if views.known_on else "notes"
    header = ("agreement", "Parties", "family", "status", "since", last)
    lines += table([header, *rows])
    if not rows:
        lines.append("  none is registered")
    if views.known_on:
        lines += wrapped(
            f"{views.undated:,} claims were left out of what could be known: nobody recorded when they were "
            "published."
        )
    return lines


def view_text(view: View, views: Views, network: Network) -> list[str]:
    """One agreement: where it stands and why, its acts with their claims, contradictions, durations."""
    agreement = view.agreement
    called = " (a description: no copy seen shows its title)" if agreement.descriptive else ""
    lines = [
        *wrapped(f"{agreement.title}{called}"),
        *wrapped(f"{agreement.id}: {', '.join(agreement.parties)}; {agreement.family} ({agreement.called})"),
        "",
        *wrapped(f"On {_day(views.on)}: {_standing(view.held, network)}"),
    ]
    if views.known_on and view.known is not None:
        lines += wrapped(f"Could be known on {_day(views.known_on)}: {_standing(view.known, network)}")
        lines += wrapped(
            "Claims whose publication nobody recorded are left out of what could be known "
            f"({views.undated:,} in the whole network)."
        )
    lines += _contradictions(view)
    lines += _durations(network, agreement.id)
    claims = sorted(network.by_agreement[agreement.id], key=_when)
    lines += ["", f"Claims: {len(claims):,}"]
    for claim in claims[:_MOST_CLAIMS]:
        lines += _claim(claim, network.sources[claim.source])
    if len(claims) > _MOST_CLAIMS:
        lines.append(f"  and {len(claims) - _MOST_CLAIMS:,} more (see --format json)")
    return lines


def _row(view: View) -> tuple[str, ...]:
    held = view.held
    status = held.status.value if held.status else "nothing recorded"
    if held.may_be:
        status += f" (or {held.may_be.value} already)"
    if view.known is not None:
        last = view.known.status.value if view.known.status else "nothing"
    else:
        conflicts = sum(c.kind not in COMPATIBLE for c in view.contradictions)
        last = f"{conflicts} contradiction{'s' if conflicts != 1 else ''}" if conflicts else ""
        if held.next:
            coming = f"next: {held.next.event.replace('_', ' ')} {held.next.on}"
            last = "; ".join(part for part in (coming, last) if part)
    return (
        view.agreement.id,
        "-".join(view.agreement.parties),
        view.agreement.family,
        status,
        str(held.dated or "") if held.dated and not held.dated.is_day else _iso(held.since),
        last,
    )


def _standing(standing: Standing, network: Network) -> str:
    if standing.status is None or standing.rests_on is None:
        text = "nothing is recorded of it."
    else:
        claim = next(c for c in network.claims if c.id == standing.rests_on)
        source = network.sources[claim.source]
        others = f" and {len(standing.also)} more" if standing.also else ""
        dated = f" ({standing.dated})" if standing.dated and not standing.dated.is_day else ""
        text = (
            f"{standing.status.value}, since {_iso(standing.since)}{dated}, on the word of "
            f"{_source(source)}{others} [{claim.id}; {claim.sureness}]."
        )
    if standing.may_be:
        text += f" It may be {standing.may_be.value} already: only the month or year of that is recorded."
    if standing.approved_by:
        text += f" Approved by {', '.join(standing.approved_by)}."
    if standing.next:
        how = "arranged" if standing.next.scheduled else "recorded"
        text += f" Next: {standing.next.event.replace('_', ' ')} on {standing.next.on} ({how})."
    return text


def _contradictions(view: View) -> list[str]:
    if not view.contradictions:
        return []
    lines = ["", "Where the claims differ"]
    for found in sorted(view.contradictions, key=lambda c: (c.kind in COMPATIBLE, c.kind)):
        mark = " (no contradiction)" if found.kind in COMPATIBLE else ""
        against = f" against {_some(found.against)}" if found.against else ""
        lines += wrapped(
            f"{found.kind.value}{mark}: {found.says} [{_some(found.claims)}{against}]", "    ", "  - "
        )
    return lines


def _durations(network: Network, agreement: str) -> list[str]:
    derived = durations(network.record(agreement).acts)
    if not derived:
        return []
    steps = []
    for each in derived:
        months = f"{each.least}" if each.least == each.most else f"{each.least} to {each.most}"
        steps.append(f"{months} months to {each.ends.event.replace('_', ' ')}")
    begins = derived[0].begins
    return [
        "",
        *wrapped(f"Derived: {'; '.join(steps)}, from {begins.event.replace('_', ' ')} {begins.date}."),
    ]


def _claim(claim: Claim, source: Source) -> list[str]:
    tense = "" if claim.tense == "done" else f" ({claim.tense.value})"
    by = f" by {claim.party}" if claim.party else ""
    what = f"{claim.event.replace('_', ' ')}{by}{tense}" if claim.event else (claim.says or "background")
    local = "".join(f", {day} in {state}" for state, day in claim.other_dates.items())
    place = f" in {claim.place}" if claim.place else ""
    date = f"{claim.date}{place}{local}: " if claim.date else ""
    lines = wrapped(f"{date}{what} — {_source(source)} [{claim.id}; {claim.sureness}]", "    ", "  - ")
    if claim.quote:
        lines += wrapped(f"“{claim.quote}”", "      ")
    if claim.gloss:
        lines += wrapped(f"In English: {claim.gloss}", "      ")
    if claim.note:
        lines += wrapped(f"Note: {claim.note}", "      ")
    for note in claim.annotations:
        lines += wrapped(f"{note.kind}: {note.says} ({note.by})", "      ")
    return lines


def _source(source: Source) -> str:
    named = f"{source.publisher}, “{source.title}”" if source.publisher else source.title
    published = f", {source.published}" if source.published else ""
    origin = f", from {source.origin}" if source.origin else ""
    return f"{named}{published}{origin} ({source.kind.value})"


def _when(claim: Claim) -> tuple[dt.date, str]:
    return (claim.date.first if claim.date else dt.date.max), claim.id


def _some(ids: Sequence[str], most: int = 4) -> str:
    more = f" and {len(ids) - most:,} more" if len(ids) > most else ""
    return ", ".join(ids[:most]) + more


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B} {day.year}"
