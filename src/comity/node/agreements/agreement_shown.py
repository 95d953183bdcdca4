"""One agreement in words: where it stands and on whose word, what contradicts what, what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from comity.domain.agreements.claim import Claim
from comity.domain.agreements.contradictions import COMPATIBLE, Contradiction
from comity.domain.agreements.durations import Duration, Outcome
from comity.domain.agreements.view import Standing
from comity.domain.agreements.vocabulary import Tense
from comity.domain.agreements.words import EVENT_WORDS, KIND_WORDS, SURENESS_WORDS
from comity.domain.primitives.worded import all_of, begun, known_word
from comity.languages import day, said, say, say_count, state
from comity.node.agreements.claims_shown import source_name
from comity.node.agreements.rebuilding import Held
from comity.node.agreements.wording import act_said, source_said, stated, status_said

#: So many claims of a contradiction are named on each side.
_MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class ClaimLink:
    """A claim by who says it: where it stands, what it states, and its words if they are recorded."""

    address: str
    words: str
    states: str
    quote: str
    language: str


@dataclass(frozen=True, slots=True)
class ContradictionShown:
    """A contradiction in words: its kind, why, the claims on both sides, of which `more` are not named."""

    kind: str
    says: str
    claims: tuple[ClaimLink, ...]
    against: tuple[ClaimLink, ...]
    more: int


@dataclass(frozen=True, slots=True)
class StandingShown:
    """Where it stands: the status (None: none) and its word with the date, then sentences, then the claim
    that it rests on."""

    status: str | None
    words: str
    sentences: tuple[str, ...]
    rests_on: ClaimLink | None


@dataclass(frozen=True, slots=True)
class OutcomeShown:
    """A forecast or schedule: of what, for when, who said so, and what came."""

    act: str
    tense: str
    date: str
    said_by: ClaimLink
    came: str


class Speaker:
    """Says what is derived of one agreement, with links to its claims."""

    def __init__(self, held: Held, addresses: Mapping[str, str]) -> None:
        """Take the agreement, and where each of its claims stands."""
        self._held, self._addresses = held, addresses

    def standing(self, standing: Standing) -> StandingShown:
        """Where the agreement stands, and on whose word."""
        if standing.status is None or standing.rests_on is None or standing.since is None:
            return StandingShown(None, say("Nothing is recorded of it."), tuple(self._beside(standing)), None)
        claim = self._held.claims[standing.rests_on]
        source = self._held.sources[claim.source]
        dated = standing.dated if standing.dated and standing.dated.last == standing.since else None
        sentences = [
            say(
                "On the word of {source} ({kind}; {sureness}).",
                source=source_name(source),
                kind=source_said(source.kind.value),
                sureness=said(SURENESS_WORDS[claim.sureness]),
            )
        ]
        if dated and not dated.is_day:
            sentences.append(say("It is certain from {day} on.", day=standing.since))
        if standing.also:
            sentences.append(
                say_count(
                    "{n} other claim names the same step.",
                    "{n} other claims name the same step.",
                    len(standing.also),
                )
            )
        date = stated(dated) if dated else day(standing.since)
        words = say("{status} since {date}", status=status_said(standing.status.value), date=date)
        return StandingShown(
            standing.status.value, words, (*sentences, *self._beside(standing)), self.link(claim.id)
        )

    def _beside(self, standing: Standing) -> list[str]:
        """What must be known beside the status."""
        found = []
        if standing.may_be:
            found.append(
                say(
                    "It may be {status} already: only the month or year of that is recorded.",
                    status=status_said(standing.may_be.value),
                )
            )
        if standing.notice:
            notice = self._held.claims[standing.notice]
            found.append(
                say("{act}: {date}.", act=act_said(notice.event, notice.party), date=_stated(notice))
            )
        if standing.approved_by:
            found.append(say("Approved by {states}.", states=said(all_of(map(state, standing.approved_by)))))
        if standing.next:
            words = {"act": said(EVENT_WORDS[standing.next.event]), "date": stated(standing.next.on)}
            found.append(
                say("Next, as arranged: {act}, {date}.", **words)
                if standing.next.scheduled
                else say("What came later: {act}, {date}.", **words)
            )
        return found

    def contradictions(
        self, found: Sequence[Contradiction]
    ) -> tuple[list[ContradictionShown], list[ContradictionShown]]:
        """What contradicts what, and apart from it what differs and contradicts nothing."""
        ordered = sorted(found, key=lambda each: each.kind)
        return (
            [self._contradiction(each) for each in ordered if each.kind not in COMPATIBLE],
            [self._contradiction(each) for each in ordered if each.kind in COMPATIBLE],
        )

    def _contradiction(self, found: Contradiction) -> ContradictionShown:
        return ContradictionShown(
            said(begun(known_word(KIND_WORDS[found.kind.value]))),
            said(found.says),
            tuple(self.link(name) for name in found.claims[:_MOST_NAMED]),
            tuple(self.link(name) for name in found.against[:_MOST_NAMED]),
            max(0, len(found.claims) - _MOST_NAMED) + max(0, len(found.against) - _MOST_NAMED),
        )

    def durations(self, found: Sequence[Duration]) -> list[str]:
        """How long it took, one sentence for each end."""
        return [
            say(
                "{months} from {begin}, {begin_date}, to {end}, {end_date}.",
                months=_months(each.least, each.most),
                begin=said(EVENT_WORDS[each.begins.event]),
                begin_date=_stated(each.begins),
                end=said(EVENT_WORDS[each.ends.event]),
                end_date=_stated(each.ends),
            )
            for each in found
        ]

    def outcomes(self, found: Sequence[Outcome]) -> list[OutcomeShown]:
        """What came of what was expected or arranged."""
        return [
            OutcomeShown(
                act_said(each.forecast.event, each.forecast.party),
                say("expected") if each.forecast.tense is Tense.FORECAST else say("arranged"),
                _stated(each.forecast),
                self.link(each.forecast.id),
                _came(each),
            )
            for each in found
        ]

    def link(self, name: str) -> ClaimLink:
        """A claim by who says it."""
        claim = self._held.claims[name]
        source = self._held.sources[claim.source]
        words = source_name(source)
        if source.published:
            words = say("{source}, {date}", source=words, date=stated(source.published))
        states = act_said(claim.event, claim.party) if claim.event else ""
        if states and claim.date:
            states = say("{act}, {date}", act=states, date=stated(claim.date))
        return ClaimLink(self._addresses[name], words, states, claim.quote, source.language)


def _came(outcome: Outcome) -> str:
    if outcome.came is None or outcome.late is None:
        return say("Nothing is recorded.")
    date = _stated(outcome.came)
    if outcome.late == 0:
        return say("It came as said, {date}.", date=date)
    if outcome.late > 0:
        return say_count(
            "It came {n} day later, {date}.", "It came {n} days later, {date}.", outcome.late, date=date
        )
    return say_count(
        "It came {n} day earlier, {date}.", "It came {n} days earlier, {date}.", -outcome.late, date=date
    )


def _months(least: int, most: int) -> str:
    if least == most:
        return say_count("{n} month", "{n} months", least)
    return say("{least} to {most} months", least=least, most=most)


def _stated(claim: Claim) -> str:
    return stated(claim.date) if claim.date else ""
