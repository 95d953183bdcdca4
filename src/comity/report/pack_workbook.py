"""The lists of a pack as a workbook: one worksheet for each enclosure.

Cells are written by their type and never by what they look like, so that no text becomes a formula, a number
or a link.
"""

import datetime as dt
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO, TypeAlias

from comity.domain.errors import Refusal
from comity.report.pack_letter import NOT_A_FORM, field_list_words
from comity.report.pack_lists import Blank, Cell, Enclosure, Heading

_OPTIONS: Mapping[str, object] = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "remove_timezone": True,
}
_BOX: Mapping[str, object] = {"valign": "top", "border": 1, "border_color": "#C5CCD4"}
_FORMATS: Mapping[str, Mapping[str, object]] = {
    "title": {"bold": True, "font_size": 14},
    "note": {"italic": True, "font_color": "#4D5661"},
    "heading": {"bold": True, "text_wrap": True, "bg_color": "#F4F6F8", **_BOX},
    "leg": {"bold": True, "bg_color": "#E8EBEE", "top": 1},
    "text": {"text_wrap": True, **_BOX},
    "number": {"align": "right", "indent": 1, **_BOX},
    "day": {"num_format": "d mmm yyyy", "align": "left", **_BOX},
    "instant": {"num_format": "d mmm yyyy hh:mm", "align": "left", **_BOX},
    "missing": {"italic": True, "font_color": "#7A3300", "bg_color": "#FDE4D3", **_BOX},
}
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_NAME_CHARACTERS, _CELL_CHARACTERS = 31, 32_000
#: Rows of a worksheet that may be items; the rest is for its head and the headings of arrivals.
_MOST_ITEMS = 1_000_000
_FIRST_DATE = dt.date(1900, 1, 1)
_NARROWEST, _WIDEST, _LOOKED_AT = 7, 34, 300
_LINE_HEIGHT, _MOST_LINES = 15, 20
_A4 = 9

_Worksheet: TypeAlias = Any
_Formats: TypeAlias = Mapping[str, Any]


def write_lists(target: BinaryIO, title: str, enclosures: Sequence[Enclosure], made_on: dt.date) -> None:
    """Write the lists of one pack.

    Args:
        target: gets the bytes.
        title: of the workbook, and at the head of each page.
        enclosures: in the order of their letters.
        made_on: the day the visit was asked about.

    Raises Refusal if a list has more rows than a worksheet holds.
    """
    import xlsxwriter  # noqa: PLC0415  answers that are no workbook do without it

    for enclosure in enclosures:
        if len(enclosure.rows) > _MOST_ITEMS:
            raise Refusal(
                "pack.too-many-lines",
                f"The list '{enclosure.fields.title}' has {len(enclosure.rows):,} lines; a worksheet holds "
                f"{_MOST_ITEMS:,}. Divide the visit.",
            )
    with xlsxwriter.Workbook(target, dict(_OPTIONS)) as book:
        moment = dt.datetime.combine(made_on, dt.time.min)
        book.set_properties({"title": visible(title)[:200], "comments": NOT_A_FORM, "created": moment})
        formats = {name: book.add_format(dict(entry)) for name, entry in _FORMATS.items()}
        for enclosure in enclosures:
            name = f"{enclosure.letter} {enclosure.fields.title}".translate(_NOT_IN_NAMES)
            _write(book.add_worksheet(name[:_NAME_CHARACTERS].strip()), title, enclosure, formats)


def visible(text: str) -> str:
    """A text with everything that cannot be seen spelled out: escapes, bidirectional marks."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in "\n\t" else f"\\u{ord(c):04x}" for c in text)


def notes_of(enclosure: Enclosure) -> list[str]:
    """What stands above a list: what it is, where its fields are from, and how it is to be read."""
    notes = [f"{NOT_A_FORM} {field_list_words(enclosure)}"]
    if any(heading.needed for heading in enclosure.headings):
        notes.append('A field with * is needed; "not stated" means that the manifest does not say it.')
    if any(cell is Blank.NOT_NEEDED for row in enclosure.rows for cell in row):
        notes.append("– means that the field is not needed of this line and is left out.")
    if any(not heading.native.isascii() for heading in enclosure.headings):
        notes.append("The words in Japanese are from memory; none was read on a form.")
    return notes


def _write(sheet: _Worksheet, title: str, enclosure: Enclosure, formats: _Formats) -> None:
    fields, head = enclosure.fields, enclosure.headings
    widths = _widths(enclosure)
    sheet.write_string(0, 0, visible(f"{enclosure.letter}. {fields.title}"), formats["title"])
    notes = notes_of(enclosure)
    for row, note in enumerate(notes, start=1):
        sheet.write_string(row, 0, note, formats["note"])
    top = len(notes) + 2
    texts = ["Item", *(_heading_text(heading) for heading in head)]
    for column, text in enumerate(texts):
        sheet.write_string(top, column, text, formats["heading"])
    # Bold letters are wider.
    _set_height(sheet, top, texts, [round(width * 0.8) for width in widths])
    legs = dict(enclosure.legs)
    at = top
    for item, cells in enumerate(enclosure.rows, start=1):
        if item in legs:
            at += 1
            for column in range(len(head) + 1):
                sheet.write_blank(at, column, None, formats["leg"])
            sheet.write_string(at, 0, visible(legs[item])[:_CELL_CHARACTERS], formats["leg"])
        at += 1
        sheet.write_number(at, 0, item, formats["number"])
        for column, cell in enumerate(cells, start=1):
            _write_cell(sheet, at, column, cell, formats)
        _set_height(sheet, at, ["", *(_text(cell) for cell in cells)], widths)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    _lay_out(sheet, title, top)


def _heading_text(heading: Heading) -> str:
    below = f"\n{heading.native}" if heading.native else ""
    return f"{heading.label}{' *' if heading.needed else ''}{below}"


def _widths(enclosure: Enclosure) -> list[int]:
    """The width of each column in characters: as its longest word or value asks for, within reason."""
    found = [_NARROWEST]
    for column, heading in enumerate(enclosure.headings):
        words = [*heading.label.split(), heading.native]
        values = [_text(row[column]) for row in enclosure.rows[:_LOOKED_AT]]
        longest = max(len(text) for text in [*words, *values]) + 2
        found.append(min(max(longest, _NARROWEST), _WIDEST))
    return found


def _set_height(sheet: _Worksheet, row: int, texts: Sequence[str], widths: Sequence[int]) -> None:
    """Room for the text that wraps most: not every program makes it by itself."""
    lines = max(_lines(text, width) for text, width in zip(texts, widths, strict=True))
    if lines > 1:
        sheet.set_row(row, _LINE_HEIGHT * min(lines, _MOST_LINES))


def _lines(text: str, width: int) -> int:
    """How many lines a text takes; a width counts digits, and letters are narrower on average."""
    fits = round(width * 1.15)
    if len(text) <= fits and "\n" not in text:
        return 1
    return sum(len(textwrap.wrap(part, fits)) or 1 for part in text[:2000].split("\n"))


def _write_cell(sheet: _Worksheet, row: int, column: int, cell: Cell, formats: _Formats) -> None:
    if isinstance(cell, Blank):
        sheet.write_string(row, column, cell.value, formats["missing" if cell is Blank.MISSING else "text"])
    elif isinstance(cell, dt.datetime):
        # A worksheet knows no time zone; the headings of instants say UTC.
        sheet.write_datetime(row, column, cell.replace(tzinfo=None), formats["instant"])
    elif isinstance(cell, dt.date) and cell >= _FIRST_DATE:
        sheet.write_datetime(row, column, dt.datetime.combine(cell, dt.time.min), formats["day"])
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        sheet.write_number(row, column, cell, formats["number"])
    else:
        sheet.write_string(row, column, visible(str(cell))[:_CELL_CHARACTERS], formats["text"])


def _lay_out(sheet: _Worksheet, title: str, top: int) -> None:
    """What stays in sight, and how it is printed: A4 across, all columns on a page."""
    sheet.freeze_panes(top + 1, 1)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)
    # In a page's head "&" begins a command.
    sheet.set_header("&L" + visible(title).replace("&", "&&")[:180])
    sheet.set_footer("&L" + NOT_A_FORM + "&R&P / &N")


def _text(cell: Cell) -> str:
    if isinstance(cell, dt.datetime):
        return "30 Sep 2023 00:00"
    return "30 Sep 2023" if isinstance(cell, dt.date) else str(cell)
