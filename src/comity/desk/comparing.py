"""A visit under several agreements: what `comity compare` and the node ask in the same way."""

from collections.abc import Sequence
from dataclasses import replace

from comity.desk.answering import Watch, answered, unwatched
from comity.desk.asking import Asking
from comity.domain.errors import Refusal
from comity.domain.visits.comparison import AS_IS, Case, Comparison, compared
from comity.manifest.reading import Reading

#: The most cases that anybody can read beside each other.
MOST_CASES = 6


def cases_of(under: Sequence[str]) -> list[str]:
    """What is compared: with one agreement, the law as it stands comes first.

    Raises:
        Refusal: there is nothing to compare, or too much.
    """
    names = list(dict.fromkeys(under if len(set(under)) > 1 else [AS_IS, *under]))
    if len(names) < 2:
        raise Refusal(
            "compare.one-case",
            f"Only '{AS_IS}' was named, and there is nothing to hold it against. Give --under AGREEMENT, or "
            "--under none.",
        )
    if len(names) > MOST_CASES:
        raise Refusal(
            "compare.too-many", f"{len(names)} cases are too many to read; give at most {MOST_CASES}."
        )
    return names


def comparison_of(
    reading: Reading, cases: Sequence[str], asking: Asking, watch: Watch = unwatched
) -> Comparison:
    """Answer a visit that was read in each of the cases (as `cases_of` gives them), and hold them together.

    Raises:
        BadInput: the visit could not be read at all.
        Refusal: an agreement cannot stand between these States.
    """
    return compared(
        [
            Case(
                name,
                answered(reading, replace(asking, under=None if name == AS_IS else name), watch=watch).answer,
            )
            for name in cases
        ]
    )
