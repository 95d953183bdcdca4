"""Plain words for the record's own: kinds of event, tenses, sources, contradictions, readers' notes."""

import datetime as dt
from collections.abc import Mapping

from comity.domain.agreements.stated_date import StatedDate
from comity.domain.agreements.vocabulary import Status
from comity.domain.primitives.calendar import FIRST_DAY, LAST_DAY
from comity.domain.primitives.worded import Month, Worded, phrase, worded

#: Every status.
STATUS_WORDS: Mapping[Status, str] = {
    Status.PROPOSED: phrase("proposed"),
    Status.STUDY_AGREED: phrase("study agreed"),
    Status.TALKS_AGREED: phrase("talks agreed"),
    Status.NEGOTIATING: phrase("negotiating"),
    Status.AGREED_IN_PRINCIPLE: phrase("agreed in principle"),
    Status.SIGNED: phrase("signed"),
    Status.APPROVED: phrase("approved"),
    Status.IN_FORCE: phrase("in force"),
    Status.SUSPENDED: phrase("suspended"),
    Status.TERMINATED: phrase("terminated"),
}

#: Every family of agreements.
FAMILY_WORDS: Mapping[str, str] = {
    "access": phrase("access"),
    "cross-servicing": phrase("cross-servicing"),
    "information-security": phrase("information security"),
    "equipment-transfer": phrase("equipment transfer"),
    "status-of-forces": phrase("status of forces"),
    "other": phrase("other"),
}

#: Every kind of event, as a thing that has a day: "signature", "entry into force".
EVENT_WORDS: Mapping[str, str] = {
    "proposed": phrase("proposal"),
    "study_agreed": phrase("agreement on exploratory talks"),
    "talks_agreed": phrase("agreement to negotiate"),
    "negotiations_opened": phrase("start of negotiations"),
    "negotiation_round": phrase("round of negotiations"),
    "in_negotiation": phrase("negotiations under way"),
    "agreement_in_principle": phrase("agreement in principle"),
    "text_finalised": phrase("final text"),
    "negotiations_concluded": phrase("end of negotiations"),
    "signed": phrase("signature"),
    "ratified_executive": phrase("ratification by the executive"),
    "approved_legislature": phrase("approval by parliament"),
    "entered_into_force": phrase("entry into force"),
    "suspended": phrase("suspension"),
    "resumed": phrase("resumption"),
    "superseded": phrase("replacement by a later agreement"),
    "terminated": phrase("end of the agreement"),
    "agreed": phrase("something agreed, no step named"),
    "announced": phrase("announcement"),
    "tabled_legislature": phrase("tabling in parliament"),
    "committee_hearing": phrase("hearing in committee"),
    "implementing_law": phrase("implementing law"),
    "instruments_exchanged": phrase("exchange of instruments"),
    "first_applied": phrase("first use"),
    "amended": phrase("amendment"),
    "signature_postponed": phrase("signature put off"),
    "declined_for_now": phrase("refusal for now"),
    "termination_notified": phrase("notice of termination"),
    "termination_suspended": phrase("suspension of the notice of termination"),
    "termination_withdrawn": phrase("withdrawal of the notice of termination"),
}

#: In which sense a claim speaks of its event; what is done goes without saying.
TENSE_WORDS: Mapping[str, str] = {
    "done": "",
    "state": phrase("the stage on that day"),
    "scheduled": phrase("arranged"),
    "forecast": phrase("expected"),
    "denied": phrase("denied"),
}

SURENESS_WORDS: Mapping[str, str] = {
    "text": phrase("read in the source"),
    "summary": phrase("read in an excerpt or summary"),
    "recall": phrase("from memory alone"),
}

SOURCE_WORDS: Mapping[str, str] = {
    "treaty": phrase("treaty text or series"),
    "party": phrase("a Party's own word"),
    "official": phrase("another public body"),
    "agency": phrase("news agency"),
    "press": phrase("press"),
    "copy": phrase("copy, repost or translation"),
    "recall": phrase("memory"),
}

#: Kinds of contradiction (contradictions.Kind).
KIND_WORDS: Mapping[str, str] = {
    "status-conflict": phrase("two stages at once"),
    "date-conflict": phrase("two dates of one act"),
    "rank-difference": phrase("less said than was reached"),
    "stale": phrase("out of date"),
    "actor-or-day-shifted": phrase("told of another day or other people"),
    "forecast-not-met": phrase("forecast not met"),
    "unconfirmed": phrase("arranged, and nobody says that it took place"),
    "lower-bound-only": phrase("true, but the record knows more"),
    "duration-conflict": phrase("a duration that fits nothing"),
    "duration-depends": phrase("a duration that depends on the end meant"),
}

#: Kinds of readers' notes that need other words than their own; "" where there is nothing to show.
ANNOTATION_WORDS: Mapping[str, str] = {
    "record-matches": phrase("matches the record"),
    "record-imprecise": phrase("imprecise"),
    "record-differs": phrase("differs from the record"),
    "record-stale": phrase("out of date"),
    "record-garbled": phrase("garbled"),
    "record-not-met": phrase("not met"),
    "record-not-checkable": phrase("cannot be checked"),
    "across-agree": phrase("the other report agrees"),
    "across-partial": phrase("the other report says it in part"),
    "across-granularity": phrase("the other report names another step"),
    "across-conflict": phrase("the other report differs"),
    "across-only-de": "",
    "across-only-it": "",
    "source-count": phrase("one speaker or several"),
    "attribution": phrase("who is meant"),
}


def annotation_words(kind: str) -> str:
    """A reader's kind of note in plain words; one that nobody listed in its own."""
    return ANNOTATION_WORDS.get(kind, kind.replace("-", " "))


def date_words(date: StatedDate) -> Worded:
    """A date as precise as it is stated: 2 May 2024, May 2024, 2024, by 2 May 2023."""
    first, last = date.first, date.last
    if date.is_day:
        return worded("{day}", day=first)
    if first == FIRST_DAY:
        return worded("by {day}", day=last)
    if last == LAST_DAY:
        return worded("from {day} on", day=first)
    if (first, last) == (dt.date(first.year, 1, 1), dt.date(first.year, 12, 31)):
        return worded("{day}", day=str(first.year))
    if str(date).count("-") == 1:
        return worded("{day}", day=Month(first.year, first.month, 1))
    return worded("between {first} and {last}", first=first, last=last)
