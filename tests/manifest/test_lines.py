"""The columns that every line has: its contingent and the days of its stay."""

import datetime as dt
from pathlib import Path

import pytest

from tests.manifest.on_disk import HEADER, codes, only_problem, read_folder, values, visit_of

FEB = dt.date(2024, 2, 1)
START, END = FEB, dt.date(2024, 2, 20)
CONTINGENTS = """
receiving_state = "JP"
start = 2024-02-01
end = 2024-02-20
[[contingent]]
id = "army"
sending_state = "AU"
[[contingent]]
id = "navy"
sending_state = "GB"
"""
AUSTRALIA = HEADER.replace('"JP"', '"AU"').replace('sending_state = "AU"', 'sending_state = "JP"')


def february(day: int) -> dt.date:
    return FEB.replace(day=day)


def test_lines_stay_for_the_whole_visit_unless_they_say_otherwise(tmp_path: Path) -> None:
    people = "ref,arrives_on,departs_on\n1,,\n2,2024-02-03,\n3,,2024-02-10\n4,2024-02-05,2024-02-05\n"

    frame = visit_of(read_folder(tmp_path, people=people)).sheets["people"]

    assert frame["arrives_on"].to_list() == [START, february(3), START, february(5)]
    assert frame["departs_on"].to_list() == [END, END, february(10), february(5)]


def test_lines_belong_to_the_first_contingent_unless_they_name_another(tmp_path: Path) -> None:
    visit = visit_of(read_folder(tmp_path, CONTINGENTS, people="ref,contingent\n1,\n2,navy\n3,ａｒｍｙ\n"))

    assert visit.sheets["people"]["contingent"].to_list() == ["army", "navy", "army"]


def test_an_unknown_contingent_is_told_and_stays_unknown(tmp_path: Path) -> None:
    reading = read_folder(tmp_path, CONTINGENTS, people="ref,contingent\n1,marines\n2,\n")

    assert only_problem(reading).code == "line.unknown-contingent"
    assert only_problem(reading).expected == "army or navy"
    assert values(reading, "people", "contingent") == [None, "army"]


@pytest.mark.parametrize(
    ("days", "code"),
    [
        ("2024-02-10,2024-02-09", "line.departs-before-arrival"),
        ("2024-01-31,2024-02-09", "line.outside-the-visit"),
        ("2024-02-10,2024-02-21", "line.outside-the-visit"),
        ("2024-02-30,2024-02-09", "cell.impossible-day"),
    ],
)
def test_impossible_stays_are_told_and_fall_back_to_the_days_of_the_visit(
    tmp_path: Path, days: str, code: str
) -> None:
    reading = read_folder(tmp_path, people=f"ref,arrives_on,departs_on\n1,{days}\n")

    assert only_problem(reading).code == code
    stay = values(reading, "people", "arrives_on") + values(reading, "people", "departs_on")
    assert START in stay or END in stay


def test_a_line_arrives_with_its_leg_on_the_day_of_the_receiving_state(tmp_path: Path) -> None:
    movements = "leg_id,eta_utc,etd_utc\nIN,2024-02-04T16:00Z,\nOUT,,2024-02-09T14:59Z\n"

    visit = visit_of(
        read_folder(tmp_path, movements=movements, people="ref,arrives_leg,departs_leg\n1,IN,OUT\n2,,\n")
    )

    assert visit.sheets["people"]["arrives_on"].to_list() == [february(5), START]
    assert visit.sheets["people"]["departs_on"].to_list() == [february(9), END]
    assert visit.sheets["people"]["arrives_leg"].to_list() == ["IN", None]


def test_a_day_that_is_given_must_agree_with_that_of_the_leg(tmp_path: Path) -> None:
    movements = "leg_id,eta_utc\nIN,2024-02-04T16:00Z\n"

    reading = read_folder(tmp_path, movements=movements, people="arrives_on,arrives_leg\n2024-02-04,IN\n")

    assert only_problem(reading).code == "line.days-differ"
    assert values(reading, "people", "arrives_on") == [february(4)]


def test_where_the_zones_of_a_state_disagree_the_place_decides(tmp_path: Path) -> None:
    movements = "leg_id,eta_utc,to_place\nW,2024-02-04T15:30Z,YPPH\nE,2024-02-04T15:30Z,ausyd\n"

    visit = visit_of(read_folder(tmp_path, AUSTRALIA, movements=movements, people="arrives_leg\nW\nE\n"))

    assert visit.sheets["people"]["arrives_on"].to_list() == [february(4), february(5)]


def test_where_the_place_is_not_known_the_widest_stay_is_taken_and_told(tmp_path: Path) -> None:
    movements = (
        "leg_id,eta_utc,etd_utc,to_place,from_place\nX,2024-02-04T15:30Z,2024-02-09T15:30Z,range,range\n"
    )

    reading = read_folder(
        tmp_path, AUSTRALIA, movements=movements, people="arrives_leg,departs_leg\nX,X\nX,X\n"
    )

    assert codes(reading) == ["line.day-uncertain", "line.day-uncertain"]
    assert reading.problems[0].place.sheet == "movements"
    assert values(reading, "people", "arrives_on") == [february(4)] * 2
    assert values(reading, "people", "departs_on") == [february(10)] * 2


def test_where_all_zones_agree_there_is_no_doubt(tmp_path: Path) -> None:
    movements = "leg_id,eta_utc\nX,2024-02-04T03:00Z\n"

    visit = visit_of(read_folder(tmp_path, AUSTRALIA, movements=movements, people="arrives_leg\nX\n"))

    assert visit.sheets["people"]["arrives_on"].to_list() == [february(4)]


def test_where_no_zone_is_known_the_utc_day_is_taken_and_told_once(tmp_path: Path) -> None:
    toml = HEADER.replace('"JP"', '"CL"')
    movements = "leg_id,eta_utc,etd_utc\nX,2024-02-04T23:30Z,2024-02-09T23:30Z\n"

    reading = read_folder(tmp_path, toml, movements=movements, people="arrives_leg,departs_leg\nX,X\n")

    assert only_problem(reading).code == "visit.calendar-unknown"
    assert values(reading, "people", "arrives_on") == [february(4)]


def test_a_leg_outside_the_visit_is_told(tmp_path: Path) -> None:
    movements = "leg_id,eta_utc\nX,2024-03-04T03:00Z\n"

    reading = read_folder(tmp_path, movements=movements, people="arrives_leg\nX\n")

    assert (only_problem(reading).code, only_problem(reading).place.column) == (
        "line.outside-the-visit",
        "arrives_leg",
    )


def test_purchases_and_the_like_stand_on_their_own_day(tmp_path: Path) -> None:
    frame = visit_of(read_folder(tmp_path, purchases="ref,purchased_on\n1,2024-02-07\n2,\n")).sheets[
        "purchases"
    ]

    assert frame["arrives_on"].to_list() == [february(7), START]
    assert frame["departs_on"].to_list() == [february(7), START]


def test_an_incident_stands_on_the_local_day_of_its_instant(tmp_path: Path) -> None:
    incidents = "ref,occurred_at\n1,2024-02-07T15:30Z\n2,2024-02-07T23:30+09:00\n"

    frame = visit_of(read_folder(tmp_path, incidents=incidents)).sheets["incidents"]

    assert frame["arrives_on"].to_list() == [february(8), february(7)]


def test_day_and_instant_of_an_incident_must_agree(tmp_path: Path) -> None:
    incidents = "occurred_on,occurred_at\n2024-02-07,2024-02-07T15:30Z\n"

    assert only_problem(read_folder(tmp_path, incidents=incidents)).code == "line.days-differ"
