"""Bushido Guardian 23 as the squadron's own clerk would have it: one workbook, no column that law asks for.

`python -m tests.examples.messy_bushido` writes `examples/bushido-guardian-23/as-received/load-and-roll.xlsx`
from the CSV sheets beside it, so that both are about the same people and things.
"""

import csv
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

EXAMPLE = Path(__file__).parents[2] / "examples" / "bushido-guardian-23"
AS_RECEIVED = EXAMPLE / "as-received" / "load-and-roll.xlsx"

Row = Mapping[str, str]
Cells = Sequence[object]

_POUNDS_PER_KG = 2.20462
_LEGS = {"IN1": "Comm air", "IN2": "Chalk 1", "IN3": "Ferry", "IN4": "Sea"}
_CATEGORIES = {
    "official": "Stores", "fuel": "POL", "dangerous": "DG", "explosives": "EO", "arms": "Weapons",
    "ammunition": "Ammo", "food": "Rations", "classified": "Classified",
}  # fmt: skip


def messy_workbook() -> Workbook:
    """The workbook: a roll under a title block, civilians, tails, vehicles, loads, dogs, moves."""
    book = Workbook()
    roll = book.active
    assert isinstance(roll, Worksheet)
    roll.title = "Nominal Roll"
    _roll(roll)
    _civilians(book.create_sheet("Civ + Contractors"))
    _tails(book.create_sheet("Tails"))
    _vehicles(book.create_sheet("Vehicles + GSE"))
    _load_list(book.create_sheet("Load List"))
    _radios(book.create_sheet("Radios"))
    _medicines(book.create_sheet("Medicines"))
    _baggage(book.create_sheet("Baggage"))
    _dogs(book.create_sheet("Dogs"))
    _vet_record(book.create_sheet("Vet Record"))
    _moves(book.create_sheet("Move Table"))
    _purchases(book.create_sheet("Local Purchases"))
    return book


def _sheet(name: str) -> list[Row]:
    with (EXAMPLE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _put(sheet: Worksheet, title: str, headings: Cells, rows: Iterator[Cells] | Sequence[Cells]) -> None:
    """A title over the table, its headings in bold, its rows."""
    sheet.append([title])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(headings))
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    sheet.append([])
    _table(sheet, headings, rows)


def _table(sheet: Worksheet, headings: Cells, rows: Iterator[Cells] | Sequence[Cells]) -> None:
    sheet.append(list(headings))
    for cell in sheet[sheet.max_row]:
        cell.font = Font(bold=True)
    for row in rows:
        sheet.append(list(row))
    for column in "BCDEF":
        sheet.column_dimensions[column].width = 24


def _roll(sheet: Worksheet) -> None:
    people = [row for row in _sheet("people") if row["person_role"] == "member"]
    for line in (
        ("VISITING FIGHTER SQUADRON (INVENTED) - NOMINAL ROLL AND LOAD LIST",),
        ("Exercise", "BUSHIDO GUARDIAN 23"),
        ("Type of activity", "Exercise"),
        ("Host nation", "Japan"),
        ("Sending nation", "Australia"),
        ("Dates", "30 Aug 23 - 18 Sep 23"),
        ("Host base", "Komatsu Air Base"),
        ("POC", "SQNLDR A. EXAMPLE, det admin (invented)"),
    ):
        sheet.append(list(line))
    sheet.merge_cells("A1:I1")
    sheet.append([])
    headings = ("Ser", "PMKeyS", "Rank", "Surname", "Given names", "Mustering", "Wpn no", "Chalk", "Remarks")
    _table(sheet, headings, [_person(at, person) for at, person in enumerate(people, start=1)])
    sheet.append(["TOTAL", len(people)])


def _person(serial: int, person: Row) -> Cells:
    weapon = f"EX-W{serial:04d}" if serial % 9 == 0 else None
    remarks = {"doctor": "Det MO", "driver": "Lic held, class C"}.get(person["function"])
    return (
        serial, person["service_number"], person["rank"], person["surname"].upper(), person["given_names"],
        person["function"] or None, weapon, _LEGS[person["arrives_leg"]], remarks,
    )  # fmt: skip


def _civilians(sheet: Worksheet) -> None:
    others = [row for row in _sheet("people") if row["person_role"] != "member"]
    words = {"civilian_component": "Civilian component", "contractor": "Contractor"}
    rows = [
        (person["person_id"], person["surname"].upper(), person["given_names"], person["nationality"],
         words[person["person_role"]], person["employer"], person["function"].capitalize())
        for person in others
    ]  # fmt: skip
    headings = ("Ref", "Surname", "Given names", "Nat", "Category", "Company", "Job")
    _put(sheet, "Civilians and contractors travelling with the det", headings, rows)


def _tails(sheet: Worksheet) -> None:
    rows = [
        (at, {"F35": "F-35A", "A332": "KC-30A"}[row["type_designator"]], row["tail_number"], row["callsign"],
         {"exercise": "Exercise", "tanker": "Tanker"}[row["purpose"]], _LEGS[row["arrives_leg"]])
        for at, row in enumerate(_sheet("aircraft"), start=1)
    ]  # fmt: skip
    _put(sheet, "Tails", ("Ser", "Type", "Tail", "C/S", "Mission", "Remarks"), rows)


def _vehicles(sheet: Worksheet) -> None:
    words = {"car": "Car", "ground_support_equipment": "GSE"}
    rows = [
        (row["ref"], words[row["vehicle_class"]], row["make"].capitalize(), row["plate"] or None,
         _metres(row["length_cm"]), _metres(row["width_cm"]), _metres(row["height_cm"]),
         _pounds(row["gross_mass_kg"]), "Hired" if row["owner"] == "leased" else None)
        for row in _sheet("vehicles")
    ]  # fmt: skip
    headings = ("Ref", "Class", "Make", "Rego", "Length (m)", "Width (m)", "Height (m)", "Weight (lb)")
    _put(sheet, "Vehicles and ground support equipment", (*headings, "Ownership"), rows)


def _load_list(sheet: Worksheet) -> None:
    """Pallet by pallet, each with its sum in pounds."""
    goods = [row for row in _sheet("goods") if row["goods_category"] in _CATEGORIES]
    masses = {row["package_id"]: row["gross_mass_kg"] for row in _sheet("packages")}
    rows: list[Cells] = []
    for package, lines in groupby(sorted(goods, key=_package), key=_package):
        held = list(lines)
        rows += [_stores(row) for row in held]
        whole = sum(int(row["quantity"]) for row in held)
        rows.append(("Sub total", None, None, whole, None, None, None, None, None, _pounds(masses[package])))
    headings = (
        "Line",
        "Pallet",
        "Item description",
        "Qty",
        "U/I",
        "Category",
        "UN",
        "Class",
        "Transport mode",
    )
    _put(sheet, "LOAD LIST", (*headings, "Gross (lb)", "Remarks"), rows)


def _package(row: Row) -> str:
    return row["package_id"]


def _stores(row: Row) -> Cells:
    by_ship = "private ship" if row["transport_mode"] == "private_ship" else None
    hazard = row["class_division"] + row["compatibility_group"]
    return (
        row["line_id"], row["package_id"], row["description"], int(row["quantity"]), row["unit"],
        _CATEGORIES[row["goods_category"]], row["un_number"].removeprefix("UN") or None, hazard or None,
        by_ship, None, row["calibre"] or None,
    )  # fmt: skip


def _radios(sheet: Worksheet) -> None:
    rows = [
        (row["line_id"], row["description"].capitalize(), int(row["quantity"]), row["frequencies"] or None,
         row["power_w"] or None, row["package_id"])
        for row in _sheet("goods")
        if row["goods_category"] == "radio"
    ]  # fmt: skip
    _put(sheet, "Radios", ("Line", "Description", "Qty", "Freq", "Power (W)", "Pallet"), rows)


def _medicines(sheet: Worksheet) -> None:
    rows = [
        (row["line_id"], row["description"].capitalize(), int(row["quantity"]), row["inn"] or None,
         "Narcotic" if row["medicine_control"] == "narcotic" else "None", row["package_id"])
        for row in _sheet("goods")
        if row["goods_category"] == "medicines"
    ]  # fmt: skip
    _put(
        sheet, "Medicines", ("Line", "Description", "Qty", "Generic name", "Controlled drug", "Pallet"), rows
    )


def _baggage(sheet: Worksheet) -> None:
    rows = [
        (row["line_id"], row["description"].partition(", own")[0].capitalize(), int(row["quantity"]),
         row["owner"].capitalize())
        for row in _sheet("goods")
        if row["goods_category"] == "personal_effects"
    ]  # fmt: skip
    _put(sheet, "Baggage", ("Line", "Description", "Qty", "Owner"), rows)


def _dogs(sheet: Worksheet) -> None:
    rows = [
        (row["animal_id"], row["name"], row["breed"].title(), "EDD", "Australia", row["microchip"])
        for row in _sheet("animals")
    ]
    _put(sheet, "Dogs", ("Dog no", "Name", "Breed", "Role", "Coming from", "Microchip"), rows)


def _vet_record(sheet: Worksheet) -> None:
    words = {
        "chip_implanted": "Microchip", "other_vaccination": "C5", "parasite_treatment": "Worming",
        "clinical_exam": "Vet check",
    }  # fmt: skip
    rows = [
        (row["animal_id"], words[row["event"]], dt.date.fromisoformat(row["date"]))
        for row in _sheet("animal_events")
    ]
    _put(sheet, "Vet record", ("Dog no", "Treatment", "Date given"), rows)


def _moves(sheet: Worksheet) -> None:
    words = {
        "commercial_air": "Comm air",
        "air": "Mil air",
        "commercial_sea": "Commercial ship",
        "road": "Road",
    }
    rows = [
        (row["leg_id"], words[row["mode"]], row["carrier_ref"], row["from_place"], row["to_place"],
         row["etd_utc"], row["eta_utc"], row["transit_states"].replace(";", ",") or None)
        for row in _sheet("movements")
    ]  # fmt: skip
    headings = ("Leg", "Mode", "Carrier", "From", "To", "ETD (Z)", "ETA (Z)", "Overflight")
    _put(sheet, "Move table", headings, rows)


def _purchases(sheet: Worksheet) -> None:
    words = {
        "services": "Services",
        "goods": "Goods",
        "vehicle_fuel": "Vehicle fuel",
        "aviation_fuel": "Aviation fuel",
    }
    rows = [
        (row["ref"], words[row["purchase_type"]], dt.date.fromisoformat(row["purchased_on"]))
        for row in _sheet("purchases")
    ]
    _put(sheet, "Local purchases", ("Ref", "Type", "Date"), rows)


def _metres(centimetres: str) -> float | None:
    return round(float(centimetres) / 100, 2) if centimetres else None


def _pounds(kilograms: str) -> int | None:
    return round(float(kilograms) * _POUNDS_PER_KG) if kilograms else None


if __name__ == "__main__":
    AS_RECEIVED.parent.mkdir(exist_ok=True)
    messy_workbook().save(AS_RECEIVED)
