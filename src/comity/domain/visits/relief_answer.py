"""What an answer says of relief: values only; how they follow stands in `relief`."""

from dataclasses import dataclass
from typing import Any

from comity.domain.visits.line_ranges import LineRanges


@dataclass(frozen=True, slots=True)
class ReliefStep:
    """One step of the path of relief: request, consent or arrangement.

    `state` is done, open, unknown or not-the-case; `asks` what the step is, `by` who must take it, `says`
    where it stands, `meanwhile` what holds until it is taken. `cites` are the articles that read it.
    """

    step: str
    state: str
    asks: str
    by: str
    says: str
    meanwhile: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DisasterRule:
    """A rule for disasters that lines of a sheet may have; it is offered, and decides nothing here.

    `body` is the rulebook (None: an international guideline), `applies` yes, unknown or no. `gives` is what
    it gives, `terms` what is not known of its terms, `ordinary` the ordinary rules that it would set aside,
    `ask` the authorities to ask. `paragraph` is what can be sent to them as it stands.
    """

    body: str | None
    title: str
    sheet: str
    applies: str
    says: str
    gives: tuple[str, ...]
    terms: tuple[str, ...]
    ordinary: tuple[str, ...]
    ask: tuple[str, ...]
    lines: LineRanges
    cites: tuple[str, ...]
    sureness: str
    paragraph: str


@dataclass(frozen=True, slots=True)
class Relief:
    """The path of a relief visit, and the disaster rules offered to it."""

    steps: tuple[ReliefStep, ...]
    rules: tuple[DisasterRule, ...]


def relief_values(relief: Relief | None) -> dict[str, Any] | None:
    """The same as plain values for JSON; None for a visit that is no relief."""
    if relief is None:
        return None
    return {
        "steps": [
            {
                "step": step.step,
                "state": step.state,
                "asks": step.asks,
                "by": step.by,
                "says": step.says,
                "meanwhile": step.meanwhile or None,
                "cites": list(step.cites),
            }
            for step in relief.steps
        ],
        "rules": [
            {
                "rulebook": rule.body,
                "title": rule.title,
                "sheet": rule.sheet,
                "applies": rule.applies,
                "says": rule.says,
                "gives": list(rule.gives),
                "terms_unknown": list(rule.terms),
                "ordinary_rules": list(rule.ordinary),
                "ask": list(rule.ask),
                "lines": list(rule.lines),
                "cites": list(rule.cites),
                "sureness": rule.sureness,
                "paragraph": rule.paragraph or None,
            }
            for rule in relief.rules
        ],
    }
