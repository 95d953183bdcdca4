"""A British company to Japan: two tables on one worksheet, two hundred columns, no day above twelve.

Everybody is invented. Written by somebody who had not seen how lists are read.
"""

# fmt: off
from pathlib import Path

from openpyxl import Workbook

from tests.manifest.first_look.lists.cells import put

VISIT = """\
title = "Marines to Kyushu, invented"
receiving_state = "JP"
sending_state = "GB"
start = 2025-11-10
end = 2025-11-28
activity_type = "exercise"
"""


def write(folder: Path) -> None:
    """Write the list and its visit.toml."""
    (folder / "visit.toml").write_text(VISIT, encoding="utf-8")
    wb = Workbook()
    ws = wb.active
    assert ws is not None
    ws.title = "Nom Roll and Kit"
    ws["A1"] = "4X CDO (EXAMPLE) RM"
    ws["A2"] = "NOMINAL ROLL AND KIT LIST - EX EXAMPLE ISLES 25"
    head = ["Ser", "Svc No", "Rank", "Name", "D.O.B.", "PP No.", "PP Exp", "Nat", "Blood Group",
        "Next of Kin", "Driver (Y/N)", "Swim test", "Ser "]
    put(ws, 4, head, bold=True)
    for column in range(14, 201):
        if column % 9 == 0:
            ws.cell(4, column, f"MATT {column}")
        elif column % 31 == 0:
            ws.cell(4, column, "Remarks" if column == 31 else f"spare {column}")
    people = [
        ("P0600001A", "Maj", "EXAMPLE, Adam", "03/04/1984", "900000001", "05/06/2029", "GBR", "N", "P",
            4101),
        ("P0600002B", "Capt", "SAMPLE, Beth Ann", "11/12/1990", "900000002", "01/02/2030", "GBR", "Y", "P",
            4187),
        ("P0600003C", "Sgt", "Callum FICTIVE", "07/08/1988", "900000003", "09/10/2027", "GB", "Y", "P",
            4102),
        ("P0600004D", "Cpl", "MOCK D", "02/01/1995", "900000004", "12/11/2031", "British", "y", "F", 4233),
        ("P0600005E", "LCpl", "VAN EXAMPLE, Eli", "06/06/1999", "900000005", "03/03/2032", "FJI", "n", "P",
            4091),
        ("P0600006F", "Mne", "NOBODY, Finn", "10/09/2004", "900000006", "08/07/2033", "GBR", "TBC", "P",
            4344),
    ]
    for offset, (number, rank, name, born, passport, until, nation, driver, swim, odd) in enumerate(people):
        put(ws, 5 + offset, [offset + 1, number, rank, name, born, passport, until, nation, "O POS",
            "Mrs Example", driver, swim, odd])
    ws.cell(5, 18, "Pass")
    ws.cell(7, 31, "joins at Sasebo")
    ws.cell(12, 1, "Total: 6 all ranks")
    ws.cell(14, 1, "Notes:")
    ws.cell(15, 1, "1. All pers hold in-date passports and movement orders.")
    ws.cell(16, 1, "2. Mne Nobody's driving permit awaited.")
    ws.cell(19, 1, "WEAPONS AND KIT")
    put(ws, 20, ["Ser", "Item", "Qty", "UOM", "Serial Nos", "GW", "UN No", "Remarks"], bold=True)
    kit = [
        ("L85A3 x 12", None, None, "A123401 - A123412", "59 kg", None, "armoury"),
        ("L131A1 pistol", 8, "EA", "GL0501-GL0508", "8.2kg", None, None),
        ("L129A1", "4", "EA", "LM0004, LM0007, LM0011, LM0012", "22 kg", None, None),
        ("Blank 5.56mm", "2,400", "rds", "lot EX-11", "31kg", "0014", "1.4S NEQ 2.9 kg"),
        ("Bergen", 6, "EA", None, "120 kg", None, "cleaned 05/11/2025"),
        ("Inflatable boat, Mk 5", 1, "EA", "IB-77", "0.18 t", None, None),
        ("Outboard motor 40hp", 1, "EA", "OB-19", "220 lb", "UN 3528", "fuel purged?"),
    ]
    for offset, item in enumerate(kit):
        put(ws, 21 + offset, [offset + 1, *item])
    put(ws, 28, [None, "Total weapons", 24])
    ws.cell(31, 1, "Prepared by: Cpl Mock, 4X Cdo, 04/05/2025")
    ws.cell(32, 1, "OFFICIAL-SENSITIVE")
    wb.save(folder / "uk_royal_marines.xlsx")
