"""A French company to Japan: two worksheets of one contingent and a load list.

Everybody is invented. Written by somebody who had not seen how lists are read.
"""

# fmt: off
import datetime as dt
import unicodedata
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from tests.manifest.first_look.lists.cells import put

VISIT = """\
title = "Compagnie au Japon, inventée"
receiving_state = "JP"
sending_state = "FR"
start = 2024-09-16
end = 2024-10-04
activity_type = "exercise"
"""


def write(folder: Path) -> None:
    """Write the list and its visit.toml."""
    (folder / "visit.toml").write_text(VISIT, encoding="utf-8")
    wb = Workbook()
    ws = wb.active
    assert ws is not None
    ws.title = "Personnel 1re Cie"
    ws["B1"] = "1re COMPAGNIE D'EXEMPLE"
    ws["B2"] = "Liste nominative du personnel projeté, arrêtée au 5 sept. 2024"
    pre = unicodedata.normalize("NFD", "Prénom")
    put(ws, 4, ["N°", "Grade", "NOM", pre, "Matricule", "Né(e) le", "Nationalité", "N° passeport",
        "Valable jusqu'au", "Groupe sanguin", "Personne à prévenir", "Permis de conduire", "Observations"],
        column=2, bold=True)
    people = [
        ("CNE", "EXEMPLE", "Aurélie", "0912345001", "25/12/1987", "Française", "24FX00001", "05/09/2029",
            "oui", None),
        ("LTN", "FICTIF", "Benoît", "0912345002", "1er octobre 1993", "française", "24FX00002",
            "5 sept. 2028", "OUI ", None),
        ("ADC", "DE L’INVENTÉ", "Chloé", "0912345003", "12 févr. 1982", "FRA", "24FX00003", "31/01/2027",
            "non", "chef de section"),
        ("SCH", "MODÈLE", "Didier\u00a0Noël", "0912345004", "03/04/1990", "FR", "24FX00004", "07/08/2030",
            "oui", None),
        ("CCH", "ŒUVRE", "Élodie", "0912345005", "9 août 1996", "Française", "24FX00005", "1er mars 2031",
            "non", None),
        ("1CL", "PERSONNE", "Fabien", "0912345006", "30/06/2003", "Française", None, None, None,
            "passeport en cours"),
    ]
    for offset, (grade, name, first, number, born, nation, passport, until, licence,
        note) in enumerate(people):
        put(ws, 5 + offset, [offset + 1, grade, name, first, number, born, nation, passport, until, "A+",
            "M. Exemple 06 00 00 00 00", licence, note], column=2)
    put(ws, 11, ["TOTAL", None, None, 6], column=2)
    for row in range(12, 1001):
        ws.cell(row, 2).fill = PatternFill("solid", fgColor="FFFFFF")
    for column in range(15, 61):
        ws.cell(4, column).fill = PatternFill("solid", fgColor="FFFFFF")

    _medics(wb.create_sheet("Renforts santé"))
    _goods(wb.create_sheet("Matériel"))
    wb.create_sheet("Feuille4")
    wb.save(folder / "liste_francaise.xlsx")


def _medics(ws: Worksheet) -> None:
    put(ws, 1, ["Matricule", "NOM Prénom", "Grade", "Date de naissance", "Nationalité", "Passeport",
        "Fonction"], bold=True)
    for offset, person in enumerate([
        ("0912346001", "SOIGNANT Gaëlle", "MED", "05/11/1979", "Française", "24FX00011", "médecin"),
        ("0912346002", "BRANCARD Hugo", "INF", dt.date(1991, 2, 17), "Belge", "EX000012", "infirmier"),
        ("0912345005", "ŒUVRE Élodie", "CCH", "9 août 1996", "Française", "24FX00005",
            "secouriste, déjà sur liste 1re Cie"),
    ]):
        put(ws, 2 + offset, person)
    put(ws, 6, ["Total renforts : 3"])


def _goods(ws: Worksheet) -> None:
    ws["A1"] = "LISTE DE CHARGEMENT"
    put(ws, 3, ["N°", "Désignation", "Qté", "Unité", "Masse brute (kg)", "Valeur unitaire (€)",
        "N° de série", "N° ONU", "Observations"], bold=True)
    goods: list[tuple[object, ...]] = [
        ("Tente de section", "3", "pce", "124,5", "2\u202f350,00", None, None, "nettoyée"),
        ("Fusil HK416F", "24", "pce", "98,4", "1\u00a0450,75", "voir liste d'armes", None, None),
        ("Batterie lithium-ion", 16, "pce", "12,8", "310,5", None, "ONU 3480", "colis 2"),
        ("Rations RCIR 24 h", "1\u202f200", "u", "1\u202f980,0", "14", None, "néant", "contient viande"),
        ("Poste PR4G", "6", "pce", 42.25, "8900", "F3-0001 à F3-0006", None, None),
        ("SOUS-TOTAL 1", None, None, "2\u202f257,95", None, None, None, None),
        ("Morphine 10 mg/ml, ampoules", "50", "amp", "0,75", None, "lot EX24", None, "trousse médicale"),
        ("Gazole", "200", "L", "168,0", "1,8", None, "UN1202", None),
    ]
    number = 0
    for offset, (what, *rest) in enumerate(goods):
        is_line = not str(what).startswith("SOUS")
        number += is_line
        put(ws, 4 + offset, [number if is_line else None, what, *rest])
    put(ws, 12, [None, "TOTAL", None, None, "=SUM(E4:E11)"])
    put(ws, 14, [None, "Arrêté la présente liste à huit lignes."])
