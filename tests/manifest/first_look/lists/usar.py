"""A Swiss rescue team to the Philippines: facts, people, dogs and kit below each other; medicines, radios.

Everybody is invented. Written by somebody who had not seen how lists are read.
"""

# fmt: off
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from tests.manifest.first_look.lists.cells import put

VISIT = """\
title = "Search and rescue to Luzon, invented"
receiving_state = "PH"
sending_state = "CH"
start = 2026-10-02
end = 2026-10-12
activity_type = "disaster_relief"
"""


def write(folder: Path) -> None:
    """Write the list and its visit.toml."""
    (folder / "visit.toml").write_text(VISIT, encoding="utf-8")
    wb = Workbook()
    ws = wb.active
    assert ws is not None
    ws.title = "Team sheet"
    ws["A1"] = "URBAN SEARCH AND RESCUE TEAM"
    facts = [
        ("Team name", "Example Rescue", "Team code", "CHE-99"),
        ("Country", "Switzerland", "Class", "Heavy"),
        ("Team leader", "Anna Example", "Satellite phone", "+881 600 000 000"),
        ("Persons", 6, "Dogs", 4),
        ("Self-sufficient (days)", 10, "Weight / volume", "3.2 t / 18 m3"),
        ("Arrival", "MNL, 02.10.2026 14:30 local, EX 1234", "Dangerous goods", "yes, see kit"),
        ("Needs on arrival", "2 trucks, 200 l diesel, interpreter", None, None),
    ]
    for offset, row in enumerate(facts):
        put(ws, 3 + offset, row)
    ws.cell(12, 1, "A. PERSONNEL").font = Font(bold=True)
    put(ws, 13, ["No", "Family name", "First name", "Function", "Nationality", "Date of birth",
        "Passport No.", "Valid until", "Blood", "Licence"], bold=True)
    people = [
        ("EXAMPLE", "Anna", "Team leader", "CHE", "21.03.1975", "X0000001", "31.12.2029", None),
        ("MUSTER", "Beat", "Dog handler", "CHE", "05.11.1982", "X0000002", "14.02.2028", None),
        ("MODÈLE", "Claire", "Dog handler", "CHE", "30.07.1990", "X0000003", "01.09.2031", None),
        ("ESEMPIO", "Dario", "Doctor", "Italy", "12.12.1979", "YA000004", "09.05.2027",
            "MedReg 7601000000000"),
        ("BEISPIEL", "Eva", "Paramedic", "CHE", "17.06.1993", "X0000005", "22.10.2030", "HF 55555"),
        ("FIKTIV", "Fritz", "Engineer", "CHE/GBR", "02.04.1968", "X0000006", "28.02.2027", None),
    ]
    for offset, person in enumerate(people):
        name, first, function, nation, born, passport, until, licence = person
        put(ws, 14 + offset, [offset + 1, name, first, function, nation, born, passport, until, "A+",
            licence])
    ws.cell(21, 1, "B. SEARCH DOGS").font = Font(bold=True)
    put(ws, 22, ["Dog", "Breed", "Sex", "Born", "Handler", "Chip No", "Chipped on", "Rabies 1", "Rabies 2",
        "Titre sample", "Result IU/ml", "Owner"], bold=True)
    dogs: list[tuple[object, ...]] = [
        ("Aiko", "Border Collie", "F", "03.05.2020", "Muster", 756098100123456, "01.08.2020", "10.08.2020",
            "20.09.2020", "25.10.2020", "1,8", "team"),
        ("Balu", "Labrador", "M", "11.09.2019", "Muster", "756 098 100 123 457", "15.12.2019", "20.12.2019",
            "30.01.2020", "05.03.2020", 0.9, "team"),
        ("Cora", "Malinois", "F", "23.01.2022", "Modèle", "7.56098E+14", "02.04.2022", "01.04.2022",
            "15.05.2022", None, None, "team"),
        ("Duke", "German Shepherd", "M", "14.06.2023", "Modèle", "756098100123459", None, "20.09.2023",
            None, None, "pending", "private"),
    ]
    for offset, dog in enumerate(dogs):
        put(ws, 23 + offset, dog)
    ws.cell(28, 1, "C. EQUIPMENT").font = Font(bold=True)
    put(ws, 29, ["Item", "Qty", "Total weight", "Value CHF", "Dangerous goods", "Remarks"], bold=True)
    kit = [
        ("Concrete saw, petrol", 2, "28 kg", "3'400.00", "UN3528", "drained"),
        ("Listening device", 2, "15.5 kg", 18000, None, "Li-ion 14.8 V 97 Wh, UN 3481"),
        ("Power tool batteries, Li-ion", 24, "19 kg", "4'800", "UN 3480", "under 100 Wh each"),
        ("Tent 8 persons", 2, "96 kg", 2200, None, None),
        ("Food, 10 days", 60, "75 kg", None, None, "freeze-dried, some with beef"),
    ]
    for offset, item in enumerate(kit):
        put(ws, 30 + offset, item)
    put(ws, 35, ["Total", 90, "233.5 kg", None])

    _medical(wb.create_sheet("Medical"))
    _comms(wb.create_sheet("Comms"))
    wb.save(folder / "usar_team_sheet.xlsx")


def _medical(ws: Worksheet) -> None:
    ws["A1"] = "Medicines and medical devices (kit of Dr Esempio, cabin baggage)"
    put(ws, 2, ["Medicine (INN)", "Strength", "Form", "Quantity", "Controlled", "Expiry", "Batch"],
        bold=True)
    for offset, item in enumerate([
        ("Morphine sulfate", "10 mg/ml", "ampoule 1 ml", 20, "yes (narcotic)", "31.05.2027", "EX1"),
        ("Ketamine", "50 mg/ml", "vial 10 ml", 10, "yes", "30.11.2026", "EX2"),
        ("Diazepam", "5 mg/ml", "ampoule 2 ml", 10, "yes (psychotropic)", "01/2027", "EX3"),
        ("Paracetamol", "500 mg", "tablet", "100 tabs", "no", "31.08.2028", "EX4"),
        ("Syringes, empty 5 ml", None, None, 50, "no", None, None),
    ]):
        put(ws, 3 + offset, item)


def _comms(ws: Worksheet) -> None:
    put(ws, 1, ["Radio", "S/N", "Frequencies / power", "Qty"], bold=True)
    for offset, item in enumerate([
        ("Example HT-1 handheld", "HT1-001 to -008", "146.52 MHz, 5 W", 8),
        ("Example UHF base", "UB-1", "406.1-410 MHz, 25 W", 1),
        ("BGAN terminal", "BG-44", "L band (Inmarsat)", 1),
        ("PLB", "PLB-1..6", "406.037 MHz, 5 W and 121.5 MHz 50 mW", 6),
    ]):
        put(ws, 2 + offset, item)
