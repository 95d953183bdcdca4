"""A German squadron to Japan: people, packing list, dangerous goods, vehicles, aircraft in one workbook.

Everybody is invented. Written by somebody who had not seen how lists are read.
"""

# fmt: off
import datetime as dt
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.manifest.first_look.lists.cells import put, stored

VISIT = """\
title = "Geschwader nach Chitose, erfunden"
receiving_state = "JP"
sending_state = "DE"
start = 2025-09-08
end = 2025-09-19
activity_type = "exercise"
"""


def write(path: Path) -> None:
    """Write the list and its visit.toml."""
    (path / "visit.toml").write_text(VISIT, encoding="utf-8")
    wb = Workbook()
    ws = wb.active
    assert ws is not None
    _people(ws)
    _second(wb.create_sheet("Packliste"))
    _third(wb.create_sheet("Gefahrgut"))
    _fourth(wb.create_sheet("Kfz"))
    _fifth(wb.create_sheet("Lfz"))
    hidden = wb.create_sheet("Vorlage")
    put(hidden, 1, ["Lfd. Nr.", "Dienstgrad", "Name", "Vorname"])
    put(hidden, 2, [1, "Fw", "Altvorlage", "Rolf"])
    hidden.sheet_state = "hidden"
    target = path / "Verlegung_Personal+Packliste.xlsx"
    wb.save(target)
    stored(target, {(2, "K8"): 0, (3, "H3"): 0.36})


def _people(ws: Worksheet) -> None:
    ws.title = "Personalliste"
    ws["A1"] = "Taktisches Luftwaffengeschwader 99 (Beispiel)"
    ws.merge_cells("A1:M1")
    ws["A2"] = "Personalliste Verlegung NIPPON BEISPIEL 25"
    ws["A3"] = "Stand: 01.08.2025"
    ws["I3"] = "Bearb.: OStFw Bearbeiter, App. 0000"
    top = ["Lfd.\nNr.", "Dienst-\ngrad", "Name", "Vorname", "Pers.-Nr.", "Geb.-Datum", "Geburtsort",
        "Reisepass", None,
           "Blutgr.", "Notfallkontakt", "Verwendung", "Bem."]
    put(ws, 5, top, bold=True)
    put(ws, 6, ["Nr.", "gültig bis"], column=8, bold=True)
    ws.merge_cells("H5:I5")
    for letter in "ABCDEFGJKLM":
        ws.merge_cells(f"{letter}5:{letter}6")
    people = [
        [1, "OTL", "Müller-Beispiel", "Jörg", "10000001", "03.11.1979", "Köln", "C00X000T1", "12.05.2031",
         "0+",
         "Heike Notfall", "Kommandoführer", None],
        [2, "Hptm", "Größmann", "Anke", "10000002", "09.02.1990", "Görlitz", "C00X000T2", "28.02.2029", "A+",
         "Notfall", "Luftfahrzeugführer", None],
        [3, "OLt", "von Muster", "Karl-Heinz", "10000003", dt.date(1995, 7, 6), "München", "C00X000T3",
         dt.date(2030, 10, 1), "A-",
         "Notfall", "dto.", None],
        [4, "StFw", "Öztürk-Beispiel", "Deniz", "10000004", "21.12.1976", "Duisburg", "C00X000T4",
         "07.08.2027", "B+",
         "Notfall", "Lfz-Mechaniker", "*"],
        [5, "HptFw", "Strauß", "Änne", "10000005", "31.04.1988", "Fürth", "C00X000T5", "15.01.2033", "AB+",
         "Notfall", "dto.", "vegetarische Verpflegung"],
        [6, "OFw", "Beispiel", "Tim", "10000006", "5.6.99", "Kiel", "C00X000T6", "1.3.28", "0-",
         "Notfall", "dto.", None],
        None,
        [7, "Herr", "Industrie", "Paul", "entfällt", "17.10.1971", "Ulm", "C00X000T7", "30.09.2026", "0+",
         "Notfall", "Triebwerkspezialist", "Fa. Beispiel Aero GmbH"],
    ]
    for row, values in enumerate(people, 7):
        if values:
            put(ws, row, values)
    ws["A16"] = "Gesamt: sechs Soldaten, ein Industrievertreter"
    ws.merge_cells("A16:M16")
    ws["A17"] = "* Lfd. Nr. 4 reist am 12.09.2025 nach"


def _second(ws: Worksheet) -> None:
    ws["A1"] = "Packliste / Ladeliste – alle Maße und Gewichte brutto"
    put(ws, 3, ["Packstück", "Pos.", "Benennung", "Versorgungsnummer", "Ser.-Nr.", "Menge", "ME", "L", "B",
        "H",
                "Gewicht", "Bemerkungen"], bold=True)
    put(ws, 4, ["[cm]", "[cm]", "[cm]", "[kg]"], column=8, bold=True)
    put(ws, 5, ["Kiste 1", 1, "Werkzeugsatz Triebwerk", "5180-12-000-0001", "WZ-0815", 2, "Satz", 120, 80,
        75, "186,40"])
    put(ws, 6, [None, 2, "Drehmomentschlüssel", "5120-12-000-0002", None, 6, "St", None, None, None, "12,75"])
    put(ws, 7, [None, 3, "Borescope", None, "BS-7", 1, "St", None, None, None, "9,2",
        "enthält Li-Ion-Akku, UN 3481"])
    ws.merge_cells("A5:A7")
    put(ws, 8, [None, None, "Zwischensumme Kiste 1", None, None, None, None, None, None, None, "=SUM(K5:K7)"])
    put(ws, 9, ["Palette 2", 4, "Ersatztriebwerk im Container", "2840-12-000-0003", "EJ-0099", 1, "St",
        425.5, 160, 165,
                "2.500"])
    put(ws, 10, ["Palette 3", 5, "Bodenstromaggregat", "6115-12-000-0004", "BSA 44", 1, "St", "310,5", 190,
        185, "1.234,50"])
    put(ws, 11, ["Palette 3", 6, "Schutzplanen, gebraucht", None, "ohne", 10, "St", None, None, None, 85])
    put(ws, 12, ["Palette 4", 7, "Lautsprecher Wartungshalle", None, None, "ca. 3", "St", None, None, None,
        "je 4 kg"])
    put(ws, 13, ["Summe", None, None, None, None, 23, None, None, None, None, "viertausend ca."])


def _third(ws: Worksheet) -> None:
    ws["A1"] = "DGR-Anteil zur Packliste"
    put(ws, 2, ["Lfd. Nr.", "UN-Nr.", "Benennung", "Klasse", "VG", "Menge", "Einheit", "NEM [kg]",
        "Brutto [kg]",
                "Versandort"], bold=True)
    put(ws, 3, [1, 323, "KARTUSCHEN FÜR TECHNISCHE ZWECKE", "1.4S", "-", 24, "St", "=F3*0.015", "6,8",
        "Neuburg"])
    put(ws, 4, [2, "0276", "KARTUSCHEN FÜR TECHNISCHE ZWECKE", "1.4C", "-", 16, "St", "0,62", "5,10", "dto."])
    put(ws, 5, [3, "UN 3480", "LITHIUM-IONEN-BATTERIEN", 9, None, 4, "St", None, "21,3", "dto."])
    put(ws, 6, [4, 1950, "DRUCKGASPACKUNGEN", 2.1, None, 48, "Dosen", None, "19,2", "dto."])
    put(ws, 7, [5, "1863", "DÜSENKRAFTSTOFF", 3, "III", 40, "l", "siehe Beiblatt", "36,0", "dto."])
    ws["A8"] = "Alle Stoffe verpackt nach IATA-DGR 66. Auflage; verantwortlich: HptFw Strauß"


def _fourth(ws: Worksheet) -> None:
    put(ws, 1, ["Lfd. Nr.", "Typ", "Kennz.", "Fahrgestell-Nr.", "Länge [m]", "Breite [m]", "Höhe [m]",
        "Gewicht [t]",
                "Fahrer"], bold=True)
    put(ws, 2, [1, "Flugzeugschlepper", "Y-900 001", "WEXAMPLE000000001", "5,85", "2,43", "2,10", "7,5",
        "OFw Beispiel"])
    put(ws, 3, [2, "Pkw Kombi", "Y-900 002", "WEXAMPLE000000002", 4.7, 1.85, 1.51, 1.62, "dto."])
    put(ws, 4, [3, "Mietwagen (vor Ort, Chitose)", "wird nachgereicht"])


def _fifth(ws: Worksheet) -> None:
    put(ws, 1, ["Nr.", "Muster", "Kennz.", "Rufzeichen", "Bem."], bold=True)
    put(ws, 2, [1, "Eurofighter", "39+01", "BEISPIEL 11", None])
    put(ws, 3, [2, "Eurofighter", "39+02", "BEISPIEL 12", None])
    put(ws, 4, [3, "A400M", "59+01", "BEISPIEL 90", "Materialtransport"])
    put(ws, 5, ["Ers.", "Eurofighter", "39+03 oder 39+04", None, None])
