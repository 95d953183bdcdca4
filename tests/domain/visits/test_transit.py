"""Transit States: each clears for itself, leg by leg, and none is dropped."""

from dataclasses import replace

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from comity.domain.visits.transit import transits
from comity.domain.visits.visit import Contingent, Visit
from tests.build import ask, build_visit, host, law, provision, sheet_of, treaty
from tests.cast import ALDER, BIRCH, CEDAR

LAW = law(treaty(provision("in", "permits", "entry")))


def flying(*legs: tuple[str | None, str | None], contingents: tuple[str, ...] = ()) -> Visit:
    """A visit whose legs (id, transit_states) go as told; `contingents` names the one of each leg."""
    rows = [{"contingent": name} for name in contingents] or [{} for _ in legs]
    frame = sheet_of("movements", *rows).with_columns(
        leg_id=pl.Series([leg for leg, _ in legs], dtype=pl.String),
        transit_states=pl.Series([states for _, states in legs], dtype=pl.String),
    )
    people = build_visit({}).sheets
    both = (Contingent("1", ALDER), Contingent("2", CEDAR)) if contingents else (Contingent("1", ALDER),)
    return replace(build_visit({}), sheets={**people, "movements": frame}, contingents=both)


def told(visit: Visit) -> dict[str, tuple[str, ...]]:
    return {each.state: each.legs for each in transits(visit, LAW)}


def test_each_transit_state_is_shown_with_its_legs() -> None:
    found = transits(flying(("L1", "PG; US"), ("L2", None), ("L3", "US")), LAW)

    assert [(t.state, t.legs, tuple(t.lines)) for t in found] == [
        ("PG", ("L1",), ("movements!2",)),
        ("US", ("L1", "L3"), ("movements!2", "movements!4")),
    ]
    assert all(t.known for t in found)
    assert "its clearance is its own" in found[0].why
    assert "we hold no law of PG" in found[0].why


def test_it_is_shown_as_not_examined_too() -> None:
    answer = ask(flying(("L1", "PG")), LAW)

    assert [t.state for t in answer.transits] == ["PG"]
    assert ("movements", "overflight or transit of PG") in [(n.sheet, n.matter) for n in answer.not_examined]


def test_a_transit_state_whose_law_is_held_as_a_host_is_not_examined_either() -> None:
    holding = replace(LAW, hosts={CEDAR: host(state=CEDAR)})

    (found,) = transits(flying(("L1", CEDAR)), holding)

    assert found.law_held
    assert "was not applied to transit" in found.why


def test_codes_are_separated_and_written_in_several_ways() -> None:
    assert list(told(flying(("L1", "pg, USA；NZL/fj sg")))) == ["FJ", "NZ", "PG", "SG", "US"]


def test_neither_sender_nor_receiver_is_a_transit_state() -> None:
    assert told(flying(("L1", f"{ALDER}; {BIRCH}; PG"))) == {"PG": ("L1",)}


def test_the_sender_is_that_of_the_legs_own_contingent() -> None:
    visit = flying(("L1", CEDAR), ("L2", CEDAR), contingents=("1", "2"))

    assert told(visit) == {CEDAR: ("L1",)}


def test_a_leg_without_a_name_is_named_by_its_row() -> None:
    assert told(flying((None, "PG"))) == {"PG": ("row 2",)}


def test_what_is_no_code_is_shown_and_its_column_named() -> None:
    found = transits(flying(("L1", "Papua New Guinea; PG; ??")), LAW)

    assert [(t.state, t.known) for t in found] == [("PG", True), ("??", False), ("Papua New Guinea", False)]
    assert "transit_states" in found[1].why
    assert ask(flying(("L1", "??")), LAW).not_examined[-1].matter == "overflight or transit of ??"


def test_transit_changes_no_outcome() -> None:
    without, with_it = ask(build_visit({}), LAW), ask(flying(("L1", "PG; ??")), LAW)

    assert (with_it.outcome, with_it.requirements) == (without.outcome, without.requirements)


@given(st.lists(st.text(alphabet="PGUSn ;,/XY<=\"'", min_size=1, max_size=12), max_size=4))
def test_no_word_is_ever_dropped(texts: list[str]) -> None:
    found = transits(flying(*((f"L{n}", text) for n, text in enumerate(texts))), LAW)

    shown = {t.state for t in found}
    for text in texts:
        for part in text.replace(",", ";").replace("/", ";").split(";"):
            word = part.strip()
            assert not word or word in shown or all(w.upper() in shown for w in word.split())
