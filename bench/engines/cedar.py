"""Cedar: one request per line, its facts the request's context, against policies parsed once.

The context goes in as JSON text, which the library takes fastest; making that text is not timed.

Whatever stands in the way of a line is a `forbid` policy, with its lifts in its `unless`; that no agreement
covers a line is one too. Cedar names the policies that decided, and the worst of them is the outcome.
"""

import json
from typing import Any

import cedarpy
import polars as pl

from bench.decision import decision, either, expanded
from bench.manifest import facts
from bench.scenario import law
from comity.domain.provisions.condition import Tree
from comity.domain.provisions.engine import CONDITIONAL, FORBIDDEN_OUTCOME, NOT_COVERED, PERMITTED

BATCH = 1_000
_SIGNS = {"=": "==", "<>": "!="}


class Cedar:
    """Requests in batches, on one thread, as the library offers it."""

    def __init__(self, lines: pl.DataFrame) -> None:
        self.contexts = [json.dumps(line) for line in facts(lines)]
        text, self.rank = _policies()
        self.policies = cedarpy.PolicySet.from_str(text)
        self.entities = cedarpy.Entities.from_json_str("[]")
        self.result: list[int] = []

    def run(self) -> None:
        """Ask once per line."""
        self.result = [
            max((self.rank[policy] for policy in answer.diagnostics.reasons), default=PERMITTED)
            for start in range(0, len(self.contexts), BATCH)
            for answer in self._answers(self.contexts[start : start + BATCH])
        ]

    def outcomes(self) -> bytes:
        """One byte per line."""
        return bytes(self.result)

    def note(self) -> dict[str, object]:
        """How many policies there are."""
        return {"policies": len(self.rank)}

    def _answers(self, contexts: list[str]) -> list[Any]:
        requests = [
            {
                "principal": 'Line::"1"',
                "action": 'Action::"enter"',
                "resource": 'State::"JP"',
                "context": context,
            }
            for context in contexts
        ]
        answers: list[Any] = cedarpy.is_authorized_batch(requests, self.policies, self.entities)
        for answer in answers:
            if answer.diagnostics.errors:
                raise ValueError(answer.diagnostics.errors)
        return answers


def _policies() -> tuple[str, dict[str, int]]:
    """The policies' text, and the outcome that each stands for, by the id that the parser gives it."""
    made = decision(law())
    texts, rank = ["permit (principal, action, resource);"], {"policy0": PERMITTED}

    def forbid(tree: Tree, outcome: int) -> None:
        whole = expanded(tree, made.named)
        parts = list(whole[1:]) if whole[0] == "and" else [whole]
        clauses = [
            f"unless {{ {_cedar(part[1])} }}" if part[0] == "not" else f"when {{ {_cedar(part)} }}"
            for part in parts
        ]
        rank[f"policy{len(texts)}"] = outcome
        texts.append(f"forbid (principal, action, resource) {' '.join(clauses)};")

    for tree in made.bars.values():
        forbid(tree, FORBIDDEN_OUTCOME)
    forbid(("not", either([made.covered])), NOT_COVERED)
    for tree in made.owed.values():
        forbid(tree, CONDITIONAL)
    return "\n".join(texts), rank


def _cedar(tree: Tree) -> str:
    """An expression in Cedar."""
    kind = tree[0]
    if kind in ("and", "or"):
        return "(" + (" && " if kind == "and" else " || ").join(_cedar(part) for part in tree[1:]) + ")"
    if kind == "not":
        return f"!({_cedar(tree[1])})"
    if kind == "fact":
        return f"context.{tree[1]}"
    if kind == "literal":
        return _literal(tree[1])
    value = _cedar(tree[1])
    if kind == "in":
        return f"[{', '.join(_literal(item) for item in tree[2])}].contains({value})"
    if kind == "between":
        return f"({value} >= {_cedar(tree[2])} && {value} <= {_cedar(tree[3])})"
    return f"{value} {_SIGNS.get(kind, kind)} {_cedar(tree[2])}"


def _literal(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f'"{value}"' if isinstance(value, str) else str(value)
