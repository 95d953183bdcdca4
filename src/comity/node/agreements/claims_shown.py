"""The claims on one agreement as they are shown: act by act, each with who says so and in which words."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from comity.domain.agreements.claim import Claim, Source
from comity.domain.agreements.vocabulary import REPEATED, Tense
from comity.domain.agreements.words import SURENESS_WORDS, annotation_words
from comity.domain.primitives.calendar import FIRST_DAY
from comity.languages import day, said, say
from comity.node.agreements.wording import act_said, source_said, stated, tense_said

#: Claims on one page.
PAGE = 50


@dataclass(frozen=True, slots=True)
class ActShown:
    """An act with the claims on it, in the order of their dates.

    `tense` is "" if anybody says that it was done, else the word for arranged, expected or denied; `when`
    the day from which it is certain, or the date of its first claim; `names` says of each claim's id who
    says so.
    """

    anchor: str
    address: str
    words: str
    when: str
    tense: str
    claims: tuple[Claim, ...]
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ClaimShown:
    """A claim in words; what the heading of its act says is not said again.

    `lines` are names and values of what else it holds; `notes` are readers' notes: kind, words, who.
    """

    claim: Claim
    source: Source
    kind: str
    published: str
    sureness: str
    tense: str
    lines: tuple[tuple[str, str], ...]
    notes: tuple[tuple[str, str, str], ...]


def source_name(source: Source) -> str:
    """Who says it: the publisher, or the title of what nobody is known to have published."""
    return source.publisher or source.title


def acts_shown(
    claims: Sequence[Claim],
    counted: Sequence[tuple[Claim, dt.date]],
    sources: Mapping[str, Source],
    address: str,
) -> list[ActShown]:
    """The acts that claims speak of, the earliest first, those without a date after them; at the end what
    names no act.

    Args:
        claims: on one agreement.
        counted: those that count, each with the day from which its act is certain.
        sources: of these claims.
        address: of a page of them, up to its number.
    """
    groups: dict[tuple[str, str | None, str], list[Claim]] = {}
    for claim in claims:
        # What can happen several times is as many acts as there are dates.
        several = str(claim.date) if claim.event in REPEATED else ""
        groups.setdefault((claim.event, claim.party, several), []).append(claim)
    certain = {claim.id: on for claim, on in counted}
    ordered = sorted(groups.items(), key=lambda group: _place(group[0][0], group[1], certain))
    found, shown = [], 0
    for number, ((event, party, _), on_act) in enumerate(ordered, start=1):
        on_act.sort(key=lambda c: (c.id not in certain, _first(c), c.id))
        anchor = f"act-{number}"
        page = shown // PAGE + 1
        shown += len(on_act)
        tenses = {claim.tense for claim in on_act}
        found.append(
            ActShown(
                anchor,
                f"#{anchor}" if len(claims) <= PAGE else f"{address}{page}#{anchor}",
                act_said(event, party) if event else say("What names no act"),
                _when(on_act, certain),
                tense_said(on_act[0].tense) if not tenses & {Tense.DONE, Tense.STATE} else "",
                tuple(on_act),
                {claim.id: source_name(sources[claim.source]) for claim in on_act},
            )
        )
    return found


def addresses(acts: Sequence[ActShown], address: str) -> dict[str, str]:
    """Where each claim stands, by id; `address` is that of a page of them, up to its number."""
    ids = [claim.id for act in acts for claim in act.claims]
    if len(ids) <= PAGE:
        return {name: f"#claim-{name}" for name in ids}
    return {name: f"{address}{place // PAGE + 1}#claim-{name}" for place, name in enumerate(ids)}


def on_page(
    acts: Sequence[ActShown], sources: Mapping[str, Source], page: int
) -> list[tuple[ActShown, list[ClaimShown]]]:
    """The acts of a page, each with its claims that stand there."""
    begin, end, place = (page - 1) * PAGE, page * PAGE, 0
    found = []
    for act in acts:
        there = [c for at, c in enumerate(act.claims, start=place) if begin <= at < end]
        place += len(act.claims)
        if there:
            found.append((act, [_claim_shown(claim, sources[claim.source], act) for claim in there]))
    return found


def _place(
    event: str, claims: Iterable[Claim], certain: Mapping[str, dt.date]
) -> tuple[bool, bool, dt.date, str]:
    days = [certain.get(claim.id) or _first(claim) for claim in claims if claim.date]
    return not event, not days, min(days, default=FIRST_DAY), event


def _first(claim: Claim) -> dt.date:
    """The day by which a claim is put in order: of "by 2 May" it is the 2nd."""
    if claim.date is None:
        return dt.date.max
    return claim.date.last if claim.date.first == FIRST_DAY else claim.date.first


def _when(claims: Sequence[Claim], certain: Mapping[str, dt.date]) -> str:
    first = claims[0]
    if first.date is None:
        return ""
    on = certain.get(first.id)
    # Of a month or year another claim may give the day.
    return day(on) if on and on != first.date.last else stated(first.date)


def _claim_shown(claim: Claim, source: Source, act: ActShown) -> ClaimShown:
    tense, date = tense_said(claim.tense), stated(claim.date) if claim.date else ""
    # What the act's heading says already is not said again.
    lines = (
        (say("Date"), date if date != act.when else ""),
        (say("In the source's words"), claim.date_words),
        (say("Place"), claim.place),
        (say("Who"), claim.who.replace("; ", ", ")),
        (say("Months"), str(claim.months or "")),
        (say("Attributed to"), claim.attributed_to),
        (say("In short"), claim.says),
        (say("Article"), claim.cites),
        (say("Paragraph"), str(claim.paragraph or "")),
        (say("Note"), claim.note),
    )
    return ClaimShown(
        claim,
        source,
        source_said(source.kind.value),
        stated(source.published) if source.published else "",
        said(SURENESS_WORDS[claim.sureness]),
        tense if tense != act.tense else "",
        tuple((name, text) for name, text in lines if text),
        tuple((said(annotation_words(note.kind)), note.says, note.by) for note in claim.annotations),
    )
