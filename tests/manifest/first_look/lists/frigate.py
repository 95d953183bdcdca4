"""A British frigate in Japan: a crew list on the form of FAL 5, small arms, stores, worksheets that are not for the host.

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
title = "Port visit, invented"
receiving_state = "JP"
sending_state = "GB"
start = 2025-09-01
end = 2025-09-05
activity_type = "port_call"
"""


def write(path: Path) -> None:
    """Write the list and its visit.toml."""
    (path / "visit.toml").write_text(VISIT, encoding="utf-8")
    book = Workbook()
    head = ["6. No.", "7. Family name", "8. Given names", "9. Rank or rating", "10. Nationality", "11. Date of birth", "12. Place of birth",
            "13. Nature of identity document", "14. Number of identity document", "15. Issuing State of identity document", "16. Expiry date of identity document"]
    worksheet(book, "Crew list", [
        ["CREW LIST"],
        ["(IMO FAL Form 5)", N, N, N, N, N, "Arrival [X]", "Departure [ ]", N, "Page No. 1 of 2"],
        ["1.1 Name of ship", "HMS EXAMPLE", N, "1.2 IMO number", "n/a (warship)", N, "1.3 Call sign", "GXXX"],
        ["2. Port of arrival", "Yokosuka", N, "3. Date of arrival", "01 SEP 2025"],
        ["4. Flag State of ship", "UNITED KINGDOM", N, "5. Last port of call", "Busan"],
        head,
        [1, "EXAMPLE", "Charlotte Anne", "Cdr", "British", "27/03/1983", "Plymouth", "Passport", "990000001", "GBR", "14/06/2030"],
        [2, "SPECIMEN", "Rupert", "Lt Cdr", "-do-", D(1988, 4, 1), "Fareham", "-do-", 990000002, "-do-", "22/11/2027"],
        [3, "O'DUMMY", "Siobhán", "Lt", "Irish", "12.08.1992", "Cork", "Passport", "P00000X3", "IRL", "01 Feb 2031"],
        [4, "VUNI-EXAMPLE", "Josefa", "LS", "Fijian", "6 Jan 1996", "Suva", "RN ID card", "30000004", "UK", "31/12/2028"],
        [],
        ["CREW LIST (cont.)", N, N, N, N, N, N, N, N, "Page No. 2 of 2"],
        head,
        [5, "PLACEHOLDER-JONES", "Gwen", "AB", "British", "29/02/2001", "Cardiff", "Passport", "990000005", "GBR", "09/09/2029"],
        [6, "TEST", "Callum", "PO", "British", "15/10/1990", "Glasgow", "Passport", "990000006", "GBR", "9/28"],
        [7, "INVENTED", "Mohammed", "Surg Lt", "British", "30-Nov-1989", "Leicester", "Passport", "990000007", "GBR", D(2032, 5, 17)],
        [8, "CIVILIAN", "Harriet", "NAAFI Manager", "British", "19/05/1979", "Hull", "Passport", "990000008", "GBR", "23/07/2026"],
        [],
        [N, "Total crew listed: 8"],
        ["17. Date and signature by master, authorized agent or officer", N, N, N, N, "28 AUG 2025"],
    ], ["A1:K1", "B3:C3", "A20:E20"], [6, 13])
    worksheet(book, "Flight", [
        ["EMBARKED FLIGHT - 999 NAS"],
        ["A/C type", "Tail no.", "Callsign", "Mode S", "Crew", "Captain", "Armament", "Remarks"],
        ["Wildcat HMA Mk2", "ZZ999", "EXAMPLE 11", "43C0AA", 3, "Lt Cdr SPECIMEN", "Nil", "folded in hangar; no flying planned in Japanese airspace"],
        [],
        ["UAS: nil embarked."],
    ], ["A1:H1"], [2])
    _arms_and_stores(book)
    save(book, path / "HMS EXAMPLE visit pack (Yokosuka).xlsx")


def _arms_and_stores(book: Workbook) -> None:
    """Small arms, stores, and hidden worksheets."""
    worksheet(book, "Small arms", [
        ["SMALL ARMS HELD ON BOARD (armoury, 2 deck)"],
        [],
        ["Ser", "Weapon", "Cal", "Wpn serial", "Qty", "Remarks"],
        [1, "Rifle L85A3", "5.56 mm", "UE00A00001", 1, N],
        [2, "\"", "\"", "UE00A00002", 1, "bolt removed"],
        [3, "\"", "\"", "UE00A00003", 1, N],
        [4, "GPMG L7A2", "7.62 mm", "see separate sheet", 4, "on upper deck mounts"],
        [5, "Pistol L131A1", "9 mm", "EXA123, EXA124", 2, N],
        [6, "Sword, RN officer's", N, "-", 3, "ceremonial, guard of honour"],
        [N, "Total", N, N, 12],
        [],
        ["AMMUNITION AND PYROTECHNICS"],
        ["Ser", "Nature", "UN No", "Class", "Rounds", "NEQ (kg)", "Lot"],
        [1, "Cartridge, 5.56 mm, ball", "UN 0012", "1.4S", "12,000", "21.6", "RG-EX-01"],
        [2, "Cartridge, 7.62 mm, link", "0012", "1.4S", 8800, 28.2, "RG-EX-02"],
        [3, "Cartridge, 9 mm, ball", 12, "1.4S", "1,000", "0.4 kg", "-"],
        [4, "Signal, smoke, orange", "UN0197", "1.4G", 24, "1,900 g", "PW-EX-7"],
        [N, "Total NEQ", N, N, N, 52.1],
        ["All of it is the ship's own outfit; nothing is landed."],
    ], ["A1:F1", "A12:G12"], [3, 13])
    worksheet(book, "Stores", [
        ["STORES TO BE LANDED FOR RECEPTION / EXPECTED TO BE LANDED"],
        ["Line", "Description", "Qty", "Unit", "Gross wt", "Value (GBP)", "Remarks"],
        [1, "Marquee, 6 m", 1, "each", "0.42 t", 3200, "to be re-embarked"],
        [2, "Gin, London dry, 70 cl", 48, "bottles", "60 kg", "£960.00", "consumed at reception"],
        [3, "Beef, frozen, boneless (UK origin)", "10-12", "cases", "approx. 240 kg", N, "caterer to confirm"],
        [4, "Plaques, ship's crest", 30, "each", "66 lb", 450, "presents"],
        [5, "PA system, 2 loudspeakers", 1, "set", "38.5kg", 1150, "S/N PA-0077; lithium battery inside?"],
        [N, "TOTAL", N, N, N, 5760],
        [],
        ["Gash to be landed through the agent."],
    ], ["A1:G1"], [2])
    worksheet(book, "Medical", [["Name", "Rank", "Blood", "Allergies"], ["TEST Callum", "PO", "O NEG", "Penicillin"], ["ASHORE Peter", "AB", "A POS", "none"]], state="hidden")
    worksheet(book, "Rugby XV", [["No.", "Family name", "Given names", "Date of birth"], [1, "SCRUM", "Alan", "02/03/1999"]], state="veryHidden")
