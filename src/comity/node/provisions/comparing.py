"""Two rulebooks side by side: subject by subject, what both say, and in which points they differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from comity.domain.primitives.worded import phrase
from comity.domain.provisions.beside import DEFINITION, Pair, definitions_differing, pairs, scopes_differing
from comity.domain.provisions.rulebook import Definition, Provision, Rulebook
from comity.domain.provisions.vocabulary import JUDGED, Vocabulary
from comity.languages import said, say
from comity.node.provisions import wording
from comity.node.provisions.rules import RuleShown, Shower

_POINTS = {
    "condition": phrase("condition"),
    "sureness": phrase("sureness"),
    "limit": phrase("limit"),
    "kind": phrase("kind of requirement"),
    "day": phrase("day on which it counts"),
    "bearer": phrase("whose duty it is"),
    "authority": phrase("authority"),
    "time": phrase("time for which it holds"),
    "consequence": phrase("what follows where it fails"),
    "lead": phrase("lead time"),
    "citation": phrase("citation"),
    "definition": phrase("a definition that it rests on"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One subject: its words, what each of the two says (None: nothing), and in which points they differ.

    `verdict` is `same`, `differs`, `one` or `other`.
    """

    subject: str
    one: RuleShown | None
    other: RuleShown | None
    verdict: str
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """Two rulebooks side by side: rows by sheet, scope and definitions, and how many of them are the same."""

    groups: tuple[tuple[str, tuple[Row, ...]], ...]
    same: int
    rows: int


def compared(one: Rulebook, other: Rulebook, vocabulary: Vocabulary) -> Beside:
    """Two rulebooks side by side, in the language in force."""
    shower, others = Shower(one, vocabulary), Shower(other, vocabulary)
    differing = definitions_differing(one.definitions, other.definitions)
    by_sheet: dict[str, list[Row]] = {sheet: [] for sheet in JUDGED}
    for pair in pairs(one.provisions, other.provisions, differing):
        by_sheet[pair.subject[0]].append(_row(pair, shower, others, vocabulary))
    groups = [
        (say("When it applies at all"), (_scopes(shower, others, differing),)),
        *((wording.sheet_words(sheet), tuple(rows)) for sheet, rows in by_sheet.items() if rows),
        (say("Definitions"), tuple(_definitions(shower, others, differing))),
    ]
    rows = [row for _, of_group in groups for row in of_group]
    return Beside(tuple(g for g in groups if g[1]), sum(r.verdict == "same" for r in rows), len(rows))


def _row(pair: Pair, one: Shower, other: Shower, vocabulary: Vocabulary) -> Row:
    a, b = pair.one, pair.other
    either = a or b
    assert either is not None
    return _shown(wording.effect_words(either, vocabulary), a, b, one, other, pair.differs)


def _scopes(one: Shower, other: Shower, differing: frozenset[str]) -> Row:
    a, b = one.book.scope, other.book.scope
    points = scopes_differing(a, b, differing)
    return Row(
        say("When this body of law applies at all"),
        one.shown(a),
        other.shown(b),
        "differs" if points else "same",
        tuple(said(_POINTS[point]) for point in points),
    )


def _definitions(one: Shower, other: Shower, differing: frozenset[str]) -> list[Row]:
    mine, theirs = one.book.definitions, other.book.definitions
    rows = []
    for name in dict.fromkeys(each.id for each in (*mine, *theirs)):
        # A definition may have versions, each in force on days of its own.
        versions = ([d for d in of if d.id == name] for of in (mine, theirs))
        for a, b in zip_longest(*versions):
            points: list[str] = []
            if a and b and name in differing:
                points = ["condition" if a.when.sql != b.when.sql else DEFINITION]
            rows.append(_shown(name.replace("_", " "), a, b, one, other, points))
    return rows


def _shown(
    subject: str,
    a: Provision | Definition | None,
    b: Provision | Definition | None,
    one: Shower,
    other: Shower,
    points: Sequence[str],
) -> Row:
    verdict = "one" if b is None else "other" if a is None else "differs" if points else "same"
    return Row(
        subject,
        one.shown(a) if a else None,
        other.shown(b) if b else None,
        verdict,
        tuple(said(_POINTS[point]) for point in points),
    )
