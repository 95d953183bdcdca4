"""An Australian squadron to Japan: roll, load list and aircraft; sections, subtotals, hidden worksheets.

Everybody is invented. Written by somebody who had not seen how lists are read.
"""

# fmt: off
import datetime as dt
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from tests.manifest.first_look.lists.cells import put

VISIT = """\
title = "Squadron to Komatsu, invented"
receiving_state = "JP"
sending_state = "AU"
start = 2025-07-14
end = 2025-08-08
activity_type = "exercise"
"""


def write(folder: Path) -> None:
    """Write the list and its visit.toml."""
    (folder / "visit.toml").write_text(VISIT, encoding="utf-8")
    wb = Workbook()
    ws = wb.active
    assert ws is not None
    ws.title = "NOMROLL"
    _roll(ws)
    _load(wb.create_sheet("LOAD LIST"))
    _others(wb)
    wb.save(folder / "raaf_roll_and_load.xlsx")


def _roll(ws: Worksheet) -> None:
    ws["A1"] = "77X SQUADRON (EXAMPLE) - NOMINAL ROLL"
    ws.merge_cells("A1:P1")
    ws["A2"] = "EX EXAMPLE GUARDIAN 25   as at 12/05/25   OFFICIAL: SENSITIVE"
    ws.merge_cells("A2:P2")
    ws["A3"] = "POC: SGT Example, J.   ext 5555"
    top = ["Ser", "PMKeyS", "Rank", "Name", None, "DOB", "Sex", "Passport", None, "Blood Gp", "NOK", None,
        "Weapon", None, "Chalk", "Remarks"]
    low = [None, None, None, "Surname", "Given Names", None, None, "PP No", "Expiry", None, "Name", "Ph",
        "Type", "Ser No", None, None]
    put(ws, 5, top, bold=True)
    put(ws, 6, low, bold=True)
    for span in ("A5:A6", "B5:B6", "C5:C6", "D5:E5", "F5:F6", "G5:G6", "H5:I5", "J5:J6", "K5:L5", "M5:N5",
        "O5:O6", "P5:P6"):
        ws.merge_cells(span)
    one = [
        ("8501001", "WGCDR", "EXAMPLE", "Alice Jane", "14/03/81", "F", "PA1000001", "22/08/31", "O+", None,
            "1", "CO"),
        ("8501002", "SQNLDR", "SAMPLE", "Brian", "03/04/86", "M", "PA1000002", "01/02/30", "A+", None, "1",
            "Pilot"),
        ("8501003", "FLTLT", "O'INVENTED", "Caitlin", "27/11/93", "F", "PA1000003", "30/06/29", "B-", None,
            "1", "Pilot"),
        ("8501004", "FLTLT", "DE EXAMPLE", "Dong-hyun", "08/09/92", "M", "PA1000004", "15/12/28", "AB+",
            None, "1", None),
        ("8501005", "WOFF", "MOCK", "Errol", "19/01/74", "M", "PA1000005", dt.date(2027, 5, 4), "O-", None,
            "1", "WOE"),
        ("8501006", "SGT", "FICTIVE", "Faye", dt.date(1985, 10, 2), "F", "PA1000006", "11/11/33", "A-",
            ("EF88", "8812301A"), "1", "armourer"),
    ]
    two = [
        ("8501007", "CPL", "PLACEHOLDER", "Gus", "05/06/97", "M", "PA1000007", "09/10/32", "O+",
            ("EF88", "8812302A"), "2", None),
        ("8501008", "LAC", "NOBODY", "Hana", "05/06/05", "F", "PA1000008", "07/08/34", "O+",
            ("EF88", "8812303A"), "2", "joins D+1 only"),
        ("8501009", "LACW", "NOONE", "Isla", "31/12/03", "F", "PA1000009", "02/03/35", "B+",
            ("EF88", "8812304A"), "2", None),
        ("8501010", "AC", "DUMMY", "Jack", "20/02/06", "M", "PA1000010", "12/01/35", "A+",
            ("Browning 9mm", "T-00417"), "2", "see Note 1"),
        (None, "MR", "CONTRACT", "Kim", "16/07/79", "X", "N7000011", "18/04/26", None, None, "2",
            "Contractor - Example Aerospace Pty Ltd"),
    ]
    row, serial = 7, 1
    for title, people in (("CHALK 1 - C-17A - dep RAAF Base Example 14/07/25", one),
        ("CHALK 2 - KC-30A - 15/07/25", two)):
        ws.cell(row, 1, title).font = Font(bold=True)
        ws.merge_cells(start_row=row, start_column=1, end_row=row, end_column=16)
        row += 1
        for person in people:
            number, rank, name, given, born, sex, passport, expiry, blood, weapon, chalk, remark = person
            put(ws, row, [serial, number, rank, name, given, born, sex, passport, expiry, blood,
                "Example relative", "0400 000 000", *(weapon or (None, None)), chalk, remark])
            row, serial = row + 1, serial + 1
        put(ws, row, [f"Total {title[:7]}", None, None, None, len(people)])
        row += 2
    put(ws, row, ["TOTAL PAX", None, None, None, 11])
    ws.cell(row + 2, 1, "Note 1: AC Dummy replaces AC Oldname (see OLD ROLL).")
    ws["B9"].comment = Comment("check number", "clerk")


def _load(ws: Worksheet) -> None:
    ws["A1"] = "77X SQN LOAD LIST"
    ws["A2"] = "All weights in pounds"
    put(ws, 4, ["Ser", "Nomenclature", "NSN", "Qty", "UoM", "Wt (lb)", "Ser No", "Remarks"], bold=True)
    pallets: list[tuple[str, list[tuple[object, ...]]]] = [
        ("PALLET 1   ITN 77X-0001   463L   Chalk 1", [
            ("Tool kit, airframe", "5180-66-123-4567", 4, "EA", 880, "TK-01 to TK-04", None),
            ("Battery, lithium ion, aircraft", "6140-66-222-3333", 2, "EA", "110", "LB-7, LB-8",
                "DG UN3480 Cl 9"),
            ("Aerosol, lubricant", None, 24, "CN", 26.5, None, "un 1950 (2.1)"),
            ("Wheel assy, main", "1630-01-555-1212", 6, "EA", "1,250", None, None)]),
        ("PALLET 2   ITN 77X-0002   463L   Chalk 2", [
            ("Cartridge, power device (ejection)", "1377-01-444-9999", 12, "EA", 18, "LOT EX-25-07",
                "UN0323 1.4S NEQ 0.45kg"),
            ("Rations, combat, one man", None, 240, "PK", 1050, None, "contains meat"),
            ("Radio, PRC-152A", "5820-01-451-8250", 6, "EA", 44, "152-0101 thru 152-0106", None),
            ("Tent, 11x11", None, 3, "EA", 540, None, "check for soil")]),
    ]
    row, serial = 5, 1
    for title, items in pallets:
        ws.cell(row, 1, title).font = Font(bold=True)
        ws.merge_cells(start_row=row, start_column=1, end_row=row, end_column=8)
        row += 1
        first = row
        for name, nsn, quantity, unit, weight, number, remark in items:
            put(ws, row, [serial, name, nsn, quantity, unit, weight, number, remark])
            row, serial = row + 1, serial + 1
        put(ws, row, [None, "Sub total", None, None, None, {5: 2266.5, 11: 1652}[first - 1]])
        row += 1
    put(ws, row, [None, "GRAND TOTAL", None, None, None, 3918.5])


def _others(wb: Workbook) -> None:
    ws = wb.create_sheet("ACFT")
    ws["A1"] = "AIRCRAFT"
    put(ws, 3, ["Aircraft", "Tail No", "Callsign", "Remarks"], bold=True)
    put(ws, 4, ["6 x F-35A", None, "EXAMPLE 01-06", "tails TBC night before"])
    put(ws, 5, ["KC-30A", "A39-004", "EXAMPLE 21", "tanker"])
    put(ws, 6, ["C-17A", "A41-207", "EXAMPLE 31", None])
    put(ws, 7, ["Total 8"])

    ws = wb.create_sheet("SUMMARY")
    put(ws, 1, ["Rank", "Count"], bold=True)
    for offset, pair in enumerate([("WGCDR", 1), ("SQNLDR", 1), ("FLTLT", 2), ("Other", 7),
        ("Total", 11)]):
        put(ws, 2 + offset, pair)

    ws = wb.create_sheet("OLD ROLL")
    put(ws, 1, ["Ser", "PMKeyS", "Rank", "Surname", "Given Names"], bold=True)
    put(ws, 2, [1, "8400001", "AC", "OLDNAME", "Zed"])
    put(ws, 3, [2, "8400002", "AC", "FORMER", "Yan"])
    ws.sheet_state = "hidden"
    ws = wb.create_sheet("LISTS")
    for index, rank in enumerate(("AC", "LAC", "CPL", "SGT"), start=1):
        ws.cell(index, 1, rank)
    ws.sheet_state = "veryHidden"
