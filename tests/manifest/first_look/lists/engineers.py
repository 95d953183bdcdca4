"""An Australian engineer troop to the Philippines: people, plant, stores by pallet, a worksheet of choices.

Everybody is invented. Written by somebody who had not seen how lists are read.
"""

# fmt: off
# ruff: noqa: E501  a row stays in one line, in the letters of the list
import datetime as dt
from pathlib import Path

from openpyxl import Workbook

from tests.manifest.first_look.lists.books import save, worksheet

D = dt.datetime
N = None
VISIT = """\
title = "Engineer troop after a typhoon, invented"
receiving_state = "PH"
sending_state = "AU"
start = 2025-11-17
end = 2025-12-05
activity_type = "disaster_relief"
affected_state_request = true
"""


def write(path: Path) -> None:
    """Write the list and its visit.toml."""
    (path / "visit.toml").write_text(VISIT, encoding="utf-8")
    book = Workbook()
    worksheet(book, "NOMROLL", [
        ["OFFICIAL"],
        ["3 TP, 99 ENGR SQN - NOMINAL ROLL - OP EXAMPLE ASSIST"],
        [N, "As at:", "12 Nov 25", N, N, N, N, "POC: WO2 Deskbound, ext 5555"],
        [],
        ["Ser", "PMKeyS", "Rank", "Name", N, "DOB", "Sex", "Passport", N, "Blood Gp", "Appt", "NOK", N],
        [N, N, N, "Surname", "Given Names", N, N, "No.", "Expiry", N, N, "Name", "Phone"],
        ["TP HQ"],
        [1, 8100001, "CAPT", "Example-Smith", "Jane Louise", "14/02/1991", "F", "PE0000001", D(2031, 8, 19), "A POS", "Tp Comd", "Robert Kinfolk", "0400 000 001"],
        [2, 8100002, "SGT", "O'Sample", "Patrick", D(1985, 6, 30), "M", "PE0000002", "3 Mar 29", "O NEG", "Tp SGT", "Mary Kinfolk", "0400 000 002"],
        [],
        ["1 SECTION"],
        [3, 8100003, "CPL", "McTest", "Fiona", "5 Nov 93", "F", "PE0000003", "30/06/2030", "B POS", "Sect Comd", "Ian Kinfolk", "0400 000 003"],
        [4, 8100004, "LCPL", "Nguyen-Example", "Minh", "31/09/1989", "M", "PE0000004", D(2027, 12, 1), "AB POS", "Plant Op", "Lan Kinfolk", "0400 000 004"],
        [5, 8100005, "SPR", "Specimen", "Tom", "22/1/2001", "M", "PE0000005", "TBC - renewal lodged", "O POS", "\"", "Sue Kinfolk", "0400 000 005"],
        [6, 8100006, "SPR", "Placeholder", "Kirra", "05/06/1999", "F", "PE0000006", "17 Jan 2033", "A NEG", "Carpenter *", "Joe Kinfolk", "0400 000 006"],
        [],
        ["ATTACHED"],
        [7, "N/A", "MR", "Contract", "Graham", "19 Aug 1970", "M", "PE0000007", "28/02/2028", N, "Plant fitter (Example Plant Pty Ltd)", "Bev Kinfolk", "0400 000 007"],
        [8, "N/A", "CPT (US)", "Exchange", "Dana", "07/23/1990", "F", "A00000008", "11 Oct 2030", N, "Exch Offr", N, N],
        [9, "N/A", "SSG (US)", "Attached", "Riley", "06/05/1992", "M", "A00000009", "24 Dec 2031", N, "Surveyor", N, N],
        [],
        [N, "Total pax:", 9],
        [N, "* SPR Placeholder joins on 19 Nov by RPAF flight."],
        [N, "Certified correct: CAPT J. Example-Smith"],
    ], ["A1:M1", "A2:M2", "D5:E5", "H5:I5", "L5:M5", "A7:M7", "A11:M11", "A17:M17", "A5:A6", "B5:B6", "C5:C6", "F5:F6", "G5:G6", "J5:J6", "K5:K6"], [2, 5, 6])
    _plant_and_stores(book)
    save(book, path / "OP EXAMPLE ASSIST - 3 TP manifest v7.xlsx")


def _plant_and_stores(book: Workbook) -> None:
    """Plant, stores by pallet, and what is no list."""
    worksheet(book, "PLANT & VEH", [
        ["PLANT AND VEHICLES - all to be steam cleaned before loading"],
        [],
        ["Ser", "Rego", "Type", "VIN / Chassis No", "L", "W", "H", "GVM", "Fuel", "Cleaned", "Remarks"],
        [N, N, N, N, "(m)", "(m)", "(m)", "(t)", N, N, N],
        [1, 200001, "Truck, tipper, HX77", "WMAHX77X0EX000001", 10.34, 2.55, 3.6, 16.2, "Diesel", D(2025, 11, 8), N],
        [2, 200002, "Loader, wheeled, JD 624K", "1DW624KXCEX000002", 8.1, 2.7, 3.4, 15.6, "\"", "9 Nov 25", "4-in-1 bucket"],
        [3, "200003", "Truck, cargo, G-Wagon 6x6", "WDB46100X0X000003", "6.21 m", 1.83, "2.30", "4,490 kg", "\"", "14/11/2025", "canopy off"],
        [N, N, "Sub-total wheeled", N, N, N, N, 36.29],
        [],
        [4, 200004, "Excavator, tracked, 20 t class", "EX20000000000000A4", 9.53, 2.98, 3.1, 21.8, "Diesel", "tbc", "rock breaker attached"],
        [5, 200005, "Trailer, flat bed", "6FP00000000000005", "8.6 (drawbar folded)", 2.5, 1.2, 2.4, "nil", "31/11/2025", N],
        [6, "Nil", "2 x Lighting tower, trailer mounted", N, 2.4, 1.3, 1.7, "0.95 ea", "Diesel", N, "S/N LT-41, LT-42"],
        [N, N, "TOTAL", N, N, N, N, 62.39],
        [],
        ["Note: low loader for the excavator to be hired in the host nation."],
    ], ["A1:K1"], [3])
    worksheet(book, "STORES", [
        ["LOAD LIST (STORES)", N, N, N, N, N, N, N, "Sheet 1 of 1"],
        ["Item", "NSN", "Description", "Qty", "UoI", "Weight (kg)", "L x W x H (cm)", "Haz", "Remarks"],
        ["PALLET 1"],
        [1, "4610-66-000-0001", "Water purification unit", 1, "EA", 860, "210x150x160", N, "S/N WPU-009"],
        [2, "6115-66-000-0002", "Generator, 15 kVA, diesel", 2, "EA", "380", N, "fuel drained", N],
        [3, N, "Total station, survey, with tripod", 1, "\"", 14.5, N, "UN3481", "S/N 0012345"],
        [N, N, "Pallet total", N, N, 1254.5],
        ["PALLET 2"],
        [1, N, "Chainsaw, 18 in bar", 4, "EA", 26, N, "fuel drained", N],
        [2, "8340-66-000-0003", "Tarpaulin, 6 m x 9 m", 120, "EA", "1,080", N, N, "gift to the municipality"],
        [3, N, "Oil, engine, 15W-40", 8, "DR", 144, N, N, "20 L drums"],
        [N, N, "Pallet total", N, N, 1250],
        [],
        ["PALLET 3"],
        [1, N, "Ration packs, one man", 40, "CT", "660 lb", "120x100x110", N, N],
        [2, N, "Saw blades, assorted", 1, "LOT", "TBA", N, N, "5 to 8 kg expected"],
        [N, N, "GRAND TOTAL (excl. TBA)", N, N, 2803.9],
        ["No explosives and no weapons are carried."],
    ], ["A3:I3", "A8:I8", "A14:I14"], [2], comments={"C10": "Check with QM whether blue or green"})
    worksheet(book, "DropDowns", [["Rank", "Sex", "UoI"], ["SPR", "M", "EA"], ["LCPL", "F", "CT"], ["CPL", "X", "DR"], ["SGT", N, "LOT"]])
    worksheet(book, "NOMROLL (v3)", [["Ser", "PMKeyS", "Rank", "Surname"], [1, 8109999, "LT", "Stayhome"], [2, 8109998, "SPR", "Withdrawn"]], state="hidden")
