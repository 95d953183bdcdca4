"""Conditions: SQL boolean expressions, restricted so that filling a blank can only settle them.

Section 7a of the design allows AND, OR, NOT, comparisons, BETWEEN, IN with non-null literals, LIKE,
`+ - *`, literals, dates, declared facts and earlier definitions. Anything else (CASE, COALESCE, IS,
functions) can turn "unknown" into an answer, and is refused. A partner's rulebook is hostile input:
size and depth are limited before anything is parsed.
"""

import datetime as dt
import re
from collections.abc import Mapping

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from comity.domain.primitives.calendar import FIRST_DAY, LAST_DAY
from comity.domain.provisions.condition import Condition, Tree
from comity.domain.provisions.vocabulary import Fact, Kind, Type

#: Longest condition, in characters; deepest nesting of brackets and operators; most names and literals.
LONGEST, DEEPEST, MOST_LEAVES = 4_000, 40, 200

_TEXT = re.compile(r"'(?:[^']|'')*'")
_NUMBER = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,15})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
#: Facts are smaller than this; what a condition calculates must fit 64 bits.
LARGEST_FACT, LARGEST_RESULT = 1e15, 9e18

_CONNECTIVES = (exp.And, exp.Or)
_ORDERINGS = (exp.LT, exp.LTE, exp.GT, exp.GTE)
_COMPARISONS = (exp.EQ, exp.NEQ, *_ORDERINGS)
_ARITHMETIC = (exp.Add, exp.Sub, exp.Mul)
_NUMBERS = frozenset({Type.INT, Type.NUMBER})
_WORDS = frozenset({Type.TEXT, Type.PLACE})


class ConditionError(ValueError):
    """A condition that is not allowed; the message is a sentence that says how to mend it."""


def compile_condition(
    text: str, facts: Mapping[str, Fact], definitions: frozenset[str] | set[str]
) -> Condition:
    """Check a condition and compile it.

    Args:
        text: the condition as written.
        facts: the facts that a line of the sheet sees.
        definitions: ids of the definitions that stand above it.

    Raises:
        ConditionError: naming the part that is not allowed, and what to write instead.
    """
    tree = parse(text)
    checker = _Checker(facts, definitions)
    checker.boolean(tree)
    return Condition(
        sql=_rewritten(tree, definitions).sql(dialect="duckdb"),
        tree=_tree(tree, definitions),
        facts=tuple(sorted(checker.facts)),
        definitions=tuple(sorted(checker.definitions)),
    )


def parse(text: str) -> exp.Expression:
    """Parse a condition within the limits of size and depth. Raises ConditionError."""
    if len(text) > LONGEST:
        raise ConditionError(f"the condition is longer than {LONGEST} characters; use definitions")
    if "§" in text or '"' in text or any(sign in _TEXT.sub("''", text) for sign in (";", "--", "/*")):
        raise ConditionError(
            "write names bare and text in single quotes; '\"', '§', ';' and comments are not allowed"
        )
    if max(text.count("("), text.upper().count("NOT "), text.count("-")) > MOST_LEAVES:
        raise ConditionError("the condition nests too deeply; use definitions")
    try:
        trees = sqlglot.parse(text, read="duckdb")
    except (SqlglotError, RecursionError) as error:
        first = str(error).splitlines()[0] if str(error) else "it nests too deeply"
        raise ConditionError(f"the condition is not SQL: {first}") from None
    if len(trees) != 1 or trees[0] is None:
        raise ConditionError("write exactly one condition")
    tree = trees[0]
    assert isinstance(tree, exp.Expression)
    _limit(tree)
    return tree


def _limit(tree: exp.Expression) -> None:
    """Refuse a tree that is too deep or too wide, without recursion."""
    leaves = 0
    pending: list[tuple[exp.Expression, int]] = [(tree, 0)]
    while pending:
        node, depth = pending.pop()
        leaves += isinstance(node, exp.Column | exp.Literal)
        # A flat chain of ANDs leans to the left; only a change of connective is depth.
        deeper = depth + (0 if isinstance(node, _CONNECTIVES) and type(node) is type(node.parent) else 1)
        if deeper > DEEPEST or leaves > MOST_LEAVES:
            raise ConditionError("the condition is too deep or has too many parts; use definitions")
        pending.extend((child, deeper) for child in node.iter_expressions())


def _rewritten(tree: exp.Expression, definitions: frozenset[str] | set[str]) -> exp.Expression:
    def rename(node: exp.Expression) -> exp.Expression:
        if isinstance(node, exp.Column) and node.name in definitions:
            return exp.column(exp.to_identifier(f"§{node.name}", quoted=True))
        return node

    return tree.copy().transform(rename)


_SYMBOLS: Mapping[type[exp.Expression], str] = {
    exp.EQ: "=",
    exp.NEQ: "<>",
    exp.LT: "<",
    exp.LTE: "<=",
    exp.GT: ">",
    exp.GTE: ">=",
    exp.Add: "+",
    exp.Sub: "-",
    exp.Mul: "*",
    exp.And: "and",
    exp.Or: "or",
}


def _tree(node: exp.Expression, definitions: frozenset[str] | set[str]) -> Tree:
    """A checked condition as nested tuples."""

    def inner(part: exp.Expression) -> Tree:
        return _tree(part, definitions)

    match node:
        case exp.Paren():
            return inner(node.this)
        case exp.Not():
            return ("not", inner(node.this))
        case exp.Neg():
            return ("minus", inner(node.this))
        case exp.Column():
            return ("definition" if node.name in definitions else "fact", node.name)
        case exp.Boolean():
            return ("literal", bool(node.this))
        case exp.Cast():
            return ("day", str(node.this.this))
        case exp.Literal():
            return ("literal", _literal_value(node))
        case exp.Between():
            return ("between", inner(node.this), inner(node.args["low"]), inner(node.args["high"]))
        case exp.In():
            return ("in", inner(node.this), tuple(_in_value(item) for item in node.expressions))
        case exp.Like():
            like: Tree = ("like", inner(node.this), str(node.expression.this))
            return ("not", like) if node.args.get("negate") else like
        case _:
            return (_SYMBOLS[type(node)], inner(node.this), inner(node.expression))


def _literal_value(node: exp.Literal) -> str | int | float:
    text = str(node.this)
    if node.is_string:
        return text
    return int(text) if text.isdigit() else float(text)


def _in_value(item: exp.Expression) -> object:
    if isinstance(item, exp.Neg):
        return -_literal_value(item.this)  # type: ignore[operator]
    if isinstance(item, exp.Cast):
        return dt.date.fromisoformat(str(item.this.this))
    assert isinstance(item, exp.Literal)
    return _literal_value(item)


class _Checker:
    """Walks a condition, refuses what is not allowed, and collects the names it reads."""

    def __init__(self, facts: Mapping[str, Fact], definitions: frozenset[str] | set[str]) -> None:
        self.known_facts = facts
        self.known_definitions = definitions
        self.facts: set[str] = set()
        self.definitions: set[str] = set()

    def boolean(self, node: exp.Expression) -> None:
        match node:
            case exp.Paren() | exp.Not():
                self.boolean(node.this)
            case exp.And() | exp.Or():
                self.boolean(node.this)
                self.boolean(node.expression)
            case exp.Boolean():
                return
            case exp.Column():
                if self._column(node) is not Type.BOOL:
                    raise ConditionError(f"'{node.name}' is not a yes/no fact; compare it with a value")
            case exp.Between():
                self._plain(node, {"this", "low", "high"})
                self._compared(node.this, node.args["low"], ordering=True)
                self._compared(node.this, node.args["high"], ordering=True)
            case exp.In():
                self._membership(node)
            case exp.Like():
                self._like(node)
            case _ if isinstance(node, _COMPARISONS):
                self._compared(node.this, node.expression, ordering=isinstance(node, _ORDERINGS))
            case _:
                raise _not_allowed(node)

    def _membership(self, node: exp.In) -> None:
        self._plain(node, {"this", "expressions"})
        items = node.expressions
        if not items or not all(_is_literal(item) for item in items):
            raise ConditionError("IN takes a list of literals, none of them NULL")
        for item in items:
            self._compared(node.this, item, ordering=False)

    def _like(self, node: exp.Like) -> None:
        self._plain(node, {"this", "expression", "negate"})
        pattern = node.expression
        if not (isinstance(pattern, exp.Literal) and pattern.is_string):
            raise ConditionError("LIKE takes a text literal")
        if self._value(node.this)[0] not in _WORDS:
            raise ConditionError("LIKE reads a text fact")

    def _compared(self, left: exp.Expression, right: exp.Expression, *, ordering: bool) -> None:
        kind, fact, _ = self._value(left)
        other, other_fact, literal = self._value(right)
        if _family(kind) != _family(other):
            raise ConditionError(
                f"'{left.sql()}' is {_words(kind)} and cannot be compared with '{right.sql()}', "
                f"which is {_words(other)}"
            )
        if ordering and _family(kind) not in ("a number", "a day", "an instant"):
            raise ConditionError(f"'{left.sql()}' is {_words(kind)} and has no order; use = or IN")
        if fact and literal is not None:
            _check_literal(fact, literal)
        if other_fact and not fact and isinstance(left, exp.Literal):
            _check_literal(other_fact, str(left.this))

    def _value(self, node: exp.Expression) -> tuple[Type, Fact | None, str | None]:
        """The type of a value, the fact it is if it is one, and the literal it is if it is one."""
        match node:
            case exp.Paren():
                return self._value(node.this)
            case exp.Column():
                kind = self._column(node)
                return kind, self.known_facts.get(node.name), None
            case exp.Literal():
                if node.is_string:
                    return Type.CHOICE, None, str(node.this)
                return _number(str(node.this)), None, None
            case exp.Boolean():
                return Type.BOOL, None, None
            case exp.Neg():
                kind, _, _ = self._value(node.this)
                return self._numeric(kind, node), None, None
            case exp.Cast():
                return _date_literal(node), None, None
            case _ if isinstance(node, _ARITHMETIC):
                if _bound(node) > LARGEST_RESULT:
                    raise ConditionError(f"'{node.sql()[:60]}' can grow too large to calculate with")
                kinds = [self._value(side)[0] for side in (node.this, node.expression)]
                return self._numeric(max(kinds, key=lambda k: k not in _NUMBERS), node), None, None
            case _:
                raise _not_allowed(node)

    def _numeric(self, kind: Type, node: exp.Expression) -> Type:
        if kind not in _NUMBERS:
            raise ConditionError(f"'{node.sql()}' calculates with {_words(kind)}; only numbers can")
        return kind

    def _column(self, node: exp.Column) -> Type:
        name = node.name
        if node.table or node.args.get("join_mark") or not isinstance(node.this, exp.Identifier):
            raise ConditionError(f"'{node.sql()}' is qualified; write the fact's bare name")
        if name in self.known_definitions:
            self.definitions.add(name)
            return Type.BOOL
        fact = self.known_facts.get(name)
        if fact is None:
            raise ConditionError(f"'{name}' is not a declared fact of this sheet, nor a definition above")
        if fact.kind is not Kind.CIRCUMSTANCE:
            raise ConditionError(f"'{name}' is a {fact.kind}; conditions read circumstances only")
        self.facts.add(name)
        return fact.type

    def _plain(self, node: exp.Expression, allowed: set[str]) -> None:
        if surplus := [key for key, value in node.args.items() if value and key not in allowed]:
            raise ConditionError(f"'{node.sql()}' uses {surplus[0]}, which is not allowed")


def _check_literal(fact: Fact, literal: str) -> None:
    if fact.type is Type.CHOICE and literal not in fact.values:
        raise ConditionError(f"'{literal}' is not a value of '{fact.name}': {', '.join(fact.values)}")
    if fact.type is Type.STATE and not (len(literal) == 2 and literal.isalpha() and literal.isupper()):
        raise ConditionError(f"'{literal}' is not an ISO 3166 alpha-2 code, which '{fact.name}' takes")


def _family(kind: Type) -> str:
    if kind in _NUMBERS:
        return "a number"
    if kind is Type.DAY:
        return "a day"
    if kind is Type.INSTANT:
        return "an instant"
    return "yes or no" if kind is Type.BOOL else "a word"


def _words(kind: Type) -> str:
    return _family(kind)


def _bound(node: exp.Expression) -> float:
    """The largest size that a calculation can reach."""
    match node:
        case exp.Paren() | exp.Neg():
            return _bound(node.this)
        case exp.Literal():
            return float(str(node.this)) if not node.is_string and _NUMBER.fullmatch(str(node.this)) else 0
        case exp.Mul():
            return _bound(node.this) * _bound(node.expression)
        case exp.Add() | exp.Sub():
            return _bound(node.this) + _bound(node.expression)
        case _:
            return LARGEST_FACT


def _is_literal(item: exp.Expression) -> bool:
    if isinstance(item, exp.Neg):
        return isinstance(item.this, exp.Literal) and not item.this.is_string
    return isinstance(item, exp.Literal | exp.Cast)


def _number(text: str) -> Type:
    if not _NUMBER.fullmatch(text):
        raise ConditionError(f"'{text[:20]}' is not a plain number of at most 15 digits; write it out")
    return Type.INT if text.isdigit() else Type.NUMBER


def _date_literal(node: exp.Cast) -> Type:
    inner = node.this
    is_date = node.to.sql().upper() == "DATE" and isinstance(inner, exp.Literal) and inner.is_string
    if not is_date or type(node) is not exp.Cast:
        raise _not_allowed(node)
    text = str(inner.this)
    try:
        known = bool(_DAY.fullmatch(text)) and FIRST_DAY <= dt.date.fromisoformat(text) <= LAST_DAY
    except ValueError:
        known = False
    if not known:
        years = f"from {FIRST_DAY.year} to {LAST_DAY.year}"
        raise ConditionError(f"'{text[:40]}' is not a day; write DATE 'YYYY-MM-DD', {years}")
    return Type.DAY


def _not_allowed(node: exp.Expression) -> ConditionError:
    return ConditionError(
        f"'{node.sql()[:80]}' ({type(node).__name__.upper()}) is not allowed in a condition; allowed are "
        "AND OR NOT = <> < <= > >= BETWEEN IN LIKE + - *, literals, DATE '…', facts and definitions"
    )
