"""What is asked, in words, and where to look for it."""

from comity.domain.primitives.worded import known_word, worded
from comity.domain.provisions.law import Law
from comity.domain.visits.questions import ENTRY_INTO_FORCE, HOST_LAW, READING


def question_words(law: Law, sheet: str, name: str) -> tuple[str, str]:
    """The question, and where its answer is found.

    Args:
        law: the vocabulary, which asks for its facts; labels and titles for what is no fact.
        sheet: the sheet (or visit, contingent) on which it is asked.
        name: the fact, or what begins with ENTRY_INTO_FORCE, HOST_LAW or READING.
    """
    if name.startswith(ENTRY_INTO_FORCE):
        return _scheduled(law, name.removeprefix(ENTRY_INTO_FORCE))
    if name.startswith(HOST_LAW):
        state = name.removeprefix(HOST_LAW)
        return (
            worded(
                "What does the ordinary law of {state} ask? No rulebook of {state} is installed.", state=state
            ),
            worded("Ask {state}'s authorities, or install a rulebook of its law.", state=state),
        )
    if name.startswith(READING):
        what = name.removeprefix(READING)
        label = known_word(law.vocabulary.whats.get(what, what))
        return (
            worded("Two sources assign {label} differently: which one holds?", label=label),
            worded("Ask both sides' legal advisers."),
        )
    fact = law.vocabulary.seen_from(sheet).get(name) or law.vocabulary.of(sheet).get(name)
    if fact is None or not fact.asks:
        where = worded("Column '{fact}' of the sheet '{sheet}'.", fact=name, sheet=sheet)
        return worded("Which value has '{fact}'?", fact=name), where
    return fact.asks, fact.find


def _scheduled(law: Law, agreement_id: str) -> tuple[str, str]:
    agreement = law.registry[agreement_id]
    act = agreement.entry_into_force()
    asks = (
        worded(
            "Will the {agreement} enter into force as scheduled on {day}?",
            agreement=agreement.title,
            day=act.on,
        )
        if act
        else worded("Will the {agreement} enter into force as scheduled?", agreement=agreement.title)
    )
    return asks, worded(
        "State it in visit.toml: [entry_into_force] {agreement} = true or false.", agreement=agreement_id
    )
