"""How sure an answer is: the lowest where all premises are needed, the highest where any one suffices."""

from collections.abc import Iterable

from comity.domain.provisions.engine import FORBIDDEN_OUTCOME, NOT_COVERED, UNDETERMINED
from comity.domain.provisions.rulebook import FORBIDDEN, LIFTED_BY, Effect, Rulebook, Sureness
from comity.domain.provisions.vocabulary import OCCURRENCES
from comity.domain.visits.grouping import FoundHere, Pattern


def lowest(premises: Iterable[Sureness]) -> Sureness | None:
    """The least sure of the premises; None if there is none."""
    return max(premises, key=lambda s: s.rank, default=None)


def highest(premises: Iterable[Sureness]) -> Sureness | None:
    """The surest of the premises; None if there is none."""
    return min(premises, key=lambda s: s.rank, default=None)


def of_pattern(
    pattern: Pattern, sheet: str, books: dict[str, Rulebook], host: Rulebook | None
) -> Sureness | None:
    """The sureness of one pattern's outcome; None if it is undetermined."""
    if pattern.outcome == UNDETERMINED:
        return None
    if pattern.outcome == FORBIDDEN_OUTCOME:
        return highest(found.rule.provision.sureness for found in pattern.found if _bars(found))
    territory = host.scope.sureness if host else None
    if pattern.outcome == NOT_COVERED:
        return territory or Sureness.TEXT
    premises = [s for s in (_coverage(pattern, sheet, books), *_standing(pattern)) if s]
    if pattern.territory is False and territory:
        premises.append(territory)
    return lowest(premises) or Sureness.TEXT


def _coverage(pattern: Pattern, sheet: str, books: dict[str, Rulebook]) -> Sureness | None:
    """Any one agreement that covers suffices; each needs its scope and any one of its permissions."""
    grounds = []
    for name, covers in pattern.covers.items():
        if covers is not True:
            continue
        permits = highest(
            found.rule.provision.sureness
            for found in pattern.found
            if found.rule.body.id == name
            and found.rule.provision.effect is Effect.PERMITS
            and found.rule.provision.sureness.decides
            and found.reaches is True
        )
        scope = books[name].scope.sureness
        grounds.append(
            lowest(s for s in (scope, permits if sheet not in OCCURRENCES else None) if s) or scope
        )
    return highest(grounds)


def _standing(pattern: Pattern) -> list[Sureness]:
    """What stands, and for each lifted duty the surest of its lifts."""
    premises = []
    lifts = pattern.lifts()
    for found in pattern.found:
        provision = found.rule.provision
        if not provision.sureness.decides:
            continue
        if found.stands is True and provision.effect in (Effect.REQUIRES, Effect.ASSIGNS):
            premises.append(provision.sureness)
        if found.reaches is not False and found.lifted is True:
            lifting = lifts.get((LIFTED_BY[provision.effect], provision.what), [])
            best = highest(other.rule.provision.sureness for other in lifting)
            premises += [best] if best else []
    return premises


def _bars(found: FoundHere) -> bool:
    provision = found.rule.provision
    if not provision.sureness.decides or found.stands is not True:
        return False
    failed_bar = provision.without == FORBIDDEN and found.done is False
    return provision.effect is Effect.FORBIDS or failed_bar
