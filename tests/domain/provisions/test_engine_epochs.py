"""Step 1 of section 7a: the visit is cut where the law changes; a line has its worst epoch's outcome."""

import datetime as dt

import pytest

from comity.domain.provisions.rulebook import Rulebook
from tests.build import (
    agreement,
    ask,
    build_visit,
    finding,
    group,
    host,
    law,
    outcome,
    provision,
    result,
    treaty,
)
from tests.cast import END, HOST_LAW, IN_FORCE_SINCE, START, TREATY

CHANGE = dt.date(2024, 6, 14)
BEFORE, AFTER = CHANGE - dt.timedelta(days=1), CHANGE + dt.timedelta(days=1)
ENTERS_ON_CHANGE = (agreement(TREATY, ("signed", IN_FORCE_SINCE), ("in-force", CHANGE)),)


def lets_everybody_in() -> Rulebook:
    return treaty(provision("in", "permits", "entry"))


def test_a_visit_wholly_before_entry_into_force_is_not_covered() -> None:
    visit = build_visit({"departs_on": BEFORE})

    answer = ask(visit, law(lets_everybody_in(), host(), registry=ENTERS_ON_CHANGE), asked_on=CHANGE)

    assert outcome(answer) == "not-covered"


def test_a_line_that_arrives_on_the_day_of_entry_into_force_is_covered() -> None:
    visit = build_visit({"arrives_on": CHANGE})

    answer = ask(visit, law(lets_everybody_in(), host(), registry=ENTERS_ON_CHANGE), asked_on=CHANGE)

    assert outcome(answer) == "permitted"


def test_a_line_that_straddles_entry_into_force_has_the_outcome_of_its_worst_day() -> None:
    visit = build_visit({"arrives_on": BEFORE, "departs_on": AFTER}, {"arrives_on": CHANGE})

    answer = ask(visit, law(lets_everybody_in(), host(), registry=ENTERS_ON_CHANGE), asked_on=CHANGE)

    assert outcome(answer, row=2) == "not-covered"
    assert outcome(answer, row=3) == "permitted"
    assert group(answer, row=2).covered_by == (TREATY,)


def test_the_day_of_departure_is_a_day_of_the_stay() -> None:
    ends = (agreement(TREATY, ("in-force", IN_FORCE_SINCE), ("terminated", CHANGE)),)
    visit = build_visit({"departs_on": BEFORE}, {"departs_on": CHANGE})

    answer = ask(visit, law(lets_everybody_in(), host(), registry=ends), asked_on=CHANGE)

    assert outcome(answer, row=2) == "permitted"
    assert outcome(answer, row=3) == "not-covered"


def test_a_suspension_lasts_until_the_agreement_is_in_force_again() -> None:
    paused = (
        agreement(
            TREATY, ("in-force", IN_FORCE_SINCE), ("suspended", dt.date(2024, 6, 12)), ("in-force", CHANGE)
        ),
    )
    visit = build_visit({"departs_on": dt.date(2024, 6, 11)}, {"arrives_on": BEFORE}, {"arrives_on": CHANGE})

    answer = ask(visit, law(lets_everybody_in(), host(), registry=paused), asked_on=CHANGE)

    assert [outcome(answer, row=row) for row in (2, 3, 4)] == ["permitted", "not-covered", "permitted"]


def test_a_provision_counts_from_its_first_day_and_until_its_last() -> None:
    dated = provision("permit", "requires", "permit", done="permit_held", from_=START, until=CHANGE)
    visit = build_visit({"departs_on": BEFORE}, {"arrives_on": CHANGE})

    answer = ask(visit, law(lets_everybody_in(), host(dated)))

    assert outcome(answer, row=2) == "conditional"
    assert outcome(answer, row=3) == "permitted"


def test_the_findings_of_a_straddling_line_say_since_when_each_holds() -> None:
    old = provision("permit-old", "requires", "permit", done="permit_held", until=CHANGE)
    new = provision("permit-new", "requires", "passport", done="passport_held", from_=CHANGE)
    visit = build_visit({})

    answer = ask(visit, law(lets_everybody_in(), host(old, new)))

    before, after = finding(answer, f"{HOST_LAW}:permit-old"), finding(answer, f"{HOST_LAW}:permit-new")
    assert before is not None
    assert after is not None
    assert (before.since, after.since) == (START, CHANGE)


def test_a_definition_is_read_as_it_stands_on_the_day() -> None:
    amended = treaty(
        provision("placeholder", "exempts", "visa", when="role = 'contractor'", within_host_law=True),
        """```toml
[[definition]]
id = "covered"
cites = "I"
sheet = "people"
when = "role = 'soldier'"
sureness = "text"
until = 2024-06-14

[[definition]]
id = "covered"
cites = "I"
sheet = "people"
when = "role IN ('soldier', 'civilian')"
sureness = "text"
from = 2024-06-14
```""",
        provision("in", "permits", "entry", when="covered"),
    )
    visit = build_visit(
        {"role": "civilian", "departs_on": BEFORE}, {"role": "civilian", "arrives_on": CHANGE}
    )

    answer = ask(visit, law(amended, host()))

    assert outcome(answer, row=2) == "not-covered"
    assert outcome(answer, row=3) == "permitted"


@pytest.mark.parametrize(
    ("at", "arrives", "departs", "expected"),
    [
        ("stay", BEFORE, AFTER, "stands"),
        ("entry", BEFORE, AFTER, "absent"),
        ("entry", CHANGE, AFTER, "stands"),
        ("entry", BEFORE, BEFORE, "absent"),
        ("exit", BEFORE, AFTER, "stands"),
        ("exit", BEFORE, BEFORE, "absent"),
        ("exit", BEFORE, CHANGE, "stands"),
    ],
)
def test_a_new_duty_of_entry_or_exit_counts_only_for_those_who_come_or_go_while_it_holds(
    at: str, arrives: dt.date, departs: dt.date, expected: str
) -> None:
    new = provision("permit", "requires", "permit", done="permit_held", at=at, from_=CHANGE)
    visit = build_visit({"arrives_on": arrives, "departs_on": departs})

    answer = ask(visit, law(lets_everybody_in(), host(new)))

    assert result(answer, f"{HOST_LAW}:permit") == expected


@pytest.mark.parametrize(
    ("at", "arrives", "departs", "expected"),
    [
        ("entry", BEFORE, AFTER, "stands"),
        ("entry", CHANGE, AFTER, "absent"),
        ("exit", BEFORE, AFTER, "absent"),
        ("exit", BEFORE, BEFORE, "stands"),
        ("exit", BEFORE, CHANGE, "absent"),
    ],
)
def test_an_old_duty_of_entry_or_exit_counts_only_for_those_who_come_or_go_while_it_holds(
    at: str, arrives: dt.date, departs: dt.date, expected: str
) -> None:
    old = provision("permit", "requires", "permit", done="permit_held", at=at, until=CHANGE)
    visit = build_visit({"arrives_on": arrives, "departs_on": departs})

    answer = ask(visit, law(lets_everybody_in(), host(old)))

    assert result(answer, f"{HOST_LAW}:permit") == expected


def test_a_ban_that_begins_on_the_day_after_departure_does_not_touch_the_line() -> None:
    ban = provision("ban", "forbids", "weapons", from_=END)
    visit = build_visit({"departs_on": END - dt.timedelta(days=1)}, {"departs_on": END})

    answer = ask(visit, law(lets_everybody_in(), host(ban)))

    assert outcome(answer, row=2) == "permitted"
    assert outcome(answer, row=3) == "forbidden"


def test_a_day_on_which_only_the_law_of_others_changes_cuts_nothing() -> None:
    ours, others = lets_everybody_in(), treaty(id="aq-hm-access", parties=["AQ", "HM"])
    registry = (agreement(TREATY), agreement("aq-hm-access", ("in-force", CHANGE), parties=("AQ", "HM")))
    visit = build_visit({})

    answer = ask(visit, law(ours, others, host(), registry=registry))

    assert all(each.since is None for each in group(answer).findings)
