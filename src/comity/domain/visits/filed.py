"""Filings and the requirements that they are about: which meets which, and what does not agree."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from comity.domain.primitives.worded import either, listed, phrase, worded
from comity.domain.visits.answer import Clock, IdleFiling, Requirement, Turn
from comity.domain.visits.line_ranges import LineRanges
from comity.domain.visits.visit import Filing

#: How many ranges of lines a sentence names.
_MOST_RANGES = 6
#: The state of lines that say the contrary of a decision.
_OTHER = {"granted": "failed", "refused": "met"}
_BLANK = {
    "granted": phrase(
        "The filing says granted, but {columns} is blank{lines}: write yes there, for the sheet decides."
    ),
    "refused": phrase(
        "The filing says refused, but {columns} is blank{lines}: write no there, for the sheet decides."
    ),
}
_CONTRARY = {
    "granted": phrase("The filing says granted, but the lines say no in {columns}: correct one."),
    "refused": phrase("The filing says refused, but the lines say yes in {columns}: correct one."),
}


def filings_for(filings: Iterable[Filing], what: str, authority: str | None) -> list[Filing]:
    """The filings of one requirement; one that names no authority is for all of them."""
    return [f for f in filings if f.what == what and f.authority in (None, authority)]


def idle(filings: Iterable[Filing], requirements: Sequence[Requirement]) -> tuple[IdleFiling, ...]:
    """The filings that meet no requirement of the answer, each with the reason."""
    found = []
    for filing in filings:
        why = _why_idle(filing, [r for r in requirements if r.what == filing.what])
        if why:
            found.append(IdleFiling(filing.what, filing.authority, filing.leg, why))
    return tuple(dict.fromkeys(found))


def _why_idle(filing: Filing, alike: Sequence[Requirement]) -> str:
    if not alike:
        return worded(
            "This answer asks for nothing of the kind: it is lifted, or not required of these lines."
        )
    here = [r for r in alike if filing.authority in (None, r.authority)]
    if not here:
        unnamed = worded("an authority that is not known")
        named = listed(sorted(r.authority or unnamed for r in alike))
        return worded(
            "It is asked for with {authorities}; correct the authority, or leave it out.", authorities=named
        )
    clocks = [clock for r in here for clock in r.clocks]
    if filing.leg is not None and clocks and all(clock.leg != filing.leg for clock in clocks):
        return worded("No line that needs it comes or goes by the leg {leg}.", leg=filing.leg)
    return ""


def mismatches(
    clocks: Sequence[Clock],
    turn: Turn,
    by_state: Mapping[str, LineRanges],
    steps: Sequence[tuple[str, str]],
) -> tuple[str, ...]:
    """Where filings and the sheets disagree, and which column to fill: the sheets alone decide.

    Args:
        clocks, turn: of the requirement; with clocks, those of the legs that the filings are about.
        by_state: the requirement's lines by open, failed, met or unknown.
        steps: sheet and column of each step that meets it.
    """
    columns = either(
        worded("'{column}' of {sheet}", column=column, sheet=sheet) for sheet, column in dict.fromkeys(steps)
    )
    if not columns:
        return ()
    decided: dict[str, LineRanges] = {}
    for held, lines in [(c.turn, c.lines) for c in clocks] or [(turn, LineRanges())]:
        if held.state in _OTHER:
            decided[held.state] = decided.get(held.state, LineRanges()) + lines
    return tuple(_mismatches(decided, by_state, columns))


def _mismatches(
    decided: Mapping[str, LineRanges], by_state: Mapping[str, LineRanges], columns: str
) -> Iterator[str]:
    for decision, lines in decided.items():
        other = _OTHER[decision]
        if {"open", "unknown"} & set(by_state):
            at = f" ({lines.first(_MOST_RANGES)})" if lines else ""
            yield worded(_BLANK[decision], columns=columns, lines=at)
        elif set(by_state) == {other}:
            yield worded(_CONTRARY[decision], columns=columns)
