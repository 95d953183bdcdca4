"""What a body of law may not hold: contradictions, exemptions that lift nothing, conditions without cases."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from comity.domain.errors import Place, Problem
from comity.domain.provisions.enumeration import MOST_COMBINATIONS, Reading, results, together
from comity.domain.provisions.rulebook import BodyKind, Effect, Provision, Rulebook
from comity.domain.provisions.vocabulary import Vocabulary

#: For each provision (by id) and each body in whose terms it is read, the results its cases gave.
Taken = Mapping[tuple[str, str], set[bool | None]]

_WORDS = {True: "true", False: "false", None: "unknown"}


def contradictions(book: Rulebook, file: str, vocabulary: Vocabulary) -> tuple[list[Problem], list[str]]:
    """Pairs of provisions that say two things at once; and notices of what was not enumerated."""
    problems, notices = [], []
    for one, other in _rivals(book):
        facts = vocabulary.seen_from(one.sheet)
        example = together(_reading(book, one), _reading(book, other), facts)
        if example is None:
            notices.append(
                f"{file}: '{one.id}' and '{other.id}' were not enumerated: they mention more than "
                f"{MOST_COMBINATIONS:,} combinations"
            )
        elif isinstance(example, dict):
            shown = ", ".join(f"{name} = {value}" for name, value in example.items())
            problems.append(
                Problem(
                    "rulebook.contradiction",
                    Place(file=file, line=other.line),
                    f"'{one.id}' and '{other.id}' hold together for {shown or 'every line'}",
                    f"one answer on '{one.what}'",
                    "Narrow one of the conditions, or make one an exception to the other.",
                )
            )
    return problems, notices


def _rivals(book: Rulebook) -> Iterator[tuple[Provision, Provision]]:
    """Two `assigns` of one `what` with different values; `permits` and `forbids` of one `what`.

    In host law a `permits` read under agreements is what lifts the `forbids`, not its rival.
    """
    for one, other in combinations(book.provisions, 2):
        if (one.sheet, one.what) != (other.sheet, other.what) or not one.dated.overlaps(other.dated):
            continue
        if not (one.sureness.decides and other.sureness.decides):
            continue
        effects = {one.effect, other.effect}
        assigned = effects == {Effect.ASSIGNS} and one.value != other.value
        opposed = effects == {Effect.PERMITS, Effect.FORBIDS} and not (one.under or other.under)
        if (assigned and bool(one.under) == bool(other.under)) or opposed:
            yield one, other


def _reading(book: Rulebook, provision: Provision, terms: Rulebook | None = None) -> Reading:
    definitions = {d.id: d for d in (terms or book).definitions}
    exceptions = tuple(e for e in provision.exceptions if e.sureness.decides)
    return Reading(provision.when, exceptions, definitions)


def idle_exemptions(book: Rulebook, file: str, hosts: Iterable[Rulebook]) -> list[Problem]:
    """Every `exempts` that decides must find a duty of host law to lift, in the State of a Party."""
    states = set(book.parties) | ({book.state} if book.state else set())
    duties = {
        (p.sheet, p.what)
        for host in hosts
        if not states or host.state in states
        for p in host.provisions
        if p.effect is Effect.REQUIRES and p.sureness.decides
    }
    return [
        Problem(
            "rulebook.idle-exemption",
            Place(file=file, line=p.line),
            f"'{p.id}' exempts from '{p.what}', which no host law asks for on the sheet '{p.sheet}'",
            "a duty ('requires') of the same 'what' in the host law of a Party",
            "State the duty in host law, mend 'what', or say within_host_law.",
        )
        for p in book.provisions
        if p.effect is Effect.EXEMPTS
        and p.sureness.decides
        and not p.within_host_law
        and (p.sheet, p.what) not in duties
    ]


def missing_cases(
    book: Rulebook, file: str, vocabulary: Vocabulary, taken: Taken, books: Mapping[str, Rulebook]
) -> list[Problem]:
    """Every result that a condition can take needs a case."""
    problems = []
    for p in book.provisions:
        terms = [books[name] for name in p.under if name in books] if p.under else [book]
        can: set[bool | None] = set()
        for read_in in terms:
            found = results(_reading(book, p, read_in), vocabulary.seen_from(p.sheet))
            can |= found if found is not None else {True, False, None}
        had = set().union(*(taken.get((p.id, read_in.id), set()) for read_in in terms))
        if lacking := can - had:
            words = ", ".join(sorted(_WORDS[result] for result in lacking))
            problems.append(
                Problem(
                    "rulebook.missing-case",
                    Place(file=file, line=p.line),
                    f"no case in which the condition of '{p.id}' is {words}",
                    "a case for every result that it can take",
                    "Add cases to cases.toml.",
                )
            )
    return problems


def hosts_of(books: Iterable[Rulebook]) -> list[Rulebook]:
    """The host laws among rulebooks."""
    return [book for book in books if book.kind is BodyKind.HOST_LAW]
