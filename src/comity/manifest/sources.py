"""What a path names: a folder, a visit.toml with CSV sheets beside it, or one workbook; as texts."""

import dataclasses
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from comity.domain.errors import Place
from comity.domain.primitives.worded import run_on, worded
from comity.domain.provisions.vocabulary import SHEETS
from comity.domain.visits.visit import Table
from comity.manifest import limits
from comity.manifest.csv_sheets import read_csv_sheet
from comity.manifest.files import read_file
from comity.manifest.header_sheets import HEADINGS, read_header_sheets
from comity.manifest.header_toml import read_header_toml
from comity.manifest.joining import GOODS, PARTS_OF_GOODS, Joined, Piece, joined
from comity.manifest.problems import ProblemLog, shown
from comity.manifest.raw import RawHeader, RawSheet
from comity.manifest.spelling import listing, name_of, suggestion

#: Files that hold tables, but not in a form that is read in a folder.
_OTHER_TABLES = frozenset({".tsv", ".tab", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".numbers"})


@dataclass(frozen=True, slots=True)
class Source:
    """Everything that a path names, as texts; `header` is None if there is none, or it cannot be read.

    `left_out` are the tables that were found and not read, with the reason in their notes.
    """

    header: RawHeader | None = None
    sheets: Mapping[str, Joined] = field(default_factory=dict)
    left_out: tuple[Table, ...] = ()


def read_source(path: Path, log: ProblemLog) -> Source:
    """Read whatever the path names, strictly; every part that cannot be read is a problem."""
    if not is_there(path, log):
        return Source()
    if path.is_dir():
        return _read_folder(path, None, log)
    if path.suffix.lower() == ".toml":
        return _read_folder(path.parent, path, log)
    if path.suffix.lower() == ".xlsx":
        return _read_workbook(path, log)
    note_kind(path, worded("a folder, a visit.toml or an .xlsx workbook"), log)
    return Source()


def is_there(path: Path, log: ProblemLog) -> bool:
    """Whether anything stands under a path; if not, that is noted."""
    if os.path.lexists(path):
        return True
    mend = worded("Correct the name or the path.")
    log.add("file.not-found", Place(path.name), worded("found no such file"), worded("a visit"), mend)
    return False


def note_kind(path: Path, expected: str, log: ProblemLog) -> None:
    """Note that a path names a kind of file that is not read."""
    log.add(
        "file.kind",
        Place(path.name),
        worded("found another kind of file"),
        expected,
        worded("Save it as one of these."),
    )


def read_folder_header(
    folder: Path, header: Path | None, names: list[str], log: ProblemLog
) -> RawHeader | None:
    """The header of a folder: the file given, else its visit.toml; None, noted, if it cannot be read."""
    if header is not None:
        # Named by the planner, so it may be a link to anywhere.
        content = read_file(header, limits.HEADER_BYTES, log)
        return read_header_toml(content, header.name, log) if content is not None else None
    tables = chosen({name: name_of(Path(name).stem) for name in with_suffix(names, ".toml")}, log)
    if "visit" not in tables:
        mend = worded("Add a visit.toml with receiving_state, sending_state, start and end.")
        log.add(
            "file.not-found",
            Place("visit.toml"),
            worded("the folder has no visit.toml"),
            worded("a visit.toml"),
            mend,
        )
        return None
    content = read_file(folder / tables["visit"], limits.HEADER_BYTES, log, inside=folder)
    return read_header_toml(content, tables["visit"], log) if content is not None else None


def _read_folder(folder: Path, header: Path | None, log: ProblemLog) -> Source:
    """A folder: its visit.toml (or the one given), and a CSV file for each sheet."""
    names = names_in(folder, log)
    raw_header = read_folder_header(folder, header, names, log)
    files = chosen({name: name_of(Path(name).stem) for name in with_suffix(names, ".csv")}, log)
    _note_surplus(names, files, log)
    sheets = {}
    for sheet in (*SHEETS, *PARTS_OF_GOODS):
        if sheet in files:
            content = read_file(folder / files[sheet], limits.CSV_BYTES, log, inside=folder)
            raw = read_csv_sheet(content, files[sheet], sheet, log) if content is not None else None
            if raw:
                sheets[sheet] = Piece(raw)
    return Source(raw_header, _joined(sheets, log))


def names_in(folder: Path, log: ProblemLog) -> list[str]:
    """The names in a folder, without hidden ones and the lock files of office programs."""
    try:
        names = sorted(name for name in os.listdir(folder or ".") if not name.startswith((".", "~$")))
    except OSError as error:
        found = worded("the folder cannot be opened ({reason})", reason=str(error.strerror))
        log.add(
            "file.unreadable",
            Place(folder.name),
            found,
            worded("a readable folder"),
            worded("Check its permissions."),
        )
        return []
    if len(names) > limits.FOLDER_FILES:
        found = worded("the folder has {count} files", count=len(names))
        expected = worded("at most {most} (the limit of a folder)", most=limits.FOLDER_FILES)
        log.add(
            "limit.folder-files",
            Place(folder.name),
            found,
            expected,
            worded("Give the visit a folder of its own."),
        )
        return []
    return names


def with_suffix(names: list[str], *suffixes: str) -> list[str]:
    """The names that end in one of the suffixes, in any case."""
    return [name for name in names if Path(name).suffix.lower() in suffixes]


def chosen(sheet_of: Mapping[str, str], log: ProblemLog) -> dict[str, str]:
    """The file of each sheet; a second file for the same sheet is a mistake."""
    files: dict[str, str] = {}
    for name, sheet in sheet_of.items():
        if sheet in files:
            found = worded(
                "found a second file for {sheet}, beside {file}", sheet=shown(sheet), file=files[sheet]
            )
            log.add(
                "sheet.twice",
                Place(name),
                found,
                worded("one file for each sheet"),
                worded("Join them, or rename one."),
            )
        else:
            files[sheet] = name
    return files


def _note_surplus(names: list[str], files: Mapping[str, str], log: ProblemLog) -> None:
    """Files with tables that will not be read are named, lest somebody thinks they were."""
    for sheet, name in files.items():
        if sheet not in SHEETS and sheet not in PARTS_OF_GOODS:
            _note_unknown(Place(name), name, sheet, log)
    for name in with_suffix(names, *_OTHER_TABLES):
        mend = worded("Save it as CSV under the name of its sheet, or move it out of the folder.")
        log.add(
            "file.not-read", Place(name), worded("found a table that is not CSV"), worded("CSV sheets"), mend
        )


def _note_unknown(place: Place, name: str, sheet: str, log: ProblemLog) -> None:
    if sheet in HEADINGS:
        mend: str = worded("In a folder these facts stand in visit.toml.")
    else:
        mend = run_on([suggestion(sheet, SHEETS), worded("The sheets are {names}.", names=listing(SHEETS))])
    log.add(
        "sheet.unknown",
        place,
        worded("found the sheet {name}", name=shown(name)),
        worded("a sheet of the manifest"),
        mend,
    )


def _read_workbook(path: Path, log: ProblemLog) -> Source:
    """One workbook: a sheet per sheet of the manifest, and the header's sheets."""
    # Imported here: a folder with CSV sheets needs neither archives nor the spreadsheet reader.
    from comity.manifest.workbook import read_workbook  # noqa: PLC0415

    content = read_file(path, limits.WORKBOOK_BYTES, log)
    found = read_workbook(content, path.name, log) if content is not None else None
    if found is None:
        return Source()
    header_sheets: dict[str, RawSheet] = {}
    sheets: dict[str, Piece] = {}
    for raw in found:
        sheet = name_of(raw.sheet)
        if sheet not in SHEETS and sheet not in PARTS_OF_GOODS and sheet not in HEADINGS:
            _note_unknown(raw.place(), raw.sheet, sheet, log)
        elif sheet in sheets or sheet in header_sheets:
            found_twice = worded("found a second sheet {sheet}", sheet=sheet)
            log.add(
                "sheet.twice",
                raw.place(),
                found_twice,
                worded("each sheet once"),
                worded("Join them, or rename one."),
            )
        elif sheet in HEADINGS:
            header_sheets[sheet] = dataclasses.replace(raw, sheet=sheet)
        else:
            sheets[sheet] = Piece(dataclasses.replace(raw, sheet=sheet), raw.sheet)
    header = read_header_sheets(header_sheets, path.name, log)
    return Source(header, _joined(sheets, log))


def _joined(sheets: Mapping[str, Piece], log: ProblemLog) -> dict[str, Joined]:
    """The sheets of the manifest, with the parts of the goods joined to them."""
    parts = [dataclasses.replace(sheets[part], part=part) for part in PARTS_OF_GOODS if part in sheets]
    goods = [sheets[GOODS], *parts] if GOODS in sheets else parts
    pieces = {sheet: goods if sheet == GOODS else [sheets[sheet]] for sheet in SHEETS if sheet in sheets}
    if goods and GOODS not in pieces:
        pieces[GOODS] = goods
    return {sheet: joined(sheet, pieces[sheet], log) for sheet in SHEETS if sheet in pieces}
