"""The file that states a visit and keeps how its list is read: visit.toml, or NAME.toml beside NAME.xlsx."""

import json
from collections.abc import Iterator

from comity.domain.errors import Problem
from comity.manifest.first_look.draft import TableRead
from comity.manifest.first_look.looked import Looked
from comity.manifest.first_look.which_column import Mapped
from comity.manifest.spelling import name_of

#: What a visit must state, in their order, and how a line looks that states it.
_MUST: dict[str, str] = {
    "receiving_state": '"JP"',
    "sending_state": '"AU"',
    "start": "2024-02-01",
    "end": "2024-02-20",
}
_DAYS = frozenset({"start", "end"})
_COMMENT_CHARACTERS = 200


def companion_text(looked: Looked, problems: tuple[Problem, ...], *, whole: bool) -> str:
    """The text of the file: facts found and, as comments, facts missing; then each table and its columns.

    Args:
        looked: what the first look found.
        problems: of the reading; what is missing and what is unclear is taken from them.
        whole: whether the visit's own facts stand in it too; else only the tables, to be added to a file.
    """
    lines = list(_visit(looked, problems)) if whole else [""]
    worksheets = [(read.found.page.grid.file, read.found.page.grid.worksheet) for read in looked.tables]
    for read, place in zip(looked.tables, worksheets, strict=True):
        lines += _table(read, several=worksheets.count(place) > 1)
    return "\n".join(lines).rstrip("\n") + "\n"


def _visit(looked: Looked, problems: tuple[Problem, ...]) -> Iterator[str]:
    yield "# The visit, as far as the list states it. Correct what is wrong, and fill in what is missing."
    missing = {p.place.column for p in problems if p.code == "header.missing"}
    found = {fact.fact: fact for fact in looked.facts if fact.used}
    for name in (*_MUST, *(name for name in found if name not in _MUST)):
        if name in found:
            value = found[name].text if name in _DAYS else _quoted(found[name].text)
            yield f"{name} = {value}  # {_comment(f'{found[name].place}: {found[name].written}')}"
        elif name in missing:
            yield f"# {name} = {_MUST[name]}  # missing: take the # away and write what it is"
    yield ""


def _table(read: TableRead, *, several: bool) -> Iterator[str]:
    grid = read.found.page.grid
    yield "[[table]]"
    yield f"file = {_quoted(grid.file)}"
    if grid.worksheet:
        yield f"worksheet = {_quoted(grid.worksheet)}"
    if several:
        rows = range(read.found.first_heading, read.found.last_heading + 1)
        yield f"heading_rows = {list(rows)}"
    if read.sheet:
        yield f"sheet = {_quoted(read.sheet)}"
    elif read.told and read.told.sheet:
        yield f"sheet = {_quoted(read.told.sheet)}"
    else:
        yield f'# sheet = "{read.choices[0] if read.choices else "goods"}"  # unclear: write one, or "ignore"'
    if read.told:
        yield from _told(read)
    columns = [line for mapped in read.columns for line in _column(mapped)]
    if columns:
        yield "[table.columns]"
        yield from columns
    yield ""


def _told(read: TableRead) -> Iterator[str]:
    told = read.told
    if told and told.contingent:
        yield f"contingent = {_quoted(told.contingent)}"
    if told and told.date_order:
        yield f"date_order = {_quoted(''.join(word[0] for word in _ORDERS[told.date_order]))}"
    if told and told.mass_unit:
        yield f"mass_unit = {_quoted(told.mass_unit)}"


_ORDERS = {
    "day first": ("day", "month", "year"),
    "month first": ("month", "day", "year"),
    "year first": ("year", "month", "day"),
}


def _column(mapped: Mapped) -> Iterator[str]:
    key = _quoted(mapped.heading)
    if mapped.column:
        if name_of(mapped.heading) != mapped.column:
            yield f"{key} = {_quoted(mapped.column)}"
    elif mapped.choices:
        others = " or ".join(mapped.choices[1:])
        yield f"# {key} = {_quoted(mapped.choices[0])}  # unclear{f'; or {others}' if others else ''}"
    elif mapped.heading and not mapped.is_private:
        yield f'# {key} = ""  # not read'


def _quoted(text: str) -> str:
    """A text as TOML writes it."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _comment(text: str) -> str:
    """A text on one line, with nothing in it that a comment may not hold."""
    plain = "".join(c if c.isprintable() else " " for c in text)
    return plain if len(plain) <= _COMMENT_CHARACTERS else plain[:_COMMENT_CHARACTERS] + "…"
