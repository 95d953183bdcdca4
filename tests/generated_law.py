"""Random small bodies of law: every key of a provision, in combinations that the installed law may not have.

A host law, four agreements, two conventions and an instrument over a vocabulary of a dozen facts. Law to
which section 7a gives no meaning is not drawn: no `without` leads back to its own `what`, and no definition
is missing on a day.
"""

import datetime as dt
import random
from collections.abc import Mapping, Sequence

from comity.domain.agreements.registry import Act, Agreement
from comity.domain.provisions.condition import ALWAYS, Condition
from comity.domain.provisions.conditions import compile_condition
from comity.domain.provisions.law import Law
from comity.domain.provisions.rulebook import (
    At,
    BodyKind,
    By,
    Dated,
    Definition,
    Effect,
    ExceptionTo,
    Provision,
    RequirementKind,
    Rulebook,
    Scope,
    Sureness,
)
from comity.domain.provisions.vocabulary import CONTINGENT, VISIT, Fact, Kind, Type, Vocabulary

SHEETS = ("goods", "incidents")
WHATS = ("entry", "alpha", "beta", "gamma")
DAYS = tuple(dt.date(2023, 8, day) for day in (7, 13, 19))
#: Id, kind, Parties, family.
BODIES: tuple[tuple[str, BodyKind, tuple[str, ...], str], ...] = (
    ("jp-au-one", BodyKind.AGREEMENT, ("JP", "AU"), "access"),
    ("jp-au-two", BodyKind.AGREEMENT, ("JP", "AU"), "cross-servicing"),
    ("jp-gb-one", BodyKind.AGREEMENT, ("JP", "GB"), "access"),
    ("jp-ph-one", BodyKind.AGREEMENT, ("JP", "PH"), "access"),
    ("many", BodyKind.CONVENTION, ("JP", "AU", "GB"), ""),
    ("everyone", BodyKind.CONVENTION, (), ""),
    ("notice", BodyKind.INSTRUMENT, (), ""),
    ("host-jp", BodyKind.HOST_LAW, (), ""),
)
AGREEMENTS = tuple(body[0] for body in BODIES if body[1] is BodyKind.AGREEMENT)


def small_vocabulary() -> Vocabulary:
    """Facts of every kind, on the visit, the contingent, and two sheets; `shared` stands on two levels."""
    facts: dict[str, dict[str, Fact]] = {VISIT: {}, CONTINGENT: {}, **{sheet: {} for sheet in SHEETS}}

    def declare(sheet: str, name: str, type_: Type, *values: str, kind: Kind = Kind.CIRCUMSTANCE) -> None:
        facts[sheet][name] = Fact(sheet, name, kind, type_, values, asks=f"{name}?")

    declare(VISIT, "v_yes", Type.BOOL)
    declare(VISIT, "v_kind", Type.CHOICE, "x", "y", "z")
    declare(VISIT, "v_step", Type.BOOL, kind=Kind.STEP)
    declare(VISIT, "receiving_state", Type.STATE)
    declare(VISIT, "start", Type.DAY)
    declare(VISIT, "end", Type.DAY)
    declare(CONTINGENT, "sending_state", Type.STATE)
    declare(CONTINGENT, "c_yes", Type.BOOL)
    declare(CONTINGENT, "shared", Type.BOOL)
    for sheet in SHEETS:
        declare(sheet, "shared", Type.BOOL)
        for name in ("yes_a", "yes_b", "yes_c"):
            declare(sheet, name, Type.BOOL)
        declare(sheet, "kind", Type.CHOICE, "x", "y", "z")
        declare(sheet, "count", Type.INT)
        for name in ("step_a", "step_b"):
            declare(sheet, name, Type.BOOL, kind=Kind.STEP)
    return Vocabulary(facts=facts, whats={what: what for what in WHATS}, authorities={})


def random_law(seed: int) -> Law:
    """One small law."""
    drafter = _Drafter(random.Random(seed))
    books = {name: drafter.book(name, kind, parties) for name, kind, parties, _ in BODIES}
    registry = {
        name: Agreement(name, name, (parties[0], parties[1]), family, (), drafter.acts())
        for name, kind, parties, family in BODIES
        if kind is BodyKind.AGREEMENT
    }
    return Law(drafter.vocabulary, registry, books)


class _Drafter:
    """Draws the parts of a law."""

    def __init__(self, rng: random.Random) -> None:
        self.rng, self.vocabulary = rng, small_vocabulary()

    def acts(self) -> tuple[Act, ...]:
        """Signed, perhaps in force, perhaps suspended and in force again, perhaps ended."""
        acts = [Act("signed", dt.date(2023, 1, 1), "text")]
        for act, often in (("in-force", 0.9), ("suspended", 0.25), ("in-force", 0.5), ("terminated", 0.3)):
            if self.rng.random() > often:
                break
            acts.append(Act(act, acts[-1].on + dt.timedelta(self.rng.choice((1, 4, 9, 210))), "text"))
        return tuple(acts)

    def book(self, name: str, kind: BodyKind, parties: tuple[str, ...]) -> Rulebook:
        """A body of law with definitions that every agreement has too, in words of its own."""
        definitions = [d for sheet in (None, *SHEETS) for d in self._definitions(sheet)]
        count = 32 if kind is BodyKind.HOST_LAW else 12
        provisions = tuple(self._provision(at, name, kind, definitions) for at in range(count))
        scope = ALWAYS if self.rng.random() < 0.3 else self.condition(VISIT, ())
        return Rulebook(
            id=name,
            version=1,
            title=name,
            short=name,
            kind=kind,
            parties=parties,
            state="JP" if kind in (BodyKind.HOST_LAW, BodyKind.INSTRUMENT) else None,
            parties_sureness=Sureness.TEXT,
            dated=self._dated(0.5) if kind is BodyKind.INSTRUMENT else Dated(),
            sources={},
            silences=(),
            sections=(),
            scope=Scope(cites=("1",), when=scope),
            definitions=tuple(definitions),
            provisions=provisions,
            digest=name,
        )

    def _definitions(self, sheet: str | None) -> list[Definition]:
        """Two definitions, the second built on the first; the first may be amended on a day."""
        stem = sheet or "whole"
        first, second = f"first_{stem}", f"second_{stem}"
        turn = self.rng.choice(DAYS)
        versions = [Dated()] if self.rng.random() < 0.7 else [Dated(until=turn), Dated(from_=turn)]
        made = [self._definition(first, sheet, (), dated) for dated in versions]
        return [*made, self._definition(second, sheet, (first,), Dated())]

    def _definition(self, name: str, sheet: str | None, above: Sequence[str], dated: Dated) -> Definition:
        return Definition(
            id=name,
            cites=("1",),
            sheet=sheet,
            when=self.condition(sheet or VISIT, above),
            sureness=Sureness.TEXT,
            dated=dated,
            exceptions=self._exceptions(name, sheet or VISIT, above),
            line=0,
        )

    def _exceptions(self, to: str, sheet: str, above: Sequence[str]) -> tuple[ExceptionTo, ...]:
        return tuple(
            ExceptionTo(to, ("1",), self.condition(sheet, above), self._sureness(), self._dated(0.2), 0)
            for _ in range(self.rng.choice((0, 0, 0, 1, 2)))
        )

    def _provision(self, at: int, body: str, kind: BodyKind, definitions: list[Definition]) -> Provision:
        rng = self.rng
        sheet = rng.choice(("goods", "goods", "incidents", VISIT))
        effect = rng.choices(list(Effect), (3, 2, 4, 2, 3 if sheet == "incidents" else 1))[0]
        above = sorted({d.id for d in definitions if d.sheet in (None, sheet)})
        what = rng.choice(WHATS)
        under: tuple[str, ...] = ()
        if kind is BodyKind.HOST_LAW and rng.random() < 0.35:
            under = tuple(rng.sample(AGREEMENTS, rng.randint(1, len(AGREEMENTS))))
        duty = effect is Effect.REQUIRES
        conduct = duty and rng.random() < 0.2
        step = None
        if duty and not (conduct and rng.random() < 0.5):
            step = rng.choice(("step_a", "step_b", "v_step")) if sheet != VISIT else "v_step"
        name = f"p{at}"
        return Provision(
            id=name,
            cites=("1",),
            sheet=sheet,
            effect=effect,
            what=what,
            when=self.condition(sheet, above) if rng.random() < 0.85 else ALWAYS,
            sureness=self._sureness(),
            dated=self._dated(0.25),
            exceptions=self._exceptions(name, sheet, above),
            value=rng.choice(("here", "there")) if effect is Effect.ASSIGNS else "",
            says=f"{body} {name}",
            by=rng.choice(list(By)) if duty else By.UNIT,
            kind=RequirementKind.CONDUCT if conduct else RequirementKind.NOTICE if duty else None,
            done=step,
            without=self._without(what) if step else None,
            at=rng.choices(list(At), (6, 2, 1))[0],
            under=under,
            within_host_law=effect in (Effect.EXEMPTS, Effect.PERMITS) and rng.random() < 0.15,
        )

    def _without(self, what: str) -> str | None:
        """Nothing, a bar, or a `what` further down the list, so that nothing hangs on itself."""
        later = WHATS[WHATS.index(what) + 1 :]
        return self.rng.choice((None, "forbidden", *later, *later))

    def _sureness(self) -> Sureness:
        return self.rng.choices(list(Sureness), (6, 3, 1, 1))[0]

    def _dated(self, often: float) -> Dated:
        if self.rng.random() > often:
            return Dated()
        first, last = sorted(self.rng.sample(DAYS, 2))
        return self.rng.choice((Dated(first, None), Dated(None, last), Dated(first, last)))

    def condition(self, sheet: str, above: Sequence[str]) -> Condition:
        """A random condition over the facts that a sheet sees and the definitions above it."""
        facts = self.vocabulary.seen_from(sheet)
        text = self._text(facts, above, self.rng.choice((0, 1, 1, 2)))
        return compile_condition(text, facts, set(above))

    def _text(self, facts: Mapping[str, Fact], above: Sequence[str], depth: int) -> str:
        if depth:
            left, right = (self._text(facts, above, depth - 1) for _ in range(2))
            return f"{self.rng.choice(('', 'NOT '))}({left} {self.rng.choice(('AND', 'OR'))} {right})"
        if above and self.rng.random() < 0.3:
            return self.rng.choice(("", "NOT ")) + self.rng.choice(above)
        fact = self.rng.choice([f for f in facts.values() if f.kind is Kind.CIRCUMSTANCE])
        return self._atom(fact)

    def _atom(self, fact: Fact) -> str:
        forms = {
            Type.BOOL: ("{0}", "NOT {0}", "{0} = TRUE"),
            Type.CHOICE: ("{0} = 'x'", "{0} <> 'x'", "{0} IN ('x', 'y')", "{0} NOT IN ('y', 'z')"),
            Type.INT: ("{0} >= 2", "{0} BETWEEN 1 AND 2", "{0} * 2 - 1 < 3", "{0} + 1 <> 2", "{0} IN (0, 3)"),
            Type.STATE: ("{0} = 'JP'", "{0} <> 'AU'", "{0} IN ('GB', 'JP')"),
            Type.DAY: ("{0} < DATE '2023-08-13'", "{0} BETWEEN DATE '2023-08-01' AND DATE '2023-08-20'"),
        }
        return self.rng.choice(forms[fact.type]).format(fact.name)
