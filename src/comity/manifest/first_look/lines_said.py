"""What rows, titles and names say of the lines of a table: counts, packages, contingents, categories."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping

from comity.domain.primitives.worded import worded
from comity.domain.provisions.vocabulary import Kind, Type
from comity.manifest.first_look.contingents import Contingents
from comity.manifest.first_look.draft import Draft, TableRead
from comity.manifest.first_look.quantities import several
from comity.manifest.first_look.tables import PACKAGE, Section
from comity.manifest.problems import ProblemLog, Words, shown
from comity.manifest.spelling import folded

_UN_NUMBER = r"(?i)\bU\.?N\.?(?:\s?no\.?)?[\s:-]{0,2}([0-9]{4})\b"
#: Columns that say what a thing is; a count may stand before it.
_WHAT = ("type_designator", "description", "model", "species", "equipment", "inn", "product")
_ONE_BY_ONE = frozenset({"people", "movements", "packages", "animal_events"})


def note_several(draft: Draft) -> None:
    """One row for several things stays one line; how many is kept in `quantity` or `ref`, and said."""
    if draft.sheet in _ONE_BY_ONE:
        return
    _note_counted(draft)
    for name in _WHAT:
        if name not in draft.cells or draft.facts[name].type is not Type.TEXT:
            continue
        for at, text in enumerate(draft.cells[name].texts):
            if text is None or not any(c.isdigit() for c in text):
                continue
            found = several(text)
            if found and found.count > 1 and found.what:
                _stands_for(draft, at, found.count, text.strip())
                draft.cells[name].texts[at] = found.what


def _note_counted(draft: Draft) -> None:
    """A column of quantities, on a sheet whose lines are things one by one."""
    if "quantity" in draft.facts:
        return
    meant = draft.read.found.page.meant
    for mapped in draft.read.columns:
        if mapped.column is None and any(c.column == "quantity" for c in meant(mapped.heading)):
            what = next((draft.cells[name].texts for name in _WHAT if name in draft.cells), None)
            for at, text in enumerate(draft.read.found.column(mapped.at).to_list()):
                count = _count(text or "")
                if text is not None and count > 1:
                    whole = f"{text.strip()} x {what[at]}" if what and what[at] else text.strip()
                    _stands_for(draft, at, count, whole)


def _count(text: str) -> int:
    """How many a cell of quantities counts ("2", "２台"); 0 if it does not."""
    plain = folded(text)
    counted = several(plain)
    return int(plain) if re.fullmatch(r"[0-9]{1,5}", plain) else counted.count if counted else 0


def _stands_for(draft: Draft, at: int, count: int, whole: str) -> None:
    kept = "ref"
    quantity = draft.cells["quantity"].texts[at] if "quantity" in draft.cells else None
    if "quantity" in draft.facts and quantity in (None, str(count)):
        kept = "quantity"
        draft.column("quantity").texts[at] = str(count)
    else:
        ref = draft.column("ref").texts
        ref[at] = f"{ref[at]}: {whole}" if ref[at] else whole
    draft.notes.append(
        worded(
            "Row {row}: one line stands for {count}: {whole} (kept in {kept}).",
            row=str(draft.rows[at]),
            count=count,
            whole=shown(whole),
            kept=kept,
        )
    )


def read_sections(draft: Draft, contingents: Contingents) -> dict[str, Section]:
    """Give lines what the titles above them say; returns the packages that titles name."""
    packages: dict[str, Section] = {}
    sections = draft.read.found.sections
    for nth, section in enumerate(sections):
        after = sections[nth + 1].row if nth + 1 < len(sections) else float("inf")
        lines = range(bisect_right(draft.rows, section.row), bisect_left(draft.rows, after))
        text = re.sub(r"\s+", " ", folded(section.text)).strip(" :")
        if PACKAGE.fullmatch(text) and "package_id" in draft.facts:
            draft.fill("package_id", lines, text)
            packages.setdefault(text, section)
            said = worded("the package of the lines below it")
        elif contingents.several and (contingent := contingents.named(text)):
            draft.fill("contingent", lines, contingent)
            said = worded("the contingent {contingent} of the lines below it", contingent=contingent)
        else:
            said = worded("a title; nothing was taken from it")
        what = {"row": str(section.row), "text": shown(text), "said": said}
        draft.notes.append(
            worded(
                "Row {row}: {text} was read as {said}, rows {first} to {last}.",
                **what,
                first=str(draft.rows[lines[0]]),
                last=str(draft.rows[lines[-1]]),
            )
            if lines
            else worded("Row {row}: {text} was read as {said}.", **what)
        )
    return packages


def read_contingent(draft: Draft, contingents: Contingents) -> None:
    """The contingent of each line: its own, a State's name being its id, else that of the table."""
    if "contingent" in draft.cells:
        texts = draft.cells["contingent"].texts
        known = {text: contingents.named(text) or text for text in dict.fromkeys(texts) if text is not None}
        draft.cells["contingent"].texts = [known[text] if text is not None else None for text in texts]
    if contingents.several and (named := _contingent_of_table(draft.read, contingents)):
        contingent, why = named
        draft.fill("contingent", range(len(draft.rows)), contingent)
        draft.notes.append(
            worded(
                "All lines were read as of the contingent {contingent}: {why}.",
                contingent=contingent,
                why=why,
            )
        )


def _contingent_of_table(read: TableRead, contingents: Contingents) -> tuple[str, str] | None:
    if read.told and read.told.contingent:
        return read.told.contingent, worded("as told")
    for stated in read.found.stated:
        if "sending_state" in stated.facts and (found := contingents.named(stated.value)):
            return found, worded("row {row} says {value}", row=str(stated.row), value=shown(stated.value))
    worksheet = read.found.page.grid.worksheet
    found = contingents.named(worksheet) if worksheet else None
    return (found, worded("the worksheet has its name")) if found else None


def read_implied(draft: Draft) -> None:
    """What the name of the table, or a heading, says of lines, where they do not say it themselves."""
    for name, text in draft.read.implies.items():
        if name in draft.facts:
            _imply(draft, name, list(range(len(draft.rows))), text, worded("as the table is called"))
    for mapped in draft.read.columns:
        cells = draft.cells.get(mapped.column or "")
        for name, text in mapped.implies.items() if cells else ():
            if name in draft.facts and cells:
                lines = [at for at, there in enumerate(cells.texts) if there is not None]
                _imply(
                    draft,
                    name,
                    lines,
                    text,
                    worded("where {heading} is filled in", heading=shown(mapped.heading)),
                )


def _imply(draft: Draft, name: str, lines: list[int], text: str, why: str) -> None:
    own = draft.cells[name].spoiled if name in draft.cells else set()
    blank = [at for at in lines if draft.rows[at] not in own and not draft.column(name).texts[at]]
    if blank:
        draft.fill(name, blank, text)
        draft.notes.append(
            worded(
                "{name} is {text} for {count} lines, {why}.",
                name=name,
                text=text,
                count=len(blank),
                why=why,
            )
        )


def read_un_numbers(draft: Draft) -> None:
    """A UN number alone in the place of a yes under "Dangerous" is the line's UN number."""
    cells = draft.cells.get("dangerous")
    for at, text in enumerate(cells.texts if cells else ()):
        if cells is None or text is None or not (number := re.fullmatch(_UN_NUMBER, folded(text).strip())):
            continue
        given = draft.column("un_number").texts
        if given[at] is None and draft.rows[at] not in draft.column("un_number").spoiled:
            given[at], cells.texts[at] = f"UN{number[1]}", None
            draft.notes.append(
                worded(
                    "Row {row}: {text} under {heading} is its UN number.",
                    row=str(draft.rows[at]),
                    text=shown(text),
                    heading=cells.heading,
                )
            )


def note_un_numbers(draft: Draft, log: ProblemLog) -> None:
    """A UN number that stands in free text alone is asked about, never used."""
    if "un_number" not in draft.facts:
        return
    given = draft.cells["un_number"].texts if "un_number" in draft.cells else [None] * len(draft.rows)
    for mapped in draft.read.columns:
        fact = draft.facts.get(mapped.column or "")
        if mapped.is_private or mapped.column == "un_number":
            continue
        if fact and (fact.type is not Type.TEXT or fact.kind is Kind.KEY):
            continue
        numbers = draft.read.found.column(mapped.at).str.extract(_UN_NUMBER, 0)
        lines = [at for at in numbers.is_not_null().arg_true().to_list() if given[at] is None]
        _ask(draft, mapped.heading, {draft.rows[at]: numbers[at] for at in lines}, log)


def _ask(draft: Draft, heading: str, found: Mapping[int, str], log: ProblemLog) -> None:
    numbers = list(found.values())
    log.add_rows(
        "look.un-number-in-text",
        draft.read.place(heading),
        list(found),
        lambda nth: worded(
            "found {number} in a text, and the line has no UN number", number=shown(numbers[nth])
        ),
        Words(
            worded("the number in a column of its own, un_number"),
            worded("Write it there if it is the line's: a text is never used."),
        ),
    )
