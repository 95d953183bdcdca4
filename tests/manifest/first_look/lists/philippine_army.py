"""A Philippine Army detachment to Japan: three annexes of one workbook.

Everybody is invented. Written by somebody who had not seen how lists are read.
"""

# fmt: off
import datetime as dt
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.manifest.first_look.lists.cells import put, stored

VISIT = """\
title = "Brigade combat team detachment to Japan, invented"
receiving_state = "JP"
sending_state = "PH"
start = 2025-10-05
end = 2025-10-17
activity_type = "exercise"
"""


def write(path: Path) -> None:
    """Write the list and its visit.toml."""
    (path / "visit.toml").write_text(VISIT, encoding="utf-8")
    wb = Workbook()
    ws = wb.active
    assert ws is not None
    _people(ws)
    _second(wb.create_sheet("ANNEX B EQPT"))
    _third(wb.create_sheet("ANNEX C FAS & AMMO"))
    old = wb.create_sheet("DISAPPROVED")
    put(old, 1, ["NR", "RANK", "LAST NAME", "FIRST NAME", "AFPSN"])
    put(old, 2, [1, "Pvt", "DROPPED", "ALDO", "899999"])
    old.sheet_state = "hidden"
    target = path / "Annexes A-C (FINAL v3).xlsx"
    wb.save(target)
    stored(target, {(2, "C12"): 2, (2, "C16"): 30})


def _people(ws: Worksheet) -> None:
    ws.title = "ANNEX A PERS"
    for row, text in ((1, "R E S T R I C T E D"), (2, "HEADQUARTERS, 1ST EXAMPLE BRIGADE, PHILIPPINE ARMY"),
                      (3, "Camp Example, Example City"), (5,
                          "ROSTER OF TROOPS - EXERCISE EXAMPLE SHOULDER 2025"),
                      (6, "(as of Sep 1, 2025)")):
        ws.cell(row, 1, text)
        ws.merge_cells(start_row=row, start_column=1, end_row=row, end_column=15)
    put(ws, 8, ["NR", "RANK", "LAST NAME", "FIRST NAME", "MI", "AFPSN", "ID NR", "DATE OF BIRTH", "GENDER",
                "PASSPORT NR", "DATE ISSUED", "VALID UNTIL", "BLOOD TYPE", "PERSON TO NOTIFY",
                "DESIGNATION"], bold=True)
    put(ws, 9, ["OFFICERS"], bold=True)
    put(ws, 10, [1, "MAJ (INF)", "EXAMPLE", "RAMON", "D", "O-000101", "PA-900101", "Mar 12, 1984", "M",
        "P0000101A",
                 "Oct 5, 2020", "Oct 4, 2030", "O+", "Rosa Kinfolk - 0917 000 0001", "Contingent Comdr"])
    put(ws, 11, [2, "CPT (MC)", "DELA SAMPLE", "MARIA LUZ", "S", "O-000102", "PA-900102", "14 July 1989",
        "F", "P0000102A",
                 "Jan 15, 2024", "Jan 14, 2034", "A+", "Jose Kinfolk", "Medical Officer"])
    put(ws, 12, [3, "1LT (FA)", "DE LOS EJEMPLO", "JOSE", "P", "O-000103", "PA-900103", "Dec 1, 1994", "M",
        "P0000103A",
                 "May 2, 2023", "May 1, 2033", "B-", "Kinfolk", "S1/S4"])
    put(ws, 13, ["ENLISTED PERSONNEL"], bold=True)
    put(ws, 14, [4, "MSg", "MUESTRA", "ANTONIO JR", "R", "700104", "PA-900104", dt.date(1979, 8, 30),
        "M", "P0000104A",
                 dt.date(2019, 11, 20), dt.date(2029, 11, 19), "O+", "Kinfolk", "First Sgt"])
    put(ws, 15, [5, "SSg (Inf)", "EXAMPLE", "RAMON", "D", "700105", "PA-900105", "Feb 30, 1990", "M",
        "P0000105A",
                 "Sep 9, 2021", "Sep 8, 2031", "AB+", "Kinfolk", "Squad Leader"])
    put(ws, 16, [6, "Cpl (Inf)", "PEÑA-SAMPLE", "LITO", "A", "800106", "PA-900106", "Nov 3, 1996", "M",
        "P0000106A",
                 "Sep 9, 2021", "-do-", "O-", "Kinfolk", "Rifleman"])
    ws.merge_cells("O16:O18")
    # The number and the last day stand in each other's place.
    put(ws, 17, [7, "Pfc (Inf)", "TULAD", "NESTOR", "B", "800107", "PA-900107", "Apr 25, 1999", "M",
        "Oct 3, 2029",
                 "Oct 4, 2019", "P0000107A", "A-", "Kinfolk"])
    put(ws, 18, [8, "Pfc (Inf)", "HALIMBAWA", "JOEL", None, "800108", "PA-900108", "June 6, 2001", "M",
        "TO FOLLOW",
                 None, None, "B+", "Kinfolk"])
    put(ws, 20, ["CIVILIAN HUMAN RESOURCE"], bold=True)
    put(ws, 21, [9, "CivHR", "SAMPLE", "CORAZON", "T", None, None, "Sept 17, 1982", "F", "P0000109A",
        "Feb 1, 2025",
                 "Jan 31, 2035", "O+", "Kinfolk", "Accountant"])
    ws["A22"] = "TOTAL: THREE (3) OFFICERS, FIVE (5) EP, ONE (1) CHR"
    ws.merge_cells("A22:O22")
    ws["A24"] = "CERTIFIED CORRECT:"
    ws["C26"] = "PEDRO SIGNATORY"
    ws["C27"] = "SSg (AGS) PA"
    ws["C28"] = "Actg Personnel NCO"
    ws["A30"] = "Note: Serial 8 passport for release by DFA on Sep 20, 2025."


def _second(ws: Worksheet) -> None:
    ws["A1"] = "LIST OF VEHICLES AND EQUIPMENT"
    ws.merge_cells("A1:J1")
    ws["A3"] = "A.  MOBILITY"
    put(ws, 4, ["NR", "NOMENCLATURE", "PLATE NR", "CONDUCTION STICKER", "ENGINE NR", "CHASSIS NR", "WEIGHT",
                "DIMENSION (L x W x H)", "CONDITION", "REMARKS"], bold=True)
    put(ws, 5, [1, "Truck, Utility, 1 1/4 Ton, KM450", "SAA 0001", None, "EN-0001", "KM450-000001",
        "3,150 kgs",
                "5.2 m x 2.1 m x 2.4 m", "Serviceable", None])
    put(ws, 6, [2, "-do-", "SAA 0002", None, "EN-0002", "KM450-000002", "6,945 lbs", "-do-", "-do-", None])
    put(ws, 7, [3, "Ambulance, Field, 4x4", None, "EX 0003", "EN-0003", "AMB4X4-000003", "2,980kg",
        "4.9 m x 1.9 m x 2.3 m",
                "-do-", "plate applied for w/ LTO"])
    put(ws, 8, [4, "Trailer, Water, 400 gal", None, None, None, "TRL-000004", "18,00", None, "-do-",
        "towed by nr 1"])
    ws["A10"] = "B.  EQUIPMENT"
    put(ws, 11, ["NR", "NOMENCLATURE", "QTY", "UNIT", "WEIGHT", "SERIAL NR", "REMARKS"], bold=True)
    put(ws, 12, [1, "Generator Set, 5 kW, diesel", "=1+1", "ea", "95 kg", "GEN-01, GEN-02", None])
    put(ws, 13, [2, "Tent, GP, Medium", 4, "ea", "210 lbs", None, "dirty after last FTX"])
    put(ws, 14, [3, "Net, Camouflage", "six", "ea", "45.5 kgs", None, None])
    put(ws, 15, [4, "Water Can, 5 gal", 24, "ea", "120", None, None])
    put(ws, 16, ["", "GRAND TOTAL", "=SUM(C12:C15)"])


def _third(ws: Worksheet) -> None:
    ws["A1"] = "FIREARMS (FAs)"
    put(ws, 2, ["NR", "NOMENCLATURE", "CALIBER", "SERIAL NR", "ISSUED TO"], bold=True)
    put(ws, 3, [1, "Rifle, 5.56mm, M4", "5.56mm", "EX000201", "SSg Example"])
    put(ws, 4, [2, "-do-", "-do-", "EX000202", "Cpl Peña-Sample"])
    put(ws, 5, [3, "-do-", "-do-", "EX000203", "Pfc Tulad"])
    put(ws, 6, [4, "Pistol, 9mm", "9mm", 456, "MAJ Example"])
    put(ws, 8, ["AMMUNITION"])
    put(ws, 9, ["NR", "NOMENCLATURE", "LOT NR", "QTY", "UNIT"], bold=True)
    put(ws, 10, [1, "Ctg, 5.56mm, Blank, M200", "EXL-25-001", "3,600", "rds"])
    put(ws, 11, [2, "Ctg, 9mm, Ball", "EXL-25-002", 150, "rds"])
    put(ws, 12, [None, "x-x-x NOTHING FOLLOWS x-x-x"])
