"""An Italian ship to Australia: five files of a folder, and what a Mac leaves in one.

Everybody is invented. Written by somebody who had not seen how lists are read.
"""

# fmt: off
import csv
import io
from collections.abc import Sequence
from pathlib import Path

Rows = Sequence[Sequence[str]]

VISIT = """\
title = "Nave a Darwin, inventata"
receiving_state = "AU"
sending_state = "IT"
start = 2025-07-14
end = 2025-07-18
activity_type = "port_call"
"""


def write(path: Path) -> None:
    """Write the list and its visit.toml."""
    (path / "visit.toml").write_text(VISIT, encoding="utf-8")

    heading = ["N.", "Grado", "Cognome e Nome", "Sesso", "Data di nascita", "Luogo di nascita",
        "Cittadinanza",
               "Matricola", "Passaporto n.", "Scadenza", "Gruppo sanguigno", "Incarico", "Note"]
    none = [""] * 13
    _table(path / "Foglio 1-Equipaggio.csv", [
        ["NAVE ESEMPIO - LISTA EQUIPAGGIO (estratto franchigia)"] + [""] * 12,
        ["Porto: Darwin", "", "", "Arrivo: 14/07/2025", "", "", "Partenza: 18/07/2025"] + [""] * 6,
        none,
        heading,
        ["1", "C.F.", "ESEMPIO Anna Maria", "F", "23/01/1980", "Taranto", "Italiana", "MM0001",
         "YX0000001", "11/04/2031",
         "0 pos", "Comandante", ""],
        ["2", "T.V.", "DE PROVA Luca", "M", "03/04/1992", "idem", "Italiana", "MM0002", "YX0000002",
         "30/11/2028", "A pos",
         "Capo Reparto Operazioni", ""],
        ["3", "C° 1ªcl.", "D'ESEMPIO Nicolò", "M", "1° marzo 1975", "Forlì", "ITA", "MM0003", "YX0000003",
         "05/06/2030",
         "B neg", "Nostromo", ""],
        ["4", "2° C°", "PROVA Giosuè", "M", "31/02/1994", "La Spezia", "italiana", "MM0004", "YX0000004",
         "19/09/2027",
         "0 neg", "Armaiolo", ""],
        none,
        heading,
        ["5", "Sgt.", "MODELLO Chiara", "F", "12 gennaio 1996", "Cagliari", "Italiana/Argentina", "MM0005",
         "YX0000005",
         "08/08/2033", "AB pos", "Infermiere", ""],
        ["6", "S.C.", "CAMPIONE Ivo", "M", "7-ago-98", "idem", "Italiana", "MM0006", "non in possesso", "",
         "A neg",
         "Cuoco", "(*)"],
        ["7", "Sig.", "FITTIZIO Aldo", "M", "27/10/1968", "Genova", "Italiana", "", "YX0000007",
         "22/12/2025", "0 pos",
         "Tecnico ditta", "Ditta Esempio S.p.A."],
        ["Totale: sei militari e un civile"] + [""] * 12,
        ["(*) imbarca a Giacarta; passaporto in rilascio"] + [""] * 12,
    ])
    _table(path / "Foglio 1-Elicotteri.csv", [
        ["ELICOTTERI IMBARCATI", "", "", "", "", ""],
        ["N.", "Tipo", "Matricola", "Nominativo radio", "Armamento", "Note"],
        ["1", "SH-90A", "3-91", "ESEMPIO 31", "nessuno", "vola"],
        ["2", "SH-90A", "3-92", "", "2 x MU90 da esercizio", "in hangar, non vola"],
    ])
    _stores_and_ship(path)
    # What a Mac adds to a folder that goes by stick: no table, in spite of its name.
    mac = b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X        \x00\x02" + bytes(60)
    (path / "._Foglio 1-Equipaggio.csv").write_bytes(mac)


def _stores_and_ship(path: Path) -> None:
    """Arms, stores for a reception, and the ship itself."""
    _table(path / "Foglio 2-Armi e munizioni.csv", [
        ["ARMI PORTATILI", "", "", "", "", "", "", "", ""],
        ["N.", "Descrizione", "Calibro", "Matricola", "Custodia", "", "", "", ""],
        ["1", "Fucile d'assalto ARX160", "5,56 mm", "AX00001", "armeria", "", "", "", ""],
        ["2", "idem", "idem", "AX00002", "idem", "", "", "", ""],
        ["3", "Pistola 92FS", "9 mm", "BX00003", "idem", "", "", "", ""],
        ["", "", "", "", "", "", "", "", ""],
        ["MUNIZIONI E ARTIFICI", "", "", "", "", "", "", "", ""],
        ["N.", "Descrizione", "Lotto", "Quantità", "U.M.", "Peso lordo kg", "N. ONU", "Divisione", "NEQ kg"],
        ["1", "Cartucce 5,56 a palla", "L-01", "1.200", "colpi", "14,4", "0012", "1.4S", "2,0"],
        ["2", "Cartucce 9 mm", "L-02", "350", "colpi", "4,2", "UN0012", "1.4S", "0,15"],
        ["3", "Razzi segnalazione", "L-03", "24", "n.", "7,25", "0195?", "1.3G", "n.d."],
        ["", "", "", "", "Totale", "25,85", "", "", ""],
    ])
    _table(path / "Foglio 3-Viveri.csv", [
        ["Provviste di bordo da sbarcare per ricevimento", "", "", "", "", ""],
        ["N.", "Prodotto", "Quantità", "U.M.", "Contiene carne", "Note"],
        ["1", "Prosciutto crudo", "45,5", "kg", "SI", "sottovuoto"],
        ["2", "Pasta secca", "300", "kg", "NO", ""],
        ["3", "Formaggio grana", "60", "kg", "NO", "latte bovino"],
        ["4", "Razioni K", "200", "pz", "in parte", ""],
    ])
    # Label and value: one ship, written down the page.
    _table(path / "Foglio 4-Scheda nave.csv", [
        ["SCHEDA NAVE", ""],
        ["Nome", "ESEMPIO"],
        ["Distintivo ottico", "F 999"],
        ["Bandiera", "Italia"],
        ["Lunghezza f.t.", "144,6 m"],
        ["Pescaggio", "8,7 m"],
        ["Dislocamento", "6.700 t"],
        ["Persone a bordo", "167"],
        ["Propulsione nucleare", "NO"],
    ])


def _table(file: Path, rows: Rows) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(rows)
    file.write_bytes(out.getvalue().encode("utf-8-sig"))
