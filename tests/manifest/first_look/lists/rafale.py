"""A French air detachment to Japan: people, aircraft, freight, dangerous goods, a summary.

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
title = "Air detachment, invented"
receiving_state = "JP"
sending_state = "FR"
start = 2025-10-06
end = 2025-10-17
activity_type = "exercise"
"""


def write(path: Path) -> None:
    """Write the list and its visit.toml."""
    (path / "visit.toml").write_text(VISIT, encoding="utf-8")
    book = Workbook()
    worksheet(book, "Liste du personnel", [
        ["ARMÉE DE L'AIR ET DE L'ESPACE"],
        ["Escadron Exemple 0/99 – LISTE DU PERSONNEL – Japon"],
        ["Du 06/10/2025 au 17/10/2025", N, N, N, N, N, N, N, N, N, "MAJ le 22/09/2025"],
        [],
        ["N°", "Grade", "Nom", "Prénom(s)", "Matricule", "Né(e) le", "à", "Nationalité", "Passeport", N, "Fonction", "Gr. sanguin", "Personne à prévenir"],
        [N, N, N, N, N, N, N, N, "N°", "Valide jusqu'au", N, N, N],
        [1, "Cdt", "D'EXEMPLE", "Aurélie", "99\u202f000\u202f001", "14/07/1985", "Brest", "Française", "00XX00001", "31/01/2031", "Chef de détachement", "A+", "M. Parent, 06 00 00 00 01"],
        [2, "Cne", "ESSAI-MODÈLE", "Jean-Marc", "99 000 002", "1er mars 1990", "Fort-de-France", "id.", "00XX00002", "15 août 2029", "Pilote", "O-", "Mme Parent, 06 00 00 00 02"],
        [3, "Ltt", "FICTIF", "Zoé", "99 000 003", D(1995, 2, 8), "Nouméa", "id.", "00XX00003", D(2030, 4, 9), "id.", "B+", N],
        [4, "Adc", "LE SPÉCIMEN", "Yann", "99 000 004", "30/02/1984", "Quimper", "Française", "00XX00004", "12/12/2028", "Mécanicien armement", "AB+", N],
        [5, "Sgt", "INVENTÉ", "Karim", "99 000 005", "3 déc. 1998", "Lyon", "Française", "00XX00005", "en cours de renouvellement", "Mécanicien vecteur", "O+", N],
        [],
        [6, "Sgc", "TÉMOIN", "Léa", "99 000 006", "05/1996", "Reims", "Française", "00XX00006", "20/05/2033", "Logistique", "O+", "M. Parent, 06 00 00 00 06"],
        [7, "M.", "CONSTRUCTEUR", "Paul", "néant", "23/11/1972", "Mérignac", "Belge", "EX0000007", "08/02/2027", "Assistance technique (Sté Exemplaire)", N, N],
        ["TOTAL", "7 pax"],
        ["Le Cdt D'EXEMPLE certifie l'exactitude de la présente liste."],
    ], ["A1:M1", "A2:M2", "I5:J5", "A5:A6", "B5:B6", "C5:C6", "D5:D6", "E5:E6", "F5:F6", "G5:G6", "H5:H6", "K5:K6", "L5:L6", "M5:M6"], [2, 5, 6])
    worksheet(book, "Aéronefs", [
        ["AÉRONEFS"],
        ["Type", "Immatriculation", "Indicatif", "Nb équipage", "Commandant de bord", "Armement", "Observations"],
        ["Rafale B", "398", "RAFAIR 01", 2, "Cne ESSAI-MODÈLE", "néant", "nacelle reco, caméra éteinte en vol"],
        ["id.", "399", "RAFAIR 02", 2, "Ltt FICTIF", "néant", N],
        ["Rafale C", "à préciser", "RAFAIR 03", 1, N, N, "1 parmi 3, désigné à J-2"],
        [],
        ["A400M", "F-ZZEX", "CTM 9999", 5, N, "leurres", "escale à Singapour"],
        ["Total : 4 aéronefs"],
    ], ["A1:G1"], [2])
    worksheet(book, "Fret", [
        ["LISTE DE COLISAGE – FRET", N, N, N, N, "Masses en kg"],
        [],
        ["Colis", "Désignation", "Qté", "Unité", "N° de série", "Masse brute (kg)", "Dimensions (cm)", N, N, "Valeur", "Observations"],
        [N, N, N, N, N, N, "Longueur", "Largeur", "Hauteur", N, N],
        ["C1", "Chariot de servitude hydraulique", 1, "u", "CSH-0007", "1\u202f234,5", 310, "165,5", 180, "45 000,00 €", N],
        [N, "Flexible haute pression", 6, "u", N, "18,75", N, N, N, "1 500,00 €", N],
        [N, "Huile hydraulique, bidon 5 l", 4, "bidon", N, "19,2 kg", N, N, N, N, "non classée MD"],
        [N, "Sous-total C1", 11, N, N, "1 272,45"],
        ["C2", "Lot d'outillage, caisse métallique", 1, "lot", "OUT/12", 212, 120, 80, 75, "8 200,00 €", "retour FR"],
        [N, "Banc de test radio", 1, "u", "0000456", "1,250", 40, 30, 20, "12 000,00 €", "masse à vérifier"],
        [],
        ["C3", "Rations (RCIR), carton de 12", 30, "carton", N, "540,0", N, N, N, N, "contient de la viande"],
        ["C4", "Moteur M88 de rechange en conteneur", 1, "u", "M88-EX-9", 2170.0, 420, 160, 165, N, "conteneur propre, sans bois"],
        ["TOTAL", N, 44, N, N, "4 195,70"],
        ["NB : le colis C4 voyage par A400M, le reste par voie maritime."],
    ], ["G3:I3", "A5:A7", "A9:A10", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:E4", "F3:F4", "J3:J4", "K3:K4"], [3, 4])
    worksheet(book, "Matières dangereuses", [
        ["MATIÈRES DANGEREUSES (déclaration séparée)"],
        ["N° ONU", "Désignation officielle de transport", "Classe", "Groupe d'emballage", "Nb de colis", "Masse nette (kg)", "Masse nette explosive (kg)", "Point d'éclair (°C)"],
        [1263, "PEINTURES", 3, "II", 2, "8,4", N, "-4"],
        ["UN1950", "AÉROSOLS", "2.1", "-", 1, "3,60", N, N],
        ["0323", "CARTOUCHES POUR PYROMÉCANISMES", "1.4S", N, 1, "2,1", "0,36", N],
        ["ONU 3480", "PILES AU LITHIUM IONIQUE", "9", "néant", 3, "24,0", N, N],
        ["Total", N, N, N, 7, "38,1", "0,36"],
        ["Aucune matière radioactive. Tél. urgence 24h : +33 0 00 00 00 00"],
    ], ["A1:H1"], [2])
    worksheet(book, "Synthèse", [["SYNTHÈSE"], ["Nombre de passagers", 7], ["Nombre d'aéronefs", 4], ["Masse totale fret (t)", "4,2"], ["Nombre de colis", 4]])
    worksheet(book, "Familles", [["Nom", "Prénom", "Conjoint", "Téléphone"], ["FICTIF", "Zoé", "PROCHE Luc", "06 00 00 00 99"]], state="hidden")
    save(book, path / "Dét EXEMPLE Japon 2025 (v4 déf).xlsx")
