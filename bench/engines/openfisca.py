"""OpenFisca: every definition, stage and outcome a variable of a person, its formula in numpy.

Facts are given as numpy arrays (choices as OpenFisca enumerations, coded in one byte); turning the sheet
into arrays is not timed.
"""

from collections.abc import Callable
from functools import reduce
from operator import and_, eq, ge, gt, le, lt, ne, or_
from typing import Any

import numpy as np
import polars as pl
from openfisca_core.entities import Entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from bench.decision import Decision, decision, either
from bench.scenario import CHOICES, FLAGS, NUMBERS, STEPS, law
from comity.domain.provisions.condition import Tree
from comity.domain.provisions.engine import CONDITIONAL, FORBIDDEN_OUTCOME, NOT_COVERED, PERMITTED

DAY = "2030-03-04"
Read = Callable[[Any, Any], Any]
_COMPARE: dict[str, Callable[[Any, Any], Any]] = {"=": eq, "<>": ne, "<": lt, "<=": le, ">": gt, ">=": ge}


class OpenFisca:
    """One simulation per run, on one system of variables."""

    def __init__(self, lines: pl.DataFrame) -> None:
        self.height = lines.height
        self.system = _system(decision(law()))
        self.arrays = {name: self._array(lines[name]) for name in (*CHOICES, *NUMBERS, *FLAGS, *STEPS)}
        self.outcome = np.zeros(0, np.uint8)

    def run(self) -> None:
        """Simulate, and calculate the outcome of every person."""
        simulation = SimulationBuilder().build_default_simulation(self.system, self.height)
        for name, array in self.arrays.items():
            simulation.set_input(name, DAY, array)
        self.outcome = simulation.calculate("outcome", DAY)

    def outcomes(self) -> bytes:
        """One byte per line."""
        return self.outcome.astype(np.uint8).tobytes()

    def note(self) -> dict[str, object]:
        """How many variables there are."""
        return {"variables": len(self.system.variables)}

    def _array(self, column: pl.Series) -> Any:
        if column.name in CHOICES:
            values = self.system.variables[column.name].possible_values
            return values.encode(np.array(column.to_list()))
        return column.to_numpy(writable=True)


class _Formulas:
    """Turns expressions into functions of numpy arrays."""

    def __init__(self, enumerations: dict[str, type[Enum]], names: dict[str, str]) -> None:
        self.enumerations, self.names = enumerations, names

    def formula(self, tree: Tree) -> Read:
        """A formula that reads other variables and combines them."""
        kind = tree[0]
        if kind in ("and", "or"):
            parts = [self.formula(part) for part in tree[1:]]
            join = and_ if kind == "and" else or_
            return lambda person, day: reduce(join, (part(person, day) for part in parts))
        if kind == "not":
            inner = self.formula(tree[1])
            return lambda person, day: ~inner(person, day)
        if kind in ("fact", "name"):
            variable = tree[1] if kind == "fact" else self.names[tree[1]]
            return lambda person, day: person(variable, day)
        if kind == "literal":
            value = tree[1]
            return lambda person, day: np.full(person.count, value)
        return self._comparison(tree)

    def _comparison(self, tree: Tree) -> Read:
        kind, (_, fact) = tree[0], tree[1]
        if kind == "in":
            options = [self._value(fact, value) for value in tree[2]]
            return lambda person, day: reduce(or_, (person(fact, day) == value for value in options))
        if kind == "between":
            low, high = tree[2][1], tree[3][1]
            return lambda person, day: (person(fact, day) >= low) & (person(fact, day) <= high)
        compare, value = _COMPARE[kind], self._value(fact, tree[2][1])
        return lambda person, day: compare(person(fact, day), value)

    def _value(self, fact: str, value: Any) -> Any:
        return self.enumerations[fact][value] if fact in self.enumerations else value


def _system(made: Decision) -> TaxBenefitSystem:
    person = Entity("person", "persons", "Person", "")
    system = TaxBenefitSystem([person])
    enumerations = {name: Enum(name, [(value, value) for value in CHOICES[name]]) for name in CHOICES}

    def add(name: str, kind: type, formula: Read | None = None, **more: Any) -> None:
        body: dict[str, Any] = {
            "value_type": kind,
            "entity": person,
            "definition_period": DateUnit.DAY,
            **more,
        }
        if formula is not None:
            body["formula"] = formula
        system.add_variable(type(name, (Variable,), body))

    for name, values in enumerations.items():
        add(name, Enum, possible_values=values, default_value=next(iter(values)))
    for name in NUMBERS:
        add(name, int)
    for name in (*FLAGS, *STEPS):
        add(name, bool)
    trees = {**made.named, **made.bars, **made.owed}
    trees |= {
        "forbidden": either(("name", key) for key in made.bars),
        "covered": made.covered,
        "owing": either(("name", key) for key in made.owed),
    }
    names = {key: f"v{place}" for place, key in enumerate(trees)}
    formulas = _Formulas(enumerations, names)
    for key, tree in trees.items():
        add(names[key], bool, formulas.formula(tree))

    def outcome(person: Any, day: Any) -> Any:
        tests = [person(names["forbidden"], day), ~person(names["covered"], day), person(names["owing"], day)]
        return np.select(tests, [FORBIDDEN_OUTCOME, NOT_COVERED, CONDITIONAL], PERMITTED)

    add("outcome", int, outcome)
    return system
