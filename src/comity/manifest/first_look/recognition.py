"""Recognising the tables of a list as it is: where they stand, which sheet each is, and its columns."""

from collections.abc import Callable, Sequence

from comity.domain.primitives.worded import worded
from comity.domain.provisions.vocabulary import Vocabulary
from comity.manifest.first_look.contingents import Contingents
from comity.manifest.first_look.draft import TableRead
from comity.manifest.first_look.identifiers import IDENTIFIERS, NAMES
from comity.manifest.first_look.looked import Looked, sheets_of
from comity.manifest.first_look.mending import Mender
from comity.manifest.first_look.opening import Opened
from comity.manifest.first_look.page import Page
from comity.manifest.first_look.questions import ask_columns, ask_headings, ask_sheet
from comity.manifest.first_look.tables import Found, tables
from comity.manifest.first_look.titles import FoundFact, found_facts, with_found
from comity.manifest.first_look.told import IGNORE, Told
from comity.manifest.first_look.translation import Translator, day_forms
from comity.manifest.first_look.which_column import Mapped, which_columns
from comity.manifest.first_look.which_sheet import which_sheet
from comity.manifest.first_look.words import HeadingWords, WordTables
from comity.manifest.joining import Piece
from comity.manifest.problems import ProblemLog, shown
from comity.manifest.raw import Grid, RawHeader
from comity.manifest.sources import Source
from comity.manifest.spelling import listing

#: Rows with more than two cells that make a grid look like a table.
_LIKE_A_TABLE = 3


def recognised(
    files: Opened, vocabulary: Vocabulary, words: Callable[[], WordTables], log: ProblemLog
) -> Looked:
    """Recognise and translate the tables of grids; what is in the strict form is taken with them."""
    return _Recognition(files, vocabulary, words, log).looked()


class _Recognition:
    def __init__(
        self, files: Opened, vocabulary: Vocabulary, words: Callable[[], WordTables], log: ProblemLog
    ) -> None:
        self.vocabulary, self.log = vocabulary, log
        self.words = HeadingWords(vocabulary, words)
        self.mender = Mender(vocabulary, words)
        self.opened = files

    def looked(self) -> Looked:
        header = self.opened.header
        found = [each for grid in self.opened.grids for each in self._tables(grid)]
        facts: tuple[FoundFact, ...] = ()
        notes: tuple[str, ...] = ()
        if header is not None and found:
            read = found_facts(found, self.vocabulary, self.mender)
            header, facts, notes = with_found(header, read, self.log)
        reads = [self._read(each) for each in found]
        notes = (*self.opened.notes, *notes)
        sheets = sheets_of(self._pieces(reads, header), notes, self.vocabulary, self.log)
        source = Source(header, sheets, tuple(self.opened.left_out))
        return Looked(source, tuple(reads), facts, self.opened.companion, lambda: self.mender)

    def _tables(self, grid: Grid) -> list[Found]:
        """The tables of a grid that are to be read; the others are listed."""
        about = self.opened.told_about(grid)
        if about and all(told.sheet == IGNORE and not told.heading_rows for told in about):
            self.opened.leave(grid, worded("Left out, as told."))
            return []
        page = Page(grid, self.words)
        found = tables(page, [told.heading_rows for told in about if told.heading_rows])
        if not found:
            self._leave_page(page)
        return found

    def _leave_page(self, page: Page) -> None:
        """A grid without a table: a few texts are listed, more may be a table that was not recognised."""
        rows = sum(count > 2 for count in page.counts)
        if rows >= _LIKE_A_TABLE:
            self.opened.leave(page.grid, worded("It was not read: no row of headings was recognised."))
            ask_headings(page, rows, self.log)
            return
        first = [" ".join(filter(None, page.cells(row)))[:80] for row in range(1, min(len(page), 4) + 1)]
        text = shown(" / ".join(filter(None, first)))
        self.opened.leave(page.grid, worded("No table was found in it; it was not read: {text}.", text=text))

    def _read(self, found: Found) -> TableRead:
        """Which sheet and which columns a table has."""
        told = self._told_for(found)
        if told and told.sheet == IGNORE:
            note = worded("The table below row {row} was left out, as told.", row=str(found.first_heading))
            self.opened.leave(found.page.grid, note)
            return TableRead(found, None, told=told)
        which = which_sheet(found, self._names(found))
        sheet = (told.sheet if told else "") or which.sheet
        if sheet is None:
            ask_sheet(found, which.choices, self.log)
            row, choices = str(found.first_heading), which.choices
            note = (
                worded(
                    "The table below row {row} was not read: its sheet is unclear ({choices}).",
                    row=row,
                    choices=listing(choices),
                )
                if choices
                else worded("The table below row {row} was not read: its sheet is unclear.", row=row)
            )
            self.opened.leave(found.page.grid, note)
            return TableRead(found, None, choices=which.choices, told=told)
        implies = which.implies if which.sheet == sheet else {}
        category = implies.get("goods_category", "")
        columns = which_columns(found, sheet, told, self.vocabulary, self.mender.knows, category)
        if sheet == "people" and told is None and not any(_names_somebody(each) for each in columns):
            ask_sheet(found, (), self.log)
            note = worded(
                "The table below row {row} was not read: no column names anybody.",
                row=str(found.first_heading),
            )
            self.opened.leave(found.page.grid, note)
            return TableRead(found, None, told=told)
        read = TableRead(found, sheet, columns, implies, told=told)
        ask_columns(read, self.log, alone=len(self.opened.told_about(found.page.grid)) == 1)
        return read

    def _names(self, found: Found) -> list[str]:
        """What a table is called, nearest first: the titles above it, its worksheet, its file."""
        grid = found.page.grid
        titles = [aside.text for aside in reversed(found.asides) if aside.row < found.first_heading]
        several = len({each.worksheet for each in self.opened.grids if each.file == grid.file}) > 1
        stem = "" if several else grid.file.rsplit(".", 1)[0]
        return [name for name in (*titles[:2], grid.worksheet, stem) if name]

    def _told_for(self, found: Found) -> Told | None:
        """What the planner says of a table: of its rows of headings, else of its worksheet."""
        about = self.opened.told_about(found.page.grid)
        exact = [told for told in about if told.heading_rows and told.heading_rows[0] == found.first_heading]
        general = [told for told in about if not told.heading_rows]
        return next(iter([*exact, *general]), None)

    def _pieces(self, reads: Sequence[TableRead], header: RawHeader | None) -> list[tuple[str, Piece]]:
        contingents = Contingents(header, self.mender)
        forms = day_forms(reads, self.vocabulary)
        translator = Translator(self.vocabulary, self.mender, contingents, forms, self.log)
        pieces = list(self.opened.strict)
        for read in reads:
            if read.sheet is not None:
                pieces += translator.pieces(read)
        return pieces


def _names_somebody(mapped: Mapped) -> bool:
    """Whether a column has, or may have, the names of people or the numbers of their papers."""
    return bool((NAMES | IDENTIFIERS | {"passport_number"}) & {mapped.column or "", *mapped.choices})
