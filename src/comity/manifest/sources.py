"""What a path names: a folder, a visit.toml with CSV sheets beside it, or one workbook; as texts."""

import dataclasses
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from comity.domain.errors import Place
from comity.domain.provisions.vocabulary import SHEETS
from comity.manifest import limits
from comity.manifest.csv_sheets import read_csv_sheet
from comity.manifest.files import read_file
from comity.manifest.header_sheets import HEADINGS, read_header_sheets
from comity.manifest.header_toml import read_header_toml
from comity.manifest.problems import ProblemLog, shown
from comity.manifest.raw import RawHeader, RawSheet
from comity.manifest.spelling import listing, name_of, suggestion

#: Files that hold tables, but not in a form that is read in a folder.
_OTHER_TABLES = frozenset({".tsv", ".tab", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".numbers"})
#: Sheets that some lists have for the columns of `goods` that concern only some goods.
_PARTS_OF_GOODS = frozenset({"arms", "ammunition", "radios", "medicines", "food"})


@dataclass(frozen=True, slots=True)
class Source:
    """Everything that a path names, as texts; `header` is None if there is none, or it cannot be read."""

    header: RawHeader | None = None
    sheets: Mapping[str, RawSheet] = field(default_factory=dict)


def read_source(path: Path, log: ProblemLog) -> Source:
    """Read whatever the path names; every part that cannot be read is a problem."""
    if not os.path.lexists(path):
        mend = "Correct the name or the path."
        log.add("file.not-found", Place(path.name), "found no such file", "a visit", mend)
        return Source()
    if path.is_dir():
        return _read_folder(path, None, log)
    if path.suffix.lower() == ".toml":
        return _read_folder(path.parent, path, log)
    if path.suffix.lower() == ".xlsx":
        return _read_workbook(path, log)
    expected = "a folder, a visit.toml or an .xlsx workbook"
    log.add("file.kind", Place(path.name), "found another kind of file", expected, "Save it as one of these.")
    return Source()


def _read_folder(folder: Path, header: Path | None, log: ProblemLog) -> Source:
    """A folder: its visit.toml (or the one given), and a CSV file for each sheet."""
    names = _names(folder, log)
    tables = _chosen(
        {name: name_of(Path(name).stem) for name in names if Path(name).suffix.lower() == ".toml"}, log
    )
    raw_header = None
    if header is not None:
        # Named by the planner, so it may be a link to anywhere.
        content = read_file(header, limits.HEADER_BYTES, log)
        raw_header = read_header_toml(content, header.name, log) if content is not None else None
    elif "visit" in tables:
        content = read_file(folder / tables["visit"], limits.HEADER_BYTES, log, inside=folder)
        raw_header = read_header_toml(content, tables["visit"], log) if content is not None else None
    else:
        mend = "Add a visit.toml with receiving_state, sending_state, start and end."
        log.add("file.not-found", Place("visit.toml"), "the folder has no visit.toml", "a visit.toml", mend)
    files = _chosen(
        {name: name_of(Path(name).stem) for name in names if Path(name).suffix.lower() == ".csv"}, log
    )
    _note_surplus(names, files, log)
    sheets = {}
    for sheet in SHEETS:
        if sheet in files:
            content = read_file(folder / files[sheet], limits.CSV_BYTES, log, inside=folder)
            raw = read_csv_sheet(content, files[sheet], sheet, log) if content is not None else None
            if raw:
                sheets[sheet] = raw
    return Source(raw_header, sheets)


def _names(folder: Path, log: ProblemLog) -> list[str]:
    """The names in a folder, without hidden ones and the lock files of office programs."""
    try:
        names = sorted(name for name in os.listdir(folder or ".") if not name.startswith((".", "~$")))
    except OSError as error:
        found = f"the folder cannot be opened ({error.strerror})"
        log.add("file.unreadable", Place(folder.name), found, "a readable folder", "Check its permissions.")
        return []
    if len(names) > limits.FOLDER_FILES:
        found = f"the folder has {len(names):,} files"
        expected = f"at most {limits.FOLDER_FILES:,} (the limit of a folder)"
        log.add(
            "limit.folder-files", Place(folder.name), found, expected, "Give the visit a folder of its own."
        )
        return []
    return names


def _chosen(sheet_of: Mapping[str, str], log: ProblemLog) -> dict[str, str]:
    """The file of each sheet; a second file for the same sheet is a mistake."""
    files: dict[str, str] = {}
    for name, sheet in sheet_of.items():
        if sheet in files:
            found = f"found a second file for {shown(sheet)}, beside {files[sheet]}"
            log.add("sheet.twice", Place(name), found, "one file for each sheet", "Join them, or rename one.")
        else:
            files[sheet] = name
    return files


def _note_surplus(names: list[str], files: Mapping[str, str], log: ProblemLog) -> None:
    """Files with tables that will not be read are named, lest somebody thinks they were."""
    for sheet, name in files.items():
        if sheet not in SHEETS:
            _note_unknown(Place(name), name, sheet, log)
    for name in names:
        if Path(name).suffix.lower() in _OTHER_TABLES:
            mend = "Save it as CSV under the name of its sheet, or move it out of the folder."
            log.add("file.not-read", Place(name), "found a table that is not CSV", "CSV sheets", mend)


def _note_unknown(place: Place, name: str, sheet: str, log: ProblemLog) -> None:
    if sheet in _PARTS_OF_GOODS:
        mend = "Write its columns into the sheet goods, one row per line of goods."
    elif sheet in HEADINGS:
        mend = "In a folder these facts stand in visit.toml."
    else:
        mend = f"{suggestion(sheet, SHEETS)}The sheets are {listing(SHEETS)}."
    log.add("sheet.unknown", place, f"found the sheet {shown(name)}", "a sheet of the manifest", mend)


def _read_workbook(path: Path, log: ProblemLog) -> Source:
    """One workbook: a sheet per sheet of the manifest, and the header's sheets."""
    # Imported here: a folder with CSV sheets needs neither archives nor the spreadsheet reader.
    from comity.manifest.workbook import read_workbook  # noqa: PLC0415

    content = read_file(path, limits.WORKBOOK_BYTES, log)
    found = read_workbook(content, path.name, log) if content is not None else None
    if found is None:
        return Source()
    sheets: dict[str, RawSheet] = {}
    for raw in found:
        sheet = name_of(raw.sheet)
        if sheet not in SHEETS and sheet not in HEADINGS:
            _note_unknown(raw.place(), raw.sheet, sheet, log)
        elif sheet in sheets:
            found_twice = f"found a second sheet {sheet}"
            log.add("sheet.twice", raw.place(), found_twice, "each sheet once", "Join them, or rename one.")
        else:
            sheets[sheet] = dataclasses.replace(raw, sheet=sheet)
    header = read_header_sheets(sheets, path.name, log)
    return Source(header, {sheet: sheets[sheet] for sheet in SHEETS if sheet in sheets})
