"""A US engineer company to Australia: a unit equipment list and a flight roll.

Everybody is invented. Written by somebody who had not seen how lists are read.
"""

# fmt: off
from pathlib import Path

from openpyxl import Workbook

from tests.manifest.first_look.lists.cells import put

VISIT = """\
title = "Engineer company to Queensland, invented"
receiving_state = "AU"
sending_state = "US"
start = 2025-07-10
end = 2025-08-05
activity_type = "exercise"
"""


def write(path: Path) -> None:
    """Write the list and its visit.toml."""
    (path / "visit.toml").write_text(VISIT, encoding="utf-8")
    wb = Workbook()
    ws = wb.active
    assert ws is not None
    ws.title = "UEL"
    ws["A1"] = "UNIT EQUIPMENT LIST (EXAMPLE)   CUI when filled in"
    ws.merge_cells("A1:T1")
    ws["A2"] = "UIC WEXAA0 / 999TH ENGR CO (EXAMPLE)  -  PREPARED 20250602  -  PAGE 1 OF 1"
    top = ["SUN", "TCN", "LIN", "NSN", "DESCRIPTION", "MODEL", "BUMPER #", "SN", "QTY",
        "DIMENSIONS (INCHES)", None, None,
           "WEIGHT (LBS)", "CUBE (CU FT)", "STON", "HAZ", "UN #", "WASHED", "CCC", "REMARKS"]
    put(ws, 4, top, bold=True)
    put(ws, 5, ["L", "W", "H"], column=10, bold=True)
    ws.merge_cells("J4:L4")
    for letter in "ABCDEFGHIMNOPQRST":
        ws.merge_cells(f"{letter}4:{letter}5")
    rows: list[list[object]] = [
        ["00001", "WEXAA0$00001XXXXX", "T07679", "2320-01-000-0001", "TRUCK UTILITY HMMWV", "M1152A1",
         "999E HQ-6", "EX100001",
         1, 194, 86, 77, "8,100", 743.4, 4.05, "N", None, "06/13/2025", "A2D", None],
        ["00002", "WEXAA0$00002XXXXX", "T07679", "2320-01-000-0001", "SAME AS ABOVE", "SAME AS ABOVE",
         "999E HQ-7", "EX100002",
         1, 194, 86, 77, "8,100", 743.4, 4.05, "N", None, "06/03/2025", "A2D",
         "SECONDARY LOAD: 2 EA TOOL KIT"],
        ["00003", "WEXAA0$00003XXXXX", "T95992", "2330-01-000-0002", "TRAILER CARGO LTT", "M1102",
         "999E HQ-6T", "EX100003",
         1, 136, 86, "3,400 LB", None, 450, 1.7, "N", None, "06/03/2025", "A2D", "HT AND WT TO BE CONFIRMED"],
        ["00004", "WEXAA0$00004XXXXX", "T34437", "3805-01-000-0003", "LOADER BACKHOE", "BHL", "999E 31",
         "EX100004",
         1, 279.5, 96, 112, 22400, 1739, 11.2, "N", None, "not yet", "B3D", "OVERSIZE"],
        ["", "", "", "", "SUBTOTAL ROLLING STOCK", "", "", "", 4, "", "", "", 42000, "", 21],
        ["00005", "WEXAA0$00005XXXXX", "G74711", "6115-01-000-0004", "GENERATOR SET 10KW", "MEP-803A",
         None, "EX200001",
         2, 62, 32, 37, "=2*1150", 84.9, 1.15, "N", None, "06/20/2025", "J3D", "FUEL DRAINED"],
        ["00006", "WEXAA0$00006XXXXX", None, "8145-01-000-0005", "CONTAINER TRICON", "TRICON", None,
         "USAU1234560",
         1, 96.5, 78, 96, 5450, 418.2, 2.725, "Y", "UN3480", "06/20/2025", "J2D",
         "BATTERIES, TENTS; SEE DD FORM 1750"],
        ["00007", "WEXAA0$00007XXXXX", None, None, "RATIONS MRE, CASE", None, None, None,
         96, 16.5, 9.5, 11, 2112, 96, 1.056, "N", None, None, "J3D", None],
        ["00008", "WEXAA0$00008XXXXX", "C05701", "1375-01-000-0006", "CHARGE DEMO BLOCK C4", "M112", None,
         "LOT EX-1",
         40, 24, 12, 12, 60, 2, 0.03, "Y", "0084", None, "M6D", "1.1D NEW 50 LBS"],
        ["00009", None, None, None, "RIFLE 5.56MM", "M4A1", None, "W000001 THRU W000030", 30, None, None,
         None, "195", None,
         0.0975, "N", None, None, None, "IN ARMS RACK, CARRIED ON A/C"],
        ["", "", "", "", "GRAND TOTAL NINE LINES", "", "", "", 173],
    ]
    for row, values in enumerate(rows, 6):
        put(ws, row, [v if v != "" else None for v in values])
    ws["A18"] = "NOTE 1. ALL WHEELED VEHICLES WASHED PER AQIS/DAFF STANDARD NLT 25 JUN 25."
    ws["A19"] = "NOTE 2. TCN FOR SUN 00009 NOT ASSIGNED."
    _roll(wb)
    # M11 keeps no stored result: a tool wrote it, no spreadsheet opened it
    wb.save(path / "UEL_ROLL_20250602.xlsx")


def _roll(wb: Workbook) -> None:
    """The roll, a summary, and a hidden worksheet."""
    ws = wb.create_sheet("ROLL")
    ws["A1"] = "FLIGHT MANIFEST / ROLL - 999TH ENGR CO (EXAMPLE)"
    put(ws, 3, ["SN", "NAME (LAST, FIRST MI)", "RANK/GRADE", "DOD ID", "DOB", "SEX", "CITIZENSHIP",
        "PASSPORT #", "PP EXP",
                "BLOOD", "NOK PHONE", "WPN SN", "MOS", "DOR", "CHALK", "REMARKS"], bold=True)
    roll = [
        [1, "EXAMPLE, JORDAN T.", "CPT/O3", 1000000001, 19910317, "M", "USA", "E00000001", "01MAR2029",
         "O POS", "555-0101",
         "W000001", "12A", 20200601, 1, None],
        [2, "SAMPLE-NOBODY, KELLY", "1SG/E8", 1000000002, 19811204, "F", "USA", "E00000002", "15NOV2031",
         "A POS", "555-0102",
         "W000002", "12Z", 20190101, 1, None],
        [3, "O'PLACEHOLDER, SEAN P", "SSG/E6", 1000000003, 19900229, "M", "USA", "E00000003", "30FEB2028",
         "A NEG", "555-0103",
         "W000003", "12N", 20210701, 1, "DUAL IRL CITIZEN, HOLDS IRISH PP"],
        [4, "DOE EXAMPLE, MIN-JI", "SPC/E4", 1000000004, "2002-07-09", "F", "KOR", "M0000004", "09JUL2027",
         "B POS", "555-0104",
         "DITTO", "12B", 20230401, 2, "NATURALIZATION PENDING"],
        [5, "TESTER, ALEX", "CTR", None, "08/09/1970", "X", "USA", "E00000005", "22DEC2026", "AB POS",
         "555-0105", "NONE",
         None, None, 2, "FIELD SERVICE REP, EXAMPLE CORP"],
    ]
    for row, values in enumerate(roll, 4):
        put(ws, row, values)
    ws["A9"] = "TOTAL PAX"
    ws["B9"] = "FIVE"
    ws["A11"] = "I certify this roll is correct. CPT EXAMPLE, CDR"

    summary = wb.create_sheet("BY CCC")
    put(summary, 1, ["CCC", "PIECES", "STON"])
    put(summary, 2, ["A2D", 3, 9.8])
    put(summary, 3, ["J3D", 98, 2.2])
    hidden = wb.create_sheet("CODES")
    put(hidden, 1, ["SN", "NAME (LAST, FIRST MI)", "RANK/GRADE", "DOD ID"])
    put(hidden, 2, [1, "SCRATCHED, PAT", "PV2/E2", 1000000099])
    hidden.sheet_state = "veryHidden"
