"""A requirement in words, in the language in force: what, with whom, by when, by whom, how it stands."""

from comity.domain.primitives.worded import headed, listed, noted, phrase, run_on
from comity.domain.visits.answer import Requirement
from comity.languages import said, say
from comity.report.wording import Whats
from comity.report.words import kind_words

_BEARERS = {
    "receiving": phrase("by the receiving State"),
    "sending": phrase("by the sending State"),
    "person": phrase("each person"),
    "joint-committee": phrase("by the Joint Committee"),
}
_BASES = {"practice": phrase("by practice"), "assumed": phrase("assumed")}
_STATES = {"unknown": phrase("if it applies"), "failed": phrase("REFUSED OR FAILED")}


def label_of(requirement: Requirement, whats: Whats) -> str:
    """What has to be done: its kind, unless the words name it themselves, and its plain words."""
    label, kind = said(whats.get(requirement.what, requirement.what)), kind_words(requirement.kind)
    return label if kind.casefold() in label.casefold() else say("{kind}: {what}", kind=kind, what=label)


def whom_words(requirement: Requirement) -> str:
    """With whom; conduct is filed with nobody."""
    if requirement.kind == "conduct":
        return ""
    if requirement.authority_name:
        return say("with {authority}", authority=said(requirement.authority_name))
    return say("(with whom is not known)")


def bearer_words(requirement: Requirement) -> str:
    """By whom, unless it is the unit itself."""
    return said(_BEARERS.get(requirement.by, ""))


def state_words(requirement: Requirement) -> str:
    """How it stands, where it is not simply open."""
    return said(_STATES.get(requirement.state, ""))


def is_late(requirement: Requirement) -> bool:
    """Whether something on our side is late; what was filed counts, where filings are known."""
    return requirement.turn.late if requirement.turn else requirement.late


def due_words(requirement: Requirement) -> str:
    """By when, with its basis and window; the law's own words where there is no day; or nothing."""
    words = said(requirement.due_words)
    if not requirement.due_on:
        return words
    by = noted(say("by {day}", day=requirement.due_on), said(_BASES.get(requirement.due_basis, "")))
    return said(noted(by, words))


def task_words(requirement: Requirement, whats: Whats, *, doubt: bool = True) -> str:
    """One requirement in a phrase: late or not, by when, what, with whom, by whom, and how it stands.

    Without `doubt` it does not say that it only may apply, where a heading says so of all.
    """
    due = due_words(requirement)
    if requirement.due_on and is_late(requirement):
        due = say("LATE, {due}", due=due)
    task = listed([_with_whom(requirement, label_of(requirement, whats)), bearer_words(requirement)])
    state = state_words(requirement) if doubt or requirement.state != "unknown" else ""
    words = noted(task, state)
    return said(headed(due, words) if due else words)


def _with_whom(requirement: Requirement, label: str) -> str:
    """What has to be done, and with whom it is filed."""
    if requirement.kind != "conduct" and requirement.authority_name:
        return say("{what} with {authority}", what=label, authority=said(requirement.authority_name))
    return run_on([label, whom_words(requirement)])
