"""What lifts the duties and bans of host law (design, section 7a, step 6)."""

from collections.abc import Mapping

from comity.domain.provisions.kleene import Truth, both, either, is_false, negated
from comity.domain.provisions.rulebook import LIFTED_BY, Effect
from comity.domain.provisions.selection import Rule


def is_lift(rule: Rule, lifting: Effect, what: str) -> bool:
    """Whether a provision lifts duties or bans of that `what`."""
    provision = rule.provision
    return (
        rule.decides
        and provision.effect is lifting
        and provision.what == what
        and not provision.within_host_law
    )


class Lifts:
    """The lifts of one sheet, by effect and `what`: given, unless a failed requirement takes them back."""

    def __init__(
        self, rules: tuple[Rule, ...], reaches: Mapping[str, Truth], done: Mapping[str, Truth]
    ) -> None:
        self.rules, self.reaches, self.done = rules, reaches, done
        self._known: dict[tuple[Effect, str], Truth] = {}

    def of(self, effect: Effect, what: str) -> Truth:
        """Whether a host-law `requires` or `forbids` of that `what` is lifted."""
        lifting = LIFTED_BY.get(effect)
        if lifting is None:
            return False
        if (effect, what) not in self._known:
            given = [self.reaches[rule.key] for rule in self.rules if is_lift(rule, lifting, what)]
            # While the requirements that could take this lift back are looked at, it counts as not given:
            # a requirement cannot stand or fall by its own failure.
            self._known[effect, what] = False
            taken_back = either(
                *(self._failed(rule) for rule in self.rules if rule.provision.without == what)
            )
            self._known[effect, what] = both(either(*given), negated(taken_back))
        return self._known[effect, what]

    def _failed(self, rule: Rule) -> Truth:
        """A standing requirement that failed takes back the lifts of the `what` that it names."""
        if not (rule.decides and rule.provision.done):
            return False
        lifted = self.of(rule.provision.effect, rule.provision.what) if rule.is_host_law else False
        return both(self.reaches[rule.key], negated(lifted), is_false(self.done[rule.key]))
