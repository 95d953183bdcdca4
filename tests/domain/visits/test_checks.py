"""Checks that cost nothing: what was probably mistyped is to be read again, and nothing else changes."""

import datetime as dt
from typing import Any

import polars as pl
import pytest

from comity.domain.provisions.board import DTYPES
from comity.domain.provisions.vocabulary import Type
from comity.domain.visits.check_digits import is_container_number, is_imo_number
from comity.domain.visits.checks import CheckShown, checked
from comity.domain.visits.visit import LINE_COLUMNS, Contingent, Visit

START, END = dt.date(2023, 9, 4), dt.date(2023, 9, 22)


def visit(sheet: str, *rows: dict[str, Any], state: str = "AU") -> Visit:
    """A visit of one contingent with one sheet; day columns hold days, numbers numbers, all else text."""
    names = dict.fromkeys(name for row in rows for name in row)
    lines = [
        {"row": nth, "contingent": "a", "ref": None, "arrives_on": START, "departs_on": END, **row}
        for nth, row in enumerate(rows, 2)
    ]
    schema = {**LINE_COLUMNS, **{name: _dtype(name) for name in names if name not in LINE_COLUMNS}}
    frame = pl.DataFrame(lines, schema=schema)
    return Visit("JP", START, END, {}, (Contingent("a", state),), {sheet: frame})


def _dtype(name: str) -> pl.DataType:
    if name.endswith(("_kg", "_cm", "_m", "_g")):
        return DTYPES[Type.NUMBER]
    return DTYPES[Type.DAY if name.endswith("_expiry") else Type.TEXT]


def read_again(sheet: str, *rows: dict[str, Any], state: str = "AU") -> dict[str, tuple[str, ...]]:
    """Code to the lines that are to be read again."""
    return {check.code: check.lines.texts for check in checked(visit(sheet, *rows, state=state))}


def test_a_visit_without_any_of_these_numbers_has_no_checks() -> None:
    assert checked(visit("people", {"surname": "Example"})) == ()


def test_imo_numbers_have_a_check_digit() -> None:
    assert is_imo_number("9074729")
    assert is_imo_number("IMO 9074729")
    assert not any(
        is_imo_number(text) for text in ("9074728", "907472", "90747290", "", "IMO", "９０７４７２９")
    )
    assert read_again("vessels", {"imo_number": "9074729"}, {"imo_number": "9074792"}) == {
        "check.imo-number": ("vessels!3",)
    }


def test_a_digit_changed_in_a_container_s_number_is_seen() -> None:
    assert is_container_number("CSQU3054383")
    assert is_container_number("csqu 305438-3")
    for place in range(4, 11):
        changed = (
            "CSQU3054383"[:place] + str((int("CSQU3054383"[place]) + 1) % 10) + "CSQU3054383"[place + 1 :]
        )
        assert not is_container_number(changed)
    assert read_again("packages", {"container_number": "CSQU3054384"}) == {"check.container": ("packages!2",)}


def test_a_ship_s_identity_begins_as_its_flag_s_do() -> None:
    ships = [{"mmsi": "503123456"}, {"mmsi": "431123456"}, {"mmsi": "50312345"}]

    assert read_again("vessels", *ships) == {"check.mmsi": ("vessels!4",), "check.mmsi-flag": ("vessels!3",)}


def test_the_ship_s_own_flag_counts_before_that_of_its_contingent() -> None:
    japanese = {"mmsi": "431123456", "flag_state": "JP"}
    unstated = {"mmsi": "503123457", "flag_state": None}

    assert read_again("vessels", japanese, unstated) == {}


def test_of_flags_that_are_not_held_nothing_is_said() -> None:
    assert read_again("vessels", {"mmsi": "431123456"}, state="CA") == {}
    assert read_again("aircraft", {"mode_s_address": "C01234"}, state="CA") == {}


def test_aircraft_addresses_lie_in_the_block_of_their_state() -> None:
    rows = [{"mode_s_address": text} for text in ("7CF123", "7ff123", "840001", "7CF12", "7CG123")]

    assert read_again("aircraft", *rows) == {
        "check.mode-s": ("aircraft!5-6",),
        "check.mode-s-state": ("aircraft!4",),
    }


def test_a_microchip_has_fifteen_digits_and_the_rule_about_its_beginning_is_left_to_the_law() -> None:
    rows = [{"microchip": text} for text in ("900202000000001", "036 098 100 123 456", "98514100012345")]

    assert read_again("animals", *rows) == {"check.microchip": ("animals!4",)}


@pytest.mark.parametrize("sheet", ["goods", "vehicles", "support"])
def test_a_stock_number_has_thirteen_digits(sheet: str) -> None:
    rows = [{"nsn": text} for text in ("1005-66-123-4567", "1005661234567", "1005-66-123-456")]

    assert read_again(sheet, *rows) == {"check.nsn": (f"{sheet}!4",)}


def test_un_numbers_agree_with_class_and_group() -> None:
    rows: list[dict[str, Any]] = [
        {"un_number": "UN0012", "class_division": "1.4S", "compatibility_group": None},
        {"un_number": "0012", "class_division": "1.4", "compatibility_group": "S"},
        {"un_number": "UN 0093", "class_division": "1.3", "compatibility_group": None},
        {"un_number": "UN1203", "class_division": "Class 3", "compatibility_group": None},
        {"un_number": "UN9999", "class_division": "7", "compatibility_group": None},
        {"un_number": "UN0276", "class_division": "1.4", "compatibility_group": "S"},
        {"un_number": "UN3480", "class_division": "8", "compatibility_group": None},
        {"un_number": "UN348", "class_division": "9", "compatibility_group": None},
    ]
    found = checked(visit("goods", *rows))

    assert [(c.code, c.lines.texts) for c in found] == [
        ("check.un-number", ("goods!9",)),
        ("check.un-class", ("goods!7",)),
        ("check.un-class", ("goods!8",)),
    ]
    assert found[1].says == "UN 0276 is 1.4C in the list of dangerous goods (recalled: look it up)."


def test_a_passport_that_runs_out_before_departure_is_seen_and_not_repeated() -> None:
    rows: list[dict[str, Any]] = [{"passport_expiry": END}, {"passport_expiry": END - dt.timedelta(days=1)}]

    assert read_again("people", *rows) == {"check.passport-expiry": ("people!3",)}


def test_masses_that_cannot_be() -> None:
    assert read_again("goods", {"net_mass_kg": 12.0, "gross_mass_kg": 10.0}) == {"check.mass": ("goods!2",)}
    assert read_again("goods", {"neq_kg": 9.0, "gross_mass_kg": 10.0}) == {}
    assert read_again("vehicles", {"gross_mass_kg": 12.5}) == {"check.size": ("vehicles!2",)}
    assert read_again("goods", {"gross_mass_kg": 0.0}) == {"check.size": ("goods!2",)}


def test_numbers_that_look_alike_are_read_again() -> None:
    rows = [{"plate": text} for text in ("205 010", "2O5 0I0", "205-011", "205011")]

    assert read_again("vehicles", *rows) == {"check.twice": ("vehicles!2-3",)}


def test_a_key_given_twice_is_a_mistake_already_and_not_repeated() -> None:
    rows = [{"line_id": text} for text in ("L-1", "L-1", "L-10", "L-1O")]

    assert read_again("goods", *rows) == {"check.twice": ("goods!4-5",)}


def test_numbers_of_persons_are_not_repeated() -> None:
    (found,) = checked(visit("people", {"passport_number": "PA0000001"}, {"passport_number": "PA 0000001"}))

    assert (found.code, found.found) == ("check.twice", "")


def test_what_was_found_is_shown_shortly() -> None:
    rows = [{"nsn": f"wrong {nth} {'x' * 100}"} for nth in range(50)]
    (found,) = checked(visit("goods", *rows))

    assert isinstance(found, CheckShown)
    assert found.lines.texts == ("goods!2-51",)
    assert len(found.found) < 150
