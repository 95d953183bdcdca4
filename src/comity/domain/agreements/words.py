"""Plain words for the record's own: kinds of event, tenses, sources, contradictions, readers' notes."""

from collections.abc import Mapping

#: Every kind of event, as a thing that has a day: "signature", "entry into force".
EVENT_WORDS: Mapping[str, str] = {
    "proposed": "proposal",
    "study_agreed": "agreement on exploratory talks",
    "talks_agreed": "agreement to negotiate",
    "negotiations_opened": "start of negotiations",
    "negotiation_round": "round of negotiations",
    "in_negotiation": "negotiations under way",
    "agreement_in_principle": "agreement in principle",
    "text_finalised": "final text",
    "negotiations_concluded": "end of negotiations",
    "signed": "signature",
    "ratified_executive": "ratification by the executive",
    "approved_legislature": "approval by parliament",
    "entered_into_force": "entry into force",
    "suspended": "suspension",
    "resumed": "resumption",
    "superseded": "replacement by a later agreement",
    "terminated": "end of the agreement",
    "agreed": "something agreed, no step named",
    "announced": "announcement",
    "tabled_legislature": "tabling in parliament",
    "committee_hearing": "hearing in committee",
    "implementing_law": "implementing law",
    "instruments_exchanged": "exchange of instruments",
    "first_applied": "first use",
    "amended": "amendment",
    "signature_postponed": "signature put off",
    "declined_for_now": "refusal for now",
    "termination_notified": "notice of termination",
    "termination_suspended": "suspension of the notice of termination",
    "termination_withdrawn": "withdrawal of the notice of termination",
}

#: In which sense a claim speaks of its event; what is done goes without saying.
TENSE_WORDS: Mapping[str, str] = {
    "done": "",
    "state": "the stage on that day",
    "scheduled": "arranged",
    "forecast": "expected",
    "denied": "denied",
}

SURENESS_WORDS: Mapping[str, str] = {
    "text": "read in the source",
    "summary": "read in an excerpt or summary",
    "recall": "from memory alone",
}

SOURCE_WORDS: Mapping[str, str] = {
    "treaty": "treaty text or series",
    "party": "a Party's own word",
    "official": "another public body",
    "agency": "news agency",
    "press": "press",
    "copy": "copy, repost or translation",
    "recall": "memory",
}

#: Kinds of contradiction (contradictions.Kind).
KIND_WORDS: Mapping[str, str] = {
    "status-conflict": "two stages at once",
    "date-conflict": "two dates of one act",
    "rank-difference": "less said than was reached",
    "stale": "out of date",
    "actor-or-day-shifted": "told of another day or other people",
    "forecast-not-met": "forecast not met",
    "unconfirmed": "arranged, and nobody says that it took place",
    "lower-bound-only": "true, but the record knows more",
    "duration-conflict": "a duration that fits nothing",
    "duration-depends": "a duration that depends on the end meant",
}

#: Kinds of readers' notes that need other words than their own; "" where there is nothing to show.
ANNOTATION_WORDS: Mapping[str, str] = {
    "record-matches": "matches the record",
    "record-imprecise": "imprecise",
    "record-differs": "differs from the record",
    "record-stale": "out of date",
    "record-garbled": "garbled",
    "record-not-met": "not met",
    "record-not-checkable": "cannot be checked",
    "across-agree": "the other report agrees",
    "across-partial": "the other report says it in part",
    "across-granularity": "the other report names another step",
    "across-conflict": "the other report differs",
    "across-only-de": "",
    "across-only-it": "",
    "source-count": "one speaker or several",
    "attribution": "who is meant",
}


def annotation_words(kind: str) -> str:
    """A reader's kind of note in plain words; one that nobody listed in its own."""
    return ANNOTATION_WORDS.get(kind, kind.replace("-", " "))
