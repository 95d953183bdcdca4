"""The tables of a grid: headings, lines, titles of sections, and what is no line (sums, repeats, texts)."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from comity.domain.primitives.worded import listed, worded
from comity.manifest.first_look.heading_forms import compact
from comity.manifest.first_look.heading_rows import Span, spans
from comity.manifest.first_look.page import LONGEST_WORD, Cells, Page, is_figure, position, texts
from comity.manifest.first_look.quantities import COUNT_WORDS
from comity.manifest.first_look.title_block import Aside, Stated, is_labelled, read_block
from comity.manifest.first_look.units import units_named
from comity.manifest.problems import shown
from comity.manifest.spelling import folded

#: "PALLET 3", "Container ABCU 123456-7", "パレット2": what other goods lie in or on.
PACKAGE = re.compile(
    r"(?:pallet|pal|container|ctr|isu|tricon|quadcon|milvan|conex|crate|case|box|palette|conteneur|caisse|kiste|cassa"
    r"|パレット|コンテナ|ケース|箱)\s*(?:no\.?|nr\.?|n°|#|id)?\s*[:：#-]?\s*"
    r"(?P<id>[0-9]{1,4}[a-z]?|[a-z]|[a-z]{1,4}[\s-]?[0-9]{1,9}(?:-?[0-9a-z]{1,4})?)(?:\s*[(（][^)）]{1,40}[)）])?",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"[\s(]*[-+]?\d[\d.,'’\s]*(?:[^\W\d_]{0,8}[³㎏㎥%]?)\.?[)\s]*")
_SHORT = re.compile(r"[A-Za-z]{1,2}\.?")
#: A part of a force, as a title above its people or things: "Alpha Company", "HQ", "第1中隊".
_UNIT = re.compile(
    r"(?:\b(?:company|coy|squadron|sqn|platoon|pl|section|sect|troop|tp|battery|bty|battalion|bn|regiment|regt|flight"
    r"|flt|detachment|det|team|headquarters|hq|compagnie|escadron|peloton|groupe|équipe|kompanie|zug|staffel|trupp"
    r"|compagnia|plotone|squadra|squadriglia)|中隊|小隊|大隊|連隊|本部|分隊|飛行隊|班|隊)\W*$"
    r"|^(?:company|coy|squadron|sqn|platoon|section|troop|hq|headquarters|compagnie|section|kompanie|zug)\b",
    re.IGNORECASE,
)
#: Of so many rows with a word for a sum the figures are added up.
_MOST_SUMS = 500
#: Rows with no more cells than these are hardly lines.
_NEARLY_BLANK = 2
#: No page of a list has more rows above its headings.
_HEAD_OF_PAGE = 4
#: Columns of what several lines share.
_GROUPS = frozenset({"package_id", "container_number", "contingent", "unit", "chalk"})


@dataclass(frozen=True, slots=True)
class Section:
    """A row that names what the lines below it belong to; `cells` are all its cells."""

    row: int
    text: str
    cells: Cells


@dataclass(slots=True)
class Found:
    """A table as it stands in a grid.

    It ends with row `end`. `rows` are the lines, `sections` the rows that name what the next lines belong to.
    `stated` and `asides` are the rows above and below that belong to no table; `notes` say what was left out.
    """

    page: Page
    first_heading: int
    last_heading: int
    end: int
    headings: tuple[str, ...]
    rows: list[int] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    stated: list[Stated] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def column(self, at: int) -> pl.Series:
        """The texts of a column, line by line; null where blank."""
        return self.page.frame.to_series(at).gather([row - 1 for row in self.rows])


def tables(page: Page, told: Sequence[tuple[int, int]] = ()) -> list[Found]:
    """The tables of a grid; none if no row of headings is recognised.

    Args:
        page: the grid.
        told: first and last row of headings, where the planner has named them.
    """
    heads = spans(page, told)
    found: list[Found] = []
    for nth, span in enumerate(heads):
        end = heads[nth + 1].first - 1 if nth + 1 < len(heads) else len(page)
        own = range(span.last + 1, end + 1)
        head: list[int] = []
        if nth + 1 < len(heads) and not _same(heads[nth + 1], span):
            own = range(span.last + 1, _start_of_block(page, span.last, end) + 1)
        elif nth + 1 < len(heads):
            head = _head_of_page(page, heads[nth + 1], span.last)
            own = range(span.last + 1, end + 1 - len(head))
        if found and _same(span, heads[nth - 1]):
            again = worded("Row {first} repeats the headings.", first=_rows(range(span.first, span.last + 1)))
            _read_body(found[-1], own)
            found[-1].end = own.stop - 1
            found[-1].notes.append(again)
            found[-1].asides += read_block(page, head, whole=True)[1]
            continue
        table = Found(page, span.first, span.last, own.stop - 1, span.headings)
        start = _start_of_block(page, heads[nth - 1].last, span.first - 1) if nth else 0
        above = list(range(start + 1, span.first))
        table.stated, table.asides = read_block(page, above)
        table.asides += read_block(page, head, whole=True)[1]
        _read_body(table, own)
        found.append(table)
    for table in found:
        _end(table)
    return found


def _same(span: Span, other: Span) -> bool:
    return [folded(h).casefold() for h in span.headings] == [folded(h).casefold() for h in other.headings]


def _head_of_page(page: Page, again: Span, start: int) -> list[int]:
    """The few nearly blank rows between a gap and headings that come again: "Crew list, page 2"."""
    row = again.first - 1
    widest = sum(bool(heading) for heading in again.headings) // 3
    while row > start and 0 < page.counts[row] <= widest:
        row -= 1
    rows = list(range(row + 1, again.first))
    return rows if row > start and page.counts[row] == 0 and len(rows) <= _HEAD_OF_PAGE else []


def _start_of_block(page: Page, start: int, end: int) -> int:
    """The last row above `end` that is a line, or `start`: what follows are titles of the next table."""
    row = end
    while row > start and (page.counts[row] == 0 or is_labelled(page, page.cells(row))):
        row -= 1
    return row


def _read_body(table: Found, own: range) -> None:
    """Sort the rows below headings into lines, sections and what is left out."""
    page = table.page
    counts = page.counts
    several = sum(1 for heading in table.headings if heading) > 2
    totals = _totals(table, own)
    repeated = _repeated(table, own)
    single = [row for row in own if counts[row] == 1]
    packages = _packages(table, own) if several else {}
    ends = _ends(page, own) if several else {}
    cells_of = page.rows(sorted({*totals, *single}))
    none = {*repeated, *totals, *ends}
    last = max((row for row in own if counts[row] > 1 and row not in none), default=0)
    left: list[int] = []
    for row in own:
        if counts[row] == 0:
            continue
        if row in repeated:
            left.append(row)
        elif row in totals:
            table.notes.append(
                worded("Row {row} is a sum and no line: {cells}.", row=str(row), cells=_quoted(cells_of[row]))
            )
        elif row in ends:
            table.notes.append(worded("Row {row} is no line: {end}.", row=str(row), end=shown(ends[row])))
        elif counts[row] == 1 and several and _is_title(table, row, cells_of[row], last):
            text = texts(cells_of[row])[0]
            table.sections.append(Section(row, text, cells_of[row]))
        elif row in packages:
            table.sections.append(packages[row])
        else:
            table.rows.append(row)
    if left:
        table.notes.append(worded("Row {left} repeats the headings.", left=_rows(left)))


def _end(table: Found) -> None:
    """What stands below the last line is for people: titles without lines, and labels below a blank row."""
    page = table.page
    labelled: list[int] = []
    for row in reversed(table.rows):
        if page.counts[row] > 4 or not (_is_foot(table, row) or is_labelled(page, page.cells(row))):
            break
        labelled.append(row)
    starts = [row for row in labelled if page.counts[row - 1] == 0 or _is_foot(table, row)]
    if starts:
        table.rows = [row for row in table.rows if row < starts[-1]]
    last = table.rows[-1] if table.rows else table.last_heading
    below = [section.row for section in table.sections if section.row > last]
    below += [row for row in labelled if row > last]
    table.sections = [section for section in table.sections if section.row <= last]
    stated, asides = read_block(page, sorted(below))
    table.stated += stated
    table.asides += asides


def _is_foot(table: Found, row: int) -> bool:
    """Whether a row below a wide table is a text across columns ("Date and signature") and little else."""
    page = table.page
    return page.merged_across(row) and 2 * page.counts[row] < sum(bool(h) for h in table.headings)


def _ends(page: Page, own: range) -> dict[int, str]:
    """The rows that say that nothing follows, with what they say."""
    nearly_blank = page.rows([row for row in own if 0 < page.counts[row] <= _NEARLY_BLANK])
    said = {row: " ".join(texts(cells)) for row, cells in nearly_blank.items()}
    return {row: text for row, text in said.items() if page.words.signs.ends_list(text)}


def _totals(table: Found, own: range) -> set[int]:
    """The rows that are sums: a word for it, and figures or nothing else.

    What the word leaves open ("Total station") is settled by whether the figures are those of the rows above.
    """
    page = table.page
    if not own:
        return set()
    part = page.frame[own.start - 1 : own.stop - 1]
    found: set[int] = set()
    for name in part.columns:
        column = part[name]
        if column.null_count() == len(column):
            continue
        stems = list(page.words.total_stems)
        some = column.filter(column.str.contains_any(stems, ascii_case_insensitive=True)).unique()
        words = [text for text in some.to_list() if len(text) <= LONGEST_WORD and _may_be_total(page, text)]
        if words:
            found |= {own.start + at for at in column.is_in(words).arg_true().to_list()}
    groups = _groups(table, own) if found else set()
    named: set[int] = set()
    last = own.start - 1
    for nth, (row, cells) in enumerate(page.rows(sorted(found)).items()):
        # A few sums are added up; who has thousands of them may be trying something.
        blocks = (range(last + 1, row), range(own.start, row)) if nth < _MOST_SUMS else ()
        if _sums_up(page, cells, groups, blocks):
            named.add(row)
            last = row
    return named | _unnamed_totals(page, own, named)


def _may_be_total(page: Page, text: str) -> bool:
    words = page.words
    if words.sums_in_words(text):
        return True
    return len(text) <= 60 and (words.is_total(text) or words.may_be_total(text) is not None)


def _unnamed_totals(page: Page, own: range, named: set[int]) -> set[int]:
    """Rows of figures alone at the end of a block, each the sum of what stands above it."""
    counts = page.counts
    ends = [
        row
        for row in own
        if counts[row] and row not in named and (row == len(page) or counts[row + 1] <= 1) and counts[row] < 9
    ]
    found: set[int] = set()
    widest = max(counts)
    for row, cells in page.rows(ends).items():
        figures = {at: _figure(text) for at, text in enumerate(cells) if text is not None}
        if counts[row] < widest and all(figures.values()) and _adds_up(page, figures, own.start, row):
            found.add(row)
    return found


def _figure(text: str) -> float | None:
    """The number that a cell of figures alone holds."""
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return None


def _adds_up(page: Page, figures: Mapping[int, float | None], start: int, row: int) -> bool:
    for at, figure in figures.items():
        above = [_figure(text) for text in page.frame.to_series(at)[start - 1 : row - 1].to_list() if text]
        numbers = [number for number in above if number is not None]
        if len(numbers) < 2 or figure is None or abs(sum(numbers) - figure) > 1e-6 * max(1.0, abs(figure)):
            return False
    return True


def _sums_up(page: Page, cells: Cells, groups: Collection[str], blocks: Sequence[range]) -> bool:
    """Whether a row with a word for a sum is one: beside it only amounts, units, and names of groups.

    A word that may mean a thing too is believed if it stands with the name of a group of the rows above
    ("CON1 total"), or if the figures are those of one of the `blocks` of rows.
    """
    words = page.words
    there = texts(cells)
    if words.sums_in_words(there[0]) and len(there) == 1:
        return True
    if words.is_whole_total(there[0]) and len(there) <= _NEARLY_BLANK + 1:
        return True
    others = {at: text for at, text in enumerate(cells) if text is not None and not words.is_total(text)}
    doubtful = {at: rest for at, text in others.items() if (rest := words.may_be_total(text)) is not None}
    beside = {at: text for at, text in others.items() if at not in doubtful}
    if not all(
        _AMOUNT.fullmatch(t)
        or words.signs.is_number(t)
        or PACKAGE.fullmatch(t)
        or _counts(t)
        or compact(t) in groups
        for t in beside.values()
    ):
        return False
    if len(others) < len(texts(cells)) or any(rest in groups for rest in doubtful.values()):
        return True
    figures = {at: _figure(text) for at, text in beside.items() if _AMOUNT.fullmatch(text)}
    return bool(figures) and any(_adds_up(page, figures, block.start, block.stop) for block in blocks)


def _counts(text: str) -> bool:
    """Whether a text is a unit or a word that counts."""
    return bool(units_named(text)) or text.strip().casefold().rstrip(".") in COUNT_WORDS


def _groups(table: Found, own: range) -> set[str]:
    """The packages, units and so on that the lines name, compact."""
    page = table.page
    lines = page.frame[own.start - 1 : own.stop - 1]
    columns = [
        str(at)
        for at, heading in enumerate(table.headings)
        if any(candidate.column in _GROUPS for candidate in page.meant(heading))
    ]
    return {compact(text) for name in columns for text in lines[name].drop_nulls().unique()}


def _repeated(table: Found, own: range) -> set[int]:
    """The rows that say again what stands in a row of headings."""
    page = table.page
    if not own:
        return set()
    part = page.frame[own.start - 1 : own.stop - 1]
    found: set[int] = set()
    for heading in range(table.first_heading, table.last_heading + 1):
        there = [(at, text) for at, text in enumerate(page.cells(heading)) if text is not None]
        if len(there) < 2:
            continue
        same = pl.all_horizontal([pl.col(str(at)) == text for at, text in there])
        found |= {own.start + at for at in part.select(same.fill_null(value=False)).to_series().arg_true()}
    return found


def _is_title(table: Found, row: int, cells: Cells, last: int) -> bool:
    """Whether the only cell of a row names what follows, rather than being all that is known of a line."""
    page = table.page
    text = texts(cells)[0]
    at = position(cells)
    if PACKAGE.fullmatch(text) or page.merged_across(row) or text.endswith((":", "：")):
        return True
    if row > last:
        below_gap = any(page.counts[between] == 0 for between in range(last + 1, row))
        return below_gap or at == 0 or len(text) > 40
    if is_figure(text):
        return False
    first_column = next((nth for nth, heading in enumerate(table.headings) if heading), 0)
    if at > first_column:
        return False
    return page.counts[row - 1] <= 1 or text.isupper() or bool(_UNIT.search(text)) or _figures_only(table, at)


def _figures_only(table: Found, at: int) -> bool:
    """Whether the other lines hold only figures, or nothing, in a column."""
    column = table.page.frame.to_series(at)[table.last_heading :]
    sample = [text for text in column.head(200).drop_nulls().to_list() if not PACKAGE.fullmatch(text.strip())]
    return 2 * sum(is_figure(text) for text in sample) >= len(sample)


def _packages(table: Found, own: range) -> dict[int, Section]:
    """The packages that stand in a row of their own with their weight: a name, and figures alone."""
    page = table.page
    part = page.frame[own.start - 1 : own.stop - 1] if own else page.frame.clear()
    found: dict[int, Section] = {}
    for name in part.columns[:3]:
        heading = table.headings[int(name)]
        if any(c.column in ("package_id", "container_number", "kind") for c in page.meant(heading)):
            continue
        named = [t for t in part[name].drop_nulls().unique().to_list() if PACKAGE.fullmatch(t.strip())]
        rows = [own.start + at for at in part[name].is_in(named).arg_true().to_list()] if named else []
        for row, cells in page.rows(rows).items():
            others = texts((*cells[: int(name)], *cells[int(name) + 1 :]))
            if all(_AMOUNT.fullmatch(other) or _SHORT.fullmatch(other) for other in others):
                found.setdefault(row, Section(row, (cells[int(name)] or "").strip(), cells))
    return found


def _quoted(cells: Cells) -> str:
    return shown(" | ".join(texts(cells)))


def _rows(rows: Sequence[int] | range) -> str:
    """Numbers of rows as a sentence lists them, the first few of many."""
    numbers = list(rows)
    first = listed(map(str, numbers[:5]))
    return worded("{rows} and {n} more", rows=first, n=len(numbers) - 5) if len(numbers) > 5 else first
