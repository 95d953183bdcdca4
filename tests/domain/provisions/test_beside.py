"""Two bodies of law beside each other: what meets, in which points it differs, what stands alone."""

import pytest

from comity.domain.provisions.beside import (
    DEFINITION,
    definitions_differing,
    differing,
    pairs,
    scopes_differing,
)
from comity.domain.provisions.rulebook import Provision
from tests.build import definition, exception, provision, treaty


def of(*blocks: str) -> tuple[Provision, ...]:
    return treaty(*blocks).provisions


def test_provisions_meet_where_sheet_effect_what_and_value_are_the_same() -> None:
    here = of(provision("a", "exempts", "visa"), provision("b", "permits", "entry"))
    there = of(provision("c", "permits", "entry"), provision("d", "exempts", "passport"))

    found = [
        (p.one.id if p.one else None, p.other.id if p.other else None)
        for p in pairs(here, there, frozenset())
    ]

    assert found == [("a", None), ("b", "c"), (None, "d")]


def test_of_several_on_one_subject_the_surplus_stands_alone() -> None:
    here = of(provision("a", "exempts", "visa", when="armed"), provision("b", "exempts", "visa"))
    there = of(provision("c", "exempts", "visa", when="armed"))

    found = [
        (p.one.id if p.one else None, p.other.id if p.other else None)
        for p in pairs(here, there, frozenset())
    ]

    assert found == [("a", "c"), ("b", None)]


@pytest.mark.parametrize(
    ("changes", "point"),
    [
        ({"when": "armed"}, "condition"),
        ({"sureness": "summary"}, "sureness"),
        ({"kind": "notice"}, "kind"),
        ({"at": "entry"}, "day"),
        ({"by": "sending"}, "bearer"),
        ({"authority": "birch-border"}, "authority"),
        ({"without": "forbidden"}, "consequence"),
        ({"lead": {"amount": 1, "unit": "weeks"}}, "lead"),
        ({"cites": "I.1"}, "citation"),
    ],
)
def test_the_point_in_which_two_differ_is_named(changes: dict[str, object], point: str) -> None:
    (one,) = of(provision("a", "requires", "visa"))
    (other,) = of(provision("a", "requires", "visa", **changes))
    assert differing(one, other, frozenset()) == (point,)
    assert differing(one, one, frozenset()) == ()


def test_an_exception_is_a_difference_of_the_condition() -> None:
    (one,) = of(provision("a", "exempts", "visa"))
    (other,) = of(provision("a", "exempts", "visa"), exception("a", "armed"))
    assert differing(one, other, frozenset()) == ("condition",)


def test_a_definition_differs_with_what_it_builds_on() -> None:
    force = definition("troops", "role = 'soldier'")
    guest = definition("guest", "troops AND NOT resident")
    idle = definition("idle", "NOT armed")
    here = treaty(force, guest, idle, provision("a", "permits", "entry")).definitions
    wider = definition("troops", "role = 'soldier' OR role = 'civilian'")
    there = treaty(wider, guest, idle, provision("a", "permits", "entry")).definitions

    assert definitions_differing(here, there) == {"troops", "guest"}
    assert definitions_differing(here, here) == set()


def test_a_definition_that_only_one_has_differs() -> None:
    here = treaty(definition("troops", "armed"), provision("a", "permits", "entry")).definitions
    assert definitions_differing(here, ()) == {"troops"}


def test_the_same_words_differ_where_one_of_them_means_something_else() -> None:
    rule = provision("a", "permits", "entry", when="troops")
    here = treaty(definition("troops", "role = 'soldier'"), rule)
    there = treaty(definition("troops", "role = 'soldier' OR role = 'civilian'"), rule)
    otherwise = definitions_differing(here.definitions, there.definitions)

    (pair,) = pairs(here.provisions, there.provisions, otherwise)

    assert pair.differs == (DEFINITION,)
    assert scopes_differing(here.scope, there.scope, otherwise) == ()
