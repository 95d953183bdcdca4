"""The registry as installed: what stood on which day, on the days that are sure."""

import datetime as dt

import pytest

from comity.corpus.library import installed_library

REGISTRY = installed_library().registry
FAMILIES = {
    "access",
    "cross-servicing",
    "information-security",
    "equipment-transfer",
    "status-of-forces",
    "other",
}
ACTS = {
    "proposed",
    "study-agreed",
    "talks-agreed",
    "negotiating",
    "agreed-in-principle",
    "signed",
    "approved",
    "in-force",
    "suspended",
    "terminated",
}
LONG_AFTER = dt.date(2026, 11, 21)
ONE_DAY = dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("jp-au-raa", "2023-08-13"),
        ("jp-gb-raa", "2023-10-15"),
        ("jp-ph-raa", "2025-09-11"),
        ("jp-fr-acsa", "2019-06-26"),
    ],
)
def test_in_force_from_this_day_and_not_the_day_before(name: str, day: str) -> None:
    first = dt.date.fromisoformat(day)

    assert REGISTRY[name].in_force(first - ONE_DAY, LONG_AFTER) is False
    assert REGISTRY[name].in_force(first, LONG_AFTER) is True
    assert REGISTRY[name].in_force(LONG_AFTER, LONG_AFTER) is True


@pytest.mark.parametrize(
    ("name", "day", "status"),
    [
        ("jp-au-raa", "2022-01-05", "agreed-in-principle"),
        ("jp-au-raa", "2022-01-06", "signed"),
        ("jp-au-raa", "2023-04-27", "signed"),
        ("jp-au-raa", "2023-08-12", "approved"),
        ("jp-au-raa", "2023-08-13", "in-force"),
        ("jp-gb-raa", "2023-10-14", "approved"),
        ("jp-gb-raa", "2023-10-15", "in-force"),
        ("jp-ph-raa", "2024-10-02", "signed"),
        ("jp-ph-raa", "2025-09-10", "approved"),
        ("jp-ph-raa", "2025-09-11", "in-force"),
        ("jp-fr-raa", "2021-12-04", None),
        ("jp-fr-raa", "2021-12-05", "proposed"),
        ("jp-fr-raa", "2024-05-01", "study-agreed"),
        ("jp-fr-raa", "2024-05-02", "talks-agreed"),
        ("jp-fr-raa", "2026-11-21", "talks-agreed"),
        ("jp-fr-acsa", "2018-07-13", "signed"),
        ("jp-fr-acsa", "2024-06-01", "in-force"),
        ("jp-au-acsa-2010", "2017-09-06", "terminated"),
        ("jp-au-acsa", "2017-09-06", "in-force"),
    ],
)
def test_the_status_on_a_day(name: str, day: str, status: str | None) -> None:
    assert REGISTRY[name].standing(dt.date.fromisoformat(day)).status == status


def test_access_between_japan_and_france_was_never_in_force() -> None:
    agreement = REGISTRY["jp-fr-raa"]

    assert agreement.family == "access"
    assert agreement.entry_into_force() is None
    assert agreement.in_force(dt.date(2030, 1, 1), LONG_AFTER) is False


def test_on_the_eve_it_is_not_known_whether_a_scheduled_agreement_enters_into_force() -> None:
    agreement = REGISTRY["jp-ph-raa"]

    assert agreement.in_force(dt.date(2025, 9, 11), dt.date(2025, 9, 10)) is None
    assert agreement.standing(dt.date(2025, 9, 10)).next == agreement.entry_into_force()


@pytest.mark.parametrize("name", REGISTRY)
def test_an_agreement_is_between_two_states_of_a_known_family_and_its_acts_are_in_order(name: str) -> None:
    agreement = REGISTRY[name]

    assert len(set(agreement.parties)) == 2
    assert agreement.family in FAMILIES
    assert {act.act for act in agreement.acts} <= ACTS
    assert list(agreement.acts) == sorted(agreement.acts, key=lambda act: act.on)


@pytest.mark.parametrize("name", REGISTRY)
def test_every_act_has_a_source_and_a_sureness(name: str) -> None:
    agreement = REGISTRY[name]

    assert agreement.sources
    assert [act.act for act in agreement.acts if not act.said or not act.said[0].source] == []
    assert {act.sureness for act in agreement.acts} <= {"text", "summary", "recall", "unverified"}


@pytest.mark.parametrize("name", REGISTRY)
def test_nothing_enters_into_force_before_it_is_signed(name: str) -> None:
    first = {act.act: act.on for act in reversed(REGISTRY[name].acts)}

    if "in-force" in first and "signed" in first:
        # Where only a month or year is stated it counts from its end.
        assert first["signed"].replace(day=1) <= first["in-force"]
