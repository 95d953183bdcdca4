"""In the text answer: what was attested, and which few answers would settle most lines."""

from collections.abc import Sequence

from comity.desk.layout import wrapped
from comity.domain.primitives.day_words import day_words
from comity.domain.visits.answer import Answer
from comity.domain.visits.proposals import Part, Proposal
from comity.domain.visits.visit import Attestation, Value
from comity.report.wording import counted

_MOST_PROPOSALS = 5
_MOST_NAMES = 6


def proposals_text(answer: Answer) -> list[str]:
    """The few answers that settle most lines, before the single questions."""
    shown = answer.proposals[:_MOST_PROPOSALS]
    if not any(proposal.statement for proposal in shown) or not shown[-1].of:
        return []
    last = shown[-1]
    count = f"{len(shown)} answers settle" if len(shown) != 1 else "1 answer settles"
    share = f"{last.settled / last.of:.0%} of the {last.of:,} undetermined lines"
    lines = wrapped(f"{count} {share} (--ask asks them one by one):")
    for number, proposal in enumerate(shown, start=1):
        settles = f"settles {counted(proposal.settles, 'line')}" if proposal.settles else "prepares the next"
        what = f'Sign "{proposal.says}"' if proposal.statement else f"Answer: {proposal.says}"
        lines += wrapped(f"{what} ({settles})", "     ", f"  {number}. ")
        if proposal.statement:
            for part in proposal.parts:
                lines += wrapped(f"{sentence(part)}", "       ", "     - ")
            if proposal.rides:
                lines += wrapped(f"Along with them: {riding(proposal)}.", "       ", "     ")
    return lines


def attested_text(answer: Answer) -> list[str]:
    """What was attested, by whom and when, and how many lines it settled."""
    lines: list[str] = []
    by_whom: dict[str, list[Attestation]] = {}
    for a in answer.attestations:
        by_whom.setdefault(f"{a.by}, on {day_words(a.on)}" if a.on else a.by, []).append(a)
    for whose, several in by_whom.items():
        lines += wrapped(f"Attested by {whose}:")
        for a in several:
            only = f", only {names(a.only)}" if a.only else ""
            exceptions = f", except {names(a.exceptions)}" if a.exceptions else ""
            count = f"{a.lines:,} line{'s' if a.lines != 1 else ''}"
            lines += wrapped(
                f"'{a.statement}'{only}{exceptions}: settles {count} ({a.sheet}).", "    ", "  - "
            )
    return lines


def sentence(part: Part) -> str:
    """One clause as it is signed, with the lines that it leaves out or alone speaks of."""
    only = f" (only {names(part.only)})" if part.only else ""
    exceptions = (
        f", except {names(part.exceptions)}, of which the list says otherwise" if part.exceptions else ""
    )
    return f"{part.says}{only}{exceptions}."


def riding(proposal: Proposal) -> str:
    """The facts that a statement vouches for though nothing hangs on them, in words."""
    return ", ".join(f"{sheet}.{fact} = {word(value)}" for sheet, fact, value in proposal.rides)


def names(several: Sequence[str]) -> str:
    """The first few names of lines, and how many more there are."""
    more = len(several) - _MOST_NAMES
    return ", ".join(several[:_MOST_NAMES]) + (f" and {more} more" if more > 0 else "")


def word(value: Value) -> str:
    """A value in words."""
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)
