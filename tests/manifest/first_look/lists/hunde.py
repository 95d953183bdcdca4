"""Swiss and German rescue dogs to Japan: team, dogs, material in boxes, a CSV of medicines.

Everybody is invented. Written by somebody who had not seen how lists are read.
"""

# fmt: off
# ruff: noqa: E501  a row stays in one line, in the letters of the list
import csv
import datetime as dt
from pathlib import Path

from openpyxl import Workbook

from tests.manifest.first_look.lists.books import save, worksheet

D = dt.datetime
N = None
VISIT = """\
title = "Rescue dogs after an earthquake, invented"
receiving_state = "JP"
sending_state = "CH"
start = 2026-01-12
end = 2026-01-22
activity_type = "disaster_relief"
affected_state_request = true
"""


def write(path: Path) -> None:
    """Write the list and its visit.toml."""
    (path / "visit.toml").write_text(VISIT, encoding="utf-8")
    book = Workbook()
    worksheet(book, "Team", [
        ["Rettungshundestaffel Muster – Einsatzliste Japan"],
        ["Stand:", "09.01.2026, 03:15 Uhr", N, N, "Einsatzleitung: Muster Anna, Pikett +41 00 000 00 00"],
        [],
        ["Nr.", "Name, Vorname", "Funktion", "Geb.-Datum", "Nat.", "Pass-Nr.", "gültig bis", "Hund", "Blutgruppe", "Notfallkontakt"],
        [1, "Muster, Anna", "Teamleiterin", "07.08.1982", "CHE", "X0000001", "30.11.2030", "Aika", "A+", "Muster Beat, 000 00 01"],
        [2, "Beispiel, Reto", "Hundeführer", D(1975, 10, 3), "CHE", "X0000002", "1. März 2028", "Balu", "0+", "Beispiel Eva, 000 00 02"],
        [3, "von Probe, Lena", "dito", "22.1.91", "CHE", "X0000003", D(2029, 6, 4), "Cora, Dago", "B-", N],
        [4, "Fiktiv, Jürg", "dito", "31.06.1979", "CHE", "X0000004", "15.09.2027", "Enya", N, N],
        [5, "Schablone, Ursina", "dito", "12.12.1988", "CHE", "X0000005", "in Verlängerung", "Falk", N, N],
        [6, "Großmann-Test, Björn", "Hundeführer", "30. Sept. 1993", "DEU", "C0XX00006", "08.05.2031", "Gina", N, "Test Ute, +49 000 06"],
        [7, "Platzhalter, Heike", "dito", "19.04.1986", "DEU", "C0XX00007", "27.02.2029", "Hasso", N, N],
        [8, "Attrappe, Nils", "dito", "02.03.", "DEU", "C0XX00008", "11.10.2032", "Ilka", N, N],
        [9, "Dr. Erfunden, Sabine", "Ärztin", "25.05.1970", "CHE", "X0000009", "03.04.2030", "–", N, N],
        [10, "Niemand, Marco", "Techniker", "14. Januar 2000", "CHE", "X0000010", "21.07.2034", "–", N, N],
        [N, "Total 10 Personen, davon 8 mit Hund"],
        ["Impfstatus Team: vollständig. Visa: keine nötig (gemäss Botschaft abklären!)"],
    ], ["A1:J1", "A16:J16"], [4])
    worksheet(book, "Hunde", [
        ["HUNDE (9)"],
        ["Nr.", "Rufname", "Rasse", "Geschl.", "Wurfdatum", "Chip-Nr.", "Chip gesetzt am", "Tollwutimpfung", N, "Titer", N, "Hundeführer", "Bemerkungen"],
        [N, N, N, N, N, N, N, "1.", "2.", "Datum", "IE/ml", N, N],
        [1, "Aika", "Labrador Retriever", "Hündin", "12.03.2019", 756098100000001, "14.05.2019", "20.06.2019", "18.06.2022", "20.07.2024", 1.2, "Muster Anna", N],
        [2, "Balu", "Border Collie", "Rüde", D(2018, 7, 25), "756 098 100 000 002", "30.09.2018", "30.10.2018", "28.10.2021", "25.11.2024", "0.8", "Beispiel Reto", N],
        [3, "Cora", "Malinois", "Hündin", "5. Mai 2020", "756098100000003", "15.07.2020", "13.07.2020", "14.08.2023", "fehlt", N, "von Probe Lena", "Impfung vor Chip!"],
        [4, "Dago", "Deutscher Schäferhund", "Rüde", "17.11.2017", "756098100000004", "17.01.2018", "18.02.2018", "16.02.2021", D(2025, 3, 19), 3, "von Probe Lena", "Reservehund"],
        [5, "Enya", "Golden Retriever", "Hündin", "01.02.2021", "7.56098E+14", "28.03.2021", "29.04.2021", "27.04.2024", "22.05.2024", ">= 0.5", "Fiktiv Jürg", "Nummer im Pass nachsehen"],
        [6, "Falk", "Mischling", "Rüde", "ca. Herbst 2016", "756098100000006", "24.01.2017", "25.02.2017", "23.02.2020", "21.03.2025", "0.5", "Schablone Ursina", "aus Tierheim"],
        [],
        [7, "Gina", "Hovawart", "Hündin", "30.02.2019", "276098100000007", "18.04.2019", "19.05.2019", "17.05.2022", "16.06.2024", "2.4", "Großmann-Test Björn", N],
        [8, "Hasso", "dito", "Rüde", "23.08.2020", "276098100000008", "20.10.2020", "21.11.2020", "19.11.2023", "18.12.2024", "0.7", "Platzhalter Heike", "beisst bei Stress"],
        [9, "Ilka", "Australian Shepherd", "Hündin", "15.06.2021", "27609810000009", "13.08.2021", "14.09.2021", "offen", N, N, "Attrappe Nils", N],
        ["Alle Hunde stammen aus eigener Zucht oder Abgabe."],
    ], ["A1:M1", "H2:I2", "J2:K2", *(f"{c}2:{c}3" for c in "ABCDEFGLM")], [2, 3])
    _material(book)
    save(book, path / "Einsatzliste_Japan_V3.xlsx")
    rows: list[list[str]] = [
        ["Medikamentenkiste M1 – verantwortlich: Dr. S. Erfunden"],
        ["Reist als Handgepäck der Ärztin (geplant)"],
        [],
        ["Pos", "Wirkstoff", "Präparat", "Stärke", "Form", "Menge", "Einheit", "Verfall", "Charge", "BtM", "Bemerkung"],
        ["1", "Morphinhydrochlorid", "Morphin Exempla", "10 mg/1 ml", "Ampulle", "10", "Stk", "31.03.2027", "MX-001", "ja", ""],
        ["2", "Fentanyl", "Fentanyl Exempla", "0.1 mg/2 ml", "dito", "5", "Stk", "11/2026", "FX-7", "ja", "Tresor"],
        ["3", "Ketamin", "Ketamin Exempla", "50 mg/ml", "Ampulle", "10", "Stk", "30.09.2026", "00123", "nein", ""],
        ["4", "Midazolam", "", "5 mg/5 ml", "Ampulle", "20", "Stk", "31.12.2025", "MZ-2", "ja", "abgelaufen, ersetzen"],
        ["", "", "", "", "", "", "", "", "", "", ""],
        ["5", "Diazepam", "Diazepam Vet", "10 mg", "Rectiole", "6", "Stk", "28.02.2028", "DV-9", "ja", "für Hunde"],
        ["6", "Paracetamol", "", "500 mg", "Tablette", "100-150", "Stk", "15.05.2028", "P-77", "", "nach Bedarf auffüllen"],
        ["Total", "", "", "", "", "51 + Paracetamol", "", "", "", "", ""],
        ["BtM = Betäubungsmittel nach Schweizer Recht"],
    ]
    with (path / "Medikamentenkiste.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";", lineterminator="\r\n").writerows(rows)


def _material(book: Workbook) -> None:
    """The material in its boxes, and a hidden worksheet."""
    worksheet(book, "Material", [
        ["MATERIALLISTE", N, N, N, N, "Gewichte in kg"],
        ["Kiste", "Bezeichnung", "Typ", "Anzahl", "Serien-Nr.", "Gewicht (kg)", "Akku", "Frequenz", "Sendeleistung", "UN-Nr.", "Bemerkungen"],
        ["FUNK"],
        ["K1", "Handfunkgerät", "EX-H7", 10, "H701-H710", "4.5", "Li-Ion 7.4 V / 2 Ah", "168.275 MHz", "5 W", "UN3481", N],
        [N, "Relais mobil", "EX-R2", 1, "R2-0031", 12.8, "Blei-Gel 12 V", "169.9125 MHz", "25 W", N, N],
        [N, "Satellitentelefon", "EX-Sat", 2, "S-55, S-56", "0.6", "Li-Ion", "1.6 GHz-Band", "unbekannt", "dito", N],
        ["Zwischentotal Funk", N, N, 13, N, 17.9],
        [],
        ["WERKZEUG"],
        ["K2", "Akku-Bohrhammer", "EX-BH36", 2, "BH-1 / BH-2", "15.4", "Li-Ion 36 V / 4 Ah (144 Wh)", N, N, "3480/3481?", "Akkus ausgebaut"],
        [N, "Trennschleifer, benzinbetrieben", "EX-TS", 1, "TS-0009", 11.2, "–", N, N, N, "Tank leer"],
        [N, "Abstützmaterial Holz", N, "1 Satz", N, "1'250.5", N, N, N, N, "unbehandelt"],
        ["K3", "Suchkamera", "EX-SK", 1, "SK-12", "3800 g", "Li-Ion 11 V", N, N, N, N],
        [N, "Hundefutter, trocken, Sack 15 kg", N, 12, N, 180, N, N, N, N, "enthält Geflügel"],
        ["TOTAL", N, N, 30, N, 1478.8],
    ], ["A3:K3", "A9:K9", "A4:A6", "A10:A12", "A13:A14"], [2])
    worksheet(book, "Alt 2023", [["Nr.", "Name", "Hund"], [1, "Ehemalig, Otto", "Rex"]], state="hidden")
