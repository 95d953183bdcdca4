"""What each office gets: its lines and columns, what it is asked, on which ground, and what is missing."""

import datetime as dt
from pathlib import Path

import pytest

from comity.corpus.library import installed_library
from comity.corpus.offices import installed_offices
from comity.domain.provisions.vocabulary import SHEETS, Kind, Type
from comity.report.pack_letter import NOT_A_FORM
from comity.report.pack_lists import Blank
from comity.report.pack_workbook import notes_of
from tests.corpus.part_b import may_see
from tests.report.packed import (
    DOG,
    MEMBER,
    MORPHINE,
    MOVEMENTS,
    STORES,
    TANKER,
    column,
    folder_of,
    labels,
    packed,
    stated,
)

CUSTOMS, QUARANTINE, FLIGHTS = "jp-customs", "jp-animal-quarantine", "jp-civil-aviation"
PEOPLE = "not-known-entry-of-persons"


def test_each_office_gets_only_the_lines_that_are_owed_to_it(tmp_path: Path) -> None:
    goods = ({**STORES, "line_id": "L1", "description": "tents"}, {**MORPHINE, "line_id": "L2"})
    visit = folder_of(tmp_path, goods=goods, animals=({**DOG, "animal_id": "D1"},), people=(MEMBER,))

    made = packed(visit)

    assert [e.fields.id for e in made.pack(QUARANTINE).enclosures] == ["animals"]
    assert [e.fields.id for e in made.pack("jp-narcotics-control").enclosures] == ["drugs"]
    [drugs] = made.pack("jp-narcotics-control").enclosures
    assert drugs.manifest_rows == (3,)
    assert "people" not in {e.fields.sheet for e in made.pack(CUSTOMS).enclosures}


def test_what_is_met_is_not_asked_again(tmp_path: Path) -> None:
    animals = ({**DOG, "animal_id": "D1", "advance_notice": "yes"}, {**DOG, "animal_id": "D2"})

    pack = packed(folder_of(tmp_path, animals=animals)).pack(QUARANTINE)

    [notice] = [a for a in pack.asks if a.requirement and a.requirement.what == "animal-import-notice"]
    assert notice.items == (("A", (2,)),), "the first dog's notice is in"
    [inspection] = [a for a in pack.asks if a.requirement and a.requirement.what == "animal-inspection"]
    assert inspection.items == (("A", (1, 2)),)


def test_what_was_done_to_an_animal_stands_in_order_of_the_days(tmp_path: Path) -> None:
    events = (
        {"animal_id": "D2", "event": "clinical_exam", "date": "2024-05-30"},
        {"animal_id": "D1", "event": "rabies_vaccination", "date": "2023-02-20", "lot": "R7"},
        {"animal_id": "D1", "event": "chip_implanted", "date": "2020-03-04"},
        {"animal_id": "D9", "event": "chip_implanted", "date": "2020-03-04"},
    )
    animals = tuple({**DOG, "animal_id": name} for name in ("D1", "D2", "D9"))
    animals = (*animals[:2], {**animals[2], "species": "horse"})

    _, done = packed(folder_of(tmp_path, animals=animals, animal_events=events)).pack(QUARANTINE).enclosures

    assert column(done, "Animal") == ["D1", "D1", "D2"], "the horse is not this office's"
    assert column(done, "Day") == [dt.date(2020, 3, 4), dt.date(2023, 2, 20), dt.date(2024, 5, 30)]
    assert column(done, "Lot") == [Blank.NONE, "R7", Blank.NONE]


def test_the_customs_statement_of_the_agreement_has_the_fields_of_the_order(tmp_path: Path) -> None:
    said = {"description": "jacks", "quantity": "4", "unit": "EA", "unit_value": "500", "currency": "AUD"}
    made_by = {"maker": "Example Ltd", "place_of_make": "US", "use": "maintenance", "place_of_use": "Komatsu"}
    goods = ({**STORES, **said, **made_by, "user_name": "visiting force"},)

    [statement] = packed(folder_of(tmp_path, goods=goods)).pack(CUSTOMS).enclosures

    assert labels(statement)[:10] == [
        *("Description and type", "Quantity", "Unit", "Price of one", "Currency"),
        *("Maker", "Place of make", "Use", "Place of use", "User (in whose name it is declared)"),
    ]
    assert statement.rows[0][:10] == (
        *("jacks", 4.0, "EA", "500", "AUD", "Example Ltd", "US", "maintenance", "Komatsu", "visiting force"),
    )
    assert "25-2" in statement.fields.source


def test_goods_that_the_agreement_does_not_relieve_are_in_a_list_of_their_own(tmp_path: Path) -> None:
    owners = {"owner": "contractor", "importer": "contractor", "exclusive_official_use": "no"}
    goods = ({**STORES, "description": "jacks"}, {**STORES, **owners, "description": "a printer"})

    relieved, ordinary = packed(folder_of(tmp_path, goods=goods)).pack(CUSTOMS).enclosures

    assert (relieved.fields.id, column(relieved, "Description and type")) == ("customs-statement", ["jacks"])
    assert (ordinary.fields.id, column(ordinary, "Description")) == ("customs-goods", ["a printer"])


def test_australia_gets_a_full_declaration_with_tariff_codes(tmp_path: Path) -> None:
    goods = ({**STORES, "description": "jacks", "hs_code": "8425490000", "arrives_by_freight": "yes"},)
    visit = folder_of(tmp_path, sending="JP", receiving="AU", goods=goods)

    pack = packed(visit).pack("au-border-force-import-declaration-through-a-licensed-broker")

    assert column(pack.enclosures[0], "Tariff classification") == ["8425490000"]


def test_lines_stand_under_the_arrival_that_brings_them_the_earliest_first(tmp_path: Path) -> None:
    goods = tuple(
        {**STORES, "description": name, "arrives_leg": leg}
        for name, leg in (("by air", "JET"), ("by sea", "SHIP"), ("unknown", ""))
    )

    [statement] = packed(folder_of(tmp_path, goods=goods)).pack(CUSTOMS).enclosures

    assert column(statement, "Description and type") == ["by sea", "by air", "unknown"]
    assert statement.legs == (
        (1, "SHIP: commercial sea, AUBNE to JPKNZ, arrives 9 June 2024, 22:00 UTC"),
        (2, "JET: air, YPDN to RJNK, arrives 10 June 2024, 03:00 UTC"),
        (3, "By which leg is not stated"),
    )


def test_what_is_needed_and_not_stated_is_visible_and_counted(tmp_path: Path) -> None:
    goods = ({**STORES, "description": "jacks", "maker": "Example Ltd"}, {**STORES, "description": "tents"})

    made = packed(folder_of(tmp_path, goods=goods))

    [statement] = made.pack(CUSTOMS).enclosures
    assert column(statement, "Maker") == ["Example Ltd", Blank.MISSING]
    lacking = {each.label: each.items for each in statement.missing}
    assert lacking["Maker"] == (2,)
    assert lacking["Use"] == (1, 2)
    assert made.pack(CUSTOMS).missing == sum(len(items) for items in lacking.values())
    [(_, lines)] = made.letter(CUSTOMS).missing
    assert "Maker: item 2" in lines


def test_passports_are_shown_only_of_those_who_need_one(tmp_path: Path) -> None:
    airline = {**MOVEMENTS[1], "leg_id": "AIRLINE", "mode": "commercial_air"}
    people = tuple(
        {
            **MEMBER,
            "surname": surname,
            "passport_number": f"PP-{surname}",
            "person_role": role,
            "arrives_leg": leg,
        }
        for surname, role, leg in (
            ("Military", "member", "JET"),
            ("Airline", "member", "AIRLINE"),
            ("Contractor", "contractor", "JET"),
            ("Unknown", "", "JET"),
        )
    )

    made = packed(folder_of(tmp_path, movements=(*MOVEMENTS, airline), people=people))

    [roll] = made.pack(PEOPLE).enclosures
    shown = dict(zip(column(roll, "Family name"), column(roll, "Passport"), strict=True))
    assert shown == {
        "Military": Blank.NOT_NEEDED,
        "Airline": "PP-Airline",
        "Contractor": "PP-Contractor",
        "Unknown": Blank.NOT_NEEDED,
    }


def test_those_aboard_are_named_to_the_flight_office_and_nobody_else(tmp_path: Path) -> None:
    people = (
        {**MEMBER, "person_id": "P1", "surname": "Aboard", "given_names": "A", "function": "pilot"},
        {**MEMBER, "person_id": "P2", "surname": "Ashore", "given_names": "B", "arrives_leg": "SHIP"},
    )
    aircraft = ({**TANKER, "captain": "P1"},)

    enclosures = packed(folder_of(tmp_path, people=people, aircraft=aircraft)).pack(FLIGHTS).enclosures

    [flight, _, aboard] = enclosures
    assert column(flight, "Captain, family name") == ["Aboard"]
    assert column(aboard, "Family name") == ["Aboard"]
    assert labels(aboard)[:4] == ["Family name", "Given names", "Nationality", "Function aboard"]


def test_where_no_law_names_the_authority_the_pack_says_so(tmp_path: Path) -> None:
    made = packed(folder_of(tmp_path, people=(MEMBER,)))

    pack = made.pack(PEOPLE)
    assert pack.office.authority is None
    assert pack.to == "Authority not known: ask the host's defence ministry"


def test_what_no_law_names_an_authority_for_goes_to_the_office_that_is_known_to_decide_it(
    tmp_path: Path,
) -> None:
    visit = folder_of(tmp_path, sending="JP", receiving="AU", aircraft=(TANKER,), people=(MEMBER,))

    made = packed(visit)

    assert made.pack("au-diplomatic-clearance").asks
    assert not [p.name for p in made.packs.packs if "aircraft" in p.name], "one office, one pack"


def test_a_question_that_only_an_office_can_settle_is_put_to_it(tmp_path: Path) -> None:
    made = packed(folder_of(tmp_path, goods=({**MORPHINE, "line_id": "L1"},)))

    asked = made.letter("jp-narcotics-control").asked
    assert [(each.kind, each.items) for each in asked] == [("your word on it", "A (all)")]
    assert "narcotics department" in asked[0].what


def test_the_host_unit_is_told_how_many_arrive_by_each_leg(tmp_path: Path) -> None:
    visit = folder_of(
        tmp_path, more='host_unit = "Komatsu Air Base"', people=(MEMBER, MEMBER), goods=(STORES,)
    )

    pack = packed(visit).pack("host-unit")

    assert pack.to == "Komatsu Air Base"
    movements = pack.enclosures[0]
    assert column(movements, "Leg") == ["SHIP", "JET"]
    assert column(movements, "People") == [0, 2]
    assert column(movements, "Lines of goods") == [1, 0]


def test_lines_of_several_states_say_whose_they_are(tmp_path: Path) -> None:
    second = '[[contingent]]\nid = "others"\nsending_state = "GB"\ncapacity = "own_force"'
    people = ({**MEMBER, "contingent": "force"}, {**MEMBER, "contingent": "others"})

    [roll] = packed(folder_of(tmp_path, tables=second, people=people)).pack(PEOPLE).enclosures

    assert column(roll, "Sending State") == ["AU", "GB"]


# Letters


def test_a_letter_cites_the_article_the_agreement_and_the_consent(tmp_path: Path) -> None:
    said = packed(folder_of(tmp_path, people=(MEMBER,), goods=(STORES,)))

    about = " ".join(said.letter(PEOPLE).visit)
    assert "“note of 1 May 2024”" in about
    assert "Agreement between Japan and Australia" in about
    assert "in force since 13 August 2023" in about
    [entry] = said.letter(PEOPLE).asked
    assert entry.grounds == ("Article VI.1 of the Agreement",)
    [settled] = [line for line in said.letter(CUSTOMS).settled if "duty" in line]
    assert "Article VII.5 of the Agreement" in settled
    assert {ground for each in said.letter(CUSTOMS).asked for ground in each.grounds} == {
        "Customs Tariff Order 25-3"
    }


def test_a_day_that_has_passed_is_said_and_not_hidden(tmp_path: Path) -> None:
    visit = folder_of(tmp_path, animals=({**DOG, "animal_id": "D1"},))

    [notice] = [
        each
        for each in packed(visit, on=dt.date(2024, 6, 1)).letter(QUARANTINE).asked
        if "notice" in each.what
    ]

    [due] = notice.due
    assert due.startswith("JET: by 1 May 2024 (40 calendar days before arrival)")
    assert "this day has passed" in due


def test_a_day_that_the_planner_assumes_is_not_passed_off_as_the_law_s(tmp_path: Path) -> None:
    visit = folder_of(tmp_path, tables='[leads]\n"user-declaration" = "10 working-days"', goods=(STORES,))

    [declared] = [e for e in packed(visit).letter(CUSTOMS).asked if "user's name" in e.what]

    assert "our own planning day" in declared.due[0]


def test_what_has_no_known_day_gets_none(tmp_path: Path) -> None:
    [entry] = packed(folder_of(tmp_path, people=(MEMBER,))).letter(PEOPLE).asked

    assert entry.due == ("no day is known to us",)


def test_a_hypothesis_is_not_for_sending(tmp_path: Path) -> None:
    made = packed(folder_of(tmp_path, people=(MEMBER,)), under="none")

    assert all(made.letter(p.name).warnings[0].startswith("Not for sending") for p in made.packs.packs)


def test_a_visit_with_mistakes_is_not_for_sending(tmp_path: Path) -> None:
    visit = folder_of(tmp_path, people=({**MEMBER, "nationality": "Atlantis"},))

    [warning] = packed(visit).letter(PEOPLE).warnings

    assert "Not for sending" in warning


def test_no_list_claims_to_be_a_form(tmp_path: Path) -> None:
    made = packed(folder_of(tmp_path, people=(MEMBER,), goods=(STORES, MORPHINE), aircraft=(TANKER,)))

    for pack in made.packs.packs:
        for enclosure in pack.enclosures:
            first = notes_of(enclosure)[0]
            assert first.startswith(NOT_A_FORM)
            assert enclosure.fields.source in first


def test_a_requirement_in_no_pack_is_named_with_the_reason(tmp_path: Path) -> None:
    left_out = packed(folder_of(tmp_path, people=(MEMBER,), goods=(STORES,))).packs.left_out

    why = {each.requirement.what: each.why for each in left_out}
    assert why["respect-for-law"] == "it is observed, not filed"
    assert all(each.requirement.state != "met" for each in left_out)


def test_a_visit_to_which_nothing_is_open_has_only_the_host_unit_s_list(tmp_path: Path) -> None:
    member = {**MEMBER, "entry_procedure_followed": "yes"}

    made = packed(folder_of(tmp_path, people=(member,)))

    assert [pack.name for pack in made.packs.packs] == ["host-unit"]
    assert not made.pack("host-unit").asks


# What must not get out


def _tokens(sheet: str) -> dict[str, str]:
    """For every text that is only carried along a value that names its column."""
    facts = installed_library().vocabulary.of(sheet).values()
    return {
        fact.name: f"{sheet}.{fact.name}"
        for fact in facts
        if fact.kind is Kind.DETAIL and fact.type is Type.TEXT
    }


@pytest.mark.parametrize(("sending", "receiving"), [("AU", "JP"), ("JP", "AU"), ("JP", "PH")])
def test_no_value_reaches_an_office_that_does_not_need_its_column(
    tmp_path: Path, sending: str, receiving: str
) -> None:
    """Every detail of every sheet holds its own name; wherever one is found, its office must need it."""
    kinds = ("official", "arms", "ammunition", "explosives", "dangerous", "medicines", "food", "radio")
    goods = [
        {**_tokens("goods"), **MORPHINE, "goods_category": kind, "line_id": f"L{n}", "ration_pack": "yes"}
        for n, kind in enumerate(kinds)
    ]
    extra = {"transmits_in_receiving_state": "yes", "radio_kind": "ordinary", "contains_meat": "yes"}
    goods = [
        {
            **row,
            **extra,
            "transport_mode": "private_ship",
            "package_id": "K1",
            "holder": "P1",
            "issued_to": "P1",
        }
        for row in goods
    ]
    captain = {"person_id": "P1", "carries_declarable_goods": "yes"}
    visit = folder_of(
        tmp_path,
        sending=sending,
        receiving=receiving,
        movements=tuple({**_tokens("movements"), **leg} for leg in MOVEMENTS),
        packages=({**_tokens("packages"), "package_id": "K1", "leg_id_in": "SHIP"},),
        people=({**_tokens("people"), **MEMBER, **captain},),
        vehicles=({**_tokens("vehicles"), "vehicle_class": "car", "arrives_leg": "SHIP", "oversize": "yes"},),
        vessels=(
            {**_tokens("vessels"), "vessel_kind": "warship", "flag_state": sending, "arrives_leg": "SHIP"},
        ),
        aircraft=({**_tokens("aircraft"), **TANKER, "captain": "P1"},),
        uas=({**_tokens("uas"), "arrives_leg": "JET"},),
        goods=tuple(goods),
        animals=({**_tokens("animals"), **DOG, "animal_id": "D1", "handler": "P1"},),
        animal_events=({**_tokens("animal_events"), "animal_id": "D1", "date": "2024-01-01"},),
    )

    made = packed(visit)

    tokens = {token for sheet in SHEETS for token in _tokens(sheet).values()}
    found = 0
    for pack in made.packs.packs:
        matters = frozenset(pack.office.matters)
        for enclosure in pack.enclosures:
            for cell in set(stated(enclosure)) & tokens:
                sheet, _, name = str(cell).partition(".")
                found += 1
                assert may_see(matters, sheet, name), f"{cell} is in {pack.name}, {enclosure.fields.id}"
    assert found > 25


def test_the_offices_of_a_state_without_a_file_are_those_of_any_state() -> None:
    offices = installed_offices()

    assert {office.state for office in offices.of("JP")} == {"JP"}
    assert {office.authority for office in offices.of("FR")} == {None}
