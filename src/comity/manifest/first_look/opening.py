"""Opening everything that a path names: which files, as which grids, and what is in the strict form."""

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from comity.domain.errors import Place
from comity.domain.primitives.worded import worded
from comity.domain.provisions.vocabulary import SHEETS, Vocabulary
from comity.domain.visits.visit import Table
from comity.manifest import limits
from comity.manifest.answered import with_answers
from comity.manifest.csv_sheets import sheet_of_text
from comity.manifest.files import read_file
from comity.manifest.first_look.copies import is_answer, without_answer
from comity.manifest.first_look.grids import grid_of, text_of
from comity.manifest.first_look.told import Told, read_told
from comity.manifest.header_sheets import HEADINGS, VISIT, read_header_sheets
from comity.manifest.header_toml import read_header_toml
from comity.manifest.joining import GOODS, PARTS_OF_GOODS, Piece
from comity.manifest.problems import ProblemLog, shown
from comity.manifest.raw import Grid, RawHeader, RawSheet
from comity.manifest.sheets import line_facts
from comity.manifest.sources import names_in, note_kind, read_folder_header, with_suffix
from comity.manifest.spelling import folded, name_of

_CSV = (".csv", ".tsv", ".tab")
_NOT_READ = (".xlsm", ".xls", ".xlsb", ".ods", ".numbers")


@dataclass(slots=True)
class Opened:
    """What a path names: the header, `strict` tables with their sheet, other tables as grids.

    `companion` is the name of the file that states the visit; `told` what its [[table]] entries say.
    """

    header: RawHeader | None = None
    companion: str = ""
    told: tuple[Told, ...] = ()
    strict: list[tuple[str, Piece]] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    left_out: list[Table] = field(default_factory=list)
    notes: tuple[str, ...] = ()
    """On the header, to be shown with the first table."""

    def told_about(self, grid: Grid) -> list[Told]:
        """What the planner says of a worksheet or CSV file."""
        return [told for told in self.told if told.is_about(grid.file, grid.worksheet)]

    def leave(self, grid: Grid, note: str) -> None:
        """List something that is not read, with the reason."""
        self.left_out.append(Table("", grid.file, grid.worksheet, 0, 0, notes=(note,)))


def opened(path: Path, vocabulary: Vocabulary, log: ProblemLog, answers: str = "") -> Opened:
    """Open whatever a path names; what cannot be read is a problem. `answers` count as the header's."""
    return _Opening(path, vocabulary, log).opened(answers)


class _Opening:
    def __init__(self, path: Path, vocabulary: Vocabulary, log: ProblemLog) -> None:
        self.path, self.vocabulary, self.log = path, vocabulary, log
        self.found = Opened()
        self.header_sheets: dict[str, RawSheet] = {}

    def opened(self, answers: str) -> Opened:
        files = self._files()
        header = self.found.header = with_answers(self.found.header, answers, self.log)
        self.found.told = read_told(header.blocks.get("table", ()), self.log) if header else ()
        self._note_told_of_nothing(files)
        for file in files:
            self._open(file)
        if VISIT in self.header_sheets and (header is None or not header.visit):
            blocks = header.blocks if header else {}
            stated = read_header_sheets(self.header_sheets, self.path.name, self.log)
            if stated:
                self.found.header = dataclasses.replace(stated, blocks={**stated.blocks, **blocks})
        elif self.header_sheets:
            self._leave_header_sheets()
        return self.found

    def _files(self) -> list[Path]:
        """The files to look at; the header and its name are found on the way."""
        path, suffix = self.path, self.path.suffix.lower()
        if path.is_dir():
            return self._folder(path, None)
        if suffix == ".toml":
            return self._folder(path.parent, path)
        if suffix != ".xlsx" and suffix not in _CSV:
            note_kind(path, worded("a folder, a visit.toml, an .xlsx workbook or a .csv file"), self.log)
            return []
        companion = path.with_suffix(".toml")
        self.found.companion = companion.name
        self.found.header = RawHeader(Place(companion.name, VISIT))
        if companion.exists():
            content = read_file(companion, limits.HEADER_BYTES, self.log, inside=path.parent)
            read = read_header_toml(content, companion.name, self.log) if content is not None else None
            self.found.header = read
        return [path]

    def _folder(self, folder: Path, given: Path | None) -> list[Path]:
        names = names_in(folder, self.log)
        self.found.companion = given.name if given else "visit.toml"
        self.found.header = RawHeader(Place(self.found.companion, VISIT))
        if given is not None or any(name_of(name) == "visit.toml" for name in names):
            self.found.header = read_folder_header(folder, given, names, self.log)
        files = with_suffix(names, *_CSV, ".xlsx")
        if given is not None and name_of(given.stem) != VISIT and (named := self._named_files()):
            # A file of its own that says which lists it is about.
            files = [name for name in files if folded(name).casefold() in named]
        for name in with_suffix(names, *_NOT_READ):
            mend = worded("Save it as .xlsx or CSV, or move it out of the folder.")
            self.log.add(
                "file.not-read",
                Place(name),
                worded("found a table in another form"),
                worded(".xlsx or CSV"),
                mend,
            )
        ranks = {name: nth for nth, name in enumerate((*SHEETS, *PARTS_OF_GOODS))}
        files.sort(key=lambda name: (ranks.get(name_of(Path(name).stem), len(ranks)), name))
        return [folder / name for name in files]

    def _named_files(self) -> set[str]:
        blocks = self.found.header.blocks.get("table", ()) if self.found.header else ()
        entries = (entry for block in blocks for entry in block if name_of(entry.key) == "file")
        return {folded(entry.text or "").casefold() for entry in entries}

    def _note_told_of_nothing(self, files: Sequence[Path]) -> None:
        names = {folded(file.name).casefold() for file in files}
        for told in self.found.told:
            if told.file and folded(told.file).casefold() not in names:
                mend = worded("Write the name of a file beside it, without a path.")
                found = worded("found the file {file}", file=shown(told.file))
                self.log.add("table.file", told.place, found, worded("a list in the same folder"), mend)

    def _open(self, file: Path) -> None:
        """Read one file into grids; what is in the strict form is set aside as it is."""
        inside = None if file == self.path else file.parent
        if file.suffix.lower() in _CSV:
            content = read_file(file, limits.CSV_BYTES, self.log, inside=inside)
            text = text_of(content, file.name, self.log) if content is not None else None
            if text is not None:
                self._open_text(file, *text)
            return
        # Imported here: a folder with CSV sheets needs neither archives nor the spreadsheet reader.
        from comity.manifest.workbook import read_grids, sheet_of  # noqa: PLC0415

        content = read_file(file, limits.WORKBOOK_BYTES, self.log, inside=inside)
        for grid in (read_grids(content, file.name, self.log) if content is not None else None) or ():
            name = name_of(grid.worksheet)
            if is_answer(grid):
                self.found.leave(
                    grid, worded("It is the answer that came with a copy of the list; it was not read.")
                )
                continue
            grid = without_answer(grid)  # noqa: PLW2901  from here on only the planner's own columns
            if name in HEADINGS and name not in self.header_sheets:
                self.header_sheets[name] = dataclasses.replace(sheet_of(grid, self.log), sheet=name)
            elif grid.hidden and not any(told.worksheet for told in self.found.told_about(grid)):
                note = worded("The worksheet is hidden and was left out. To read it, name it in a [[table]].")
                self.found.leave(grid, note)
            elif self._is_strict(name, [column[0] or "" for column in grid.columns], grid):
                self._take(name, sheet_of(grid, self.log), grid.worksheet)
            else:
                self.found.grids.append(grid)

    def _open_text(self, file: Path, text: str, notes: tuple[str, ...]) -> None:
        name = name_of(file.stem)
        if not notes and (name in SHEETS or name in PARTS_OF_GOODS):
            first = sheet_of_text(text.partition("\n")[0], file.name, name, ProblemLog())
            if first and self._is_strict(name, first.headings, Grid(file.name, "", ())):
                trial = ProblemLog()
                raw = sheet_of_text(text, file.name, name, trial)
                if raw and not trial.problems():
                    self._take(name, raw, "")
                    return
        grid = grid_of(text, file.name, notes, self.log)
        if grid is not None:
            self.found.grids.append(grid)

    def _take(self, name: str, raw: RawSheet, worksheet: str) -> None:
        sheet, part = (GOODS, name) if name in PARTS_OF_GOODS else (name, "")
        self.found.strict.append((sheet, Piece(dataclasses.replace(raw, sheet=name), worksheet, part)))

    def _is_strict(self, name: str, headings: Iterable[str], grid: Grid) -> bool:
        """Whether a table is in the strict form: the name of a sheet, and its columns and no others."""
        sheet = GOODS if name in PARTS_OF_GOODS else name
        if sheet not in SHEETS or grid.flaws or grid.merged or self.found.told_about(grid):
            return False
        facts = {**self.vocabulary.of(sheet), **line_facts(sheet)}
        names = [name_of(heading) for heading in headings]
        return bool(names) and len(set(names)) == len(names) and all(each in facts for each in names)

    def _leave_header_sheets(self) -> None:
        for raw in self.header_sheets.values():
            stated = self.found.companion if self.found.header else worded("the visit's own file")
            note = worded("The visit is stated in {stated}; this worksheet was not read.", stated=stated)
            if VISIT not in self.header_sheets:
                note = worded("It belongs to a worksheet visit, which is not there; it was not read.")
            self.found.left_out.append(Table("", raw.file, raw.sheet, 0, 0, notes=(note,)))
