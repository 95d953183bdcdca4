"""GoRules' ZEN engine, per line: as a decision graph, and as one compiled expression of its language.

Both state the outcome as one expression, because that is what runs fastest; facts go in as JSON text,
which the engine takes faster than Python mappings. Making that text is not timed.
"""

import json
from typing import Any

import polars as pl
import zen

from bench.decision import decision, expanded
from bench.manifest import facts
from bench.scenario import law
from comity.domain.provisions.condition import Tree
from comity.domain.provisions.engine import CONDITIONAL, FORBIDDEN_OUTCOME, NOT_COVERED, PERMITTED

KEY = "visit"
_SIGNS = {"=": "==", "<>": "!="}


class ZenDecision:
    """A decision graph, loaded and compiled once."""

    def __init__(self, lines: pl.DataFrame) -> None:
        content = _graph(outcome_expression())
        self.engine = zen.ZenEngine({"loader": {"type": "static", "content": {KEY: content}}})
        self.contexts = [json.dumps(line) for line in facts(lines)]
        self.result: list[int] = []

    def run(self) -> None:
        """Evaluate once per line."""
        evaluate = self.engine.evaluate
        self.result = [int(evaluate(KEY, context)["result"]["outcome"]) for context in self.contexts]

    def outcomes(self) -> bytes:
        """One byte per line."""
        return bytes(self.result)

    def note(self) -> dict[str, object]:
        """Nothing."""
        return {}


class ZenExpression(ZenDecision):
    """The bare expression, compiled: no graph, and no trace of what decided."""

    def __init__(self, lines: pl.DataFrame) -> None:
        super().__init__(lines)
        self.expression = zen.compile_expression(outcome_expression())

    def run(self) -> None:
        """Evaluate once per line."""
        evaluate = self.expression.evaluate
        self.result = [int(evaluate(context)) for context in self.contexts]


def outcome_expression() -> str:
    """The outcome as one expression, with every definition, coverage and lift written out."""
    made = decision(law())

    def written(tree: Tree) -> str:
        return _zen(expanded(tree, made.named))

    outcome = str(PERMITTED)
    for test, position in (
        (" or ".join(written(tree) for tree in made.owed.values()), CONDITIONAL),
        (f"not ({written(made.covered)})", NOT_COVERED),
        (" or ".join(written(tree) for tree in made.bars.values()), FORBIDDEN_OUTCOME),
    ):
        outcome = f"({test}) ? {position} : ({outcome})"
    return outcome


def _graph(outcome: str) -> dict[str, Any]:
    rows = [{"id": "outcome", "key": "outcome", "value": outcome}]
    return {
        "nodes": [
            {"id": "facts", "type": "inputNode", "name": "facts", "content": {}},
            {
                "id": "law",
                "type": "expressionNode",
                "name": "law",
                "content": {"passThrough": False, "expressions": rows},
            },
            {"id": "answer", "type": "outputNode", "name": "answer", "content": {}},
        ],
        "edges": [
            {"id": "1", "sourceId": "facts", "targetId": "law", "type": "edge"},
            {"id": "2", "sourceId": "law", "targetId": "answer", "type": "edge"},
        ],
    }


def _zen(tree: Tree) -> str:
    """An expression in ZEN."""
    kind = tree[0]
    if kind in ("and", "or"):
        return "(" + f" {kind} ".join(_zen(part) for part in tree[1:]) + ")"
    if kind == "not":
        return f"(not ({_zen(tree[1])}))"
    if kind == "fact":
        return str(tree[1])
    if kind == "literal":
        return _literal(tree[1])
    value = _zen(tree[1])
    if kind == "in":
        return f"({value} in [{', '.join(_literal(item) for item in tree[2])}])"
    if kind == "between":
        return f"({value} >= {_zen(tree[2])} and {value} <= {_zen(tree[3])})"
    return f"({value} {_SIGNS.get(kind, kind)} {_zen(tree[2])})"


def _literal(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"'{value}'" if isinstance(value, str) else str(value)
