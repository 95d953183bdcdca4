"""What each fact, `what` and authority is for: the provisions that read it or name it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from comity.domain.provisions.condition import Condition
from comity.domain.provisions.rulebook import Definition, ExceptionTo, Provision, Rulebook, Scope
from comity.domain.provisions.vocabulary import VISIT
from comity.node.provisions.queries import AUTHORITY, WHAT, rulebooks, vocabulary

#: A word: the sheet and name of a fact, `what` and its name, `authority` and its id.
Named = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Reader:
    """A provision or scope that reads or names a word, and its rulebook."""

    book: Rulebook
    part: Scope | Provision


@cache
def all_readers() -> Mapping[Named, tuple[Reader, ...]]:
    """By word: the provisions and scopes whose result hangs on a fact, or that name a what or an authority.

    A fact is read through definitions too; a step by the requirement that it meets.
    """
    found: dict[Named, list[Reader]] = {}
    for book in rulebooks().values():
        parts: tuple[Scope | Provision, ...] = (book.scope, *book.provisions)
        for part in parts:
            for named in dict.fromkeys(_read_by(book, part)):
                found.setdefault(named, []).append(Reader(book, part))
    return {named: tuple(readers) for named, readers in found.items()}


def _read_by(book: Rulebook, part: Scope | Provision) -> Iterator[Named]:
    seen = vocabulary().seen_from(part.sheet if isinstance(part, Provision) else VISIT)
    under = part.under if isinstance(part, Provision) else ()
    terms = [rulebooks()[name] for name in under if name in rulebooks()] or [book]
    definitions = {d.id: d for source in terms for d in source.definitions}
    names = [name for condition in _conditions(part) for name in _facts(condition, definitions)]
    if isinstance(part, Provision):
        yield WHAT, part.what
        if part.authority:
            yield AUTHORITY, part.authority
        if part.done:
            names.append(part.done)
    for name in names:
        if name in seen:
            yield seen[name].sheet, name


def _facts(condition: Condition, definitions: dict[str, Definition]) -> Iterator[str]:
    yield from condition.facts
    for name in condition.definitions:
        if name in definitions:
            for inner in _conditions(definitions[name]):
                yield from _facts(inner, definitions)


def _conditions(part: Scope | Provision | Definition) -> Iterator[Condition]:
    yield part.when
    exceptions: tuple[ExceptionTo, ...] = () if isinstance(part, Scope) else part.exceptions
    yield from (each.when for each in exceptions)
