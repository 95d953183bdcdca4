"""`comity rulebook compare`: whatever differs between two bodies of law is said, and nothing else."""

import datetime as dt
from typing import Any

import pytest

from comity.cli.rulebook_text import compared
from comity.domain.provisions.rulebook import Rulebook
from tests.build import definition, exception, provision, scope, treaty
from tests.cast import OTHER_TREATY, TREATY, WHATS

IN = provision("in", "permits", "entry")


def differences(one: tuple[str, ...], other: tuple[str, ...]) -> list[str]:
    """What is said of two treaties after their titles: everything up to the count of what is the same."""
    books: tuple[Rulebook, Rulebook] = (treaty(*one), treaty(*other, id=OTHER_TREATY))
    lines = [line for line in compared(*books, WHATS) if line.strip()]
    return lines[2:-1]


def duty(**changes: Any) -> str:
    return provision("visa", "requires", "visa", **changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"when": "armed"},
        {"by": "sending"},
        {"kind": "notice"},
        {"at": "entry"},
        {"authority": "birch-border"},
        {"without": "forbidden"},
        {"sureness": "summary"},
        {"from_": dt.date(2024, 1, 1)},
        {"until": dt.date(2024, 1, 1)},
        {"lead": {"amount": 1, "unit": "weeks"}},
        {"lead": {"word": "promptly"}},
    ],
    ids=str,
)
def test_a_duty_that_differs_in_one_point_is_said_to_differ(changes: dict[str, Any]) -> None:
    said = differences((duty(),), (duty(**changes),))

    assert said
    assert TREATY in " ".join(said)
    assert OTHER_TREATY in " ".join(said)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (({"amount": 1, "unit": "weeks"}), ({"amount": 1, "unit": "weeks", "to": "departure"})),
        (({"amount": 1, "unit": "weeks"}), ({"amount": 1, "unit": "weeks", "basis": "practice"})),
        (({"amount": 1, "unit": "weeks"}), ({"amount": 1, "unit": "weeks", "late": "Refused."})),
        (
            ({"amount": 1, "unit": "weeks"}),
            ({"amount": 1, "unit": "weeks", "not_before": {"amount": 2, "unit": "months"}}),
        ),
    ],
    ids=["moment", "basis", "late", "window"],
)
def test_leads_that_differ_in_one_point_are_said_to_differ(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    assert differences((duty(lead=one),), (duty(lead=other),))


def test_a_lift_that_is_only_within_host_law_is_said_to_differ() -> None:
    free, limited = (provision("free", "exempts", "visa", within_host_law=limit) for limit in (None, True))

    assert "only within host law in aq-bv-supply" in " ".join(
        " ".join(differences((free,), (limited,))).split()
    )


def test_an_exception_is_said() -> None:
    assert "armed" in " ".join(differences((duty(),), (duty(), exception("visa", "armed"))))


def test_scopes_that_differ_are_said_to_differ() -> None:
    said = differences((scope("agreed"), IN), (scope("agreed AND ashore"), IN))

    assert "ashore" in " ".join(said)


def test_a_definition_that_differs_is_said_to_differ() -> None:
    narrow, wide = (definition("covered", when) for when in ("role = 'soldier'", "role <> 'contractor'"))

    assert "'contractor'" in " ".join(differences((narrow, IN), (wide, IN)))


def test_what_only_one_of_them_says_is_said_of_that_one() -> None:
    said = differences((IN, duty()), (IN, provision("free", "exempts", "visa")))

    assert [line.split(":")[0].strip() for line in said if line.startswith("  ")] == [
        f"< Only {TREATY}",
        f"> Only {OTHER_TREATY}",
    ]


def test_the_same_law_under_another_name_does_not_differ() -> None:
    blocks = (scope("agreed"), definition("covered", "armed"), IN, duty(lead={"amount": 1, "unit": "weeks"}))

    assert differences(blocks, blocks) == []
