"""What is typed at a question of `--ask`, and what it means; nothing that is not clear is guessed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from comity.desk.signing import valued
from comity.domain.provisions.vocabulary import VISIT, Fact, Type, Vocabulary
from comity.domain.visits.naming import lines_called
from comity.domain.visits.proposals import Part
from comity.domain.visits.visit import Value, Visit
from comity.manifest.cells import NO, YES, Flaw, read_cell
from comity.manifest.spelling import listing, name_of

QUIT = frozenset({"q", "quit", "exit"})
UNKNOWN = frozenset({"?", "don't know", "dont know", "unknown"})

#: What can be typed at a statement.
HOW_TO_SIGN = (
    "yes, no, except NAMES, except NAMES from NUMBER, except NAMES = VALUE from NUMBER, without NUMBER, "
    "? (not known) or q (end)"
)

_SPLIT = re.compile(r"\s*;\s*")
_CLAUSE = re.compile(r"(?P<what>except|without)\b[:\s]*(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_FROM = re.compile(r"(?P<names>.*?)\s+from\s+(?P<numbers>[\d,\s]+)", re.IGNORECASE | re.DOTALL)
_EXCEPT = re.compile(r"(?P<value>.*?)[,\s]*\bexcept\b[:\s]*(?P<names>.*)", re.IGNORECASE | re.DOTALL)


class Unclear(Exception):  # noqa: N818  it is said to the person who typed
    """The reply cannot be taken as an answer; the sentence says why, and what can be typed."""


@dataclass(frozen=True, slots=True)
class _Clause:
    """`except NAMES [from NUMBERS]`, or `without NUMBERS` (then there are no names).

    With `value` the lines have that value instead: `except van = yes from 7`.
    """

    names: tuple[str, ...]
    numbers: frozenset[int]
    value: str = ""


def signed_parts(
    reply: str, parts: Sequence[Part], visit: Visit, vocabulary: Vocabulary
) -> tuple[Part, ...] | None:
    """The parts of a statement that are signed, with the lines excepted; None for "no".

    `yes`; `no`; `except P171, P172`; `except P171 from 2`; `except van = yes from 7`, which also says what
    holds of that line instead; `without 4, 5`; several, parted by semicolons.

    Raises Unclear if the reply is none of these, or names a line or a sentence that is not there.
    """
    words = reply.strip()
    first, _, rest = words.partition(" ")
    if words.casefold() in NO:
        return None
    if words.casefold() in YES:
        return tuple(parts)
    if first.rstrip(",").casefold() in YES:
        words = rest.strip()
    clauses = _clauses(words, len(parts))
    struck = {number for clause in clauses if not clause.names for number in clause.numbers}
    kept = [part if at not in struck else None for at, part in enumerate(parts, start=1)]
    instead: list[Part] = []
    for clause in clauses:
        for name in clause.names:
            kept = _without_line(kept, name, clause.numbers, visit)
            if clause.value:
                instead.append(_instead(parts, name, clause, vocabulary))
    signed = (*(part for part in kept if part is not None), *instead)
    if not signed:
        raise Unclear("Nothing of the statement is left to sign: type no, or leave a sentence in.")
    return signed


def answered_part(reply: str, part: Part, fact: Fact, visit: Visit) -> Part:
    """The part of a single question with the value that was typed: a value, or `VALUE except NAMES`.

    Raises Unclear if the value cannot be one of the fact, or a line is not there.
    """
    excepted = _EXCEPT.fullmatch(reply.strip())
    text = excepted["value"] if excepted else reply.strip()
    value = value_of(text, fact)
    answered = valued(part, fact, value)
    if not excepted:
        return answered
    names = _listed(excepted["names"])
    if part.sheet == VISIT or not names:
        raise Unclear("This is one fact of the whole visit: it has no exceptions." if names else _NO_NAMES)
    kept: list[Part | None] = [answered]
    for name in names:
        kept = _without_line(kept, name, frozenset(), visit)
    return kept[0] or answered


_NO_NAMES = "Name the lines after except, such as: except P171, row 12."


def _clauses(words: str, count: int) -> list[_Clause]:
    clauses = []
    what = ""
    for piece in _SPLIT.split(words):
        said = _CLAUSE.fullmatch(piece)
        what, rest = (said["what"].casefold(), said["rest"]) if said else (what, piece)
        if not what:
            raise Unclear(f"Type {HOW_TO_SIGN}.")
        if what == "without":
            clauses.append(_Clause((), _numbers(rest, count)))
            continue
        limited = _FROM.fullmatch(rest)
        said_of, _, value = (limited["names"] if limited else rest).partition("=")
        names = _listed(said_of)
        if not names:
            raise Unclear(_NO_NAMES)
        numbers = _numbers(limited["numbers"], count) if limited else frozenset()
        if value.strip() and len(numbers) != 1:
            raise Unclear("Say of which sentence, such as: except van = yes from 7.")
        clauses.append(_Clause(names, numbers, value.strip()))
    return clauses


def _numbers(text: str, count: int) -> frozenset[int]:
    pieces = re.findall(r"[^\s,]+", text)
    if not pieces or not all(re.fullmatch(r"\d{1,3}", p) and 1 <= int(p) <= count for p in pieces):
        raise Unclear(f"The sentences are numbered 1 to {count}; found '{text.strip()}'.")
    return frozenset(map(int, pieces))


def _listed(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))


def _without_line(
    kept: Sequence[Part | None], name: str, numbers: frozenset[int], visit: Visit
) -> list[Part | None]:
    """The parts with a line excepted from those that speak of it."""
    found = False
    parts: list[Part | None] = []
    for at, part in enumerate(kept, start=1):
        here = part is not None and (not numbers or at in numbers) and _speaks_of(part, name, visit)
        found = found or here
        parts.append(_excepting(part, name, visit) if part is not None and here else part)
    if not found:
        where = f" in sentence {listing(map(str, sorted(numbers)))}" if numbers else ""
        raise Unclear(f"No line is called '{name}'{where}. Type its key, its ref, or row 12.")
    return parts


def _instead(parts: Sequence[Part], name: str, clause: _Clause, vocabulary: Vocabulary) -> Part:
    """What holds of an excepted line instead of a sentence's fact."""
    part = parts[min(clause.numbers) - 1]
    if len(part.facts) != 1 or part.sheet == VISIT:
        raise Unclear("That sentence has several facts: except the line, and its facts are asked singly.")
    fact = vocabulary.of(part.sheet)[part.facts[0][0]]
    value = value_of(clause.value, fact)
    return Part(part.sheet, f"{name}: {fact.name} = {clause.value}", ((fact.name, value),), (), (name,))


def _excepting(part: Part, name: str, visit: Visit) -> Part:
    """The part with one line more excepted, if it is not among them already."""
    frame = visit.sheets.get(part.sheet)
    if frame is not None:
        already = [lines_called(part.sheet, frame, other) for other in part.exceptions]
        wanted = lines_called(part.sheet, frame, name)
        if any((wanted & ~other).not_().all() for other in already):
            return part
    return replace(part, exceptions=(*part.exceptions, name))


def _speaks_of(part: Part, name: str, visit: Visit) -> bool:
    frame = visit.sheets.get(part.sheet)
    if frame is None:
        return any(contingent.id == name for contingent in visit.contingents)
    wanted = lines_called(part.sheet, frame, name)
    if not part.only:
        return bool(wanted.any())
    return any(bool((wanted & lines_called(part.sheet, frame, other)).any()) for other in part.only)


def value_of(text: str, fact: Fact) -> Value:
    """The value that was typed. Raises Unclear if it cannot be one of the fact."""
    value = (
        read_cell(name_of(text) if fact.type is Type.CHOICE else text, fact) if text.strip() else Flaw.CONTROL
    )
    if isinstance(value, Flaw):
        raise Unclear(f"Type {choices(fact)}, ? (not known) or q (end).")
    return value


def choices(fact: Fact) -> str:
    """What can be typed as the value of a fact, in words."""
    words: Mapping[Type, str] = {
        Type.BOOL: "yes or no",
        Type.STATE: "a State's code, such as JP",
        Type.INT: "a whole number",
        Type.NUMBER: "a number with a decimal point",
        Type.DAY: "a day as 2024-02-01",
        Type.INSTANT: "an instant as 2024-02-01T05:30Z",
    }
    return listing(fact.values) if fact.type is Type.CHOICE else words.get(fact.type, "a text")
